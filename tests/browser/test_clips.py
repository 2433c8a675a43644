"""A shot's clip by a click on the board, then the rest by words, in a real browser."""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

EXAMPLES = Path(__file__).parents[2] / "examples"
MADE = 180_000                                                # ms; other work may share the machine
YES = ".af-quote-pending .af-primary"


@pytest.mark.timeout(600)
def test_a_shot_is_animated_from_its_board(studio: Any, open_tab: Any) -> None:
    tab = open_tab(studio.url)
    page = tab.page
    page.wait_for_selector("#starters button:enabled")
    page.set_input_files("#upload-button-input, input[type=file]", [
        str(EXAMPLES / "serum.jpg"), str(EXAMPLES / "logo.png")])
    page.wait_for_selector("#chat-submit:not([disabled])")
    tab.say("animate these pictures: slow push in")
    page.wait_for_selector(YES, timeout=90_000)
    tab.rest()
    board = page.locator(".af-storyboard:not(.af-old)")
    animate = board.get_by_role("button", name="Animate shot 2")
    expect(animate).to_be_visible()
    animate.click()
    expect(page.locator(".af-quote-pending")).to_contain_text("1 clip (shot 2)", timeout=30_000)
    tab.screen("1-asked")
    page.click(YES)
    clips = page.locator(".af-clips-made")
    expect(clips).to_contain_text("1 of 2 shots is animated; 1 missing: 1.", timeout=MADE)
    expect(clips.locator("video")).to_have_count(1)
    page.wait_for_function("document.querySelector('.af-clip video').readyState >= 1")
    expect(board.locator(".af-badge-ready")).to_have_count(1)
    expect(animate).to_have_count(0)
    expect(board.get_by_role("button", name="Animate shot 1")).to_be_visible()
    tab.rest()
    clips.scroll_into_view_if_needed()
    tab.screen("2-made")
    board.scroll_into_view_if_needed()
    tab.screen("3-board")
    page.reload()
    expect(clips).to_have_count(1)
    tab.rest()
    tab.say("animate the missing ones")
    expect(page.locator(".af-quote-pending")).to_contain_text("1 clip (shot 1)", timeout=30_000)
