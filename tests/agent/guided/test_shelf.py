"""What people say about brand kits and whole projects, in English and German, and what it means."""

from typing import Any

import pytest

from agent.guided.understanding import understand
from storage.records import BrandKit, State, Storyboard

PICTURE = f'\n[attached picture {"b" * 64} 300x300 "logo.png"]'
FONT = f'\n[attached font {"f" * 64} "Brand.ttf"]'
LOGO_SHA, FONT_SHA = "b" * 64, "f" * 64

KITS: list[tuple[str, dict[str, Any]]] = [
    # Set up
    ("set up a brand kit called Aurela with this logo, colours #112233 and gold, tone elegant,"
     f" call to action 'Shop now', never say cheap{PICTURE}",
     {"name": "Aurela", "primary": "#112233", "accent": "#d4af37", "tone": "elegant",
      "action": "Shop now", "logo": LOGO_SHA, "never": ["cheap"]}),
    ("set up a brand kit called Novalis with colours #112233 and gold, tone elegant, call to"
     " action Shop now, never say cheap or free",
     {"name": "Novalis", "primary": "#112233", "accent": "#d4af37", "tone": "elegant",
      "action": "Shop now", "never": ["cheap", "free"]}),
    ("create a brand Lumo: blue and #fc0", {"name": "Lumo", "primary": "#3498db",
                                            "accent": "#fc0"}),
    ("new brand called Rosa Glow", {"name": "Rosa Glow"}),
    ("please make me a brand named “Bold & Co”", {"name": "Bold & Co"}),
    ("leg eine Marke namens Aurela an, mit diesem Logo, Farben #112233 und Gold, Ton elegant,"
     f" Handlungsaufforderung „Jetzt kaufen“, sag nie billig{PICTURE}",
     {"name": "Aurela", "primary": "#112233", "accent": "#d4af37", "tone": "elegant",
      "action": "Jetzt kaufen", "logo": LOGO_SHA, "never": ["billig"]}),
    ("erstelle eine Marke Lumo mit Dunkelblau und Creme",
     {"name": "Lumo", "primary": "#0b1f4b", "accent": "#fffdd0"}),
    ("speichere die Marke Nova: Hauptfarbe Rot, Akzent Weiß",
     {"name": "Nova", "primary": "#c0392b", "accent": "#ffffff"}),
    # Change one
    ("change the brand's accent to #ff0000", {"name": "Aurela", "accent": "#ff0000"}),
    ("chnage the brand's acent to #ff0000", {"name": "Aurela", "accent": "#ff0000"}),
    ("change the accent colour of Aurela to gold", {"name": "Aurela", "accent": "#d4af37"}),
    ("change Aurela's accent from navy to gold", {"name": "Aurela", "accent": "#d4af37"}),
    ("can you change our brand's colour to navy?", {"name": "Aurela", "primary": "#0b1f4b"}),
    ("the brand's tone should be playful", {"name": "Aurela", "tone": "playful"}),
    ("brand tone: warm, never: cheap", {"name": "Aurela", "tone": "warm", "never": ["cheap"]}),
    ("our brand must never say cheap or free", {"name": "Aurela", "never": ["cheap", "free"]}),
    ("never say cheap in our brand", {"name": "Aurela", "never": ["cheap"]}),
    ("the brand's call to action is 'Buy now'", {"name": "Aurela", "action": "Buy now"}),
    ("the brand's address is aurela.com", {"name": "Aurela", "address": "aurela.com"}),
    ("the brand's offer is “10% off”", {"name": "Aurela", "offer": "10% off"}),
    (f"use this font for the brand{FONT}", {"name": "Aurela", "font": FONT_SHA}),
    (f"the brand's new logo{PICTURE}", {"name": "Aurela", "logo": LOGO_SHA}),
    ("remove the brand's logo", {"name": "Aurela", "logo": ""}),
    ("take the offer out of the brand kit", {"name": "Aurela", "offer": ""}),
    ("brand kit: dark blue as accent and white as main colour",
     {"name": "Aurela", "accent": "#0b1f4b", "primary": "#ffffff"}),
    ("make Aurela the default brand", {"name": "Aurela", "for_new_ads": True}),
    ("ändere die Akzentfarbe der Marke auf #ff0000", {"name": "Aurela", "accent": "#ff0000"}),
    ("Hauptfarbe der Marke: Gold", {"name": "Aurela", "primary": "#d4af37"}),
    ("der Ton der Marke soll verspielt sein", {"name": "Aurela", "tone": "playful"}),
    ("die Marke darf nie „billig“ oder gratis sagen",
     {"name": "Aurela", "never": ["billig", "gratis"]}),
    ("die Marke soll die Adresse aurela.de haben", {"name": "Aurela", "address": "aurela.de"}),
    (f"nimm diese Schrift für die Marke{FONT}", {"name": "Aurela", "font": FONT_SHA}),
    ("entferne das Logo der Marke", {"name": "Aurela", "logo": ""}),
    ("entferne das Angebot aus der Marke", {"name": "Aurela", "offer": ""}),
    ("Marke Aurela für neue Filme", {"name": "Aurela", "for_new_ads": True}),
]

