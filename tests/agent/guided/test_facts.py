"""What people answer while the brief is taken, in English and German."""

from typing import Any

import pytest

from agent.guided.understanding import language_of, understand
from storage.records import QUESTIONS, Asset, Brief, ProductPage, State

PHOTO = Asset(sha256="aa", media_type="image/png", size=1)


def asking(question: str) -> State:
    """A project in which this question is open."""
    place = [*QUESTIONS].index(question)  # type: ignore[arg-type]
    brief = Brief(photo=PHOTO) if place else Brief()
    return State(project="p", title="", brief=brief, answered=QUESTIONS[:place])


SAID: list[tuple[str, str, dict[str, Any]]] = [
    ("name", "It's called Aurela, a vitamin C serum for tired skin, 9:16, bold",
     {"name": "Aurela", "purpose": "a vitamin C serum for tired skin", "aspect": "9:16",
      "tone": "bold"}),
    ("name", "Aurela", {"name": "Aurela"}),
    ("name", "The Glow", {"name": "The Glow"}),
    ("name", "“Aurela”", {"name": "Aurela"}),
    ("name", "Bold", {"name": "Bold"}),
    ("name", "Warm Hugs", {"name": "Warm Hugs"}),
    ("name", "Hope & Grace No. 5", {"name": "Hope & Grace No. 5"}),
    ("name", "the name is Łódź Café", {"name": "Łódź Café"}),
    ("name", "Aurela, a vitamin C serum",
     {"name": "Aurela", "purpose": "a vitamin C serum"}),
    ("name", "My product is called Süße Sünde and it's for chocolate lovers",
     {"name": "Süße Sünde", "purpose": "for chocolate lovers"}),
    ("name", "a serum for tired skin", {"purpose": "a serum for tired skin"}),
    ("name", "20 seconds, playful, for Instagram stories",
     {"seconds": 20, "tone": "playful", "aspect": "9:16"}),
    ("name", "Sie heißt Aurela, ein Serum für müde Haut, Hochformat, mutig",
     {"name": "Aurela", "purpose": "ein Serum für müde Haut", "aspect": "9:16", "tone": "bold"}),
    ("name", "Es heißt Fjäll und ist ein Rucksack für Wanderer",
     {"name": "Fjäll", "purpose": "ein Rucksack für Wanderer"}),
    ("purpose", "it's a handmade soy candle", {"purpose": "a handmade soy candle"}),
    ("purpose", "a cream for face, hands and body",
     {"purpose": "a cream for face, hands and body"}),
    ("purpose", "a warm blanket for cold nights", {"purpose": "a warm blanket for cold nights"}),
    ("purpose", "bold flavours for brave people", {"purpose": "bold flavours for brave people"}),
    ("purpose", "A soy candle: burns 40 hours, smells of fig and honey",
     {"purpose": "A soy candle", "benefits": ["burns 40 hours", "smells of fig and honey"]}),
    ("purpose", "Keeps coffee hot for hours. Benefits: leakproof, light, pretty",
     {"purpose": "Keeps coffee hot for hours", "benefits": ["leakproof", "light", "pretty"]}),
    ("purpose", "handgemachte Pralinen: zart, cremig und ohne Palmöl",
     {"purpose": "handgemachte Pralinen", "benefits": ["zart", "cremig", "ohne Palmöl"]}),
    ("purpose", "Es ist eine handgemachte Kerze", {"purpose": "eine handgemachte Kerze"}),
    ("purpose", "Eine Creme, die schnell einzieht",
     {"purpose": "Eine Creme, die schnell einzieht"}),
    ("purpose", "Zielgruppe: junge Eltern", {"audience": "junge Eltern"}),
    ("audience", "busy parents", {"audience": "busy parents"}),
    ("audience", "women between 25 and 40, mostly in cities",
     {"audience": "women between 25 and 40, mostly in cities"}),
    ("audience", "für alle, die gern naschen", {"audience": "für alle, die gern naschen"}),
    ("action", "order in our shop, aurela.com",
     {"action": "order in our shop", "address": "aurela.com"}),
    ("action", "Book a table, 20% off this week",
     {"action": "Book a table", "offer": "20% off this week"}),
    ("action", "they should sign up", {"action": "sign up"}),
    ("action", "im Shop bestellen, 10 % Rabatt",
     {"action": "im Shop bestellen", "offer": "10 % Rabatt"}),
    ("tone", "something warm and cosy", {"tone": "warm"}),
    ("tone", "elegnat", {"tone": "elegant"}),
    ("tone", "make it funny please", {"tone": "playful"}),
    ("tone", "eher elegant", {"tone": "elegant"}),
    ("tone", "mutig", {"tone": "bold"}),
    ("aspect", "for tiktok", {"aspect": "9:16"}),
    ("aspect", "square please", {"aspect": "1:1"}),
    ("aspect", "16:9", {"aspect": "16:9"}),
    ("aspect", "quer", {"aspect": "16:9"}),
]
SKIPPED = [
    ("name", "skip"), ("name", "not sure"), ("name", "überspringen"), ("purpose", "pass"),
    ("audience", "no"), ("audience", "egal"), ("audience", "keine Ahnung"), ("tone", "weiter"),
    ("aspect", "you decide"), ("logo", "no"), ("logo", "no logo"), ("logo", "kein Logo"),
    ("logo", "nein"), ("logo", "none"),
]


