"""Brand kits: several for each user, by name; one may be marked as the one that new ads take.

A storyboard carries the kit it was made with, so changing or removing one here changes no film.
Names are told apart as people do: upper and lower case are the same.
"""

import unicodedata
from typing import Any

from storage.database import Catalogue, now
from storage.errors import NotFound
from storage.records import BrandKit


def key_of(name: str) -> str:
    """A name as it is looked up: one Unicode form, single spaces, no case."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


class Brands:
    """Reads and writes brand kits; every call names their owner."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    def all(self, owner: str) -> tuple[BrandKit, ...]:
        """An owner's kits, by name."""
        return tuple(self._rows("where owner = ? order by key", owner))

    def find(self, owner: str, name: str) -> BrandKit | None:
        """The kit of that name, if there is one."""
        return next(iter(self._rows("where owner = ? and key = ?", owner, key_of(name))), None)

    def get(self, owner: str, name: str) -> BrandKit:
        """The kit of that name. Raises NotFound, naming those there are."""
        found = self.find(owner, name)
        if found is None:
            known = ", ".join(kit.name for kit in self.all(owner)) or "none yet"
            raise NotFound(f"There is no brand {name!r}.", f"Your brands: {known}.")
        return found

    def preferred(self, owner: str) -> BrandKit | None:
        """The kit that new ads take: the one marked so, or the only one."""
        marked = list(self._rows("where owner = ? and preferred = 1", owner))
        kits = marked or self.all(owner)
        return kits[0] if len(kits) == 1 else None

    def save(self, owner: str, kit: BrandKit) -> None:
        """Keep a kit; it replaces the one of the same name."""
        with self._catalogue.writing() as db:
            db.execute(
                "insert into brands (owner, key, json, preferred, created_at)"
                " values (?, ?, ?, 0, ?) on conflict (owner, key)"
                " do update set json = excluded.json",
                (owner, key_of(kit.name), kit.model_dump_json(), now()),
            )

    def prefer(self, owner: str, name: str) -> BrandKit:
        """Mark a kit as the one that new ads take. Raises NotFound."""
        kit = self.get(owner, name)
        with self._catalogue.writing() as db:
            db.execute("update brands set preferred = (key = ?) where owner = ?",
                       (key_of(name), owner))
        return kit

    def remove(self, owner: str, name: str) -> BrandKit:
        """Forget a kit; films made with it keep it. Raises NotFound."""
        kit = self.get(owner, name)
        with self._catalogue.writing() as db:
            db.execute("delete from brands where owner = ? and key = ?", (owner, key_of(name)))
        return kit

    def _rows(self, where: str, *values: Any) -> list[BrandKit]:
        found = self._catalogue.db.query(f"select json from brands {where}", values)
        return [BrandKit.model_validate_json(row["json"]) for row in found]
