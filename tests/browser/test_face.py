"""The face alone, with a scripted conversation: all states, refreshes, tabs, repeated clicks."""

import json
import re
import zipfile
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

EXAMPLES = Path(__file__).parents[2] / "examples"
SERUM = EXAMPLES / "serum.jpg"
FONT = Path(__file__).parents[2] / "tools" / "media" / "fonts" / "Poppins_800ExtraBold.ttf"
READY = "#starters button:enabled"                            # the page is connected


def board(tab: Any) -> None:
    """From an empty page to a quote."""
    tab.page.wait_for_selector(READY)
    tab.say("storyboard please")
    tab.page.wait_for_selector(".af-quote-pending")


def test_a_photo_becomes_a_film(scripted: Any, open_tab: Any) -> None:
    tab = open_tab(scripted.url)
    page = tab.page
    page.wait_for_selector(READY)
    tab.screen("1-welcome")
    with scripted.held():
        tab.give(SERUM)
        page.wait_for_selector(".af-status")
    page.wait_for_selector(".af-quote-pending")
    expect(page.locator(".af-shot")).to_have_count(4)
    expect(page.locator(".inline-image")).to_have_attribute("src", re.compile("^/media/"))
    assert re.search(r"/thread/[0-9a-f-]{36}$", page.url)
    tab.screen("2-quote")
    with scripted.held():
        page.click(".af-quote-pending .af-primary")
        page.wait_for_selector(".af-progress-running")
        tab.screen("3-progress")
    page.wait_for_selector(".af-film")
    page.eval_on_selector("video", "video => { video.muted = true; return video.play(); }")
    page.wait_for_function(
        "() => { const v = document.querySelector('video');"
        " return v.readyState >= 3 && v.currentTime > 0.4; }")
    tab.screen("4-film")
    expect(page.locator(".af-film")).to_have_count(1)
    expect(page.locator(".af-progress")).to_have_count(1)
    with page.expect_download() as download:
        page.click(".af-film .af-primary")
    assert download.value.suggested_filename == "lumen-serum-v1.mp4"


def test_refresh_in_the_middle_loses_nothing(scripted: Any, open_tab: Any) -> None:
    tab = open_tab(scripted.url, size=(390, 844), theme="light")
    page = tab.page
    page.wait_for_selector(READY)
    tab.give(SERUM, "storyboard please")
    page.wait_for_selector(".af-quote-pending")
    page.wait_for_url("**/thread/*")
    page.reload()
    page.wait_for_selector(".af-quote-pending")
    expect(page.locator(".inline-image")).to_have_count(1)
    assert page.eval_on_selector(".inline-image", "i => i.complete && i.naturalWidth > 0")
    with scripted.held():
        page.click(".af-quote-pending .af-primary")
        page.wait_for_selector(".af-progress-running")
        page.reload()
        page.wait_for_selector(".af-progress-running")
        before = page.inner_text(".af-percent")
    page.wait_for_function("text => document.querySelector('.af-percent')?.innerText !== text",
                           arg=before)
    tab.screen("1-after-reload")
    page.goto("about:blank")                                   # nobody watches when it ends
    page.wait_for_timeout(4000)
    page.go_back()
    page.wait_for_selector(".af-film")
    for one in (".af-film", ".af-progress", ".af-quote", ".af-storyboard"):
        expect(page.locator(one)).to_have_count(1)
    tab.screen("2-film")


def test_what_may_have_been_bought_waits_for_a_person(scripted: Any, open_tab: Any) -> None:
    tab = open_tab(scripted.url)
    page = tab.page
    page.wait_for_selector(READY)
    tab.say("it got lost")
    expect(page.locator(".af-uncertain")).to_have_count(2)
    expect(page.locator(".af-uncertain").first).to_contain_text("Clip 1 may or may not have been")
    expect(page.locator(".af-uncertain").nth(1).locator("button")).to_have_count(2)
    tab.screen("1-undecided")
    page.wait_for_url("**/thread/*")
    page.reload()
    page.get_by_role("button", name="Check again").click()
    expect(page.locator(".af-uncertain").first).to_contain_text("Clip 1: decided")
    page.get_by_role("button", name="Count it as lost").click()
    expect(page.locator(".af-uncertain button")).to_have_count(0)
    tab.screen("2-decided")


