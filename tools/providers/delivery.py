"""From an accepted job to its file: looked for, fetched, looked for again, until the deadline.

Invariant: trouble on the way never ends in another purchase. It ends with the file, with the job's
own failure, or as ProviderLost: then the file is kept there and can still be asked for.
"""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import NamedTuple

from storage.errors import ProviderBusy, ProviderLost
from tools.media.sniff import Group
from tools.providers.interface import Report
from tools.providers.transport import CHECK, Transport

FETCHES = 5                              # of one finished file, each from a fresh address
MOST_QUEUED = 6                          # deadlines that a job may wait there for its turn
AT_WORK = "is still at work"
MOST_TOLD = 0.95                         # the file still has to be brought


class Seen(NamedTuple):
    """How a job stands: its file's address, or how far it is. `queued`: its turn has not come."""

    url: str = ""
    fraction: float = 0.0
    queued: bool = False


Look = Callable[[], Awaitable[Seen]]
Waits = Callable[[int], float]


async def deliver(
    line: Transport, look: Look, target: Path, group: Group, report: Report, *, what: str,
    waits: Waits | None = None,
) -> None:
    """Bring the file of an accepted job to `target`; raises the job's failure or ProviderLost.

    `look` tells how the job stands, and raises ProviderBusy if that cannot be learned now. `waits`
    gives the time before the n-th look, the pace's own if it is not given. The deadline counts from
    when the job's turn has come.
    """
    why, waits, loop = AT_WORK, waits or line.pace.polls, asyncio.get_running_loop()
    deadline = line.pace.until(clip=group == "video")
    began, asked, fetched = loop.time(), 0, 0
    try:
        async with asyncio.timeout(deadline) as limit:
            while fetched < FETCHES:
                await asyncio.sleep(waits(asked))
                asked += 1
                try:
                    seen = await look()
                    why = AT_WORK
                    if seen.queued:
                        why = "keeps it waiting for its turn"
                        latest = began + MOST_QUEUED * deadline
                        limit.reschedule(min(latest, loop.time() + deadline))
                    if not seen.url:
                        report(min(MOST_TOLD, seen.fraction))
                        continue
                    fetched += 1
                    if await line.download(seen.url, target, group):
                        return
                    why = "gives an address that has expired"
                except ProviderBusy as exc:
                    why = str(exc).removeprefix(f"{line.title} ").rstrip(".")
    except TimeoutError as exc:
        raise _uncollected(line, what, why, f" within {_told(deadline)}") from exc
    raise _uncollected(line, what, why)


def evenly(line: Transport) -> Waits:
    """Looks always as far apart, for providers that want to be asked no more often."""
    return lambda _: line.pace.steady_poll


def at_once(line: Transport) -> Waits:
    """The first look without a wait, for jobs that are done when they are accepted."""
    return lambda asked: line.pace.polls(asked - 1) if asked else 0.0


def _told(seconds: float) -> str:
    return f"{seconds / 60:g} min" if seconds >= 60 else f"{seconds:g} s"


def _uncollected(line: Transport, what: str, why: str, within: str = "") -> ProviderLost:
    return ProviderLost(
        f"{line.title} accepted this {what} but has not delivered it{within}: it {why}.", CHECK)
