"""A film's files in one ZIP: whole, streamed, and for its owner alone."""

import io
import zipfile
from pathlib import Path

import pytest

from storage.errors import EnvironmentProblem, NotFound
from storage.records import Storyboard
from tools.pipeline.archive import CHUNK, OURS, members, zipped
from tools.pipeline.export import as_mp3, make_folder
from tools.pipeline.production import Production


def test_files_of_any_size_come_out_as_they_went_in(tmp_path: Path) -> None:
    film = tmp_path / "film.bin"
    film.write_bytes(bytes(range(256)) * (CHUNK // 100))          # more than two pieces
    pieces = list(zipped([("ad.mp4", film), ("ad.srt", b"1\nHello"), ("empty.txt", b"")]))
    assert max(map(len, pieces)) <= CHUNK + 1000
    with zipfile.ZipFile(io.BytesIO(b"".join(pieces))) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == ["ad.mp4", "ad.srt", "empty.txt"]
        assert archive.read("ad.mp4") == film.read_bytes()
        assert archive.read("ad.srt") == b"1\nHello"


async def test_only_finished_films_and_only_to_their_owner(
    production: Production, saved: Storyboard
) -> None:
    quote = production.offer("local", saved)
    for owner, render in (("local", quote.id), ("local", "unknown"), ("eve", quote.id)):
        with pytest.raises(NotFound):
            await members(production, owner, render)
    assert await production.approve("local", quote.id, by="local")
    for owner in ("local", "eve"):
        with pytest.raises(NotFound):
            await members(production, owner, quote.id)


async def test_a_data_folder_that_cannot_be_written_says_what_helps_there(tmp_path: Path) -> None:
    taken = tmp_path / "derived"
    taken.write_text("not a folder")
    with pytest.raises(EnvironmentProblem) as ours:
        make_folder(taken, OURS)
    with pytest.raises(EnvironmentProblem) as theirs:
        make_folder(taken)
    assert "belongs to AdFlow" in ours.value.next_step
    assert "--out" in theirs.value.next_step
    with pytest.raises(EnvironmentProblem) as sound:
        await as_mp3(tmp_path / "none.wav", taken / "a.mp3", OURS)
    assert "--out" not in sound.value.next_step
