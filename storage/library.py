"""The media library: finished media on disk, and which job made what.

`media/ab/abcd….mp4` holds bytes named by their SHA-256; `takes/<owner>/ab/abcd….json` says which
asset the job with that fingerprint became; `owners/<owner>/…` marks what an owner may see. A file
appears whole or not at all: it is written under a temporary name, fsynced, and renamed. A take is
written after its media, so a take always points at complete bytes. Nothing is changed in place.
"""

import errno
import hashlib
import json
import os
import re
import shutil
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from storage.errors import DiskFull, EnvironmentProblem, NotFound
from storage.records import Asset, Take

_HEX = re.compile(r"[0-9a-f]{64}")
_CHUNK = 1 << 20


def hash_file(path: Path) -> str:
    """SHA-256 of a file's bytes, in hex."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


class Library:
    """Media and takes below one folder; safe for several processes at once."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def path(self, asset: Asset) -> Path:
        """Where the asset's bytes are, or would be."""
        return self.root / "media" / asset.sha256[:2] / f"{asset.sha256}{asset.suffix}"

    def has(self, asset: Asset) -> bool:
        """Whether the asset's bytes are here, whole."""
        path = self.path(asset)
        with _disk_errors(path), suppress(FileNotFoundError):
            return path.stat().st_size == asset.size
        return False

    def keep(self, source: Path, draft: Asset | None = None, *, media_type: str = "") -> Asset:
        """Copy a file in and return its asset; measures are taken from `draft`."""
        facts = draft.model_dump(exclude={"sha256", "size"}) if draft else {}
        facts.setdefault("media_type", media_type)
        asset = Asset(sha256=hash_file(source), size=source.stat().st_size, **facts)
        target = self.path(asset)
        if not self.has(asset):
            with _disk_errors(target):
                target.parent.mkdir(parents=True, exist_ok=True)
                temporary = _draft(target)
                try:
                    shutil.copyfile(source, temporary)
                    _sync(temporary)
                    temporary.replace(target)
                finally:
                    temporary.unlink(missing_ok=True)
                _sync(target.parent)
        return asset

    def keep_bytes(self, data: bytes, draft: Asset) -> Asset:
        """Like `keep`, for bytes at hand."""
        asset = draft.model_copy(
            update={"sha256": hashlib.sha256(data).hexdigest(), "size": len(data)}
        )
        if not self.has(asset):
            _write(self.path(asset), data)
        return asset

    def _take_path(self, owner: str, fingerprint: str) -> Path:
        if not _HEX.fullmatch(fingerprint):
            raise NotFound(f"{fingerprint!r} is not the fingerprint of a job.")
        return self.root / "takes" / owner_folder(owner) / fingerprint[:2] / f"{fingerprint}.json"

    def take(self, owner: str, fingerprint: str) -> Take | None:
        """The finished take of this job, if it was made for this owner and its bytes are here."""
        path = self._take_path(owner, fingerprint)
        with _disk_errors(path), suppress(FileNotFoundError):
            take = Take.model_validate_json(path.read_bytes())
            return take if self.has(take.asset) else None
        return None

    def record(self, owner: str, take: Take) -> None:
        """Write down that the job is finished. The media must be in the library already."""
        if not self.has(take.asset):
            raise NotFound(f"The bytes of {take.asset.sha256[:12]} are not in the library.")
        self.claim(owner, take.asset)
        data = json.dumps(take.model_dump(mode="json"), sort_keys=True).encode()
        _write(self._take_path(owner, take.fingerprint), data)

    def _claim_path(self, owner: str, sha256: str) -> Path:
        return self.root / "owners" / owner_folder(owner) / sha256[:2] / sha256

    def claim(self, owner: str, asset: Asset) -> None:
        """Write down that this owner may see the asset."""
        path = self._claim_path(owner, asset.sha256)
        if not path.exists():
            _write(path, b"")

    def owned(self, owner: str, sha256: str) -> Path | None:
        """The file with this content if this owner may see it."""
        if not _HEX.fullmatch(sha256) or not self._claim_path(owner, sha256).exists():
            return None
        return next((self.root / "media" / sha256[:2]).glob(f"{sha256}.*"), None)

    def clear_drafts(self) -> None:
        """Remove what processes that are gone left unfinished under temporary names."""
        for path in self.root.rglob(".*-*"):
            pid = path.name[1:].partition("-")[0]
            if pid.isdigit() and not _lives(int(pid)):
                path.unlink(missing_ok=True)

    def takes(self, owner: str) -> Iterator[Take]:
        """All finished takes of one owner."""
        for path in sorted((self.root / "takes" / owner_folder(owner)).glob("*/*.json")):
            yield Take.model_validate_json(path.read_bytes())


def owner_folder(owner: str) -> str:
    """A folder name for an owner: plain names stay readable, all others are hashed.

    A plain name that looks like a hashed one is hashed too: no name leads into another's folder.
    """
    if re.fullmatch(r"(?!u-)[a-z0-9_-]{1,40}", owner):
        return owner
    return "u-" + hashlib.sha256(owner.encode()).hexdigest()[:32]


def _draft(target: Path) -> Path:
    """A temporary name beside the target that says whose it is."""
    return target.with_name(f".{os.getpid()}-{uuid.uuid4().hex}")


def _lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _write(target: Path, data: bytes) -> None:
    with _disk_errors(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        temporary = _draft(target)
        try:
            temporary.write_bytes(data)
            _sync(temporary)
            temporary.replace(target)
        finally:
            temporary.unlink(missing_ok=True)
        _sync(target.parent)


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def _disk_errors(target: Path) -> Iterator[None]:
    """Turns a failure of the disk or its permissions into a sentence."""
    try:
        yield
    except OSError as exc:
        if exc.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
            raise DiskFull(
                f"The disk is full: {target.parent} has no room.",
                "Free some space and start again: everything finished so far is kept.",
            ) from exc
        raise EnvironmentProblem(
            f"{target.parent} cannot be used: {exc.strerror}.",
            "Check the folder's permissions, or set ADFLOW_HOME to another folder.",
        ) from exc
