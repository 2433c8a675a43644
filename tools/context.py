"""What a step is given: whose work it is, and the production that does it.

The agents SDK hands this to every tool as its run context. It holds no secrets and no logic.
"""

from dataclasses import dataclass, field

from storage.records import Choices, State
from tools.pipeline.production import Production
from tools.pipeline.writing import Writer


@dataclass
class Desk:
    """The run context: one person at work in one thread.

    `to_delete` is the project that they are asked about; it is forgotten with their next word.
    """

    production: Production
    writer: Writer
    owner: str
    thread: str
    to_delete: str = ""
    choices: Choices = field(default_factory=Choices)        # of an ad that is begun here

    @property
    def project(self) -> str:
        """The id of the thread's project now; a new one is begun when there is none."""
        return self.production.project(self.owner, self.thread, self.choices).id

    @property
    def state(self) -> State:
        """All that is known of that project."""
        return self.production.state(self.owner, self.project)
