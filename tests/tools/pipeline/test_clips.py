"""Clips of single shots: a part of the film's own plan, so that nothing is bought twice."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import AbstractContextManager
from pathlib import Path
from subprocess import Popen

import pytest
from PIL import Image

from agent.guided.writer import TemplateWriter
from agent.wording import offer_in_words
from storage.errors import BadInput
from storage.records import GivenShot, Storyboard, Wish
from tools.pipeline.briefing import take_in
from tools.pipeline.clips import clips_of
from tools.pipeline.filming import begin_film
from tools.pipeline.plan import part_of
from tools.pipeline.production import Production

Worker = Callable[..., AbstractContextManager[Popen[bytes]]]
Ended = Callable[[str], Awaitable[str]]
PRICE = 350_000


@pytest.fixture
def paper_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Clips cost something here, for `web` and the worker."""
    monkeypatch.setenv("PAPER", f'{{"price": {PRICE}}}')
    return tmp_path


async def filmed(production: Production, tmp_path: Path, count: int = 5) -> Storyboard:
    """Pictures that are to be animated."""
    shots = []
    for number in range(count):
        path = tmp_path / f"given-{number}.png"
        Image.new("RGB", (300, 200 + number), "#336699").save(path)
        shots.append(GivenShot(picture=take_in(production, "local", path, path.name)))
    project = production.projects.create("local", "t").id
    wish = Wish(recipe="animate-shots", shots=tuple(shots), seconds=4)
    return await begin_film(production, "local", project, wish, TemplateWriter())


def bought(folder: Path) -> int:
    lines = folder / "submits.txt"
    return lines.read_text().count("submit clip") if lines.exists() else 0


@pytest.mark.usefixtures("no_worker")
async def test_a_shots_clip_is_a_part_of_the_films_plan(
    production: Production, tmp_path: Path
) -> None:
    board = await filmed(production, tmp_path)
    whole = production.plan(board)
    part = part_of(whole, "clips", (3,))
    assert [job.label for job in part.jobs] == ["Picture 3", "Clip 3"]
    assert all(whole.job(job.fingerprint) == job for job in part.jobs)
    offered = production.offer("local", board, "clips", (3,))
    assert (offered.part, offered.shots, offered.total) == ("clips", (3,), PRICE)
    assert offered.clips(reused=False) == (3,)
    assert "1 clip (shot 3)" in offer_in_words(offered, "en")
    assert "$0.35" in offer_in_words(offered, "en")
    assert production.offer("local", board, "clips").shots == (1, 2, 3, 4, 5)
    assert production.offer("local", board, "clips", (4, 2, 4)).shots == (2, 4)


async def test_a_clip_that_goes_on_needs_those_before_it_and_the_quote_says_so(
    production: Production, saved: Storyboard
) -> None:
    board = saved.model_copy(update={
        "recipe": saved.recipe.model_copy(update={"continuity": "hand_off"})})
    board = production.projects.save(board)
    offered = production.offer("local", board, "clips", (3,))
    assert [line.label for line in offered.lines if line.kind in ("clip", "frame")] == [
        "Clip 1", "Frame 2", "Clip 2", "Frame 3", "Clip 3"]
    assert offered.total == 3 * PRICE
    assert "so shots 1 and 2 must be made, too" in offer_in_words(offered, "en")
    assert "braucht es auch Szenen 1 und 2" in offer_in_words(offered, "de")


async def test_what_cannot_be_animated_is_refused_in_a_sentence(
    production: Production, tmp_path: Path
) -> None:
    board = await filmed(production, tmp_path)
    with pytest.raises(BadInput, match="There is no shot 9: the film has 5"):
        production.offer("local", board, "clips", (2, 9))
    project = production.projects.create("local", "u").id
    wish = Wish(recipe="timed-pictures", text="A fox wakes. It snows.", seconds=6)
    held = await begin_film(production, "local", project, wish, TemplateWriter())
    with pytest.raises(BadInput, match="have no clips"):
        production.offer("local", held, "clips", (1,))
    with pytest.raises(BadInput, match="have no clips"):
        clips_of(held, production.plan(held), production.library, "local")


async def test_one_shot_then_the_missing_ones_then_the_film(
    production: Production, tmp_path: Path, worker: Worker, ended: Ended
) -> None:
    board = await filmed(production, tmp_path)
    production.quotes.offer(production.price("local", board))

    async def made(*shots: int) -> tuple[int, ...]:
        offered = production.offer("local", board, "clips", shots)
        await production.approve("local", offered.id, "local")
        assert await ended(offered.id) == "done"
        return offered.clips(reused=False)

    with worker():
        assert await made(3) == (3,)
        assert bought(tmp_path) == 1
        assert production.quotes.finished(board.project) == ()
        render = production.quotes.newest_render(board.project)
        assert render
        assert (render.part, render.whole) == ("clips", False)
        assert production.offer_after(render) is None
        again = production.offer("local", board, "clips", (1, 3))
        assert (again.total, again.clips(reused=True)) == (PRICE, (3,))
        assert "Shot 3 is reused" in offer_in_words(again, "en")
        assert await made() == (1, 2, 4, 5)
        assert bought(tmp_path) == 5
        clips = clips_of(board, production.plan(board), production.library, "local")
        assert {(one.state, one.has_audio) for one in clips} == {("done", False)}
        with pytest.raises(BadInput, match="every shot is animated"):
            production.offer("local", board, "clips")
        film = production.offer("local", board, "film")
        assert film.total == 0
        await production.approve("local", film.id, "local")
        assert await ended(film.id) == "done"
    assert bought(tmp_path) == 5
    assert production.ledger.spent("local", board.project) == 5 * PRICE


async def test_killed_in_between_nothing_is_bought_twice(
    production: Production, tmp_path: Path, worker: Worker, ended: Ended
) -> None:
    board = await filmed(production, tmp_path)
    offered = production.offer("local", board, "clips", (1, 2, 4))
    with worker(pause=2) as process:
        await production.approve("local", offered.id, "local")
        for _ in range(600):
            if bought(tmp_path):
                break
            await asyncio.sleep(0.05)
        await asyncio.sleep(0.7)              # what is bought by then is written down, not yet made
        process.kill()
        process.wait()
    with worker():
        assert await ended(offered.id) == "done"
    assert bought(tmp_path) == 3
    assert production.ledger.spent("local", board.project) == 3 * PRICE


async def test_a_stopped_render_leaves_the_rest_missing(
    production: Production, tmp_path: Path, worker: Worker, ended: Ended
) -> None:
    board = await filmed(production, tmp_path)
    offered = production.offer("local", board, "clips")
    with worker(pause=0.6):
        await production.approve("local", offered.id, "local")
        async for progress in production.rendering.follow(offered.id):
            if any(job.state == "done" and job.kind == "clip" for job in progress.jobs):
                break
        await production.stop("local", offered.id)
        assert await ended(offered.id) == "cancelled"
    missing = production.offer("local", board, "clips").shots
    assert 0 < len(missing) < 5
    assert production.ledger.spent("local", board.project) <= 5 * PRICE
