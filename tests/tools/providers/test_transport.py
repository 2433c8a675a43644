import asyncio
import json
import logging
import time
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from types import ModuleType

import pytest

from storage.errors import BadKey, EnvironmentProblem, ProviderBusy, ProviderLost
from tools.media.sniff import sniff
from tools.providers import client
from tools.providers.pace import Pace, pace_of_process, seconds_asked
from tools.providers.redact import hide, keep_secret, said
from tools.providers.transport import Transport
from tools.providers.whole import is_whole

QUICK = Pace(connect=1, request=0.4, download=0.6, first_wait=0.01, longest_wait=0.02, attempts=3,
             patience=1, between=0)


class Wire:
    """A server that says exactly what a test wants, byte for byte, one reply a connection."""

    def __init__(self) -> None:
        self.replies: list[bytes | None] = []
        self.heads: list[str] = []
        self.url = ""
        self.tasks: list[asyncio.Task[None]] = []

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task
        self.tasks.append(task)
        try:
            self.heads.append((await reader.readuntil(b"\r\n\r\n")).decode())
            reply = self.replies.pop(0) if self.replies else b""
            if reply is None:
                await asyncio.sleep(20)
            else:
                writer.write(reply)
                await writer.drain()
        except ConnectionError:
            pass                         # the client has gone: it had enough
        finally:
            writer.close()

    def answer(self, status: int, body: object, *headers: str) -> None:
        data = json.dumps(body).encode()
        lines = [f"HTTP/1.1 {status} X", f"Content-Length: {len(data)}", "Connection: close",
                 "Content-Type: application/json", *headers]
        self.replies.append("\r\n".join(lines).encode() + b"\r\n\r\n" + data)

    def file(self, data: bytes, length: int | None = None) -> None:
        head = f"HTTP/1.1 200 OK\r\nContent-Length: {length or len(data)}\r\n\r\n"
        self.replies.append(head.encode() + data)


@pytest.fixture
async def wire(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Wire]:
    found = Wire()
    server = await asyncio.start_server(found.serve, "127.0.0.1", 0)
    found.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    monkeypatch.setenv("ADFLOW_TESTED_URL", found.url)
    monkeypatch.setenv("TESTED_API_KEY", "tested-key-31337")
    yield found
    server.close()
    await client.close()
    for task in found.tasks:
        task.cancel()
    await asyncio.gather(*found.tasks, return_exceptions=True)
    await asyncio.sleep(0)


@pytest.fixture
def line(wire: Wire) -> Transport:
    return Transport("tested", "Tested", "https://nowhere.invalid", QUICK)


