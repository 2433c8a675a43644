"""The layout table: framings tile the shot, zones are disjoint and safe, looks differ."""

import itertools
from typing import get_args

import pytest

from storage.records import Aspect, Beat, Look
from tools.media.layout import SAFE, framings, room

ALL = list(itertools.product(get_args(Look), get_args(Aspect), get_args(Beat)))


@pytest.mark.parametrize(("look", "aspect", "beat"), ALL)
def test_framings_cover_the_shot_without_gaps(look: Look, aspect: Aspect, beat: Beat) -> None:
    rows = framings(look, aspect, beat)
    assert rows[0].start == 0
    assert rows[-1].end == 1
    assert all(one.end == two.start for one, two in itertools.pairwise(rows))
    assert len(rows) == {"hook": 2, "problem": 1, "solution": 2, "cta": 1}[beat]


@pytest.mark.parametrize("photographic", [False, True])
@pytest.mark.parametrize(("look", "aspect", "beat"), ALL)
def test_zones_do_not_meet_and_words_are_safe(
    look: Look, aspect: Aspect, beat: Beat, photographic: bool
) -> None:
    safe = SAFE[aspect]
    for framing in framings(look, aspect, beat, photographic):
        words = [zone for zone in (framing.text, framing.logo, framing.button) if zone]
        zones = words + ([framing.product] if framing.product else [])
        assert not any(one.overlaps(two) for one, two in itertools.combinations(zones, 2))
        for zone in words:
            assert safe.left <= zone.left < zone.right <= safe.right
            assert safe.top <= zone.top < zone.bottom <= safe.bottom


@pytest.mark.parametrize(("look", "aspect", "beat"), ALL)
def test_a_provider_s_clip_has_one_place_for_words(
    look: Look, aspect: Aspect, beat: Beat
) -> None:
    usual = framings(look, aspect, beat)
    rows = framings(look, aspect, beat, photographic=True)
    assert [(row.start, row.end, row.ground) for row in rows] == [
        (row.start, row.end, row.ground) for row in usual]
    assert len({str(row.text) for row in rows}) == 1
    assert "left free for words" in room(aspect)
    assert bool(rows[-1].button and rows[-1].logo) == (beat == "cta")


@pytest.mark.parametrize("aspect", get_args(Aspect))
def test_beats_show_what_they_need(aspect: Aspect) -> None:
    for look in get_args(Look):
        assert all(framing.product for framing in framings(look, aspect, "hook"))
        assert framings(look, aspect, "problem")[0].product is None
        end = framings(look, aspect, "cta")[0]
        assert end.logo
        assert end.button
        assert end.product
        first, second = framings(look, aspect, "hook")
        assert first.product
        assert second.product
        assert first.text == second.text         # one headline can stay through both
        assert second.product.width * second.product.height > (
            first.product.width * first.product.height
        )


@pytest.mark.parametrize("aspect", get_args(Aspect))
@pytest.mark.parametrize("beat", get_args(Beat))
def test_looks_differ_in_layout(aspect: Aspect, beat: Beat) -> None:
    layouts = [
        [(row.text, row.align, row.valign, row.product) for row in framings(look, aspect, beat)]
        for look in get_args(Look)
    ]
    assert len(set(map(str, layouts))) == 3
