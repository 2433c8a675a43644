"""The real thing, `adflow serve`: from a photo to a playing film, a revision and an undo; what is
bought is bought once, whatever is closed or killed meanwhile."""

import json
import re
import urllib.request
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

EXAMPLES = Path(__file__).parents[2] / "examples"
RENDERED = 300_000                                            # ms; other work may share the machine
YES = ".af-quote-pending .af-primary"
EDIT = "make shot 2 warmer and say 'Order today' at the end"
FILM = ".af-film-card:not(.af-old)"                           # the one that stands open


def to_the_quote(tab: Any, about: str) -> None:
    """From a photo and a few words to a storyboard with its price."""
    page = tab.page
    page.wait_for_selector("#starters button:enabled")
    tab.give(EXAMPLES / "serum.jpg")
    page.wait_for_selector(".ai-message .message-content:not(:empty)", timeout=60_000)
    page.wait_for_url("**/thread/*")
    tab.rest()
    tab.say(about)
    tab.rest()
    tab.say("skip the rest")
    page.wait_for_selector(YES, timeout=90_000)
    tab.rest()


def plays(tab: Any, seconds: float) -> str:
    """The film that stands open moves, has sound and its length; its address."""
    page = tab.page
    page.wait_for_function(
        """film => { const v = document.querySelector(`${film} video`);
        v.muted = true; v.play(); return v.readyState >= 3 && v.currentTime > 0.5; }""",
        arg=FILM, timeout=30_000)
    facts = page.eval_on_selector(f"{FILM} video", """v => { v.pause();
        return [v.duration, v.videoWidth, v.videoHeight, v.webkitAudioDecodedByteCount]; }""")
    assert facts[0] == pytest.approx(seconds, abs=0.2)
    assert facts[1:3] == [1080, 1920]
    assert facts[3] > 0
    address = str(page.get_attribute(f"{FILM} video", "src"))
    part = page.request.get(re.match(r"https?://[^/]+", page.url)[0] + address,  # type: ignore[index]
                            headers={"Range": "bytes=0-99"})
    assert (part.status, len(part.body())) == (206, 100)
    return address


def film_of_version(tab: Any, version: int) -> None:
    """The film of a version stands open, and it alone."""
    expect(tab.page.locator(f"{FILM} .af-film-head")).to_contain_text(
        f"Version {version}", timeout=RENDERED)
    expect(tab.page.locator(FILM)).to_have_count(1)


@pytest.mark.timeout(900)
def test_photo_to_film_to_revision_to_undo(studio: Any, open_tab: Any) -> None:
    tab = open_tab(studio.url)
    page = tab.page
    to_the_quote(tab, "Aurela Glow Serum, 8 seconds")
    expect(page.locator(".af-frame img")).to_have_count(4)
    tab.screen("1-quote")

    page.click(YES)
    page.wait_for_selector(".af-progress-running", timeout=60_000)
    studio.stop()
    studio.start()
    film_of_version(tab, 1)                                   # the page came back by itself
    tab.faults[:] = [one for one in tab.faults if "WebSocket" not in one and "ERR_" not in one]
    for one in (".af-film", ".af-progress", ".af-quote", ".af-storyboard", ".inline-image"):
        expect(page.locator(one)).to_have_count(1)
    expect(page.locator(".af-badge-ready")).to_have_count(4)
    first = plays(tab, 8)
    tab.screen("2-film")
    with page.expect_download() as download:
        page.click(f"{FILM} a[href^='/films/']")
    assert download.value.suggested_filename == "aurela-glow-serum-v1.zip"
    assert Path(download.value.path()).read_bytes()[:2] == b"PK"

    tab.say(EDIT)                                             # free: it is carried out at once
    board = page.locator(".af-storyboard:not(.af-old)")
    expect(board.locator(".af-touches")).to_contain_text("Kept as it is: 1, 3", timeout=90_000)
    tab.screen("3-revision")
    film_of_version(tab, 2)
    assert plays(tab, 8) != first
    expect(board).to_contain_text("Order today")
    tab.screen("4-second-film")
    tab.rest()

    tab.say("undo")
    expect(board).to_contain_text("Version 1", timeout=90_000)
    expect(board).to_contain_text("Nothing has to be made anew")
    film_of_version(tab, 1)
    expect(page.locator(".af-quote-pending")).to_have_count(0)    # nothing is made for it
    assert plays(tab, 8) == first
    page.reload()
    film_of_version(tab, 1)
    expect(board).to_contain_text("Version 1")
    tab.screen("5-undone")


