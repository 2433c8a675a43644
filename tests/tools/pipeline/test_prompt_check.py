"""What somebody else is told is looked at first: by our rules when quoting, by moderation at a yes.
"""

import json
from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest

from storage.errors import BadInput, EnvironmentProblem, NotAllowed
from storage.records import Quote, Storyboard
from storage.settings import Settings
from tools.pipeline.production import Production
from tools.providers import client


@pytest.fixture
def paid(settings: Settings, paper: Any, paper_folder: Any) -> Production:
    """A production whose clips are made, and paid, elsewhere."""
    return Production(settings, paper.paper_catalog(paper_folder, price=350_000))


@pytest.fixture
def offered(paid: Production, storyboard: Storyboard) -> Callable[[str], Quote]:
    """The quote of a film whose second shot is described so."""
    project = paid.projects.create("local", "thread").id

    def offer(prompt: str) -> Quote:
        shots = list(storyboard.shots)
        shots[1] = shots[1].model_copy(update={"picture_prompt": prompt})
        return paid.offer("local", paid.projects.save(storyboard.model_copy(
            update={"project": project, "shots": tuple(shots)})))

    return offer


def told(address: str, path: str, body: Any) -> None:
    httpx.post(f"{address}/{path}", json=body).raise_for_status()


def asked_of(address: str) -> list[dict[str, Any]]:
    return [one for one in httpx.get(f"{address}/_requests").json()
            if one["endpoint"] == "openai.moderations"]


@pytest.fixture(scope="module")
def served(emulating: Any) -> Iterator[str]:
    with emulating(factor=0.001) as address:
        yield address


@pytest.fixture
async def moderated(served: str, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-test-moderation")
    monkeypatch.setenv("ADFLOW_OPENAI_URL", f"{served}/openai/v1")
    monkeypatch.setenv("ADFLOW_PACE", "0.01")
    told(served, "_reset", {})
    yield served
    await client.close()


@pytest.mark.parametrize("prompt", [
    "A naked  Woman beside the bottle", "zwei NACKTE FRAUEN", "a beheading in the square",
])
def test_what_is_refused_is_named_and_no_quote_is_made(
    prompt: str, offered: Any, paid: Production
) -> None:
    with pytest.raises(BadInput, match="Clip 2 is described with") as refused:
        offered(prompt)
    assert "not sent to anybody" in str(refused.value)


@pytest.mark.parametrize("prompt", ["a nude lipstick on naked wood", "a killer offer", "Essex"])
def test_harmless_senses_pass(prompt: str, offered: Any) -> None:
    assert offered(prompt).total == 4 * 350_000


def test_protected_names_are_pointed_out_but_not_the_products_own(
    offered: Any, paid: Production, storyboard: Storyboard
) -> None:
    assert [line.hint for line in offered("Batman holds it").made if line.hint] == ["Batman"]
    named = storyboard.brief.model_copy(update={"name": "Lego Box"})
    quote = paid.price("local", storyboard)
    lines = tuple(one.model_copy(update={"prompt": "the Lego Box on a table"})
                  for one in quote.lines)
    checked = paid.prompts.by_rules(quote.model_copy(update={"lines": lines}), named)
    assert not any(line.hint for line in checked.lines)


def test_users_rules_add_to_ours_and_a_bad_file_is_said(
    offered: Any, paid: Production
) -> None:
    paid.settings.prompt_rules.write_text(
        json.dumps([{"words": ["guaranteed cure*"], "why": "a health claim"}]))
    with pytest.raises(BadInput, match="a health claim"):
        offered("a guaranteed cure for all")
    paid.settings.prompt_rules.write_text("[{}]")
    with pytest.raises(EnvironmentProblem, match="make no sense"):
        offered("a bottle")


async def test_what_moderation_flags_is_not_bought_and_is_written_down(
    moderated: str, offered: Any, paid: Production
) -> None:
    quote = offered("flag-violence beside the bottle")
    with pytest.raises(NotAllowed, match=r"flags Clip 2 \(violence\)"):
        await paid.approve("local", quote.id, by="ann")
    assert paid.quotes.get("local", quote.id)[1] == "pending"
    checked = [one for one in paid.audit.entries("local") if one.event == "checked"]
    assert {one.label: one.problem for one in checked}["Clip 2"] == "violence"
    assert {one.provider_id for one in checked} == {"omni-moderation-latest"}
    assert not [one for one in paid.audit.entries("local") if one.event == "ordered"]


async def test_what_passes_is_bought_and_only_what_is_told_elsewhere_is_asked(
    moderated: str, offered: Any, paid: Production
) -> None:
    quote = offered("the bottle on a table")
    assert await paid.approve("local", quote.id, by="ann")
    (asked,) = asked_of(moderated)
    assert len(asked["body"]["input"]) == 4                    # the clips; the studio is told more


async def test_moderation_out_of_reach_holds_nobody_up_and_is_written_down(
    moderated: str, offered: Any, paid: Production
) -> None:
    told(moderated, "_faults", {
        "endpoint": "openai.moderations", "kind": "unavailable", "count": 100})
    quote = offered("the bottle on a table")
    assert await paid.approve("local", quote.id, by="ann")
    checked = [one for one in paid.audit.entries("local") if one.event == "checked"]
    assert len(checked) == 4
    assert all("not moderated" in one.problem for one in checked)


async def test_the_studio_is_told_what_it_likes(
    moderated: str, production: Production, saved: Storyboard
) -> None:
    await production.approve("local", production.offer("local", saved).id, by="ann")
    assert not [one for one in production.audit.entries("local") if one.event == "checked"]
