"""Brand kits: made and changed, and taken into an ad's brief and colours. See `storage.brands`."""

import re
from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from storage.errors import BadInput
from storage.records import Asset, BrandKit, Brief, ProductLook
from storage.records.tones import branded
from tools.pipeline.briefing import check_text, explained
from tools.pipeline.production import Production
from tools.providers.local.product import look_at_logo

TEXTS = ("action", "offer", "address")
_COLOUR = re.compile(r"#?([0-9a-f]{3}|[0-9a-f]{6})")


def set_kit(
    production: Production, owner: str, name: str, given: Mapping[str, Any],
    preferred: bool = False,
) -> BrandKit:
    """Make a kit, or change what is given of the one of that name; "" takes a value away.

    `given` has fields of `BrandKit`; `logo` and `font` are content hashes of uploads. With
    `preferred` it is the one that new ads take. Raises BadInput; then nothing is changed.
    """
    name = " ".join(name.split())
    if not name:
        raise BadInput("The brand has no name.", "Give it one, for instance the company's.")
    known = production.brands.find(owner, name) or BrandKit(name=name)
    values = {**known.__dict__, **given, "name": known.name}
    for field in ("primary", "accent"):
        values[field] = _colour(values[field], field)
    if "logo" in given:
        values |= _logo(production, owner, given["logo"])
    if "font" in given:
        values["font"] = _upload(production, owner, given["font"], "font")
    values["tone"] = values["tone"] or None
    values["never"] = tuple(dict.fromkeys(
        word for one in values["never"] if (word := " ".join(one.split()).strip(",;"))))
    for field in TEXTS:
        check_text(values[field], field)
    try:
        kit = BrandKit.model_validate(values)
    except ValidationError as exc:
        raise BadInput(*explained(exc)) from exc
    production.brands.save(owner, kit)
    if preferred:
        production.brands.prefer(owner, kit.name)
    return kit


def in_brief(brief: Brief, kit: BrandKit) -> Brief:
    """The brief with the kit's values where the seller said nothing, and its words never to use."""
    told = {name: getattr(brief, name) or getattr(kit, name)
            for name in ("logo", "tone", *TEXTS)}
    return brief.model_copy(update={**told, "never": kit.never})


def in_colours(product: ProductLook, kit: BrandKit | None) -> ProductLook:
    """What is seen of the product, with the film's colours, as writers are told them."""
    if kit is None:
        return product
    palette = branded(product.palette, kit.primary, kit.accent)
    return product.model_copy(update={"palette": palette})


def _logo(production: Production, owner: str, sha256: str) -> dict[str, Any]:
    asset = _upload(production, owner, sha256, "image")
    return {"logo": asset, "logo_look": look_at_logo(production.path(asset)) if asset else None}


def _upload(production: Production, owner: str, sha256: str, kind: str) -> Asset | None:
    if not sha256:
        return None
    asset = production.projects.upload(owner, sha256)
    if asset.media_type.partition("/")[0] != kind:
        wanted = {"image": "a picture", "font": "a TTF or OTF font"}[kind]
        raise BadInput(f"That file is not {wanted}.", "Name another upload.")
    return asset


def _colour(text: str, field: str) -> str:
    """A colour as `#rrggbb`; the short form and capitals are understood."""
    found = _COLOUR.fullmatch(text.strip().lower())
    if text.strip() and not found:
        raise BadInput(
            f"The {field} colour cannot be {text!r}.", "Give it as #rrggbb, for instance #b4232a.")
    digits = found[1] if found else ""
    return f"#{''.join(one * (6 // len(digits)) for one in digits)}" if digits else ""
