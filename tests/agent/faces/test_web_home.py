import json
import re
from pathlib import Path

import pytest

from agent.faces import web_home
from storage.settings import Settings


def test_the_page_names_no_other_machine(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("CHAINLIT_APP_ROOT", "CHAINLIT_AUTH_SECRET", "CHAINLIT_AUTH_COOKIE_NAME"):
        monkeypatch.setenv(name, "")
    folder = web_home.prepare(Settings(home=tmp_path / "home"))
    html = (folder / "build" / "index.html").read_text()
    assert "/assets/index-" in html
    assert not re.search(r"(href|src)=.https?:", html)
    assert html.index("CSS INJECTION") > html.index(".css")
    for page in (folder / "public").rglob("*"):
        if page.suffix in (".css", ".js", ".jsx", ".json"):
            assert not re.search(r"https?://", page.read_text()), page
    words = json.loads((folder / ".chainlit/translations/de-DE.json").read_text())
    assert words["threadHistory"]["sidebar"]["title"] == "Deine Anzeigen"
    assert words["common"]["actions"]["cancel"] == "Abbrechen"


def test_it_is_laid_out_anew_and_the_secret_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("CHAINLIT_APP_ROOT", "CHAINLIT_AUTH_SECRET", "CHAINLIT_AUTH_COOKIE_NAME"):
        monkeypatch.setenv(name, "")
    settings = Settings(home=tmp_path / "home")
    folder = web_home.prepare(settings)
    (folder / "left-over").write_text("x")
    secret = settings.secret("chainlit")
    assert web_home.prepare(settings) == folder
    assert not (folder / "left-over").exists()
    assert settings.secret("chainlit") == secret
    assert (settings.secrets / "chainlit").stat().st_mode & 0o777 == 0o600
