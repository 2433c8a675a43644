"""Brand kits and projects by talking to the guided director, on the real books."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from agent.conversation import Conversation, Upload
from agent.events import QuoteShown, StoryboardShown
from storage.errors import NotFound
from tools.pipeline.production import Production

FONT = Path(__file__).parents[2] / "tools" / "media" / "fonts" / "Poppins_800ExtraBold.ttf"
Talk = Callable[..., Conversation]


@pytest.fixture
def say(heard: Any, words: Any) -> Callable[..., Any]:
    """What the director answers."""

    async def spoken(talk: Conversation, text: str, *files: Upload) -> str:
        return str(words(await heard(talk.turn(text, files))))

    return spoken


@pytest.fixture
def font() -> Upload:
    return Upload(name="Brand.ttf", path=FONT)


async def test_a_kit_is_set_up_changed_used_and_forgotten(
    conversation: Talk, drawn: Any, say: Any, upload: Upload, production: Production
) -> None:
    await drawn()
    talk = conversation()
    answer = await say(
        talk, "set up a brand kit called Lumo with this logo, colours #112233 and gold, tone"
        " elegant, call to action 'Shop now', never say cheap", upload)
    kit = production.brands.get("ann", "lumo")
    assert (kit.primary, kit.accent, kit.tone, kit.action) == (
        "#112233", "#d4af37", "elegant", "Shop now")
    assert kit.never == ("cheap",)
    assert kit.logo is not None
    assert "**Lumo**: logo, #112233 #d4af37, elegant, “Shop now”, never cheap" in answer
    assert "*Use brand Lumo*" in answer
    assert talk.state.storyboard is not None
    assert talk.state.storyboard.brand is None              # only kept, not used
    await say(talk, "use brand Lumo")
    assert talk.state.storyboard.brand == kit
    answer = await say(talk, "change the brand's accent to #ff0000 and never say free")
    kit = production.brands.get("ann", "Lumo")
    assert (kit.accent, kit.never) == ("#ff0000", ("cheap", "free"))
    assert talk.state.storyboard.brand == kit               # the film has it, so it takes it
    assert answer.startswith("Kept: **Lumo**")
    assert answer.count("?") == 1                           # whether to make it
    assert "**Lumo**" in await say(talk, "which brands do I have?")
    await say(talk, "cheap may be said again in our brand")
    assert production.brands.get("ann", "Lumo").never == ("free",)
    assert "is forgotten" in await say(talk, "delete the brand Lumo")
    assert production.brands.all("ann") == ()
    assert talk.state.storyboard.brand is not None          # the film keeps it


async def test_a_kit_in_german_while_the_brief_is_taken(
    conversation: Talk, say: Any, font: Upload, production: Production
) -> None:
    talk = conversation()
    answer = await say(
        talk, "leg eine Marke namens Süße Sünde an, mit #b4232a und Creme, Ton verspielt, sag nie"
        " billig oder gratis")
    kit = production.brands.get("ann", "süße sünde")
    assert (kit.primary, kit.accent, kit.tone) == ("#b4232a", "#fffdd0", "playful")
    assert kit.never == ("billig", "gratis")
    assert answer.startswith("Gemerkt: **Süße Sünde**")
    assert "Foto" in answer                                 # and the brief goes on
    assert talk.state.brand == kit
    answer = await say(talk, "nimm diese Schrift für die Marke", font)
    kit = production.brands.get("ann", "Süße Sünde")
    assert kit.font is not None
    assert "eigene Schrift" in answer
    assert "Deine Marken:" in await say(talk, "welche Marken habe ich?")


async def test_what_a_kit_needs_is_said_without_a_guess(
    conversation: Talk, drawn: Any, say: Any, production: Production, font: Upload
) -> None:
    await drawn()
    talk = conversation()
    assert "needs a name" in await say(talk, "set up a brand")
    assert "I know no brand **Nova**" in await say(talk, "use brand Nova")
    assert "no brand kit yet" in await say(talk, "which brands do I have?")
    assert "belongs to a brand kit" in await say(talk, "", font)
    await say(talk, "create a brand Lumo: navy and white")
    await say(talk, "create a brand Nova: coral")
    assert "several brands" in await say(talk, "change the brand's accent to gold")
    assert "by its name or its digits" in await say(talk, "Lumo's accent should be nicer")
    assert production.brands.get("ann", "Lumo").accent == "#ffffff"
    assert "kenne ich nicht" in await say(talk, "nimm meine Marke Orbis")


async def test_new_ads_take_the_brand_that_is_named_before_there_is_a_film(
    conversation: Talk, say: Any, production: Production
) -> None:
    talk = conversation()
    await say(talk, "create a brand Lumo: navy, tone bold")
    await say(talk, "create a brand Nova: coral")
    assert talk.state.brand is None                         # two, and none is preferred
    assert "This ad takes it" in await say(talk, "use brand Lumo")
    assert talk.state.brand == production.brands.get("ann", "Lumo")
    assert "no such brand" in await say(talk, "use brand Orbis")


async def test_projects_are_listed_opened_renamed_copied_and_deleted(
    conversation: Talk, drawn: Any, say: Any, heard: Any, production: Production
) -> None:
    old = (await drawn("ann", "old")).project
    talk = conversation(thread="new")
    assert "renamed" not in await say(talk, "hello")
    answer = await say(talk, "show me my projects")
    assert "1. **Aurela**" in answer
    assert "?" not in answer
    events = await heard(talk.turn("the first one"))
    assert any(isinstance(one, StoryboardShown) for one in events)
    assert talk.state.project == old
    assert "called **Summer sale**" in await say(talk, "rename this project to Summer sale")
    assert "a copy" in await say(talk, "duplicate this project as Winter")
    copy = talk.state.project
    assert (talk.state.title, copy != old) == ("Winter", True)
    await say(talk, "open the project Summer sale")
    assert talk.state.project == old
    answer = await say(talk, "delete project Winter")
    assert "**Winter** would be gone for good" in answer
    assert answer.count("?") == 1
    assert production.projects.get("ann", copy)             # only asked
    assert "It stays" in await say(talk, "no, keep it")
    assert "would be gone" in await say(talk, "delete project Winter")
    assert "would be gone" in await say(talk, "yes delete that thing")
    await say(talk, "yes")
    with pytest.raises(NotFound):
        production.projects.get("ann", copy)
    assert production.projects.get("ann", old)


async def test_projects_in_german_and_one_that_is_not_there(
    conversation: Talk, drawn: Any, say: Any, production: Production
) -> None:
    board = await drawn("ann", "t")
    talk = conversation()
    assert "heißt jetzt **Sommer**" in await say(talk, "nenn das Projekt bitte Sommer")
    assert "eine Kopie" in await say(talk, "kopiere das Projekt als Winter")
    assert "Deine Projekte:" in await say(talk, "welche Projekte habe ich?")
    assert "Jetzt geht es um **Sommer**" in await say(talk, "mach mit dem Projekt Sommer weiter")
    assert talk.state.project == board.project
    assert "no project" in await say(talk, "öffne das Projekt Herbst")
    assert "endgültig weg" in await say(talk, "lösch dieses Projekt")
    await say(talk, "ja")
    with pytest.raises(NotFound):
        production.projects.get("ann", board.project)


async def test_a_quote_that_waits_is_not_approved_by_a_yes_to_deleting(
    conversation: Talk, offered: Any, say: Any, heard: Any, production: Production
) -> None:
    quote = await offered()
    talk = conversation()
    await say(talk, "delete this project")
    events = await heard(talk.turn("yes"))
    assert not any(isinstance(one, QuoteShown) for one in events)
    assert production.quotes.unended() == ()
    assert quote.project not in [row.id for row in production.projects.all("ann")]
