"""Accounts: who may sign in to the chat, and under which id what is theirs is kept.

A password is kept only as a salted scrypt hash, with the cost it was made at. `owner` is the
account's name, or `local` for the one who took over what was made while there were no accounts.
`mark` changes with the password: a sign-in that carries an older one is over.
"""

import hashlib
import hmac
import re
import secrets
import unicodedata

from storage.database import Catalogue, now, opened
from storage.errors import BadInput, NotFound
from storage.records import Record
from storage.settings import LOCAL, Settings

SHORTEST, LONGEST = 10, 200              # characters of a password
_NAME = re.compile(r"[a-z0-9][a-z0-9._@+-]{0,63}")
_LOG_N, _R, _P = 15, 8, 3                # 32 MB and some tenths of a second for each guess


class User(Record):
    """One account."""

    name: str
    owner: str
    mark: str
    created_at: str


def checked_name(text: str) -> str:
    """A name as it is kept: upper and lower case are the same. Raises BadInput.

    Names become part of ids that are joined with colons, so there is none in them.
    """
    name = text.strip().lower()
    if not _NAME.fullmatch(name):
        raise BadInput(
            f"{text[:80]!r} cannot be a user's name.",
            "Take letters a to z, digits and . _ @ + -, at most 64, a letter or digit first.",
        )
    if name == LOCAL:
        raise BadInput(
            f"The name {LOCAL!r} stands for this machine without accounts.",
            "Choose another; `adflow user add NAME --take-over` gives it what was made here.",
        )
    return name


class Users:
    """Keeps accounts and checks passwords."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    def add(self, name: str, password: str, *, take_over: bool = False) -> User:
        """A new account. Raises BadInput, also when what was made here is taken over already."""
        name = checked_name(name)
        hashed = _hashed(_checked(password, name))
        user = User(name=name, owner=LOCAL if take_over else name, mark=_new_mark(),
                    created_at=now())
        with self._catalogue.writing() as db:
            taken = {row["name"]: row["owner"] for row in db.query("select * from users")}
            if name in taken:
                raise BadInput(f"There is a user {name} already.",
                               f"To change the password: adflow user password {name}")
            if take_over and LOCAL in taken.values():
                raise BadInput("What was made without accounts has been taken over already.",
                               "Leave out --take-over.")
            db.table("users").insert({**user.model_dump(), "password": hashed})
        return user

    def remove(self, name: str) -> User:
        """End an account; its projects stay under its name. Raises NotFound."""
        user = self._known(name)
        with self._catalogue.writing() as db:
            db.execute("delete from users where name = ?", (user.name,))
        return user

    def set_password(self, name: str, password: str) -> None:
        """Another password; who is signed in with the old one is so no longer."""
        user = self._known(name)
        hashed = _hashed(_checked(password, user.name))
        with self._catalogue.writing() as db:
            db.table("users").update(user.name, {"password": hashed, "mark": _new_mark()})

    def all(self) -> tuple[User, ...]:
        """All accounts, by name."""
        return tuple(_user(row) for row in
                     self._catalogue.db.query("select * from users order by name"))

    def get(self, name: str) -> User | None:
        """An account by its name."""
        rows = self._catalogue.db.query("select * from users where name = ?", (name,))
        return next((_user(row) for row in rows), None)

    def owner_of(self, name: str) -> str:
        """The id that a checked name's things are kept under, with or without an account."""
        user = self.get(name)
        return user.owner if user else name

    def with_password(self, name: str, password: str) -> User | None:
        """The account of this name if that is its password. Takes as long if there is none."""
        rows = self._catalogue.db.query("select * from users where name = ?",
                                        (name.strip().lower(),))
        row = next(rows, None)
        kept = row["password"] if row else _NOBODYS
        right = len(password) <= LONGEST and _matches(password, kept)
        return _user(row) if row and right else None

    def _known(self, name: str) -> User:
        user = self.get(name.strip().lower())
        if user is None:
            raise NotFound(f"There is no user {name!r}.", "See `adflow user list`.")
        return user


def owner_of_shell(settings: Settings) -> str:
    """Whose projects the shell works on: those of ADFLOW_USER. Raises BadInput."""
    if settings.user == LOCAL:
        return LOCAL
    with opened(settings) as catalogue:
        return Users(catalogue).owner_of(checked_name(settings.user))


def _user(row: dict[str, str]) -> User:
    return User.model_validate({name: row[name] for name in User.model_fields})


def _new_mark() -> str:
    return secrets.token_hex(8)


def _checked(password: str, name: str) -> str:
    if not SHORTEST <= len(password) <= LONGEST:
        raise BadInput(f"A password has {SHORTEST} to {LONGEST} characters.",
                       "Take a few words that nobody else would put together.")
    if password.strip().lower() == name:
        raise BadInput("The name is no password.", "Take a few other words.")
    return password


def _hashed(password: str) -> str:
    salt = secrets.token_bytes(16)
    return f"scrypt:{_LOG_N}:{_R}:{_P}:{salt.hex()}:{_scrypt(password, salt, _LOG_N, _R, _P).hex()}"


def _matches(password: str, kept: str) -> bool:
    _, log_n, r, p, salt, digest = kept.split(":")
    found = _scrypt(password, bytes.fromhex(salt), int(log_n), int(r), int(p))
    return hmac.compare_digest(found, bytes.fromhex(digest))


def _scrypt(password: str, salt: bytes, log_n: int, r: int, p: int) -> bytes:
    return hashlib.scrypt(
        unicodedata.normalize("NFKC", password).encode(), salt=salt, n=1 << log_n, r=r, p=p,
        maxmem=256 * r * (1 << log_n), dklen=32,
    )


# Nobody's password, to be compared with where there is no such account.
_NOBODYS = f"scrypt:{_LOG_N}:{_R}:{_P}:{bytes(16).hex()}:{bytes(32).hex()}"
