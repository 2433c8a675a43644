"""`adflow chat`: a talk in the terminal, from a picture's path to the film."""

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from agent.faces.cli_chat import given
from storage.database import Catalogue, now
from storage.projects import Projects
from storage.quotes import Quotes
from storage.records import Quote
from storage.settings import Settings

ROOT = Path(__file__).parents[3]
ADFLOW = (sys.executable, "-c", "from agent.faces.cli import main; main()")
ALL_AT_ONCE = "It's called Aurela, a vitamin C serum for tired skin, square, 8 seconds"


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    """A bottle on a plain wall, in a folder with a space in its name."""
    path = tmp_path / "my pictures" / "bottle.png"
    path.parent.mkdir()
    image = Image.new("RGB", (600, 600), "#e8e2da")
    ImageDraw.Draw(image).rounded_rectangle((220, 90, 380, 560), 30, fill="#7a4a20")
    image.save(path)
    return path


def test_paths_of_files_in_a_line_are_uploads(photo: Path) -> None:
    spaced = str(photo).replace(" ", "\\ ")
    for written in (f"'{photo}'", f'"{photo}"', spaced):
        text, files = given(f"don't forget {written} it's called “Aurela”")
        assert text == "don't forget it's called “Aurela”"
        assert [(one.name, one.path) for one in files] == [("bottle.png", photo)]
    for line in ("no such /file.png here", str(photo.parent), "the logo.png is at “home”", "C:\\x"):
        assert given(line) == (line, [])


def test_a_machine_gets_an_event_a_line_and_nobody_is_waited_for(photo: Path) -> None:
    lines = f"'{photo}' {ALL_AT_ONCE}\n/spend\n"
    done = subprocess.run(
        [*ADFLOW, "chat", "--json"], input=lines, capture_output=True, text=True, check=False,
        timeout=120, cwd=ROOT,
    )
    assert done.returncode == 0, done.stderr
    events = [json.loads(line) for line in done.stdout.splitlines()]
    assert {"FileTaken", "Said", "Listed"} <= {one["event"] for one in events}
    assert events[-1]["event"] == "End"
    assert events[-1]["project"]
    assert done.stderr == ""


def test_what_ends_elsewhere_is_told_while_words_are_waited_for() -> None:
    Settings().prepare()
    catalogue = Catalogue(Settings().catalogue)
    project = Projects(catalogue).create("local", "elsewhere", title="A boat")
    quotes, quote = Quotes(catalogue), Quote(
        id="elsewhere", owner="local", project=project.id, version=1, lines=(), total=0, seconds=1,
        created_at=now())
    chat = subprocess.Popen([*ADFLOW, "chat", "--json"], stdin=subprocess.PIPE, text=True,
                            stdout=subprocess.PIPE, cwd=ROOT)
    assert chat.stdin
    assert chat.stdout
    try:
        chat.stdin.write("/models\n")                          # its answer says that it listens
        chat.stdin.flush()
        assert json.loads(chat.stdout.readline())["event"] == "Listed"
        quotes.offer(quote)
        assert quotes.decide(quote.id, "approved", "local")
        assert quotes.set_status(quote.id, "failed", "It broke. Try again.")
        told = json.loads(chat.stdout.readline())
        assert (told["event"], told["title"], told["status"]) == ("Ended", "A boat", "failed")
    finally:
        chat.communicate(timeout=30)
    assert chat.returncode == 0


class Terminal:
    """A real terminal of 100 × 30, by tmux, with a shell in it."""

    def __init__(self, folder: Path) -> None:
        self._name = f"adflow-{uuid.uuid4().hex[:8]}"
        env = {**os.environ, "PYTHONPATH": str(ROOT), "PS1": "$ ", "TERM": "screen-256color"}
        self._tmux("-f", os.devnull, "new-session", "-d", "-x", "100", "-y", "30",
                   "bash --norc --noprofile", env=env, cwd=folder)
        self._tmux("set-option", "-g", "history-limit", "5000")

    def _tmux(self, *words: str, **how: object) -> str:
        return subprocess.run(["tmux", "-L", self._name, *words], capture_output=True, text=True,
                              check=True, **how).stdout        # type: ignore[call-overload]

    def type(self, text: str, *keys: str) -> None:
        """Type a line, or press keys."""
        if text:
            self._tmux("send-keys", "-l", text)
        for key in keys or ("Enter",):
            self._tmux("send-keys", key)

    def shown(self) -> str:
        """All that was on the screen, lines joined as they were before they were broken."""
        return self._tmux("capture-pane", "-p", "-J", "-S", "-")

    def wait(self, pattern: str, within: float = 60) -> re.Match[str]:
        """Until it is shown."""
        deadline = time.monotonic() + within
        while not (found := re.search(pattern, self.shown(), re.DOTALL)):
            assert time.monotonic() < deadline, self.shown()
            time.sleep(0.1)
        return found

    def close(self) -> None:
        """End it and all in it."""
        subprocess.run(["tmux", "-L", self._name, "kill-server"], check=False)


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Terminal]:
    if not shutil.which("tmux"):
        pytest.skip("tmux is not installed, and this needs a terminal")
    found = Terminal(tmp_path)
    yield found
    found.close()


@pytest.mark.slow
@pytest.mark.timeout(400)
def test_a_whole_ad_is_talked_through_interrupted_and_gone_on_with(
    terminal: Terminal, photo: Path, tmp_path: Path, private_home: Path
) -> None:
    command = shlex.join([*ADFLOW, "chat"])
    terminal.type(command)
    terminal.wait("Begin with a product photo.*you >")
    terminal.type(f"'{photo}' {ALL_AT_ONCE}")
    terminal.wait(r"Taken in: bottle\.png.*you >")
    terminal.type("surprise me")
    board = terminal.wait("Aurela · .* · 1:1 · 8 s.*Hook.*CTA.*parts to make.*yes or no >")[0]
    assert "Built-in studio" in board                          # the quote, as a table
    terminal.type("yes")
    terminal.wait("Ctrl-C leaves it as it is.*Film .* [1-9][0-9]? %")
    terminal.type("", "C-c")
    left = terminal.wait(r"Interrupted\. What is finished is kept\..*Go on: adflow chat (\w{8})")
    assert "Traceback" not in terminal.shown()
    terminal.type("echo left with $?")
    terminal.wait("left with 130")
    assert not list(tmp_path.glob("out/*/ad.mp4"))

    terminal.type(f"clear; {command} {left[1]}")
    said = terminal.wait(r"The film is at \S+/out/aurela-\w{8}/ad\.mp4", within=200)[0]
    assert (Path(said.rpartition(" at ")[2])).stat().st_size > 10_000
    terminal.wait(r"adflow revise.*you >\s*$")
    terminal.type("/versions")
    terminal.wait("Versions.*you >")
    terminal.type("", "C-d")
    terminal.wait(f"Go on: adflow chat {left[1]}")
    terminal.type("echo left with $?")
    terminal.wait("left with 0")
