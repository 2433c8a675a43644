"""The steps for another assistant: the director's, and a few for what a chat would show.

An assistant is not a person. Invariant: whether something is bought, what becomes of jobs that may
have been bought, and whether a project is deleted, is decided by a `Person` who is asked, or on the
web chat's page; no step and no text in an argument says it for them.
"""

import json
import uuid
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from typing import Any, Protocol

from agents import FunctionTool
from agents.tool_context import ToolContext

from agent.brains import Brain
from agent.conversation import Conversation
from agent.director import STEPS
from agent.events import Problem
from agent.showing import CHANGING, as_object
from agent.wording import offer_in_words, remarks_in_words
from storage.errors import AdFlowError, NotFound
from storage.records import Asset, RenderProgress, State
from tools.attach_file import attach_file_step, attach_path_step
from tools.pipeline import deleting
from tools.pipeline.film import scene_file
from tools.pipeline.price import in_dollars
from tools.pipeline.production import Production
from tools.pipeline.projects import found, open_in
from tools.show_film import show_film_step, wait_for_film_step
from tools.show_state import show_state_step

MORE = (attach_file_step, show_state_step, wait_for_film_step, show_film_step)
READS = frozenset({
    "show_state", "show_storyboard", "show_film", "show_clips", "wait_for_film", "check_progress",
    "list_versions", "list_brands", "list_projects", "find_cheaper",
})
ENDS = frozenset({"stop_render", "remove_brand", "delete_project", "decide_uncertain"})
HOW = """AdFlow makes a product ad. attach_file (or attach_path) a product photo; update_brief with
its sha256 and what the person says; write_storyboard; show them the shots; revise as they wish;
quote_film and show the price. Only a person can approve a quote: render_film asks them, or gives a
link to a page on which they do; you cannot say yes for them. Then wait_for_film until its status is
done, and show_film. show_state tells all that is known. Prices are microdollars: 1000000 is $1."""


class Person(Protocol):
    """The human behind an assistant. `by` names them in the books."""

    by: str

    async def asked(self, question: str, yes: str) -> bool | None:
        """Their answer; `yes` says what a yes does. None where they cannot be asked, or did not
        answer."""
        ...


@dataclass(frozen=True)
class Outcome:
    """What a step led to: `told` for the assistant, `files` by what they are called for people."""

    told: dict[str, Any]
    files: tuple[tuple[str, Asset], ...] = ()

    @property
    def failed(self) -> bool:
        """Whether it was not carried out."""
        return "error" in self.told


def offered(*, here: bool) -> tuple[FunctionTool, ...]:
    """The steps for an assistant. `here`: it runs on this machine for whoever owns its files."""
    return (*STEPS, *MORE, attach_path_step) if here else (*STEPS, *MORE)


