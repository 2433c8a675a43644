import pytest

from tools.media.fonts import Face, clean, text_mask, unsupported, width


@pytest.mark.parametrize(
    "text", ["Your skin called.", "Größe ß ÄÖÜ é ő ł ñ ç", "„Neu“ – 20 % · 9,99 €…", ""]
)
def test_european_text_can_be_drawn(text: str) -> None:
    assert unsupported(text) == ""


@pytest.mark.parametrize(
    ("text", "missing"),
    [("Wow 😀!", "😀"), ("新しい serum 新", "新しい"), ("Привет", "Привет"), ("✓ yes → no", "✓→")],
)
def test_what_the_typeface_lacks_is_named_once_each(text: str, missing: str) -> None:
    assert unsupported(text) == missing


def test_text_is_cleaned_before_it_is_drawn() -> None:
    assert clean(" a\u200b  b\n\tc\u00ad ") == "a b c"
    assert clean("e\u0301") == "é"
    assert clean("20 % off") == "20\u00a0% off"
    assert clean("non\u2011stop") == "non-stop"


def test_kerning_and_tracking_are_in_the_width() -> None:
    face = Face(700)
    assert width("To", face) < width("T", face) + width("o", face)
    assert width("on", Face(700, -0.02)) == pytest.approx(width("on", face) - 0.02)


def test_ink_lies_where_it_was_measured() -> None:
    face, size = Face(800, -0.02), 80.0
    across = width("Glow", face) * size
    mask = text_mask("Glow", face, size, (120, 300), 20.0, 90.0)
    columns = mask.max(axis=0).nonzero()[0]
    assert columns[0] >= 19
    assert columns[-1] <= 20 + across + 1
