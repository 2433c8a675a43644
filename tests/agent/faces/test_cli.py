"""The shell as people run it: bad input that changes nothing, ads that go on."""

import json
import os
import signal
import struct
import subprocess
import sys
import time
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from storage.database import Catalogue
from storage.projects import Projects
from storage.records import Brief
from storage.settings import load_settings

ROOT = Path(__file__).parents[3]
ADFLOW = (sys.executable, "-c", "from agent.faces.cli import main; main()")
SMALL = ("--seconds", "8", "--aspect", "1:1", "--look", "daylight")


def adflow(*words: object, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*ADFLOW, *map(str, words)], capture_output=True, text=True, check=False, timeout=200,
        stdin=subprocess.DEVNULL, env={**os.environ, "COLUMNS": "160", **environment},
    )


Shell = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    """A bottle on a plain wall."""
    path = tmp_path / "bottle.png"
    image = Image.new("RGB", (600, 600), "#e8e2da")
    ImageDraw.Draw(image).rounded_rectangle((220, 90, 380, 560), 30, fill="#7a4a20")
    image.save(path)
    return path


def flowing(text: str) -> str:
    """Without line breaks and frames."""
    return " ".join(text.replace("│", " ").split())


# Bad input

def png(width: int, height: int) -> bytes:
    """A PNG that says it is that large, in a few bytes."""

    def chunk(name: bytes, data: bytes) -> bytes:
        body = name + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = zlib.compress(bytes(1000))
    parts = chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + parts


def a_file(name: str, data: bytes) -> Callable[[Path], str]:
    def make(folder: Path) -> str:
        path = folder / name
        path.write_bytes(data)
        return str(path)

    return make


def huge(folder: Path) -> str:
    path = folder / "huge.png"
    with path.open("wb") as file:
        file.write(png(1000, 1000))
        file.truncate(200_000_000)                             # sparse: costs no disk
    return str(path)


def a_folder(folder: Path) -> str:
    (folder / "pictures.png").mkdir()
    return str(folder / "pictures.png")


def a_pipe(folder: Path) -> str:
    os.mkfifo(folder / "pipe.png")
    return str(folder / "pipe.png")


def corrupt(folder: Path) -> str:
    good = folder / "good.png"
    Image.effect_noise((300, 300), 80).save(good)
    path = folder / "corrupt.png"
    path.write_bytes(good.read_bytes()[:4000])
    return str(path)


def old_ffmpeg(folder: Path) -> str:
    path = folder / "ffmpeg"
    path.write_text("#!/bin/sh\necho 'ffmpeg version 4.4.2 Copyright (c) 2000-2021'\n")
    path.chmod(0o755)
    return str(path)


def given(text: str) -> Callable[[Path], str]:
    return lambda _: text


@dataclass(frozen=True)
class Bad:
    """A photo, arguments and environment that cannot work, and words of the sentence about it."""

    says: str
    photo: Callable[[Path], str] | None = None
    words: tuple[str, ...] = ()
    environment: dict[str, Callable[[Path], str]] = field(default_factory=dict)
    code: int = 1


BAD = {
    "not a picture": Bad("is a text", a_file("notes.jpg", b"buy milk and eggs\n" * 20)),
    "empty": Bad("is empty", a_file("empty.jpg", b"")),
    "corrupt": Bad("damaged or incomplete", corrupt),
    "one pixel": Bad("only 1 × 1 pixels", a_file("dot.png", png(1, 1))),
    "bomb": Bad("more than 40 megapixels", a_file("bomb.png", png(30_000, 30_000))),
    "huge": Bad("larger than 50 MB", huge),
    "folder": Bad("is a folder", a_folder),
    "pipe": Bad("is not a plain file", a_pipe),
    "missing": Bad("was not found", given("/no/such/photo.jpg")),
    "device": Bad("is not a plain file", given("/dev/zero")),
    "nothing": Bad("is a folder", given("")),
    "unreachable": Bad("127.0.0.1 leads into a private network", given("http://127.0.0.1:1/x.jpg")),
    "metadata": Bad("private network", given("http://169.254.169.254/latest/meta-data/")),
    "not http": Bad("Addresses that start with ftp:", given("ftp://example.com/x.jpg")),
    "a local file by address": Bad("start with file:", given("file:///etc/passwd")),
    "no address": Bad("not an address", given("http://")),
    "emoji": Bad("cannot draw", words=("--name", "Glow 🌟")),
    "long name": Bad("300 characters long", words=("--name", "x" * 300)),
    "no time": Bad("0 seconds long", words=("--seconds", "0")),
    "less than no time": Bad("-3 seconds long", words=("--seconds", "-3")),
    "too long": Bad("10000 seconds long", words=("--seconds", "10000")),
    "five benefits": Bad("too many benefits", words=("--benefit", "a") * 5),
    "bad logo": Bad("was not found", words=("--logo", "/no/such/logo.png")),
    "bad track": Bad("was not found", words=("--track", "/no/such/track.mp3")),
    "no FFmpeg": Bad("cannot be started", environment={"ADFLOW_FFMPEG": given("/nonexistent")}),
    "old FFmpeg": Bad("version 4, which is too old", environment={"ADFLOW_FFMPEG": old_ffmpeg}),
    "data folder": Bad("cannot be written", environment={"ADFLOW_HOME": given("/dev/null/home")}),
    "no out": Bad("cannot be written", words=("--yes", "--out", "/dev/null/out")),
    "nobody answers": Bad("Nobody is there to answer"),
    "unknown look": Bad("sepia", words=("--look", "sepia"), code=2),
    "no number": Bad("valid integer", words=("--seconds", "soon"), code=2),
}
# Here the photo was good: it is taken in, as in the chat, before the rest is looked at.
GOOD_PHOTO = ("bad logo", "bad track", "no out", "nobody answers")


