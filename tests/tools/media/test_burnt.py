"""Captions in the picture: in every look, shape and beat they can be read and meet nothing."""

import itertools
from typing import Any, get_args

import numpy as np
import pytest

from storage.records import (
    FRAME_SIZES,
    Aspect,
    Beat,
    Look,
    Overlay,
    Palette,
)
from tools.media.burnt import pieces
from tools.media.composite import composite
from tools.media.ink import TEXT_CONTRAST, worst
from tools.media.layout import SAFE, framings
from tools.media.overlay import OverlaySpec, boxes, overlay_painter

PALETTE = Palette(
    dark="#1c1108", deep="#2f1e14", brand="#704228", mid="#d7bbad", wall="#e8d3c8",
    light="#f2e2da", accent="#d6915c", ink="#312016", cool="#303a43",
)
WORDS = {
    "none": Overlay(),
    "usual": Overlay(
        kicker="Meet your new morning", headlines=("Your skin called.", "It wants its glow back."),
        points=("20 % vitamin C", "Visibly brighter tone", "Vegan, fragrance-free"),
        offer="−20 % until Sunday", button="Shop now", address="aurela.example",
    ),
    "long": Overlay(
        kicker="Dermatologisch geprüft und vielfach weiterempfohlen",
        headlines=("Feuchtigkeitspflegeserum für empfindliche Winterhaut", "Größe, Wärme, Übermut"),
        points=("Feuchtigkeitspflege", "Ölfrei und vegan", "Für jeden Hauttyp", "Ohne Duftstoffe"),
        offer="Versandkostenfrei ab 29 €", button="Jetzt Probierset sichern",
        address="www.winterhaut-intensivserum.example",
    ),
}
LINES = {
    "word": "Hello.",
    "usual": "Say hello to Aurela. A vitamin C glow serum, vegan and free of fragrance.",
    "endless": "Feuchtigkeitspflegeserum für besonders empfindliche Winterhaut, " * 4,
}
LAYOUTS = list(itertools.product(get_args(Look), get_args(Aspect), get_args(Beat)))


def spec_of(
    look: Look, aspect: Aspect, beat: Beat, words: Overlay, spoken: str, **more: Any
) -> OverlaySpec:
    return OverlaySpec(
        size=FRAME_SIZES[aspect], fps=24, seconds=7, beat=beat, look=look, aspect=aspect,
        palette=PALETTE, overlay=words, spoken=spoken, **more,
    )


@pytest.mark.parametrize("photographic", [False, True])
@pytest.mark.parametrize(("look", "aspect", "beat"), LAYOUTS)
def test_captions_can_be_read_and_meet_no_other_words(
    look: Look, aspect: Aspect, beat: Beat, photographic: bool
) -> None:
    logos = [row.logo for row in framings(look, aspect, beat, photographic) if row.logo]
    for words, line in itertools.product(WORDS.values(), LINES.values()):
        told = boxes(spec_of(look, aspect, beat, words, line, photographic=photographic))
        captions = [one for one in told if one.role == "caption"]
        others = [one for one in told if one.role != "caption"]
        assert " ".join(one.text for one in captions).split() == line.split()
        assert all(a.end <= b.start + 1e-9 for a, b in itertools.pairwise(captions))
        safe = SAFE[aspect]
        for one in captions:
            assert len(one.lines) <= 2
            assert one.font_size >= 0.02 * min(FRAME_SIZES[aspect])
            assert worst(one.colour, one.on) >= TEXT_CONTRAST
            assert one.box.left >= safe.left - 1e-6
            assert one.box.right <= safe.right + 1e-6
            assert one.box.bottom <= safe.bottom + 1e-6
            assert not any(one.box.overlaps(logo) for logo in logos)
            assert not any(one.box.overlaps(two.box) for two in others
                           if one.start < two.end and two.start < one.end)


@pytest.mark.parametrize(("look", "aspect", "beat"), LAYOUTS)
def test_captions_alone_stand_in_the_middle_below(look: Look, aspect: Aspect, beat: Beat) -> None:
    for line in LINES.values():
        told = boxes(spec_of(
            look, aspect, beat, Overlay(), line, photographic=True, alone=True))
        for one in told:
            assert (one.box.left + one.box.right) / 2 == pytest.approx(
                (SAFE[aspect].left + SAFE[aspect].right) / 2, abs=0.01)
            assert one.box.bottom == pytest.approx(SAFE[aspect].bottom, abs=0.01)


def test_without_captions_nothing_moves() -> None:
    for look, aspect, beat in LAYOUTS:
        plain = boxes(spec_of(look, aspect, beat, WORDS["usual"], ""))
        assert not any(one.role == "caption" for one in plain)


def test_a_sentence_stays_together_where_it_fits() -> None:
    def fits(text: str) -> bool:
        return len(text) <= 30

    line = "Good morning. Say hello to Aurela, a serum for tired skin. Now."
    assert pieces(line, fits, apart=True) == [
        "Good morning.", "Say hello to Aurela,", "a serum for tired skin.", "Now."]
    together = pieces(line, fits, apart=False)
    assert all(map(fits, together))
    assert " ".join(together) == line


def test_what_is_drawn_is_where_it_is_said_to_be() -> None:
    spec = spec_of("noir", "9:16", "hook", WORDS["none"], "Good morning.")
    planes = (
        np.full((1920, 1080), 90, np.uint8), np.full((960, 540), 128, np.uint8),
        np.full((960, 540), 128, np.uint8),
    )
    painter = overlay_painter(spec)
    assert painter.patches(0) == []          # frame 0 is the clip alone
    composite(planes, painter.patches(60))
    box = boxes(spec)[0].box
    rows = slice(int(box.top * 1920), int(box.bottom * 1920) + 1)
    assert (planes[0][rows] > 200).any()
    assert (planes[0][rows] < 60).any()
    assert (planes[0][: int(box.top * 1920) - 40] == 90).all()


def test_characters_that_no_typeface_has_are_left_out() -> None:
    assert [one.text for one in boxes(spec_of("pop", "1:1", "hook", Overlay(), "Hi 😀 you"))] == [
        "Hi you"]
    assert boxes(spec_of("pop", "1:1", "hook", Overlay(), "😀")) == []


# Words above and below would have to give too much, or the product changes sides.
CROWDED = {("noir", "9:16", "solution"), ("pop", "9:16", "solution"), ("pop", "1:1", "solution"),
           ("pop", "16:9", "solution")}
END_CARDS = {("9:16", "cta"), ("1:1", "cta")}            # of a provider's clip


@pytest.mark.parametrize("photographic", [False, True])
@pytest.mark.parametrize(("look", "aspect", "beat"), LAYOUTS)
def test_captions_are_clear_of_the_product_where_there_is_room(
    look: Look, aspect: Aspect, beat: Beat, photographic: bool
) -> None:
    spec = spec_of(look, aspect, beat, WORDS["usual"], LINES["usual"], photographic=photographic)
    products = [one.product for one in framings(look, aspect, beat, photographic) if one.product]
    over = [text for text in boxes(spec) if text.role == "caption"
            and any(text.box.overlaps(product) for product in products)]
    if photographic:
        assert not over or (aspect, beat) in END_CARDS
    else:
        assert not over or (look, aspect, beat) in CROWDED
