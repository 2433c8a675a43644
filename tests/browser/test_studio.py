"""The real thing, `adflow serve`: from a photo to a playing film, a revision and an undo, with a
restart in the middle."""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

EXAMPLES = Path(__file__).parents[2] / "examples"
RENDERED = 300_000                                            # ms; other work may share the machine


def wait_for_rest(tab: Any) -> None:
    """The director has said all."""
    tab.page.wait_for_selector("#stop-button", state="detached", timeout=90_000)


def plays(tab: Any, number: int) -> None:
    """The film moves, has sound, and lasts about 30 seconds."""
    tab.page.wait_for_function(
        """number => { const v = document.querySelectorAll('video')[number];
        v.muted = true; v.play(); return v.readyState >= 3 && v.currentTime > 0.5; }""",
        arg=number, timeout=30_000)
    facts = tab.page.evaluate(
        """number => { const v = document.querySelectorAll('video')[number]; v.pause();
        return [v.duration, v.videoWidth, v.videoHeight, v.webkitAudioDecodedByteCount]; }""",
        number)
    assert facts[0] == pytest.approx(30, abs=0.2)
    assert facts[1:3] == [1080, 1920]
    assert facts[3] > 0


@pytest.mark.timeout(900)
def test_photo_to_film_to_revision_to_undo(studio: Any, open_tab: Any) -> None:
    tab = open_tab(studio.url)
    page = tab.page
    page.wait_for_selector("#starters button:enabled")
    tab.give(EXAMPLES / "serum.jpg")
    page.wait_for_selector(".ai-message .message-content:not(:empty)", timeout=60_000)
    page.wait_for_url("**/thread/*")
    wait_for_rest(tab)
    tab.say("Aurela Glow Serum")
    wait_for_rest(tab)
    tab.say("skip the rest")
    page.wait_for_selector(".af-quote-pending", timeout=90_000)
    wait_for_rest(tab)
    expect(page.locator(".af-frame img")).to_have_count(4)
    tab.screen("1-quote")

    page.click(".af-quote-pending .af-primary")
    page.wait_for_selector(".af-progress-running", timeout=60_000)
    studio.stop()
    studio.start()
    page.wait_for_selector(".af-film", timeout=RENDERED)      # the page came back by itself
    tab.faults[:] = [one for one in tab.faults if "WebSocket" not in one and "ERR_" not in one]
    for one in (".af-film", ".af-progress", ".af-quote", ".af-storyboard", ".inline-image"):
        expect(page.locator(one)).to_have_count(1)
    plays(tab, 0)
    tab.screen("2-film")

    tab.say("make shot 2 warmer")
    page.wait_for_selector(".af-quote-pending, .af-progress-running", timeout=90_000)
    tab.screen("3-revision")
    if page.locator(".af-quote-pending").count():
        page.click(".af-quote-pending .af-primary")
    expect(page.locator(".af-film")).to_have_count(2, timeout=RENDERED)
    plays(tab, 1)
    tab.screen("4-second-film")
    wait_for_rest(tab)

    assert page.locator(".af-storyboard").last.locator("img").count() == 4

    tab.say("undo")
    expect(page.locator(".af-storyboard").last).to_contain_text("Version 1", timeout=90_000)
    wait_for_rest(tab)
    # Nothing is made for it: the film of version 1 is there, the same bytes.
    expect(page.locator(".af-film")).to_have_count(3, timeout=RENDERED)
    films = page.eval_on_selector_all("video", "all => all.map(one => one.src)")
    assert films[0] == films[2] != films[1]
    page.reload()
    page.wait_for_selector(".af-film")
    expect(page.locator(".af-film")).to_have_count(3)
    expect(page.locator(".af-storyboard")).to_have_count(3)
    tab.screen("5-undone")