@pytest.mark.parametrize("name", BAD)
def test_bad_input_is_a_sentence_and_changes_nothing(
    name: str, shell: Shell, tmp_path: Path, private_home: Path, photo: Path
) -> None:
    case = BAD[name]
    out = () if "--out" in case.words else ("--out", tmp_path / "out")
    environment = {key: make(tmp_path) for key, make in case.environment.items()}
    picture = case.photo(tmp_path) if case.photo else photo
    done = shell("ad", picture, *out, *case.words, "--json", **environment)
    assert done.returncode == case.code, done.stderr
    assert "Traceback" not in done.stderr
    assert case.says in flowing(done.stderr)
    if case.code == 1:
        error = json.loads(done.stdout)                        # one object, nothing else
        assert set(error) == {"error", "next_step"}
        assert case.says in error["error"]
        assert error["next_step"]
        assert error["next_step"] in flowing(done.stderr)
    assert not (tmp_path / "out").exists()
    kept = [path for path in private_home.glob("library/**/*") if path.is_file()]
    assert not [path for path in kept if path.suffix == ".json" or path.name.startswith(".")]
    if name not in GOOD_PHOTO:
        assert kept == []


def test_without_json_it_is_two_sentences_and_in_a_process_of_its_own() -> None:
    done = adflow("ad", "/no/such/photo.jpg")
    assert done.returncode == 1
    assert done.stdout == ""
    assert len(done.stderr.splitlines()) == 2
    assert "was not found" in done.stderr


@pytest.mark.parametrize("words", [
    ("show", "nope"), ("revise", "%", "undo"),
])
def test_an_unknown_project_is_said(words: tuple[str, ...], shell: Shell) -> None:
    done = shell(*words, "--json")
    assert done.returncode == 1
    error = json.loads(done.stdout)
    assert "There is no" in error["error"]
    assert "list of projects" in error["next_step"]
    assert "Traceback" not in done.stderr


NO_KEYS = {"OPENAI_API_KEY": "", "RUNWARE_API_KEY": "", "MIRELO_API_KEY": ""}
PAID = ("--providers", "runware,mirelo")


def test_all_missing_keys_are_named_before_a_paid_brain_writes(
    photo: Path, private_home: Path, shell: Shell
) -> None:
    done = shell("ad", photo, *PAID, "--brain", "openai", "--yes", "--json", **NO_KEYS)
    assert done.returncode == 1
    error = json.loads(done.stdout)
    assert error["error"] == "Keys are missing: OPENAI_API_KEY, RUNWARE_API_KEY, MIRELO_API_KEY."
    assert "ADFLOW_BRAIN=guided ADFLOW_PROVIDERS=local" in error["next_step"]
    assert not private_home.exists()                           # nothing was begun


def test_the_guide_writes_and_the_quote_names_all_missing_keys(photo: Path, shell: Shell) -> None:
    done = shell("ad", photo, *PAID, "--brain", "guided", "--yes", "--json", **NO_KEYS)
    assert done.returncode == 1
    error = json.loads(done.stdout)
    assert error["error"] == "Keys are missing: RUNWARE_API_KEY, MIRELO_API_KEY."
    assert json.loads(shell("spend", "--json").stdout)["lines"] == []


