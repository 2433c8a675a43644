"""No key is kept or shown anywhere, whatever the providers say of it.

Recognisable keys are planted, good ones and bad ones that the emulators echo in their errors; then
AdFlow is used as people use it, in processes of its own, and everything it left behind, printed or
served is searched.
"""

import asyncio
import json
import os
import re
import subprocess
import sys
import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

import pytest
import socketio
from PIL import Image, ImageDraw

pytestmark = pytest.mark.slow

ADFLOW = (sys.executable, "-c", "from agent.faces.cli import main; main()")
GOOD = {"OPENAI_API_KEY": "sk-planted-Vq8Zt3Kx", "RUNWARE_API_KEY": "rw-planted-Wm5Yc9Hd",
        "MIRELO_API_KEY": "mi-planted-Xf2Ub7Ne"}
BAD = {name: f"bad-{key}" for name, key in GOOD.items()}
AD = ("--name", "Aurela", "--seconds", "8", "--aspect", "1:1", "--providers", "runware,mirelo",
      "--brain", "openai", "--yes")
# Of each key all but its kind, and the end that OpenAI shows of it.
PLANTED = [re.compile(re.escape(text).encode()) for key in GOOD.values()
           for text in (key[3:], f"***{key[-4:]}")]


def traces(data: bytes) -> list[bytes]:
    return [found[0] for planted in PLANTED if (found := planted.search(data))]


def files_with_keys(folder: Path) -> dict[str, list[bytes]]:
    """The files of a folder that hold a key, or are named like one."""
    found = {}
    for path in folder.rglob("*"):
        with suppress(FileNotFoundError, IsADirectoryError):     # gone meanwhile: a draft
            found[str(path)] = traces(str(path).encode() + path.read_bytes())
    return {path: keys for path, keys in found.items() if keys}


def adflow(
    *words: object, typed: str = "", **environment: str
) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [*ADFLOW, *map(str, words)], capture_output=True, check=False, timeout=200,
        input=typed.encode(), env={**os.environ, "COLUMNS": "300", **environment},
    )


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    path = tmp_path / "bottle.png"
    image = Image.new("RGB", (600, 600), "#e8e2da")
    ImageDraw.Draw(image).rounded_rectangle((220, 90, 380, 560), 30, fill="#7a4a20")
    image.save(path)
    return path


@contextmanager
def web(log: Path, **environment: str) -> Iterator[str]:
    """A running `adflow serve`; its address."""
    with log.open("wb") as out, subprocess.Popen(
        [*ADFLOW, "serve", "--port", "0"], stdout=out, stderr=subprocess.PIPE, text=True,
        env={**os.environ, "COLUMNS": "200", **environment},
    ) as process:
        assert process.stderr
        said = process.stderr.readline()
        address = re.search(r"http://127\.0\.0\.1:\d+", said)
        assert address, said
        yield address[0]
        process.terminate()
        log.write_text(log.read_text() + said + process.stderr.read())


def fetched(address: str, path: str, cookie: str = "", body: Any = None) -> tuple[bytes, str]:
    """What is served at a path, with its headers; the cookie that came with it."""
    data = None if body is None else json.dumps(body).encode()
    headers = {"Content-Type": "application/json", "Cookie": cookie}
    with urlopen(Request(address + path, data=data, headers=headers), timeout=30) as answer:
        return bytes(answer.headers) + answer.read(), answer.headers.get("Set-Cookie") or ""


async def chatted(address: str, cookie: str, text: str) -> str:
    """Say something in the chat; all that the server sends until it is at rest."""
    heard: list[str] = []
    done, client = asyncio.Event(), socketio.AsyncClient()

    @client.on("*")
    async def hear(event: str, *data: Any) -> None:
        heard.append(json.dumps([event, *data]))

    @client.on("task_end")
    async def end(*_: Any) -> None:
        if len(heard) > 3:               # the first is that of the connection
            done.set()

    await client.connect(
        address, socketio_path="/ws/socket.io", headers={"Cookie": cookie},
        auth={"sessionId": str(uuid.uuid4()), "clientType": "webapp", "threadId": ""},
    )
    await client.emit("connection_successful")
    message = {"id": str(uuid.uuid4()), "threadId": "", "name": "You", "type": "user_message",
               "output": text, "createdAt": "2026-11-21T10:00:00Z"}
    await client.emit("client_message", {"message": message, "fileReferences": []})
    async with asyncio.timeout(60):
        await done.wait()
    await client.disconnect()
    return "\n".join(heard)


