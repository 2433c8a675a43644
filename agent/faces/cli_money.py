"""`adflow models` and `adflow spend`: what can be bought at which price, and what was."""

from collections.abc import Sequence

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table

from agent.faces import cli_draw
from storage.database import now, opened
from storage.ledger import By, Ledger, Spent
from storage.projects import Projects
from storage.records import Record
from storage.settings import Settings
from storage.whole_projects import WholeProjects
from tools.pipeline.price import in_dollars
from tools.providers.interface import Capability
from tools.providers.registry import catalog_of

ABOUT = "≈ "                             # before a price that no official source says


class Budget(Record):
    """One hard limit in microdollars. `left` is None where each ad or project has its own."""

    of: str
    name: str
    setting: str
    limit: int
    left: int | None = None


async def list_models(settings: Settings, screen: Console, *, as_json: bool) -> int:
    """The catalogue by what is made: every model with its price, lengths and what it takes.

    A model's name is never broken, so that it can be copied on a narrow screen too.
    """
    models = catalog_of(settings).capabilities()
    if as_json:
        cli_draw.out([one.model_dump(mode="json") for one in models])
        return 0
    for kind in dict.fromkeys(one.kind for one in models):
        screen.print(_table(
            (kind.capitalize(), "Price", "Lengths", "Takes"),
            [(one.model, _price(one), _lengths(one), _takes(one)) for one in models
             if one.kind == kind], whole=1))
    sources: dict[tuple[str, str], list[str]] = {}
    for one in models:
        if one.price_source:
            sources.setdefault((one.price_date, one.price_source), []).append(one.model)
    screen.print("Where prices are from:")
    screen.print(_table(("Price of", "Date", "Source"), [
        ("\n".join(names), *source) for source, names in sources.items()]))
    screen.print(f"{ABOUT}no official source says so; what the provider reports is what is booked.")
    screen.print("Your own prices and models: models.json in the data folder (docs/providers.md).")
    return 0


async def show_spend(
    settings: Settings, owner: str, by: By, screen: Console, *, as_json: bool
) -> int:
    """What was spent and is held, from the ledger, and what the budgets have left."""
    with opened(settings) as catalogue:
        ledger = Ledger(catalogue)
        lines, days = ledger.account(owner, by), ledger.account(owner, "day")
        titles = {row.id: row.title or "untitled" for row in Projects(catalogue).all(owner)}
        for gone in WholeProjects(catalogue).deleted(owner):
            titles[gone.id] = f"{gone.title or 'untitled'}, deleted"
    total, budgets = _total(lines), _budgets(settings, days)
    if as_json:
        cli_draw.out({
            "by": by, "lines": [line.model_dump() | _title(line, titles) for line in lines],
            "total": total.model_dump(exclude={"name"}),
            "budgets": [one.model_dump() for one in budgets],
        })
        return 0
    if lines:
        _draw_spent(screen, by, [_named(line, titles) for line in lines], total, budgets)
    else:
        screen.print("Nothing was spent. The built-in studio is free.")
    if budgets:
        screen.print(_table(("Budget", "Limit", "Left", "Set by"), [
            (one.name, _dollars(one.limit), "—" if one.left is None else _dollars(one.left),
             one.setting) for one in budgets]))
    else:
        screen.print("No budget is set. To set one for each day: ADFLOW_BUDGET_DAY=5")
    return 0


def _draw_spent(
    screen: Console, by: By, lines: list[Spent], total: Spent, budgets: list[Budget]
) -> None:
    """One line each and their sum; of projects also what each has left, if there is a limit."""
    limit = next((one.limit for one in budgets if by == one.of == "project"), None)

    def left(line: Spent) -> tuple[str, ...]:
        return () if limit is None else (_dollars(_left(limit, line)),)

    def row(line: Spent) -> tuple[str, ...]:
        return line.name, _amount(line.spent), _amount(line.held), str(line.jobs)

    headings = (by.title(), "Spent", "Held", "Paid jobs", *(() if limit is None else ("Left",)))
    table = _table(headings, [(*row(line), *left(line)) for line in lines])
    table.add_row(*row(total), style="bold")
    screen.print(table)


def _title(line: Spent, titles: dict[str, str]) -> dict[str, str]:
    return {"title": titles[line.name]} if line.name in titles else {}


def _named(line: Spent, titles: dict[str, str]) -> Spent:
    """With a project's title instead of its id alone."""
    named = f"{titles[line.name]} ({line.name[:8]})" if line.name in titles else line.name
    return line.model_copy(update={"name": named})


def _left(limit: int, line: Spent) -> int:
    """What a limit has left, by what was spent and is held."""
    return max(0, limit - line.spent - line.held)


def _budgets(settings: Settings, days: Sequence[Spent]) -> list[Budget]:
    """The limits that are set, and what is left of those that all ads share."""
    today = _total([day for day in days if day.name == now()[:10]])
    names = {"ad": ("each ad", None), "project": ("each project", None),
             "day": ("today (UTC)", today), "user": ("in all", _total(days))}
    found = []
    for of, (name, used) in names.items():
        dollars = getattr(settings, f"budget_{of}")
        if dollars is not None:
            limit = round(dollars * 1_000_000)
            found.append(Budget(of=of, name=name, setting=f"ADFLOW_BUDGET_{of.upper()}",
                                limit=limit, left=_left(limit, used) if used else None))
    return found


def _total(lines: Sequence[Spent]) -> Spent:
    return Spent(name="Total", spent=sum(line.spent for line in lines),
                 held=sum(line.held for line in lines), jobs=sum(line.jobs for line in lines))


def _table(
    headings: tuple[str, ...], rows: list[tuple[str, ...]], whole: int = 0
) -> Table:
    """A table; words of the first `whole` columns are not broken."""
    table = Table(box=SIMPLE_HEAD, padding=(0, 1), pad_edge=False, collapse_padding=True)
    for number, heading in enumerate(headings):
        table.add_column(heading, overflow="fold", no_wrap=number < whole)
    for row in rows:
        table.add_row(*map(cli_draw.plain, row))
    return table


def _amount(microdollars: int) -> str:
    return in_dollars(microdollars) if microdollars else "—"


def _dollars(microdollars: int) -> str:
    return f"${microdollars / 1_000_000:,.2f}"


def _price(one: Capability) -> str:
    parts = [in_dollars(amount) + (f"/{unit}" if unit else "") for amount, unit in one.rates]
    return f"{'' if one.price_sure else ABOUT}{' + '.join(parts) or 'free'}"


def _lengths(one: Capability) -> str:
    if one.kind not in ("clip", "sound", "music"):
        return "—"
    return f"{one.told_lengths} s" if one.lengths else "any"


def _takes(one: Capability) -> str:
    both = one.first_frame and one.last_frame
    takes = {
        f"{one.references} references": one.references, "first and last frame": both,
        "first frame": one.first_frame and not both, "last frame": one.last_frame and not both,
        "the clip": one.from_clip,
    }
    told = ", ".join(name for name, has in takes.items() if has)
    makes = {"makes sound too": one.native_sound, "times its words": one.word_times}
    return "; ".join(one for one in (told, *(name for name, has in makes.items() if has)) if one
                     ) or "—"