def test_two_tabs_and_two_clicks_make_one_decision(scripted: Any, open_tab: Any) -> None:
    first = open_tab(scripted.url)
    board(first)
    first.page.wait_for_url("**/thread/*")
    second = open_tab(first.page.url, beside=first)
    second.page.wait_for_selector(".af-quote-pending")
    with scripted.held():
        first.page.dblclick(".af-quote-pending .af-primary")
        second.page.wait_for_selector(".af-progress-running")
        expect(second.page.locator(".af-quote-approved")).to_have_count(1)
    for tab in (first, second):
        tab.page.wait_for_selector(".af-film")
        expect(tab.page.locator(".af-film")).to_have_count(1)
        expect(tab.page.locator(".af-problem")).to_have_count(0)


def test_stop_and_decline(scripted: Any, open_tab: Any) -> None:
    tab = open_tab(scripted.url)
    board(tab)
    with scripted.held():
        tab.page.click(".af-quote-pending .af-primary")
        tab.page.wait_for_selector(".af-progress-running")
        tab.page.click(".af-progress .af-button")
        tab.page.wait_for_selector(".af-progress-cancelled")
    tab.screen("1-stopped")
    tab.say("make it warmer")
    tab.page.wait_for_selector(".af-quote-pending")
    tab.page.click(".af-quote-pending .af-button:not(.af-primary)")
    tab.page.wait_for_selector(".af-quote-declined")
    expect(tab.page.locator(".af-storyboard")).to_have_count(2)
    tab.screen("2-declined")


def test_a_new_quote_replaces_the_old_one(scripted: Any, open_tab: Any) -> None:
    tab = open_tab(scripted.url)
    board(tab)
    tab.say("make it warmer")
    tab.page.wait_for_selector(".af-quote-superseded")
    expect(tab.page.locator(".af-quote-pending")).to_have_count(1)
    expect(tab.page.locator(".af-chip-quiet")).to_be_visible()


def test_words_are_never_markup(scripted: Any, open_tab: Any) -> None:
    tab = open_tab(scripted.url)
    tab.page.wait_for_selector(READY)
    tab.say("evil storyboard <img src=x onerror=alert(2)>")
    tab.page.wait_for_selector(".af-quote-pending")
    tab.say("a problem")
    tab.page.wait_for_selector(".af-problem")
    assert tab.page.locator("img[src=x]").count() == 0
    expect(tab.page.locator(".af-storyboard .af-title")).to_have_text(
        "<img src=x onerror=alert(1)><b>Lumen</b>")
    expect(tab.page.locator(".af-problem")).to_contain_text("<b>cat.gif</b>")
    tab.screen("1-evil")


def test_a_product_page_offers_pictures_without_loading_them(
    scripted: Any, open_tab: Any
) -> None:
    tab = open_tab(scripted.url, size=(390, 844), theme="dark")
    tab.page.wait_for_selector(READY)
    tab.say("my page")
    tab.page.wait_for_selector(".af-offer")
    tab.screen("1-offers")
    tab.page.click(".af-offer >> nth=1")
    expect(tab.page.locator(".message-content").last).to_contain_text("You said: Picture 2")


def test_german_and_other_shapes(scripted: Any, open_tab: Any) -> None:
    for words, theme, size in (("storyboard wide deutsch", "light", (1280, 900)),
                               ("storyboard square deutsch", "dark", (390, 844))):
        tab = open_tab(scripted.url, theme=theme, size=size, locale="de-DE")
        tab.page.wait_for_selector(READY)
        expect(tab.page.locator("#starters")).to_contain_text("Zeig mir ein Beispiel")
        tab.say(words)
        tab.page.wait_for_selector(".af-quote-pending")
        expect(tab.page.locator(".af-quote")).to_contain_text("Ja, los geht’s")
        tab.screen(f"1-{theme}")
        tab.page.click(".af-quote-pending .af-primary")
        tab.page.wait_for_selector(".af-film")
        tab.page.wait_for_timeout(600)
        tab.screen(f"2-{theme}")
        box = tab.page.eval_on_selector("body", "b => b.scrollWidth <= window.innerWidth")
        assert box, "the page is wider than the screen"


