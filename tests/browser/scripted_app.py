"""The web app with a scripted conversation behind it: the face alone, quickly.

Not a test: started as a process by the tests. What it plays depends on the words it is given.
"""

import asyncio
import json
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import imageio_ffmpeg
from PIL import Image, ImageDraw

import app
from agent.acts import (
    Act,
    Arrange,
    AskCheaper,
    AskDelete,
    CopyProject,
    DeleteProject,
    GoTo,
    LookUp,
    OpenProject,
    RenameProject,
    Retake,
    TakeWay,
    UseTake,
    command,
)
from agent.conversation import Upload
from agent.events import (
    CheaperShown,
    Event,
    FileTaken,
    FilmReady,
    Listed,
    Noted,
    PicturesOffered,
    Problem,
    ProjectsShown,
    QuoteSettled,
    QuoteShown,
    RenderMoved,
    Said,
    StoryboardShown,
    UncertainShown,
    Working,
)
from agent.panel import Panel
from agent.shown import AtStakeShown, FilmVersion, Part, Row, Scene, ShotShown, TakeShown, Way
from storage.errors import NotFound
from storage.ledger import Left
from storage.library import Library
from storage.records import (
    Asset,
    AudioDesign,
    Box,
    Brief,
    JobProgress,
    Models,
    Motion,
    Options,
    Overlay,
    Palette,
    ProductLook,
    ProductPage,
    Quote,
    QuoteLine,
    Recipe,
    RenderProgress,
    Shot,
    Storyboard,
    Uncertain,
)
from storage.settings import Settings
from tools.pipeline.archive import Member
from tools.pipeline.finished import Ended
from tools.pipeline.projects import Listed as Project
from tools.pipeline.shots import Standing
from tools.pipeline.uncertain import Decision

PALETTE = Palette(
    dark="#101014", deep="#3b1d12", brand="#b0532a", mid="#d98a5c", wall="#efd6c4",
    light="#fff6ef", accent="#ff8a4c", ink="#141013", cool="#7b8794",
)
LOOK = ProductLook(
    cutout="flood", confidence=0.9, aspect=0.5, flat_foot=True, palette=PALETTE,
    box=Box(left=0.3, top=0.1, right=0.7, bottom=0.9), room=(0.3, 0.1, 0.3, 0.1),
)
SHOTS = (
    ("hook", 7, "Morning light", "Skin that wakes up first", "slow push in", "golden, soft"),
    ("problem", 7, "Tired mirror", "Dull. Dry. Tight.", "hand-held, close", "cool, grey"),
    ("solution", 10, "One drop", "One drop does it", "orbit, gentle", "warm, bright"),
    ("cta", 6, "On the shelf", "Try Lumen today", "still, product centred", "warm, calm"),
)


LINKS = (("picture", "clip"), ("clip", "master"), ("clip", "sound"), ("sound", "mix"),
         ("music", "mix"), ("master", "cut"), ("mix", "cut"), ("picture", "future"),
         ("future", "clip"), ("future", "future"), ("voice", "mix"))
PANEL = Panel(
    aspect="9:16", makers="local", clip_model="local/studio-clip", budget=None, still_gate=True,
    captions=False, language="en", written=False,
    offered={"local": "the built-in studio", "runware": "Runware"},
    clip_models=("local/studio-clip", "runware/klingai:6@1"),
)


PROJECTS = (
    Project(id="p1", title="Lumen Serum", version=3, film=True, spent=1_400_000, seconds=30,
            updated="2026-05-04T09:30:00+00:00"),
    Project(id="p2", title="<b>Winter</b> sale, with a name that goes on and on for a while",
            version=1, film=False, spent=0, seconds=22.5, updated="2026-04-30T17:05:00+00:00"),
    Project(id="p3", title="", version=0, film=False, spent=0, rendering=False,
            updated="2026-04-02T08:00:00+00:00"),
)


def storyboard(name: str, version: int, aspect: Any, language: Any) -> Storyboard:
    shots = tuple(
        Shot(
            id=f"s{number}", beat=beat, seconds=seconds, use_case=title, picture_prompt=title,
            motion=Motion(camera_language=camera), lighting=mood,
            audio=AudioDesign(effects="glass, a breath of air"),
            overlay=Overlay(headlines=(words,), points=("No perfume", "30 ml") if number == 3
                            else (), button="Shop now" if number == 4 else ""),
        )
        for number, (beat, seconds, title, words, camera, mood) in enumerate(SHOTS, 1)
    )
    return Storyboard(
        project="p1", version=version, brief=Brief(name=name, language=language, aspect=aspect),
        product=LOOK, look="noir", mood="warm", aspect=aspect, shots=shots,
        note="Shot 2 is warmer" if version > 1 else "", parent=version - 1 or None,
        recipe=Recipe(name="product ad", continuity="independent", models=Models(
            picture="local/still", clip="local/move", sound="local/foley", music="local/bed")),
    )


