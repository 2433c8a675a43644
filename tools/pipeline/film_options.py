"""The options of films without a product, as people set them: one table for every face.

Names, limits and English help are those of the records (`Options`, `Wish`), whose schema the HTTP
API shows too; labels and German help stand here. The shell's options and the settings panel are
made from this table, and which a recipe offers says its `Kind`. Pure.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Literal, NamedTuple, cast, get_args, get_origin

from pydantic import ValidationError
from pydantic.fields import FieldInfo

from storage.errors import BadInput
from storage.records import (
    AddSegments,
    Change,
    Language,
    Motion,
    Options,
    Record,
    RemoveShot,
    SetMotion,
    SetOptions,
    SetSeconds,
    SetStills,
    SetTiming,
    Storyboard,
    Wish,
)
from tools.pipeline.film_recipes import Kind, kind_of

Value = str | float | bool | tuple[str, ...] | None
Typed = Literal["text", "list", "whole", "number", "switch"]
RESOLUTIONS, RATES = (360, 576, 720, 1080), (0.33, 0.5, 1.0)


class FilmOption(NamedTuple):
    """One option: its labels, its German help; `of` is the record that has it as a field.

    `told` are values worth naming; others within the limits may be typed.
    """

    name: str
    label: tuple[str, str]
    help_de: str
    of: type[Record] = Options
    told: tuple[float, ...] = ()

    @property
    def field(self) -> FieldInfo:
        """The record's field."""
        return self.of.model_fields[self.name]

    @property
    def typed(self) -> Typed:
        """What kind of value it takes."""
        if get_origin(self.field.annotation) is tuple:
            return "list"
        kinds = get_args(self.field.annotation) or (self.field.annotation,)
        names: dict[Any, Typed] = {bool: "switch", int: "whole", float: "number"}
        return names.get(kinds[0], "text")

    @property
    def limits(self) -> tuple[float | None, float | None]:
        """The least and the most it can be; None where there is no such limit."""
        low, high = (next((getattr(one, name) for one in self.field.metadata if hasattr(one, name)),
                          None) for name in ("ge", "le"))
        return low, high

    def help(self, language: Language) -> str:
        """What it does, in a sentence."""
        return self.help_de if language == "de" else str(self.field.description)

    def named(self, language: Language) -> str:
        """Its label."""
        return self.label[language == "de"]


FILM_OPTIONS: Mapping[str, FilmOption] = {one.name: one for one in (
    FilmOption("style", ("Style", "Stil"),
               "Wie die Bilder aussehen, etwa photorealistic, anime oder watercolour."),
    FilmOption("seconds", ("Seconds", "Sekunden"),
               "Länge des Films; bei Clips und Bildern die eines jeden.", Wish),
    FilmOption("images_per_second", ("Pictures a second", "Bilder je Sekunde"),
               "Bilder je Sekunde in einem Film aus Bildern: 0,33, 0,5 oder 1.", told=RATES),
    FilmOption("resolution", ("Resolution", "Auflösung"),
               "Pixel der kürzeren Seite, etwa 360, 576, 720 oder 1080.", told=RESOLUTIONS),
    FilmOption("steps", ("Steps", "Schritte"), "Schritte eines Bildmodells, 1 bis 100."),
    FilmOption("guidance", ("Guidance", "Worttreue"),
               "Wie genau sich ein Bild an die Worte hält, 0 bis 20."),
    FilmOption("seed", ("Seed", "Startzahl"),
               "Wo der Zufall beginnt: Dieselbe Zahl gibt dasselbe Bild."),
    FilmOption("voice", ("Voice", "Stimme"), "Wer spricht: Name oder Id einer Stimme."),
    FilmOption("stability", ("Voice stability", "Ruhe der Stimme"),
               "Wie gleichmäßig die Stimme ist, 0 bis 1."),
    FilmOption("similarity", ("Voice similarity", "Treue der Stimme"),
               "Wie nah die Stimme an ihrem Original bleibt, 0 bis 1."),
    FilmOption("camera_language", ("Camera", "Kamera"),
               "Wie sich die Kamera bewegt, auf Englisch: slow push in.", Motion),
    FilmOption("energy", ("Energy", "Lebhaftigkeit"),
               "Wie lebhaft es sich bewegt: über 0,7 dynamisch, unter 0,3 sacht.", Motion),
    FilmOption("environment", ("Surroundings", "Umgebung"),
               "Was ringsum ist, auf Englisch: soft studio light.", Motion),
    FilmOption("symbolic_elements", ("Symbols", "Sinnbilder"),
               "Was etwas bedeutet, auf Englisch, mit Kommas; die ersten zwei zählen.", Motion),
    FilmOption("watermark", ("Watermark", "Wasserzeichen"),
               "Wenige Worte, klein über dem ganzen Film."),
    FilmOption("stills", ("Hold the pictures", "Bilder halten"),
               "Die Bilder stehen still; es werden keine Clips gemacht.", Wish),
    FilmOption("preview", ("Preview", "Vorschau"),
               "5 Sekunden, klein, mit Wasserzeichen, von den günstigsten Modellen.", Wish),
)}


