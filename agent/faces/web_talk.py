"""What the web face needs of a conversation, and a thread that is open in this process."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from agent.acts import Act
from agent.conversation import Upload
from agent.events import Event
from agent.faces.web_draw import Drawing
from agent.panel import Panel
from tools.pipeline.uncertain import Decision


class Talker(Protocol):
    """What the face needs of a conversation."""

    def turn(self, text: str, files: Sequence[Upload]) -> AsyncIterator[Event]: ...
    def decide(self, quote_id: str, yes: bool, by: str) -> AsyncIterator[Event]: ...
    def watch(self, render_id: str, after: int = 0) -> AsyncIterator[Event]: ...
    def stop(self, render_id: str) -> AsyncIterator[Event]: ...
    def decide_uncertain(
        self, fingerprint: str, decision: Decision, by: str
    ) -> AsyncIterator[Event]: ...
    def do(self, act: Act) -> AsyncIterator[Event]: ...
    def resume(self) -> tuple[Event, ...]: ...
    def panel(self) -> Panel: ...
    def prefer(self, makers: str) -> None: ...


@dataclass
class Talk:
    """One thread: its conversation and its page; `panel` is what its tabs show of its settings."""

    talker: Talker
    drawing: Drawing
    panel: Panel | None = None

    @property
    def by(self) -> str:
        """Who clicks here, for the books."""
        return f"web:{self.drawing.page.owner}"
