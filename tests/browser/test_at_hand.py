"""The offer of a picture that is there already: seen in the quote's card, taken by a click."""

import io
from typing import Any

import pytest
from PIL import Image, ImageDraw
from playwright.sync_api import expect

from storage.database import now
from storage.records import Asset, Take
from storage.settings import Settings
from tools.pipeline.production import Production

ASKED = "Make a 5 second anime continuous flow of a small sailing boat that passes {} islands"


@pytest.fixture
def production(
    paper_pictures: Any, paper: Any, monkeypatch: pytest.MonkeyPatch
) -> Production:
    """What the web app works on, from beside it."""
    monkeypatch.setenv("PAPER", paper_pictures.env["PAPER"])
    home = paper_pictures.home
    return Production(Settings(home=home), paper.paper_catalog(home.parent))


def drawn() -> bytes:
    picture = Image.new("RGB", (1024, 576), "#4a8fb0")
    pen = ImageDraw.Draw(picture)
    pen.rectangle((0, 380, 1024, 576), fill="#1d5a73")
    pen.polygon(((470, 200), (470, 400), (620, 400)), fill="#f4e9d8")
    pen.polygon(((420, 410), (660, 410), (610, 460), (470, 460)), fill="#6b3b22")
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


def test_it_is_shown_with_its_thumbnail_and_a_click_takes_it(
    paper_pictures: Any, production: Production, open_tab: Any
) -> None:
    first = open_tab(paper_pictures.url)
    first.page.wait_for_selector("#starters button:enabled")
    first.say(ASKED.format("green"))
    first.page.wait_for_selector(".af-quote-pending .af-primary", timeout=60_000)
    expect(first.page.locator(".af-at-hand")).to_have_count(0)
    (row,) = [one for one in production.projects.all("local") if one.head]
    board = production.projects.storyboard(row.id, row.head)
    asset = production.library.keep_bytes(drawn(), Asset(
        sha256="", size=0, media_type="image/png", width=1024, height=576))
    production.library.record("local", Take(
        fingerprint=production.plan(board).shots[board.shots[0].id]["picture"], asset=asset,
        made_at=now()))

    tab = open_tab(paper_pictures.url)
    tab.page.wait_for_selector("#starters button:enabled")
    tab.say(ASKED.format("rocky"))
    card = tab.page.locator(".af-quote-pending")
    thumbnail = card.locator(".af-at-hand")
    expect(thumbnail).to_be_visible(timeout=60_000)
    assert thumbnail.evaluate("one => one.decode().then(() => one.naturalWidth)") == 1024
    expect(card).to_contain_text("it saves $0.04")
    tab.rest()
    thumbnail.scroll_into_view_if_needed()
    tab.screen("1-offered")
    tab.page.set_viewport_size({"width": 390, "height": 844})
    thumbnail.scroll_into_view_if_needed()
    tab.screen("2-narrow")
    tab.page.set_viewport_size({"width": 1280, "height": 900})
    card.get_by_role("button", name="Begin with this picture").click()
    board_card = tab.page.locator(".af-storyboard:not(.af-old)")
    expect(board_card).to_contain_text("Version 2", timeout=60_000)
    expect(tab.page.locator(".af-quote-pending")).not_to_contain_text("use it")
    tab.rest()
    tab.screen("3-taken")
