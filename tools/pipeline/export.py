"""The parts folder: the film and everything it was made of, as files with speaking names.

What is there with the right content already is left alone, so exporting again is quick; parts of
an older version of the film go.
"""

import asyncio
import errno
import itertools
import json
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType

from storage.errors import DiskFull, EnvironmentProblem
from storage.records import Asset, Shot, Storyboard
from tools.media.captions import Caption, srt
from tools.media.export import copy, to_mp3
from tools.media.layout import framings
from tools.media.pages import pages
from tools.media.probe import audible
from tools.media.spoken import Word, shares, words_of
from tools.pipeline.film import Film
from tools.pipeline.production import Production
from tools.providers.house import is_ours
from tools.providers.interface import Files

SAMPLES = "audio/wav"
ELSEWHERE = "Choose another one with --out."
WORDS_A_SECOND = 2.5                     # of a voice whose length is not known
_SENTENCES = re.compile(r"(?<=[.!?…])\s+")
_PART = re.compile(
    r"image_\d+_[a-z0-9_]+\.png|scene_\d+\.mp4|audio_[0-9a-f-]{36}_scene\.mp3|voice_\d+\.mp3")


async def write_folder(production: Production, film: Film, folder: Path) -> tuple[Path, ...]:
    """Write the film's folder and return its files. Raises DiskFull, EnvironmentProblem."""
    make_folder(folder)
    written = []
    for name, content in contents(film, production):
        target = folder / name
        if isinstance(content, str):
            _write_text(target, content)
        elif content.media_type == SAMPLES:
            await as_mp3(production.path(content), target)
        else:
            copy_changed(production.path(content), target)
        written.append(target)
    _clear_older(folder, written)
    return tuple(written)


def contents(film: Film, files: Files) -> tuple[tuple[str, Asset | str], ...]:
    """All files of a film by name: assets and texts. Samples leave as MP3 (`as_mp3`)."""
    parts = (
        (str(Path(name).with_suffix(".mp3")) if asset.media_type == SAMPLES else name, asset)
        for name, asset in film.parts
    )
    return (
        *parts, ("ad.mp4", film.cut),
        ("ad.srt", captions(film.storyboard, film.voices, {
            shot: words_of(files.path(voice)) for shot, voice in film.voices.items()})),
        ("shots.json", told_shots(film, files)),
        ("storyboard.json", film.storyboard.model_dump_json(indent=2)),
    )


def told_shots(film: Film, files: Files) -> str:
    """`shots.json`: each shot's file, who made it by which words and seed, and if it sounds."""
    told = [
        one.model_dump(exclude={"asset"}) | {
            "has_audio": one.file.endswith(".mp4") and audible(files.path(one.asset))}
        for one in film.shots
    ]
    return json.dumps(told, indent=2, ensure_ascii=False)


def _clear_older(folder: Path, written: Sequence[Path]) -> None:
    """Remove parts of an older version, by our own names for them; nothing else."""
    for path in folder.iterdir():
        if _PART.fullmatch(path.name) and path not in written:
            path.unlink()


def captions(
    storyboard: Storyboard, voices: Mapping[str, Asset] = MappingProxyType({}),
    timed: Mapping[str, Sequence[Word]] = MappingProxyType({}),
) -> str:
    """The subtitle file: what is said by a voice, else what the overlay says, when it is shown.

    A shot's own caption comes before both. A shot without words on it is told by its script.
    `timed` holds the words of voices that tell when each is said, in seconds of the voice.
    """
    found, at = list[Caption](), 0.0
    for shot, silent in zip(storyboard.shots, _silent_from(storyboard, voices), strict=True):
        spoken = shot.id in voices or not shot.overlay.words()
        if spoken and shot.spoken:
            said = timed.get(shot.id)
            found += (_timed(shot.spoken, _heard(said, at, silent)) if said
                      else _said(shot, at, voices.get(shot.id)))
        elif shot.caption:
            found.append(Caption(start=at, end=at + shot.seconds, text=shot.caption))
        else:
            frames = framings(
                storyboard.look, storyboard.aspect, shot.beat,
                photographic=not is_ours(storyboard, shot),
            )
            for page in pages(shot.overlay, shot.beat, frames):
                words = [page.kicker, *page.headlines, *page.points, page.offer, page.button,
                         page.address]
                found.append(Caption(
                    start=at + page.start * shot.seconds, end=at + page.end * shot.seconds,
                    text=" ".join(_ended(word) for word in words if word),
                ))
        at += shot.seconds
    return srt(found)


