"""Every look, aspect and beat with short, usual and far too long words: the layout holds."""

import itertools
from typing import Any, get_args

import numpy as np
import pytest
from PIL import Image

from storage.errors import BadPicture
from storage.records import (
    FRAME_SIZES,
    Aspect,
    Beat,
    Box,
    LogoLook,
    Look,
    Overlay,
    Palette,
)
from tools.media.composite import composite
from tools.media.fit import has_widow
from tools.media.ink import HEADLINE_CONTRAST, TEXT_CONTRAST, worst
from tools.media.layout import SAFE, framings
from tools.media.overlay import OverlaySpec, PlacedText, boxes, overlay_painter
from tools.media.pages import pages
from tools.media.stack import stacked

PALETTE = Palette(
    dark="#1c1108", deep="#2f1e14", brand="#704228", mid="#d7bbad", wall="#e8d3c8",
    light="#f2e2da", accent="#d6915c", ink="#312016", cool="#303a43",
)
LONG = "Feuchtigkeitspflegeserum für empfindliche Winterhaut"
WORD = "Donaudampfschifffahrtsgesellschaftskapitän"[:40]
WORDS = {
    "short": Overlay(headlines=("Hi.",), points=("Dry.",), button="Buy", offer="−5 %"),
    "usual": Overlay(
        kicker="Meet your new morning",
        headlines=("Your skin called.", "It wants its glow back."),
        points=("20 % vitamin C", "Visibly brighter tone", "Vegan, fragrance-free"),
        offer="−20 % until Sunday", button="Shop now", address="aurela.example",
    ),
    "german": Overlay(
        kicker="Dermatologisch geprüft", headlines=(LONG, "Größe, Wärme, Übermut"),
        points=("Feuchtigkeitspflege", "Ölfrei und vegan", "Für jeden Hauttyp", "Ohne Duftstoffe"),
        offer="Versandkostenfrei ab 29 €", button="Jetzt Probierset sichern",
        address="www.winterhaut-intensivserum.example",
    ),
    "endless": Overlay(
        kicker=f"{LONG} {LONG}"[:120], headlines=(f"{LONG} {LONG}"[:120], f"{WORD} {LONG}"),
        points=(LONG, WORD, f"{LONG} und {LONG}"[:120], "kurz"),
        offer=LONG, button=LONG, address=f"www.{WORD.lower()}.example/angebote",
    ),
    "word": Overlay(headlines=(WORD,), points=(WORD, WORD), offer=WORD, button=WORD),
}
LAYOUTS = list(itertools.product(get_args(Look), get_args(Aspect), get_args(Beat)))


def spec_of(
    look: Look, aspect: Aspect, beat: Beat, words: Overlay, seconds: float = 7.0, **more: Any
) -> OverlaySpec:
    return OverlaySpec(
        size=FRAME_SIZES[aspect], fps=24, seconds=seconds, beat=beat, look=look, aspect=aspect,
        palette=PALETTE, overlay=words, **more,
    )


def together(one: PlacedText, two: PlacedText) -> bool:
    return one.start < two.end and two.start < one.end


def inside(box: Box, zone: Box, slack: float = 1e-6) -> bool:
    return (
        box.left >= zone.left - slack and box.right <= zone.right + slack
        and box.top >= zone.top - slack and box.bottom <= zone.bottom + slack
    )


@pytest.mark.parametrize("photographic", [False, True])
@pytest.mark.parametrize(("look", "aspect", "beat"), LAYOUTS)
@pytest.mark.parametrize("words", WORDS.values(), ids=WORDS)
def test_words_are_safe_apart_and_off_the_product(
    look: Look, aspect: Aspect, beat: Beat, words: Overlay, photographic: bool
) -> None:
    placed = boxes(spec_of(look, aspect, beat, words, photographic=photographic))
    assert placed
    for text in placed:
        assert inside(text.box, SAFE[aspect])
        for framing in framings(look, aspect, beat, photographic):
            seen = text.start < framing.end and framing.start < text.end
            if seen and framing.product:
                assert not text.box.overlaps(framing.product), text
    for one, two in itertools.combinations(placed, 2):
        if together(one, two):
            assert not one.box.overlaps(two.box), (one, two)


@pytest.mark.parametrize(("look", "aspect", "beat"), LAYOUTS)
@pytest.mark.parametrize("words", WORDS.values(), ids=WORDS)
def test_every_word_is_there_unclipped(
    look: Look, aspect: Aspect, beat: Beat, words: Overlay
) -> None:
    placed = boxes(spec_of(look, aspect, beat, words))
    shown = {text.text.casefold() for text in placed}
    assert {text.casefold() for text in words.words()} <= shown
    for text in placed:
        kept = "".join("".join(text.lines).split()).replace("-", "")
        assert kept == "".join(text.text.split()).replace("-", "")
        assert text.font_size >= 10


@pytest.mark.parametrize(("look", "aspect", "beat"), LAYOUTS)
@pytest.mark.parametrize("name", ["short", "usual", "german"])
def test_no_widows(look: Look, aspect: Aspect, beat: Beat, name: str) -> None:
    for page in pages(WORDS[name], beat, framings(look, aspect, beat)):
        for placed in stacked(page, look, FRAME_SIZES[aspect]):
            if placed.item.role == "headline":
                assert not has_widow(placed.fitted), placed.fitted.texts


