"""A small project in memory with the steps a director has, and conversations played on it."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
from agents import (
    Agent,
    FunctionTool,
    RunConfig,
    RunContextWrapper,
    Runner,
    RunState,
    SQLiteSession,
    function_tool,
)

from agent.guided.model import GuidedModel
from agent.guided.writer import TemplateWriter
from storage.records import (
    QUESTIONS,
    Asset,
    Box,
    Brief,
    Change,
    Difference,
    Models,
    Palette,
    ProductLook,
    ProductPage,
    Quote,
    QuoteLine,
    Recipe,
    RenderProgress,
    State,
    Storyboard,
)

PALETTE = Palette(
    dark="#0a0a0a", deep="#1a1210", brand="#7a4a2a", mid="#c09a80", wall="#e0d0c0",
    light="#f4ece4", accent="#e08a40", ink="#201812", cool="#303a40",
)
PRODUCT = ProductLook(
    cutout="alpha", confidence=1, aspect=0.5, box=Box(left=0.2, top=0.1, right=0.8, bottom=0.9),
    flat_foot=True, palette=PALETTE, room=(0.2, 0.1, 0.2, 0.1),
)
RECIPE = Recipe(
    name="product_ad", continuity="independent",
    models=Models(picture="local/p", clip="local/c", sound="local/s", music="local/m"),
)


def storyboard_of(brief: Brief, version: int = 1) -> Storyboard:
    """A storyboard as the template writer makes it."""
    writer = TemplateWriter()
    return Storyboard(
        project="p", version=version, brief=brief, product=PRODUCT, recipe=RECIPE,
        look=writer.look(brief), mood=writer.mood(brief), aspect=brief.aspect,
        shots=asyncio.run(writer.write(brief, PRODUCT)),
    )


@dataclass
class Play:
    """One conversation with the guided model on a project in memory."""

    state: State = field(default_factory=lambda: State(project="p", title=""))
    free: bool = True
    page: ProductPage | None = None
    draft: Brief = Brief()  # noqa: RUF009 - a frozen record
    calls: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    waiting: RunState[Any, Any] | None = None
    pieces: list[str] = field(default_factory=list)
    tail: tuple[int, ...] = ()
    ways: tuple[dict[str, Any], ...] = ()
    session: SQLiteSession = field(default_factory=lambda: SQLiteSession("play"))

    def __post_init__(self) -> None:
        self.agent: Agent[Any] = Agent(
            name="director", instructions=self._instructions, model=GuidedModel(),
            tools=self._tools(),
        )

    def _instructions(self, ctx: RunContextWrapper[Any], agent: Agent[Any]) -> str:
        return f"You direct.\n```json state\n{self.state.model_dump_json()}\n```"

    async def say(self, text: str) -> str:
        """What the director answers to a message."""
        return await self._run(text)

    async def decide(self, yes: bool) -> str:
        """What it says after a yes or a no to the waiting quote, the run having been stored."""
        assert self.waiting is not None
        stored = json.loads(json.dumps(self.waiting.to_json()))
        state = await RunState.from_json(self.agent, stored)
        for item in state.get_interruptions():
            state.approve(item) if yes else state.reject(item)
        if not yes:
            self._update(quote=None)
        return await self._run(state)

    async def _run(self, given: Any) -> str:
        result = Runner.run_streamed(
            self.agent, given, session=self.session, max_turns=12,
            run_config=RunConfig(tracing_disabled=True),
        )
        self.pieces = [piece async for piece in _words(result.stream_events())]
        self.waiting = result.to_state() if result.interruptions else None
        return "".join(self.pieces)

    def _update(self, **fields: Any) -> None:
        self.state = self.state.model_copy(update=fields)

    def _did(self, step: str, /, **arguments: Any) -> None:
        self.calls.append((step, {k: v for k, v in arguments.items() if v is not None}))

    def _tools(self) -> list[FunctionTool]:
        steps: list[Callable[..., Any]] = [
            self.update_brief, self.read_product_page, self.choose_picture, self.write_storyboard,
            self.quote_film, self.revise, self.undo, self.redo, self.check_progress,
            self.stop_render, self.start_again, self.show_storyboard, self.find_cheaper,
            self.list_versions, self.go_to_version, self.name_version, self.start_variant,
        ]
        tools = [function_tool(one, strict_mode=False) for one in steps]
        film = function_tool(self.render_film, strict_mode=False, needs_approval=True)
        return [*tools, film]

    async def update_brief(
        self, photo: str | None = None, logo: str | None = None, track: str | None = None,
        name: str | None = None, purpose: str | None = None, audience: str | None = None,
        action: str | None = None, offer: str | None = None, address: str | None = None,
        benefits: list[str] | None = None, tone: str | None = None, look: str | None = None,
        mood: str | None = None, aspect: str | None = None, seconds: int | None = None,
        language: str | None = None, answered: list[str] | None = None,
    ) -> str:
        """Take down facts."""
        given = {k: v for k, v in locals().items() if k not in ("self", "answered") and v}
        self._did("update_brief", **given, answered=answered)
        files = {
            role: Asset(sha256=given[role], media_type="image/png", size=1, width=10, height=10)
            for role in ("photo", "logo", "track") if role in given
        }
        brief = Brief.model_validate({**self.draft.__dict__, **given, **files})
        told = {*self.state.answered, *(answered or ()), *given}
        self.draft = brief                      # a storyboard keeps the brief it was made from
        if self.state.storyboard is None:
            self._update(brief=brief)
        self._update(answered=tuple(one for one in QUESTIONS if one in told))
        if "photo" in files:
            self._update(product=PRODUCT, page=None)
        return '{"ok": true}'

    async def read_product_page(self, url: str) -> str:
        """Read a page."""
        self._did("read_product_page", url=url)
        if self.page is None:
            return json.dumps({"error": "The page cannot be reached.", "next_step": "Try later."})
        name = self.draft.name or self.page.title
        self.draft = self.draft.model_copy(update={"name": name})
        self._update(page=self.page, brief=self.draft)
        return self.page.model_dump_json()

    async def choose_picture(self, number: int) -> str:
        """Choose."""
        await self.update_brief(photo=f"page{number}")
        self._did("choose_picture", number=number)
        return '{"ok": true}'

    async def write_storyboard(self) -> str:
        """Write."""
        self._did("write_storyboard")
        brief = self.draft
        writer = TemplateWriter()
        board = Storyboard(
            project="p", version=self.state.newest + 1, brief=brief, product=PRODUCT,
            recipe=RECIPE, look=writer.look(brief), mood=writer.mood(brief), aspect=brief.aspect,
            shots=await writer.write(brief, PRODUCT),
        )
        self._update(storyboard=board, brief=brief, newest=board.version)
        return json.dumps({"version": board.version, "shots": 4})

    async def quote_film(self) -> str:
        """Quote."""
        self._did("quote_film")
        quote = self._quote(("picture", "clip", "sound", "master") * 4 + ("music", "cut"))
        return json.dumps({"quote_id": quote.id, "seconds": quote.seconds})

    def _quote(self, kinds: tuple[str, ...]) -> Quote:
        lines = tuple(
            QuoteLine(fingerprint=f"f{n}", kind=kind, shot=None, label=kind,
                      price=0 if self.free else 100_000, seconds=2, reused=False)
            for n, kind in enumerate(kinds)
        )
        quote = Quote(
            id=f"q{len(self.calls)}", owner="o", project="p", version=self.state.newest,
            lines=lines, total=sum(line.price for line in lines), seconds=2.0 * len(lines),
            created_at="",
        )
        self._update(quote=quote)
        return quote

    async def render_film(self, quote_id: str) -> str:
        """Make."""
        self._did("render_film", quote_id=quote_id)
        self._update(quote=None, render=self.progress("running", 0.25, 30))
        return json.dumps({"started": True, "seconds": 36})

    def progress(self, status: str, fraction: float, left: float | None) -> RenderProgress:
        """A render as it stands."""
        return RenderProgress.model_validate({
            "render": "r", "seq": 1, "status": status, "jobs": (), "fraction": fraction,
            "seconds_left": left, "problem": "The disk is full." if status == "failed" else "",
        })

    def finished(self) -> None:
        """The film is done."""
        self._update(render=self.progress("done", 1, None), film_version=self.state.newest)

    async def revise(self, changes: list[Change], note: str = "") -> str:
        """Revise."""
        self._did("revise", changes=changes, note=note)
        shots = tuple(sorted({getattr(one, "shot", 1) for one in changes}))
        self._update(can_undo=True)
        return self._changed(shots)

    def _changed(self, shots: tuple[int, ...]) -> str:
        quote = self._quote(("clip", "sound", "master", "cut"))
        at_once = self.free and self.state.film_version is not None
        if at_once:
            self._update(quote=None)
        return json.dumps({
            "version": 2, "carried_out": at_once, "quote_id": None if at_once else quote.id,
            "difference": Difference(
                changed=shots, kept=tuple(n for n in (1, 2, 3, 4) if n not in shots),
                tail=tuple(n for n in self.tail if n in shots),
                made={"clip": 1, "sound": 1}, price=quote.total, seconds=8,
            ).model_dump(),
        })

    async def undo(self) -> str:
        """Undo."""
        self._did("undo")
        self._update(can_undo=False, can_redo=True)
        return self._changed((2,))

    async def redo(self) -> str:
        """Redo."""
        self._did("redo")
        self._update(can_redo=False)
        return self._changed((2,))

    async def find_cheaper(self) -> str:
        """Cheaper ways."""
        self._did("find_cheaper")
        return json.dumps({"now": 400_000, "ways": self.ways})

    async def list_versions(self) -> str:
        """Versions."""
        self._did("list_versions")
        rows = [{"version": n, "name": "summer" if n == 2 else "", "note": "warmer",
                 "film": n == 1, "shown": n == 2} for n in (1, 2)]
        return json.dumps({"versions": rows})

    async def go_to_version(self, version: str) -> str:
        """Show another version."""
        self._did("go_to_version", version=version)
        return json.dumps({**json.loads(self._changed((2,))), "version": version})

    async def name_version(self, name: str) -> str:
        """Name."""
        self._did("name_version", name=name)
        return json.dumps({"version": 2, "name": name})

    async def start_variant(self, name: str) -> str:
        """A copy to try things on."""
        self._did("start_variant", name=name)
        return json.dumps({"version": 3, "name": name})

    async def check_progress(self) -> str:
        """Look."""
        self._did("check_progress")
        return "{}"

    async def stop_render(self) -> str:
        """Stop."""
        self._did("stop_render")
        self._update(render=self.progress("cancelled", 0.5, None))
        return '{"ok": true}'

    async def start_again(self) -> str:
        """New project."""
        self._did("start_again")
        self.state, self.draft = State(project="p2", title=""), Brief()
        return '{"ok": true}'

    async def show_storyboard(self) -> str:
        """Show."""
        self._did("show_storyboard")
        return '{"version": 1}'

    @property
    def names(self) -> list[str]:
        """The steps called so far."""
        return [name for name, _ in self.calls]


async def _words(events: AsyncIterator[Any]) -> AsyncIterator[str]:
    async for event in events:
        if event.type == "raw_response_event":
            if event.data.type == "response.output_text.delta":
                yield event.data.delta
            elif event.data.type == "response.output_item.done":
                yield "\n" if event.data.item.type == "message" else ""


@pytest.fixture
def play() -> Play:
    """A fresh conversation."""
    return Play()


@pytest.fixture
def film() -> Storyboard:
    """A storyboard of four shots, in English."""
    return storyboard_of(Brief(name="Aurela", purpose="a serum for tired skin", tone="warm"))


@pytest.fixture
def board() -> Callable[[Brief], Storyboard]:
    """Makes the storyboard of a brief."""
    return storyboard_of


def _in_short(change: Change) -> str:
    """A change as its operation and what is not default, as in `light 2 warm`."""
    values = change.model_dump(exclude_defaults=True).items()
    return " ".join([change.op] + [_told(value) for name, value in values if name != "op"])


def _told(value: Any) -> str:
    return "-" if value is None else f"{value:g}" if isinstance(value, float) else str(value)


@pytest.fixture
def in_short() -> Callable[[Change], str]:
    """Says a change in a few words."""
    return _in_short
