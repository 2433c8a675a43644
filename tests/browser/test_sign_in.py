"""With accounts: who is sent to sign in gets to the page they wanted."""

from typing import Any

import pytest

from storage.database import opened
from storage.settings import Settings
from storage.users import Users

PASSWORD = "ann has four words"


@pytest.fixture(scope="module")
def with_accounts(paper_studio: Any) -> Any:
    """The web app with ann's account."""
    paper_studio.stop()
    with opened(Settings(home=paper_studio.home)) as catalogue:
        Users(catalogue).add("ann", PASSWORD)
    paper_studio.start()
    return paper_studio


def test_after_signing_in_one_is_where_one_wanted_to_be(
    with_accounts: Any, open_tab: Any
) -> None:
    tab = open_tab(f"{with_accounts.url}/keys")
    page = tab.page
    assert page.url.endswith("/login?next=/keys")
    page.fill("#email, input[name=email]", "ann")
    page.fill("#password, input[name=password]", PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(f"{with_accounts.url}/keys")
    assert all("Unauthorized" in one for one in tab.faults)    # Chainlit asks who it is, at first
    tab.faults.clear()
    assert "Your own keys" in page.inner_text("h1")
    tab.screen("keys")
    page.click("text=Back to the chat")
    page.wait_for_selector("#chat-input")
