"""Calls to one provider: what may be sent again, how long we go on, and in which words we give up.

`safe` calls change nothing that costs money: they are repeated with growing waits, or as the
provider asks by Retry-After, within a bounded time. `once` calls buy: they are repeated only where
no byte was sent or the answer says that nothing was accepted. Invariants: a key goes only to its
provider's own address and stands in no error and no log; a download is whole, of the kind that was
hoped for and not larger than allowed, or it is not there.
"""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
from typing import Any, TypeVar

import stamina

from storage.errors import BadKey, DiskFull, ProviderBusy, ProviderLost
from tools.media.sniff import Group, sniff
from tools.providers.client import Answer, Broken, Call, ask, bring, setting
from tools.providers.pace import Pace, pace_of_process
from tools.providers.redact import is_sendable, keep_secret
from tools.providers.whole import is_whole

MOST_MEDIA = 2_000_000_000               # bytes of a download
LATER = "Try again in a few minutes; nothing was bought."
CHECK = "Check again later: if it was accepted, it is kept there and can still be fetched."

log = logging.getLogger("adflow.providers")
Judge = Callable[[Answer], bool]
Got = TypeVar("Got")


def in_trouble(answer: Answer) -> bool:
    """A safe call may be repeated: the server's trouble, or an answer nobody can read."""
    return answer.status in (408, 425, 429) or answer.status >= 500 or (
        answer.status < 300 and answer.data is None
    )


def not_accepted(answer: Answer) -> bool:
    """A paid call may be repeated: too many requests, so it was not accepted."""
    return answer.status == 429


class Transport:
    """Calls to one provider. `name` as in settings (`runware`), `title` as people know it."""

    def __init__(self, name: str, title: str, base: str, pace: Pace | None = None) -> None:
        self.name, self.title, self.pace = name, title, pace or pace_of_process()
        self.key_name = f"{name.upper()}_API_KEY"
        self._base, self._next = base, 0.0

    @property
    def base(self) -> str:
        """The provider's address; `ADFLOW_<PROVIDER>_URL` says another."""
        return (setting(f"ADFLOW_{self.name.upper()}_URL") or self._base).rstrip("/")

    def missing_keys(self) -> tuple[str, ...]:
        """The key's name, if it is not set."""
        return () if setting(self.key_name) else (self.key_name,)

    def key(self) -> str:
        """The key. Raises BadKey where none is set, or none that could be sent."""
        key = setting(self.key_name)
        if not key:
            raise BadKey(f"There is no key for {self.title}.", f"Set {self.key_name}.")
        keep_secret(key)
        if not is_sendable(key):
            raise BadKey(f"The key for {self.title} holds characters that no key has.",
                         f"Copy it once more into {self.key_name}.")
        return key

    async def safe(
        self, method: str, path: str = "", *, headers: Mapping[str, str], body: Any = None,
        content: bytes | None = None, again: Judge = in_trouble,
    ) -> Answer:
        """A call that costs nothing. Raises ProviderBusy when patience is at its end."""
        call = Call(method, self._url(path), headers, self.pace.request, body, content)

        async def attempt() -> Answer:
            return _judged(await ask(call, self.pace.connect), again)

        return await self._repeated(attempt)

    async def once(
        self, method: str, path: str = "", *, headers: Mapping[str, str], body: Any = None,
        content: bytes | None = None, again: Judge = not_accepted, seconds: float | None = None,
        target: Path | None = None,
    ) -> Answer:
        """A call that buys; with a `target`, one that is answered with the file itself.

        Raises ProviderBusy when it was surely not accepted, ProviderLost when that is not known, or
        when the file that was bought did not arrive.
        """
        call = Call(method, self._url(path), headers, seconds or self.pace.request, body,
                    content)

        async def attempt() -> Answer:
            try:
                answer = await ask(call, self.pace.connect, target)
            except Broken as exc:
                if exc.sent:
                    raise self.lost(str(exc)) from exc
                raise
            except OSError as exc:
                raise self.lost("sends a file that cannot be written here") from exc
            return _judged(answer, again)

        return await self._repeated(attempt)

    async def download(
        self, url: str, target: Path, group: Group, *, most_bytes: int = MOST_MEDIA,
        headers: Mapping[str, str] | None = None,
    ) -> bool:
        """Bring a file, without a key unless `headers` hold it; False where it has expired.

        Raises ProviderBusy when it does not come whole or is something else, DiskFull.
        """
        call = Call("GET", url, headers or {}, self.pace.download)

        async def attempt() -> bool:
            digest = await bring(call, self.pace.connect, target, most_bytes)
            if digest is None:
                return False
            await asyncio.to_thread(_check_file, target, group)
            log.info("%s brought %s, sha256 %s", self.name, target.name, digest)
            return True

        try:
            return await self._repeated(attempt)
        except ProviderBusy:
            _remove(target)
            raise
        except OSError as exc:
            _remove(target)
            raise DiskFull(
                f"A file of {self.title} cannot be written: {exc.strerror or exc}.",
                "Free some space and go on with the render; what was bought is kept there.",
            ) from exc

    def lost(self, why: str) -> ProviderLost:
        """The error for a paid call whose answer did not arrive."""
        return ProviderLost(
            f"{self.title} {why}; it is not known whether the job was accepted.", CHECK
        )

    async def check_bought(self, target: Path, group: Group) -> None:
        """Raises ProviderLost unless the file that answered a purchase is whole and as hoped."""
        try:
            await asyncio.to_thread(_check_file, target, group)
        except Broken as exc:
            _remove(target)
            raise self.lost(str(exc)) from exc

    async def _repeated(self, attempt: Callable[[], Awaitable[Got]]) -> Got:
        """Try until it works, is refused, or patience is at its end."""
        pace, began = self.pace, time.monotonic()

        def wait(exc: Exception) -> bool | float:
            if not isinstance(exc, Broken) or exc.wait is None:
                return isinstance(exc, Broken)
            return exc.wait if exc.wait <= pace.patience - (time.monotonic() - began) else False

        async def trial() -> Got:
            await self._take_turn()
            return await attempt()

        retried = stamina.retry(
            on=wait, attempts=pace.attempts, timeout=pace.patience, wait_initial=pace.first_wait,
            wait_max=pace.longest_wait, wait_jitter=pace.first_wait,
        )(trial)
        try:
            return await retried()
        except Broken as exc:
            raise ProviderBusy(f"{self.title} {exc}.", LATER) from exc

    def _url(self, path: str) -> str:
        return path if path.startswith(("http://", "https://")) else f"{self.base}{path}"

    async def _take_turn(self) -> None:
        """Keep the distance between two calls."""
        now = time.monotonic()
        mine = max(now, self._next)
        self._next = mine + self.pace.between
        if mine > now:
            await asyncio.sleep(mine - now)


def _judged(answer: Answer, again: Judge) -> Answer:
    if not again(answer):
        return answer
    why = f"answers {answer.status}" if answer.status >= 300 else "answers in no known form"
    raise Broken(why, wait=answer.retry_after)


def _remove(target: Path) -> None:
    target.unlink(missing_ok=True)


def _check_file(target: Path, group: Group) -> None:
    with target.open("rb") as file:
        kind = sniff(file.read(4096))
    if kind.group != group:
        raise Broken(f"sends {kind.title} instead of a {group}")
    if not is_whole(target, kind):
        raise Broken("sends a file whose end is missing")
