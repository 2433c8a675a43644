"""The HTTP API as a program uses it: over HTTP on loopback, on a production that makes paper."""

import asyncio
import io
import json
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from subprocess import Popen
from typing import Any
from zipfile import ZipFile

import ffmpeg
import httpx
import pytest

from agent.faces.api import MOST_JSON
from storage.records import Take
from storage.settings import Settings
from tools.media.encode import aac, h264
from tools.media.ffmpeg import run
from tools.pipeline.production import Production

Worker = Callable[..., AbstractContextManager[Popen[bytes]]]
Order = Callable[..., Any]


async def until_ended(http: httpx.AsyncClient, render: str) -> str:
    """Follow a render's events to their end; its status."""
    async with http.stream("GET", f"/renders/{render}/events") as stream:
        lines = [line async for line in stream.aiter_lines()]
    return str(json.loads(lines[-2].removeprefix("data: "))["status"])


@pytest.mark.timeout(120)
async def test_a_whole_ad_over_http(
    api: Any, http: httpx.AsyncClient, worker: Worker, production: Production
) -> None:
    photo = (await http.post("/media", params={"name": "bottle.png"},
                             content=api.photo.read_bytes())).json()
    begun = await http.post("/projects", json={"brief": {"photo": photo["sha256"]}})
    assert begun.status_code == 201
    project = begun.json()["project"]
    brief = await http.patch(f"/projects/{project}/brief", json={
        "fields": {"name": "Aurela", "seconds": 8}, "answered": ["audience"]})
    assert brief.json()["brief"]["name"] == "Aurela"
    written = await http.post(f"/projects/{project}/storyboard")
    assert len(written.json()["shots"]) == 4
    quote = (await http.post(f"/projects/{project}/quotes", json={})).json()
    with worker():
        render = (await http.post(f"/quotes/{quote['id']}/approve")).json()
        assert await until_ended(http, render["id"]) == "done"
        revised = (await http.post(f"/projects/{project}/revisions", json={
            "operations": [{"op": "text", "shot": 1, "text": "Glow again"}]})).json()
        assert revised["version"] == 2
        assert revised["difference"]["kept"] == [2, 3, 4]
        again = production.quotes.newest_render(project)
        assert again
        assert await until_ended(http, again.id) == "done"
    film = (await http.get(f"/renders/{again.id}/film")).json()
    names = [one["name"] for one in film["parts"]]
    assert len(names) == 12
    assert {f"scene_{number}.mp4" for number in range(1, 5)} < set(names)
    media = await http.get(f"/media/{film['film']['sha256']}")
    assert len(media.content) == film["film"]["size"]
    zipped = await http.get(f"/renders/{again.id}/export", params={"name": "a/b.zip"})
    assert "storyboard.json" in ZipFile(io.BytesIO(zipped.content)).namelist()
    assert "a_b.zip" in zipped.headers["content-disposition"]
    jobs = (await http.get(f"/renders/{again.id}/jobs")).json()
    assert {one["state"] for one in jobs} == {"done", "reused"}
    job = (await http.get(f"/jobs/{jobs[0]['fingerprint']}")).json()
    assert job["fingerprint"] == jobs[0]["fingerprint"]
    assert len((await http.get(f"/projects/{project}/renders")).json()) == 2


@pytest.fixture
async def film(
    http: httpx.AsyncClient, ordered: Order, production: Production, tmp_path: Path
) -> str:
    """A finished render, whose film is a second of a test picture."""
    made = await ordered()
    path = tmp_path / "film.mp4"
    picture = ffmpeg.input("testsrc=s=320x180:r=24:d=1", f="lavfi").video
    sound = ffmpeg.input("sine=f=440:d=1", f="lavfi").audio
    args = ffmpeg.output(picture, sound, f"file:{path}").get_args()
    await run([*args[:-1], *h264()[1:], *aac()[1:], args[-1]], within=30)
    asset = production.library.keep(path, media_type="video/mp4")
    for line in made["quote"]["lines"]:
        production.library.record("local", Take(
            fingerprint=line["fingerprint"], asset=asset, made_at="2026-01-01T00:00:00"))
    render = (await http.post(f"/quotes/{made['quote']['id']}/approve")).json()
    assert render["status"] == "done"                          # everything was there
    return str(render["id"])