def offered(kind: Kind) -> tuple[FilmOption, ...]:
    """The options that a recipe offers, in the table's order."""
    return tuple(one for name, one in FILM_OPTIONS.items() if name in kind.offers)


def known_values(option: FilmOption, kind: Kind) -> Sequence[str | float]:
    """The values of an option that are worth naming for a recipe; empty where any will do."""
    by_kind: dict[str, Sequence[str | float]] = {"seconds": kind.durations, "style": kind.styles}
    return by_kind.get(option.name, option.told)


def read(option: FilmOption, given: Value) -> Value:
    """A value as it was typed; nothing is None. Raises BadInput naming the limits."""
    if isinstance(given, str):
        given = given.strip()
        if option.typed in ("whole", "number"):
            given = given.replace(",", ".")
        elif option.typed == "list":
            given = tuple(part for one in given.split(",") if (part := one.strip()))
    if given in (None, ""):
        return "" if option.typed == "text" else None
    try:
        # A field alone: the record's other fields have defaults or do not matter here.
        found = option.of.model_validate(
            {"recipe": "", option.name: given} if option.of is Wish else {option.name: given})
    except ValidationError as exc:
        low, high = option.limits
        between = f"Choose {low:g} to {high:g}." if low is not None and high is not None \
            else "Choose another value."
        raise BadInput(f"{option.named('en')} cannot be {given!r}.", between) from exc
    return cast(Value, getattr(found, option.name))


def of_board(board: Storyboard) -> dict[str, Value]:
    """What holds for a film, by option; None where its shots differ or nobody set it."""
    kind = kind_of(board.recipe.name)
    lengths = {shot.seconds for shot in board.shots}
    seconds = (lengths.pop() if len(lengths) == 1 else None) if kind.each else board.seconds
    moves = {name: {getattr(shot.motion, name) for shot in board.shots}
             for name in Motion.model_fields}
    told: dict[str, Value] = {
        **board.options.model_dump(), "seconds": seconds, "stills": board.recipe.stills,
        **{name: one.pop() if len(one) == 1 else None for name, one in moves.items()}}
    return {one.name: told[one.name] for one in offered(kind) if one.name in told}


def changes_for(board: Storyboard, wanted: Mapping[str, Value]) -> list[Change]:
    """The changes of a film for these options, as a sentence would ask for them.

    Raises BadInput for a length that the recipe has not.
    """
    kind, found = kind_of(board.recipe.name), list[Change]()
    set_: dict[str, Any] = dict(wanted)
    seconds, stills = set_.pop("seconds", None), set_.pop("stills", None)
    if kind.recipe.stills and (seconds or set_.get("images_per_second")):
        rate = set_.pop("images_per_second", None) or board.options.images_per_second
        found.append(SetTiming(seconds=float(seconds or board.seconds),
                               images_per_second=float(rate or 0.5)))
    elif seconds and kind.part:
        found += _segments(board, kind, float(seconds))
    elif seconds:
        found += [SetSeconds(shot=number, seconds=float(seconds))
                  for number in range(1, len(board.shots) + 1)]
    moved = {name: set_.pop(name) for name in Motion.model_fields if name in set_}
    if any(one is not None for one in moved.values()):
        found += [SetMotion.model_validate({"shot": number, **moved})
                  for number in range(1, len(board.shots) + 1)]
    if set_:
        found.append(SetOptions(options=set_))
    if stills is not None:
        found.append(SetStills(stills=bool(stills)))
    return found


def _segments(board: Storyboard, kind: Kind, seconds: float) -> list[Change]:
    """More segments after the last, or fewer of the last."""
    if seconds not in kind.durations:
        raise BadInput(f"{kind.title} makes no film of {seconds:g} seconds.",
                       f"Choose {', '.join(map(str, kind.durations))}.")
    assert kind.part
    more = round(seconds / kind.part) - len(board.shots)
    if more > 0:
        return [AddSegments(count=more)]
    last = len(board.shots)
    return [RemoveShot(shot=number) for number in range(last, last + more, -1)]
