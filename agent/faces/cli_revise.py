"""`adflow revise`: change a project in plain words, through the same conversation as the chat."""

from pathlib import Path

from rich.console import Console

from agent.conversation import Conversation
from agent.events import Problem, Said
from agent.faces import cli_draw
from agent.faces.cli_ad import make_and_export
from agent.serve import a_worker
from storage.errors import AdFlowError
from storage.records import Quote, State
from storage.settings import Settings
from tools.media.binary import find_ffmpeg
from tools.pipeline.production import Production, open_production
from tools.pipeline.projects import found
from tools.providers.registry import catalog_of


async def revise_ad(
    settings: Settings, owner: str, project: str, words: str, out: Path | None, yes: bool,
    as_json: bool, screen: Console,
) -> int:
    """Change a project in plain words, as in the chat. Returns the exit code."""
    find_ffmpeg()
    async with open_production(settings, catalog_of(settings)) as production:
        row = found(production, owner, project)
        production.projects.activate(owner, row.id)
        before = production.state(owner, row.id)
        talk, said = Conversation(production, owner, row.thread), ""
        async with a_worker(settings):
            async for event in talk.turn(words):
                if isinstance(event, Said):
                    said += event.text
                elif isinstance(event, Problem):
                    raise AdFlowError(event.message, event.next_step)
            if said and not as_json:
                screen.print(cli_draw.plain(said.strip()))
            state = production.state(owner, row.id)
            quote = _to_make(production, owner, before, state)
            if quote is None or state.storyboard is None:
                if as_json:
                    cli_draw.out({"project": row.id, "said": said.strip()})
                return 0
            return await make_and_export(
                production, owner, state.storyboard, quote, out, screen,
                yes=yes or state.quote is None, as_json=as_json,
            )


def _to_make(production: Production, owner: str, before: State, now: State) -> Quote | None:
    """The quote that carries out what was said: it waits for a yes, or had one already.

    None when nothing is to be made.
    """
    if now.quote is not None and now.quote != before.quote:
        return now.quote
    render = production.quotes.newest_render(now.project)
    if render is None or (before.render is not None and render.id == before.render.render):
        return None
    return production.quotes.get(owner, render.id)[0]