def test_a_bad_models_file_is_said_wherever_it_is_read(
    photo: Path, private_home: Path, shell: Shell
) -> None:
    private_home.mkdir()
    (private_home / "models.json").write_text('{"runware/klingai:6@1": {"price": 1}}')
    for words in (("models",), ("ad", photo), ("serve", "--port", "0")):
        done = shell(*words)
        assert done.returncode == 1
        assert "“runware/klingai:6@1”, date: Field required" in flowing(done.stderr)
        assert "Correct the file" in flowing(done.stderr)


def kept_project(owner: str, title: str) -> str:
    """A project in the data folder that the shell uses."""
    settings = load_settings()
    settings.prepare()
    catalogue = Catalogue(settings.catalogue)
    row = Projects(catalogue).create(owner, "t", title)
    draft = row.draft.model_copy(update={"brief": Brief(name=title)})
    Projects(catalogue).save_draft(row, draft)
    catalogue.close()
    return row.id


def test_projects_are_renamed_copied_and_deleted_after_a_yes(shell: Shell) -> None:
    first = kept_project("local", "Aurela")
    assert "Summer" in shell("projects", "rename", first[:8], "Summer [ad]").stderr
    assert "1 to 60" in shell("projects", "rename", first[:8], "x" * 61).stderr
    copied = json.loads(shell("projects", "duplicate", "summer [ad]", "--json").stdout)
    assert copied["title"] == "Summer [ad] (2)"
    unasked = shell("projects", "delete", first)               # nobody is there to say yes
    assert unasked.returncode == 1
    assert "--yes" in unasked.stderr
    assert len(json.loads(shell("projects", "--json").stdout)) == 2
    gone = json.loads(shell("projects", "delete", first, "--yes", "--json").stdout)
    assert gone == {"deleted": first, "freed": 0}
    assert shell("projects", "delete", first, "--yes").returncode == 1
    (left,) = json.loads(shell("projects", "list", "--json").stdout)
    assert left["id"] == copied["id"]


@pytest.mark.parametrize("words", [
    ("rename", "Taken"), ("duplicate",), ("delete", "--yes")])
def test_another_users_project_is_not_there(words: tuple[str, ...], shell: Shell) -> None:
    hers = kept_project("ann", "Aurela")
    for guess in (hers, hers[:8], "Aurela"):
        done = shell("projects", words[0], guess, *words[1:], "--json")
        assert done.returncode == 1
        assert "There is no project" in json.loads(done.stdout)["error"]
    assert json.loads(shell("projects", "--json").stdout) == []
    for command in ("show", "audit"):
        assert "Aurela" not in shell(command, hers, "--json").stdout


def test_no_projects_and_a_healthy_machine(shell: Shell) -> None:
    assert "adflow ad PHOTO" in shell("projects").stderr
    assert json.loads(shell("projects", "--json").stdout) == []
    facts = json.loads(shell("doctor", "--json").stdout)
    assert facts["ffmpeg"]


# Ads

def test_a_brand_kit_is_made_listed_changed_and_removed(photo: Path, shell: Shell) -> None:
    assert "adflow brand set" in shell("brand", "list").stderr
    font = ROOT / "tools" / "media" / "fonts" / "Poppins_900Black.ttf"
    made = shell("brand", "set", "Aurela Labs", "--logo", photo, "--font", font, "--primary",
                 "#0B5C4A", "--cta", "Order today", "--never", "cheap*", "--json")
    assert made.returncode == 0, made.stderr
    kit = json.loads(made.stdout)
    assert (kit["primary"], kit["action"], kit["never"]) == ("#0b5c4a", "Order today", ["cheap*"])
    assert kit["font"]["media_type"] == "font/ttf"
    assert kit["default"] is True
    assert shell("brand", "set", "aurela labs", "--without", "logo", "--without", "cta",
                 ).returncode == 0
    [listed] = json.loads(shell("brand", "list", "--json").stdout)
    assert (listed["logo"], listed["action"], listed["primary"]) == (None, "", "#0b5c4a")
    for words, says in (
        (("set", "Aurela Labs", "--font", photo), "is a PNG picture"),
        (("set", "Aurela Labs", "--without", "hat"), "A kit has no 'hat'"),
        (("default", "Other"), "Your brands: Aurela Labs."),
    ):
        done = shell("brand", *words)
        assert done.returncode == 1
        assert says in flowing(done.stderr)
    assert shell("brand", "remove", "AURELA LABS").returncode == 0
    assert json.loads(shell("brand", "list", "--json").stdout) == []


def made_files(home: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in home.glob("library/media/*/*.mp4")}


