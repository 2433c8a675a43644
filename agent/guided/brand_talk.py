"""What is said about brand kits: one is set up, changed, forgotten, or taken by new ads.

A sentence about a kit is cut into pieces; each says one of its values. What puts a kit on the film
that is talked about is a change like others (`readers_makers`), and no business of this file.
"""

import re
from dataclasses import dataclass, field
from typing import Any

from agent.guided import lexicon
from agent.guided.brand_name import SpokenName, kit_name
from agent.guided.clause import Attachment, lift
from agent.guided.kit_values import KitValues, mended, take_piece
from agent.guided.lexicon import find, has, pattern
from agent.guided.shots import named_shots
from storage.records import State

_HEX = re.compile(r"#(?:[0-9a-f]{6}|[0-9a-f]{3})\b", re.I)
_SPLIT = re.compile(
    r"\s*(?:[,;\n]|[.!](?=\s|$)|(?<!\w)(?:and|und|with|mit|plus|also|as well as|sowie|auch|but|aber"
    r"|then|dann)(?!\w))\s*", re.I)
_USING = re.compile(r"^\W*(?:(?:please|now|ok|okay|bitte|jetzt)\s+)?(?:use|apply|take|put|switch"
                    r"|nimm|nutze?|verwende|wende|wechsle)\b(?!.*\b(?:out of|off|away|raus|weg)\b)")
_ASKING = re.compile(r"^\W*(?:what|which|was|welche\w*)\b")
_ANOTHER = re.compile(r"\b(?:this|new|another|change|replace|dies\w*|neue\w*|andere\w*|ändere?)\b")
_ONLY_A_KITS = ("accent", "primary", "never")


@dataclass(frozen=True)
class Wish:
    """A step with its arguments, or the key of a reply that says what is missing.

    `here`: the film that is talked about takes the kit, too. `allow` are words that may be said
    again; `never` in the arguments are those to add.
    """

    step: str = ""
    arguments: dict[str, Any] = field(default_factory=dict)
    problem: str = ""
    here: bool = False
    allow: tuple[str, ...] = ()


def read_kit(said: str, files: tuple[Attachment, ...], state: State) -> Wish | None:
    """What a message wants of a brand kit; None if it is about something else."""
    lifted, quotes = lift(said)
    hexes = tuple(one[0].lower() for one in _HEX.finditer(lifted))
    text = _HEX.sub(lambda found: f"§{hexes.index(found[0].lower())}§", lifted)
    low = mended(text)
    name = kit_name(text, quotes, state.brands)
    if not _about(low, name, state) or _of_a_shot(low, state):
        return None
    kit = KitValues(quotes, hexes)
    for piece in _SPLIT.split(name.rest if name else text):
        take_piece(piece.strip(), kit)
    _files(kit, low, files)
    return _wish(low, name, kit, files, state)


def _about(low: str, name: SpokenName | None, state: State) -> bool:
    """Whether a brand is spoken of, or one of the person's by its name and its colours."""
    known = name is not None and name.value.casefold() in map(str.casefold, state.brands)
    return has(low, "kit") or (known and find(low, "kit_field") in ("accent", "primary", "never"))


def _of_a_shot(low: str, state: State) -> bool:
    """Whether shots are named: then it is about the film. "The second colour" is no shot."""
    for meaning in lexicon.meanings("kit_field"):
        low = pattern("kit_field", meaning).sub(" ", low)
    return state.storyboard is not None and bool(named_shots(low, state.storyboard))


def _files(kit: KitValues, low: str, files: tuple[Attachment, ...]) -> None:
    """A picture with it is the logo, a font its font."""
    for kind, name in (("picture", "logo"), ("font", "font")):
        sha = next((one.sha for one in files if one.kind == kind), None)
        if sha and name not in kit.given:
            kit.given[name] = sha


def _wish(
    low: str, name: SpokenName | None, kit: KitValues, files: tuple[Attachment, ...], state: State
) -> Wish | None:
    known = {one.casefold(): one for one in state.brands}
    called = known.get(name.value.casefold(), name.value) if name else ""
    given = {**kit.given, **({"never": kit.never} if kit.never else {})}
    new = bool(_NEW_KIT.search(low))
    default, here = has(low, "kit_default"), has(low, "kit_use")
    if has(low, "kit_delete") and called and not given:
        return Wish("remove_brand", {"name": called})
    missing = [one for one in ("logo", "font") if has(low, "kit_field", one) and one not in given]
    if missing and not given and not new and _ANOTHER.search(low):
        return Wish(problem=f"kit_{missing[0]}")
    using = _USING.search(low) and not (new or default or files)
    if using and not any(one in given for one in _ONLY_A_KITS):
        return _used(called, known, state)
    if not (given or kit.allow or new or (default and called)):
        asked = find(low, "kit_field") in ("accent", "primary") and not _ASKING.search(low)
        return Wish(problem="kit_colour") if asked else None
    called = called or _present(state, new)
    if not called:
        return Wish(problem="kit_which" if state.brands and not new else "kit_name")
    if not new and not given and not kit.allow and called.casefold() not in known:
        return Wish(problem="kit_unknown")
    arguments = {"name": called, **given, **({"for_new_ads": True} if default else {})}
    return Wish("set_brand_kit", arguments, here=here, allow=tuple(kit.allow),
                problem=f"kit_{missing[0]}" if missing else "")


def _used(called: str, known: dict[str, str], state: State) -> Wish | None:
    """ "Use brand Aurela" before there is a film: this ad, and those after it, take it."""
    if state.storyboard is not None or not called:
        return None
    if called.casefold() not in known:
        return Wish(problem="kit_unknown")
    return Wish("set_brand_kit", {"name": called, "for_new_ads": True})


def _present(state: State, new: bool) -> str:
    """The kit that is meant where none is named: this ad's, or the only one."""
    if new:
        return ""
    if state.brand is not None:
        return state.brand.name
    return state.brands[0] if len(state.brands) == 1 else ""


_ARTICLES = r"(?:(?:a|an|the|my|our|me|us|new|another|up|eine?n?|die|mir|uns|neue[sn]?|das|dies\w*"
_ARTICLES += r"|meine?|unsere?)\s+)*"
_KIT = r"(?:brands?|brand ?kit|branding|kit|marke|markenset|markenpaket)\b(?!'s)(?! colou?r)"
_NEW_KIT = re.compile(
    rf"(?:{pattern('kit_new', '').pattern})\s+{_ARTICLES}{_KIT}"
    rf"|\b{_KIT}.*\b(?:anlegen|erstellen|einrichten|speichern|anleg\w+|an)\b")
