"""`adflow audit`: every generation that was ordered, by whom, in which words, and its outcome."""

from rich.console import Console
from rich.table import Table

from agent.faces import cli_draw
from storage.audit import Audit
from storage.database import opened
from storage.projects import Projects
from storage.settings import Settings
from tools.pipeline.price import in_dollars

SHOWN = 60                               # characters of a prompt or a problem in the table


async def show_audit(
    settings: Settings, owner: str, project: str | None, screen: Console, *, as_json: bool
) -> int:
    """The owner's log, or that of one project."""
    with opened(settings) as catalogue:
        row = Projects(catalogue).get(owner, project) if project else None
        entries = Audit(catalogue).entries(owner, row.id if row else "")
    if as_json:
        cli_draw.out([one.model_dump() for one in entries])
        return 0
    if not entries:
        screen.print("Nothing was generated yet.")
        return 0
    table = Table()
    for heading in ("When (UTC)", "What", "Part", "Model", "Price", "Words"):
        table.add_column(heading)
    for one in entries:
        words = one.problem or one.prompt
        table.add_row(
            one.at[:19].replace("T", " "), one.event, one.label, one.model,
            in_dollars(one.amount), cli_draw.plain(" ".join(words.split())[:SHOWN]),
        )
    screen.print(table)
    return 0
