from pathlib import Path
from typing import Any

import pytest

from storage.errors import BadInput, BadKey, NoCredit, ProviderRefused
from tools.media.probe import probe
from tools.providers.interface import Accountable, Made, Provider, Request
from tools.providers.mirelo import Mirelo
from tools.providers.mirelo_wire import LEGACY, V2


async def made(mirelo: Mirelo, request: Request, bench: Any, folder: Path) -> Made:
    ticket = await mirelo.submit(request)
    return await mirelo.collect(request, ticket, bench.library, folder, lambda _: None)


def silent(bench: Any) -> Any:
    shots = tuple(shot.model_copy(update={"audio": shot.audio.model_copy(
        update={"music": "", "effects": "", "dialogue": ""})}) for shot in bench.storyboard.shots)
    bench.storyboard = bench.storyboard.model_copy(update={"shots": shots})
    return bench


def test_it_is_a_provider_that_can_be_checked(mirelo: Mirelo) -> None:
    provider: Provider = mirelo
    assert provider.name == "mirelo"
    assert isinstance(mirelo, Accountable)
    assert not any(one.client_id for one in mirelo.capabilities())


async def test_legacy_makes_a_sound_from_clip_and_words(
    mirelo: Mirelo, bench: Any, desk: Any, workspace: Path
) -> None:
    request = bench.request(mirelo, "sound", model=LEGACY)
    result = await made(mirelo, request, bench, workspace)
    assert probe(result.path).seconds == pytest.approx(7, abs=0.1)
    (charge,) = desk.charges()
    assert charge["microdollars"] == result.cost == 70_000
    assert result.estimated
    (sent,) = desk.requests("mirelo.sfx")
    assert sent["body"]["text_prompt"].startswith("Music: soft piano. Sound effects: a match")
    assert {"x-api-key"} <= set(sent["headers"])
    assert "authorization" not in sent["headers"]
    (upload,) = desk.requests("mirelo.upload")
    assert upload["headers"]["content-type"] == "video/mp4"
    assert not {"x-api-key", "authorization"} & set(upload["headers"])


async def test_v2_makes_a_sound_from_a_clip_alone(
    mirelo: Mirelo, bench: Any, desk: Any, workspace: Path
) -> None:
    request = silent(bench).request(mirelo, "sound", model=V2)
    result = await made(mirelo, request, bench, workspace)
    assert probe(result.path).seconds == pytest.approx(7, abs=0.1)
    assert [one["microdollars"] for one in desk.charges()] == [result.cost]
    (sent,) = desk.requests("mirelo.jobs")
    assert sent["body"]["duration_ms"] == 7000
    assert "x-api-key" not in sent["headers"]


def test_what_cannot_be_made_is_refused_when_quoting(mirelo: Mirelo, bench: Any) -> None:
    with pytest.raises(BadInput, match="takes no words"):
        bench.request(mirelo, "sound", model=V2)
    with pytest.raises(BadInput, match="makes no sound"):
        mirelo.needs("sound", bench.storyboard, bench.storyboard.shots[0])
    with pytest.raises(BadInput, match="makes no music"):
        mirelo.needs("music", bench.with_model("music", LEGACY), None)
    board = bench.with_model("sound", LEGACY)
    long = board.shots[0].model_copy(update={"seconds": 10.5})
    with pytest.raises(BadInput, match="at most 10 s"):
        mirelo.needs("sound", board, long)


async def test_a_clip_is_sent_once_for_each_interface(
    mirelo: Mirelo, bench: Any, desk: Any
) -> None:
    for number in range(2):
        await mirelo.submit(bench.request(mirelo, "sound", f"me:{number}:1", model=LEGACY))
    assert len(desk.requests("mirelo.upload")) == 1
    await mirelo.submit(silent(bench).request(mirelo, "sound", "me:3:1", model=V2))
    assert len(desk.requests("mirelo.upload")) == 2
    assert len(desk.charges()) == 3


@pytest.mark.parametrize("model", [LEGACY, V2])
async def test_a_clip_that_is_not_known_there_any_more_is_sent_anew(
    mirelo: Mirelo, bench: Any, desk: Any, model: str
) -> None:
    silent(bench)
    await mirelo.submit(bench.request(mirelo, "sound", "me:1:1", model=model))
    desk.reset()
    await mirelo.submit(bench.request(mirelo, "sound", "me:2:1", model=model))
    assert len(desk.requests("mirelo.upload")) == 1
    assert len(desk.charges()) == 1


async def test_the_account_tells_its_credits(
    mirelo: Mirelo, desk: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.balance("mirelo", 10)
    assert (await mirelo.check()).credits == 200
    monkeypatch.setenv("MIRELO_API_KEY", "bad-key-of-mine-123")
    with pytest.raises(BadKey) as wrong:
        await mirelo.check()
    assert "bad-key-of-mine" not in wrong.value.sentence()
    monkeypatch.delenv("MIRELO_API_KEY")
    assert mirelo.missing_keys() == ("MIRELO_API_KEY",)


@pytest.mark.parametrize("model", [LEGACY, V2])
async def test_missing_credit_is_said(
    mirelo: Mirelo, bench: Any, desk: Any, model: str
) -> None:
    desk.balance("mirelo", 0.01)
    with pytest.raises(NoCredit, match="cannot pay for this sound"):
        await mirelo.submit(silent(bench).request(mirelo, "sound", model=model))
    assert desk.charges() == []


async def test_the_emulator_refuses_what_the_contract_does_not_know(
    mirelo: Mirelo, bench: Any, desk: Any
) -> None:
    request = bench.request(mirelo, "sound", model=LEGACY)
    job = request.job.model_copy(update={"params": {**request.job.params, "seconds": 11}})
    with pytest.raises(ProviderRefused, match="duration"):
        await mirelo.submit(request.model_copy(update={"job": job}))
    assert desk.charges() == []
