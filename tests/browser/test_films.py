"""Films without a product in the web chat: from a starter to a playing film; its settings."""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

EXAMPLES = Path(__file__).parents[2] / "examples"
RENDERED = 300_000                                            # ms; other work may share the machine
YES = ".af-quote-pending .af-primary"


def answer(tab: Any, text: str, then: str) -> None:
    """Say something, and wait for what is said or shown next."""
    tab.rest()
    tab.say(text)
    tab.page.wait_for_selector(then, timeout=90_000)


def asked(words: str) -> str:
    return f".ai-message .message-content:has-text('{words}')"


@pytest.mark.timeout(600)
def test_a_starter_leads_to_a_film(studio: Any, open_tab: Any) -> None:
    tab = open_tab(studio.url)
    page = tab.page
    page.wait_for_selector("#starters button:enabled")
    expect(page.locator("#starters button")).to_have_count(7)
    page.wait_for_timeout(600)                                # they fade in
    tab.screen("1-starters")
    page.click("#starters >> text=One long film from a prompt")
    page.wait_for_selector(asked("What does it show?"), timeout=60_000)
    answer(tab, "a sailing boat passes islands at sunset", asked("seconds?"))
    tab.screen("2-asked")
    answer(tab, "10 seconds, anime, preview", YES)
    tab.rest()
    board = page.locator(".af-storyboard:not(.af-old)")
    expect(board).to_contain_text("0–5 s")
    expect(board.locator(".af-facts")).to_contain_text("anime")
    tab.screen("3-quote")

    page.click("#chat-settings-open-modal")                   # a setting is a change with a quote
    page.get_by_label("Watermark").fill("Draft")
    page.get_by_label("Seed").fill("7")
    tab.screen("4-settings")
    page.click("#confirm")
    expect(board).to_contain_text("Version 2", timeout=90_000)
    page.click("#chat-settings-open-modal")
    expect(page.get_by_label("Watermark")).to_have_value("Draft")
    page.get_by_label("Seed").fill("many")
    page.click("#confirm")
    expect(page.locator(".af-problem")).to_contain_text("Seed cannot be", timeout=60_000)

    page.click(YES)
    page.wait_for_selector(".af-film video", timeout=RENDERED)
    page.wait_for_function(
        """() => { const v = document.querySelector('.af-film video'); v.muted = true; v.play();
        return v.readyState >= 3 && v.currentTime > 0.5; }""", timeout=30_000)
    seconds = page.eval_on_selector(".af-film video", "v => { v.pause(); return v.duration; }")
    assert seconds == pytest.approx(5, abs=0.2)               # a preview
    expect(page.locator(".af-tries")).to_contain_text("Add another scene")
    tab.screen("5-film")


def test_pictures_are_brought_to_life_on_a_phone(studio: Any, open_tab: Any) -> None:
    tab = open_tab(studio.url, size=(390, 844), theme="light", locale="de-DE")
    page = tab.page
    page.wait_for_selector("#starters button:enabled")
    page.wait_for_timeout(600)                                # they fade in
    tab.screen("1-starters")
    page.click("#starters >> text=Bilder zum Leben erwecken")
    page.wait_for_selector(asked("Zieh die Bilder hierher"), timeout=60_000)
    tab.rest()
    tab.give(EXAMPLES / "serum.jpg")
    page.wait_for_selector(asked("Wie bewegen sie sich"), timeout=60_000)
    answer(tab, "langsam näher, 4 Sekunden", YES)
    tab.rest()
    expect(page.locator(".af-storyboard")).to_contain_text("0–4 s")
    expect(page.locator(".af-quote-pending")).to_contain_text("Ja, los geht’s")
    tab.screen("2-quote")
    page.click("#chat-settings-open-modal")
    expect(page.get_by_label("Bilder halten")).to_be_visible()
    page.wait_for_timeout(400)
    tab.screen("3-settings")
    assert page.eval_on_selector("body", "b => b.scrollWidth <= window.innerWidth")