def charged(emulators: str) -> float:
    """Dollars that the providers took."""
    with urllib.request.urlopen(f"{emulators}/_charges", timeout=10) as answer:
        return float(json.loads(answer.read())["total"]) / 1e6


def spent(tab: Any) -> float:
    """Dollars that the film's card says the ad cost."""
    said = tab.page.inner_text(f"{FILM} .af-film-side")
    found = re.search(r"the whole ad \$([0-9.]+)", said)
    assert found, said
    return float(found[1])


def yes_to_all(tab: Any, version: int) -> None:
    """Say yes, to pictures and clips if both are asked, until the version's film is there."""
    page = tab.page
    asked = page.wait_for_selector(".af-quote-pending")
    page.click(YES)
    page.wait_for_function(                                   # else the next one would be this one
        "one => !one.isConnected || !one.matches('.af-quote-pending')", arg=asked)
    done = f"{FILM} .af-kicker:text('Version {version}')"
    page.wait_for_selector(f"{done}, {YES}", timeout=RENDERED)
    if page.locator(YES).count():
        page.click(YES)
    film_of_version(tab, version)


@pytest.mark.timeout(900)
def test_pictures_first_then_clips_and_nothing_is_paid_twice(
    paid_studio: Any, emulators: str, open_tab: Any
) -> None:
    tab = open_tab(paid_studio.url, theme="light")
    page = tab.page
    to_the_quote(tab, "Aurela Glow Serum, 8 seconds")
    expect(page.locator(YES)).to_have_text("Yes, make the pictures")
    expect(page.locator(".af-budget")).to_contain_text("of $20.00 left")
    tab.screen("1-pictures-quote")
    assert charged(emulators) == 0
    page.click(YES)
    page.wait_for_selector(".af-quote-pending:not(:has(.af-steps))", timeout=RENDERED)
    expect(page.locator(".af-frame img").first).to_be_visible()
    tab.screen("2-pictures")

    page.click(YES)
    page.wait_for_selector(".af-node-running [aria-label^='Clips']", timeout=RENDERED)
    page.reload()
    page.wait_for_selector(".af-progress-running")
    tab.screen("3-progress-after-reload")
    paid_studio.kill_both()
    film_of_version(tab, 1)                                   # after a while, by itself
    tab.faults[:] = [one for one in tab.faults if "WebSocket" not in one and "ERR_" not in one]
    plays(tab, 8)
    tab.screen("4-film")
    assert spent(tab) == pytest.approx(charged(emulators), abs=0.00005)
    assert charged(emulators) > 0

    paid = charged(emulators)
    first = plays(tab, 8)
    tab.say(EDIT)
    page.wait_for_selector(YES, timeout=90_000)
    tab.rest()
    board = page.locator(".af-storyboard:not(.af-old)")
    expect(board.locator(".af-touches")).to_contain_text("Kept as it is: 1")
    expect(page.locator(".af-quote-pending")).to_contain_text("$")
    tab.screen("5-contract")
    assert charged(emulators) == paid
    yes_to_all(tab, 2)
    assert plays(tab, 8) != first
    expect(board).to_contain_text("Order today")
    assert spent(tab) == pytest.approx(charged(emulators), abs=0.00005)
    tab.screen("6-second-film")
    paid = charged(emulators)

    tab.say("undo")
    film_of_version(tab, 1)
    expect(board).to_contain_text("Version 1")
    expect(board).to_contain_text("Nothing has to be made anew")
    assert plays(tab, 8) == first
    assert charged(emulators) == paid