def served(log: Path, **environment: str) -> bytes:
    """All that a browser can get: the page, Chainlit's JSON, a message and its answer, threads."""
    with web(log, **environment) as address:
        page, cookie = fetched(address, "/")
        cookie = cookie.partition(";")[0]
        heard = asyncio.run(chatted(address, cookie, "hello"))
        threads, _ = fetched(address, "/project/threads", cookie,
                             {"pagination": {"first": 20}, "filter": {}})
        found = re.search(rb'"startCursor":"([0-9a-f-]+)"', threads)
        assert found
        rest = [fetched(address, path, cookie)[0] for path in (
            "/healthz", "/user", "/auth/config", "/project/settings?language=en",
            f"/project/thread/{found[1].decode()}")]
        assert files_with_keys(log.parent) == {}             # while write-ahead logs are there
    assert "The key is not accepted by OpenAI." in heard
    assert b"not accepted" in rest[-1]           # the page that is opened again
    return b"\n".join([page, heard.encode(), threads, *rest])


@pytest.mark.timeout(600)                                    # a minute where nothing else runs
def test_no_key_is_kept_or_shown(
    emulated: Any, photo: Path, private_home: Path, tmp_path: Path
) -> None:
    said: list[subprocess.CompletedProcess[bytes]] = []

    def run(code: int, says: bytes, keys: Mapping[str, str], *words: object) -> None:
        said.append(adflow(*words, **keys))
        assert said[-1].returncode == code, said[-1].stderr
        assert says in said[-1].stderr + said[-1].stdout

    out = ("--out", tmp_path / "film")
    choice = {"ADFLOW_PROVIDERS": "runware,mirelo", "ADFLOW_BRAIN": "openai"}
    run(1, b"does not accept the key", {**BAD, **choice}, "doctor")
    refused = {**GOOD, "MIRELO_API_KEY": BAD["MIRELO_API_KEY"]}      # the sounds fail in the worker
    run(1, b"Mirelo does not accept the key", refused, "ad", photo, *AD, *out)
    own = adflow("keys", "set", "runware", typed=GOOD["RUNWARE_API_KEY"], **BAD)
    assert b"it is accepted" in own.stderr
    said.append(own)
    mine = {**GOOD, "RUNWARE_API_KEY": BAD["RUNWARE_API_KEY"]}   # one's own comes first
    run(0, b"The film is at", mine, "ad", photo, *AD, *out)
    pages = served(tmp_path / "serve.log", **BAD, **choice)

    assert emulated.get("/_charges")["charges"]
    kept = {path.relative_to(private_home).parts[0] for path in private_home.rglob("*")
            if path.is_file()}
    assert kept >= {"catalogue.db", "jobs.db", "chat.db", "sessions.db", "logs", "library",
                    "provider_uploads"}
    assert files_with_keys(tmp_path) == {}                   # the data folder, film, serve's log
    assert "Error getting" not in (private_home / "logs" / "web.log").read_text()
    assert traces(b"".join(one.stdout + one.stderr for one in said)) == []
    assert traces(pages) == []


def test_the_search_finds_what_it_looks_for(tmp_path: Path) -> None:
    for number, key in enumerate((*GOOD.values(), *BAD.values())):
        (tmp_path / f"{number}.db").write_bytes(b"\0\1" + key.encode() + b"\0")
    (tmp_path / f"{GOOD['OPENAI_API_KEY']}.json").write_text("{}")
    (tmp_path / "masked").write_text(f"Incorrect key: bad-***{GOOD['OPENAI_API_KEY'][-4:]}.")
    (tmp_path / "good").write_text("nothing is here")
    assert len(files_with_keys(tmp_path)) == 8
