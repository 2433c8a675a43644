"""A film's captions change when the voice says their words: in the picture, and in `ad.srt`.

The plan is the real one and so are its jobs; only who speaks is an emulator.
"""

import itertools
import re
from pathlib import Path
from typing import Any

import numpy as np

from storage.records import Models, Options, Overlay, Plan, Recipe, Storyboard, Take
from tools.media.decode import decoded
from tools.media.measure import measured
from tools.media.spoken import Word, words_of
from tools.pipeline.export import contents
from tools.pipeline.film import film_of
from tools.pipeline.plan import plan
from tools.providers.catalog import Catalog
from tools.providers.elevenlabs import ElevenLabs
from tools.providers.house import House
from tools.providers.interface import Request

VOICE, FPS = "elevenlabs/eleven_multilingual_v2", 24
LINES = ("Look, a sailing boat. It passes the islands, slowly. Then, at last, the sun goes down.",
         "The harbour. Everybody is asleep by now, and only the lamps are awake.")


def of_stills(bench: Any, *, captions: bool = True, seconds: float = 8.0) -> Storyboard:
    """Two held pictures with a spoken line each."""
    shots = tuple(
        shot.model_copy(update={"seconds": seconds, "own_picture": bench.frame,
                                "voice_line": line, "overlay": Overlay()})
        for shot, line in zip(bench.storyboard.shots, LINES, strict=False))
    board: Storyboard = bench.storyboard.model_copy(update={
        "captions": captions, "shots": shots, "options": Options(resolution=180),
        "brief": bench.storyboard.brief.model_copy(update={"photo": None, "logo": None}),
        "recipe": Recipe(name="timed-pictures", continuity="independent", first_frame="prompt",
                         stills=True, fps=FPS,
                         models=Models(picture="none/none", clip="", sound="", voice=VOICE))})
    return board


async def made(
    whole: Plan, catalog: Catalog, bench: Any, folder: Path
) -> None:
    """Makes the jobs one after another, as a worker would, and keeps their takes."""
    for job in whole.jobs:
        assets = {role: bench.library.take("me", name).asset for role, name in job.inputs.items()}
        request = Request(client_id=f"me:{job.fingerprint}:1", job=job, inputs=assets)
        provider = catalog.provider(job.provider)
        await provider.prepare(request)
        ticket = await provider.submit(request)
        work = folder / job.fingerprint[:12]
        work.mkdir()
        result = await provider.collect(request, ticket, bench.library, work, lambda _: None)
        asset = bench.library.keep(result.path, measured(result.path, result.media_type))
        bench.library.record("me", Take(fingerprint=job.fingerprint, asset=asset,
                                        provider_id=ticket.provider_id, made_at="2026"))


def changes(film: Path) -> list[float]:
    """The seconds at which the lower half differs much from the frame before."""
    frames = [planes[0][planes[0].shape[0] // 2 :].astype(np.float32) for planes in decoded(film)]
    return [n / FPS for n, (one, two) in enumerate(itertools.pairwise(frames), start=1)
            if np.abs(one - two).mean() > 0.5]


def said_in(bench: Any, whole: Plan, board: Storyboard) -> dict[str, tuple[Word, ...]]:
    """The words of each shot's voice, in seconds of the film."""
    found, at = {}, 0.0
    for shot in board.shots:
        voice = bench.library.take("me", whole.shots[shot.id]["voice"]).asset
        found[shot.id] = tuple(Word(word.text, at + word.start, at + word.end)
                               for word in words_of(bench.library.path(voice)))
        at += shot.seconds
    return found


def start_of(words: tuple[Word, ...], text: str) -> float:
    (found,) = [word.start for word in words if word.text == text]
    return found


async def test_captions_change_when_their_words_are_said(
    elevenlabs: ElevenLabs, bench: Any, workspace: Path
) -> None:
    board, catalog = of_stills(bench), Catalog((House(), elevenlabs))
    whole = plan(board, catalog)
    await made(whole, catalog, bench, workspace)
    film = film_of(board, whole, bench.library, "me")
    first, second = said_in(bench, whole, board).values()

    seen = changes(bench.library.path(film.cut))
    for word in (start_of(first, "It"), start_of(first, "Then,"), start_of(second, "Everybody")):
        assert any(abs(at - word) <= 1 / FPS + 1e-6 for at in seen), (word, seen)
    even = 8.0 * len("Look, a sailing boat.") / len(LINES[0])
    assert all(abs(at - even) > 2 / FPS for at in seen)       # not where letters alone would put it

    told = dict(contents(film, bench.library))["ad.srt"]
    assert isinstance(told, str)
    blocks = re.findall(r"(\d\d:\d\d:\d\d,\d\d\d) --> (\S+)\n((?:.+\n?)+)", told)
    starts = {text.split()[0]: seconds_of(start) for start, _, text in blocks}
    for words, word in ((first, "Look,"), (first, "It"), (first, "Then,"), (second, "Everybody")):
        assert abs(starts[word] - start_of(words, word)) < 0.002


def seconds_of(stamp: str) -> float:
    hours, minutes, seconds = stamp.replace(",", ".").split(":")
    return int(hours) * 3600 + int(minutes) * 60 + float(seconds)


async def test_what_a_voice_says_beyond_its_shot_is_captioned_while_it_is_heard(
    elevenlabs: ElevenLabs, bench: Any, workspace: Path
) -> None:
    board, catalog = of_stills(bench, seconds=4.0), Catalog((House(), elevenlabs))
    whole = plan(board, catalog)
    await made(whole, catalog, bench, workspace)
    film = film_of(board, whole, bench.library, "me")
    first, second = said_in(bench, whole, board).values()
    assert start_of(first, "Then,") > 4.0                     # the next voice has cut it off
    told = str(dict(contents(film, bench.library))["ad.srt"])
    assert "Then, at last" not in told
    assert "00:00:04,100 --> " in told
    assert start_of(second, "The") == 4.1
    seen = [at for at in changes(bench.library.path(film.cut)) if 0.3 < at < 3.9]
    assert len(seen) == 2                    # in the picture it comes early rather than not at all
    assert start_of(first, "It") - 0.3 < seen[0] <= start_of(first, "It")
    assert seen[1] - seen[0] > 0.6


def test_only_captions_wait_for_a_voice_that_times_its_words(
    elevenlabs: ElevenLabs, bench: Any
) -> None:
    catalog = Catalog((House(), elevenlabs))
    without, within = (plan(of_stills(bench, captions=on), catalog) for on in (False, True))
    for shot, jobs in within.shots.items():
        assert within.job(jobs["master"]).inputs["voice"] == jobs["voice"]
        assert "voice" not in without.job(without.shots[shot]["master"]).inputs
    other = of_stills(bench).model_copy(update={
        "options": Options(resolution=180, voice="Daniel")})
    assert plan(other, catalog).shots["s1"]["master"] != within.shots["s1"]["master"]
