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
    SetLength,
    SetText,
    Storyboard,
)
from tools.pipeline.branding import in_brief, in_colours
from tools.pipeline.briefing import check_text
from tools.pipeline.difference import difference
from tools.pipeline.gathering import gathered
from tools.pipeline.lengths import snapped
from tools.pipeline.material import Material
from tools.pipeline.never import check_brief, check_said
from tools.pipeline.production import Production
from tools.pipeline.revise import revise
from tools.pipeline.writing import Writer
from tools.providers.local.product import look_at_logo


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
    """Write the project's storyboard from its brief. All choices are resolved into it.

    The user's preferred brand kit is taken in. Raises BadInput without a photo.
    """
    row = production.projects.get(owner, project)
    brief, product = row.draft.brief, row.draft.product
    if brief.photo is None or product is None:
        raise BadInput("There is no product photo yet.", "Drop one in, or send a product page.")
    if kit := production.brands.preferred(owner):
        brief = in_brief(brief, kit)
        check_brief(brief, kit.name)
    logo = look_at_logo(production.path(brief.logo)) if brief.logo else None
    seen = in_colours(product, kit)
    shots = await writer.write(brief, seen)
    choices = row.draft.choices
    recipe = production.recipe(choices)
    if recipe.continuity != "independent":
        shots = tuple(shot.model_copy(update={"transition": "cut"}) for shot in shots)
    board = Storyboard(
        project=project, version=1, note="first storyboard", brief=brief, product=product,
        logo=logo, recipe=recipe, look=brief.look or writer.look(brief),
        mood=brief.mood or writer.mood(brief), aspect=brief.aspect,
        shots=shots, end_prompt=writer.ending(brief, seen), captions=choices.captions, brand=kit,
    )
    check_said(board)
    production.check_length(board)
    return production.projects.save(production.with_lengths(snapped(board, production.catalog)))


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
    material = await gathered(production, owner, board, changes, writer)
    new = production.projects.save(revised(production, board, changes, material, note))
    return await _offered(production, owner, board, new)


def revised(
    production: Production, board: Storyboard, changes: Sequence[Change], material: Material,
    note: str = "",
) -> Storyboard:
    """The next storyboard with all its choices resolved, not saved. Raises BadInput."""
    new = revise(board, changes, material, note)
    connected = new.recipe.continuity != board.recipe.continuity
    if connected or any(isinstance(one, SetLength) for one in changes):
        new = snapped(new, production.catalog)
    production.check_length(new)
    return production.with_lengths(new)


async def show_version(production: Production, owner: str, project: str, version: int) -> Revision:
    """Go to another version of the storyboard: undo, redo. What was made for it is still there."""
    board = current(production, owner, project)
    return await _offered(production, owner, board, production.projects.show(project, version))


async def go_to(
    production: Production, owner: str, project: str, version: str
) -> Revision:
    """Go to a version by its number or its name. Raises BadInput when there is none."""
    number = version_named(production, project, version)
    return await show_version(production, owner, project, number)


def version_named(production: Production, project: str, version: str) -> int:
    """A version's number, from it or from its name. Raises BadInput for a name there is not."""
    named = {name.casefold(): number
             for number, name in production.projects.version_names(project).items()}
    wanted = version.strip().casefold()
    number = int(wanted) if wanted.isdecimal() else named.get(wanted)
    if number is None:
        known = ", ".join(named) or "none has one yet"
        raise BadInput(f"No version is called {version!r}.", f"Names: {known}. Numbers work too.")
    return number


def variant(production: Production, owner: str, project: str, name: str) -> Storyboard:
    """A variant to go on with beside the present version: the same film under a name of its own."""
    board = current(production, owner, project)
    copy = board.model_copy(update={"parent": board.version, "note": name})
    saved = production.projects.save(copy)
    production.projects.name_version(project, saved.version, name)
    return saved


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
        await production.make_pictures(owner, new)
    return Revision(
        storyboard=new,
        difference=difference(
            old, production.plan(old), new, production.plan(new), production.price(owner, new)),
        quote=quote, carried_out=at_once,
    )


