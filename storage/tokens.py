"""Tokens for programs: each speaks for one owner within its scopes. Only its hash is kept.

A token is 256 random bits, so a plain hash of it says nothing. It holds as long as the account it
was made for, with the password of then: who is removed or has a new one is out at once.
"""

import hashlib
import json
import secrets
from typing import Any, Literal

from storage.database import Catalogue, now
from storage.errors import BadInput, NotFound
from storage.records import Record
from storage.settings import LOCAL
from storage.users import Users, checked_name

Scope = Literal["read", "create", "approve"]
SCOPES: tuple[Scope, ...] = ("read", "create", "approve")
PREFIX = "adflow_"
LONGEST_NAME = 60


class Token(Record):
    """What is known of one token. `account` is whom it was made for, `name` what it is used for."""

    id: str
    owner: str
    account: str
    name: str
    scopes: tuple[Scope, ...]
    created_at: str


class Tokens:
    """Makes, knows and revokes tokens. `guests`: a proxy signs people in, who need no account."""

    def __init__(self, catalogue: Catalogue, *, guests: bool = False) -> None:
        self._catalogue, self._guests = catalogue, guests
        self._users = Users(catalogue)

    def create(
        self, account: str, scopes: tuple[Scope, ...], name: str = ""
    ) -> tuple[Token, str]:
        """A new token and its text, which nobody can be shown again. Raises BadInput, NotFound."""
        if not scopes:
            raise BadInput("A token without a scope opens nothing.",
                           f"Name one or more of: {', '.join(SCOPES)}.")
        if len(name) > LONGEST_NAME or not name.isprintable():
            raise BadInput(f"What it is for has at most {LONGEST_NAME} characters.", "Shorten it.")
        owner, account, mark = self._person(account)
        text = PREFIX + secrets.token_urlsafe(32)
        token = Token(
            id=secrets.token_hex(6), owner=owner, account=account, name=name,
            scopes=tuple(one for one in SCOPES if one in scopes), created_at=now())
        with self._catalogue.writing() as db:
            db.table("api_tokens").insert({
                **token.model_dump(), "scopes": json.dumps(token.scopes), "mark": mark,
                "hash": _hash(text)})
        return token, text

    def _person(self, account: str) -> tuple[str, str, str]:
        """Owner, account and its mark. Raises NotFound where nobody is called so."""
        if account == LOCAL and not self._users.all() and not self._guests:
            return LOCAL, LOCAL, ""
        name = checked_name(account)
        user = self._users.get(name)
        if user is not None:
            return user.owner, user.name, user.mark
        if self._guests:
            return name, name, ""
        raise NotFound(f"There is no user {account!r}.", "See `adflow user list`.")

    def known(self, text: str) -> Token | None:
        """The token with this text, if it holds."""
        if not text.startswith(PREFIX) or len(text) > 200:
            return None
        rows = self._catalogue.db.query("select * from api_tokens where hash = ?", (_hash(text),))
        row = next(rows, None)
        return _token(row) if row and self._holds(row) else None

    def _holds(self, row: dict[str, Any]) -> bool:
        """Whether the person it was made for is still let in, and is the same."""
        if row["account"] == LOCAL:
            return not self._users.all() and not self._guests
        user = self._users.get(row["account"])
        if user is None:
            return self._guests and not row["mark"]
        return (user.owner, user.mark) == (row["owner"], row["mark"])

    def all(self, account: str = "") -> tuple[Token, ...]:
        """All tokens, or those of one account, the oldest first."""
        rows = self._catalogue.db.query(
            "select * from api_tokens where ? in ('', account) order by created_at", (account,))
        return tuple(_token(row) for row in rows)

    def revoke(self, token: str) -> Token:
        """End a token, by its id. Raises NotFound."""
        rows = self._catalogue.db.query("select * from api_tokens where id = ?", (token,))
        row = next(rows, None)
        if row is None:
            raise NotFound(f"There is no token {token[:40]!r}.", "See `adflow user token list`.")
        with self._catalogue.writing() as db:
            db.execute("delete from api_tokens where id = ?", (token,))
        return _token(row)


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _token(row: dict[str, Any]) -> Token:
    kept = {name: row[name] for name in Token.model_fields if name != "scopes"}
    return Token(scopes=json.loads(row["scopes"]), **kept)