def test_imagined_pictures_and_voices_have_names_and_places(scripted: Any, open_tab: Any) -> None:
    for german, theme, size in ((False, "dark", (1280, 900)), (True, "light", (390, 844))):
        tab = open_tab(scripted.url, theme=theme, size=size, locale="de-DE" if german else "en-US")
        page = tab.page
        page.wait_for_selector(READY)
        tab.say("a flow deutsch" if german else "a flow")
        card = page.locator(".af-quote-pending")
        expect(card).to_contain_text("4 erdachte Bilder" if german else "4 imagined pictures")
        expect(card).to_contain_text("4 Stimmen" if german else "4 voices")
        card.locator(".af-fold").click()
        expect(card).to_contain_text("Erdachtes Bild 2" if german else "Imagined picture 2")
        board = page.locator(".af-storyboard")
        expect(board).to_contain_text("0–7 s")                 # times, no beats of an ad
        expect(board).not_to_contain_text("Hook")
        expect(board.locator(".af-facts")).to_contain_text("anime")
        tab.rest()
        board.locator(".af-shot .af-tool").first.click()
        names = ["Ein anderes erdachtes Bild", "Ein anderer Clip", "Eine andere Stimme"] if german \
            else ["Another imagined picture", "Another clip", "Another voice"]
        expect(page.get_by_role("menuitem")).to_have_text(names)
        page.keyboard.press("Escape")
        tab.screen(f"1-{theme}")
        with scripted.held():
            page.click(".af-quote-pending .af-primary")
            graph = page.locator(".af-graph")
            for name in ("Erdacht", "Stimmen") if german else ("Imagined", "Voices"):
                expect(graph).to_contain_text(name)
            expect(graph.locator("li")).to_have_count(8)
            boxes = [one.bounding_box() for one in graph.locator("li").all()]
            places = {(round(box["x"]), round(box["y"])) for box in boxes if box}
            assert len(places) == 8, "two kinds share a place"
            tab.screen(f"2-{theme}")
        page.wait_for_selector(".af-film")
        tab.screen(f"3-{theme}")


def test_what_has_ended_is_told_in_every_other_page(scripted: Any, open_tab: Any) -> None:
    here = open_tab(scripted.url)
    board(here)
    here.page.wait_for_url("**/thread/*")
    thread = here.page.url.rsplit("/", 1)[-1]
    here.page.click(".af-quote-pending .af-primary")
    here.page.wait_for_selector(".af-film")
    there = open_tab(scripted.url, beside=here)
    german = open_tab(scripted.url, theme="light", size=(390, 844), locale="de-DE")
    for tab in (there, german):
        tab.page.wait_for_selector(READY)
    told = {"owner": "local", "project": "p1", "thread": thread, "language": "en", "part": "film"}
    (scripted.home / "ended.json").write_text(json.dumps([
        {**told, "render": f"q1-{thread}", "title": "Lumen <b>Serum</b>", "status": "done"},
        {**told, "render": "r2", "title": "A boat", "status": "failed", "thread": "other",
         "problem": "Runware refuses the key. Correct it."},
    ]))
    notices = there.page.locator(".af-notice")
    expect(notices).to_have_text([
        re.compile("^Your film “Lumen <b>Serum</b>” is ready.Open"),
        re.compile("^“A boat” stopped: Runware refuses the key.Open")])
    expect(german.page.locator(".af-notice").first).to_contain_text("ist fertig.Öffnen")
    expect(here.page.locator(".af-notice")).to_have_count(1)  # its own card says the other
    there.screen("1-told")
    german.screen("2-told")
    assert german.page.eval_on_selector("body", "b => b.scrollWidth <= window.innerWidth")
    notices.nth(1).get_by_role("button", name="Close").click()
    expect(notices).to_have_count(1)
    assert notices.get_by_role("link", name="Open").get_attribute("href") == f"/open/{thread}"


def test_long_words_and_the_example(scripted: Any, open_tab: Any) -> None:
    tab = open_tab(scripted.url, theme="light")
    tab.page.wait_for_selector(READY)
    tab.page.click("#starters >> text=Show me an example")
    tab.page.wait_for_selector(".af-quote-pending")
    expect(tab.page.locator(".inline-image")).to_have_count(1)
    tab.say("a long answer")
    expect(tab.page.locator(".message-content").last).to_contain_text("meant", timeout=15000)
    tab.screen("1-long")


