import asyncio
import logging
import os
import time
from pathlib import Path
from types import ModuleType
from typing import Any

import av
import numpy as np
import pytest
from PIL import Image

from storage.errors import BadInput, BadKey, NoCredit, ProviderBusy, ProviderRefused
from storage.records import JobKind
from tools.media.probe import probe
from tools.providers.interface import Accountable, Made, Provider, Request
from tools.providers.runware import Runware, _balance
from tools.providers.runware_wire import task_id

LAST = "runware/klingai:5@2"


async def made(runware: Runware, request: Request, bench: Any, folder: Path) -> Made:
    ticket = await runware.submit(request)
    return await runware.collect(request, ticket, bench.library, folder, lambda _: None)


def test_it_is_a_provider_that_can_be_checked(runware: Runware) -> None:
    provider: Provider = runware
    assert provider.name == "runware"
    assert isinstance(runware, Accountable)


async def test_a_picture_is_made_from_product_and_logo(
    runware: Runware, bench: Any, desk: Any, workspace: Path, drawn: ModuleType
) -> None:
    request = bench.request(runware, "picture")
    result = await made(runware, request, bench, workspace)
    pixels = np.array(Image.open(result.path))
    assert drawn.read_mark(pixels)[0] == drawn.number_of(request.job.params["prompt"])
    assert result.media_type == "image/png"
    assert (result.cost, result.estimated) == (40_000, False)
    (charge,) = desk.charges()
    assert charge["microdollars"] == result.cost
    (sent,) = desk.requests("runware.imageInference")
    task = sent["body"][0]
    assert (task["model"], task["width"], task["height"]) == ("bfl:3@1", 752, 1392)
    assert len(task["inputs"]["referenceImages"]) == 2
    assert len(desk.requests("runware.imageUpload")) == 2


