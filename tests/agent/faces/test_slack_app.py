"""The web app with a bot: its door among the others, a kill, the link to the web chat."""

import asyncio
import os
import signal
import socket
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from pathlib import Path
from typing import Any

import httpx
import pytest

from storage.slack import thread_id

BOT, ANN = "U0BOT", "U0ANN"
ROOT = Path(__file__).parents[3]
SECRETS = (b"xoxb-loopback-token", b"loopback-secret", b"xapp-loopback-token", b"secret-ticket")


def free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@asynccontextmanager
async def web_app(log: Path, port: int) -> AsyncIterator[asyncio.subprocess.Process]:
    with log.open("ab") as out:
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-c", "from app import main; main()", cwd=ROOT,
            env={**os.environ, "ADFLOW_PORT": str(port)}, stdout=out, stderr=out)
    try:
        async with httpx.AsyncClient() as http:
            for _ in range(300):
                assert process.returncode is None, await asyncio.to_thread(log.read_text)
                try:
                    if (await http.get(f"http://127.0.0.1:{port}/healthz")).json()["ok"]:
                        break
                except httpx.TransportError:
                    await asyncio.sleep(0.1)
        yield process
    finally:
        if process.returncode is None:
            process.terminate()
        await process.wait()


@pytest.mark.slow
async def test_the_door_stands_among_the_others_and_a_kill_loses_nothing(
    slack: Any, private_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ADFLOW_SLACK_APP_TOKEN", "xapp-loopback-token")
    port, log = free_port(), tmp_path / "web.log"
    address = f"http://127.0.0.1:{port}"
    slack.target = f"{address}/slack/events"
    proxied = {"Host": "ads.example.com", "X-Forwarded-For": "192.0.2.7"}
    async with web_app(log, port) as process, httpx.AsyncClient() as http:
        assert (await http.get(slack.target, headers=proxied)).status_code == 403
        assert (await http.post(slack.target, headers=proxied)).status_code == 401
        assert (await http.get(f"{address}/", headers=proxied)).status_code == 403
        slack.limits["chat.postMessage"] = [60]                # it cannot answer yet
        message = {"user": ANN, "text": f"<@{BOT}> hello", "team": "T0001"}
        slack._add("C0001", message, None)
        event = slack.event(message, "C0001", "app_mention")
        assert await slack.tell(event, **proxied) == 200
        process.send_signal(signal.SIGKILL)
        await process.wait()
    assert not slack.said()
    slack.limits.clear()
    async with web_app(log, port), httpx.AsyncClient(base_url=address) as http:
        [said] = await slack.until(lambda: slack.said(), what="the answer")
        assert said["thread_ts"] == message["ts"]
        await slack.until(lambda: slack.sockets, what="the socket")
        thread = thread_id("C0001", message["ts"])
        opened = await http.get(f"/open/{thread}")
        assert (opened.status_code, opened.headers["location"]) == (303, f"/thread/{thread}")
        assert (await http.get(f"/project/thread/{thread}")).json()["id"] == thread
        for other in ("8b9d9a1e-0000-4000-8000-000000000000", "x", "%2e%2e"):
            assert (await http.get(f"/open/{other}")).status_code == 404
    assert with_secrets((private_home, tmp_path / "web.log")) == []


def with_secrets(places: tuple[Path, ...]) -> list[Path]:
    """Files in which a token stands."""
    kept = [path for place in places for path in (place, *place.rglob("*")) if path.is_file()]
    return [path for path in kept if any(one in path.read_bytes() for one in SECRETS)]