def _silent_from(storyboard: Storyboard, voices: Mapping[str, Asset]) -> list[float]:
    """Until when the mix lets each shot's voice be heard: until the next one, or the film's end."""
    begins = itertools.accumulate((shot.seconds for shot in storyboard.shots), initial=0.0)
    limit, found = storyboard.seconds, list[float]()
    for shot, at in reversed(list(zip(storyboard.shots, begins, strict=False))):
        found.append(limit)
        limit = at if shot.id in voices else limit
    return found[::-1]


def _heard(words: Sequence[Word], at: float, silent: float) -> tuple[Word, ...]:
    """The words in seconds of the film, where the mix places them; it cuts them off at `silent`."""
    return tuple(Word(word.text, min(at + word.start, silent), min(at + word.end, silent))
                 for word in words)


def _timed(text: str, words: Sequence[Word]) -> Iterator[Caption]:
    """A spoken line sentence by sentence, each while its words are heard."""
    lines = [one for one in _SENTENCES.split(text) if one.strip()]
    for line, said in zip(lines, shares(lines, words), strict=True):
        if said[0].start < words[-1].end:        # else the mix has cut it off
            yield Caption(start=said[0].start, end=said[-1].end, text=line, said=tuple(said))


def _said(shot: Shot, at: float, voice: Asset | None) -> Iterator[Caption]:
    """A spoken line sentence by sentence, each as long as its letters take at the voice's pace."""
    lines = [one for one in _SENTENCES.split(shot.spoken) if one.strip()]
    length = voice.seconds if voice and voice.seconds else len(shot.spoken.split()) / WORDS_A_SECOND
    share = min(length, shot.seconds) / sum(len(line) for line in lines)
    for line in lines:
        yield Caption(start=at, end=at + len(line) * share, text=line)
        at += len(line) * share


def _ended(text: str) -> str:
    return text if text[-1] in ".,!?:…" else f"{text}."


def copy_changed(source: Path, target: Path) -> None:
    """Copy a file unless the same is there already."""
    same = target.exists() and target.stat().st_size == source.stat().st_size
    if not same or target.read_bytes() != source.read_bytes():
        copy(source, target)


async def as_mp3(source: Path, target: Path, instead: str = ELSEWHERE) -> None:
    """Sounds are kept as samples and leave as MP3; the name carries the sound's identity."""
    if not await asyncio.to_thread(target.exists):
        with written_whole(target, instead) as draft:
            await to_mp3(source, draft)


def _write_text(target: Path, text: str) -> None:
    with written_whole(target) as draft:
        draft.write_text(text, encoding="utf-8")


@contextmanager
def written_whole(target: Path, instead: str = ELSEWHERE) -> Iterator[Path]:
    """A draft that becomes the target if all goes well; otherwise nothing stays.

    Raises DiskFull, EnvironmentProblem.
    """
    draft = target.with_name(f".{os.getpid()}-{target.name}")
    with _disk_errors(target.parent, instead):
        try:
            yield draft
            draft.replace(target)
        finally:
            draft.unlink(missing_ok=True)


def make_folder(folder: Path, instead: str = ELSEWHERE) -> None:
    """Make the folder, or say at once that nothing can be written there, and what to do then."""
    with _disk_errors(folder, instead):
        folder.mkdir(parents=True, exist_ok=True)
        probe = folder / f".{os.getpid()}"
        probe.touch()
        probe.unlink()


@contextmanager
def _disk_errors(folder: Path, instead: str) -> Iterator[None]:
    try:
        yield
    except OSError as exc:
        if exc.errno in (errno.ENOSPC, errno.EDQUOT):
            raise DiskFull(
                f"There is no room left in {folder}.", "Free some space, then try again."
            ) from exc
        raise EnvironmentProblem(
            f"The folder {folder} cannot be written: {exc.strerror}.", instead,
        ) from exc