STEPS: list[tuple[str, str, dict[str, Any]]] = [
    ("delete the brand Aurela", "remove_brand", {"name": "Aurela"}),
    ("lösch die Marke Aurela", "remove_brand", {"name": "Aurela"}),
    ("open project Summer", "open_project", {"project": "Summer"}),
    ("open the project called “Big Sale”", "open_project", {"project": "Big Sale"}),
    ("go on with the project Summer", "open_project", {"project": "Summer"}),
    ("switch to the Summer project", "open_project", {"project": "Summer"}),
    ("open the second project", "open_project", {"project": "second"}),
    ("öffne das Projekt Sommer", "open_project", {"project": "Sommer"}),
    ("wechsle zum Projekt Sommer", "open_project", {"project": "Sommer"}),
    ("mach mit dem Projekt Sommer weiter", "open_project", {"project": "Sommer"}),
    ("rename this project to Winter Sale", "rename_project", {"title": "Winter Sale"}),
    ("call this project Winter", "rename_project", {"title": "Winter"}),
    ("rename project Summer to Winter", "rename_project",
     {"project": "Summer", "title": "Winter"}),
    ("the project should be called “Winter”", "rename_project", {"title": "Winter"}),
    ("benenne das Projekt in Winter um", "rename_project", {"title": "Winter"}),
    ("benenne das Projekt Sommer in Winter um", "rename_project",
     {"project": "Sommer", "title": "Winter"}),
    ("nenn das Projekt bitte Winter", "rename_project", {"title": "Winter"}),
    ("duplicate this project", "duplicate_project", {}),
    ("copy the project as Winter", "duplicate_project", {"title": "Winter"}),
    ("make a copy of the project called Winter", "duplicate_project", {"title": "Winter"}),
    ("duplicate project Summer and call it Winter", "duplicate_project",
     {"project": "Summer", "title": "Winter"}),
    ("dupliziere das Projekt", "duplicate_project", {}),
    ("kopiere das Projekt als Winter", "duplicate_project", {"title": "Winter"}),
    ("delete this project", "delete_project", {}),
    ("please delete this project for good", "delete_project", {}),
    ("delete project Summer", "delete_project", {"project": "Summer"}),
    ("delete the Summer project", "delete_project", {"project": "Summer"}),
    ("lösch dieses Projekt", "delete_project", {}),
    ("lösche das Projekt Sommer", "delete_project", {"project": "Sommer"}),
    ("kannst du das Projekt Sommer löschen?", "delete_project", {"project": "Sommer"}),
]

