"""`adflow decide`: what becomes of jobs of which nobody knows whether they were bought."""

from pathlib import Path

from rich.console import Console

from agent.faces import cli_draw
from agent.faces.cli_ad import make_and_export
from agent.serve import a_worker
from storage.settings import Settings
from tools.pipeline.price import in_dollars
from tools.pipeline.production import open_production
from tools.pipeline.projects import found
from tools.pipeline.uncertain import Decision, decide
from tools.providers.registry import catalog_of


async def decide_jobs(
    settings: Settings, owner: str, project: str, decision: Decision, out: Path | None, yes: bool,
    as_json: bool, screen: Console,
) -> int:
    """Carry the decision out for all uncertain jobs of a project. Returns the exit code."""
    async with open_production(settings, catalog_of(settings)) as production, a_worker(settings):
        row = found(production, owner, project)
        before = production.uncertain(owner, row.id)
        quote = await decide(production, owner, row.id, decision, f"shell:{owner}")
        if quote is None:
            if as_json:
                cli_draw.out({"project": row.id, "lost": [one.label for one in before]})
            else:
                lost = in_dollars(sum(one.amount for one in before))
                screen.print(f"Counted as lost: {', '.join(one.label for one in before)} ({lost}).")
            return 0
        board = production.projects.storyboard(row.id, quote.version)
        return await make_and_export(
            production, owner, board, quote, out, screen, yes=yes or quote.total == 0,
            as_json=as_json,
        )
