"""Files at a provider, each sent once: what it is called there, by the hash of its content.

`<folder>/<sha256>.json` says under which name a provider knows the file; the file's time is that of
its last use, because that is what its life there is counted from. An entry belongs to one account,
told by a digest: with another key the same file is sent again. Two jobs that need the same file at
the same time wait for one upload.
"""

import asyncio
import hashlib
import json
import os
import time
import uuid
from collections.abc import Awaitable, Callable
from contextlib import suppress
from pathlib import Path
from weakref import WeakKeyDictionary, WeakValueDictionary

LIFETIME = 29 * 24 * 3600.0              # seconds; Runware deletes 30 days after the last use

Send = Callable[[], Awaitable[str]]
_Locks = WeakValueDictionary[str, asyncio.Lock]


class Uploads:
    """The memory of what one provider already has."""

    def __init__(self, folder: Path, lifetime: float = LIFETIME) -> None:
        self.folder, self.lifetime = folder, lifetime
        self._locks: WeakKeyDictionary[asyncio.AbstractEventLoop, _Locks] = WeakKeyDictionary()

    async def name_of(self, sha256: str, account: str, send: Send) -> str:
        """The provider's name for the file; `send` uploads it where it is not there yet."""
        locks = self._locks.setdefault(asyncio.get_running_loop(), WeakValueDictionary())
        lock = locks.setdefault(sha256, asyncio.Lock())
        async with lock:
            known = self._read(sha256, account)
            if known:
                return known
            name = await send()
            self._write(sha256, account, name)
            return name

    def forget(self, sha256: str) -> None:
        """The provider does not have it any more."""
        self._path(sha256).unlink(missing_ok=True)

    def _path(self, sha256: str) -> Path:
        return self.folder / f"{sha256}.json"

    def _read(self, sha256: str, account: str) -> str:
        path = self._path(sha256)
        with suppress(OSError, ValueError, KeyError, TypeError):
            if time.time() - path.stat().st_mtime < self.lifetime:
                kept = json.loads(path.read_text("utf-8"))
                if kept["account"] == account:
                    os.utime(path)
                    return str(kept["name"])
        return ""

    def _write(self, sha256: str, account: str, name: str) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        draft = self.folder / f".{uuid.uuid4().hex}"
        draft.write_text(json.dumps({"account": account, "name": name}), "utf-8")
        draft.replace(self._path(sha256))


def account_digest(base: str, key: str) -> str:
    """Tells accounts apart without saying a key."""
    return hashlib.sha256(f"adflow:{base}:{key}".encode()).hexdigest()[:16]
