"""Users' own keys of providers: encrypted at rest, read where they are used, never shown again.

The master key is `ADFLOW_MASTER_KEY` (a Fernet key), or else a secret of the data folder that is
made on first use (mode 0600). Whoever has only the catalogue's file has no key.
"""

import base64
import hashlib

from cryptography.fernet import Fernet, InvalidToken

from storage.database import Catalogue, now, opened
from storage.errors import EnvironmentProblem, NotFound
from storage.records import Record
from storage.settings import Settings


class KeptKey(Record):
    """That there is a key of this name, since when (ISO 8601); never the key."""

    name: str
    since: str


class OwnKeys:
    """Reads and writes keys; every call names their owner. Names are as in the environment."""

    def __init__(self, catalogue: Catalogue, settings: Settings) -> None:
        self._catalogue, self._settings = catalogue, settings

    def names(self, owner: str) -> tuple[KeptKey, ...]:
        """Which keys an owner has."""
        rows = self._catalogue.db.query(
            "select name, since from own_keys where owner = ? order by name", (owner,))
        return tuple(KeptKey(name=row["name"], since=row["since"]) for row in rows)

    def of(self, owner: str) -> dict[str, str]:
        """An owner's keys by name. Raises EnvironmentProblem where the master key is another."""
        rows = list(self._catalogue.db.query(
            "select name, token from own_keys where owner = ?", (owner,)))
        if not rows:
            return {}
        try:
            return {row["name"]: self._fernet.decrypt(row["token"]).decode() for row in rows}
        except InvalidToken as exc:
            raise EnvironmentProblem(
                "Your own keys were encrypted with another master key.",
                "Set ADFLOW_MASTER_KEY to that one, or give your keys anew: adflow keys set NAME",
            ) from exc

    def keep(self, owner: str, name: str, key: str) -> None:
        """Keep a key; it replaces the one of that name."""
        token = self._fernet.encrypt(key.encode())
        with self._catalogue.writing() as db:
            db.execute(
                "insert into own_keys (owner, name, token, since) values (?, ?, ?, ?)"
                " on conflict (owner, name) do update set token = excluded.token,"
                " since = excluded.since", (owner, name, token, now()))

    def remove(self, owner: str, name: str) -> None:
        """Forget a key. Raises NotFound."""
        with self._catalogue.writing() as db:
            gone = db.execute(
                "delete from own_keys where owner = ? and name = ?", (owner, name)).rowcount
        if not gone:
            raise NotFound(f"You have no key {name}.", "See `adflow keys list`.")

    @property
    def _fernet(self) -> Fernet:
        given = self._settings.master_key.get_secret_value()
        try:
            return Fernet(given or _as_key(self._settings.secret("keys")))
        except ValueError as exc:
            raise EnvironmentProblem(
                "ADFLOW_MASTER_KEY is no Fernet key: 32 bytes, URL-safe base64.",
                "Make one: python -c 'from cryptography.fernet import Fernet; "
                "print(Fernet.generate_key().decode())'") from exc


def kept_keys(settings: Settings, owner: str) -> dict[str, str]:
    """An owner's keys, where there is a data folder already; none is made for looking."""
    if not settings.catalogue.exists():
        return {}
    with opened(settings) as catalogue:
        return OwnKeys(catalogue, settings).of(owner)


def _as_key(secret: bytes) -> bytes:
    return base64.urlsafe_b64encode(hashlib.sha256(secret).digest())
