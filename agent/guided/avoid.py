"""The copy and the brief without words that an ad must not say.

A line that holds such a word gives way to another line of the same kind: of another tone, else of
the generic category. The seller's own benefits and purpose are left out where they hold one. With
no such words, what comes back is what was given.
"""

from collections.abc import Sequence
from typing import TypeVar, get_args

from agent.guided.copy_shape import Category, CategoryCopy, Copy, Trio
from storage.errors import BadInput
from storage.records import Brief, Tone
from tools.pipeline.never import forbidden

_T = TypeVar("_T", str, tuple[str, str], tuple[str, str, str])
TONES: tuple[Tone, ...] = get_args(Tone)


def avoiding(copy: Copy, category: Category, brief: Brief) -> Copy:
    """The copy with lines of `category` that may be said. Raises BadInput where none is left."""
    if not brief.never:
        return copy
    own, spare = copy.categories[category], copy.categories["generic"]
    lines = CategoryCopy(
        words=own.words,
        hooks=_by_tone(brief, own.hooks, spare.hooks),
        pains=_said(brief, own.pains, spare.pains),
        turns={tone: found[0] for tone, found in _by_tone(
            brief, _singly(own.turns), _singly(spare.turns)).items()},
        reasons=_said(brief, own.reasons, spare.reasons),
        points=_points(brief, own, spare),
    )
    return copy._replace(
        categories={**copy.categories, category: lines},
        leads=_by_tone(brief, copy.leads),
        closings=_by_tone(brief, copy.closings),
        buttons={tone: found[0] for tone, found in _by_tone(brief, _singly(copy.buttons)).items()},
        actions=tuple(pair for pair in copy.actions if not forbidden(pair[1], brief)),
        favourite=copy.favourite if brief.name else _said(brief, (copy.favourite,))[0],
    )


def facts_of(brief: Brief) -> Brief:
    """The brief without facts that hold such a word."""
    if not brief.never:
        return brief
    told = {name: "" for name in ("purpose", "audience") if forbidden(getattr(brief, name), brief)}
    benefits = tuple(one for one in brief.benefits if not forbidden(one, brief))
    return brief.model_copy(update={**told, "benefits": benefits})


def _singly(lines: dict[Tone, str]) -> dict[Tone, tuple[str, ...]]:
    return {tone: (line,) for tone, line in lines.items()}


def _by_tone(
    brief: Brief, own: dict[Tone, tuple[_T, ...]], spare: dict[Tone, tuple[_T, ...]] | None = None
) -> dict[Tone, tuple[_T, ...]]:
    """For each tone its own lines that may be said, else those of other tones."""
    return {
        tone: _said(brief, own[tone], _all(own), *([spare[tone], _all(spare)] if spare else []))
        for tone in TONES
    }


def _all(lines: dict[Tone, tuple[_T, ...]]) -> tuple[_T, ...]:
    return tuple(one for found in lines.values() for one in found)


def _said(brief: Brief, *choices: Sequence[_T]) -> tuple[_T, ...]:
    """Of the first choice that has any, those that may be said."""
    for options in choices:
        if found := tuple(one for one in options if not _holds(one, brief)):
            return found
    raise BadInput(
        "None of the built-in lines can do without the words that must not be said.",
        f"Take some off the brand's list ({', '.join(brief.never)}), or use a language model.",
    )


def _holds(line: _T, brief: Brief) -> bool:
    return bool(forbidden(line if isinstance(line, str) else " ".join(line), brief))


def _points(brief: Brief, own: CategoryCopy, spare: CategoryCopy) -> Trio:
    """Three lines to tick: the category's own first."""
    lines = _said(brief, (*own.points, *spare.points, *own.reasons, *spare.reasons))
    first, second, third = (*lines, *lines, *lines)[:3]
    return first, second, third
