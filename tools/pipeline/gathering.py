"""Gathers what changes refer to: uploads and their looks, written shots, takes, frames, brands."""

import asyncio
from collections.abc import Iterable, Sequence

from storage.brands import key_of
from storage.errors import BadInput
from storage.records import (
    AddShot,
    Asset,
    Change,
    PinnedFrame,
    RewriteShot,
    SetLogo,
    SetMusic,
    SetProduct,
    SetTiming,
    Shot,
    Storyboard,
    TakeKind,
    UsePicture,
)
from tools.pipeline.branding import in_colours
from tools.pipeline.briefing import FileKind, given_file
from tools.pipeline.filming import told_anew
from tools.pipeline.material import Material
from tools.pipeline.production import Production
from tools.pipeline.revise_text import shot_of
from tools.pipeline.writing import Writer
from tools.providers.local.product import look_at_logo, look_at_product

KINDS: tuple[TakeKind, ...] = ("picture", "clip", "sound", "future", "voice")


async def gathered(
    production: Production, owner: str, board: Storyboard, changes: Sequence[Change],
    writer: Writer,
) -> Material:
    """The material for these changes. Raises BadInput for what is not there."""
    def upload(sha256: str, kind: FileKind = "picture") -> Asset:
        return given_file(production, owner, sha256, kind)

    products = {one.photo: upload(one.photo) for one in changes if isinstance(one, SetProduct)}
    logos = {one.logo: upload(one.logo)
             for one in changes if isinstance(one, SetLogo) and one.logo}
    tracks = {one.track: upload(one.track, "sound")
              for one in changes if isinstance(one, SetMusic) and one.track}
    pictures = {one.picture: _at_hand(production, owner, board, one.picture)
                or upload(one.picture)
                for one in changes if isinstance(one, UsePicture) and one.picture}
    return Material(
        assets={**products, **logos, **tracks, **pictures},
        products={name: await asyncio.to_thread(look_at_product, production.path(one))
                  for name, one in products.items()},
        logos={name: await asyncio.to_thread(look_at_logo, production.path(one))
               for name, one in logos.items()},
        shots={place: await _written(board, one, writer) for place, one in enumerate(changes)
               if isinstance(one, AddShot | RewriteShot)},
        told={place: await told_anew(board, one, writer) for place, one in enumerate(changes)
              if isinstance(one, SetTiming)},
        highest=highest_takes(production.projects.versions(board.project)),
        frames=frames_of(production, owner, board),
        brands={key_of(kit.name): kit for kit in production.brands.all(owner)},
        catalog=production.catalog,
    )


def _at_hand(
    production: Production, owner: str, board: Storyboard, sha256: str
) -> Asset | None:
    """The picture that the project's quote offers, if it is meant. BadInput if it was deleted."""
    waiting = production.quotes.pending(board.project)
    offered = waiting.at_hand if waiting else None
    if offered is None or offered.picture.sha256 != sha256:
        return None
    if production.library.owned(owner, sha256) is None:
        raise BadInput("That picture was deleted meanwhile.", "Ask for the price again.")
    return offered.picture


def highest_takes(versions: Iterable[Storyboard]) -> dict[tuple[str, TakeKind], int]:
    """The newest take that any version uses of each shot's parts."""
    found: dict[tuple[str, TakeKind], int] = {}
    for board in versions:
        for shot in board.shots:
            for kind in KINDS:
                used = getattr(shot.takes, kind)
                found[shot.id, kind] = max(used, found.get((shot.id, kind), 1))
    return found


def frames_of(production: Production, owner: str, board: Storyboard) -> dict[str, PinnedFrame]:
    """The frame that each shot's clip begins on now, where it was handed one that is made."""
    found: dict[str, PinnedFrame] = {}
    for shot, jobs in production.plan(board).shots.items():
        take = production.library.take(owner, jobs["frame"]) if "frame" in jobs else None
        if take is not None:
            found[shot] = PinnedFrame(fingerprint=take.fingerprint, asset=take.asset)
    return found


async def _written(board: Storyboard, change: AddShot | RewriteShot, writer: Writer) -> Shot:
    if board.product:
        board = board.model_copy(update={"product": in_colours(board.product, board.brand)})
    if isinstance(change, AddShot):
        return await writer.add(board, change.after, change.beat, change.text)
    return await writer.rewrite(board, shot_of(board, change.shot), change.because)
