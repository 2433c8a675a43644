import asyncio
import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from storage.errors import (
    BadInput,
    EnvironmentProblem,
    JobFailed,
    ProviderBusy,
    ProviderRefused,
)
from storage.records import Options
from tools.providers.comfyui import MODEL, ComfyUI
from tools.providers.comfyui_workflow import built_in, read_workflow
from tools.providers.interface import Accountable, Made, Provider, Request, Ticket


def without_product(bench: Any, **changes: Any) -> Any:
    brief = bench.storyboard.brief.model_copy(update={"photo": None, "logo": None})
    bench.storyboard = bench.storyboard.model_copy(update={"brief": brief, **changes})
    return bench


def batch(comfyui: ComfyUI, bench: Any, count: int = 4) -> list[Request]:
    return [bench.request(comfyui, "picture", f"me:{shot}:1", model=MODEL, shot=shot)
            for shot in range(count)]


async def brought(
    comfyui: ComfyUI, request: Request, ticket: Ticket, bench: Any, folder: Path
) -> Made:
    place = folder / ticket.provider_id
    place.mkdir(exist_ok=True)
    return await comfyui.collect(request, ticket, bench.library, place, lambda _: None)


def with_references(folder: Path) -> str:
    graph = built_in().graph
    graph["8"] = {"class_type": "LoadImage", "inputs": {"image": "x.png"},
                  "_meta": {"title": "the product"}}
    graph["9"] = {"class_type": "VAEEncode", "inputs": {"pixels": ["8", 0], "vae": ["1", 2]}}
    path = folder / "mine.json"
    path.write_text(json.dumps(graph))
    return str(path)


def test_it_is_free_and_may_be_sent_again_but_is_not_this_machine(comfyui: ComfyUI) -> None:
    provider: Provider = comfyui
    assert isinstance(provider, Accountable)
    (one,) = comfyui.capabilities()
    assert (one.price, one.price_per_second, one.here) == (0, 0, False)
    assert one.client_id
    assert one.one_by_one
    assert one.queue == "comfyui"


async def test_a_batch_waits_in_the_servers_queue_and_each_picture_is_its_prompts(
    comfyui: ComfyUI, bench: Any, desk: Any, workspace: Path, drawn: Any
) -> None:
    without_product(bench)
    requests = batch(comfyui, bench)
    tickets = await asyncio.gather(*map(comfyui.submit, requests))
    made = await asyncio.gather(*(
        brought(comfyui, request, ticket, bench, workspace)
        for request, ticket in zip(requests, tickets, strict=True)))
    for request, one in zip(requests, made, strict=True):
        pixels = np.array(Image.open(one.path).convert("RGB"))
        assert drawn.read_mark(pixels)[0] == drawn.number_of(request.job.params["prompt"])
        assert (one.cost, one.media_type) == (0, "image/png")
    assert desk.charges() == []
    sent = [one["body"] for one in desk.requests("comfyui.prompt")]
    assert len({one["prompt_id"] for one in sent}) == 4
    assert all(one["client_id"] == one["prompt_id"] for one in sent)
    assert "origin" not in desk.requests("comfyui.prompt")[0]["headers"]


async def test_what_was_sent_before_is_not_sent_again(
    comfyui: ComfyUI, bench: Any, desk: Any, workspace: Path
) -> None:
    request = batch(comfyui, without_product(bench), 1)[0]
    first = await comfyui.submit(request)
    assert await comfyui.submit(request) == first
    await brought(comfyui, request, first, bench, workspace)
    assert await comfyui.submit(request) == first
    assert len(desk.requests("comfyui.prompt")) == 1


async def test_progress_is_heard_over_the_socket(
    comfyui: ComfyUI, bench: Any, desk: Any, workspace: Path
) -> None:
    request = batch(comfyui, without_product(bench), 1)[0]
    desk.arm("comfyui.prompt", "slow")
    comfyui.line.pace = comfyui.line.pace.model_copy(update={"longest_poll": 0.01})
    told: list[float] = []
    ticket = await comfyui.submit(request)
    await comfyui.collect(request, ticket, bench.library, workspace, told.append)
    assert told
    assert told == sorted(told)
    assert max(told) <= 0.9


