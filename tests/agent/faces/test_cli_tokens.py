"""`adflow user token …`: a token is shown once, listed without its text, and ended."""

import io
import json

import pytest
from rich.console import Console

from agent.faces.cli_accounts import list_reports
from agent.faces.cli_tokens import add_token, list_tokens, revoke_token
from storage.database import Catalogue
from storage.errors import BadInput, NotFound
from storage.reports import Reports
from storage.settings import LOCAL, Settings
from storage.tokens import Tokens
from storage.users import Users


@pytest.fixture
def screen() -> Console:
    return Console(file=io.StringIO(), width=100)


def told(screen: Console) -> str:
    assert isinstance(screen.file, io.StringIO)
    return screen.file.getvalue()


async def test_a_token_is_shown_once_and_ended(
    settings: Settings, screen: Console, capsys: pytest.CaptureFixture[str]
) -> None:
    await add_token(settings, LOCAL, ["approve", "read"], "my shop", screen, as_json=False)
    text = capsys.readouterr().out.strip()
    token = Tokens(Catalogue(settings.catalogue)).known(text)
    assert token
    assert token.scopes == ("read", "approve")
    assert "not shown again" in told(screen)
    await list_tokens(settings, screen, as_json=False)
    assert token.id in told(screen)
    assert "my shop" in told(screen)
    await list_tokens(settings, screen, as_json=True)
    assert text not in told(screen) + capsys.readouterr().out
    await revoke_token(settings, token.id, screen, as_json=False)
    assert Tokens(Catalogue(settings.catalogue)).known(text) is None
    with pytest.raises(NotFound, match="no token"):
        await revoke_token(settings, token.id, screen, as_json=False)


async def test_for_programs_it_is_json(
    settings: Settings, screen: Console, capsys: pytest.CaptureFixture[str]
) -> None:
    Users(Catalogue(settings.catalogue)).add("ann", "ann has four words")
    await add_token(settings, "ann", ["read"], "", screen, as_json=True)
    found = json.loads(capsys.readouterr().out)
    assert (found["owner"], found["scopes"]) == ("ann", ["read"])
    assert Tokens(Catalogue(settings.catalogue)).known(found["token"])


@pytest.mark.parametrize(("name", "scopes", "label", "said"), [
    (LOCAL, ["all"], "", "no scope 'all'"), (LOCAL, [], "", "without a scope"),
    ("ann", ["read"], "", "no user 'ann'"), (LOCAL, ["read"], "x" * 99, "at most 60"),
])
async def test_what_is_no_token_is_said(
    settings: Settings, screen: Console, name: str, scopes: list[str], label: str, said: str
) -> None:
    with pytest.raises(BadInput, match=said):
        await add_token(settings, name, scopes, label, screen, as_json=False)


async def test_a_proxys_guest_has_tokens_without_an_account(
    settings: Settings, screen: Console, capsys: pytest.CaptureFixture[str]
) -> None:
    behind = settings.model_copy(update={"trusted_header": "X-User"})
    await add_token(behind, "Eve", ["read"], "", screen, as_json=False)
    text = capsys.readouterr().out.strip()
    catalogue = Catalogue(settings.catalogue)
    guest = Tokens(catalogue, guests=True).known(text)
    assert guest
    assert guest.owner == "eve"
    assert Tokens(catalogue).known(text) is None               # the proxy is gone


async def test_reports_are_for_whoever_runs_it(settings: Settings, screen: Console) -> None:
    await list_reports(settings, screen, as_json=False)
    assert "Nothing was reported" in told(screen)
    Reports(Catalogue(settings.catalogue)).add("ann", "p" * 32, "", "copyright", "Theirs.")
    await list_reports(settings, screen, as_json=False)
    assert "copyright" in told(screen)
    assert "ann" in told(screen)
