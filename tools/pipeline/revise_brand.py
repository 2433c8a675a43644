"""A brand put on a film, or taken off. Pure.

Colours and typeface follow from the storyboard's kit by themselves. Logo, tone, offer and address
are the film's own once they are there, so they are filled in, and taken out again when the brand
goes. A button stays: there is no film without one.
"""

import re
from typing import Any

from storage.brands import key_of
from storage.errors import BadInput
from storage.records import BrandKit, Palette, SetBrand, Shot, Storyboard
from tools.pipeline.branding import in_brief
from tools.pipeline.material import Material

MOST_BUTTON = 30                         # characters of an action that is written on the button
_SHOWN = re.compile(r"^(?:https?://)?(?:www\.)?|[\s./]+$", re.I)
_HEX = re.compile(r"#[0-9a-f]{6}", re.I)


def brand(board: Storyboard, change: SetBrand, material: Material, place: int) -> Storyboard:
    """A brand kit, or none. Its logo becomes the film's. Raises BadInput for an unknown name."""
    kit = None
    if change.brand is not None:
        kit = material.brands.get(key_of(change.brand))
        if kit is None:
            known = ", ".join(one.name for one in material.brands.values()) or "none yet"
            raise BadInput(f"There is no brand {change.brand!r}.", f"Your brands: {known}.")
    new = _without(board)
    new = _with(new, kit) if kit else new
    return _recoloured(new, board.palette, new.palette)


def _without(board: Storyboard) -> Storyboard:
    """The film without its brand; words of the brand's that somebody has changed stay."""
    kit = board.brand
    if kit is None:
        return board
    brief: dict[str, Any] = {"never": ()}
    look = board.logo
    if kit.logo is not None and board.brief.logo == kit.logo:
        brief["logo"], look = None, None
    if kit.tone is not None and board.brief.tone == kit.tone:
        brief["tone"] = None
    for name in ("offer", "address"):
        if _same(getattr(board.brief, name), getattr(kit, name)):
            brief[name] = ""
    return board.model_copy(update={
        "brand": None, "logo": look, "brief": board.brief.model_copy(update=brief),
        "shots": tuple(_bare(shot, kit) for shot in board.shots),
    })


def _bare(shot: Shot, kit: BrandKit) -> Shot:
    gone = {name: "" for name in ("offer", "address")
            if _same(getattr(shot.overlay, name), getattr(kit, name))}
    return shot.model_copy(update={"overlay": shot.overlay.model_copy(update=gone)})


def _with(board: Storyboard, kit: BrandKit) -> Storyboard:
    brief = in_brief(board.brief, kit)
    button = kit.action if not board.brief.action and len(kit.action) <= MOST_BUTTON else ""
    shots = tuple(_dressed(shot, kit, button) if shot.beat == "cta" else shot
                  for shot in board.shots)
    board = board.model_copy(update={"brand": kit, "brief": brief, "shots": shots})
    if kit.logo is None:
        return board
    brief = brief.model_copy(update={"logo": kit.logo})
    return board.model_copy(update={"brief": brief, "logo": kit.logo_look})


def _dressed(shot: Shot, kit: BrandKit, button: str) -> Shot:
    """An end card with what it does not say yet."""
    words = shot.overlay
    return shot.model_copy(update={"overlay": words.model_copy(update={
        "offer": words.offer or kit.offer,
        "address": words.address or _SHOWN.sub("", kit.address),
        "button": button or words.button,
    })})


def _same(shown: str, given: str) -> bool:
    """Whether a text on the end card is the kit's, as it is written there."""
    return bool(given) and _plain(shown) == _plain(given)


def _plain(text: str) -> str:
    return _SHOWN.sub("", " ".join(text.split())).casefold()


def _recoloured(board: Storyboard, old: Palette, new: Palette) -> Storyboard:
    """Descriptions of pictures that name the film's colours name the new ones."""
    told = {was: now for was, now in zip(old.model_dump().values(), new.model_dump().values(),
                                         strict=True) if was != now}

    def named(text: str) -> str:
        return _HEX.sub(lambda found: told.get(found[0].lower(), found[0]), text)

    return board.model_copy(update={
        "end_prompt": named(board.end_prompt),
        "shots": tuple(shot.model_copy(update={"picture_prompt": named(shot.picture_prompt)})
                       for shot in board.shots),
    })
