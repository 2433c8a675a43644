import asyncio
from pathlib import Path
from typing import Any

import pytest

from storage.errors import BadInput, BadKey, JobFailed, NoCredit, ProviderRefused
from storage.records import Options, Storyboard
from tools.media.probe import probe
from tools.providers.fal import Fal
from tools.providers.fal_models import MODELS
from tools.providers.interface import Accountable, Made, Provider, Request

LTX, KLING, VEO, WAN = "fal/ltx-2", "fal/kling-2.6-pro", "fal/veo-3.1", "fal/wan-2.6"


async def made(fal: Fal, request: Request, bench: Any, folder: Path) -> Made:
    ticket = await fal.submit(request)
    return await fal.collect(request, ticket, bench.library, folder, lambda _: None)


def at(bench: Any, seconds: float, **changes: Any) -> Storyboard:
    shot = bench.storyboard.shots[0].model_copy(update={"seconds": seconds})
    bench.storyboard = bench.storyboard.model_copy(update={"shots": (shot,), **changes})
    return bench.storyboard


def test_it_is_a_provider_with_models_that_connect_shots(fal: Fal) -> None:
    provider: Provider = fal
    assert provider.name == "fal"
    assert isinstance(fal, Accountable)
    able = {one.model: one for one in fal.capabilities()}
    assert all(one.first_frame and one.concurrency == 2 for one in able.values())
    assert {name for name, one in able.items() if not one.last_frame} == {WAN}
    assert [one.model for one in able.values() if one.native_sound] == [LTX, KLING, VEO]


@pytest.mark.parametrize(("model", "seconds", "bought", "heard"), [
    (LTX, 5, 5, True), (LTX, 4, 4, True), (KLING, 4, 5, True), (f"{KLING}-silent", 6, 10, False),
    (VEO, 3, 4, True), (f"{VEO}-silent", 6, 6, False), (WAN, 5, 5, False),
])
async def test_each_model_makes_a_clip_by_its_own_fields(
    fal: Fal, bench: Any, desk: Any, workspace: Path, model: str, seconds: float, bought: float,
    heard: bool,
) -> None:
    at(bench, seconds)
    result = await made(fal, bench.request(fal, "clip", model=model), bench, workspace)
    film = probe(result.path)
    assert film.seconds == pytest.approx(bought, abs=0.1)
    assert bool(film.audio_codec) is heard
    (charge,) = desk.charges()
    assert charge["microdollars"] == result.cost
    assert result.estimated
    one = {cap.model: cap for cap in fal.capabilities()}[model]
    assert result.cost <= one.price + one.price_per_second * bought <= result.cost * 1.02


async def test_a_last_frame_goes_where_each_model_takes_it(
    fal: Fal, bench: Any, desk: Any, workspace: Path
) -> None:
    at(bench, 4)
    inputs = {"picture": bench.frame, "last_frame": bench.photo}
    for model, path, first, last in (
        (LTX, "/fal-ai/ltx-2-19b/image-to-video", "image_url", "end_image_url"),
        (KLING, "/fal-ai/kling-video/v2.6/pro/image-to-video", "start_image_url", "end_image_url"),
        (VEO, "/fal-ai/veo3.1/first-last-frame-to-video", "first_frame_url", "last_frame_url"),
    ):
        await made(fal, bench.request(fal, "clip", inputs=inputs, model=model), bench, workspace)
        sent = desk.requests("fal.submit")[-1]
        assert sent["path"] == f"/fal{path}"
        assert {first, last} <= set(sent["body"])
    assert len(desk.requests("fal.upload")) == 2, "each picture is sent once"
    with pytest.raises(ProviderRefused, match="takes no last frame"):
        await fal.submit(bench.request(fal, "clip", inputs=inputs, model=WAN))


@pytest.mark.parametrize(("aspect", "size"), [
    ("16:9", (1280, 720)), ("9:16", (720, 1280)), ("1:1", (960, 960))])
async def test_the_aspect_is_the_films(
    fal: Fal, bench: Any, desk: Any, aspect: str, size: tuple[int, int]
) -> None:
    at(bench, 4, aspect=aspect)
    await fal.submit(bench.request(fal, "clip", model=LTX))
    assert desk.requests("fal.submit")[0]["body"]["video_size"] == {
        "width": size[0], "height": size[1]}
    if aspect == "1:1":
        with pytest.raises(BadInput, match="no clips of 1:1"):
            bench.request(fal, "clip", model=VEO)
    else:
        await fal.submit(bench.request(fal, "clip", model=VEO))
        assert desk.requests("fal.submit")[1]["body"]["aspect_ratio"] == aspect


