from pathlib import Path
from types import ModuleType
from typing import Any

import av
import numpy as np
import pytest
from PIL import Image

from storage.errors import BadInput, BadKey, NoCredit, ProviderRefused
from tools.media.probe import probe
from tools.providers.getimg import Getimg
from tools.providers.interface import Accountable, Made, Provider, Request

PICTURE, CLIP, TURBO = "getimg/seedream-5-lite", "getimg/seedance-v1-pro", "getimg/z-image-turbo"


async def made(getimg: Getimg, request: Request, bench: Any, folder: Path) -> Made:
    ticket = await getimg.submit(request)
    return await getimg.collect(request, ticket, bench.library, folder, lambda _: None)


def test_it_is_a_provider_that_can_be_checked(getimg: Getimg) -> None:
    provider: Provider = getimg
    assert provider.name == "getimg"
    assert isinstance(getimg, Accountable)


async def test_a_picture_is_made_from_product_and_logo(
    getimg: Getimg, bench: Any, desk: Any, workspace: Path, drawn: ModuleType
) -> None:
    request = bench.request(getimg, "picture", model=PICTURE)
    result = await made(getimg, request, bench, workspace)
    pixels = np.array(Image.open(result.path))
    assert drawn.read_mark(pixels)[0] == drawn.number_of(request.job.params["prompt"])
    assert (result.cost, result.estimated) == (35_000, False)
    assert [one["microdollars"] for one in desk.charges()] == [35_000]
    (sent,) = desk.requests("getimg.images")
    body = sent["body"]
    assert (body["resolution"], body["aspect_ratio"]) == ("2K", "9:16")
    assert body["output_format"] == "png"
    assert [set(one) for one in body["images"]] == [{"url"}, {"url"}]


async def test_a_clip_runs_from_its_first_frame_to_its_last(
    getimg: Getimg, bench: Any, desk: Any, workspace: Path
) -> None:
    inputs = {"first_frame": bench.frame, "last_frame": bench.photo}
    request = bench.request(getimg, "clip", inputs=inputs, model=CLIP, shot=1)
    result = await made(getimg, request, bench, workspace)
    assert probe(result.path).seconds == pytest.approx(5, abs=0.05)
    with av.open(str(result.path)) as film:
        frames = [one.to_ndarray(format="rgb24") for one in film.decode(video=0)]
    greys = [int(one[one.shape[0] // 2, 10, 0]) for one in (frames[0], frames[-1])]
    assert greys == [pytest.approx(60, abs=6), pytest.approx(200, abs=6)]
    (sent,) = desk.requests("getimg.videos")
    assert [one["role"] for one in sent["body"]["images"]] == ["first_frame", "last_frame"]
    assert (sent["body"]["duration"], sent["body"]["resolution"]) == (5, "1080p")
    assert result.cost == 620_000 == desk.charges()[0]["microdollars"]


@pytest.mark.parametrize(("kind", "model"), [("picture", PICTURE), ("clip", CLIP)])
async def test_every_model_is_quoted_at_what_is_billed(
    getimg: Getimg, bench: Any, desk: Any, workspace: Path, kind: Any, model: str
) -> None:
    request = bench.request(getimg, kind, model=model)
    (told,) = [one for one in getimg.capabilities() if one.model == model]
    result = await made(getimg, request, bench, workspace)
    assert told.price_of(request.job.params) == result.cost == desk.charges()[0]["microdollars"]


async def test_pictures_from_words_alone_where_there_is_no_product(
    getimg: Getimg, bench: Any, desk: Any, workspace: Path
) -> None:
    with pytest.raises(BadInput, match="cannot show the product"):
        bench.request(getimg, "picture", model=TURBO)
    brief = bench.storyboard.brief.model_copy(update={"photo": None, "logo": None})
    bench.storyboard = bench.storyboard.model_copy(update={"brief": brief})
    await made(getimg, bench.request(getimg, "picture", model=TURBO), bench, workspace)
    (sent,) = desk.requests("getimg.images")
    assert not {"images", "resolution"} & set(sent["body"])


def test_what_cannot_be_made_is_refused_when_quoting(getimg: Getimg, bench: Any) -> None:
    with pytest.raises(BadInput, match="makes no sound here"):
        bench.request(getimg, "sound", model=CLIP)
    with pytest.raises(BadInput, match="makes no music"):
        bench.request(getimg, "music", model=CLIP)
    shot = bench.storyboard.shots[0].model_copy(update={"seconds": 11})
    with pytest.raises(BadInput, match="longer than the 10 s"):
        getimg.needs("clip", bench.with_model("clip", CLIP), shot)


async def test_the_account_tells_its_balance(
    getimg: Getimg, bench: Any, desk: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.balance("getimg", 0.0125)
    assert (await getimg.check()).balance == 12_500
    with pytest.raises(NoCredit, match="cannot pay for this clip"):
        await getimg.submit(bench.request(getimg, "clip", model=CLIP))
    monkeypatch.setenv("GETIMG_API_KEY", "bad-key-of-mine-123")
    with pytest.raises(BadKey) as wrong:
        await getimg.check()
    assert "bad-key-of-mine" not in wrong.value.sentence()
    monkeypatch.delenv("GETIMG_API_KEY")
    assert getimg.missing_keys() == ("GETIMG_API_KEY",)
    assert desk.charges() == []


async def test_the_emulator_refuses_what_the_contract_does_not_know(
    getimg: Getimg, bench: Any, desk: Any
) -> None:
    request = bench.request(getimg, "clip", model=CLIP)
    job = request.job.model_copy(update={"params": {**request.job.params, "seconds": 7}})
    with pytest.raises(ProviderRefused, match="duration"):
        await getimg.submit(request.model_copy(update={"job": job}))
    assert desk.charges() == []