def flow(language: Any) -> Storyboard:
    """A film without a product, whose pictures are imagined one from the other."""
    board = storyboard("A boat at sunset", 1, "16:9", language)
    return board.model_copy(update={
        "product": None, "options": Options(style="anime"), "recipe": board.recipe.model_copy(
            update={"name": "continuous-flow", "first_frame": "imagined"})})


AD = ("picture", "clip", "sound", "master")


def quote(ident: str, version: int, price: int = 0, kinds: Sequence[str] = AD) -> Quote:
    wanted: list[tuple[Any, int]] = [
        (kind, number) for kind in kinds for number in (1, 2, 3, 4)
    ]
    lines = tuple(
        QuoteLine(
            fingerprint=f"{kind}{number}", kind=kind, shot=f"s{number}" if number else None,
            label=f"{kind.title()} {number or ''}".strip(), seconds=4,
            price=price if kind == "clip" else 0,
            reused=version > 1 and number != 2 and kind != "cut",
        )
        for kind, number in [*wanted, ("music", 0), ("mix", 0), ("cut", 0)]
    )
    return Quote(id=ident, owner="local", project="p1", version=version, lines=lines,
                 total=sum(line.price for line in lines if not line.reused),
                 seconds=95, created_at="2026-01-01T00:00:00Z")


