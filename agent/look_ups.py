"""What commands answer: `/brief`, `/storyboard`, `/quote`, `/versions`, `/spend` and so on.

From the books alone: no language model is asked, so it costs nothing and is the same every time.
"""

from collections.abc import AsyncIterator, Callable, Iterator

from agent.acts import Topic
from agent.events import Event, Listed
from agent.look_up_words import WORDS, Words
from agent.shelf_acts import projects_card
from agent.showing import Showing
from agent.shown import Row
from agent.wording import model_named
from storage.brands import key_of
from storage.records import QUESTIONS, BrandKit, State
from tools.context import Desk
from tools.pipeline.price import in_dollars
from tools.pipeline.storyboarding import current
from tools.providers.interface import Capability


async def looked_up(desk: Desk, showing: Showing, topic: Topic) -> AsyncIterator[Event]:
    """The answer to a command. Raises BadInput where there is nothing yet, else as `offer`."""
    state = desk.state
    if topic == "storyboard":
        yield showing.board(current(desk.production, desk.owner, state.project))
    elif topic == "quote":
        board = current(desk.production, desk.owner, state.project)
        yield showing.quote(
            state.quote or desk.production.offer(desk.owner, board), desk.state)
    elif topic == "projects":
        yield projects_card(desk)
    else:
        yield _TABLES[topic](desk, state, WORDS[state.brief.language])


def _brief(desk: Desk, state: State, words: Words) -> Listed:
    brief = state.brief
    said = {
        "photo": words["given"] if brief.photo else "",
        "logo": words["given"] if brief.logo else "",
        "tone": words.get(brief.tone or "", ""),
        **{name: getattr(brief, name) for name in ("name", "purpose", "audience", "action")},
        "aspect": state.storyboard.aspect if state.storyboard else brief.aspect,
    }
    rows = [(words[one], said[one] or words["open" if one not in state.answered else "yours"])
            for one in QUESTIONS]
    seconds = state.storyboard.seconds if state.storyboard else brief.seconds
    more = [(words["benefits"], " · ".join(brief.benefits)), (words["offer"], brief.offer),
            (words["address"], brief.address), (words["length"], f"{seconds:g} s"),
            (words["language"], words[brief.language])]
    return Listed(
        title=words["brief"], columns=(),
        rows=tuple(Row(cells=one) for one in (*rows, *more) if one[1]),
    )


def _versions(desk: Desk, state: State, words: Words) -> Listed:
    production, project = desk.production, state.project
    names, films = production.projects.version_names(project), production.quotes.finished(project)
    head = production.projects.get(desk.owner, project).head
    rows = tuple(
        Row(
            cells=(str(board.version), names.get(board.version, ""), board.note,
                   f"{board.seconds:g} s", words["film"] if board.version in films else ""),
            version=board.version, marked=board.version == head,
        )
        for board in production.projects.versions(project)
    )
    return Listed(
        title=words["versions"], rows=rows, project=project,
        columns=tuple(words[name] for name in ("version", "called", "changed", "length", "made")),
        note="" if rows else words["no_storyboard"],
    )


def _spend(desk: Desk, state: State, words: Words) -> Listed:
    ledger, limits = desk.production.ledger, desk.production.limits_of(desk.owner, state.project)
    projects = {line.name: line for line in ledger.account(desk.owner, "project")}
    here = projects.get(state.project)
    every = tuple(projects.values())
    rows = [
        (words["this_ad"], here.spent if here else 0, here.held if here else 0),
        (words["all_ads"], sum(one.spent for one in every), sum(one.held for one in every)),
    ]
    left = [
        Row(cells=(words[f"left_{one.scope}"], in_dollars(max(0, one.left)) if one.left > 0
                   else "$0.00", f"{words['of']} {in_dollars(one.limit)}"))
        for one in ledger.left(desk.owner, state.project, limits)
    ]
    return Listed(
        title=words["spend"], columns=("", words["spent"], words["held"]),
        rows=(*(Row(cells=(name, *map(_amount, amounts))) for name, *amounts in rows), *left),
        note=words["held_note" if left else "no_budget"],
    )


def _amount(microdollars: int) -> str:
    return in_dollars(microdollars) if microdollars else "$0.00"


def _models(desk: Desk, state: State, words: Words) -> Listed:
    missing = desk.production.keys.missing
    catalog, recipe = desk.production.catalog, state.storyboard and state.storyboard.recipe
    used = {model for _, model in recipe.models} if recipe else set()
    rows = tuple(
        Row(cells=(model_named(one.model), one.model, words[one.kind], _price(one, words),
                   one.told_lengths or "–",
                   words["key_missing"] if missing(desk.owner, one.provider) else "✓"),
            marked=one.model in used)
        for one in catalog.capabilities() if one.provider != "house"
    )
    return Listed(
        title=words["models"], rows=rows, note=words["models_note"],
        columns=tuple(words[name] for name in
                      ("model", "id", "makes", "price", "lengths", "state")),
    )


def _price(one: Capability, words: Words) -> str:
    parts = [in_dollars(amount) + (f"/{unit}" if unit else "") for amount, unit in one.rates]
    return ("" if one.price_sure else "≈ ") + " + ".join(parts) if parts else words["free"]


def _brand(desk: Desk, state: State, words: Words) -> Listed:
    """All the person's kits, the one of this ad marked; without any, what this ad has instead."""
    brands = desk.production.brands
    kits = {key_of(one.name): one for one in brands.all(desk.owner)}
    if state.brand is not None:              # a film keeps a kit that was changed or forgotten
        kits[key_of(state.brand.name)] = state.brand
    if not kits:
        return Listed(
            title=words["brand"], columns=(), note=words["no_brand"],
            rows=tuple(Row(cells=one) for one in _of_this_ad(state, words) if one[1]))
    preferred = brands.preferred(desk.owner)
    return Listed(
        title=words["brands"],
        columns=tuple(words[name] for name in
                      ("name", "look", "colours", "tone", "end_card", "never")),
        rows=tuple(Row(cells=_kit(kit, words), marked=kit == state.brand)
                   for kit in kits.values()),
        note=words["new_ads"].format(name=preferred.name) if preferred else words["none_preferred"],
    )


def _kit(kit: BrandKit, words: Words) -> tuple[str, ...]:
    looks = [words[one] for one in ("logo", "font") if getattr(kit, one)]
    cells = (
        kit.name, ", ".join(looks), " · ".join(filter(None, (kit.primary, kit.accent))),
        words.get(kit.tone or "", ""),
        " · ".join(filter(None, (kit.action, kit.offer, kit.address))), ", ".join(kit.never),
    )
    return tuple(one or "–" for one in cells)


def _of_this_ad(state: State, words: Words) -> Iterator[tuple[str, str]]:
    yield words["logo"], words["given"] if state.brief.logo else ""
    if state.product is not None:
        palette = state.product.palette
        yield words["photo_colours"], f"{palette.brand} · {palette.accent}"


_TABLES: dict[Topic, Callable[[Desk, State, Words], Listed]] = {
    "brief": _brief, "versions": _versions, "spend": _spend, "models": _models, "brand": _brand,
}