async def test_options_go_into_the_workflow_and_takes_differ(
    comfyui: ComfyUI, bench: Any, desk: Any
) -> None:
    without_product(bench, options=Options(style="watercolour", steps=12, guidance=3.0, seed=40))
    request = batch(comfyui, bench, 1)[0]
    await comfyui.submit(request)
    again = request.job.model_copy(update={"take": 2})
    await comfyui.submit(request.model_copy(update={"job": again, "client_id": "me:0:2"}))
    graphs = [one["body"]["prompt"] for one in desk.requests("comfyui.prompt")]
    sampler = graphs[0]["5"]["inputs"]
    assert (sampler["steps"], sampler["cfg"], sampler["seed"]) == (12, 3.0, 40)
    assert graphs[1]["5"]["inputs"]["seed"] == 41
    assert (graphs[0]["4"]["inputs"]["width"], graphs[0]["4"]["inputs"]["height"]) == (768, 1344)
    assert "watercolour" in graphs[0]["2"]["inputs"]["text"]
    without_product(bench, options=Options())
    assert set(batch(comfyui, bench, 1)[0].job.params) == {
        "prompt", "references", "size", "workflow"}


async def test_a_persons_workflow_loads_the_product(
    bench: Any, desk: Any, tmp_path: Path, workspace: Path, line: None, comfyui: ComfyUI
) -> None:
    workflow = read_workflow(with_references(tmp_path))
    own = ComfyUI(bench.library, tmp_path / "up", pace=comfyui.line.pace, workflow=workflow)
    request = bench.request(own, "picture", model=MODEL)
    assert set(request.job.files) == {"product"}
    await brought(own, request, await own.submit(request), bench, workspace)
    desk.reset()                         # the server has lost its input folder
    ticket = await own.submit(request)
    await brought(own, request, ticket, bench, workspace)
    assert len(desk.requests("comfyui.upload")) == 1
    with pytest.raises(BadInput, match="cannot show the product"):
        bench.request(comfyui, "picture", model=MODEL)
    job = request.job.model_copy(update={"params": {**request.job.params, "workflow": "old"}})
    with pytest.raises(ProviderRefused, match="another one than when it was quoted"):
        await own.submit(request.model_copy(update={"job": job, "client_id": "other"}))


@pytest.mark.parametrize(("text", "says"), [
    ("{", "cannot be read"), ('{"nodes": [], "links": []}', "not in API format"),
    ('{"1": {"class_type": "SaveImage", "inputs": {}}}', "no place for the words"), ("[]", "is no"),
])
def test_a_workflow_that_cannot_be_used_is_said(tmp_path: Path, text: str, says: str) -> None:
    path = tmp_path / "mine.json"
    path.write_text(text)
    with pytest.raises(EnvironmentProblem, match=says) as wrong:
        read_workflow(str(path))
    assert "ADFLOW_COMFYUI_WORKFLOW" in wrong.value.next_step


async def test_a_checkpoint_that_the_server_lacks_is_named(
    bench: Any, desk: Any, tmp_path: Path, comfyui: ComfyUI
) -> None:
    own = ComfyUI(bench.library, tmp_path / "up", pace=comfyui.line.pace,
                  workflow=built_in("none.safetensors"))
    with pytest.raises(ProviderRefused, match=r"none\.safetensors") as wrong:
        await own.submit(batch(own, without_product(bench), 1)[0])
    assert "ADFLOW_COMFYUI_CHECKPOINT" in wrong.value.next_step


async def test_only_the_own_prompt_is_stopped(
    comfyui: ComfyUI, bench: Any, desk: Any, workspace: Path
) -> None:
    desk.arm("comfyui.prompt", "stuck")
    requests = batch(comfyui, without_product(bench), 3)
    first, second, third = [await comfyui.submit(one) for one in requests]
    assert await comfyui.cancel(second)
    assert desk.requests("comfyui.interrupt") == []
    assert await comfyui.cancel(first)
    (stopped,) = desk.requests("comfyui.interrupt")
    assert stopped["body"] == {"prompt_id": first.provider_id}
    await brought(comfyui, requests[2], third, bench, workspace)
    with pytest.raises(JobFailed, match="was stopped at ComfyUI"):
        await brought(comfyui, requests[0], first, bench, workspace)
    with pytest.raises(JobFailed, match="does not know this picture any more"):
        await brought(comfyui, requests[1], second, bench, workspace)


