"""The media library: finished media on disk, and which job made what.

`media/ab/abcd….mp4` holds bytes named by their SHA-256; `takes/<owner>/ab/abcd….json` says which
asset the job with that fingerprint became; `owners/<owner>/…` marks what an owner may see. A file
appears whole or not at all: it is written under a temporary name, fsynced, and renamed. A take is
written after its media, so a take always points at complete bytes. Nothing is changed in place.

Bytes go with the last owner who refers to them (`release`). Whoever claims and whoever removes take
turns, so nobody is left with a claim to bytes that were just removed.
"""

import fcntl
import hashlib
import json
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from storage.errors import NotFound
from storage.records import Asset, Take
from storage.whole_files import disk_errors, draft_of, lives, sync, write_whole

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
        with disk_errors(path), suppress(FileNotFoundError):
            return path.stat().st_size == asset.size
        return False

    def keep(self, source: Path, draft: Asset | None = None, *, media_type: str = "") -> Asset:
        """Copy a file in and return its asset; measures are taken from `draft`."""
        facts = draft.model_dump(exclude={"sha256", "size"}) if draft else {}
        facts.setdefault("media_type", media_type)
        asset = Asset(sha256=hash_file(source), size=source.stat().st_size, **facts)
        target = self.path(asset)
        if not self.has(asset):
            with disk_errors(target):
                target.parent.mkdir(parents=True, exist_ok=True)
                temporary = draft_of(target)
                try:
                    shutil.copyfile(source, temporary)
                    sync(temporary)
                    temporary.replace(target)
                finally:
                    temporary.unlink(missing_ok=True)
                sync(target.parent)
        return asset

    def keep_bytes(self, data: bytes, draft: Asset) -> Asset:
        """Like `keep`, for bytes at hand."""
        asset = draft.model_copy(
            update={"sha256": hashlib.sha256(data).hexdigest(), "size": len(data)}
        )
        if not self.has(asset):
            write_whole(self.path(asset), data)
        return asset

    def _take_path(self, owner: str, fingerprint: str) -> Path:
        if not _HEX.fullmatch(fingerprint):
            raise NotFound(f"{fingerprint!r} is not the fingerprint of a job.")
        return self.root / "takes" / owner_folder(owner) / fingerprint[:2] / f"{fingerprint}.json"

    def take(self, owner: str, fingerprint: str) -> Take | None:
        """The finished take of this job, if it was made for this owner and its bytes are here."""
        path = self._take_path(owner, fingerprint)
        with disk_errors(path), suppress(FileNotFoundError):
            take = Take.model_validate_json(path.read_bytes())
            return take if self.has(take.asset) else None
        return None

    def record(self, owner: str, take: Take) -> None:
        """Write down that the job is finished. The media must be in the library already."""
        data = json.dumps(take.model_dump(mode="json"), sort_keys=True).encode()
        with self._turn():
            if not self.has(take.asset):
                raise NotFound(f"The bytes of {take.asset.sha256[:12]} are not in the library.")
            self.claim(owner, take.asset)
            write_whole(self._take_path(owner, take.fingerprint), data)

    def take_in(self, owner: str, data: bytes, draft: Asset) -> Asset:
        """Keep bytes that an owner gave."""
        with self._turn():
            asset = self.keep_bytes(data, draft)
            self.claim(owner, asset)
        return asset

    def forget(self, owner: str, fingerprint: str) -> None:
        """Remove a take; its bytes are released first, by whoever knows that nothing needs them."""
        path = self._take_path(owner, fingerprint)
        with disk_errors(path):
            path.unlink(missing_ok=True)

    def release(self, owner: str, sha256: str) -> int:
        """This owner refers to the content no more; bytes that were freed, 0 if others do."""
        claim = self._claim_path(owner, sha256)
        with disk_errors(claim), self._turn(alone=True):
            claim.unlink(missing_ok=True)
            if any((self.root / "owners").glob(f"*/{sha256[:2]}/{sha256}")):
                return 0
            found = list((self.root / "media" / sha256[:2]).glob(f"{sha256}.*"))
            freed = sum(path.stat().st_size for path in found)
            for path in found:
                path.unlink(missing_ok=True)
        return freed

    def holds(self, sha256: str) -> bool:
        """Whether content of this name is here, whosever it is."""
        return any((self.root / "media" / sha256[:2]).glob(f"{sha256}.*"))

    @contextmanager
    def _turn(self, *, alone: bool = False) -> Iterator[None]:
        """A turn together with others who add, or alone. It ends with its process, however."""
        with disk_errors(self.root / "media"):
            self.root.mkdir(parents=True, exist_ok=True)
            descriptor = os.open(self.root, os.O_RDONLY)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX if alone else fcntl.LOCK_SH)
            yield
        finally:
            os.close(descriptor)

    def _claim_path(self, owner: str, sha256: str) -> Path:
        return self.root / "owners" / owner_folder(owner) / sha256[:2] / sha256

    def claim(self, owner: str, asset: Asset) -> None:
        """Write down that this owner may see the asset."""
        path = self._claim_path(owner, asset.sha256)
        if not path.exists():
            write_whole(path, b"")

    def owned(self, owner: str, sha256: str) -> Path | None:
        """The file with this content if this owner may see it."""
        if not _HEX.fullmatch(sha256) or not self._claim_path(owner, sha256).exists():
            return None
        return next((self.root / "media" / sha256[:2]).glob(f"{sha256}.*"), None)

    def clear_drafts(self) -> None:
        """Remove what processes that are gone left unfinished under temporary names."""
        for path in self.root.rglob(".*-*"):
            pid = path.name[1:].partition("-")[0]
            if pid.isdigit() and not lives(int(pid)):
                path.unlink(missing_ok=True)

    def takes(self, owner: str) -> Iterator[Take]:
        """All finished takes of one owner."""
        for path in sorted((self.root / "takes" / owner_folder(owner)).glob("*/*.json")):
            try:
                data = path.read_bytes()
            except FileNotFoundError:                         # forgotten meanwhile
                continue
            yield Take.model_validate_json(data)


def owner_folder(owner: str) -> str:
    """A folder name for an owner: plain names stay readable, all others are hashed.

    A plain name that looks like a hashed one is hashed too: no name leads into another's folder.
    """
    if re.fullmatch(r"(?!u-)[a-z0-9_-]{1,40}", owner):
        return owner
    return "u-" + hashlib.sha256(owner.encode()).hexdigest()[:32]
