"""Projects deleted with their media, on a real worker: nothing that anything else needs goes."""

import asyncio
import json
import subprocess
import sys
import textwrap
from collections.abc import Awaitable, Callable
from contextlib import AbstractContextManager
from pathlib import Path
from subprocess import Popen
from typing import Any

import pytest
from PIL import Image

from storage.errors import BadInput, NotAllowed, NotFound, Undecided
from storage.records import Asset, Quote, Storyboard
from tools.pipeline import briefing, projects
from tools.pipeline.deleting import at_stake, delete, remove_leftovers
from tools.pipeline.production import Production

Worker = Callable[..., AbstractContextManager[Popen[bytes]]]
Ended = Callable[[str], Awaitable[str]]
Made = Callable[..., Awaitable[Storyboard]]


@pytest.fixture(autouse=True)
def paid(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> None:
    """A test may say that clips cost money."""
    monkeypatch.setenv("PAPER", json.dumps(getattr(request, "param", {})))


@pytest.fixture
def photo(production: Production, tmp_path: Path) -> Callable[..., Asset]:
    def give(colour: str = "#7a4a20", owner: str = "ann") -> Asset:
        Image.new("RGB", (300, 300), colour).save(tmp_path / "photo.png")
        return briefing.take_in(production, owner, tmp_path / "photo.png", "photo.png")

    return give


@pytest.fixture
def made(production: Production, ended: Ended, storyboard: Storyboard) -> Made:
    """A project with a finished film; a worker has to be there."""

    async def make(photo: Asset, owner: str = "ann", **changes: Any) -> Storyboard:
        row = production.projects.create(owner, f"t-{photo.sha256}", "Aurela")
        brief = storyboard.brief.model_copy(update={"photo": photo})
        board = production.projects.save(storyboard.model_copy(
            update={"project": row.id, "brief": brief, **changes}))
        assert await rendered(production, owner, production.offer(owner, board), ended) == "done"
        return board

    return make


async def rendered(production: Production, owner: str, quote: Quote, ended: Ended) -> str:
    await production.approve(owner, quote.id, owner)
    return await ended(quote.id)


def kept(production: Production) -> dict[str, bytes]:
    """All files of the library, by name."""
    root = production.library.root
    return {str(path.relative_to(root)): path.read_bytes()
            for path in root.rglob("*") if path.is_file()}


def worked_out(production: Production) -> set[Path]:
    """Makes an outline and an MP3 beside each content of the library, as showing a film does."""
    folder = production.settings.derived
    folder.mkdir(parents=True, exist_ok=True)
    found = set()
    for path in (production.library.root / "media").rglob("*.*"):
        for suffix in ("json", "mp3"):
            one = folder / f"{path.name.split('.')[0]}.{suffix}"
            one.write_text("worked out")
            found.add(one)
    return found


async def test_what_only_it_had_goes_and_nothing_else(
    production: Production, worker: Worker, made: Made, photo: Any, ended: Ended
) -> None:
    with worker():
        alone = await made(photo("#7a4a20"))
        before = kept(production)
        first = await made(photo("#204a7a"), look="daylight")
        # Another shot's words: all but a master and the cut is shared with the first.
        shots = (first.shots[0].model_copy(update={"caption": "Hi"}), *first.shots[1:])
        other = projects.duplicate(production, "ann", first.project, "t2")
        changed = production.projects.save(
            production.projects.storyboard(other.id, 1).model_copy(update={
                "shots": shots, "parent": 1, "look": "daylight"}))
        await rendered(production, "ann", production.offer("ann", changed), ended)
        await made(photo("#204a7a", "bob"), "bob", look="daylight")
        everything = kept(production)
        derived = worked_out(production)

        stake = at_stake(production, "ann", first.project)
        assert (stake.title, stake.versions, stake.films, stake.size) == ("Aurela", 1, 1, 0)
        assert delete(production, "ann", first.project) == 0
        assert kept(production) == everything                  # all of it serves the duplicate
        assert {path for path in derived if path.exists()} == derived

        stake = at_stake(production, "ann", other.id)
        freed = delete(production, "ann", other.id)
        left = kept(production)
        assert stake.size > 0
        assert freed < stake.size                              # bob has made some of it, too
        assert {name: left[name] for name in before} == before
        ours = {name for name in left if "/bob/" not in name and not name.startswith("media")}
        assert ours == {name for name in before if not name.startswith("media")}
        assert {name for name in left if "/bob/" in name} == {
            name for name in everything if "/bob/" in name}
        for name in ("bob", "ann"):
            for take in production.library.takes(name):
                assert production.library.has(take.asset)
        there = {name.split("/")[-1].split(".")[0] for name in left if name.startswith("media")}
        assert {path for path in derived if path.exists()} == {
            path for path in derived if path.name.split(".")[0] in there}
        assert not production.offer("ann", alone).made
    assert [one.title for one in production.whole.deleted("ann")] == ["Aurela", "Aurela (2)"]


async def test_the_last_ones_photo_goes_and_what_it_made_can_be_made_again(
    production: Production, worker: Worker, made: Made, photo: Any, ended: Ended
) -> None:
    given = photo()
    unused = photo("#00ff00")
    with worker():
        board = await made(given)
        derived = worked_out(production)
        assert delete(production, "ann", board.project) > given.size
        assert {path.name.split(".")[0] for path in derived if path.exists()} == {unused.sha256}
        assert production.library.owned("ann", given.sha256) is None
        with pytest.raises(BadInput, match="No uploaded file"):
            production.projects.upload("ann", given.sha256)
        assert production.library.owned("ann", unused.sha256)  # nothing was made of it yet
        assert list(production.library.takes("ann")) == []
        given_again = photo()
        remove_leftovers(production)
        assert production.library.owned("ann", given_again.sha256)
        again = await made(given_again)
        assert production.quotes.finished(again.project) == (1,)
        for old in (board.project, "nothing"):
            with pytest.raises(NotFound):
                delete(production, "ann", old)
        with pytest.raises(NotFound):
            delete(production, "bob", again.project)


async def test_what_is_being_rendered_is_not_deleted_and_after_a_stop_all_of_it_goes(
    production: Production, worker: Worker, photo: Any, storyboard: Storyboard, ended: Ended
) -> None:
    row = production.projects.create("ann", "t", "Aurela")
    board = production.projects.save(storyboard.model_copy(update={
        "project": row.id, "brief": storyboard.brief.model_copy(update={"photo": photo()})}))
    quote = production.offer("ann", board)
    await production.approve("ann", quote.id, "ann")
    with worker(pause=0.2):
        async for progress in production.rendering.follow(quote.id):
            if any(job.state == "running" for job in progress.jobs):
                break
        with pytest.raises(NotAllowed, match="being rendered"):
            delete(production, "ann", row.id)
        assert production.projects.get("ann", row.id)
        await production.stop("ann", quote.id)
        assert await ended(quote.id) == "cancelled"
        delete(production, "ann", row.id)
    with pytest.raises(NotFound):
        production.projects.get("ann", row.id)
    remove_leftovers(production)                               # what the worker still finished
    assert list(production.library.takes("ann")) == []
    assert not [path for path in (production.library.root / "media").rglob("*") if path.is_file()]


@pytest.mark.parametrize(("paid", "kind"), [
    ({"price": 1000, "stops": False}, "clip"),
    ({"price": 1000, "stops": False, "paid": "picture"}, "picture"),       # on a quote of their own
], indirect=["paid"])
@pytest.mark.parametrize(("told", "problem"), [("lose", Undecided), ("hang", NotAllowed)])
async def test_what_may_be_bought_is_not_lost_sight_of(
    told: str, problem: type[Exception], kind: str, production: Production, worker: Worker,
    photo: Any, storyboard: Storyboard, paper_folder: Path, ended: Ended,
) -> None:
    (paper_folder / f"{told}-{kind}").touch()
    row = production.projects.create("ann", "t", "Aurela")
    board = production.projects.save(storyboard.model_copy(update={
        "project": row.id, "brief": storyboard.brief.model_copy(update={"photo": photo()})}))
    quote = production.offer("ann", board)
    with worker():
        await production.approve("ann", quote.id, "ann")
        async for progress in production.rendering.follow(quote.id):
            if any(job.kind == kind and job.state != "waiting" for job in progress.jobs):
                break
        if told == "hang":                                     # the other one ends by itself
            await production.stop("ann", quote.id)
        await ended(quote.id)
        with pytest.raises(problem) as caught:
            delete(production, "ann", row.id)
        assert kind.capitalize() in str(caught.value)
    assert production.projects.get("ann", row.id).head == 1
    (line,) = production.ledger.account("ann", "project")
    assert line.held > 0


DYING = """
    import os, runpy, sys
    from pathlib import Path
    from storage.library import Library
    from storage.settings import Settings
    from tools.pipeline.deleting import delete, remove_leftovers
    from tools.pipeline.production import Production
    paper, folder, project, left = sys.argv[1], Path(sys.argv[2]), sys.argv[3], int(sys.argv[4])
    production = Production(Settings(), runpy.run_path(paper)["paper_catalog"](folder))

    def dying(which):
        def run(*given):
            global left
            left -= 1
            return os._exit(9) if left < 0 else which(*given)
        return run

    Library.release, Library.forget = dying(Library.release), dying(Library.forget)
    if project:
        delete(production, "ann", project)
    else:
        remove_leftovers(production)
"""


def died(folder: Path, project: str, steps: int) -> int:
    """Delete, or go on with it, in a process that dies after so many steps; its exit code."""
    paper = Path(__file__).parents[2] / "paper.py"
    ran = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", textwrap.dedent(DYING), str(paper), str(folder),
         project, str(steps)], capture_output=True, text=True, check=False, timeout=60)
    assert ran.returncode in (0, 9), ran.stderr
    return ran.returncode


@pytest.mark.slow
async def test_a_delete_that_dies_is_done_again(
    production: Production, worker: Worker, made: Made, photo: Any, paper_folder: Path
) -> None:
    with worker():
        other = await made(photo("#204a7a"), look="pop")
        before = kept(production)
        board = await made(photo())
    codes = []
    for steps in (0, 3, 8, 20, 1000):
        project = "" if codes else board.project
        codes.append(await asyncio.to_thread(died, paper_folder, project, steps))
        for take in production.library.takes("ann"):
            found = production.library.take("ann", take.fingerprint)
            assert found is None or production.library.has(found.asset)
        assert not production.price("ann", other).made         # the other one is whole all the time
    assert codes == [9, 9, 9, 9, 0]
    assert kept(production) == before
