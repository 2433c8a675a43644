from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pytest
from PIL import Image

from storage.errors import BadInput, BadKey, NoCredit, ProviderLost, ProviderRefused
from storage.records import Options
from tools.providers.bfl import BlackForestLabs
from tools.providers.bfl_models import MODELS
from tools.providers.bfl_wire import may_be_asked
from tools.providers.interface import Accountable, Made, Provider, Request

KONTEXT, FLEX, PRO = "bfl/flux-kontext-pro", "bfl/flux-2-flex", "bfl/flux-pro-1.1"


async def made(bfl: BlackForestLabs, request: Request, bench: Any, folder: Path) -> Made:
    ticket = await bfl.submit(request)
    return await bfl.collect(request, ticket, bench.library, folder, lambda _: None)


def chosen(bench: Any, **options: Any) -> None:
    bench.storyboard = bench.storyboard.model_copy(update={"options": Options(**options)})


def without_product(bench: Any) -> None:
    brief = bench.storyboard.brief.model_copy(update={"photo": None, "logo": None})
    bench.storyboard = bench.storyboard.model_copy(update={"brief": brief})


def test_it_is_a_provider_that_can_be_checked(bfl: BlackForestLabs) -> None:
    provider: Provider = bfl
    assert provider.name == "bfl"
    assert isinstance(bfl, Accountable)


async def test_a_picture_is_made_from_product_and_logo(
    bfl: BlackForestLabs, bench: Any, desk: Any, workspace: Path, drawn: ModuleType
) -> None:
    request = bench.request(bfl, "picture", model=KONTEXT)
    result = await made(bfl, request, bench, workspace)
    pixels = np.array(Image.open(result.path))
    assert drawn.read_mark(pixels)[0] == drawn.number_of(request.job.params["prompt"])
    assert (result.cost, result.estimated, result.media_type) == (40_000, False, "image/png")
    (sent,) = desk.requests("bfl.submit")
    assert sent["path"].endswith("/v1/flux-kontext-pro")
    assert set(sent["body"]) == {
        "prompt", "output_format", "aspect_ratio", "input_image", "input_image_2"}
    assert sent["body"]["aspect_ratio"] == "9:16"


async def test_a_task_is_asked_for_at_the_very_address_that_was_told(
    bfl: BlackForestLabs, bench: Any, desk: Any, workspace: Path
) -> None:
    request = bench.request(bfl, "picture", model=KONTEXT)
    ticket = await bfl.submit(request)
    await bfl.collect(request, ticket, bench.library, workspace, lambda _: None)
    assert ticket.url.endswith(f"/bfl/us4/v1/get_result?id={ticket.provider_id}")
    asked = desk.requests("bfl.get_result")
    assert {one["path"] for one in asked} == {"/bfl/us4/v1/get_result"}
    assert len(asked) > 1                        # it was unknown there at first


async def test_a_task_that_stays_unknown_is_lost_before_the_deadline(
    bfl: BlackForestLabs, bench: Any, desk: Any, workspace: Path
) -> None:
    request = bench.request(bfl, "picture", model=KONTEXT)
    ticket = (await bfl.submit(request)).model_copy(update={"url": ""})
    with pytest.raises(ProviderLost, match="does not have this picture any more"):
        await bfl.collect(request, ticket, bench.library, workspace, lambda _: None)


def test_the_key_goes_to_no_address_of_others() -> None:
    ours = "https://api.bfl.ai"
    assert may_be_asked("https://api.us4.bfl.ai/v1/get_result?id=1", ours)
    assert may_be_asked("https://api.bfl.ai/v1/get_result?id=1", ours)
    for url in ("http://api.us4.bfl.ai/x", "https://bfl.ai.example.com/x", "https://evilbfl.ai/x",
                "https://user@example.com/bfl.ai", ""):
        assert not may_be_asked(url, ours)


async def test_steps_guidance_and_seed_go_to_the_models_that_take_them(
    bfl: BlackForestLabs, bench: Any, desk: Any
) -> None:
    chosen(bench, steps=40, guidance=4.5, seed=9, style="watercolour", voice="George")
    flex, kontext = (bench.request(bfl, "picture", model, model=model) for model in (FLEX, KONTEXT))
    assert "Style: watercolour." in flex.job.params["prompt"]
    again = flex.model_copy(update={"job": flex.job.model_copy(update={"take": 3})})
    for request in (flex, kontext, again):
        await bfl.submit(request)
    first, second, third = (one["body"] for one in desk.requests("bfl.submit"))
    assert (first["steps"], first["guidance"], first["seed"]) == (40, 4.5, 9)
    assert (first["width"], first["height"]) == (720, 1280)
    assert "steps" not in second
    assert second["seed"] == 9
    assert third["seed"] == 11
    chosen(bench, guidance=7.5)
    without_product(bench)
    with pytest.raises(BadInput, match=r"guidance from 1\.5 to 5, not 7\.5"):
        bench.request(bfl, "picture", model="bfl/flux-dev")


@pytest.mark.parametrize("model", list(MODELS))
async def test_every_model_is_quoted_at_what_is_billed(
    bfl: BlackForestLabs, bench: Any, desk: Any, workspace: Path, model: str
) -> None:
    if not MODELS[model].references:
        without_product(bench)
    request = bench.request(bfl, "picture", model=model)
    (told,) = [one for one in bfl.capabilities() if one.model == model]
    result = await made(bfl, request, bench, workspace)
    assert told.price_of(request.job.params) == result.cost == desk.charges()[0]["microdollars"]


def test_a_model_that_could_not_show_the_product_is_refused(
    bfl: BlackForestLabs, bench: Any
) -> None:
    with pytest.raises(BadInput, match="cannot show the product"):
        bench.request(bfl, "picture", model=PRO)
    without_product(bench)
    request = bench.request(bfl, "picture", model=PRO)
    assert request.job.files == {}
    assert "product" not in request.job.params["prompt"]


async def test_the_account_tells_its_credits(
    bfl: BlackForestLabs, bench: Any, desk: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.balance("bfl", 0.02)
    assert (await bfl.check()).credits == 2
    with pytest.raises(NoCredit, match="cannot pay for this picture"):
        await bfl.submit(bench.request(bfl, "picture", model=KONTEXT))
    monkeypatch.setenv("BFL_API_KEY", "bad-key-of-mine-123")
    with pytest.raises(BadKey) as wrong:
        await bfl.check()
    assert "bad-key-of-mine" not in wrong.value.sentence()
    monkeypatch.delenv("BFL_API_KEY")
    assert bfl.missing_keys() == ("BFL_API_KEY",)
    assert desk.charges() == []


async def test_the_emulator_refuses_what_the_contract_does_not_know(
    bfl: BlackForestLabs, bench: Any, desk: Any
) -> None:
    request = bench.request(bfl, "picture", model=FLEX)
    job = request.job.model_copy(update={"params": {**request.job.params, "size": [721, 1280]}})
    with pytest.raises(ProviderRefused, match=r"body\.width"):
        await bfl.submit(request.model_copy(update={"job": job}))
    assert desk.charges() == []