async def test_a_film_leaves_in_another_format(
    http: httpx.AsyncClient, film: str, settings: Settings
) -> None:
    whole = await http.get(f"/renders/{film}/export", params={"format": "mov"})
    assert whole.headers["content-type"] == "video/quicktime"
    answers = await asyncio.gather(*(http.get(f"/renders/{film}/export", params={
        "format": "gif", "quality": "low", "watermark": "DRAFT"}) for _ in range(3)))
    assert {one.content[:6] for one in answers} == {b"GIF89a"}
    assert len(list(settings.derived.glob("*.gif"))) == 1      # made once
    for wrong, status in (({"format": "avi"}, 422), ({"format": "mp4", "watermark": "漢"}, 422),
                          ({"quality": "best"}, 422)):
        answer = await http.get(f"/renders/{film}/export", params=wrong)
        assert answer.status_code == status, answer.text


async def test_words_and_operations_and_versions(
    http: httpx.AsyncClient, ordered: Order, worker: Worker
) -> None:
    with worker():                                             # which makes free pictures
        await words_and_operations(http, (await ordered())["project"])


async def words_and_operations(http: httpx.AsyncClient, project: str) -> None:
    said = (await http.post(f"/projects/{project}/revisions",
                            json={"words": "make it square"})).json()
    assert said["version"] == 2
    assert said["difference"]["changed"] == [1]
    assert said["quote"]["version"] == 2
    taken = await http.post(f"/projects/{project}/revisions", json={
        "operations": [{"op": "take", "shot": 1, "kind": "picture"}]})
    assert taken.status_code == 201, taken.text
    versions = (await http.get(f"/projects/{project}/versions")).json()
    assert [(one["version"], one["current"]) for one in versions] == [
        (1, False), (2, False), (3, True)]
    takes = (await http.get(f"/projects/{project}/shots/shot-1/takes")).json()
    assert [one["number"] for one in takes["picture"]] == [1, 2]
    back = (await http.post(f"/projects/{project}/versions/1/show")).json()
    assert back["version"] == 1
    await http.put(f"/projects/{project}/versions/1/name", json={"name": "tall"})
    shown = (await http.get(f"/projects/{project}/storyboard")).json()
    assert (shown["name"], shown["storyboard"]["aspect"]) == ("tall", "16:9")


async def test_a_yes_in_words_approves_nothing(
    http: httpx.AsyncClient, ordered: Order, production: Production
) -> None:
    made = await ordered()
    answer = await http.post(f"/projects/{made['project']}/revisions", json={"words": "Yes!"})
    assert answer.status_code == 422
    assert "belongs to a quote" in answer.json()["message"]
    assert production.quotes.newest_render(made["project"]) is None


async def test_the_same_yes_again_is_the_same_render(
    http: httpx.AsyncClient, ordered: Order, production: Production
) -> None:
    quote = (await ordered())["quote"]["id"]
    answers = await asyncio.gather(*(http.post(f"/quotes/{quote}/approve") for _ in range(4)))
    assert {one.json()["id"] for one in answers} == {quote}
    assert [one.status_code for one in answers] == [200] * 4
    assert len(production.quotes.unended()) == 1
    declined = (await http.post(f"/quotes/{quote}/decline")).json()
    assert declined["status"] == "approved"                    # too late for a no
    await http.post(f"/renders/{quote}/stop")
    assert production.quotes.unended() == ()


async def test_an_older_offer_no_longer_stands(http: httpx.AsyncClient, ordered: Order) -> None:
    made = await ordered()
    newer = await http.post(f"/projects/{made['project']}/quotes", json={"part": "film"})
    assert newer.status_code == 201
    answer = await http.post(f"/quotes/{made['quote']['id']}/approve")
    assert answer.status_code == 409
    assert answer.json() == {"message": "This offer no longer stands.",
                             "next_step": "Ask for the price again."}


@pytest.mark.parametrize(("paid", "up_to", "status"), [
    (400_000, "0.39", "pending"), (400_000, "0.4", "approved"), (0, "0", "approved")])
async def test_an_order_is_approved_up_to_an_amount(
    ordered: Order, production: Production, paid: int, up_to: str, status: str,
    monkeypatch: pytest.MonkeyPatch, paper: Any, paper_folder: Any,
) -> None:
    production.catalog = paper.paper_catalog(paper_folder, price=paid)
    made = await ordered(params={"approve_up_to": up_to})
    assert made["quote"]["total"] == paid
    assert made["status"] == status
    assert bool(production.quotes.unended()) == (status == "approved")


