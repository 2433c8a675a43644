"""Whole conversations through the agents SDK: its runner, sessions, approvals and resumes."""

import json

import pytest
from agents import Agent, RunConfig, Runner

from agent.guided import offers_de, offers_en
from agent.guided.model import GuidedModel
from agent.guided.replies_de import REPLIES as GERMAN
from agent.guided.replies_de import WORDS as GERMAN_WORDS
from agent.guided.replies_en import REPLIES as ENGLISH
from agent.guided.replies_en import WORDS as ENGLISH_WORDS
from storage.errors import BadInput
from storage.records import ProductPage

PHOTO = f'[attached picture {"a" * 64} 1600x2000 "pack.jpg"]'
LOGO = f'[attached picture {"b" * 64} 300x300 "logo.png"]'
PAGE = ProductPage(url="https://shop.example/p", title="Rosa Glow", pictures=("a", "b"))


async def test_an_english_conversation_from_hello_to_a_changed_film(play):
    assert "photo of your product" in await play.say("hi")
    assert "called" in await play.say(PHOTO)
    assert "**Aurela**" in await play.say("Aurela")
    assert "Who is it for" in await play.say("a serum for tired skin: light, smells of oranges")
    assert "What should viewers do" in await play.say("women over 35")
    assert "How should it **feel**" in await play.say("order in our shop, aurela.com")
    assert "format" in await play.say("bold")
    assert "logo" in await play.say("square")
    offer = await play.say("no logo")
    assert "4 scenes, 30 seconds, 1:1" in offer
    assert "free" in offer
    assert "35 seconds" in offer
    assert play.names[-2:] == ["write_storyboard", "quote_film"]
    assert play.waiting is not None
    assert "render_film" not in play.names                   # nothing before the yes

    assert "Off we go" in await play.decide(yes=True)
    assert play.calls[-1] == ("render_film", {"quote_id": "q10"})
    assert "25 % done; about 30 seconds left" in await play.say("how long?")
    play.finished()
    changed = await play.say("make shot 2 warmer and slower")
    assert changed.strip() == (
        "Changes only shot 2: 1 clip and 1 sound, **free**, about 8 seconds; shots 1, 3, 4 reused."
    )
    assert play.waiting is None
    assert play.calls[-1][1]["note"] == "make shot 2 warmer and slower"
    assert "Taken back." in await play.say("undo")
    assert "there it is again" in await play.say("redo")
    brief = play.state.brief
    assert (brief.name, brief.tone, brief.aspect, brief.address) == (
        "Aurela", "bold", "1:1", "aurela.com"
    )
    assert brief.benefits == ("light", "smells of oranges")


async def test_a_german_conversation_with_a_no_and_a_yes(play):
    assert "Foto von deinem Produkt" in await play.say("Hallo")
    assert play.state.brief.language == "de"
    assert "Wie **heißt** es" in await play.say(PHOTO)
    assert "**Süße Sünde**" in await play.say("Süße Sünde")
    await play.say("handgemachte Pralinen für den Feierabend")
    assert "entscheide ich" in await play.say("egal")
    await play.say("im Shop bestellen, 10 % Rabatt")
    await play.say("keine Ahnung")
    await play.say("quer")
    offer = await play.say(LOGO)
    assert "Dein Storyboard steht: **4 Szenen, 30 Sekunden, 16:9**" in offer
    assert "kostenlos" in offer
    changed = await play.say("Szene 2 kürzer")                # instead of a yes
    assert "Das Storyboard ist geändert: Szene 2." in changed
    assert "Soll ich loslegen?" in changed
    assert "es wurde nichts gemacht" in await play.decide(yes=False)
    assert "render_film" not in play.names
    assert "Soll ich loslegen?" in await play.say("los")
    assert "Los geht’s" in await play.decide(yes=True)
    play.finished()
    answer = await play.say("ruhigere Musik und Szene 3 soll „Für dich“ sagen")
    assert "Das ändert nur die Szenen 1 und 3" in answer
    assert "Farben kommen aus deinem Produkt" in await play.say("mach den Hintergrund rot")
    assert "Alles auf Anfang" in await play.say("von vorn bitte")
    assert play.state.brief.language == "de"
    assert play.state.storyboard is None


async def test_everything_in_one_message_then_surprise_me(play):
    answer = await play.say(
        f"It's called Aurela, a vitamin C serum for tired skin, 9:16, bold\n{PHOTO}\n{LOGO}"
    )
    assert "Who is it for" in answer
    assert "Shall I?" in await play.say("surprise me")
    assert play.names == ["update_brief", "update_brief", "write_storyboard", "quote_film"]