async def test_a_server_that_hangs_ends_in_an_error_and_is_freed(
    comfyui: ComfyUI, bench: Any, desk: Any, workspace: Path
) -> None:
    desk.arm("comfyui.prompt", "stuck")
    comfyui.line.pace = comfyui.line.pace.model_copy(update={"silence": 0.4})
    request = batch(comfyui, without_product(bench), 1)[0]
    ticket = await comfyui.submit(request)
    async with asyncio.timeout(4):
        with pytest.raises(ProviderBusy, match="hangs: it gave no sign of life") as hung:
            await brought(comfyui, request, ticket, bench, workspace)
    assert "only what is missing" in hung.value.next_step
    assert len(desk.requests("comfyui.interrupt")) == 1


async def test_what_fails_at_the_server_is_told_in_its_words(
    comfyui: ComfyUI, bench: Any, desk: Any, workspace: Path
) -> None:
    desk.arm("comfyui.prompt", "failed")
    request = batch(comfyui, without_product(bench), 1)[0]
    with pytest.raises(JobFailed, match="in KSampler: Allocation on device") as failed:
        await brought(comfyui, request, await comfyui.submit(request), bench, workspace)
    assert "too little memory" in failed.value.next_step


async def test_a_server_that_dies_midway_is_said_and_later_only_the_rest_is_made(
    comfyui: ComfyUI, bench: Any, workspace: Path, emulating: Any,
    monkeypatch: pytest.MonkeyPatch, http: Any,
) -> None:
    comfyui.line.pace = comfyui.line.pace.model_copy(update={"patience": 1})
    requests = batch(comfyui, without_product(bench))
    made: dict[int, Made] = {}
    with emulating(factor=0.02, scale=0.1) as address:
        monkeypatch.setenv("ADFLOW_COMFYUI_URL", f"{address}/comfyui")
        tickets = [await comfyui.submit(one) for one in requests]
        for number in range(2):
            made[number] = await brought(
                comfyui, requests[number], tickets[number], bench, workspace)
        waiting = [asyncio.create_task(brought(comfyui, requests[number], tickets[number], bench,
                                               workspace)) for number in (2, 3)]
        await asyncio.sleep(0.05)
    for task in waiting:
        with pytest.raises(ProviderBusy, match=r"cannot be reached|broke off") as died:
            await task
        assert "what is made is kept, only what is missing is made" in died.value.next_step
    with emulating(factor=0.001, scale=0.1) as address:
        monkeypatch.setenv("ADFLOW_COMFYUI_URL", f"{address}/comfyui")
        with pytest.raises(JobFailed, match="does not know this picture any more"):
            await brought(comfyui, requests[2], tickets[2], bench, workspace)
        for number in (2, 3):
            again = requests[number].model_copy(update={"client_id": f"me:{number}:2"})
            ticket = await comfyui.submit(again)
            made[number] = await brought(comfyui, again, ticket, bench, workspace)
        asked = http.get(f"{address}/_requests").json()
        assert sum(one["endpoint"] == "comfyui.prompt" for one in asked) == 2
    assert len(made) == 4


async def test_the_doctor_hears_whether_it_is_there(
    comfyui: ComfyUI, desk: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert (await comfyui.check()).balance is None
    assert comfyui.missing_keys() == ()
    monkeypatch.setenv("ADFLOW_COMFYUI_URL", "http://127.0.0.1:9")
    with pytest.raises(ProviderBusy, match="cannot be reached"):
        await comfyui.check()
    monkeypatch.delenv("ADFLOW_COMFYUI_URL")
    assert comfyui.missing_keys() == ("ADFLOW_COMFYUI_URL",)
