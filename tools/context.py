"""What a step is given: whose work it is, and the production that does it.

The agents SDK hands this to every tool as its run context. It holds no secrets and no logic. What
the pipeline needs of a writer or an eye is declared here, so that tools never import the agent.
"""

from dataclasses import dataclass
from typing import Protocol

from storage.records import Brief, ProductLook, Shot, Storyboard


class Writer(Protocol):
    """Writes the scenes of an ad: with templates, or with an LLM."""

    async def write(self, brief: Brief, product: ProductLook) -> tuple[Shot, ...]:
        """Hook, Problem, Solution and CTA for the brief, in its language and length."""
        ...

    async def add(self, storyboard: Storyboard, after: int, beat: str, text: str) -> Shot:
        """One more shot for this film that says `text`; its id is new."""
        ...


@dataclass
class Desk:
    """The run context: one person at work on one project."""

    owner: str
    project: str
