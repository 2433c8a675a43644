"""`adflow models` and `adflow spend`: what can be bought at which price, and what was."""

from rich.console import Console
from rich.table import Table

from agent.faces import cli_draw
from storage.database import Catalogue
from storage.ledger import By, Ledger
from storage.settings import Settings
from tools.pipeline.price import in_dollars
from tools.providers.registry import catalog_of


async def list_models(settings: Settings, screen: Console, *, as_json: bool) -> int:
    """The catalogue: every model with its price and lengths."""
    settings.prepare()
    models = catalog_of(settings).capabilities()
    if as_json:
        cli_draw.out([one.model_dump(mode="json") for one in models])
        return 0
    table = Table()
    for heading in ("Model", "Makes", "A call", "A second", "Lengths"):
        table.add_column(heading)
    for one in models:
        table.add_row(
            one.model, one.kind, *_prices(one.price, one.price_per_second),
            ", ".join(f"{length:g} s" for length in one.lengths) or "any",
        )
    screen.print(table)
    return 0


async def show_spend(
    settings: Settings, owner: str, by: By, screen: Console, *, as_json: bool
) -> int:
    """What was spent and is held, from the ledger."""
    settings.prepare()
    lines = Ledger(Catalogue(settings.catalogue)).account(owner, by)
    if as_json:
        cli_draw.out([line.model_dump() for line in lines])
        return 0
    if not lines:
        screen.print("Nothing was spent. The built-in studio is free.")
        return 0
    table = Table()
    for heading in (by.title(), "Spent", "Held", "Paid jobs"):
        table.add_column(heading)
    for line in lines:
        table.add_row(line.name[:24], _amount(line.spent), _amount(line.held), str(line.jobs))
    screen.print(table)
    return 0


def _amount(microdollars: int) -> str:
    return in_dollars(microdollars) if microdollars else "—"


def _prices(call: int, second: int) -> tuple[str, str]:
    return ("free", "free") if call == second == 0 else (_amount(call), _amount(second))