async def test_a_batch_shares_its_amount_and_goes_on_after_a_refusal(
    api: Any, http: httpx.AsyncClient, production: Production, paper: Any, paper_folder: Any
) -> None:
    production.catalog = paper.paper_catalog(paper_folder, price=400_000)
    photo = (await http.post("/media", content=api.photo.read_bytes())).json()["sha256"]

    def shots(seconds: int, picture: str = photo) -> Any:
        shot = {"picture": picture, "seconds": seconds}
        return {"kind": "film", "recipe": "animate-shots", "shots": [shot]}

    answer = await http.post("/batches", params={"approve_up_to": "0.9"}, json={
        "orders": [shots(2), shots(3, "0" * 64), shots(4), shots(5)]})
    assert answer.status_code == 201, answer.text
    found = [one.get("status") or one["message"] for one in answer.json()]
    assert found == ["approved", f"No uploaded file {'0' * 12!r} is known.", "approved", "pending"]


async def test_shots_are_animated_as_they_are_described(
    http: httpx.AsyncClient, api: Any, production: Production
) -> None:
    photo = (await http.post("/media", content=api.photo.read_bytes())).json()["sha256"]
    made = (await http.post("/films", json={
        "recipe": "animate-shots", "seconds": 4, "aspect": "9:16", "shots": [
            {"picture": photo, "prompt": "A hall", "motion": {
                "energy": 0.9, "camera_language": "dolly in", "environment": "a quiet museum",
                "symbolic_elements": ["dust", "light"]}},
            {"picture": photo, "title": "A door", "seconds": 3}]})).json()
    board = production.projects.storyboard(made["project"], 1)
    first, second = board.shots
    assert (first.motion.camera_language, first.motion.energy) == ("dolly in", 0.9)
    assert first.own_picture
    assert first.own_picture.sha256 == photo
    assert (second.use_case, second.seconds, first.seconds) == ("A door", 3, 4)
    assert (board.aspect, board.recipe.name) == ("9:16", "animate-shots")


@pytest.mark.parametrize(("asked", "shots"), [
    ({"recipe": "clip-studio", "clips": ["a lighthouse", "the sea"], "script": "Come. Stay.",
      "options": {"seed": 7, "style": "anime"}}, 2),
    ({"recipe": "continuous-flow", "text": "a lighthouse in a storm", "seconds": 15}, 3),
    ({"recipe": "timed-pictures", "text": "Once there was a fox. It slept.", "seconds": 4}, 2),
])
async def test_one_call_orders_a_film_by_each_recipe(
    http: httpx.AsyncClient, production: Production, asked: Any, shots: int
) -> None:
    made = await http.post("/films", params={"approve_up_to": "0"}, json=asked)
    assert made.status_code == 201, made.text
    assert made.json()["status"] == "approved"
    board = production.projects.storyboard(made.json()["project"], 1)
    assert (board.recipe.name, len(board.shots)) == (asked["recipe"], shots)
    assert board.options.seed == asked.get("options", {}).get("seed")


@pytest.mark.parametrize(("asked", "said"), [
    ({"recipe": "continuous-flow", "text": "sea", "seconds": 7}, "no film of 7 seconds"),
    ({"recipe": "animate-shots"}, "no picture to animate"),
    ({"recipe": "clip-studio"}, "nothing to film"),
    ({"recipe": "product-ad"}, "recipe"),
])
async def test_a_film_that_cannot_be_begins_no_project(
    http: httpx.AsyncClient, production: Production, asked: Any, said: str
) -> None:
    answer = await http.post("/films", json=asked)
    assert answer.status_code == 422
    assert said in answer.json()["message"]
    assert production.projects.all("local") == ()