ACTS: list[tuple[str, str]] = [
    ("which brands do I have?", "brands"), ("show me my brands", "brands"),
    ("list my brand kits", "brands"), ("welche Marken habe ich?", "brands"),
    ("zeig mir meine Marken", "brands"), ("which brand is this?", "brand"),
    ("welche Marke ist das?", "brand"), ("show me my projects", "projects"),
    ("list my projects", "projects"), ("open another project", "projects"),
    ("welche Projekte habe ich?", "projects"), ("zeig mir meine Projekte", "projects"),
]

MISSING: list[tuple[str, str]] = [
    ("set up a brand", "kit_name"), ("neue Marke", "kit_name"),
    ("the brand's accent should be nicer", "kit_colour"), (FONT.strip(), "which_font"),
    ("use this font for the brand", "kit_font"), ("change the brand's logo", "kit_logo"),
]

# Words about the film that only look as if they were about a kit or a project.
OTHERS: list[tuple[str, list[str]]] = [
    ("use brand Aurela", ["brand Aurela"]),
    ("use my Aurela brand and make everything darker",
     ["brand Aurela", *(f"light {n} dark" for n in (1, 2, 3, 4))]),
    ("nimm die Marke Aurela", ["brand Aurela"]),
    ("no brand", ["brand -"]), ("remove the brand", ["brand -"]), ("keine Marke", ["brand -"]),
    ("set the offer to 20% off", ["text 4 offer 20% off"]),
    ("golden light in shot 2", ["light 2 golden"]),
    ("the last one should be golden", ["light 4 golden"]),
    ("change the button to Order now", ["text 4 button Order now"]),
]


@pytest.fixture
def state(film: Storyboard) -> State:
    return State(project="p", title="", brief=film.brief, storyboard=film, brands=("Aurela",))


@pytest.mark.parametrize(("said", "arguments"), KITS)
def test_a_kit_is_set_up_or_changed(said: str, arguments: dict[str, Any], state: State) -> None:
    intent = understand(said, state)
    assert (intent.act, intent.name) == ("step", "set_brand_kit")
    assert intent.facts == arguments
    assert not intent.problems


@pytest.mark.parametrize(("said", "step", "arguments"), STEPS)
def test_steps(said: str, step: str, arguments: dict[str, Any], state: State) -> None:
    intent = understand(said, state)
    assert (intent.act, intent.name, intent.facts) == ("step", step, arguments)


@pytest.mark.parametrize(("said", "act"), ACTS)
def test_plain_requests(said: str, act: str, state: State) -> None:
    assert understand(said, state).act == act


@pytest.mark.parametrize(("said", "problem"), MISSING)
def test_what_is_missing_is_said(said: str, problem: str, state: State) -> None:
    intent = understand(said, state)
    assert (intent.act, intent.problems) == ("unknown", (problem,))


@pytest.mark.parametrize(("said", "meant"), OTHERS)
def test_what_is_about_the_film(said: str, meant: list[str], state: State, in_short: Any) -> None:
    assert [in_short(one) for one in understand(said, state).changes] == meant


@pytest.mark.parametrize(("said", "arguments"), KITS)
def test_it_is_the_same_while_the_brief_is_taken(
    said: str, arguments: dict[str, Any], state: State
) -> None:
    early = state.model_copy(update={"storyboard": None})
    assert understand(said, early).facts == arguments


def test_the_kit_of_the_film_is_meant_where_there_are_several(state: State) -> None:
    two = state.model_copy(update={"brands": ("Aurela", "Lumo")})
    assert understand("the brand's accent is gold", two).problems == ("kit_which",)
    here = two.model_copy(update={"brand": BrandKit(name="Lumo")})
    assert understand("the brand's accent is gold", here).facts["name"] == "Lumo"
    assert understand("Aurela's accent is gold", here).facts["name"] == "Aurela"


def test_using_it_and_words_that_may_be_said_again(state: State) -> None:
    assert understand("set up a brand called Lumo in navy and use it", state).here
    assert understand("cheap may be said again in our brand", state).allow == ("cheap",)