def test_the_page_cannot_write_elements_or_read_others_media(
    scripted: Any, open_tab: Any
) -> None:
    tab = open_tab(scripted.url)
    board(tab)
    request = tab.page.request
    answer = request.put(f"{scripted.url}/project/element", data=json.dumps({}))
    assert answer.status == 403
    picture = tab.page.get_attribute(".af-frame img", "src")
    assert request.get(scripted.url + picture).status == 200
    part = request.get(scripted.url + picture, headers={"Range": "bytes=0-9"})
    assert part.status == 206
    assert len(part.body()) == 10
    assert request.get(scripted.url + "/media/" + "0" * 64 + ".png").status == 404
    assert request.get(scripted.url + "/films/guessed.zip").status == 404
    assert request.get(scripted.url + picture, headers={"Cookie": ""}).status in (200, 401)
    foreign = request.post(f"{scripted.url}/logout", headers={"Origin": "http://evil.example"})
    assert foreign.status == 403
    assert request.get(scripted.url, headers={"Host": "evil.example"}).status == 403


def test_a_playing_film_is_not_disturbed(scripted: Any, open_tab: Any) -> None:
    tab = open_tab(scripted.url)
    board(tab)
    tab.page.click(".af-quote-pending .af-primary")
    tab.page.wait_for_selector(".af-film")
    tab.page.eval_on_selector(
        "video", "v => { v.muted = true; v.loop = true; window.first = v; return v.play(); }")
    tab.page.click(".af-film .af-fold")
    tab.say("hello")
    expect(tab.page.locator(".message-content").last).to_contain_text("You said: hello")
    assert tab.page.evaluate("() => window.first.isConnected && !window.first.paused")
    expect(tab.page.locator(".af-parts li")).to_have_count(4)


def test_a_quote_with_a_budget_and_cheaper_ways(scripted: Any, open_tab: Any) -> None:
    tab = open_tab(scripted.url, theme="light")
    page = tab.page
    page.wait_for_selector(READY)
    tab.say("a dear one")
    card = page.locator(".af-quote-pending")
    expect(card).to_contain_text("$0.35")
    expect(card).to_contain_text("Shots 1, 3, 4 stay")
    expect(card).to_contain_text("$3.20 of $5.00 left for this ad")
    card.get_by_role("button", name="Cheaper?").click()
    expect(card.locator(".af-way")).to_have_count(2)
    tab.screen("1-ways")
    card.locator(".af-way").first.click()
    said = page.locator(".message-content").last
    expect(said).to_contain_text(re.compile('"act":"way","quote":"dear-.*","key":"short"'))


def test_the_board_and_the_film_by_keyboard(scripted: Any, open_tab: Any) -> None:
    tab = open_tab(scripted.url)
    page = tab.page
    board(tab)
    said = page.locator(".message-content").last
    page.get_by_role("button", name="Picture, take 2").press("Enter")
    expect(said).to_contain_text('"act":"use_take","project":"p1","version":1,"shot":"s1"')
    page.get_by_role("button", name="New take of shot 3").press("Enter")
    page.get_by_role("menuitem", name="Another clip").press("Enter")
    expect(said).to_contain_text('"act":"retake","project":"p1","version":1,"shot":"s3"')
    tab.rest()
    page.get_by_role("button", name="Say what to change in shot 2").press("Enter")
    expect(page.locator("#chat-input")).to_have_text("In shot 2, ")
    page.click(".af-quote-pending .af-primary")
    line = page.get_by_role("slider", name="Place in the film")
    line.press("End")
    expect(line).to_have_attribute("aria-valuetext", "0:05, shot 4")
    expect(page.locator(".af-badge-ready")).to_have_count(4)
    page.locator(".af-frame").first.hover()
    expect(page.locator(".af-frame video")).to_have_count(1)
    tab.screen("1-film")
    with page.expect_download() as download:
        page.get_by_role("link", name="All parts (ZIP)").click()
    assert download.value.suggested_filename == "lumen-serum-v1.zip"
    with zipfile.ZipFile(download.value.path()) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == ["scene_1.mp4", "ad.srt"]


def test_lists_settings_and_profiles(scripted: Any, open_tab: Any) -> None:
    tab = open_tab(scripted.url, size=(390, 844))
    page = tab.page
    page.wait_for_selector(READY)
    page.click("#chat-input")
    page.keyboard.type("/ver")
    page.keyboard.press("Enter")                              # takes the command
    page.keyboard.press("Enter")
    listed = page.locator(".af-listed")
    expect(listed).to_contain_text("Shot 2 is warmer")
    tab.screen("1-versions")
    listed.get_by_role("button", name="Go to version 1").click()
    expect(page.locator(".message-content").last).to_contain_text('"act":"go_to"')
    page.click("#chat-settings-open-modal")
    page.get_by_label("Budget for this ad, in dollars").fill("12,50")
    tab.screen("2-settings")
    page.click("#confirm")
    page.get_by_text("Holds from now on.").wait_for()
    page.wait_for_url("**/thread/*")
    page.reload()
    page.wait_for_selector(".af-listed")
    page.click("#chat-settings-open-modal")
    expect(page.get_by_label("Budget for this ad, in dollars")).to_have_value("12.50")
    page.keyboard.press("Escape")
    page.click("#readme-button")
    page.get_by_text("AdFlow in a minute").wait_for()
    tab.screen("3-help")
    assert page.eval_on_selector("#user-nav-button", "b => b.getBoundingClientRect().right") < 390


