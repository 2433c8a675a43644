"""The providers' own SDKs against our emulators, and field by field against what we send.

What the SDK gets through, the emulator understands as the provider does; where both send the same
for the same intent, our client does too. Skipped without `python tests/emulators/sdk_env.py`.
"""

import asyncio
import importlib.util
import json
import subprocess
from pathlib import Path
from types import ModuleType
from typing import Any

import httpx
import pytest

from storage.records import Asset, JobKind, Options
from tools.providers.elevenlabs import ElevenLabs
from tools.providers.fal import Fal
from tools.providers.getimg import Getimg
from tools.providers.google import Google
from tools.providers.inline import data_uri
from tools.providers.mirelo import Mirelo
from tools.providers.mirelo_wire import V2
from tools.providers.openai import OpenAI
from tools.providers.runware import Runware
from tools.providers.runway import Runway

EMULATORS = Path(__file__).parents[2] / "emulators"

pytestmark = pytest.mark.slow


def load(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, EMULATORS / f"{name}.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


ENVIRONMENTS = load("sdk_env")


def sdk(name: str, given: dict[str, Any]) -> Any:
    """Run an SDK's script in its environment."""
    python = ENVIRONMENTS.python_of(name)
    if python is None:
        pytest.skip(f"no environment with {name}'s SDK: python tests/emulators/sdk_env.py {name}")
    done = subprocess.run(
        [str(python), str(EMULATORS / f"sdk_{name}.py")], input=json.dumps(given),
        capture_output=True, text=True, timeout=60, check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return json.loads(done.stdout)


def same_but_ids(task: dict[str, Any], ids: set[str]) -> Any:
    """A task without its own id, and with every uploaded file's id replaced by a sign."""
    def plain(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: plain(one) for key, one in value.items()}
        if isinstance(value, list):
            return [plain(one) for one in value]
        return "@" if value in ids else value

    return {key: plain(one) for key, one in task.items() if key != "taskUUID"}


INTENTS: dict[JobKind, tuple[str, dict[str, Any]]] = {
    "picture": ("imageInference", {
        "taskType": "imageInference", "model": "bfl:3@1", "width": 752, "height": 1392,
        "inputs": {"referenceImages": ["@photo", "@logo"]}, "outputFormat": "PNG"}),
    "clip": ("videoInference", {
        "taskType": "videoInference", "model": "klingai:6@1", "width": 720, "height": 1280,
        "duration": 10, "inputs": {"frameImages": [{"image": "@frame", "frame": "first"}]},
        "outputFormat": "MP4"}),
    "sound": ("audioInference", {
        "taskType": "audioInference", "model": "mirelo:1@1", "inputs": {"video": "@clip"},
        "outputFormat": "MP3"}),
}


@pytest.mark.parametrize("kind", list(INTENTS))
async def test_runware_sdk_sends_what_we_send(
    kind: JobKind, runware: Runware, bench: Any, desk: Any, workspace: Path
) -> None:
    endpoint, task = INTENTS[kind]
    request = bench.request(runware, kind)
    ticket = await runware.submit(request)
    await runware.collect(request, ticket, bench.library, workspace, lambda _: None)
    ours = desk.requests(f"runware.{endpoint}")[0]
    uploads = desk.requests("runware.imageUpload") + desk.requests("runware.mediaStorage")
    desk.reset()

    named = {"photo": bench.photo, "logo": bench.logo, "frame": bench.frame, "clip": bench.clip}
    used = {name: [str(bench.library.path(asset)), asset.media_type]
            for name, asset in named.items() if f'"@{name}"' in json.dumps(task)}
    wanted = {**task, "positivePrompt": request.job.params["prompt"], "includeCost": True,
              "outputType": "URL"}
    (results,) = await asyncio.to_thread(sdk, "runware", {
        "url": f"{desk.url}/runware/v1", "files": used, "tasks": [wanted]})
    theirs = desk.requests(f"runware.{endpoint}")[0]
    their_uploads = desk.requests("runware.imageUpload") + desk.requests("runware.mediaStorage")

    ids = set(uuids(ours["body"]) + uuids(theirs["body"]))
    assert same_but_ids(ours["body"][0], ids) == same_but_ids(theirs["body"][0], ids)
    for header in ("content-type", "authorization"):
        assert (header in ours["headers"]) == (header in theirs["headers"])
    assert len(uploads) == len(their_uploads)
    for mine, other in zip(uploads, their_uploads, strict=True):
        # The SDK names a delivery method even where there is nothing to deliver.
        assert set(other["body"][0]) - set(mine["body"][0]) <= {"deliveryMethod"}
        assert same_but_ids(mine["body"][0], set()).items() <= other["body"][0].items()

    result = results[0] if isinstance(results, list) else results
    url = next(value for key, value in result.items() if key.endswith("URL"))
    assert result["cost"] > 0
    answer = await asyncio.to_thread(httpx.get, url, trust_env=False)
    assert answer.status_code == 200
    assert len(desk.charges()) == 1


async def test_runware_sdk_reads_the_account(desk: Any) -> None:
    desk.balance("runware", 12.5)
    (results,) = await asyncio.to_thread(sdk, "runware", {
        "url": f"{desk.url}/runware/v1", "files": {}, "tasks": [
            {"taskType": "accountManagement", "operation": "getDetails",
             "deliveryMethod": "sync"}]})
    assert results[0]["balance"]["amount"] == 12.5


async def test_mirelo_sdk_sends_what_we_send(
    mirelo: Mirelo, bench: Any, desk: Any, workspace: Path
) -> None:
    shots = tuple(shot.model_copy(update={"audio": shot.audio.model_copy(
        update={"music": "", "effects": "", "dialogue": ""})}) for shot in bench.storyboard.shots)
    bench.storyboard = bench.storyboard.model_copy(update={"shots": shots})
    request = bench.request(mirelo, "sound", model=V2)
    ticket = await mirelo.submit(request)
    await mirelo.collect(request, ticket, bench.library, workspace, lambda _: None)
    ends = ("mirelo.asset", "mirelo.upload", "mirelo.jobs", "mirelo.job")
    ours = {end: desk.requests(end)[0] for end in ends}
    desk.reset()

    found = await asyncio.to_thread(sdk, "mirelo", {
        "url": f"{desk.url}/mirelo", "clip": str(bench.library.path(bench.clip)),
        "duration_ms": 7000})
    assert len(found["urls"]) == 1
    assert len(desk.charges()) == 1
    for end in ends:
        theirs = desk.requests(end)[0]
        assert ours[end]["method"] == theirs["method"]
        assert _without_ids(ours[end]["body"]) == _without_ids(theirs["body"])
        for header in ("authorization", "x-api-key", "content-type"):
            assert ours[end]["headers"].get(header) == theirs["headers"].get(header), end


async def test_fal_sdk_sends_what_we_send(
    fal: Fal, bench: Any, desk: Any, workspace: Path
) -> None:
    shot = bench.storyboard.shots[0].model_copy(update={"seconds": 4})
    bench.storyboard = bench.storyboard.model_copy(update={"shots": (shot,)})
    request = bench.request(fal, "clip", model="fal/ltx-2")
    ticket = await fal.submit(request)
    await fal.collect(request, ticket, bench.library, workspace, lambda _: None)
    ends = ("fal.submit", "fal.status", "fal.result", "fal.upload", "fal.initiate")
    ours = {end: desk.requests(end)[0] for end in ends}
    desk.reset()

    body = {name: one for name, one in ours["fal.submit"]["body"].items() if name != "image_url"}
    found = await asyncio.to_thread(sdk, "fal", {
        "url": f"{desk.url}/fal", "frame": str(bench.library.path(bench.frame)),
        "media_type": bench.frame.media_type, "endpoint": "fal-ai/ltx-2-19b/image-to-video",
        "arguments": body, "fields": ["image_url"]})
    assert found["result"]["video"]["num_frames"] == 97
    assert len(found["uploads"]) == 2
    for end in ends:
        theirs = desk.requests(end)[0]
        assert ours[end]["method"] == theirs["method"], end
        assert set(ours[end]["body"] or {}) == set(theirs["body"] or {}), end
        for header in ("authorization", "content-type"):
            same = (header in ours[end]["headers"]) == (header in theirs["headers"])
            # The SDK shows its key to the signed address too, where it does not belong.
            assert same or (end, header) == ("fal.upload", "authorization"), (end, header)
    theirs = desk.requests("fal.submit")[0]
    assert theirs["path"] == ours["fal.submit"]["path"]
    assert {**theirs["body"], "image_url": ""} == {**ours["fal.submit"]["body"], "image_url": ""}
    assert desk.requests("fal.status")[0]["path"].rsplit("/", 2)[0] == (
        ours["fal.status"]["path"].rsplit("/", 2)[0])
    assert len(desk.requests("fal.cancel")) == 1
    assert len(desk.charges()) == 1, "what was stopped while it waited costs nothing"
    answer = await asyncio.to_thread(httpx.get, found["result"]["video"]["url"], trust_env=False)
    assert answer.status_code == 200


@pytest.mark.parametrize("kind", ["picture", "future"])
async def test_google_sdk_sends_what_we_send(
    google: Google, bench: Any, desk: Any, workspace: Path, kind: JobKind
) -> None:
    model = "google/gemini-3.1-flash-image"
    bench.storyboard = bench.storyboard.model_copy(update={"options": Options(seed=3)})
    request = bench.request(google, kind, model=model)
    await google.submit(request)
    ours = desk.requests("google.generate")[0]
    desk.reset()
    given = [bench.photo, bench.logo] if kind == "picture" else [bench.frame]
    found = await asyncio.to_thread(sdk, "google", {
        "url": f"{desk.url}/google", "model": model.partition("/")[2],
        "prompt": request.job.params["prompt"],
        "pictures": [[str(bench.library.path(one)), one.media_type] for one in given],
        "config": {"response_modalities": ["IMAGE"], "seed": 3, "image_config": {
            "aspect_ratio": "9:16", "image_size": "1K"}}})
    theirs = desk.requests("google.generate")[0]
    assert (ours["method"], ours["path"]) == (theirs["method"], theirs["path"])
    for part in theirs["body"]["contents"][0]["parts"][:-1]:
        # Google reads both spellings, of names and of base64.
        inline = part["inlineData"]
        inline["mimeType"] = inline.pop("mime_type")
        inline["data"] = inline["data"].replace("-", "+").replace("_", "/")
    assert ours["body"] == theirs["body"]
    for header in ("x-goog-api-key", "content-type"):
        assert ours["headers"][header] == theirs["headers"][header]
    assert found["types"] == ["image/png"]
    assert len(desk.charges()) == 1


@pytest.mark.parametrize(("end", "count"), [("images", 0), ("edits", 1), ("edits", 2)])
async def test_openai_sdk_sends_what_we_send(
    openai: OpenAI, bench: Any, desk: Any, end: str, count: int
) -> None:
    photo, logo = (bench.photo, bench.logo)[:count] + (None, None)[count:]
    brief = bench.storyboard.brief.model_copy(update={"photo": photo, "logo": logo})
    bench.storyboard = bench.storyboard.model_copy(update={"brief": brief})
    request = bench.request(openai, "picture", model="openai/gpt-image-1.5")
    await openai.submit(request)
    ours = desk.requests(f"openai.{end}")[0]
    desk.reset()
    fields = {name: one for name, one in ours["body"].items() if name != "files"}
    found = await asyncio.to_thread(sdk, "openai", {
        "url": f"{desk.url}/openai/v1", "fields": {
            **fields, "n": 1, "prompt": request.job.params["prompt"]},
        "pictures": [str(bench.library.path(one)) for one in (photo, logo) if one]})
    theirs = desk.requests(f"openai.{end}")[0]
    assert (ours["method"], ours["path"]) == (theirs["method"], theirs["path"])
    assert sorted(ours["body"].pop("files", [])) == sorted(theirs["body"].pop("files", []))
    assert ours["body"] == theirs["body"]
    kinds = [one["headers"]["content-type"].partition(";")[0] for one in (ours, theirs)]
    assert kinds[0] == kinds[1]
    assert found["tokens"] > 1000
    assert len(desk.charges()) == 1


async def test_elevenlabs_sdk_sends_what_we_send(
    elevenlabs: ElevenLabs, bench: Any, desk: Any
) -> None:
    bench.storyboard = bench.storyboard.model_copy(update={"options": Options(
        voice="Sarah", stability=0.5, similarity=0.8, seed=3)})
    kinds: dict[JobKind, str] = {
        "voice": "eleven_flash_v2_5", "sound": "eleven_text_to_sound_v2", "music": "music_v1"}
    jobs = {kind: bench.request(elevenlabs, kind, f"me:{kind}:1", model=f"elevenlabs/{model}",
                                inputs={}) for kind, model in kinds.items()}
    for request in jobs.values():
        await elevenlabs.submit(request)
    await elevenlabs.check()
    ends = [*(f"elevenlabs.{kind}" for kind in kinds), "elevenlabs.subscription"]
    ours = {end: desk.requests(end)[0] for end in ends}
    desk.reset()

    voice, sound, music = (jobs[kind].job.params for kind in kinds)
    found = await asyncio.to_thread(sdk, "elevenlabs", {
        "url": f"{desk.url}/elevenlabs",
        "voice": {"text": voice["text"], "voice_id": "EXAVITQu4vr4xnSDxMaL", "seed": 3,
                  "model_id": kinds["voice"], "language_code": "en",
                  "voice_settings": {"stability": 0.5, "similarity_boost": 0.8}},
        "sound": {"text": sound["prompt"], "duration_seconds": sound["seconds"],
                  "model_id": kinds["sound"]},
        "music": {"prompt": music["prompt"], "music_length_ms": 28_000,
                  "model_id": kinds["music"], "force_instrumental": True}})
    assert found["characters"] == voice["text"]
    assert min(found["voice"], found["sound"], found["music"]) > 1000
    assert len(desk.charges()) == 3
    for end in ends:
        theirs = desk.requests(end)[0]
        for part in ("method", "path", "query", "body"):
            assert ours[end][part] == theirs[part], end
        assert {"xi-api-key"} <= set(theirs["headers"]) & set(ours[end]["headers"])


async def test_getimg_sdk_sends_what_we_send(
    getimg: Getimg, bench: Any, desk: Any, workspace: Path
) -> None:
    frames = {"first_frame": bench.frame, "last_frame": bench.photo}
    picture = bench.request(getimg, "picture", "me:1:1", model="getimg/seedream-5-lite")
    clip = bench.request(getimg, "clip", "me:2:1", model="getimg/seedance-v1-pro", shot=1,
                         inputs=frames)
    for request in (picture, clip):
        ticket = await getimg.submit(request)
        await getimg.collect(request, ticket, bench.library, workspace, lambda _: None)
    await getimg.check()
    ends = ["getimg.images", "getimg.videos", "getimg.video", "getimg.balance"]
    ours = {end: desk.requests(end)[0] for end in ends}
    desk.reset()

    async def uri(asset: Asset) -> str:
        return await data_uri(bench.library, asset)

    shape = {"aspect_ratio": "9:16"}
    found = await asyncio.to_thread(sdk, "getimg", {
        "url": f"{desk.url}/getimg",
        "picture": shape | {
            "model": "seedream-5-lite", "prompt": picture.job.params["prompt"],
            "resolution": "2K", "output_format": "png",
            "images": [{"url": await uri(bench.photo)}, {"url": await uri(bench.logo)}]},
        "clip": shape | {
            "model": "seedance-v1-pro", "prompt": clip.job.params["prompt"], "duration": 5,
            "resolution": "1080p", "images": [
                {"role": role, "url": await uri(asset)} for role, asset in frames.items()]}})
    assert (found["picture_cost"], found["clip_cost"]) == (0.035, 0.62)
    assert len(desk.charges()) == 2
    for end in ends:
        theirs = desk.requests(end)[0]
        assert ours[end]["method"] == theirs["method"]
        assert ours[end]["body"] == theirs["body"]
        assert ours[end]["headers"]["authorization"] == theirs["headers"]["authorization"]


@pytest.mark.parametrize("large", [False, True])
async def test_runway_sdk_sends_what_we_send(
    runway: Runway, bench: Any, desk: Any, workspace: Path, monkeypatch: pytest.MonkeyPatch,
    large: bool,
) -> None:
    if large:
        monkeypatch.setattr("tools.providers.runway.MOST_INLINE", 0)
    request = bench.request(runway, "clip", model="runway/gen4_turbo", shot=1)
    ticket = await runway.submit(request)
    await runway.collect(request, ticket, bench.library, workspace, lambda _: None)
    await runway.check()
    ends = ["runway.image_to_video", "runway.task", "runway.organization"]
    ends += ["runway.uploads", "runway.store"] if large else []
    ours = {end: desk.requests(end)[0] for end in ends}
    desk.reset()

    path = bench.library.path(bench.frame)
    frame = str(path) if large else await data_uri(bench.library, bench.frame)
    found = await asyncio.to_thread(sdk, "runway", {
        "url": f"{desk.url}/runway", "frame": frame, "fields": {
            "model": "gen4_turbo", "ratio": "720:1280", "duration": 5,
            "prompt_text": request.job.params["prompt"]}})
    assert len(found["output"]) == 1
    assert found["credits"] == 25
    assert len(desk.requests("runway.delete")) == 1
    for end in ends:
        theirs = desk.requests(end)[0]
        assert ours[end]["method"] == theirs["method"]
        assert _plain(ours[end]["body"]) == _plain(theirs["body"])
        for header in ("authorization", "x-runway-version"):
            assert ours[end]["headers"].get(header) == theirs["headers"].get(header), end


def _plain(value: Any) -> Any:
    """A body without the names of files."""
    if isinstance(value, dict):
        return {key: "@" if key == "filename" else _plain(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_plain(one) for one in value]
    return "@" if str(value).startswith("runway://") else value


def _without_ids(body: Any) -> Any:
    if isinstance(body, dict):
        return {key: _without_ids(one) for key, one in body.items() if key != "asset_id"}
    return body


def uuids(value: Any) -> list[str]:
    """All strings in a request that look like an id."""
    if isinstance(value, dict):
        return [found for one in value.values() for found in uuids(one)]
    if isinstance(value, list):
        return [found for one in value for found in uuids(one)]
    return [value] if isinstance(value, str) and value.count("-") == 4 and len(value) == 36 else []
