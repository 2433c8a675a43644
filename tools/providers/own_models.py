"""A person's own models and prices: `models.json` in the data folder, in US dollars and seconds.

    {"runware/klingai:6@1": {"price_per_second": 0.065, "date": "2026-11-20", "source": "invoice"},
     "runware/klingai:6@0": {"kind": "clip", "lengths": [5, 10], "first_frame": true,
                             "price_per_second": 0.042, "date": "2026-11-21"}}

An entry for a model that is known sets its price. Any other adds a model of Runware's, whose one
wire format speaks to all it sells. Invariant: what is bought has a price above zero, so nothing of
it is ever made without a yes.
"""

import json
import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any, Literal, NamedTuple, Self

from pydantic import Field, ValidationError, model_validator

from storage.errors import EnvironmentProblem
from storage.records import Record
from tools.providers.prices import PRICES, Price, microdollars

ADDS_TO = "runware"
_NAME = re.compile(rf"{ADDS_TO}/[\w.-]+:[\w.-]+@[\w.-]+")

# What an entry may say besides its price, by kind; True where it has to.
_TAKES: dict[str, dict[str, bool]] = {
    "picture": {"sizes": True, "references": True},
    "clip": {"lengths": True, "first_frame": True, "last_frame": False, "sizes": False},
    "sound": {},
}

Dollars = Annotated[Decimal, Field(ge=0, le=1000)]
Seconds = Annotated[float, Field(gt=0, le=60)]
Pixels = Annotated[int, Field(ge=64, le=8192)]


class OwnPrice(Record):
    """Dollars a call, a second, a character that is spoken, a further megapixel.

    `sure` if it is what the provider will bill.
    """

    price: Dollars = Decimal(0)
    price_per_second: Dollars = Decimal(0)
    price_per_character: Dollars = Decimal(0)
    price_per_megapixel: Dollars = Decimal(0)
    date: date
    source: str = Field(default="your models.json", min_length=1, max_length=200)
    sure: bool = True

    @model_validator(mode="after")
    def _costs(self) -> Self:
        if not any(microdollars(one) for one in self._rates()):
            raise ValueError("price or price_per_second has to be above zero")
        return self

    def _rates(self) -> tuple[Decimal, ...]:
        return (self.price, self.price_per_second, self.price_per_character,
                self.price_per_megapixel)

    def converted(self) -> Price:
        """In microdollars."""
        price, second, character, megapixel = (microdollars(one) or 0 for one in self._rates())
        return Price(
            price=price, price_per_second=second, price_per_character=character,
            price_per_megapixel=megapixel, date=self.date.isoformat(), source=self.source,
            sure=self.sure,
        )


class OwnModel(OwnPrice):
    """A further model of Runware's. It has to show the product: by reference, or first frame."""

    kind: Literal["picture", "clip", "sound"]
    lengths: tuple[Seconds, ...] = ()
    sizes: tuple[tuple[Pixels, Pixels], ...] = ()
    references: int = Field(default=0, ge=0, le=16)
    first_frame: bool = False
    last_frame: bool = False
    longest_prompt: int = Field(default=1000, ge=100, le=100_000)

    @model_validator(mode="after")
    def _fits_its_kind(self) -> Self:
        takes = _TAKES[self.kind]
        for name in ("lengths", "sizes", "references", "first_frame", "last_frame"):
            given = bool(getattr(self, name))
            if given and name not in takes:
                raise ValueError(f"a model for {self.kind}s takes no {name}")
            if not given and takes.get(name):
                raise ValueError(f"a model for {self.kind}s has to have {name}")
        return self


class Own(NamedTuple):
    """The prices of all models, a person's own over the built-in ones; the models they added."""

    prices: Mapping[str, Price]
    added: Mapping[str, OwnModel]


BUILT_IN = Own(PRICES, {})


def read_own(path: Path) -> Own:
    """What the file says, if there is one. Raises EnvironmentProblem naming entry and field."""
    if not path.exists():
        return BUILT_IN
    try:
        given = json.loads(path.read_text("utf-8-sig"), parse_float=Decimal)
    except (OSError, ValueError, RecursionError) as exc:
        raise _wrong(path, f"it cannot be read ({_line(str(exc))})") from exc
    if not isinstance(given, dict):
        raise _wrong(path, "it has to be an object with an entry for each model")
    prices, added = dict(PRICES), dict[str, OwnModel]()
    for name, entry in given.items():
        one = _entry(path, name, entry)
        prices[name] = one.converted()
        if isinstance(one, OwnModel):
            added[name] = one
    return Own(prices, added)


def _entry(path: Path, name: str, entry: Any) -> OwnPrice:
    if name not in PRICES and not _NAME.fullmatch(name):
        raise _wrong(path, f"“{name}” is none of our models, and only those of Runware can be "
                           f"added, as {ADDS_TO}/maker:model@version")
    try:
        return (OwnPrice if name in PRICES else OwnModel).model_validate(entry)
    except ValidationError as exc:
        first = exc.errors(include_url=False)[0]
        field = ".".join(str(part) for part in first["loc"])
        said = first["msg"].removeprefix("Value error, ")
        raise _wrong(path, f"“{name}”{f', {field}' if field else ''}: {_line(said)}") from exc


def _wrong(path: Path, what: str) -> EnvironmentProblem:
    return EnvironmentProblem(
        f"The models in {path} are not usable: {what}.",
        "Correct the file (docs/providers.md says what can stand there), or remove it.",
    )


def _line(text: str) -> str:
    return text.partition("\n")[0].rstrip(".")
