import asyncio
import io
from pathlib import Path
from types import ModuleType
from typing import Any

import av
import numpy as np
import pytest
from PIL import Image

from storage.errors import BadInput, BadKey, NoCredit, ProviderRefused
from storage.records import Asset, Options
from storage.settings import Settings
from tools.media.probe import probe
from tools.pipeline.recipes import product_ad
from tools.providers.interface import Accountable, Made, Provider, Request
from tools.providers.registry import catalog_of
from tools.providers.runway import MOST_INLINE, Runway
from tools.providers.runway_wire import MODELS

TURBO, VEO, KLING = "runway/gen4_turbo", "runway/veo3.1_fast", "runway/kling2.5_turbo_pro"


async def made(runway: Runway, request: Request, bench: Any, folder: Path) -> Made:
    ticket = await runway.submit(request)
    return await runway.collect(request, ticket, bench.library, folder, lambda _: None)


def sent(desk: Any) -> dict[str, Any]:
    (one,) = desk.requests("runway.image_to_video")
    body: dict[str, Any] = one["body"]
    return body


def test_it_is_a_provider_that_can_be_checked(runway: Runway) -> None:
    provider: Provider = runway
    assert provider.name == "runway"
    assert isinstance(runway, Accountable)
    assert not any(one.client_id for one in runway.capabilities())