@pytest.mark.parametrize(("question", "said", "facts"), SAID)
def test_facts(question: str, said: str, facts: dict[str, Any]) -> None:
    intent = understand(said, asking(question))
    assert intent.act == "facts"
    assert {k: v for k, v in intent.facts.items() if k != "answered"} == facts
    assert set(intent.facts["answered"]) == set(facts) & set(QUESTIONS)


@pytest.mark.parametrize(("question", "said"), SKIPPED)
def test_any_question_but_the_photo_can_be_skipped(question: str, said: str) -> None:
    assert understand(said, asking(question)).facts == {"answered": [question]}
    assert understand("skip", asking("photo")).act == "skip"


@pytest.mark.parametrize("said", ["surprise me", "just make it", "überrasch mich"])
def test_all_questions_at_once(said: str) -> None:
    assert understand(said, asking("purpose")).facts == {"answered": list(QUESTIONS[2:])}
    assert understand(said, asking("photo")).act == "skip_all"


def test_the_first_picture_is_the_product_and_a_second_the_logo() -> None:
    first, second = '[attached picture aa11aa 9x9 "a"]', '[attached picture bb22bb 9x9 "b"]'
    both = understand(f"It's called Aurela\n{first}\n{second}", asking("photo")).facts
    assert (both["photo"], both["logo"], both["name"]) == ("aa11aa", "bb22bb", "Aurela")
    assert understand(first, asking("photo")).facts["photo"] == "aa11aa"
    beside = understand(f"Lumo, a soy candle for slow evenings\n{first}", asking("photo")).facts
    assert (beside["name"], beside["purpose"]) == ("Lumo", "a soy candle for slow evenings")
    assert "name" not in understand(f"Make me an ad\n{first}", asking("photo")).facts
    assert understand(first, asking("name")).facts["logo"] == "aa11aa"
    assert understand(f"another product photo\n{first}", asking("name")).facts["photo"] == "aa11aa"
    assert understand(f"my logo\n{first}", asking("photo")).facts == {
        "logo": "aa11aa", "answered": ["logo"]
    }
    track = understand('[attached sound cc33cc 42.0 s "s.mp3"]', asking("name")).facts
    assert track["track"] == "cc33cc"


def test_a_product_page_and_its_pictures() -> None:
    page = understand("https://shop.example/p/1, it's called Rosa, bold", asking("photo"))
    assert (page.act, page.url) == ("page", "https://shop.example/p/1")
    assert page.facts["name"] == "Rosa"
    state = asking("photo").model_copy(update={
        "page": ProductPage(url="https://shop.example/p/1", pictures=("a", "b", "c"))
    })
    picked = [understand(said, state).number for said in ("2", "the second one", "das zweite")]
    assert picked == [2, 2, 2]


def test_what_is_no_answer_is_not_taken_for_one() -> None:
    assert understand("hi", asking("name")).act == "greet"
    assert understand("purple", asking("tone")).act == "unknown"
    assert understand("banana", asking("aspect")).act == "unknown"
    assert understand("why do you ask?", asking("audience")).problems == ("question",)
    assert understand("auf Deutsch bitte", asking("name")).act == "german"


@pytest.mark.parametrize(("said", "language"), [
    ("Guten Tag, ich brauche eine Werbung für meine Pralinen", "de"), ("Hallo", "de"),
    ("moin", "de"), ("hello, I need an ad for my candle", "en"), ("Aurela", None), ("9:16", None),
    ('[attached picture aa11aa 9x9 "die und das.png"]', None),
])
def test_the_language_of_the_words(said: str, language: str | None) -> None:
    assert language_of(said, 1) == language
