"""Chainlit's own folder, made anew at every start below the data folder.

Chainlit reads its configuration, page and pictures from one folder when it is imported, and writes
uploads and translations into it. So `prepare` must run before the first import of Chainlit; the
sources are never written to. The page it serves is stripped of every address on other machines.
"""

import hashlib
import importlib.util
import json
import os
import re
import shutil
from pathlib import Path
from typing import Any

from storage.errors import EnvironmentProblem
from storage.settings import Settings

SOURCES = Path(__file__).parents[2]                         # .chainlit, public, examples
EXAMPLE = SOURCES / "examples" / "serum.jpg"
FONTS = SOURCES / "tools" / "media" / "fonts"
_STYLE = "<!-- CSS INJECTION PLACEHOLDER -->"               # Chainlit puts custom_css there
_FOREIGN_LINK = re.compile(r"<link\b[^>]*https?://[^>]*>", re.DOTALL)


def chainlit_page() -> Path:
    """The folder of Chainlit's built page (index.html and assets), found without importing it."""
    spec = importlib.util.find_spec("chainlit")
    if spec is None or spec.origin is None:
        raise EnvironmentProblem("Chainlit is not installed.", "Install AdFlow again.")
    return Path(spec.origin).parent / "frontend" / "dist"


def prepare(settings: Settings) -> Path:
    """Make Chainlit's folder and point Chainlit to it. Raises EnvironmentProblem."""
    settings.prepare()
    folder = settings.home / "web"
    try:
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(SOURCES / ".chainlit", folder / ".chainlit")
        shutil.copytree(SOURCES / "public", folder / "public")
        for page in SOURCES.glob("chainlit*.md"):
            shutil.copyfile(page, folder / page.name)
        (folder / "build").mkdir()
        _translate(folder / ".chainlit")
        html = (chainlit_page() / "index.html").read_text(encoding="utf-8")
        (folder / "build" / "index.html").write_text(local_only(html), encoding="utf-8")
    except OSError as exc:
        raise EnvironmentProblem(
            f"The web page cannot be laid out in {folder}: {exc.strerror or exc}.",
            "Check the folder's permissions and free space, or set ADFLOW_HOME.",
        ) from exc
    os.environ["CHAINLIT_APP_ROOT"] = str(folder)
    os.environ["CHAINLIT_AUTH_SECRET"] = settings.secret("chainlit").decode()
    # Cookies do not know ports: two data folders on one machine must not share a name.
    mark = hashlib.sha256(str(settings.home.resolve()).encode()).hexdigest()[:8]
    os.environ["CHAINLIT_AUTH_COOKIE_NAME"] = f"adflow_{mark}"
    return folder


def local_only(html: str) -> str:
    """The page without links to other machines; our style sheet comes last, so it has its way."""
    html = _FOREIGN_LINK.sub("", html).replace(_STYLE, "")
    return html.replace("</head>", f"{_STYLE}</head>")


def _translate(folder: Path) -> None:
    """Put our words into Chainlit's own translations; it copies the other languages itself."""
    translations = folder / "translations"
    translations.mkdir(exist_ok=True)
    ours = json.loads((folder / "words.json").read_text(encoding="utf-8"))
    for language, words in ours.items():
        theirs = chainlit_page().parents[1] / "translations" / f"{language}.json"
        merged = _merged(json.loads(theirs.read_text(encoding="utf-8")), words)
        target = translations / theirs.name
        target.write_text(json.dumps(merged, ensure_ascii=False), encoding="utf-8")


def _merged(base: dict[str, Any], over: dict[str, Any]) -> dict[str, Any]:
    """`base` with the leaves of `over` put in."""
    both = {
        name: _merged(base[name], value) if isinstance(base.get(name), dict) else value
        for name, value in over.items()
    }
    return {**base, **both}