@pytest.mark.parametrize("photographic", [False, True])
@pytest.mark.parametrize(("look", "aspect", "beat"), LAYOUTS)
def test_words_can_be_read(look: Look, aspect: Aspect, beat: Beat, photographic: bool) -> None:
    for text in boxes(spec_of(look, aspect, beat, WORDS["usual"], photographic=photographic)):
        large = text.role in ("headline", "offer", "button") or (
            text.role == "point" and beat == "problem"
        )
        assert worst(text.colour, text.on) >= (HEADLINE_CONTRAST if large else TEXT_CONTRAST)


@pytest.mark.parametrize("look", get_args(Look))
def test_type_is_bold_on_vertical_film(look: Look) -> None:
    hook = Overlay(headlines=("Your skin called.",))
    for text in boxes(spec_of(look, "9:16", "hook", hook)):
        assert text.font_size >= 0.11 * 1080
    benefits = Overlay(
        headlines=("Aurela", "14 days to glow"),
        points=("20 % vitamin C", "Visibly brighter tone", "Vegan, fragrance-free", "Refillable"),
    )
    for text in boxes(spec_of(look, "9:16", "solution", benefits)):
        assert text.role != "point" or text.font_size >= 0.046 * 1080


@pytest.mark.parametrize("seconds", [1.0, 7.0, 60.0])
@pytest.mark.parametrize("beat", get_args(Beat))
def test_texts_come_stay_and_go_in_any_length(beat: Beat, seconds: float) -> None:
    spec = spec_of("noir", "9:16", beat, WORDS["usual"], seconds)
    painter = overlay_painter(spec)
    assert not painter.patches(0)
    after = [painter.patches(round(seconds * 24) + handle) for handle in range(12)]
    assert all(after) if beat == "cta" else not any(after)
    for text in boxes(spec):
        assert 0 < text.start < text.end <= 1
        assert (text.end - text.start) * seconds > 0.12 * seconds


def test_one_headline_stays_through_both_framings() -> None:
    placed = boxes(spec_of("daylight", "9:16", "hook", Overlay(headlines=("Only one.",))))
    assert len(placed) == 1
    assert placed[0].end == 1


def test_standing_text_is_the_same_patch_in_every_frame() -> None:
    painter = overlay_painter(spec_of("noir", "9:16", "hook", WORDS["usual"]))
    assert [id(p) for p in painter.patches(50)] == [id(p) for p in painter.patches(51)]


@pytest.mark.parametrize("look", get_args(Look))
@pytest.mark.parametrize("beat", get_args(Beat))
def test_what_is_drawn_lies_in_the_boxes_claimed(look: Look, beat: Beat) -> None:
    spec = spec_of(look, "1:1", beat, WORDS["usual"], 6.0)
    painter = overlay_painter(spec)
    size, margin = 1080, 60                  # soft shadows, and movement while arriving
    for frame in range(0, 150, 7):
        touched = np.zeros((size, size), bool)
        for patch in painter.patches(frame):
            tall, wide = patch.picture.shape[:2]
            assert patch.x % 2 == patch.y % 2 == tall % 2 == wide % 2 == 0
            top, left = max(0, patch.y), max(0, patch.x)
            part = patch.picture[top - patch.y :, left - patch.x :][: size - top, : size - left]
            touched[top : top + part.shape[0], left : left + part.shape[1]] |= part[..., 3] > 8
        for text in boxes(spec):
            left, top, right, bottom = (
                round(edge * size)
                for edge in (text.box.left, text.box.top, text.box.right, text.box.bottom)
            )
            room = slice(max(0, top - margin), bottom + margin)
            touched[room, max(0, left - margin) : right + margin] = False
        assert not touched.any()


def test_painting_over_a_frame_changes_only_what_it_covers() -> None:
    spec = spec_of("pop", "9:16", "hook", WORDS["usual"])
    planes = (
        np.full((1920, 1080), 90, np.uint8),
        np.full((960, 540), 120, np.uint8),
        np.full((960, 540), 140, np.uint8),
    )
    composite(planes, overlay_painter(spec).patches(60))
    assert (planes[0][1000:] == 90).all()
    assert (planes[0][240:820] != 90).any()


def test_letters_the_typeface_lacks_do_not_stop_it() -> None:
    assert boxes(spec_of("noir", "1:1", "hook", Overlay(headlines=("Hallo 😀",))))


def test_an_end_card_carries_its_logo(tmp_path: Any) -> None:
    path = tmp_path / "logo.png"
    Image.new("RGBA", (400, 100), (200, 30, 30, 255)).save(path)
    look = LogoLook(alpha=False, aspect=4, colours=("#c81e1e",), dark=True)
    bare = overlay_painter(spec_of("noir", "9:16", "cta", WORDS["usual"]))
    with_logo = overlay_painter(
        spec_of("noir", "9:16", "cta", WORDS["usual"], logo=path, logo_look=look)
    )
    assert len(with_logo.patches(100)) == len(bare.patches(100)) + 1


def test_a_broken_logo_is_named(tmp_path: Any) -> None:
    path = tmp_path / "logo.png"
    path.write_bytes(b"not a picture")
    look = LogoLook(alpha=True, aspect=4, colours=("#000000",), dark=True)
    with pytest.raises(BadPicture, match=r"logo\.png"):
        overlay_painter(spec_of("noir", "9:16", "cta", WORDS["usual"], logo=path, logo_look=look))
