"""Providers that answer with the picture itself: OpenAI and Google."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from storage.errors import BadInput, BadKey, NoCredit, ProviderLost, ProviderRefused
from storage.records import Motion, Options
from tools.providers.catalog import Catalog
from tools.providers.google import Google
from tools.providers.interface import Accountable, Made, Provider, Request, Ticket
from tools.providers.openai import OpenAI

FLASH, PRO = "google/gemini-3.1-flash-image", "google/gemini-3-pro-image"
NEW, MIDDLE, MINI = "openai/gpt-image-2", "openai/gpt-image-1.5", "openai/gpt-image-1-mini"
MODELS = (FLASH, PRO, NEW, MIDDLE, MINI)
Both = dict[str, Any]


@pytest.fixture
def both(google: Google, openai: OpenAI) -> Both:
    return {"google": google, "openai": openai}


def maker(both: Both, model: str) -> Any:
    return both[model.partition("/")[0]]


async def made(provider: Any, request: Request, bench: Any, folder: Path) -> Made:
    ticket = await provider.submit(request)
    found: Made = await provider.collect(
        request, ticket, bench.library, folder, lambda _: None)
    return found


def without_product(bench: Any, **changes: Any) -> Any:
    brief = bench.storyboard.brief.model_copy(update={"photo": None, "logo": None})
    bench.storyboard = bench.storyboard.model_copy(update={"brief": brief, **changes})
    return bench


def sent(desk: Any) -> dict[str, Any]:
    ends = ("google.generate", "openai.images", "openai.edits")
    (found,) = [one for end in ends for one in desk.requests(end)]
    body: dict[str, Any] = found["body"]
    return body


@pytest.mark.parametrize("name", ["google", "openai"])
def test_they_make_pictures_and_imagine_frames(both: Both, name: str) -> None:
    provider: Provider = both[name]
    assert isinstance(provider, Accountable)
    kinds = {one.kind for one in provider.capabilities()}
    assert kinds == {"picture", "future"}
    assert not any(one.client_id or one.here for one in provider.capabilities())
    assert all(one.price > 0 and one.references >= 2 for one in provider.capabilities())


@pytest.mark.parametrize("model", MODELS)
async def test_a_picture_is_made_with_the_product_and_billed_by_its_tokens(
    both: Both, bench: Any, desk: Any, workspace: Path, drawn: Any, model: str
) -> None:
    request = bench.request(maker(both, model), "picture", model=model)
    result = await made(maker(both, model), request, bench, workspace)
    pixels = np.array(Image.open(result.path).convert("RGB"))
    assert drawn.read_mark(pixels)[0] == drawn.number_of(request.job.params["prompt"])
    assert (pixels == 200).all(axis=2).any(), "the product is in it"
    assert result.media_type == "image/png"
    (charge,) = desk.charges()
    assert charge["microdollars"] == result.cost
    assert result.estimated
    price = {one.model: one.price for one in maker(both, model).capabilities()}[model]
    assert result.cost <= price, "a quote is not below what is billed"


@pytest.mark.parametrize("model", [FLASH, NEW])
async def test_without_a_product_words_are_enough(
    both: Both, bench: Any, desk: Any, workspace: Path, model: str
) -> None:
    without_product(bench, options=Options(style="anime"))
    request = bench.request(maker(both, model), "picture", model=model)
    assert "Style: anime." in request.job.params["prompt"]
    await made(maker(both, model), request, bench, workspace)
    assert len(desk.charges()) == 1
    assert desk.requests("openai.edits") == []


@pytest.mark.parametrize("model", [FLASH, MIDDLE])
@pytest.mark.parametrize("role", ["picture", "first_frame"])
async def test_a_frame_is_imagined_from_the_present_one(
    both: Both, bench: Any, desk: Any, workspace: Path, model: str, role: str
) -> None:
    shot = bench.storyboard.shots[1].model_copy(update={
        "action": "She lights the candle", "motion": Motion(camera_language="slow push in")})
    bench.storyboard = bench.storyboard.model_copy(update={"shots": (shot,)})
    request = bench.request(maker(both, model), "future", model=model, inputs={role: bench.frame})
    prompt = request.job.params["prompt"]
    assert "exactly 5 seconds later" in prompt
    assert "What happens until then: She lights the candle." in prompt
    assert "camera angle and the composition" in prompt
    assert request.job.params["seconds"] == 5
    assert request.job.files == {}
    await made(maker(both, model), request, bench, workspace)
    if model == FLASH:
        (content,) = sent(desk)["contents"]
        assert [list(part) for part in content["parts"]] == [["inlineData"], ["text"]]
    else:
        assert sent(desk)["files"] == ["image"]
        assert sent(desk)["input_fidelity"] == "high"
    with pytest.raises(ProviderRefused, match="no frame to imagine"):
        await maker(both, model).submit(request.model_copy(
            update={"inputs": {}, "client_id": "other"}))


async def test_each_asks_in_its_own_form(
    both: Both, bench: Any, desk: Any, workspace: Path
) -> None:
    bench.storyboard = bench.storyboard.model_copy(update={"options": Options(seed=5, steps=20)})
    request = bench.request(both["google"], "picture", model=PRO)
    assert set(request.job.params) == {"prompt", "references", "aspect", "seed"}
    await made(both["google"], request, bench, workspace)
    assert sent(desk)["generationConfig"] == {
        "responseModalities": ["IMAGE"], "seed": 5,
        "imageConfig": {"aspectRatio": "9:16", "imageSize": "2K"}}
    assert desk.requests("google.generate")[0]["headers"]["x-goog-api-key"] == "…"
    desk.reset()
    request = bench.request(both["openai"], "picture", model=NEW)
    assert set(request.job.params) == {"prompt", "references", "size"}
    await made(both["openai"], request, bench, workspace)
    assert sent(desk)["size"] == "1008x1792"
    assert sent(desk)["files"] == ["image[]", "image[]"]
    assert "input_fidelity" not in sent(desk)


@pytest.mark.parametrize("model", [FLASH, NEW])
async def test_what_was_bought_is_kept_and_not_bought_again(
    both: Both, bench: Any, desk: Any, workspace: Path, model: str
) -> None:
    provider = maker(both, model)
    request = bench.request(provider, "picture", model=model)
    ticket: Ticket = await provider.submit(request)
    await provider.submit(request)
    assert len(desk.charges()) == 1
    for _ in range(2):
        await provider.collect(request, ticket, bench.library, workspace, lambda _: None)
    assert not await provider.cancel(ticket)
    (provider.kept.folder / ticket.url).unlink()
    with pytest.raises(ProviderLost, match="not here any more"):
        await provider.collect(request, ticket, bench.library, workspace, lambda _: None)


@pytest.mark.parametrize("model", [FLASH, NEW])
async def test_refusals_are_told_apart(
    both: Both, bench: Any, desk: Any, model: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    provider = maker(both, model)
    endpoint = "google.generate" if model == FLASH else "openai.edits"
    request = bench.request(provider, "picture", model=model)
    desk.arm(endpoint, "moderated")
    with pytest.raises(ProviderRefused, match="content check refuses"):
        await provider.submit(request)
    desk.balance(provider.name, 0.001)
    with pytest.raises(NoCredit, match="cannot pay"):
        await provider.submit(request)
    assert desk.charges() == []
    assert (await provider.check()).balance is None
    monkeypatch.setenv(provider.line.key_name, "bad-key-of-mine-123")
    with pytest.raises(BadKey) as wrong:
        await provider.check()
    assert "bad-key-of-mine" not in wrong.value.sentence()
    monkeypatch.delenv(provider.line.key_name)
    assert provider.missing_keys() == (provider.line.key_name,)


@pytest.mark.parametrize(("model", "successor"), [
    ("google/gemini-2.5-flash-image", FLASH), ("openai/gpt-image-1", MIDDLE)])
def test_a_retired_model_names_its_successor(
    both: Both, bench: Any, model: str, successor: str
) -> None:
    assert maker(both, model).retired[model] == successor
    with pytest.raises(BadInput):
        Catalog(both.values()).capability("picture", model)


def test_what_they_do_not_make_is_refused_when_quoting(both: Both, bench: Any) -> None:
    for model in (FLASH, NEW):
        with pytest.raises(BadInput, match="makes no clip here"):
            bench.request(maker(both, model), "clip", model=model)


async def test_an_answer_that_is_no_picture_is_lost(
    both: Both, bench: Any, desk: Any
) -> None:
    for model in (FLASH, NEW):
        desk.arm("google.generate" if model == FLASH else "openai.edits", "wrong_type")
        with pytest.raises(ProviderLost):
            await maker(both, model).submit(
                bench.request(maker(both, model), "picture", model=model))