async def test_a_clip_starts_from_the_frame_handed_over_rather_than_its_own_picture(
    runware: Runware, bench: Any, desk: Any, workspace: Path, drawn: ModuleType
) -> None:
    inputs = {"first_frame": bench.frame, "picture": bench.photo}
    request = bench.request(runware, "clip", inputs=inputs)
    result = await made(runware, request, bench, workspace)
    film = probe(result.path)
    assert film.seconds == pytest.approx(10, abs=0.05)
    assert film.fps == 30
    with av.open(str(result.path)) as container:
        frame = next(container.decode(video=0)).to_ndarray(format="rgb24")
    prompt, seconds, number = drawn.read_mark(frame)
    assert prompt == drawn.number_of(request.job.params["prompt"])
    assert (seconds, number) == (10, 0)
    assert abs(int(frame[frame.shape[0] // 2, 10, 0]) - 60) < 6     # the grey of the frame
    assert result.cost == 700_000 == desk.charges()[0]["microdollars"]
    task = desk.requests("runware.videoInference")[0]["body"][0]
    assert [one["frame"] for one in task["inputs"]["frameImages"]] == ["first"]


async def test_a_clip_ends_on_a_last_frame_where_the_model_takes_one(
    runware: Runware, bench: Any, desk: Any, workspace: Path
) -> None:
    inputs = {"picture": bench.photo, "last_frame": bench.frame}
    await made(runware, bench.request(runware, "clip", inputs=inputs, model=LAST), bench, workspace)
    task = desk.requests("runware.videoInference")[0]["body"][0]
    assert [one["frame"] for one in task["inputs"]["frameImages"]] == ["first", "last"]
    with pytest.raises(ProviderRefused, match="takes no last frame"):
        await runware.submit(bench.request(runware, "clip", "me:other:1", inputs=inputs))


async def test_a_sound_is_made_for_the_whole_clip_with_the_shots_words(
    runware: Runware, bench: Any, desk: Any, workspace: Path
) -> None:
    result = await made(runware, bench.request(runware, "sound"), bench, workspace)
    assert result.media_type == "audio/mpeg"
    assert probe(result.path).seconds == pytest.approx(5, abs=0.1)
    task = desk.requests("runware.audioInference")[0]["body"][0]
    assert task["positivePrompt"] == (
        "Music: soft piano. Sound effects: a match is struck. Dialogue: A woman says: breathe.")
    assert "duration" not in task                # forbidden beside a video
    assert result.cost == desk.charges()[0]["microdollars"]


async def test_a_file_is_sent_once_for_all_jobs(runware: Runware, bench: Any, desk: Any) -> None:
    await asyncio.gather(*(
        runware.submit(bench.request(runware, "picture", f"me:{n}:1")) for n in range(6)))
    assert len(desk.requests("runware.imageUpload")) == 2
    assert len(desk.charges()) == 6


async def test_a_file_is_sent_anew_for_another_account_or_after_its_time(
    runware: Runware, bench: Any, desk: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def submit(number: int) -> int:
        await runware.submit(bench.request(runware, "clip", f"me:{number}:1"))
        return len(desk.requests("runware.imageUpload"))

    assert [await submit(1), await submit(2)] == [1, 1]
    monkeypatch.setenv("RUNWARE_API_KEY", "rw-another")
    assert await submit(3) == 2
    for path in runware.uploads.folder.glob("*.json"):
        os.utime(path, (0, time.time() - 31 * 24 * 3600))
    assert await submit(4) == 3


async def test_a_file_that_the_provider_has_forgotten_is_sent_anew(
    runware: Runware, bench: Any, desk: Any
) -> None:
    await runware.submit(bench.request(runware, "picture", "me:1:1"))
    desk.reset()
    await runware.submit(bench.request(runware, "picture", "me:2:1"))
    assert len(desk.requests("runware.imageUpload")) == 2
    assert len(desk.charges()) == 1


async def test_sending_a_job_again_buys_nothing(
    runware: Runware, bench: Any, desk: Any, workspace: Path
) -> None:
    request = bench.request(runware, "picture")
    tickets = [await runware.submit(request) for _ in range(3)]
    assert len({ticket.provider_id for ticket in tickets}) == 1
    await runware.collect(request, tickets[0], bench.library, workspace, lambda _: None)
    assert await runware.submit(request) == tickets[0]
    assert len(desk.charges()) == 1


def test_a_task_id_is_ours_stable_and_of_the_form_wanted() -> None:
    assert task_id("me:abc:1") == task_id("me:abc:1")
    assert task_id("me:abc:1") != task_id("me:abc:2")
    assert task_id("me:abc:1")[14] == "4"


async def test_the_account_tells_its_balance(runware: Runware, desk: Any) -> None:
    desk.balance("runware", 12.5)
    assert (await runware.check()).balance == 12_500_000
    assert desk.charges() == []


@pytest.mark.parametrize("value", [12.5, {"amount": 12.5, "currency": "USD"}, {"usd": 12.5},
                                   {"organisation": {"x": 1}, "available": 12.5}])
def test_a_balance_is_read_in_any_known_form(value: object) -> None:
    assert _balance(value) == 12_500_000


async def test_keys_are_missing_wrong_or_good(
    runware: Runware, bench: Any, desk: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert runware.missing_keys() == ()
    monkeypatch.setenv("RUNWARE_API_KEY", "bad-key-of-mine-123")
    with pytest.raises(BadKey) as wrong:
        await runware.check()
    assert "bad-key-of-mine-123" not in wrong.value.sentence()
    assert "does not accept the key" in str(wrong.value)
    with pytest.raises(BadKey):
        await runware.submit(bench.request(runware, "picture"))
    monkeypatch.delenv("RUNWARE_API_KEY")
    assert runware.missing_keys() == ("RUNWARE_API_KEY",)
    with pytest.raises(BadKey, match="no key for Runware"):
        await runware.check()
    assert desk.charges() == []


async def test_no_log_and_no_error_holds_a_key(
    runware: Runware, bench: Any, desk: Any, caplog: pytest.LogCaptureFixture, workspace: Path
) -> None:
    caplog.set_level(logging.DEBUG)
    for kind in ("server_error", "malformed", "cut"):
        desk.arm("runware.imageInference", kind)
        await made(runware, bench.request(runware, "picture", f"me:{kind}:1"), bench, workspace)
    text = caplog.text
    assert "httpx" in {record.name for record in caplog.records}
    assert "planted" not in text
    assert "planted" not in "".join(
        path.read_text() for path in runware.uploads.folder.glob("*.json"))


async def test_missing_credit_is_said_in_dollars(
    runware: Runware, bench: Any, desk: Any
) -> None:
    desk.balance("runware", 0.10)
    with pytest.raises(NoCredit, match=r"has \$0\.10, this clip needs \$0\.70: \$0\.60 are miss"):
        await runware.submit(bench.request(runware, "clip"))
    assert desk.charges() == []


async def test_a_cost_that_is_not_told_is_estimated(
    runware: Runware, bench: Any, desk: Any, workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    request = bench.request(runware, "clip")
    ticket = await runware.submit(request)
    poll = runware.tasks.poll

    async def without_cost(task: str, what: str) -> Any:
        item = await poll(task, what)
        return {**item, "cost": 0} if item else item

    monkeypatch.setattr(runware.tasks, "poll", without_cost)
    result = await runware.collect(request, ticket, bench.library, workspace, lambda _: None)
    assert (result.cost, result.estimated) == (700_000, True)


async def test_progress_is_reported(
    runware: Runware, bench: Any, desk: Any, workspace: Path
) -> None:
    desk.arm("runware.videoInference", "slow")
    request = bench.request(runware, "clip")
    seen: list[float] = []
    ticket = await runware.submit(request)
    await runware.collect(request, ticket, bench.library, workspace, seen.append)
    assert seen
    assert max(seen) > 0.2


@pytest.mark.parametrize(("seconds", "bought"), [(7, 10), (5, 5), (10, 10), (6, 10), (2.5, 5)])
def test_the_shortest_length_that_covers_the_shot_is_bought(
    runware: Runware, bench: Any, seconds: float, bought: float
) -> None:
    shot = bench.storyboard.shots[0].model_copy(update={"seconds": seconds})
    assert runware.needs("clip", bench.storyboard, shot).params["seconds"] == bought
    assert runware.needs("sound", bench.storyboard, shot).params["seconds"] == bought


def test_what_cannot_be_made_is_refused_when_quoting(runware: Runware, bench: Any) -> None:
    long = bench.storyboard.shots[0].model_copy(update={"seconds": 12})
    with pytest.raises(BadInput, match="longer than the 10 s"):
        runware.needs("clip", bench.storyboard, long)
    with pytest.raises(BadInput, match="makes no clip"):
        runware.needs("clip", bench.with_model("clip", "runware/klingai:9@9"), long)
    with pytest.raises(BadInput, match="no music"):
        runware.needs("music", bench.storyboard, None)
    bare = bench.storyboard.model_copy(
        update={"brief": bench.storyboard.brief.model_copy(update={"photo": None})})
    with pytest.raises(BadInput, match="no product photo"):
        runware.needs("picture", bare, long)


@pytest.mark.parametrize(("aspect", "picture", "clip"), [
    ("9:16", [752, 1392], [720, 1280]), ("1:1", [1024, 1024], [720, 720]),
    ("16:9", [1392, 752], [1280, 720]),
])
def test_sizes_are_the_nearest_that_the_model_allows(
    runware: Runware, bench: Any, aspect: str, picture: list[int], clip: list[int]
) -> None:
    board = bench.storyboard.model_copy(update={"aspect": aspect})
    assert runware.needs("picture", board, board.shots[0]).params["size"] == picture
    assert runware.needs("clip", board, board.shots[0]).params["size"] == clip


@pytest.mark.parametrize("kind", ["picture", "clip", "sound"])
async def test_the_longest_words_fit(
    runware: Runware, bench: Any, desk: Any, kind: JobKind
) -> None:
    shots = tuple(shot.model_copy(update={
        "picture_prompt": "marble " * 900, "lighting": "dusk " * 900,
        "audio": shot.audio.model_copy(update={"music": "piano " * 900}),
    }) for shot in bench.storyboard.shots)
    bench.storyboard = bench.storyboard.model_copy(update={"shots": shots})
    await runware.submit(bench.request(runware, kind))
    assert len(desk.charges()) == 1


async def test_the_emulator_refuses_what_the_contract_does_not_know(
    runware: Runware, bench: Any, desk: Any
) -> None:
    request = bench.request(runware, "clip")
    for change in ({"seconds": 7}, {"size": [1080, 1920]}, {"prompt": "x"}):
        params = {**request.job.params, **change}
        job = request.job.model_copy(update={"params": params})
        with pytest.raises(ProviderRefused, match="refuses the request"):
            await runware.submit(Request(client_id=str(change), job=job, inputs=request.inputs))
    with pytest.raises(ProviderRefused, match="seed is not supported"):
        await runware.tasks.free({"taskType": "imageUpload", "image": "", "seed": 1}, "file")
    assert desk.charges() == []


async def test_a_provider_that_cannot_be_reached_is_busy(
    runware: Runware, bench: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ADFLOW_RUNWARE_URL", "http://127.0.0.1:9/runware/v1")
    with pytest.raises(ProviderBusy, match="cannot be reached"):
        await runware.submit(bench.request(runware, "picture"))