async def test_preferences_hold_for_new_projects(
    http: httpx.AsyncClient, production: Production, conversation: Callable[..., Any]
) -> None:
    wanted = {"choices": {"captions": True, "budget": 5_000_000, "still_gate": False},
              "aspect": "1:1", "language": "de"}
    kept = (await http.put("/preferences", json=wanted)).json()
    assert (await http.get("/preferences")).json() == kept
    begun = (await http.post("/projects", json={})).json()
    assert begun["choices"]["captions"] is True
    assert (begun["brief"]["aspect"], begun["brief"]["language"]) == ("1:1", "de")
    assert conversation("local", "a chat").desk.state.choices.budget == 5_000_000
    bad = await http.put("/preferences", json={"choices": {"makers": ["nobody"]}})
    assert bad.status_code == 422
    assert (await http.get("/spend")).json()["budget"]["project"] == 5_000_000


async def test_ones_own_keys_are_listed_by_name_alone(
    http: httpx.AsyncClient, production: Production
) -> None:
    unknown = await http.put("/keys/nobody", json={"key": "long enough"})
    assert unknown.status_code == 422
    assert "wants a key" in unknown.json()["message"], unknown.text
    production.keys.own.keep("local", "RUNWARE_API_KEY", "mine-alone")
    listed = await http.get("/keys")
    assert [one["name"] for one in listed.json()] == ["RUNWARE_API_KEY"]
    assert "mine-alone" not in listed.text


async def test_what_is_reported_is_kept(http: httpx.AsyncClient, ordered: Order) -> None:
    project = (await ordered())["project"]
    told = {"project": project, "reason": "copyright", "words": "Looks like theirs."}
    assert (await http.post("/reports", json=told)).status_code == 201
    assert [one["reason"] for one in (await http.get("/reports")).json()] == ["copyright"]
    unknown = await http.post("/reports", json={**told, "media": "0" * 64})
    assert unknown.status_code == 404


async def test_a_project_is_renamed_copied_and_deleted(
    http: httpx.AsyncClient, ordered: Order
) -> None:
    project = (await ordered())["project"]
    assert (await http.patch(f"/projects/{project}", json={"title": "Summer"})).status_code == 200
    copied = (await http.post(f"/projects/{project}/copies")).json()
    assert copied["title"] == "Summer (2)"
    assert (await http.delete(f"/projects/{project}")).status_code == 200
    assert (await http.get(f"/projects/{project}")).status_code == 404
    assert [one["id"] for one in (await http.get("/projects")).json()] == [copied["project"]]


async def test_media_is_read_in_parts(http: httpx.AsyncClient, api: Any) -> None:
    asset = (await http.post("/media", content=api.photo.read_bytes())).json()
    whole = await http.get(f"/media/{asset['sha256']}")
    assert whole.headers["content-type"] == asset["media_type"]
    part = await http.get(f"/media/{asset['sha256']}", headers={"Range": "bytes=10-19"})
    assert part.status_code == 206
    assert part.content == whole.content[10:20]
    assert part.headers["content-range"] == f"bytes 10-19/{asset['size']}"
    beyond = await http.get(f"/media/{asset['sha256']}", headers={"Range": "bytes=99999999-"})
    assert beyond.status_code == 416


@pytest.mark.parametrize(("method", "path", "sent", "status", "said"), [
    ("POST", "/projects", {"content": b"{"}, 422, "body"),
    ("POST", "/projects", {"json": {"brief": {"seconds": 500}}}, 422, "seconds"),
    ("POST", "/projects", {"json": {"brief": {"photo": "0" * 64}}}, 422, "No uploaded file"),
    ("POST", "/projects", {"json": {"brief": {"name": "\ud800"}}}, 422, "name"),
    ("POST", "/ads", {"json": {"kind": "ad"}}, 422, "no product photo"),
    ("POST", "/media", {"content": b"hello"}, 422, "The file is a text"),
    ("POST", "/projects", {"content": b" " * (MOST_JSON + 1)}, 413, "larger than 1 MB"),
    ("POST", "/pictures", {"json": {"address": "http://127.0.0.1/a.png"}}, 422, "private"),
    ("GET", "/projects/" + "0" * 32, {}, 404, "no single project"),
    ("GET", "/nowhere", {}, 404, "Not Found"),
    ("GET", "/renders/%0A/export", {}, 422, "path.render"),
    ("PUT", "/projects", {"json": {}}, 405, "Method Not Allowed"),
])
async def test_a_problem_is_a_sentence_and_a_next_step(
    http: httpx.AsyncClient, method: str, path: str, sent: Any, status: int, said: str
) -> None:
    if "json" in sent:                                         # half a character, as JSON has it
        sent = {"content": json.dumps(sent["json"]).encode()}
    headers = {"Content-Type": "application/json"}
    answer = await http.request(method, path, headers=headers, **sent)
    assert answer.status_code == status, answer.text
    assert said in answer.json()["message"]
    assert answer.json()["next_step"]