async def test_a_seed_that_is_set_is_sent_and_moves_with_the_take(
    fal: Fal, bench: Any, desk: Any
) -> None:
    board = at(bench, 4)
    assert "seed" not in bench.request(fal, "clip", model=LTX).job.params
    bench.storyboard = board.model_copy(update={"options": Options(seed=7)})
    request = bench.request(fal, "clip", model=LTX)
    await fal.submit(request)
    again = request.job.model_copy(update={"take": 2})
    await fal.submit(request.model_copy(update={"job": again}))
    assert [one["body"]["seed"] for one in desk.requests("fal.submit")] == [7, 8]
    assert "seed" not in bench.request(fal, "clip", model=KLING).job.params


def test_what_cannot_be_made_is_refused_when_quoting(fal: Fal, bench: Any) -> None:
    with pytest.raises(BadInput, match="makes no clip here"):
        bench.request(fal, "clip", model="fal/gone")
    with pytest.raises(BadInput, match="makes no sound"):
        bench.request(fal, "sound", model=LTX)
    at(bench, 16)
    with pytest.raises(BadInput, match="longer than the 15 s"):
        bench.request(fal, "clip", model=WAN)


async def test_status_and_result_are_asked_where_fal_said(
    fal: Fal, bench: Any, desk: Any, workspace: Path
) -> None:
    at(bench, 4)
    request = bench.request(fal, "clip", model=KLING)
    ticket = await fal.submit(request)
    assert ticket.links["status"].endswith(
        f"/fal/fal-ai/kling-video/requests/{ticket.provider_id}/status")
    await fal.collect(request, ticket, bench.library, workspace, lambda _: None)
    for end in ("fal.submit", "fal.status", "fal.result"):
        assert desk.requests(end)[0]["headers"]["authorization"] == "…"
    assert "authorization" not in desk.requests("fal.upload")[0]["headers"]
    assert "authorization" not in desk.requests("fal.download")[0]["headers"]


async def test_a_waiting_run_is_taken_out_and_a_running_one_is_not_given_up(
    fal: Fal, bench: Any, desk: Any, workspace: Path
) -> None:
    at(bench, 4)
    request = bench.request(fal, "clip", model=KLING)
    desk.arm("fal.submit", "slow")
    assert await fal.cancel(await fal.submit(request)), "it waited"
    assert desk.charges() == []
    desk.arm("fal.submit", "stuck")
    ticket = await fal.submit(request)
    await asyncio.sleep(0.1)
    assert not await fal.cancel(ticket), "it runs: fal decides whether it still stops"
    with pytest.raises(JobFailed, match="stopped at fal"):
        await fal.collect(request, ticket, bench.library, workspace, lambda _: None)
    assert desk.charges() == []
    ticket = await fal.submit(request)
    await fal.collect(request, ticket, bench.library, workspace, lambda _: None)
    assert not await fal.cancel(ticket), "what has ended is billed"


async def test_a_picture_that_is_gone_there_is_sent_anew_the_next_time(
    fal: Fal, bench: Any, desk: Any, workspace: Path
) -> None:
    at(bench, 4)
    await fal.prepare(bench.request(fal, "clip", model=LTX))
    desk.reset()
    with pytest.raises(JobFailed, match="could not read"):
        await made(fal, bench.request(fal, "clip", "me:1:1", model=LTX), bench, workspace)
    assert desk.charges() == []
    await made(fal, bench.request(fal, "clip", "me:1:2", model=LTX), bench, workspace)
    assert len(desk.charges()) == 1


async def test_what_the_model_does_not_take_is_said_in_its_own_words(
    fal: Fal, bench: Any, desk: Any, workspace: Path
) -> None:
    at(bench, 4)
    request = bench.request(fal, "clip", model=WAN)
    job = request.job.model_copy(update={"params": {**request.job.params, "seconds": 7}})
    with pytest.raises(ProviderRefused, match="duration: Input is not valid"):
        await made(fal, request.model_copy(update={"job": job}), bench, workspace)
    assert desk.charges() == []


async def test_key_and_credit_are_told_apart(
    fal: Fal, bench: Any, desk: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    at(bench, 4)
    assert (await fal.check()).balance is None
    desk.balance("fal", 0.01)
    with pytest.raises(NoCredit, match="Exhausted balance"):
        await fal.submit(bench.request(fal, "clip", model=LTX))
    monkeypatch.setenv("FAL_API_KEY", "bad-key-of-mine-123")
    with pytest.raises(BadKey) as wrong:
        await fal.check()
    assert "bad-key-of-mine" not in wrong.value.sentence()
    monkeypatch.delenv("FAL_API_KEY")
    assert fal.missing_keys() == ("FAL_API_KEY",)


def test_every_model_has_a_price_with_its_date(fal: Fal) -> None:
    assert {one.model for one in fal.capabilities()} == set(MODELS)
    assert all(one.price_date and one.price_source for one in fal.capabilities())
