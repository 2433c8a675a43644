"""Steps as tools: short, documented schemas; results are JSON; errors are a sentence and a step."""

import json
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any, get_args

import pytest
from agents import FunctionTool
from agents.tool_context import ToolContext
from PIL import Image
from pydantic import TypeAdapter, ValidationError

from agent.director import STEPS
from agent.guided.writer import TemplateWriter
from storage.records import Change
from tools.context import Desk
from tools.pipeline import briefing
from tools.pipeline.production import Production

BY_NAME = {step.name: step for step in STEPS}
Do = Callable[..., Any]


@pytest.fixture
def desk(production: Production) -> Desk:
    return Desk(production, TemplateWriter(), "ann", "t")


@pytest.fixture
def do(desk: Desk) -> Do:
    """Carry out a step as the SDK does; its result as JSON."""

    async def invoke(name: str, /, **given: Any) -> Any:
        arguments = json.dumps(given)
        ctx = ToolContext(
            context=desk, tool_name=name, tool_call_id="c", tool_arguments=arguments
        )
        return json.loads(await BY_NAME[name].on_invoke_tool(ctx, arguments))

    return invoke


@pytest.fixture
def photo(production: Production, tmp_path: Path) -> str:
    Image.new("RGB", (300, 300), "#7a4a20").save(tmp_path / "photo.png")
    return briefing.take_in(production, "ann", tmp_path / "photo.png", "photo.png").sha256


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.name)
def test_a_step_explains_itself_briefly(step: FunctionTool) -> None:
    assert 12 < len(step.description) < 200
    assert step.description.endswith(".")
    schema = step.params_json_schema
    for name, argument in schema.get("properties", {}).items():
        assert argument.get("description"), f"{step.name}: {name}"
    assert len(json.dumps(schema)) < (15_500 if step.name == "revise" else 3200)
    assert "ctx" not in schema.get("properties", {})


def test_names_are_different_and_only_the_render_waits_for_a_yes() -> None:
    assert len(BY_NAME) == len(STEPS)
    assert [step.name for step in STEPS if step.needs_approval] == ["render_film"]


def test_every_change_is_described_and_named_by_its_op() -> None:
    union, _ = get_args(Change)
    kinds = get_args(union)
    ops = [kind.model_fields["op"].default for kind in kinds]
    assert len(set(ops)) == len(ops)
    assert all(kind.__doc__ for kind in kinds)
    schema = json.dumps(BY_NAME["revise"].params_json_schema)
    assert all(f'"const": "{op}"' in schema for op in ops)
    adapter = TypeAdapter(Change)
    assert adapter.validate_python({"op": "remove", "shot": 2}).op == "remove"
    with pytest.raises(ValidationError):                       # it could mean three things
        adapter.validate_python({"shot": 2})


WITHOUT_A_STORYBOARD = {
    "write_storyboard": {}, "show_storyboard": {}, "quote_film": {}, "undo": {}, "redo": {},
    "revise": {"changes": [{"op": "remove", "shot": 1}]},
    "render_film": {"quote_id": "invented"},
    "choose_picture": {"number": 1},
    "read_product_page": {"url": "http://127.0.0.1:1/"},
    "update_brief": {"photo": "0" * 64},
}


@pytest.mark.parametrize("name", WITHOUT_A_STORYBOARD)
async def test_what_cannot_be_done_yet_is_said(name: str, do: Do, desk: Desk) -> None:
    before = desk.state
    answer = await do(name, **WITHOUT_A_STORYBOARD[name])
    assert set(answer) == {"error", "next_step"}
    assert answer["error"].endswith(".")
    assert answer["next_step"].endswith(".")
    assert desk.state == before


@pytest.mark.parametrize("given", [
    {"seconds": 7}, {"seconds": 121}, {"seconds": "soon"}, {"look": "sepia"}, {"name": "x" * 61},
    {"name": "Glow 🌟"}, {"benefits": ["a", "b", "c", "d", "e"]}, {"benefits": ["🌟"]},
    {"answered": ["everything"]}, {"track": "1" * 64}, {"language": "fr"},
])
async def test_a_fact_that_does_not_fit_is_refused_and_nothing_taken_down(
    given: dict[str, Any], do: Do, desk: Desk
) -> None:
    answer = await do("update_brief", audience="sleepers", **given)
    assert set(answer) == {"error", "next_step"}
    assert desk.state.brief.audience == ""
    assert desk.state.answered == ()


async def test_the_way_to_an_offer(
    do: Do, desk: Desk, photo: str
) -> None:
    assert await do("update_brief", photo=photo[:8], name="Aurela", seconds=20) == {"ok": True}
    assert desk.state.brief.seconds == 20
    assert await do("check_progress") == {"ok": False}
    assert await do("stop_render") == {"ok": False}
    written = await do("write_storyboard")
    assert written == {"version": 1, "shots": 4}
    assert await do("show_storyboard") == written
    quoted = await do("quote_film")
    assert quoted["price"] == "free"
    assert quoted["reused"] == 0
    refused = await do("render_film", quote_id=quoted["quote_id"])         # nobody said yes
    assert refused["error"] == "This offer was not accepted."
    await desk.production.approve("ann", quoted["quote_id"], by="ann")
    started = await do("render_film", quote_id=quoted["quote_id"])
    assert started == {"started": True, "seconds": quoted["seconds"]}
    assert (await do("check_progress"))["fraction"] == 0
    assert await do("stop_render") == {"ok": True}
    assert await do("stop_render") == {"ok": False}
    assert await do("start_again") == {"ok": True}
    assert desk.state.storyboard is None


async def test_a_bug_is_not_told_as_a_sentence(do: Do, desk: Desk) -> None:
    desk.production.catalogue.db.execute("drop table projects")
    with pytest.raises(sqlite3.OperationalError, match="no such table"):
        await do("update_brief", name="Aurela")


async def test_brand_kits_are_made_changed_and_removed(do: Do, desk: Desk, photo: str) -> None:
    made = await do("set_brand_kit", name="Aurela Labs", logo=photo[:8], primary="#0B5C4A",
                    never=["cheap*"])
    assert (made["primary"], made["never"]) == ("#0b5c4a", ["cheap*"])
    assert desk.state.brand
    assert desk.state.brands == ("Aurela Labs",)
    assert "logo" not in {desk.state.next_question}
    changed = await do("set_brand_kit", name="aurela labs", logo="", tone="bold")
    assert (changed["logo"], changed["tone"], changed["primary"]) == (None, "bold", "#0b5c4a")
    refused = await do("set_brand_kit", name="Aurela Labs", accent="reddish")
    assert refused["next_step"] == "Give it as #rrggbb, for instance #b4232a."
    await do("set_brand_kit", name="Other", for_new_ads=True)
    listed = await do("list_brands")
    assert [kit["name"] for kit in listed["kits"]] == ["Aurela Labs", "Other"]
    assert listed["preferred"] == "Other"
    assert await do("remove_brand", name="other") == {"ok": True}
    gone = await do("remove_brand", name="other")
    assert gone["next_step"] == "Your brands: Aurela Labs."
