"""Subtitle files: no markup, no overlap, readable times and lines."""

import itertools
import re

from hypothesis import given
from hypothesis import strategies as st

from tools.media.captions import GAP, LINE, Caption, srt

TIMES = re.compile(r"(\d\d):(\d\d):(\d\d),(\d\d\d) --> (\d\d):(\d\d):(\d\d),(\d\d\d)")


def parse(text: str) -> list[tuple[float, float, list[str]]]:
    found = []
    for number, block in enumerate(text.strip().split("\n\n"), start=1):
        index, times, *lines = block.split("\n")
        assert int(index) == number
        parts = [int(part) for part in TIMES.fullmatch(times).groups()]
        start, end = (p[0] * 3600 + p[1] * 60 + p[2] + p[3] / 1000 for p in (parts[:4], parts[4:]))
        found.append((start, end, lines))
    return found


def test_a_plain_caption():
    text = srt([Caption(start=3661.5, end=3663, text="Your skin called.")])
    assert text == "1\n01:01:01,500 --> 01:01:03,000\nYour skin called.\n"


def test_markup_and_hidden_characters_are_dropped():
    text = srt([Caption(start=0, end=2, text="<b>Hi</b> {\\an8}you\u2060\u202e\x07\n\n--> 00:00")])
    (_, _, lines), = parse(text)
    assert lines == ["bHi/b \\an8you -- 00:00"]


def test_nothing_to_say_is_an_empty_file():
    assert srt([]) == ""
    assert srt([Caption(start=0, end=2, text=" <> \n")]) == ""


def test_short_ones_are_lengthened_where_there_is_room_and_long_ones_end():
    first, second, last = parse(srt([
        Caption(start=0, end=0.2, text="One."),
        Caption(start=5, end=5.1, text="Two."),
        Caption(start=8, end=30, text="Three."),
    ]))
    assert (first[:2], second[:2]) == ((0, 1), (5, 6))
    assert last[:2] == (8, 15)


def test_lines_are_balanced_and_long_texts_become_several_captions():
    words = "Twenty percent vitamin C, for a visibly brighter tone"
    (_, _, lines), = parse(srt([Caption(start=0, end=4, text=words)]))
    assert len(lines) == 2
    assert abs(len(lines[0]) - len(lines[1])) < 14
    many = parse(srt([Caption(start=0, end=12, text=" ".join([words] * 4))]))
    assert len(many) > 2
    assert " ".join(" ".join(lines) for _, _, lines in many) == " ".join([words] * 4)


@given(
    st.lists(
        st.builds(
            lambda start, length, text: Caption(start=start, end=start + length, text=text),
            st.floats(0, 100), st.floats(0, 20), st.text(max_size=200),
        ),
        max_size=12,
    )
)
def test_whatever_comes_in_a_player_can_read_it(entries):
    text = srt(entries)
    if not text:
        return
    captions = parse(text)
    for start, end, lines in captions:
        assert end > start
        assert end - start <= 7.001
        assert 1 <= len(lines) <= 2
        assert all(line.strip() and len(line) <= LINE for line in lines)
        assert not set("<>{}") & set("".join(lines))
    for (_, end, _), (start, _, _) in itertools.pairwise(captions):
        assert start - end > GAP - 0.002
