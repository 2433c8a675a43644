"""Steps: the user's brand kits: list them, make or change one, remove one."""

from typing import Any

from storage.records import BrandKit, Record
from storage.records.brief import Tone
from tools.pipeline.branding import set_kit
from tools.step import Context, Done, step


class Kits(Record):
    """The user's kits by name; `preferred` is the one that new ads take, "" if none."""

    kits: tuple[BrandKit, ...]
    preferred: str


async def list_brands(ctx: Context) -> str:
    """List the person's brand kits with all that is in them, and which one new ads take."""
    desk = ctx.context
    brands = desk.production.brands
    preferred = brands.preferred(desk.owner)
    return Kits(
        kits=brands.all(desk.owner), preferred=preferred.name if preferred else "",
    ).model_dump_json()


async def set_brand_kit(
    ctx: Context,
    name: str,
    logo: str | None = None,
    font: str | None = None,
    primary: str | None = None,
    accent: str | None = None,
    tone: Tone | None = None,
    action: str | None = None,
    offer: str | None = None,
    address: str | None = None,
    never: list[str] | None = None,
    for_new_ads: bool = False,
) -> str:
    """Make a brand kit, or change one. Give only what was said; empty text takes a value away.

    The present ad takes it with `revise` and the change `brand`.

    Args:
        name: The brand's name.
        logo: Content hash of an attached picture.
        font: Content hash of an attached font.
        primary: Main colour as #rrggbb.
        accent: Second colour as #rrggbb.
        tone: How its ads speak.
        action: What viewers should do, if an ad's brief says nothing else.
        offer: Offer for the end card, likewise.
        address: Web address or place, likewise.
        never: All words its ads must not say; a star stands for any ending.
        for_new_ads: Whether new ads take this kit.
    """
    given: dict[str, Any] = {
        "logo": logo, "font": font, "primary": primary, "accent": accent, "tone": tone,
        "action": action, "offer": offer, "address": address, "never": never,
    }
    desk = ctx.context
    kit = set_kit(
        desk.production, desk.owner, name,
        {field: value for field, value in given.items() if value is not None}, for_new_ads,
    )
    return kit.model_dump_json()


async def remove_brand(ctx: Context, name: str) -> str:
    """Remove a brand kit. Ads that were made with it keep it.

    Args:
        name: The brand's name.
    """
    desk = ctx.context
    desk.production.brands.remove(desk.owner, name)
    return Done().model_dump_json()


list_brands_step = step(list_brands)
set_brand_kit_step = step(set_brand_kit)
remove_brand_step = step(remove_brand)