async def test_a_clip_starts_from_its_frame_at_the_models_size(
    runway: Runway, bench: Any, desk: Any, workspace: Path, drawn: ModuleType
) -> None:
    request = bench.request(runway, "clip", model=TURBO)
    result = await made(runway, request, bench, workspace)
    film = probe(result.path)
    assert film.seconds == pytest.approx(7, abs=0.05)
    with av.open(str(result.path)) as container:
        frame = next(container.decode(video=0)).to_ndarray(format="rgb24")
    assert drawn.read_mark(frame)[:2] == (drawn.number_of(request.job.params["prompt"]), 7)
    assert abs(int(frame[frame.shape[0] // 2, 10, 0]) - 60) < 6     # the grey of the frame
    assert (result.cost, result.estimated) == (350_000, False)
    assert [one["microdollars"] for one in desk.charges()] == [350_000]
    body = sent(desk)
    assert (body["model"], body["ratio"], body["duration"]) == ("gen4_turbo", "720:1280", 7)
    assert [one["position"] for one in body["promptImage"]] == ["first"]
    assert "seed" not in body
    assert "audio" not in body


async def test_a_clip_ends_on_a_last_frame_where_the_model_takes_one(
    runway: Runway, bench: Any, desk: Any, workspace: Path
) -> None:
    inputs = {"first_frame": bench.frame, "last_frame": bench.photo}
    result = await made(
        runway, bench.request(runway, "clip", inputs=inputs, model=VEO, shot=1), bench, workspace)
    body = sent(desk)
    assert [one["position"] for one in body["promptImage"]] == ["first", "last"]
    assert (body["audio"], body["duration"]) == (False, 6)
    assert result.cost == 600_000 == desk.charges()[0]["microdollars"]
    with pytest.raises(ProviderRefused, match="takes no last frame"):
        await runway.submit(bench.request(runway, "clip", inputs=inputs, model=TURBO))


async def test_a_model_that_follows_its_frame_is_sent_no_ratio(
    runway: Runway, bench: Any, desk: Any, workspace: Path
) -> None:
    result = await made(
        runway, bench.request(runway, "clip", model=KLING, shot=1), bench, workspace)
    assert "ratio" not in sent(desk)
    assert probe(result.path).seconds == pytest.approx(5, abs=0.05)


@pytest.mark.parametrize("model", list(MODELS))
async def test_every_model_is_quoted_at_what_is_billed(
    runway: Runway, bench: Any, desk: Any, workspace: Path, model: str
) -> None:
    request = bench.request(runway, "clip", model=model, shot=1)
    (told,) = [one for one in runway.capabilities() if one.model == model]
    result = await made(runway, request, bench, workspace)
    assert told.price_of(request.job.params) == result.cost == desk.charges()[0]["microdollars"]


async def test_a_seed_goes_with_a_clip_and_differs_by_take(
    runway: Runway, bench: Any, desk: Any
) -> None:
    bench.storyboard = bench.storyboard.model_copy(update={"options": Options(seed=41)})
    request = bench.request(runway, "clip", model=TURBO)
    again = request.model_copy(update={"job": request.job.model_copy(update={"take": 2})})
    await runway.submit(request)
    await runway.submit(again)
    seeds = [one["body"]["seed"] for one in desk.requests("runway.image_to_video")]
    assert seeds == [41, 42]
    assert "seed" not in bench.request(runway, "clip", model=KLING).job.params


async def test_waiting_for_a_turn_is_no_failure_however_long_it_lasts(
    runway: Runway, bench: Any, desk: Any, tmp_path: Path
) -> None:
    desk.arm("runway.image_to_video", "slow", 9)
    runway.line.pace = runway.line.pace.model_copy(
        update={"deadline": 1.2, "for_clips": 1.0, "steady_poll": 0.02})

    async def one(number: int) -> Made:
        folder = tmp_path / str(number)
        folder.mkdir()
        request = bench.request(runway, "clip", f"me:{number}:1", model="runway/gen4.5", shot=1)
        return await made(runway, request, bench, folder)

    results = await asyncio.gather(*(one(number) for number in range(9)))
    assert len(results) == len(desk.charges()) == 9


async def test_a_large_frame_is_uploaded_and_that_once(
    runway: Runway, bench: Any, desk: Any, workspace: Path
) -> None:
    noise = np.random.default_rng(1).integers(0, 255, (1200, 1200, 3), np.uint8)
    out = io.BytesIO()
    Image.fromarray(noise).save(out, "PNG")
    assert out.tell() > MOST_INLINE
    large = bench.library.keep_bytes(out.getvalue(), Asset(
        sha256="", size=0, media_type="image/png", width=1200, height=1200))
    inputs = {"picture": large}
    await made(runway, bench.request(runway, "clip", inputs=inputs, model=TURBO), bench, workspace)
    await runway.submit(bench.request(runway, "clip", "me:2:1", inputs=inputs, model=TURBO))
    (store,) = desk.requests("runway.store")
    assert "authorization" not in store["headers"]
    bodies = [one["body"] for one in desk.requests("runway.image_to_video")]
    assert all(one["promptImage"][0]["uri"].startswith("runway://") for one in bodies)
    desk.reset()                                 # what was uploaded has gone there
    await runway.submit(bench.request(runway, "clip", "me:3:1", inputs=inputs, model=TURBO))
    assert len(desk.requests("runway.store")) == len(desk.charges()) == 1


async def test_what_waits_for_its_turn_is_cancelled_and_costs_nothing(
    runway: Runway, bench: Any, desk: Any
) -> None:
    desk.arm("runway.image_to_video", "stuck", 3)
    tickets = [await runway.submit(bench.request(runway, "clip", f"me:{n}:1", model=TURBO))
               for n in range(4)]
    await asyncio.sleep(0.03)                    # the first have begun
    assert await runway.cancel(tickets[3])
    assert len(desk.charges()) == 3


async def test_what_has_begun_or_is_made_is_not_cancelled(
    runway: Runway, bench: Any, desk: Any, workspace: Path
) -> None:
    request = bench.request(runway, "clip", model=TURBO)
    ticket = await runway.submit(request)
    await runway.collect(request, ticket, bench.library, workspace, lambda _: None)
    assert not await runway.cancel(ticket)
    again = await runway.collect(request, ticket, bench.library, workspace, lambda _: None)
    assert again.cost == 350_000
    assert desk.requests("runway.delete") == []


def test_what_cannot_be_made_is_refused_when_quoting(runway: Runway, bench: Any) -> None:
    with pytest.raises(BadInput, match="gen3a_turbo is not sold any more") as retired:
        bench.request(runway, "clip", model="runway/gen3a_turbo")
    assert "runway/gen4_turbo" in retired.value.next_step
    with pytest.raises(BadInput, match="longer than the 8 s"):
        bench.request(runway, "clip", model=VEO, shot=2)
    with pytest.raises(BadInput, match="makes no picture here"):
        bench.request(runway, "picture", model="runway/gen4_image")
    with pytest.raises(BadInput, match="makes no music"):
        bench.request(runway, "music", model=TURBO)


def test_a_retired_model_is_refused_by_name_wherever_it_is_chosen() -> None:
    catalog = catalog_of(Settings())
    for ask in (lambda: catalog.capability("clip", "runway/gen3a_turbo"),
                lambda: product_ad(["runware"], catalog, ["runway/gen3a_turbo"])):
        with pytest.raises(BadInput, match="not sold any more") as retired:
            ask()
        assert "runway/gen4_turbo" in retired.value.next_step


async def test_the_account_tells_its_credits(
    runway: Runway, desk: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.balance("runway", 12.5)
    assert (await runway.check()).credits == 1250
    monkeypatch.setenv("RUNWAY_API_KEY", "bad-key-of-mine-123")
    with pytest.raises(BadKey) as wrong:
        await runway.check()
    assert "bad-key-of-mine" not in wrong.value.sentence()
    monkeypatch.delenv("RUNWAY_API_KEY")
    assert runway.missing_keys() == ("RUNWAY_API_KEY",)


async def test_missing_credit_is_said(runway: Runway, bench: Any, desk: Any) -> None:
    desk.balance("runway", 0.01)
    with pytest.raises(NoCredit, match="cannot pay for this clip"):
        await runway.submit(bench.request(runway, "clip", model=TURBO))
    assert desk.charges() == []


async def test_the_emulator_refuses_what_the_contract_does_not_know(
    runway: Runway, bench: Any, desk: Any
) -> None:
    request = bench.request(runway, "clip", model=TURBO)
    job = request.job.model_copy(update={"params": {**request.job.params, "seconds": 11}})
    with pytest.raises(ProviderRefused, match="duration"):
        await runway.submit(request.model_copy(update={"job": job}))
    assert desk.charges() == []
