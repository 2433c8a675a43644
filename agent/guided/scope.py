"""What "it", "the copy" and "the second half" stand for, from one order of a sentence to the next.

"It" is what the order before was about: the copy after "duplicate shot 2", the moved shot after
"move 4 before 2". A shot that an order makes has no number yet; until `arrange` gives it one it is
called by a number from NEW on, in the order in which they are made.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from agent.guided import lexicon
from storage.records import (
    AddShot,
    Change,
    DuplicateShot,
    KeepNext,
    MoveShot,
    RemoveShot,
    SetTransition,
    Shot,
    SplitShot,
    Storyboard,
)

NEW = 100
_MAKING = AddShot | DuplicateShot | SplitShot


@dataclass(frozen=True)
class Made:
    """A shot that an order makes: its number for now, what it was made from (0: nothing), how."""

    number: int
    origin: int
    halved: bool = False


@dataclass(frozen=True)
class Scope:
    """The shots that words without a number stand for; `made` are those that there will be."""

    it: tuple[int, ...] = ()
    made: tuple[Made, ...] = ()

    def told(self, text: str) -> str:
        """The text with "the copy", "the first half" and the like as numbered shots."""
        if not self.made:
            return text
        last = self.made[-1]
        both = f"shots {last.origin}, {last.number}" if last.origin else ""
        for group, meaning, shot in (
            ("both_made", "", both),
            ("half", "first", f"shot {last.origin}" if last.halved else ""),
            ("half", "second", f"shot {last.number}" if last.halved else ""),
            ("copied", "original", f"shot {last.origin}" if last.origin else ""),
            ("copied", "new", f"shot {last.number}"),
        ):
            if shot:
                pattern = lexicon.pattern(group, meaning).pattern
                text = re.sub(pattern, shot, text, flags=re.I)
        return text

    def after(
        self, found: Sequence[Change], named: tuple[int, ...], film: Storyboard
    ) -> "Scope":
        """The scope for the next order, after one that named these shots and asks for `found`."""
        scope = self
        for one in found:
            if isinstance(one, _MAKING):
                scope = scope._with(one)
        new = tuple(one.number for one in scope.made[len(self.made):])
        touched = tuple(dict.fromkeys(_shots(found)))
        if any(isinstance(one, SplitShot) for one in found):
            it = (*touched, *new)
        elif new:
            it = new
        elif any(isinstance(one, RemoveShot) for one in found):
            it = tuple(one for one in self.it if one not in touched)
        elif touched and (len(touched) < len(film.shots) or isinstance(found[0], MoveShot)):
            it = touched
        else:
            it = named or self.it
        return replace(scope, it=it)

    def _with(self, one: Change) -> "Scope":
        origin = int(getattr(one, "shot", 0))
        made = Made(NEW + len(self.made), origin, isinstance(one, SplitShot))
        return replace(self, made=(*self.made, made))

    def everywhere(self, found: list[Change], film: Storyboard) -> list[Change]:
        """A wish for all shots is for those that the sentence makes, too."""
        kinds = {type(one) for one in found}
        if not self.made or len(kinds) != 1 or len(_shots(found)) < len(film.shots):
            return found
        return found + [found[0].model_copy(update={"shot": one.number}) for one in self.made]

    def shot(self, number: int, film: Storyboard) -> Shot | None:
        """The shot of a number as it is now; of one that is made from another, that one."""
        made = next((one for one in self.made if one.number == number), None)
        if made is not None:
            return self.shot(made.origin, film) if made.origin else None
        return film.shots[number - 1] if 0 < number <= len(film.shots) else None


def _shots(found: Sequence[Change]) -> list[int]:
    """The shots that changes are about. What follows a shot is not about it."""
    numbers = (getattr(one, "shot", None) for one in found
               if not isinstance(one, KeepNext | SetTransition))
    return [one for one in numbers if isinstance(one, int)]