@pytest.mark.parametrize(("theme", "size", "locale"), [
    ("light", (1280, 900), "en-US"), ("dark", (1280, 900), "en-US"), ("light", (390, 844), "de-DE"),
])
def test_projects_are_renamed_opened_copied_and_deleted(
    theme: str, size: tuple[int, int], locale: str, scripted: Any, open_tab: Any
) -> None:
    tab = open_tab(scripted.url, theme=theme, size=size, locale=locale)
    page, german = tab.page, locale.startswith("de")
    page.wait_for_selector(READY)
    page.click("#chat-input")
    page.keyboard.type("/proj")
    page.keyboard.press("Enter")                              # takes the command
    page.keyboard.press("Enter")
    card = page.locator(".af-projects")
    expect(card.locator(".af-project")).to_have_count(3)
    expect(card).to_contain_text("<b>Winter</b> sale")        # words are never markup
    expect(card.locator(".af-project").first).to_contain_text("hier offen" if german
                                                              else "open here")
    tab.screen(f"1-{theme}-{locale}")
    second, third = card.locator(".af-project").nth(1), card.locator(".af-project").nth(2)
    names = ("umbenennen", "öffnen", "duplizieren", "löschen") if german else (
        "Rename", "Open", "Duplicate", "Delete")
    rename, opening, copying, delete = (re.compile(one) for one in names)
    second.get_by_role("button", name=rename).click()
    second.get_by_role("textbox").fill("Winter")
    second.get_by_role("textbox").press("Enter")
    expect(card.locator(".af-project-title").nth(1)).to_have_text("Winter")
    third.get_by_role("button", name=delete).click()
    expect(card.get_by_role("alertdialog")).to_contain_text("12,4 MB" if german else "12.4 MB")
    tab.screen(f"2-{theme}-{locale}")
    card.get_by_role("button", name="Behalten" if german else "Keep it").click()
    expect(card.get_by_role("alertdialog")).to_have_count(0)
    third.get_by_role("button", name=delete).click()
    card.get_by_role("button", name="Ja, löschen" if german else "Yes, delete it").click()
    expect(card.locator(".af-project")).to_have_count(2)
    said = page.locator(".message-content").last
    second.get_by_role("button", name=opening).click()
    expect(said).to_contain_text('"act":"open_project","project":"p2"')
    second.get_by_role("button", name=copying).click()
    expect(said).to_contain_text('"act":"copy_project","project":"p2"')
    expect(page.locator(".af-projects")).to_have_count(1)     # changed where it stands
    assert page.eval_on_selector("body", "b => b.scrollWidth <= window.innerWidth")


def test_a_font_becomes_a_brands_and_what_is_none_is_refused(
    studio: Any, open_tab: Any, tmp_path: Path
) -> None:
    tab = open_tab(studio.url)
    page = tab.page
    page.wait_for_selector(READY)
    tab.give(FONT, "set up a brand called Lumo in navy and gold with this font")
    said = page.locator(".ai-message .message-content").last
    expect(said).to_contain_text("Lumo: own font, #0b1f4b #d4af37", timeout=60_000)
    expect(page.get_by_text("Poppins_800ExtraBold.ttf")).to_have_count(1)
    page.wait_for_url("**/thread/*")
    page.wait_for_selector("#stop-button", state="detached", timeout=60_000)
    tab.screen("1-kept")
    false = tmp_path / "Fake.otf"
    false.write_bytes(b"this is no font at all, only words")
    tab.give(false, "use this font for the brand")
    expect(page.locator(".af-problem")).to_contain_text("Fake.otf", timeout=60_000)
    page.wait_for_selector("#stop-button", state="detached", timeout=60_000)
    tab.say("/brand")
    row = page.locator(".af-listed tbody tr")
    expect(row).to_contain_text("Lumo", timeout=60_000)
    expect(row).to_contain_text("font")
    tab.screen("2-brands")