class Outside:
    """One session of an assistant, in a conversation of its own that the web chat can open.

    `page` gives the web chat's address.
    """

    def __init__(
        self, production: Production, owner: str, person: Person,
        page: Callable[[], Awaitable[str]], *, here: bool, brain: Brain | None = None,
    ) -> None:
        self._production, self._owner, self._person = production, owner, person
        self._page, self._brain = page, brain
        self._steps = {step.name: step for step in offered(here=here)}
        self._talk = self._open(str(uuid.uuid4()))

    def _open(self, thread: str) -> Conversation:
        return Conversation(self._production, self._owner, thread, self._brain)

    @property
    def state(self) -> State:
        """All that is known of the session's project."""
        return self._talk.state

    async def progress(self) -> AsyncIterator[RenderProgress]:
        """How far the newest render is, until it has ended."""
        render = self._production.quotes.newest_render(self._talk.desk.project)
        if render is not None:
            async for seen in self._production.rendering.follow(render.id):
                yield seen

    async def call(self, name: str, arguments: dict[str, Any]) -> Outcome:
        """Carry out a step; what cannot be done is told."""
        try:
            return await self._called(name, arguments)
        except AdFlowError as exc:
            return Outcome({"error": str(exc), "next_step": exc.next_step})

    async def _called(self, name: str, arguments: dict[str, Any]) -> Outcome:
        if name not in self._steps:
            raise NotFound(f"There is no step {name[:60]!r}.", "See the list of tools.")
        if name == "render_film" and (waits := await self._approved(arguments)):
            return Outcome(waits)
        if name == "decide_uncertain" and (waits := await self._decided(arguments)):
            return Outcome(waits)
        if name == "open_project":
            return Outcome(self._opened(str(arguments.get("project", ""))))
        if name in READS:                    # nobody has to wait for who only looks
            told = await self._carried_out(name, arguments)
        else:
            async with self._talk.lock:
                told = await self._carried_out(name, arguments)
        if name == "delete_project" and "error" not in told:
            told = await self._deleted(told)
        return Outcome(await self._with_more(name, told), self._files(name, told))

    async def _carried_out(self, name: str, arguments: dict[str, Any]) -> dict[str, Any]:
        given = json.dumps(arguments)
        ctx = ToolContext(
            context=self._talk.desk, tool_name=name, tool_call_id=uuid.uuid4().hex,
            tool_arguments=given)
        return as_object(await self._steps[name].on_invoke_tool(ctx, given))

    def _opened(self, project: str) -> dict[str, Any]:
        """Go on where the project is talked about already: it is taken away from nobody."""
        row = found(self._production, self._owner, project)
        if can_be_opened(row.thread):
            self._production.projects.activate(self._owner, row.id)
            self._talk = self._open(row.thread)
        else:                                # from before the shell's conversations had pages
            open_in(self._production, self._owner, row.id, self._talk.thread)
        return {"ok": True, "project": row.id, "title": row.title, "version": row.head}

    # What only a person decides

    async def _approved(self, arguments: dict[str, Any]) -> dict[str, Any]:
        """Have a quote that waits decided; what to tell where it still waits, else nothing."""
        quotes = self._production.quotes
        quote, status = quotes.get(self._owner, str(arguments.get("quote_id", "")))
        if status != "pending":
            return {}
        words = [offer_in_words(quote, "en"), *remarks_in_words(quote, "en")]
        answer = await self._person.asked(
            " ".join(words), f"Make it for {in_dollars(quote.total)}")
        if answer is None:
            return await self._on_the_page("waits_for_approval", quote_id=quote.id)
        async for event in self._talk.decide(quote.id, answer, by=self._person.by):
            if isinstance(event, Problem):
                raise AdFlowError(event.message, event.next_step)
        return {}

    async def _decided(self, arguments: dict[str, Any]) -> dict[str, Any]:
        """Have it decided that what may have been bought counts as spent."""
        jobs, decision = self.state.uncertain, arguments.get("decision")
        if decision == "check" or not jobs:
            return {}
        amount = in_dollars(sum(one.amount for one in jobs))
        answer = await self._person.asked(
            f"{', '.join(one.label for one in jobs)}: it is not known whether this was bought.",
            f"Count {amount} as spent" + (" and offer it anew" if decision == "again" else ""))
        if answer:
            return {}
        return await self._on_the_page("not_decided")

    async def _deleted(self, told: dict[str, Any]) -> dict[str, Any]:
        """Have it decided whether what the step asked about is deleted."""
        project, self._talk.desk.to_delete = self._talk.desk.to_delete, ""
        answer = await self._person.asked(
            f"Delete “{told['title'] or project[:8]}”: versions {told['versions']}, films "
            f"{told['films']}, {told['megabytes']} MB of media?", "Delete it for good")
        if answer:
            async with self._talk.lock:
                deleting.delete(self._production, self._owner, project)
            return {**told, "deleted": True}
        return {**told, "next_step": "Only a person can delete it, in the shell: "
                                     f"adflow projects delete {project[:8]}"}

    async def _on_the_page(self, why: str, **more: Any) -> dict[str, Any]:
        return {why: True, **more, "open": await self._address(),
                "next_step": "Ask the person to open the page and decide there; then go on."}

    async def _address(self) -> str:
        return f"{await self._page()}/open/{self._talk.thread}"

    # What a chat would show

    async def _with_more(self, name: str, told: dict[str, Any]) -> dict[str, Any]:
        """The step's result, and what a person would see beside it."""
        state, more = self.state, dict[str, Any]()
        if state.storyboard and name in CHANGING and "error" not in told:
            more["shots"] = [
                {"shot": number, "beat": one.beat, "seconds": one.seconds,
                 "says": list(one.overlay.words()), "shows": one.picture_prompt,
                 "camera": one.motion.camera_language}
                for number, one in enumerate(state.storyboard.shots, start=1)
            ]
        if state.quote and told.get("quote_id") == state.quote.id:
            more["summary"] = offer_in_words(state.quote, "en")
            more["remarks"] = remarks_in_words(state.quote, "en")
            more |= {"approve_at": await self._address(), "next_step": (
                "Show the price. Only a person can approve it: render_film asks them, or they open"
                " the page.")}
        return told | more

    def _files(self, name: str, told: dict[str, Any]) -> tuple[tuple[str, Asset], ...]:
        if name == "show_film" and "error" not in told:
            parts = [told["film"], *told["parts"]]
            return tuple((one["name"], Asset.model_validate(one["asset"])) for one in parts)
        if name == "show_clips" and "error" not in told:
            return tuple((scene_file(one["shot"]), Asset.model_validate(one["asset"]))
                         for one in told["clips"] if "asset" in one)
        if name in CHANGING and "error" not in told:
            return self.pictures()
        return ()

    def pictures(self) -> tuple[tuple[str, Asset], ...]:
        """The pictures of the session's storyboard that are made."""
        board = self.state.storyboard
        if board is None:
            return ()
        made = self._production.pictures(self._owner, board)
        return tuple((f"Shot {number}", made[one.id])
                     for number, one in enumerate(board.shots, start=1) if one.id in made)


def can_be_opened(thread: str) -> bool:
    """Whether the web chat has pages for conversations that are named like this."""
    try:
        return str(uuid.UUID(thread)) == thread
    except ValueError:
        return False