async def test_a_priced_change_waits_for_a_yes(play):
    play.free = False
    await play.say(PHOTO)
    assert "$1.80" in await play.say("surprise me")
    await play.decide(yes=True)
    play.finished()
    answer = await play.say("make shot 2 warmer and add a voice over")
    assert answer.strip() == (
        "Changes only shot 2: 1 clip and 1 sound, **$0.40**, about 8 seconds; shots 1, 3, 4"
        f" reused. {ENGLISH['cannot_voice']} Go?"
    )
    assert play.waiting is not None
    await play.decide(yes=True)
    assert play.names[-1] == "render_film"


async def test_a_product_page_with_pictures_to_choose(play):
    play.page = PAGE
    assert "**Rosa Glow**, with 2 pictures" in await play.say("https://shop.example/p bold")
    answer = await play.say("the second one")
    assert "what is it for" in answer                        # the name came with the page
    assert play.state.brief.tone == "bold"


async def test_a_page_with_one_picture_needs_no_choice(play):
    play.page = PAGE.model_copy(update={"pictures": ("a",)})
    assert "what is it for" in await play.say("look: https://shop.example/p")
    assert play.names == ["read_product_page", "update_brief", "choose_picture"]


async def test_a_step_that_fails_is_passed_on_in_plain_words(play):
    answer = await play.say("https://shop.example/p")
    assert "The page cannot be reached. Try later." in answer
    assert "photo of your product" in answer
    await play.say("auf Deutsch bitte")
    assert "Das hat nicht geklappt: The page" in await play.say("https://shop.example/p")


async def test_the_photo_cannot_be_skipped_and_questions_are_explained(play):
    assert "can't do without" in await play.say("skip")
    await play.say(PHOTO)
    assert "It helps me" in await play.say("why do you need that?")
    await play.say("Aurela")
    for _ in range(3):
        await play.say("skip")
    assert "I know four tones" in await play.say("purple")
    await play.say("warm")
    assert "I make *9:16*" in await play.say("banana")


async def test_a_film_changes_its_language_only_when_written_anew(play):
    await play.say(PHOTO)
    await play.say("surprise me")
    assert "Der Film spricht noch Englisch" in await play.say("auf Deutsch bitte")
    assert "Dein Storyboard steht" in await play.say("schreib es neu")
    assert play.state.storyboard.brief.language == "de"


async def test_stop_progress_and_trying_again(play):
    await play.say(PHOTO)
    await play.say("surprise me")
    await play.decide(yes=True)
    assert "Stopped." in await play.say("stop")
    assert "was stopped" in await play.say("how far?")
    assert "Shall I start?" in await play.say("try again")
    await play.decide(yes=True)
    play.state = play.state.model_copy(update={"render": play.progress("failed", 0.5, None)})
    assert "The disk is full." in await play.say("status")
    play.finished()
    assert "Which shot" in await play.say("try again")
    assert "Your film is ready" in await play.say("go")


@pytest.mark.parametrize("said", ["how much?", "how long?", "help", "show me the storyboard", "hi",
                                  "thanks", "redo", "undo", "stop", "no", "what?", "skip"])
async def test_there_is_always_an_answer(said, play):
    assert (await play.say(said)).strip()
    await play.say(PHOTO)
    await play.say("surprise me")
    assert (await play.say(said)).strip()
    await play.say("yes")
    await play.decide(yes=True)
    play.finished()
    assert (await play.say(said)).strip()


async def test_words_arrive_one_by_one(play):
    answer = await play.say("hi")
    assert len(play.pieces) > 20
    assert "".join(play.pieces) == answer


async def test_it_answers_without_streaming_too(play):
    result = await Runner.run(play.agent, "hi", run_config=RunConfig(tracing_disabled=True))
    assert "creative director" in result.final_output


async def test_call_ids_are_never_the_same(play):
    await play.say(PHOTO)
    await play.say("surprise me")
    items = json.loads(json.dumps(await play.session.get_items()))
    ids = [item["call_id"] for item in items if item.get("type") == "function_call"]
    assert len(ids) == len(set(ids)) >= 4


async def test_instructions_without_a_state_are_a_clear_error():
    agent = Agent(name="director", instructions="You direct.", model=GuidedModel())
    with pytest.raises(BadInput, match="carry no readable state"):
        await Runner.run(agent, "hi", run_config=RunConfig(tracing_disabled=True))


def test_both_languages_say_everything():
    assert set(ENGLISH) == set(GERMAN)
    assert set(offers_en.REPLIES) == set(offers_de.REPLIES)
    assert set(ENGLISH_WORDS) == set(GERMAN_WORDS)
