"""What each owner wants of new projects where nothing else is said."""

from storage.database import Catalogue, now
from storage.records import Aspect, Choices, Language, Record


class Preferences(Record):
    """One owner's preferences; what is None or empty is as the settings say.

    `choices` are those of a new project; `budget` in them is each new project's hard limit.
    """

    choices: Choices = Choices()
    aspect: Aspect | None = None
    language: Language | None = None


class PreferenceBook:
    """Reads and writes preferences; every call names their owner."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    def get(self, owner: str) -> Preferences:
        """What this owner wants; the defaults where nothing was said."""
        rows = self._catalogue.db.query("select json from preferences where owner = ?", (owner,))
        row = next(rows, None)
        return Preferences.model_validate_json(row["json"]) if row else Preferences()

    def save(self, owner: str, wanted: Preferences) -> None:
        """Keep them, in place of the ones before."""
        with self._catalogue.writing() as db:
            db.table("preferences").insert(
                {"owner": owner, "json": wanted.model_dump_json(), "updated_at": now()},
                replace=True)