async def test_a_safe_call_is_repeated_until_it_works(line: Transport, wire: Wire) -> None:
    wire.answer(500, {})
    wire.replies.append(b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{")
    wire.answer(200, {"good": 1})
    assert (await line.safe("GET", "/a", headers={})).data == {"good": 1}
    assert len(wire.heads) == 3


async def test_a_call_that_buys_is_never_repeated_after_its_first_byte(
    line: Transport, wire: Wire
) -> None:
    for reply in (None, b"", b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{"):
        wire.replies, wire.heads = [reply], []
        with pytest.raises(ProviderLost, match="not known whether"):
            await line.once("POST", "/a", headers={}, body={})
        assert len(wire.heads) == 1


async def test_a_call_that_buys_is_repeated_when_it_was_not_accepted(
    line: Transport, wire: Wire
) -> None:
    wire.answer(429, {})
    wire.answer(200, {"id": 1})
    assert (await line.once("POST", "/a", headers={}, body={})).data == {"id": 1}
    wire.answer(503, {})
    assert (await line.once("POST", "/a", headers={}, body={})).status == 503


async def test_nobody_listening_means_nothing_was_sent(
    line: Transport, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ADFLOW_TESTED_URL", "http://127.0.0.1:9")
    with pytest.raises(ProviderBusy, match="cannot be reached"):
        await line.once("POST", "/a", headers={}, body={})


async def test_retry_after_is_honoured_within_patience(line: Transport, wire: Wire) -> None:
    wire.answer(429, {}, "Retry-After: 0.3")
    wire.answer(200, {})
    began = time.monotonic()
    await line.safe("GET", headers={})
    assert time.monotonic() - began >= 0.3
    wire.answer(429, {}, "Retry-After: 3600")
    began = time.monotonic()
    with pytest.raises(ProviderBusy, match="answers 429"):
        await line.safe("GET", headers={})
    assert time.monotonic() - began < 3


def test_retry_after_is_a_number_or_a_date() -> None:
    later = format_datetime(datetime.now(UTC) + timedelta(seconds=60), usegmt=True)
    assert seconds_asked({"retry-after": "7"}) == 7
    assert 55 < (seconds_asked({"retry-after": later}) or 0) <= 60
    assert seconds_asked({"retry-after": "soon"}) is None
    assert seconds_asked({}) is None


async def test_calls_keep_their_distance(wire: Wire) -> None:
    line = Transport("tested", "Tested", "x", QUICK.model_copy(update={"between": 0.1}))
    for _ in range(3):
        wire.answer(200, {})
    began = time.monotonic()
    await asyncio.gather(*(line.safe("GET", headers={}) for _ in range(3)))
    assert time.monotonic() - began >= 0.2


async def test_a_key_stands_in_no_log_and_no_error(
    line: Transport, wire: Wire, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    key = line.key()
    wire.answer(500, {})
    wire.answer(200, {})
    await line.safe("GET", f"/a?key={key}&signature=abc", headers={"x-api-key": key})
    assert key in wire.heads[0]
    assert "httpx" in {record.name for record in caplog.records}
    assert key not in caplog.text
    assert "signature=abc" not in caplog.text
    assert key not in said(f"your key {key} is\nwrong")


def test_a_missing_key_is_named(line: Transport, monkeypatch: pytest.MonkeyPatch) -> None:
    assert line.missing_keys() == ()
    monkeypatch.setenv("TESTED_API_KEY", " ")
    assert line.missing_keys() == ("TESTED_API_KEY",)
    with pytest.raises(BadKey) as missing:
        line.key()
    assert "TESTED_API_KEY" in missing.value.next_step


@pytest.mark.parametrize("key", ["sk-12–34", "sk-12\n34"])
def test_a_key_that_cannot_be_sent_is_said_and_not_shown(
    line: Transport, monkeypatch: pytest.MonkeyPatch, key: str
) -> None:
    monkeypatch.setenv("TESTED_API_KEY", key)
    with pytest.raises(BadKey, match="characters that no key has") as bad:
        line.key()
    assert "TESTED_API_KEY" in bad.value.next_step
    assert "12" not in bad.value.sentence()


def test_a_key_may_stand_in_env_file(
    line: Transport, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("TESTED_API_KEY")
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".env").write_text("TESTED_API_KEY=from-file-123\n")
    assert line.key() == "from-file-123"


def test_hiding_covers_unknown_keys_too() -> None:
    keep_secret("tested-secret-1")
    text = hide("Bearer sk-abcdef123456 and tested-secret-1 at https://x.y/z.mp4?sig=1")
    assert "abcdef" not in text
    assert "tested-secret" not in text
    assert "sig=1" not in text


async def test_a_download_is_whole_of_its_kind_and_not_too_large(
    line: Transport, wire: Wire, tmp_path: Path, drawn: ModuleType
) -> None:
    picture = drawn.picture((400, 400), "p", [], 1.0, ".png")
    target = tmp_path / "file"
    wire.file(picture[:100], len(picture))                  # cut on the way
    wire.file(picture[:-40])                                # cut before it was sent
    wire.file(picture)
    assert await line.download(f"{wire.url}/f", target, "picture")
    assert target.read_bytes() == picture
    for _ in range(3):
        wire.file(b"<!doctype html><html>sign in</html>")
    with pytest.raises(ProviderBusy, match="a web page instead of a picture"):
        await line.download(f"{wire.url}/f", target, "picture")
    assert not target.exists()
    for _ in range(3):
        wire.file(picture)
    with pytest.raises(ProviderBusy, match="more than"):
        await line.download(f"{wire.url}/f", target, "picture", most_bytes=50)
    wire.answer(403, {})
    assert not await line.download(f"{wire.url}/f", target, "picture")


async def test_a_download_may_be_sent_on_but_not_to_anything(
    line: Transport, wire: Wire, tmp_path: Path, drawn: ModuleType
) -> None:
    wire.answer(302, {}, f"Location: {wire.url}/there")
    wire.file(drawn.picture((200, 200), "p", [], 1.0, ".png"))
    assert await line.download(f"{wire.url}/f", tmp_path / "file", "picture")
    for address in ("file:///etc/passwd", "http://[", ""):
        with pytest.raises(ProviderBusy):
            await line.download(address, tmp_path / "file", "picture")
    wire.answer(302, {}, f"Location: {wire.url}/there")
    assert (await line.safe("GET", "/a", headers={"x-api-key": "k"})).status == 302
    assert sum("/there" in head for head in wire.heads) == 1


async def test_a_client_belongs_to_its_loop_and_can_be_closed() -> None:
    first = client.client()
    assert client.client() is first
    await client.close()
    assert first.is_closed
    assert client.client() is not first
    await client.close()


@pytest.mark.parametrize("suffix", [".png", ".jpg", ".webp", ".mp3", ".wav", ".mp4"])
def test_a_file_without_its_end_is_noticed(
    tmp_path: Path, drawn: ModuleType, clip_bytes: bytes, suffix: str
) -> None:
    if suffix in (".mp3", ".wav"):
        data = drawn.sound("s", 2, suffix)
    else:
        data = clip_bytes if suffix == ".mp4" else drawn.picture((200, 200), "p", [], 1, suffix)
    path = tmp_path / f"file{suffix}"
    path.write_bytes(data)
    assert is_whole(path, sniff(data))
    path.write_bytes(data[: len(data) * 2 // 3])
    assert not is_whole(path, sniff(data))


@pytest.mark.parametrize("text", ["fast", "0", "-1", "nan"])
def test_a_pace_of_the_process_is_a_factor(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setenv("ADFLOW_PACE", "0.02")
    assert pace_of_process() == Pace().scaled(0.02)
    monkeypatch.setenv("ADFLOW_PACE", text)
    with pytest.raises(EnvironmentProblem, match="ADFLOW_PACE"):
        pace_of_process()


def test_what_a_person_sets_comes_before_what_goes_by_model() -> None:
    usual = Pace()
    assert usual.as_set(None, None) == usual
    assert (usual.until(clip=False), usual.until(clip=True)) == (300, 1200)
    pace = usual.as_set(2.0, 60.0)
    assert [pace.polls(n) for n in (0, 1, 9)] == [2.0, 2.0, 2.0]
    assert pace.steady_poll == 5.0           # providers that allow no more
    assert usual.as_set(9.0, None).steady_poll == 9.0
    assert (pace.until(clip=False), pace.until(clip=True), pace.silence) == (60, 60, 60)


def test_a_scaled_pace_keeps_its_bounds() -> None:
    pace = Pace().scaled(0.02)
    assert pace.first_poll == pytest.approx(0.02)
    assert pace.deadline == Pace().deadline
    assert [round(Pace().polls(n), 2) for n in (0, 1, 2, 9)] == [1, 1.5, 2.25, 3]
