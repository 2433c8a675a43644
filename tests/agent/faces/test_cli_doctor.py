"""What the doctor says of keys, accounts and the machine, and what of it is in the way."""

import asyncio
import io
import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from agent.faces import cli_doctor
from agent.faces.cli_doctor import examine
from storage.settings import Settings
from tools.providers import client

KEYS = {"OPENAI_API_KEY": "sk-planted-1a2b3c", "RUNWARE_API_KEY": "rw-planted-4d5e6f",
        "MIRELO_API_KEY": "mi-planted-7a8b9c"}
BOTH = {"ADFLOW_PROVIDERS": "runware, mirelo"}
Asked = Callable[..., Any]


@pytest.fixture
def asked(
    emulated: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Asked:
    """The doctor's answer in this environment: exit code, words, facts."""

    async def ask(**environment: str) -> tuple[int, str, dict[str, Any]]:
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        out = io.StringIO()
        code = await examine(Settings(), Console(file=out, width=80), as_json=False)
        assert max(map(len, out.getvalue().splitlines())) <= 80
        assert await examine(Settings(), Console(file=out), as_json=True) == code
        assert asyncio.get_running_loop() not in client._clients
        facts = json.loads(capsys.readouterr().out)
        assert facts["ok"] == (code == 0)
        assert bool(facts["next_steps"]) == (code == 1)
        return code, " ".join(out.getvalue().split()), facts

    return ask


def written(home: Path, models: str) -> None:
    home.mkdir()
    (home / "models.json").write_text(models)


async def test_without_keys_nothing_is_in_the_way(asked: Asked) -> None:
    code, text, facts = await asked()
    assert code == 0
    assert "✓ FFmpeg" in text
    assert "libx264" in text
    assert "the built-in guide (no key needed)" in text
    assert "✓ Made by the built-in studio" in text
    assert "– Runware RUNWARE_API_KEY is not set; nothing needs it now" in text
    assert "– Mirelo MIRELO_API_KEY is not set; nothing needs it now" in text
    assert "adflow ad PHOTO" in text
    assert set(facts["ffmpeg"]["filters"]) >= {"loudnorm", "amix"}
    assert facts["data_folder"]["free_bytes"] > 0
    assert facts["missing_keys"] == []
    assert (facts["runware"]["key"], facts["runware"]["chosen"]) == ("missing", False)


async def test_good_keys_and_what_the_accounts_have(asked: Asked, emulated: Any) -> None:
    emulated.post("/_balance", {"runware": 1234.5, "mirelo": 61})
    code, text, facts = await asked(**KEYS, **BOTH)
    assert code == 0
    assert "✓ Brain gpt-5.6-luna (OpenAI), answers" in text
    assert "✓ Made by runware, mirelo" in text
    assert "✓ Runware the key is good, balance $1,234.50" in text
    assert "✓ Mirelo the key is good, 1,220 credits" in text
    assert facts["runware"]["balance"] == 1_234_500_000
    assert (facts["mirelo"]["credits"], facts["mirelo"]["key"]) == (1220, "good")
    assert emulated.get("/_charges")["charges"] == []


async def test_all_missing_keys_are_named_at_once(asked: Asked) -> None:
    code, text, facts = await asked(**BOTH, ADFLOW_BRAIN="openai")
    assert code == 1
    names = "OPENAI_API_KEY, RUNWARE_API_KEY, MIRELO_API_KEY"
    assert f"→ Keys are missing: {names}. Set them in the environment" in text
    assert text.count("→") == 1
    assert facts["missing_keys"] == names.split(", ")
    assert "Nothing is in the way" not in text


async def test_only_the_keys_that_are_needed_are_in_the_way(asked: Asked) -> None:
    code, text, facts = await asked(ADFLOW_PROVIDERS="runware")
    assert code == 1
    assert facts["missing_keys"] == ["RUNWARE_API_KEY"]
    assert "✗ Runware" in text
    assert "– Mirelo" in text


@pytest.mark.parametrize("chosen", [True, False])
async def test_a_refused_key_is_told_and_not_shown(asked: Asked, chosen: bool) -> None:
    bad = {name: f"bad-{key}" for name, key in KEYS.items()}
    code, text, facts = await asked(
        **{**bad, **(BOTH if chosen else {})}, ADFLOW_BRAIN="openai" if chosen else "guided")
    assert code == int(chosen)
    assert "Runware does not accept the key" in text
    assert "Mirelo does not accept the key" in text
    assert facts["runware"]["key"] == facts["mirelo"]["key"] == "refused"
    assert facts["runware"]["in_the_way"] == chosen
    assert facts["missing_keys"] == []
    if chosen:
        assert "The key is not accepted by OpenAI." in text
        assert "→ Set RUNWARE_API_KEY anew." in text
        assert "→ Set MIRELO_API_KEY anew." in text
    assert "planted" not in text + json.dumps(facts)


async def test_who_does_not_answer_holds_up_nobody(
    asked: Asked, emulated: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cli_doctor, "WITHIN", 2.0)
    emulated.post("/_faults", [
        {"endpoint": name, "kind": "hang_before", "count": 9, "seconds": 60}
        for name in ("runware.accountManagement", "openai.models")])
    began = time.monotonic()
    code, text, facts = await asked(**KEYS, **BOTH)
    assert time.monotonic() - began < 30                 # twice: in words, and as facts
    assert code == 1
    assert "✗ Brain no answer within 2 seconds" in text
    assert "✗ Runware no answer within 2 seconds" in text
    assert "✓ Mirelo the key is good" in text
    assert facts["runware"]["key"] == "unknown"


async def test_who_is_out_of_reach_is_in_the_way_only_if_chosen(asked: Asked) -> None:
    nowhere = {"ADFLOW_RUNWARE_URL": "http://127.0.0.1:9/v1",
               "ADFLOW_MIRELO_URL": "http://127.0.0.1:9"}
    code, text, _ = await asked(**KEYS, **nowhere, ADFLOW_PROVIDERS="runware")
    assert code == 1
    assert "✗ Runware Runware cannot be reached." in text
    assert "– Mirelo Mirelo cannot be reached." in text
    code, text, _ = await asked(ADFLOW_PROVIDERS="local")
    assert code == 0
    assert "– Runware Runware cannot be reached." in text


async def test_what_is_wrong_with_the_machine_does_not_hide_the_rest(
    asked: Asked, private_home: Path, tmp_path: Path
) -> None:
    written(private_home, '{"runware/klingai:6@1": {"price": 1}}')
    code, text, facts = await asked(
        **KEYS, ADFLOW_FFMPEG=str(tmp_path / "no-ffmpeg"), ADFLOW_PROVIDERS="mirelo")
    assert code == 1
    assert "✗ FFmpeg" in text
    assert "✗ Models" in text
    assert "“runware/klingai:6@1”, date: Field required" in text
    assert "✗ Made by No product ad can be made with mirelo alone." in text
    assert "✓ Runware the key is good" in text
    assert text.count("→") == 3
    assert facts["ffmpeg"]["in_the_way"]


async def test_own_models_are_counted(asked: Asked, private_home: Path) -> None:
    written(private_home, json.dumps({
        "runware/a:1@1": {"kind": "sound", "price": 0.01, "date": "2026-11-21"}}))
    code, text, facts = await asked()
    assert code == 0
    assert "✓ Models 1 added in" in text
    assert facts["models"]["added"] == ["runware/a:1@1"]


async def test_a_data_folder_that_cannot_be_and_one_with_little_room(
    asked: Asked, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cli_doctor, "LITTLE_ROOM", 1 << 60)
    code, text, _ = await asked()
    assert code == 1
    assert "which is little" in text
    code, text, facts = await asked(ADFLOW_HOME="/dev/null/adflow")
    assert code == 1
    assert "cannot be written" in text
    assert "✓ FFmpeg" in text
    assert "free_bytes" not in facts["data_folder"]


async def test_the_bots_token_is_tried(asked: Asked, slack: Any) -> None:
    _, text, facts = await asked()
    assert "✓ Slack" in text
    assert facts["slack"]["team"]
    code, _, facts = await asked(ADFLOW_SLACK_SIGNING_SECRET="")
    assert code == 1
    assert any("ADFLOW_SLACK_SIGNING_SECRET" in one for one in facts["next_steps"])
    slack.errors["auth.test"] = ["invalid_auth"] * 9
    code, text, facts = await asked(ADFLOW_SLACK_SIGNING_SECRET="secret")
    assert code == 1
    assert "invalid" in facts["slack"]["says"]
