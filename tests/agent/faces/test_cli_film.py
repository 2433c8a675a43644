"""Commands on one project, on paper that costs money: quote, approve, cancel, versions, export."""

import json
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from PIL import Image

from agent.guided.writer import TemplateWriter
from storage.lock import is_held, worker_lock
from storage.records import Storyboard
from storage.settings import Settings
from tools.pipeline import briefing, storyboarding
from tools.pipeline.production import Production

HERE = Path(__file__).parent
ROOT = HERE.parents[2]
PRICE = 250_000
# The shell on paper; its own worker would use real providers, so tests start one on paper.
ON_PAPER = f"""
import sys
sys.path.insert(0, {str(HERE.parents[1])!r})
from paper import paper_catalog
from agent.faces import cli, cli_ad, cli_film, cli_projects
for module in (cli_ad, cli_film, cli_projects):
    module.catalog_of = lambda settings: paper_catalog(settings.home.parent)
"""
Shell = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="module")
def preload() -> str:
    return ON_PAPER


def command(*words: object) -> list[str]:
    return [sys.executable, "-c", f"{ON_PAPER}\ncli.main()", *map(str, words)]


@pytest.fixture
def paid(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PAPER", json.dumps({"price": PRICE}))


@pytest.fixture
async def board(paid: None, production: Production, tmp_path: Path) -> Storyboard:
    """A project of the shell's with a storyboard."""
    Image.new("RGB", (300, 300), "#7a4a20").save(tmp_path / "photo.png")
    asset = briefing.take_in(production, "local", tmp_path / "photo.png", "photo.png")
    project = production.projects.create("local", "t").id
    briefing.change_brief(
        production, "local", project, {"photo": asset.sha256, "name": "Aurela", "seconds": 8})
    return await storyboarding.first_storyboard(production, "local", project, TemplateWriter())


def ready() -> None:
    """The paper worker holds the lock; before, the shell would start one of its own."""
    lock, deadline = worker_lock(Settings()), time.monotonic() + 60
    while not is_held(lock):
        assert time.monotonic() < deadline
        time.sleep(0.05)


def told(done: subprocess.CompletedProcess[str]) -> Any:
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.mark.slow
def test_a_quote_is_approved_exported_and_listed(
    board: Storyboard, worker: Callable[..., Any], tmp_path: Path, shell: Shell
) -> None:
    adflow, project = shell, board.project[:8]
    assert "Nothing of Aurela waits" in adflow("approve", project).stderr
    assert "has no film yet" in adflow("export", project).stderr
    shown = adflow("quote", "aurela").stderr                   # by its title, for a person
    assert "Clip" in shown
    assert "$1.00" in shown
    quote = told(adflow("quote", project, "--json"))
    assert (quote["price"], quote["part"]) == (4 * PRICE, "film")
    no = subprocess.run(command("approve", project), input="n\n", text=True, check=False,
                        capture_output=True, cwd=ROOT, timeout=60)
    assert no.returncode == 3, no.stderr
    assert "Nothing of Aurela waits" in adflow("approve", project, "--yes").stderr
    adflow("quote", project)
    with worker():
        ready()
        made = told(adflow("approve", project, "--yes", "--json", "--out", tmp_path / "one"))
    assert made["price"] == 4 * PRICE
    [version] = told(adflow("versions", project, "--json"))
    assert (version["version"], version["film"], version["shown"]) == (1, True, True)
    assert "adflow export" in adflow("versions", project).stderr
    again = told(adflow("export", project, "--json", "--out", tmp_path / "two"))
    names = sorted(path.name for path in (tmp_path / "two").iterdir())
    assert names == sorted(path.name for path in (tmp_path / "one").iterdir()) == sorted(
        again["files"])
    packed = told(adflow("export", project, "--json", "--zip", tmp_path / "ad.zip"))
    with ZipFile(tmp_path / "ad.zip") as archive:
        assert sorted(archive.namelist()) == names == sorted(packed["files"])
        assert archive.testzip() is None
    assert "Version 7 has no film" in adflow("export", project, "--version", "7").stderr
    assert "No version is called" in adflow("export", project, "--version", "best").stderr


@pytest.mark.slow
def test_ctrl_c_leaves_a_render_that_approve_goes_on_with_and_cancel_stops(
    board: Storyboard, worker: Callable[..., Any], tmp_path: Path, production: Production,
    shell: Shell,
) -> None:
    adflow, project = shell, board.project[:8]
    quote = told(adflow("quote", project, "--json"))["quote"]
    with worker(pause=1.5):
        ready()
        with subprocess.Popen(
            command("approve", project, "--yes", "--json", "--out", tmp_path / "one"), text=True,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT,
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
        ) as process:
            deadline = time.monotonic() + 60
            while production.quotes.get("local", quote)[1] != "approved":
                assert time.monotonic() < deadline
                time.sleep(0.05)
            time.sleep(0.5)
            process.send_signal(signal.SIGINT)
            out, said = process.communicate(timeout=30)
        assert process.returncode == 130, said
        assert json.loads(out) == {"error": "Interrupted. What is finished is kept.",
                                   "next_step": f"Go on: adflow approve {project}"}
        assert "Traceback" not in said
        gone_on = told(adflow("approve", project, "--json", "--out", tmp_path / "one"))
        assert gone_on["price"] == 4 * PRICE                   # not asked again, not bought again
        assert production.ledger.spent("local", board.project) == 4 * PRICE


@pytest.mark.slow
def test_cancel_withdraws_an_offer_and_stops_a_render(
    board: Storyboard, worker: Callable[..., Any], production: Production, shell: Shell
) -> None:
    adflow, project = shell, board.project[:8]
    assert "under way" in adflow("cancel", project).stderr
    quote = told(adflow("quote", project, "--json"))["quote"]
    assert told(adflow("cancel", project, "--json"))["status"] == "declined"
    assert production.quotes.get("local", quote)[1] == "declined"
    quote = told(adflow("quote", project, "--json"))["quote"]
    with worker(pause=4):
        ready()
        with subprocess.Popen(
            command("approve", project, "--yes"), stderr=subprocess.DEVNULL, cwd=ROOT,
        ) as process:
            deadline = time.monotonic() + 60
            while not [one for one in production.quotes.unended() if one.status == "running"]:
                assert time.monotonic() < deadline
                time.sleep(0.05)
            stopped = told(adflow("cancel", project, "--json"))
            assert process.wait(30) == 1
        assert (stopped["render"], stopped["status"]) == (quote, "cancelled")


@pytest.mark.slow
def test_a_shots_clip_is_quoted_made_and_stopped_by_itself(
    board: Storyboard, worker: Callable[..., Any], tmp_path: Path, production: Production,
    shell: Shell,
) -> None:
    adflow, project = shell, board.project[:8]
    refused = adflow("quote", project, "--shot", "9")
    assert "There is no shot 9: the film has 4." in refused.stderr
    quote = told(adflow("quote", project, "--shot", "2", "--json"))
    assert (quote["part"], quote["shots"], quote["price"]) == ("clips", [2], PRICE)
    with worker():
        ready()
        made = told(adflow("approve", project, "--yes", "--json", "--out", tmp_path / "one"))
    assert (made["made"], made["files"], made["price"]) == ([2], ["scene_2.mp4"], PRICE)
    assert [path.name for path in (tmp_path / "one").iterdir()] == ["scene_2.mp4"]
    said = adflow("export", project, "--shot", "2", "--out", tmp_path / "one").stderr
    assert "1 of 4 shots is animated; 3 missing: 1, 3, 4." in said
    assert told(adflow("quote", project, "--missing", "--json"))["shots"] == [1, 3, 4]
    with worker(pause=4):
        ready()
        with subprocess.Popen(
            command("approve", project, "--yes"), stderr=subprocess.DEVNULL, cwd=ROOT,
        ) as process:
            deadline = time.monotonic() + 60
            while not [one for one in production.quotes.unended() if one.status == "running"]:
                assert time.monotonic() < deadline
                time.sleep(0.05)
            stopped = adflow("cancel", project).stderr
            assert process.wait(30) == 1
    assert "1 of 4 shots is animated; 3 missing: 1, 3, 4." in " ".join(stopped.split())