class ScriptedConversation:
    """Another implementation of the conversation's seam."""

    def __init__(self, library: Library, owner: str, thread: str) -> None:
        self.library, self.owner, self.thread = library, owner, thread
        self.board: Storyboard | None = None
        self.pending: Quote | None = None
        self.progress: RenderProgress | None = None
        self.film: FilmReady | None = None
        self.moved = asyncio.Event()
        self.going: asyncio.Task[None] | None = None
        self.uncertain: list[Uncertain] = []
        self.decisions = 0
        self.settings = PANEL
        self.acts: list[Act] = []
        self.said = 0
        self.projects = {one.id: one for one in PROJECTS}

    def _keep(self, path: Path, media_type: str, **facts: Any) -> Asset:
        draft = Asset(sha256="", size=0, media_type=media_type, **facts)
        asset = self.library.keep(path, draft)
        self.library.claim(self.owner, asset)
        return asset

    async def _say(self, text: str) -> AsyncIterator[Event]:
        self.said += 1
        for word in text.split(" "):
            yield Said(message=f"m{self.said}", text=word + " ")
            await asyncio.sleep(0.01)

    async def _held(self, seconds: float) -> None:
        """Wait, and then for as long as a test holds the script to look at it."""
        await asyncio.sleep(seconds)
        while (self.library.root.parent / "held").exists():  # noqa: ASYNC110 - another process's
            await asyncio.sleep(0.05)

    async def turn(self, text: str, files: Sequence[Upload]) -> AsyncIterator[Event]:
        await asyncio.sleep(0.3)
        for upload in files:
            yield self._taken(upload)
        if asked := command(text):
            async for event in self.do(asked):
                yield event
            return
        plays = {
            "storyboard": self._storyboard, "warmer": self._warmer, "problem": self._problem,
            "flow": self._flow,
            "page": self._page, "long": self._long, "lost": self._lost, "dear": self._dear,
        }
        word = next((word for word in plays if word in text), "storyboard" if files else "")
        play = plays.get(word, self._echo)
        async for event in play(text):
            yield event

    def _taken(self, upload: Upload) -> FileTaken:
        copy = self.library.root / "taken.png"
        with Image.open(upload.path) as picture:
            picture.convert("RGB").save(copy)
            size = {"width": picture.width, "height": picture.height}
        return FileTaken(name=upload.name, asset=self._keep(copy, "image/png", **size))

    async def _storyboard(self, text: str) -> AsyncIterator[Event]:
        name = "<img src=x onerror=alert(1)><b>Lumen</b>" if "evil" in text else "Lumen Serum"
        aspect = "16:9" if "wide" in text else "1:1" if "square" in text else "9:16"
        async for event in self._say("A **glass serum bottle** on warm stone. Four scenes:"):
            yield event
        yield Working(label="Writing four scenes")
        await self._held(0.3)
        board = storyboard(name, 1, aspect, "de" if "deutsch" in text else "en")
        for event in self._offer(board, made=2):
            yield event

    async def _warmer(self, text: str) -> AsyncIterator[Event]:
        assert self.board
        async for event in self._say("Shot 2 becomes warmer; the others stay as they are."):
            yield event
        brief = self.board.brief
        board = storyboard(brief.name, 2, self.board.aspect, brief.language)
        for event in self._offer(board, made=4):
            yield event

    async def _flow(self, text: str) -> AsyncIterator[Event]:
        self.board = flow("de" if "deutsch" in text else "en")
        yield self._shown(2)
        kinds = ("picture", "future", "clip", "voice", "master")
        self.pending = quote(f"flow-{self.thread}", 1, kinds=kinds)
        yield QuoteShown(quote=self.pending, summary="4 segments, joined into one film.")

    async def _dear(self, text: str) -> AsyncIterator[Event]:
        """A quote that costs something, with a budget, and of which only shot 2 is made anew."""
        self.board = storyboard("Lumen Serum", 2, "9:16", "en")
        yield self._shown(4)
        self.pending = quote(f"dear-{self.thread}", 2, price=350_000)
        yield QuoteShown(
            quote=self.pending, summary="A clip of 5 s and its sound, joined with the others.",
            reused=(1, 3, 4), left=(Left(scope="project", limit=5_000_000, left=3_200_000),),
            cheaper=True)

    async def do(self, act: Act) -> AsyncIterator[Event]:
        """What the real hands answer, one example of each."""
        match act:
            case AskCheaper(quote=quote_id):
                yield CheaperShown(quote=quote_id, ways=(
                    Way(key="short", title="Shorter clips", gives_up="Clips of 5 s are slowed.",
                        price=250_000, seconds=60),
                    Way(key="local", title="Built-in studio", gives_up="Drawn, not filmed.",
                        price=0, seconds=50)))
            case LookUp(topic="projects"):
                yield self._projects()
            case RenameProject() | AskDelete() | DeleteProject():
                yield self._on_project(act)
            case OpenProject() | CopyProject():
                async for event in self._say(f"Act: {act.model_dump_json()}"):
                    yield event
            case LookUp(topic=topic):
                yield Listed(
                    title=topic.title(), columns=("Version", "Change", "Film"), project="p1", rows=(
                        Row(cells=("1", "First storyboard", "ready"), version=1),
                        Row(cells=("2", "Shot 2 is warmer", "–"), version=2, marked=True)))
            case Arrange():
                given = {name: getattr(act, name) for name in act.model_fields_set - {"act"}}
                self.settings = self.settings.model_copy(update=given)
                yield Noted(text="Holds from now on.")
            case Retake() | UseTake() | GoTo() | TakeWay():
                async for event in self._say(f"Act: {act.model_dump_json()}"):
                    yield event

    def _projects(self, again: bool = False, asking: AtStakeShown | None = None) -> ProjectsShown:
        return ProjectsShown(here="p1", projects=tuple(self.projects.values()), again=again,
                             asking=asking)

    def _on_project(self, act: RenameProject | AskDelete | DeleteProject) -> ProjectsShown:
        one = self.projects[act.project]
        match act:
            case RenameProject(title=title):
                self.projects[one.id] = one.model_copy(update={"title": title})
            case DeleteProject():
                del self.projects[one.id]
            case AskDelete():
                return self._projects(again=True, asking=AtStakeShown(
                    project=one.id, versions=3, films=1, megabytes=12.4))
        return self._projects(again=True)

    def panel(self) -> Panel:
        return self.settings

    def prefer(self, makers: str) -> None:
        if makers in self.settings.offered:
            self.settings = self.settings.model_copy(update={"makers": makers})

    async def _problem(self, text: str) -> AsyncIterator[Event]:
        yield Problem(message="The picture <b>cat.gif</b> is animated and cannot be used.",
                      next_step="Drop in a JPEG or PNG photo of the product.")

    async def _lost(self, text: str) -> AsyncIterator[Event]:
        self.uncertain = [
            Uncertain(
                render="r", fingerprint=f"clip{number}", kind="clip", label=f"Clip {number}",
                model="runware/klingai:6@1", provider="Runware", amount=350_000,
                can_check=number == 1,
                problem="Runware does not answer in time; it is not known whether it was accepted.",
            )
            for number in (1, 2)
        ]
        yield UncertainShown(jobs=tuple(self.uncertain))

    async def decide_uncertain(
        self, fingerprint: str, decision: Decision, by: str
    ) -> AsyncIterator[Event]:
        self.uncertain = [one for one in self.uncertain if one.fingerprint != fingerprint]
        yield UncertainShown(jobs=tuple(self.uncertain))
        async for event in self._say(f"Decided: {decision}."):
            yield event

    async def _page(self, text: str) -> AsyncIterator[Event]:
        yield PicturesOffered(page=ProductPage(
            url="https://shop.example/lumen", title="Lumen Serum", brand="Lumen",
            price="29.00", currency="EUR",
            pictures=tuple(f"https://cdn.shop.example/p/lumen-{n}-front-view.jpg"
                           for n in range(1, 6))))
        async for event in self._say("Which picture shall I use?"):
            yield event

    async def _long(self, text: str) -> AsyncIterator[Event]:
        async for event in self._say("Every word of this is meant. " * 60):
            yield event

    async def _echo(self, text: str) -> AsyncIterator[Event]:
        async for event in self._say(f"You said: {text}"):
            yield event

    def _offer(self, board: Storyboard, made: int) -> Iterator[Event]:
        self.board = board
        yield self._shown(made)
        self.pending = quote(f"q{board.version}-{self.thread}", board.version)
        yield QuoteShown(quote=self.pending, summary=(
            "4 pictures, 4 clips and their sound, joined into one film."))

    def _shown(self, made: int) -> StoryboardShown:
        assert self.board
        width, height = (i // 4 for i in self.board.size)
        pictures = {}
        for number in range(1, made + 1):
            path = self.library.root / f"still{number}.png"
            still = Image.new("RGB", (width, height), (40 + 40 * number, 40, 60))
            ImageDraw.Draw(still).ellipse(
                (width * .3, height * .4, width * .7, height * .8), fill=(240, 150, 90))
            still.save(path)
            pictures[f"s{number}"] = self._keep(path, "image/png", width=width, height=height)
        return StoryboardShown(
            storyboard=self.board, pictures=pictures, shots=self._shots(pictures))

    def _shots(self, pictures: dict[str, Asset]) -> dict[str, ShotShown]:
        """Every state a shot can be in, and takes of the first."""
        assert self.board
        states: dict[str, Standing] = self._standings()
        plain = self.board.product is None
        takes = tuple(TakeShown(number=n, asset=pictures.get(f"s{n}")) for n in (1, 2))
        return {
            shot.id: ShotShown(
                standing=states[shot.id],
                play=self.film.film if self.film else None,
                parts=("future", "clip", "voice") if plain else ("picture", "clip", "sound"),
                takes={"future" if plain else "picture": takes} if number == 1 else {})
            for number, shot in enumerate(self.board.shots, 1)
        }

    def _standings(self) -> dict[str, Standing]:
        assert self.board
        progress = self.progress
        if progress is None or self.pending:
            return {shot.id: Standing() for shot in self.board.shots}
        done = progress.status == "done"
        return {
            shot.id: Standing(state="ready", fraction=1) if done else Standing(
                state="generating" if number < 4 else "queued", fraction=progress.fraction)
            for number, shot in enumerate(self.board.shots, 1)
        }

    def _moved(self) -> RenderMoved:
        assert self.progress
        assert self.board
        return RenderMoved(progress=self.progress, project="p1", version=self.board.version,
                           shots=self._standings(), links=LINKS)

    async def decide(self, quote_id: str, yes: bool, by: str) -> AsyncIterator[Event]:
        self.decisions += 1
        if not self.pending or quote_id != self.pending.id:
            if self.progress and self.progress.render == quote_id:
                yield QuoteSettled(quote=quote_id, approved=True)
                return
            yield Problem(message="This offer is not known.", next_step="Ask for a new one.")
            return
        accepted, self.pending = self.pending, None
        yield QuoteSettled(quote=quote_id, approved=yes)
        if yes:
            self.going = asyncio.create_task(self._render(accepted))
            await asyncio.sleep(0.05)
            assert self.progress
            yield self._moved()

    async def _render(self, accepted: Quote) -> None:
        steps = 15
        for step in range(1, steps + 1):
            share = step / steps * len(accepted.lines)
            jobs = tuple(
                JobProgress(
                    fingerprint=line.fingerprint, kind=line.kind, shot=line.shot, label=line.label,
                    state="reused" if line.reused else "done" if n + 1 <= share
                    else "running" if n <= share else "waiting",
                    fraction=max(0.0, min(1.0, share - n)))
                for n, line in enumerate(accepted.lines))
            self._move(RenderProgress(
                render=accepted.id, seq=step, jobs=jobs, fraction=step / steps,
                status="done" if step == steps else "running", seconds_left=(steps - step) * .1))
            await self._held(0.1)

    def _move(self, progress: RenderProgress) -> None:
        self.progress = progress
        self.moved.set()
        self.moved = asyncio.Event()

    async def watch(self, render_id: str, after: int = 0) -> AsyncIterator[Event]:
        while self.progress and self.progress.status == "running":
            moved = self.moved
            if self.progress.seq > after:
                after = self.progress.seq
                yield self._moved()
            await moved.wait()
        assert self.progress
        yield self._moved()
        if self.progress.status == "done":
            self.film = self._make_film(render_id)
            yield self._shown(4)
            yield self.film

    async def stop(self, render_id: str) -> AsyncIterator[Event]:
        assert self.going
        assert self.progress
        self.going.cancel()
        self._move(self.progress.model_copy(
            update={"status": "cancelled", "seq": self.progress.seq + 1}))
        async for event in self._say("Stopped. What is finished is kept."):
            yield event

    def _make_film(self, render: str) -> FilmReady:
        assert self.board
        width, height = (i // 3 for i in self.board.size)
        path = self.library.root / "film.mp4"
        subprocess.run(
            [imageio_ffmpeg.get_ffmpeg_exe(), "-y", "-loglevel", "error",
             "-f", "lavfi", "-i", f"testsrc2=s={width}x{height}:r=24:d=6",
             "-f", "lavfi", "-i", "sine=440:d=6", "-pix_fmt", "yuv420p",
             "-movflags", "+faststart", "-shortest", str(path)], check=True)
        film = self._keep(path, "video/mp4", width=width, height=height, seconds=6.0)
        poster = self._shown(1).pictures["s1"]
        scenes = tuple(Scene(title=title, beat=beat, seconds=seconds / 5)
                       for beat, seconds, title, _, _, _ in SHOTS)
        return FilmReady(
            render=render, project="p1", version=self.board.version,
            title=self.board.brief.name, film=film, poster=poster,
            parts=tuple(Part(name=f"scene_{n}.mp4", asset=film) for n in range(1, 5)),
            scenes=scenes, cost=1_400_000, spent=1_400_000, loudness=-16.1,
            peaks=tuple(20 + (n * 37) % 70 for n in range(240)),
            recipe=self.board.recipe.name, versions=tuple(
                FilmVersion(version=n, name="", note="", poster=poster)
                for n in range(1, self.board.version + 1)))

    def resume(self) -> tuple[Event, ...]:
        return tuple(self._resumed())

    def _resumed(self) -> Iterator[Event]:
        if self.board:
            yield self._shown(4 if self.film else 2)
        if self.pending:
            yield QuoteShown(quote=self.pending, summary="4 pictures, 4 clips and their sound.")
        if self.uncertain:
            yield UncertainShown(jobs=tuple(self.uncertain))
        if self.progress:
            yield self._moved()
        if self.film:
            yield self.film


class Backstage:
    def __init__(self, settings: Settings) -> None:
        self.library = Library(settings.library)

    def makers(self, owner: str) -> dict[str, str]:
        return dict(PANEL.offered)

    def conversation(self, owner: str, thread: str) -> ScriptedConversation:
        return ScriptedConversation(self.library, owner, thread)

    def ended(self) -> list[Ended]:
        """What a test wrote down to have ended."""
        told = self.library.root.parent / "ended.json"
        if not told.exists():
            return []
        found = [Ended.model_validate(one) for one in json.loads(told.read_text())]
        told.unlink()
        return found

    async def parts(self, owner: str, render: str) -> tuple[Member, ...]:
        if not render.startswith("q1-"):
            raise NotFound("This film is not known.")
        return ("scene_1.mp4", self.library.root / "film.mp4"), ("ad.srt", b"1")


@asynccontextmanager
async def open_script(settings: Settings) -> AsyncIterator[Backstage]:
    yield Backstage(settings)


if __name__ == "__main__":
    sys.exit(app.main(open_script))
