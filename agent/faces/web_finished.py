"""A render that has ended is told in every open page of its owner: a notice with a link to it.

Not in a page that shows the render itself, whose card says so. The catalogue is looked at once a
second for all pages together, and not at all while none is open.
"""

import asyncio
import logging
from collections.abc import Callable, Sequence

from chainlit.session import ws_sessions_id

from agent.faces.web_props import spoken_as
from agent.faces.web_words import language_of
from agent.wording import ended_in_words, wording
from storage.errors import AdFlowError
from tools.pipeline.finished import LOOK_EVERY, Ended

log = logging.getLogger("adflow.web")


async def tell_for_ever(
    ended: Callable[[], Sequence[Ended]], shows: Callable[[str, str], bool]
) -> None:
    """Look and tell, again and again. `shows(render, thread)`: that thread's page draws it."""
    while True:
        await asyncio.sleep(LOOK_EVERY)
        if not ws_sessions_id:
            continue
        try:
            for one in await asyncio.to_thread(ended):
                await _tell(one, shows)
        except AdFlowError as exc:           # such as a disk that is full: it is told later
            log.warning("what has ended is told later: %s", exc.sentence())


async def _tell(one: Ended, shows: Callable[[str, str], bool]) -> None:
    for session in list(ws_sessions_id.values()):
        mine = session.user is not None and session.user.identifier == one.owner
        if not mine or shows(one.render, session.thread_id):
            continue
        language = spoken_as(language_of(getattr(session, "language", "en")))
        # Chainlit declares no result, but it is a coroutine.
        await session.emit("window_message", {"adflowEnded": {  # type: ignore[misc]
            "render": one.render, "text": ended_in_words(one, language), "good":
            one.status == "done", "url": f"/open/{one.thread}", "open": wording("open", language),
            "close": wording("close", language),
        }})
