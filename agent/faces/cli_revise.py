"""`adflow revise`: change a project in plain words, through the same conversation as the chat."""

from pathlib import Path

from rich.console import Console

from agent.conversation import Conversation
from agent.events import Problem, Said
from agent.faces import cli_draw
from agent.faces.cli_ad import make_and_export
from agent.serve import a_worker
from storage.errors import AdFlowError
from storage.settings import Settings
from tools.pipeline.production import open_production
from tools.providers.registry import catalog_of


async def revise_ad(
    settings: Settings, owner: str, project: str, words: str, out: Path | None, yes: bool,
    as_json: bool, screen: Console,
) -> int:
    """Change a project in plain words, as in the chat. Returns the exit code."""
    async with open_production(settings, catalog_of(settings)) as production:
        row = production.projects.get(owner, project)
        production.projects.activate(owner, row.id)
        before = production.state(owner, row.id).storyboard
        talk = Conversation(production, owner, row.thread)
        said = ""
        async with a_worker(settings):
            async for event in talk.turn(words):
                if isinstance(event, Said):
                    said += event.text
                elif isinstance(event, Problem):
                    raise AdFlowError(event.message, event.next_step)
            if said and not as_json:
                screen.print(cli_draw.plain(said.strip()))
            state = production.state(owner, row.id)
            if state.storyboard is None or state.storyboard == before:
                return 0
            quote = state.quote or production.offer(owner, state.storyboard)
            return await make_and_export(production, owner, state.storyboard, quote, out, screen,
                               yes=yes or quote.total == 0, as_json=as_json)