def hear_interrupts() -> None:
    """A test run in the background has Ctrl-C ignored, and hands that down."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def interrupted(command: tuple[object, ...], home: Path) -> str:
    """Ctrl-C as soon as the first part is made; what was said then."""
    with subprocess.Popen(
        [*ADFLOW, *map(str, command)], stderr=subprocess.PIPE, text=True,
        preexec_fn=hear_interrupts,
    ) as process:
        deadline = time.monotonic() + 90
        while not list(home.glob("library/takes/*/*/*.json")):
            assert time.monotonic() < deadline
            assert process.poll() is None
            time.sleep(0.1)
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=30)
    assert process.returncode == 130, said
    return said


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_an_ad_interrupted_made_again_changed_and_undone(
    photo: Path, tmp_path: Path, private_home: Path, shell: Shell
) -> None:
    logo = tmp_path / "logo.jpg"                               # no alpha: on a field of its own
    Image.new("RGB", (200, 100), "#203040").save(logo)
    command = ("ad", photo, "--logo", logo, "--name", "Aurela", *SMALL, "--yes", "--json")
    said = interrupted((*command, "--out", tmp_path / "one"), private_home)
    assert "Traceback" not in said
    assert "Go on: adflow approve " in said
    assert not list((tmp_path / "one").glob("*.mp4"))
    assert not list(private_home.glob("library/media/*/.*"))

    first = adflow(*command, "--out", tmp_path / "one")
    assert first.returncode == 0, first.stderr
    told = json.loads(first.stdout)
    assert told["reused"] > 0                                  # what was finished before Ctrl-C
    assert told["price"] == 0
    assert sorted(path.name for path in (tmp_path / "one").iterdir()) == sorted(told["files"])
    assert {"ad.mp4", "ad.srt", "storyboard.json", "scene_1.mp4"} <= set(told["files"])

    second = adflow(*command, "--out", tmp_path / "two")
    again = json.loads(second.stdout)
    assert (again["made"], again["reused"]) == (0, told["made"] + told["reused"])
    assert (tmp_path / "two" / "ad.mp4").read_bytes() == (tmp_path / "one" / "ad.mp4").read_bytes()

    project, before = told["project"], made_files(private_home)
    change = ("revise", project[:10], 'change the headline of shot 1 to "Hello there"', "--json")
    changed = adflow(*change, "--out", tmp_path / "three", "--yes")
    assert changed.returncode == 0, changed.stderr
    revised = json.loads(changed.stdout)
    assert (revised["version"], revised["made"]) == (2, 2)     # one master and the cut
    after = made_files(private_home)
    assert {path: after[path] for path in before} == before
    assert len(after) == len(before) + 2
    assert (tmp_path / "three" / "ad.mp4").read_bytes() in after.values()
    assert "Hello there" in (tmp_path / "three" / "ad.srt").read_text().replace("\n", " ")

    (tmp_path / "three" / "scene_9.mp4").write_bytes(b"of a longer version")
    (tmp_path / "three" / "notes.txt").write_text("the seller's own")
    undone = adflow("revise", project, "undo", "--json", "--out", tmp_path / "three")
    assert undone.returncode == 0, undone.stderr
    back = json.loads(undone.stdout)
    assert (back["made"], back["version"]) == (0, 1)
    assert (tmp_path / "three" / "ad.mp4").read_bytes() == (
        tmp_path / "one" / "ad.mp4").read_bytes()
    assert {path.name for path in (tmp_path / "three").iterdir()} == {*back["files"], "notes.txt"}

    talked = adflow("revise", project, "how are you?", "--json")
    assert set(json.loads(talked.stdout)) == {"project", "said"}, talked.stderr
    titles = [row["title"] for row in json.loads(shell("projects", "--json").stdout)]
    assert titles == ["Aurela"] * 3
    assert json.loads(shell("show", project, "--json").stdout)["version"] == 1


def test_ctrl_c_at_the_question_leaves_at_once(photo: Path, private_home: Path) -> None:
    with subprocess.Popen(
        [*ADFLOW, "ad", str(photo), *SMALL], stdin=subprocess.PIPE, stderr=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as process:
        assert process.stderr
        said = b""
        while b"Make it?" not in said:
            piece = os.read(process.stderr.fileno(), 4096)
            assert piece, said
            said += piece
        time.sleep(0.3)                                        # it waits for the answer now
        process.send_signal(signal.SIGINT)
        assert process.wait(15) == 130
        assert b"Traceback" not in said + process.stderr.read()
    assert not list(private_home.glob("library/takes/*/*/*.json"))


def test_a_no_makes_nothing(photo: Path, private_home: Path) -> None:
    done = subprocess.run(
        [*ADFLOW, "ad", str(photo), *SMALL], input="n\n", capture_output=True, text=True,
        check=False, timeout=100,
    )
    assert done.returncode == 3
    assert not list(private_home.glob("library/takes/*/*/*.json"))
