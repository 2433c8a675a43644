"""A start picture at hand: one of the owner's own, from much the same words, may be used again.

It is looked for while quoting and offered in the quote; the plan knows nothing of it. Invariants:
only the owner's own pictures are looked at, and only a revision that the person asks for uses one.
What the film would make by the same job is reused anyway and is not offered; nor is another take of
it, or a picture of the same film: there another one is wanted.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import suppress

from storage.errors import BadInput
from storage.library import Library
from storage.projects import Projects, Start
from storage.records import Asset, AtHand, Job, Plan, Quote, Storyboard
from tools.pipeline.plan import plan
from tools.providers.catalog import Catalog

ALIKE = 0.6                              # share of the words that say something
MOST = 20                                # of the most alike that are looked at
_WORDS = re.compile(
    r"\b(?!(?:an|the|of|in|on|at|to|and|or|with|from|by|for|as|is|are|its?|this|that|into|over|under"
    r"|near|der|die|das|de[nms]|eine?[nmrs]?|und|oder|mit|vo[nm]|zu[mr]?|im|am|auf|aus|bei|für|ist"
    r"|sind|es|sich|durch|über|unter)\b)[^\W_]{2,}")        # that say something, English or German


def with_at_hand(
    quote: Quote, jobs: Plan, board: Storyboard, projects: Projects, library: Library,
    catalog: Catalog, total: Callable[[Storyboard], int],
) -> Quote:
    """The quote with the picture that is at hand, if there is one and it saves money.

    `total` prices a storyboard for the same part, in microdollars.
    """
    wanted = _bought(quote, jobs, board)
    if wanted is None:
        return quote
    for start in _alike(board, projects.starts(quote.owner, but=board.project)):
        other = projects.storyboard(start.project, start.version)
        made = _start_picture(other, catalog)
        if made is None or other.size != board.size or (
            (made.model, made.params) == (wanted.model, wanted.params)
        ):
            continue
        if take := library.take(quote.owner, made.fingerprint):
            saves = quote.total - total(beginning_on(board, take.asset))
            if saves > 0:
                return quote.model_copy(update={"at_hand": AtHand(
                    shot=1, picture=take.asset, project=start.project, title=start.title,
                    words=start.words, saves=saves)})
    return quote


def alike(one: str, other: str) -> float:
    """How many of the words that say something two texts share, from 0 to 1."""
    first, second = _content(one), _content(other)
    return len(first & second) / max(len(first), len(second), 1)


def _content(text: str) -> set[str]:
    return set(_WORDS.findall(text.casefold()))


def _bought(quote: Quote, jobs: Plan, board: Storyboard) -> Job | None:
    """The job of the film's first picture, if it would be bought from words.

    Clips one by one are not a film's beginning: a revision would offer the film in their place.
    """
    if quote.part == "clips":
        return None
    picture = jobs.shots[board.shots[0].id].get("picture", "")
    line = next((one for one in quote.made if one.fingerprint == picture), None)
    words = board.recipe.first_frame in ("prompt", "imagined")
    return jobs.job(picture) if words and line is not None and line.price else None


def _alike(board: Storyboard, starts: Iterator[Start]) -> list[Start]:
    """Those of the same style and shape whose words are alike, the most alike and newest first."""
    words, found = board.shots[0].picture_prompt, dict[tuple[str, str], tuple[float, Start]]()
    for start in starts:
        same = (start.aspect == board.aspect
                and start.style.casefold() == board.options.style.casefold())
        if same and (share := alike(words, start.words)) >= ALIKE:
            found.setdefault((start.project, start.words), (share, start))
    ordered = sorted(found.values(), key=lambda one: one[0], reverse=True)
    return [start for _, start in ordered[:MOST]]


def _start_picture(board: Storyboard, catalog: Catalog) -> Job | None:
    """The job of a film's first picture, if it was made from words; None for a retired model."""
    shot = board.shots[0]
    if shot.own_picture is None and board.recipe.first_frame in ("prompt", "imagined"):
        with suppress(BadInput):
            jobs = plan(board, catalog)
            return jobs.job(jobs.shots[shot.id]["picture"])
    return None


def beginning_on(board: Storyboard, picture: Asset) -> Storyboard:
    """The storyboard whose first shot is given this picture."""
    first, *rest = board.shots
    given = first.model_copy(update={"own_picture": picture})
    return board.model_copy(update={"shots": (given, *rest)})
