"""What `adflow brand` does: the same kits as in the chat."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from agent.faces import cli_draw
from agent.faces.cli_projects import production_of
from storage.errors import BadInput
from storage.records import BrandKit
from storage.settings import Settings
from tools.pipeline import briefing
from tools.pipeline.branding import set_kit

EMPTY: dict[str, Any] = {
    "logo": "", "font": "", "primary": "", "accent": "", "tone": None, "cta": "", "offer": "",
    "address": "", "never": (),
}


@dataclass(frozen=True)
class KitRequest:
    """What was asked for; `fields` are those of the kit, None where nothing was said."""

    name: str
    logo: Path | None
    font: Path | None
    without: tuple[str, ...]
    fields: dict[str, Any] = field(default_factory=dict)


async def show_kits(settings: Settings, owner: str, screen: Console, *, as_json: bool) -> int:
    """All kits, the one that new ads take marked."""
    with production_of(settings) as production:
        kits, preferred = production.brands.all(owner), production.brands.preferred(owner)
    if as_json:
        cli_draw.out([kit.model_dump(mode="json") | {"default": kit == preferred} for kit in kits])
        return 0
    if not kits:
        screen.print("No brand kits yet. Make one: adflow brand set NAME --logo FILE …")
        return 0
    table = Table()
    for heading in ("New ads", "Brand", "Colours", "Has", "Never says"):
        table.add_column(heading)
    for kit in kits:
        table.add_row(
            "●" if kit == preferred else "", cli_draw.plain(kit.name),
            " ".join(one for one in (kit.primary, kit.accent) if one) or "—",
            cli_draw.plain(", ".join(_parts(kit)) or "—"),
            cli_draw.plain(", ".join(kit.never) or "—"),
        )
    screen.print(table)
    if preferred is None:
        screen.print("New ads take none of them. Mark one: adflow brand default NAME")
    return 0


def _parts(kit: BrandKit) -> Iterator[str]:
    if kit.logo:
        yield "logo"
    if kit.font:
        yield "font"
    yield from (one for one in (kit.tone, kit.action, kit.offer, kit.address) if one)


async def set_kit_up(
    settings: Settings, owner: str, request: KitRequest, screen: Console, *, as_json: bool
) -> int:
    """Make or change a kit from files and words."""
    unknown = [one for one in request.without if one not in EMPTY]
    if unknown:
        raise BadInput(f"A kit has no {unknown[0]!r}.", f"It has: {', '.join(EMPTY)}.")
    given = {"action" if name == "cta" else name: EMPTY[name] for name in request.without}
    given |= {name: value for name, value in request.fields.items() if value is not None}
    with production_of(settings) as production:
        for role, path, take_in in (("logo", request.logo, briefing.take_in),
                                    ("font", request.font, briefing.take_in_typeface)):
            if path is not None:
                given[role] = take_in(production, owner, path, path.name).sha256
        kit = set_kit(production, owner, request.name, given)
        preferred = production.brands.preferred(owner)
    if as_json:
        cli_draw.out(kit.model_dump(mode="json") | {"default": kit == preferred})
        return 0
    name = cli_draw.plain(kit.name)
    screen.print(f"The brand [bold]{name}[/] is kept.")
    screen.print("New ads take it." if kit == preferred else
                 f"New ads take it after: adflow brand default {name}", soft_wrap=True)
    return 0


async def prefer_kit(
    settings: Settings, owner: str, name: str, screen: Console, *, as_json: bool
) -> int:
    """Mark the kit that new ads take."""
    with production_of(settings) as production:
        kit = production.brands.prefer(owner, name)
    if as_json:
        cli_draw.out({"default": kit.name})
    else:
        screen.print(f"New ads take [bold]{cli_draw.plain(kit.name)}[/].")
    return 0


async def remove_kit(
    settings: Settings, owner: str, name: str, screen: Console, *, as_json: bool
) -> int:
    """Remove a kit."""
    with production_of(settings) as production:
        kit = production.brands.remove(owner, name)
    if as_json:
        cli_draw.out({"removed": kit.name})
    else:
        screen.print(f"The brand {cli_draw.plain(kit.name)} is removed. Ads made with it keep it.")
    return 0
