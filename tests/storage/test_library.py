"""The library: whole or not at all, whoever dies, fills the disk or comes at the same moment."""

import hashlib
import os
import resource
import shutil
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from storage.database import now
from storage.errors import DiskFull, EnvironmentProblem, NotFound
from storage.library import Library, hash_file, owner_folder
from storage.records import Asset, Take

DRAFT = Asset(sha256="", size=0, media_type="image/png", width=8, height=9)
FINGERPRINT = "ab" * 32


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return Library(tmp_path / "library")


def drafts(library: Library) -> list[Path]:
    return [path for path in library.root.rglob("*") if path.name.startswith(".")]


def files(library: Library) -> list[Path]:
    return [path for path in library.root.rglob("*") if path.is_file()]


def test_bytes_are_kept_once_under_their_content(library: Library, tmp_path: Path) -> None:
    source = tmp_path / "a picture.png"
    source.write_bytes(b"paper" * 1000)
    kept = library.keep(source, DRAFT)
    assert kept.sha256 == hashlib.sha256(b"paper" * 1000).hexdigest() == hash_file(source)
    assert (kept.size, kept.width, kept.height) == (5000, 8, 9)
    assert library.keep_bytes(b"paper" * 1000, DRAFT) == kept
    assert library.path(kept).read_bytes() == b"paper" * 1000
    assert len(files(library)) == 1
    source.unlink()
    assert library.has(kept)


def test_bytes_that_are_not_whole_are_not_there_and_are_mended(library: Library) -> None:
    kept = library.keep_bytes(b"paper", DRAFT)
    library.path(kept).write_bytes(b"pap")
    assert not library.has(kept)
    library.keep_bytes(b"paper", DRAFT)
    assert library.has(kept)


def test_a_take_never_points_at_missing_bytes(library: Library) -> None:
    asset = library.keep_bytes(b"paper", DRAFT)
    take = Take(fingerprint=FINGERPRINT, asset=asset, made_at=now())
    missing = take.model_copy(update={"asset": asset.model_copy(update={"sha256": "0" * 64})})
    with pytest.raises(NotFound, match="not in the library"):
        library.record("ann", missing)
    assert library.take("ann", FINGERPRINT) is None
    library.record("ann", take)
    assert library.take("ann", FINGERPRINT) == take
    assert list(library.takes("ann")) == [take]
    library.path(asset).unlink()
    assert library.take("ann", FINGERPRINT) is None


def test_owners_see_only_their_own(library: Library) -> None:
    asset = library.keep_bytes(b"paper", DRAFT)
    library.record("ann", Take(fingerprint=FINGERPRINT, asset=asset, made_at=now()))
    assert library.owned("ann", asset.sha256) == library.path(asset)
    assert library.take("bob", FINGERPRINT) is None
    assert library.owned("bob", asset.sha256) is None
    assert list(library.takes("bob")) == []
    library.claim("bob", asset)
    assert library.owned("bob", asset.sha256) == library.path(asset)
    assert library.take("bob", FINGERPRINT) is None


ODD = ("", ".", "..", "../ann", "ann/..", "/etc", "a" * 41, "a" * 5000, "Ann", "änn", "a\0b",
       "con ", "\N{PILE OF POO}", owner_folder("Ann"), "u-" + "0" * 32)


@pytest.mark.parametrize("owner", ODD)
def test_odd_owners_have_folders_of_their_own(library: Library, owner: str) -> None:
    folder = owner_folder(owner)
    assert folder not in {owner_folder(other) for other in (*ODD, "ann") if other != owner}
    assert folder.replace("-", "").replace("_", "").isalnum()
    asset = library.keep_bytes(b"paper", DRAFT)
    take = Take(fingerprint=FINGERPRINT, asset=asset, made_at=now())
    library.record(owner, take)
    assert library.take(owner, FINGERPRINT) == take
    assert library.owned(owner, asset.sha256)
    assert library.take("ann", FINGERPRINT) is None
    assert all(path.is_relative_to(library.root) for path in files(library))


@pytest.mark.parametrize("name", ["", "../../etc/passwd", "AB" * 32, "ab" * 31, "*" * 64])
def test_names_that_are_no_hashes_reach_nothing(library: Library, name: str) -> None:
    with pytest.raises(NotFound):
        library.take("ann", name)
    assert library.owned("ann", name) is None


def test_equal_bytes_kept_at_once_are_one_asset(
    library: Library, tmp_path: Path, processes: Callable[..., list[str]],
    at_once: Callable[..., list[Any]],
) -> None:
    source = tmp_path / "source"
    source.write_bytes(os.urandom(3_000_000))
    program = """
        import sys
        from pathlib import Path
        from storage.library import Library
        library = Library(Path(sys.argv[1]))
        for _ in range(5):
            asset = library.keep(Path(sys.argv[2]), media_type="video/mp4")
            assert library.has(asset)
        print(asset.sha256)
    """
    assert set(processes(2, program, library.root, source)) == {hash_file(source)}
    at_once(6, lambda _: library.keep(source, media_type="video/mp4"))
    assert [path.stem for path in files(library)] == [hash_file(source)]
    assert hash_file(files(library)[0]) == hash_file(source)


