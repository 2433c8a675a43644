"""Accounts: names that can be ids, passwords that are not kept, one heir of what was there."""

import json

import pytest

from storage.database import Catalogue
from storage.errors import BadInput, NotFound
from storage.library import owner_folder
from storage.settings import Settings
from storage.users import Users, checked_name, owner_of_shell

PASSWORD = "four plain words here"


@pytest.fixture
def users(catalogue: Catalogue) -> Users:
    return Users(catalogue)


def test_a_password_is_checked_and_kept_nowhere(users: Users, catalogue: Catalogue) -> None:
    ann = users.add(" Ann ", PASSWORD)
    assert (ann.name, ann.owner) == ("ann", "ann")
    assert users.with_password("ANN", PASSWORD) == ann
    for wrong in ("", PASSWORD.upper(), PASSWORD + " ", "x" * 100_000):
        assert users.with_password("ann", wrong) is None
    assert users.with_password("bob", PASSWORD) is None
    rows = json.dumps(list(catalogue.db.query("select * from users")))
    assert PASSWORD not in rows
    assert "scrypt:15:8:3:" in rows


def test_the_same_password_looks_different_and_letters_may_be_composed(
    users: Users, catalogue: Catalogue
) -> None:
    for name in ("ann", "bob"):
        users.add(name, "gru\u0308ne wiese")
    kept = [row["password"] for row in catalogue.db.query("select password from users")]
    assert len(set(kept)) == 2
    assert users.with_password("ann", "gr\u00fcne wiese")


def test_a_new_password_ends_what_was_signed_in(users: Users) -> None:
    before = users.add("ann", PASSWORD)
    users.set_password("ann", "something else now")
    after = users.get("ann")
    assert after
    assert after.mark != before.mark
    assert users.with_password("ann", PASSWORD) is None
    assert users.with_password("ann", "something else now") == after
    assert users.remove("ann") == after
    assert users.get("ann") is None
    for unknown in (lambda: users.remove("ann"), lambda: users.set_password("ann", PASSWORD)):
        with pytest.raises(NotFound, match="no user 'ann'"):
            unknown()


def test_one_account_takes_over_what_was_there(users: Users) -> None:
    users.add("bob", PASSWORD)
    ann = users.add("ann", PASSWORD, take_over=True)
    assert ann.owner == "local"
    assert [users.owner_of(name) for name in ("ann", "bob", "eve")] == ["local", "bob", "eve"]
    with pytest.raises(BadInput, match="taken over already"):
        users.add("eve", PASSWORD, take_over=True)
    with pytest.raises(BadInput, match="a user ann already"):
        users.add("ANN", PASSWORD)
    assert [one.name for one in users.all()] == ["ann", "bob"]


@pytest.mark.parametrize("name", [
    "", " ", "a:b", "a/b", "../ann", "ann smith", "Jörg", "-ann", ".", "a" * 65, "a\nb", "a\0b",
    "local", "LOCAL", "*",
])
def test_what_cannot_be_an_id_is_no_name(name: str) -> None:
    with pytest.raises(BadInput) as caught:
        checked_name(name)
    assert caught.value.next_step


def test_an_address_is_a_name_and_has_a_folder_of_its_own() -> None:
    assert checked_name("Ann.Smith+ads@Example.com") == "ann.smith+ads@example.com"
    folders = {owner_folder(name) for name in ("ann@example.com", "ann", "ann.example.com")}
    assert len(folders) == 3
    assert all("/" not in one and ":" not in one for one in folders)


@pytest.mark.parametrize("password", ["", "short", "a" * 201, "annabelle1"])
def test_a_password_that_is_none_is_refused(password: str, users: Users) -> None:
    with pytest.raises(BadInput):
        users.add("annabelle1", password)
    assert users.all() == ()


def test_the_shell_works_for_the_user_it_is_told() -> None:
    assert owner_of_shell(Settings()) == "local"
    assert owner_of_shell(Settings(user="Bob")) == "bob"
    settings = Settings(user="ann")
    settings.prepare()
    Users(Catalogue(settings.catalogue)).add("ann", PASSWORD, take_over=True)
    assert owner_of_shell(settings) == "local"
    with pytest.raises(BadInput, match="cannot be a user's name"):
        owner_of_shell(Settings(user="a:b"))