async def test_a_form_of_another_site_is_no_request(http: httpx.AsyncClient) -> None:
    plain = {"Content-Type": "text/plain"}
    answer = await http.post("/projects", content=b"{}", headers=plain)
    assert answer.status_code == 422
    for headers in ({"Origin": "http://evil.example"}, {"Host": "evil.example"},
                    {"Origin": "null"}, {"Sec-Fetch-Site": "cross-site"}):
        answer = await http.post("/projects", json={}, headers=headers)
        assert answer.status_code == 403, headers


async def test_the_page_needs_nothing_from_elsewhere(http: httpx.AsyncClient) -> None:
    page = (await http.get("/docs")).text
    document = (await http.get("/openapi.json")).json()
    assert all(path in page for path in document["paths"])
    assert "http://" not in page.replace("http://127.0.0.1", "")
    assert "https://" not in page
    assert "<script" not in page


async def test_clips_of_named_shots_over_http(
    api: Any, http: httpx.AsyncClient, worker: Worker, production: Production
) -> None:
    photo = (await http.post("/media", content=api.photo.read_bytes())).json()["sha256"]
    ordered = await http.post("/films", json={"recipe": "animate-shots", "shots": [
        {"picture": photo, "prompt": f"A bottle turns {way}"} for way in ("left", "right", "up")]})
    project = ordered.json()["project"]
    asked = f"/projects/{project}/quotes"
    listed = (await http.get(f"/projects/{project}/clips")).json()
    assert [(one["shot"], one["state"], one["url"]) for one in listed] == [
        (number, "missing", None) for number in (1, 2, 3)]
    wrong = await http.post(asked, json={"part": "clips", "shots": [9]})
    assert wrong.status_code == 422
    assert wrong.json()["message"] == "There is no shot 9: the film has 3."
    assert (await http.post(asked, json={"part": "film", "shots": [1]})).status_code == 422
    assert (await http.post(asked, json={"shots": [0], "part": "clips"})).status_code == 422
    quote = (await http.post(asked, json={"part": "clips", "shots": [3]})).json()
    assert (quote["part"], quote["shots"]) == ("clips", [3])
    with worker():
        render = (await http.post(f"/quotes/{quote['id']}/approve")).json()
        assert (render["part"], render["whole"]) == ("clips", False)
        assert await until_ended(http, render["id"]) == "done"
        assert (await http.get(f"/renders/{render['id']}/film")).status_code == 404
    made = (await http.get(f"/projects/{project}/clips")).json()[2]
    assert (made["state"], made["has_audio"]) == ("done", False)
    assert made["generated_at"]
    media = await http.get(made["url"].removeprefix("/api/v1"))
    assert media.status_code == 200
    rest = (await http.post(asked, json={"part": "clips"})).json()
    assert rest["shots"] == [1, 2]
    assert production.quotes.renders(project) == ()            # no film was made


async def test_a_picture_at_hand_is_in_the_quote_and_taken_by_an_operation(
    http: httpx.AsyncClient, production: Production, flow: Any, monkeypatch: pytest.MonkeyPatch,
    paper: Any, paper_folder: Path,
) -> None:
    monkeypatch.setenv("PAPER", '{"price": 40000, "paid": "picture"}')
    production.catalog = paper.paper_catalog(paper_folder)
    await flow("A boat passes green islands at sunset", "local", made=True)
    board = await flow("A boat passes rocky islands at sunset", "local")
    asked = await http.post(f"/projects/{board.project}/quotes", json={})
    assert asked.status_code == 201, asked.text
    hand = asked.json()["at_hand"]
    assert (hand["shot"], hand["saves"]) == (1, 40_000)
    assert (await http.get(f"/media/{hand['picture']['sha256']}")).status_code == 200
    taken = await http.post(f"/projects/{board.project}/revisions", json={"operations": [
        {"op": "own_picture", "shot": hand["shot"], "picture": hand["picture"]["sha256"]}]})
    assert taken.status_code == 201, taken.text
    assert (taken.json()["quote"]["total"], taken.json()["quote"]["at_hand"]) == (0, None)