def test_a_writer_killed_again_and_again_leaves_nothing_half(
    library: Library, tmp_path: Path
) -> None:
    source = tmp_path / "source"
    source.write_bytes(os.urandom(60_000_000))
    asset = Asset(sha256=hash_file(source), size=60_000_000, media_type="video/mp4")
    program = textwrap.dedent("""
        import sys
        from pathlib import Path
        from storage.library import Library
        library = Library(Path(sys.argv[1]))
        print("ready", flush=True)
        library.keep(Path(sys.argv[2]), media_type="video/mp4")
    """)
    for pause in (0.02, 0.06, 0.1):
        with subprocess.Popen(
            [sys.executable, "-c", program, str(library.root), str(source)], stdout=subprocess.PIPE
        ) as writer:
            assert writer.stdout
            writer.stdout.readline()
            time.sleep(pause)
            writer.send_signal(signal.SIGKILL)
        named = [path for path in files(library) if not path.name.startswith(".")]
        assert all(hash_file(path) == path.stem for path in named)
        assert library.has(asset) == bool(named)
    library.clear_drafts()
    assert not drafts(library)
    assert library.has(library.keep(source, media_type="video/mp4"))


IN_A_SMALL_PLACE = """
import sys
from pathlib import Path
from storage.errors import DiskFull
from storage.library import Library
from storage.records import Asset
library = Library(Path(sys.argv[1]))
draft = Asset(sha256="", size=0, media_type="image/png")
small = library.keep_bytes(b"small", draft)
source = Path(sys.argv[2])
for attempt in (lambda: library.keep(source, draft),
                lambda: library.keep_bytes(source.read_bytes(), draft)):
    try:
        attempt()
    except DiskFull as problem:
        print(problem.sentence())
assert library.has(small)
print(sorted(path.name for path in library.root.rglob("*") if path.is_file()))
"""


@pytest.mark.skipif(shutil.which("unshare") is None, reason="no way to make a small disk here")
def test_a_full_disk_is_said_and_nothing_half_stays(tmp_path: Path) -> None:
    source, place = tmp_path / "source", tmp_path / "place"
    source.write_bytes(os.urandom(1_000_000))
    place.mkdir()
    done = subprocess.run(
        ["unshare", "--user", "--map-root-user", "--mount", "sh", "-c",
         'mount -t tmpfs -o size=200k none "$1" && exec "$2" -c "$3" "$1" "$4"', "sh",
         place, sys.executable, IN_A_SMALL_PLACE, source],
        capture_output=True, text=True, check=False,
    )
    if "unshare" in done.stderr or "mount:" in done.stderr:
        pytest.skip(f"no small disk here: {done.stderr.strip()}")
    assert done.returncode == 0, done.stderr
    first, second, left = done.stdout.splitlines()
    assert first == second
    assert "disk is full" in first
    assert "Free some space" in first
    assert left == f"['{hashlib.sha256(b'small').hexdigest()}.png']"


@pytest.fixture
def small_files() -> Any:
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, hard))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.mark.usefixtures("small_files")
def test_a_write_cut_short_leaves_nothing(library: Library) -> None:
    with pytest.raises(DiskFull, match="no room"):
        library.keep_bytes(b"x" * 100_000, DRAFT)
    assert files(library) == []


def test_a_folder_that_cannot_be_written_is_said(library: Library) -> None:
    asset = library.keep_bytes(b"paper", DRAFT)
    (library.root / "takes").write_text("a file where a folder should be")
    with pytest.raises(EnvironmentProblem, match="cannot be used") as caught:
        library.record("ann", Take(fingerprint=FINGERPRINT, asset=asset, made_at=now()))
    assert "ADFLOW_HOME" in caught.value.next_step
    with pytest.raises(EnvironmentProblem, match="cannot be used"):
        library.take("ann", FINGERPRINT)


# Removal

def a_take(library: Library, owner: str, data: bytes, fingerprint: str = FINGERPRINT) -> Take:
    asset = library.keep_bytes(data, DRAFT)
    take = Take(fingerprint=fingerprint, asset=asset, cost=0, made_at=now(), seconds_taken=0)
    library.record(owner, take)
    return take


def test_bytes_go_with_the_last_owner(library: Library) -> None:
    take = a_take(library, "ann", b"paper")
    assert library.take_in("bob", b"paper", DRAFT) == take.asset
    assert library.release("ann", take.asset.sha256) == 0      # bob has them, too
    assert library.owned("ann", take.asset.sha256) is None
    assert library.owned("bob", take.asset.sha256)
    assert library.release("bob", take.asset.sha256) == 5
    assert library.release("bob", take.asset.sha256) == 0      # done again, nothing happens
    assert library.take("ann", FINGERPRINT) is None
    for _ in range(2):
        library.forget("ann", FINGERPRINT)
    assert files(library) == []


def test_nobody_is_left_with_a_claim_to_bytes_that_are_gone(
    library: Library, processes: Callable[..., list[str]]
) -> None:
    """Some give the same bytes again and again, others release them: what is claimed is there."""
    library.root.mkdir()
    said = processes(4, """
        import sys
        from pathlib import Path
        from storage.library import Library
        from storage.records import Asset
        library, owner = Library(Path(sys.argv[1])), f"u{__import__('os').getpid()}"
        draft = Asset(sha256="", size=0, media_type="image/png")
        missing = 0
        for _ in range(60):
            asset = library.take_in(owner, b"paper" * 1000, draft)
            missing += not library.has(asset)
            library.release(owner, asset.sha256)
        print(missing)
    """, library.root)
    assert said == ["0"] * 4
    assert files(library) == []
