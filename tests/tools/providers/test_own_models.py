"""What a person writes into `models.json` is priced, quoted and made like our own models."""

import json
from pathlib import Path
from typing import Any

import pytest

from storage.errors import BadInput, EnvironmentProblem, ProviderRefused
from storage.settings import Settings
from tools.pipeline.plan import plan
from tools.pipeline.price import quote
from tools.providers.catalog import Catalog
from tools.providers.own_models import BUILT_IN, read_own
from tools.providers.prices import PRICES
from tools.providers.registry import catalog_of
from tools.providers.runware import Runware

KNOWN, ADDED, SOUND = "runware/klingai:6@1", "runware/klingai:6@0", "runware/mmaudio:1@1"
PICTURE = "runware/google:4@2"
DATED: dict[str, Any] = {"date": "2026-11-21"}
CLIP: dict[str, Any] = {
    **DATED, "kind": "clip", "lengths": [5, 10], "first_frame": True, "price_per_second": 0.042,
    "source": "Runware's model page, 2026",
}


@pytest.fixture
def own(private_home: Path) -> Path:
    private_home.mkdir(exist_ok=True)
    return Settings().own_models


def written(own: Path, entries: object) -> Catalog:
    own.write_text(entries if isinstance(entries, str) else json.dumps(entries))
    return catalog_of(Settings())


def test_without_a_file_all_is_as_built_in(own: Path) -> None:
    assert read_own(own) == BUILT_IN


def test_a_persons_own_price_is_the_one_quoted(own: Path, bench: Any) -> None:
    catalog = written(own, {KNOWN: {**DATED, "price_per_second": 0.065, "source": "invoice 12"}})
    found = catalog.capability("clip", KNOWN)
    assert (found.price_per_second, found.price_source) == (65_000, "invoice 12")
    assert (found.price_date, found.price_sure) == ("2026-11-21", True)
    assert catalog.capability("picture", "runware/bfl:3@1").price == PRICES["runware/bfl:3@1"].price
    assert clip_prices(bench.storyboard, catalog) == [650_000, 325_000, 650_000, 650_000]


def test_a_model_that_was_added_can_be_quoted(own: Path, bench: Any) -> None:
    catalog = written(own, {
        ADDED: {**CLIP, "sure": False, "last_frame": True, "longest_prompt": 100},
        SOUND: {**DATED, "kind": "sound", "price": 0.02},
        PICTURE: {**DATED, "kind": "picture", "price": 0.134, "sizes": [[768, 1376], [1024, 1024]],
                  "references": 1},
    })
    found = catalog.capability("clip", ADDED)
    assert (found.lengths, found.first_frame, found.last_frame) == ((5, 10), True, True)
    assert (found.price_date, found.price_sure) == ("2026-11-21", False)
    assert catalog.capability("sound", SOUND).from_clip
    assert catalog.capability("sound", SOUND).price_source == "your models.json"
    board = bench.with_model("clip", ADDED)
    assert clip_prices(board, catalog) == [420_000, 210_000, 420_000, 420_000]
    (clip, *_) = [job for job in plan(board, catalog).jobs if job.kind == "clip"]
    assert "size" not in clip.params             # it takes the shape of its first frame
    assert len(clip.params["prompt"]) <= 100
    board = bench.with_model("picture", PICTURE)
    (picture, *_) = plan(board, catalog).jobs
    assert picture.params["size"] == [768, 1376]
    assert list(picture.files) == ["product"]    # one reference: the logo does not go with it


def clip_prices(board: Any, catalog: Catalog) -> list[int]:
    whole = quote(plan(board, catalog), catalog, lambda _: False, id="q", owner="o", project="p",
                  version=1, created_at="t")
    return [line.price for line in whole.lines if line.kind == "clip"]


async def test_a_model_that_was_added_is_made_and_booked(
    own: Path, bench: Any, desk: Any, tmp_path: Path, workspace: Path, line: None
) -> None:
    written(own, {ADDED: CLIP})
    runware = Runware(bench.library, tmp_path / "uploads", read_own(own))
    board = bench.with_model("clip", ADDED)
    request = bench.request(runware, "clip", shot=1, model=ADDED)
    ticket = await runware.submit(request)
    made = await runware.collect(request, ticket, bench.library, workspace, lambda _: None)
    assert made.cost == 210_000 == desk.charges()[0]["microdollars"]
    task = desk.requests("runware.videoInference")[0]["body"][0]
    assert (task["model"], task["duration"]) == ("klingai:6@0", 5)
    assert "width" not in task

    without = Runware(bench.library, tmp_path / "uploads")
    with pytest.raises(BadInput, match="makes no clip here"):
        without.needs("clip", board, board.shots[0])
    with pytest.raises(ProviderRefused, match="not in the catalogue any more"):
        await without.submit(request)
    again = await without.collect(request, ticket, bench.library, workspace, lambda _: None)
    assert again.cost == 210_000                 # what was bought is fetched all the same


@pytest.mark.parametrize(("entries", "says"), [
    ("{", "cannot be read"),
    ("[" * 100_000, "cannot be read"),
    ("[]", "has to be an object"),
    ({"a": {}}, "“a” is none of our models"),
    ({"local/studio-clip": {**DATED, "price": 1}}, "“local/studio-clip” is none of our models"),
    ({"mirelo/new:1@1": CLIP}, "only those of Runware can be added"),
    ({KNOWN: 5}, f"“{KNOWN}”: Input should be"),
    ({KNOWN: {"price": 1}}, f"“{KNOWN}”, date: Field required"),
    ({KNOWN: {**DATED, "prize": 1}}, f"“{KNOWN}”, prize: Extra inputs"),
    ({KNOWN: {**DATED, "price": "NaN"}}, f"“{KNOWN}”, price: Input should be a finite"),
    ({KNOWN: {**DATED, "price": -1}}, "price: Input should be greater"),
    ({KNOWN: {**DATED, "price": 1e-9}}, "has to be above zero"),
    ({KNOWN: DATED}, "has to be above zero"),
    ({KNOWN: CLIP}, "kind: Extra inputs"),
    ({KNOWN: {"price": 1, "date": "soon"}}, "date: Input should be a valid date"),
    ({ADDED: {**CLIP, "lengths": [5, "x"]}}, f"“{ADDED}”, lengths.1: Input should be"),
    ({ADDED: {**CLIP, "lengths": []}}, "a model for clips has to have lengths"),
    ({ADDED: {**CLIP, "first_frame": False}}, "has to have first_frame"),
    ({ADDED: {**CLIP, "kind": "music"}}, "kind: Input should be"),
    ({ADDED: {**CLIP, "kind": "sound"}}, "a model for sounds takes no lengths"),
    ({ADDED: {**CLIP, "sizes": [[1, 2]]}}, "sizes.0.0: Input should be"),
])
def test_a_bad_file_is_said_by_entry_and_field(own: Path, entries: object, says: str) -> None:
    with pytest.raises(EnvironmentProblem) as bad:
        written(own, entries)
    assert says in str(bad.value)
    assert str(own) in str(bad.value)
    assert "\n" not in str(bad.value)
    assert "Correct the file" in bad.value.next_step


def test_a_persons_own_price_of_a_voice_is_by_the_character(own: Path) -> None:
    name = "elevenlabs/eleven_flash_v2_5"
    catalog = written(own, {name: {**DATED, "price_per_character": 0.00008}})
    assert catalog.capability("voice", name).rates == ((80_000, "1k chars"),)
    assert catalog.capability("voice", name).price_of({"text": "Hello."}) == 480
