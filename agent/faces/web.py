"""The web face: Chainlit's callbacks, turned into a conversation's calls and back into drawings.

Nothing is decided here. A click carries an opaque id and the conversation checks everything; a page
that is opened again is drawn from the conversation's state, not from memory.
"""

import asyncio
import uuid
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import chainlit as cl
from chainlit.config import config
from chainlit.types import ThreadDict

from agent.acts import TOPICS, act_of
from agent.conversation import Upload
from agent.events import Event, Problem, RenderMoved
from agent.faces import web_home
from agent.faces.web_cards import GOING_ON
from agent.faces.web_draw import Drawing
from agent.faces.web_finished import tell_for_ever
from agent.faces.web_page import Page
from agent.faces.web_panel import arranged, equip, profiles, show_panel
from agent.faces.web_signin import Accounts, Door, nobody
from agent.faces.web_store import ChatStore, is_thread_id
from agent.faces.web_talk import Talk, Talker
from agent.faces.web_threads import ThreadStore
from agent.faces.web_watch import Watchers
from agent.faces.web_words import EXAMPLE_REQUESTS, PANEL, language_of, starters
from storage.errors import AdFlowError, NotAllowed
from tools.pipeline.finished import Ended
from tools.pipeline.uncertain import DECISIONS


class WebFace:
    """Holds the threads that are open in this process."""

    def __init__(
        self, store: ChatStore, open_talk: Callable[[str, str], Talker], door: Door,
        makers: Callable[[str], Mapping[str, str]],
    ) -> None:
        self._store = store
        self._open_talk = open_talk
        self._door = door
        self._makers = makers
        self._talks: dict[tuple[str, str], Talk] = {}
        self._watchers = Watchers()

    def register(self) -> None:
        """Tell Chainlit whom to call. It keeps its callbacks per process."""
        config.code.data_layer = lambda: ThreadStore(self._store)
        if isinstance(self._door, Accounts):
            cl.password_auth_callback(self._door.sign_in)
        else:
            cl.header_auth_callback(nobody)
        cl.set_starters(starters)
        # Not `cl.on_message`, which would wrap each turn in a step of its own on the page.
        config.code.on_message = self.message
        config.code.on_chat_start = self.begin
        config.code.on_settings_update = self.arrange
        config.code.set_chat_profiles = profiles(self._makers)
        cl.on_chat_resume(self.reopen)
        cl.action_callback("act")(self.act)
        cl.action_callback("decide")(self.decide)
        cl.action_callback("stop")(self.stop)
        cl.action_callback("uncertain")(self.decide_uncertain)

    async def tell_finished(self, ended: Callable[[], Sequence[Ended]]) -> None:
        """Tell open pages what has ended, for ever."""
        await tell_for_ever(ended, self._watchers.shows)

    async def close(self) -> None:
        """Stop watching renders."""
        await self._watchers.close()

    def _talk(self) -> Talk:
        """The talk of the tab that is calling. Raises NotAllowed."""
        session = cl.context.session
        signed_in = self._door.knows(session.token or "")     # also now, not only when it opened
        if session.user is None or not signed_in or not is_thread_id(session.thread_id):
            raise NotAllowed("This page is not signed in.", "Reload the page.")
        key = (session.user.identifier, session.thread_id)
        if key not in self._talks:
            page = Page(self._store, *key)
            drawing = Drawing(page, language_of(getattr(session, "language", "en")))
            self._talks[key] = Talk(self._open_talk(*key), drawing)
            self._talks[key].talker.prefer(getattr(session, "chat_profile", "") or "")
        return self._talks[key]

    async def begin(self) -> None:
        """An empty chat is open."""
        await equip(self._talk())

    async def message(self, message: cl.Message) -> None:
        """A person said something, perhaps with files."""
        talk, text = self._talk(), message.content
        uploads = [Upload(one.name, Path(one.path)) for one in message.elements if one.path]
        if text in EXAMPLE_REQUESTS:
            text, uploads = "", [Upload(web_home.EXAMPLE.name, web_home.EXAMPLE)]
        if not message.content and (name := uploads[0].name if uploads else message.command):
            # The page goes to the thread's address only once the thread has a name.
            await cl.context.emitter.init_thread(name)
        page, session = talk.drawing.page, cl.context.session.id
        if message.command in TOPICS:                         # on the page it reads as if typed
            text = message.content = f"/{message.command}"
            message.command = ""
            await page.store.save_step(dict(message.to_dict()))
            await page.emit("update_message", message.to_dict())
        await page.emit("new_message", message.to_dict(), but=session)
        await page.emit("window_message", {"adflowThread": page.thread})
        for one in message.elements:
            talk.drawing.attached[one.name] = (one.id, message.id)
        for upload in uploads:
            talk.drawing.attached.setdefault(upload.name, (str(uuid.uuid4()), message.id))
        await talk.drawing.status()
        await self._play(talk, talk.talker.turn(text, uploads))

    async def act(self, action: cl.Action) -> None:
        """A click on a card. What is no act, or not this person's, is refused further in."""
        if act := act_of(action.payload):
            talk = self._talk()
            await self._play(talk, talk.talker.do(act))

    async def arrange(self, values: dict[str, Any]) -> None:
        """The settings panel was confirmed."""
        talk, words = self._talk(), PANEL[self._talk().drawing.language]
        talk.panel = None                                     # the page shows what was typed
        if act := arranged(values):
            await self._play(talk, talk.talker.do(act))
        else:
            await talk.drawing.draw(
                Problem(message=words["no_amount"], next_step=words["say_amount"]))
            await show_panel(talk)

    async def decide(self, action: cl.Action) -> None:
        """Yes or no to a quote."""
        quote, yes = action.payload.get("quote"), action.payload.get("yes") is True
        if isinstance(quote, str):
            talk = self._talk()
            await self._play(talk, talk.talker.decide(quote, yes, talk.by))

    async def stop(self, action: cl.Action) -> None:
        """Stop a render."""
        render = action.payload.get("render")
        if isinstance(render, str):
            talk = self._talk()
            await self._play(talk, talk.talker.stop(render))

    async def decide_uncertain(self, action: cl.Action) -> None:
        """What becomes of a job that may have been bought."""
        job, said = action.payload.get("job"), action.payload.get("decision")
        decision = next((one for one in DECISIONS if one == said), None)
        if isinstance(job, str) and job and decision:
            talk = self._talk()
            await self._play(talk, talk.talker.decide_uncertain(job, decision, talk.by))

    async def reopen(self, thread: ThreadDict) -> None:
        """A page is opened again: bring it up to date before Chainlit sends it."""
        talk = self._talk()
        sending = asyncio.current_task()
        events = talk.talker.resume()
        tasks: list[dict[str, Any]] = []
        for event in events:
            await talk.drawing.draw(event, in_place=True)
            if isinstance(event, RenderMoved) and event.progress.status in GOING_ON:
                self._watch(talk, event, sending)
                tasks.append(talk.drawing.task_list(event))
        await talk.drawing.close_stale(events)
        await equip(talk)
        fresh = await self._store.thread(thread["id"])
        if fresh:
            thread["steps"] = fresh["steps"]
            thread["elements"] = fresh["elements"] + tasks
        if isinstance(kept := thread.get("metadata"), dict):  # our settings are newer than its own
            kept.pop("chat_settings", None)

    async def _play(self, talk: Talk, events: AsyncIterator[Event]) -> None:
        """Draw what the conversation says; what goes wrong is said too."""
        try:
            async for event in events:
                await talk.drawing.draw(event)
                if isinstance(event, RenderMoved):            # ended or not: its film follows
                    self._watch(talk, event, None)
        except AdFlowError as error:
            await talk.drawing.draw(Problem(message=str(error), next_step=error.next_step))
        finally:
            await talk.drawing.rest()
            await show_panel(talk)

    def _watch(self, talk: Talk, moved: RenderMoved, after: asyncio.Task[Any] | None) -> None:
        self._watchers.watch(moved.progress.render, talk, moved.progress.seq, after)
