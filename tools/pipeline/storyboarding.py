"""From brief to storyboard, and from one storyboard to the next: resolve, save, quote.

The pure parts are `recipes` and `revise`; here they meet the catalogue and the writer.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from storage.errors import BadInput
from storage.records import (
    AddShot,
    Change,
    Difference,
    Quote,
    SetLogo,
    SetMusic,
    SetProduct,
    SetText,
    Storyboard,
)
from tools.pipeline.briefing import check_text
from tools.pipeline.difference import difference
from tools.pipeline.production import Production
from tools.pipeline.recipes import product_ad, with_lengths
from tools.pipeline.revise import Material, revise
from tools.pipeline.writing import Writer
from tools.providers.local.product import look_at_logo, look_at_product


@dataclass(frozen=True)
class Revision:
    """A saved change: the new storyboard, what it touches, its quote, whether it is carried out."""

    storyboard: Storyboard
    difference: Difference
    quote: Quote
    carried_out: bool


async def first_storyboard(
    production: Production, owner: str, project: str, writer: Writer
) -> Storyboard:
    """Write the project's storyboard from its brief. All choices are resolved into it."""
    row = production.projects.get(owner, project)
    brief, product = row.draft.brief, row.draft.product
    if brief.photo is None or product is None:
        raise BadInput("There is no product photo yet.", "Drop one in, or send a product page.")
    logo = look_at_logo(production.path(brief.logo)) if brief.logo else None
    shots = await writer.write(brief, product)
    recipe = product_ad(production.settings.providers.split(","))
    if recipe.continuity == "hand_off":
        shots = tuple(shot.model_copy(update={"transition": "cut"}) for shot in shots)
    board = Storyboard(
        project=project, version=1, note="first storyboard", brief=brief, product=product,
        logo=logo, recipe=recipe, look=brief.look or writer.look(brief),
        mood=brief.mood or writer.mood(brief), aspect=brief.aspect,
        shots=shots,
    )
    return production.projects.save(with_lengths(board, production.catalog))


async def change(
    production: Production, owner: str, project: str, changes: Sequence[Change], writer: Writer,
    note: str = "",
) -> Revision:
    """Apply changes and save the new version. Carried out at once if it buys nothing and there is
    a film already; else its quote waits for a yes. Raises BadInput; then nothing is changed."""
    board = current(production, owner, project)
    for one in changes:
        if isinstance(one, SetText | AddShot):
            check_text(one.text, "text")
    material = await _material(production, owner, board, changes, writer)
    revised = with_lengths(revise(board, changes, material, note), production.catalog)
    new = production.projects.save(revised)
    return await _offered(production, owner, board, new)


async def show_version(production: Production, owner: str, project: str, version: int) -> Revision:
    """Go to another version of the storyboard: undo, redo. What was made for it is still there."""
    board = current(production, owner, project)
    return await _offered(production, owner, board, production.projects.show(project, version))


async def undo(production: Production, owner: str, project: str) -> Revision:
    """Go back to the version this one was made from."""
    board = current(production, owner, project)
    if board.parent is None:
        raise BadInput("There is nothing to undo.", "This is the first version.")
    return await show_version(production, owner, project, board.parent)


async def redo(production: Production, owner: str, project: str) -> Revision:
    """Go forward again to the newest version made from this one."""
    board = current(production, owner, project)
    child = production.projects.child(project, board.version)
    if child is None:
        raise BadInput("There is nothing to redo.", "This is the newest version.")
    return await show_version(production, owner, project, child)


def current(production: Production, owner: str, project: str) -> Storyboard:
    """The storyboard shown now. Raises BadInput when there is none yet."""
    board = production.state(owner, project).storyboard
    if board is None:
        raise BadInput("There is no storyboard yet.", "Give a product photo first.")
    return board


async def _offered(
    production: Production, owner: str, old: Storyboard, new: Storyboard
) -> Revision:
    started = bool(production.quotes.newest_render(new.project))
    quote = production.offer(owner, new)
    if at_once := started and quote.total == 0:
        await production.approve_free(owner, quote, why="a change that buys nothing")
    else:
        await production.make_pictures(owner, new, within=20)
    return Revision(
        storyboard=new,
        difference=difference(production.plan(old), production.plan(new), new, quote),
        quote=quote, carried_out=at_once,
    )


async def _material(
    production: Production, owner: str, board: Storyboard, changes: Sequence[Change],
    writer: Writer,
) -> Material:
    """Find or make what the changes refer to."""
    upload = production.projects.upload
    pictures = {one.photo: upload(owner, one.photo)
                for one in changes if isinstance(one, SetProduct)}
    logos = {one.logo: upload(owner, one.logo)
             for one in changes if isinstance(one, SetLogo) and one.logo}
    tracks = {one.track: upload(owner, one.track)
              for one in changes if isinstance(one, SetMusic) and one.track}
    return Material(
        assets={**pictures, **logos, **tracks},
        products={name: look_at_product(production.path(one)) for name, one in pictures.items()},
        logos={name: look_at_logo(production.path(one)) for name, one in logos.items()},
        shots={
            place: await writer.add(board, one.after, one.beat, one.text)
            for place, one in enumerate(changes) if isinstance(one, AddShot)
        },
    )
