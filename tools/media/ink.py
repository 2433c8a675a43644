"""Which colours words take on which ground, so that they can be read.

A ground is not one colour: the scene lights it and lets it fall off. `shades` says how far it goes,
and every text colour is checked against all of it (WCAG contrast) and moved until it is enough.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from storage.records import Look, Palette
from tools.media.layout import Ground

WHITE, BLACK = "#ffffff", "#000000"
HEADLINE_CONTRAST, TEXT_CONTRAST = 3.0, 4.5

Rgb = tuple[float, float, float]         # each 0–255


@dataclass(frozen=True)
class Inks:
    """Colours as `#rrggbb`.

    `text` and `quiet` on the ground; `accent` for the accent word, strikes and ticks, `small` the
    same for small type; `chip` is the field behind words and `on_chip` the words on it; `button`
    and `on_button` likewise. `shades` are the ground's colours; `shadow` (0–1) is how strong a soft
    shadow the words throw.
    """

    text: str
    quiet: str
    accent: str
    small: str
    chip: str
    on_chip: str
    button: str
    on_button: str
    shades: tuple[str, ...]
    shadow: float


@dataclass(frozen=True)
class CaptionInks:
    """A caption's `text` on its `field`, which covers so much (0–1) of what is behind it.

    `shades` are what the field looks like over black and over white.
    """

    text: str
    field: str
    cover: float
    shades: tuple[str, str]


def caption_inks(look: Look, palette: Palette) -> CaptionInks:
    """A caption's colours: bright on dark, in daylight dark on bright. Behind it is anything."""
    text, field, cover = {
        "noir": (WHITE, mix(palette.dark, BLACK, 0.5), 0.66),
        "daylight": (palette.ink, mix(palette.light, WHITE, 0.5), 0.84),
        "pop": (WHITE, mix(palette.ink, BLACK, 0.3), 0.9),
    }[look]
    shades = mix(BLACK, field, cover), mix(WHITE, field, cover)
    return CaptionInks(readable(text, shades, TEXT_CONTRAST + 0.5), field, cover, shades)


def inks(look: Look, ground: Ground, palette: Palette, photographic: bool = False) -> Inks:
    """The colours for words on this ground; on a photograph they are white with a shadow."""
    grounds = ("#101010", "#5c5c5c") if photographic else shades(ground, palette)
    text = readable(_first(ground, palette, photographic), grounds, TEXT_CONTRAST + 0.5)
    light_text = luminance(text) > 0.5
    accent = palette.accent if light_text else palette.brand
    chip = _chip(look, ground, palette, light_text)
    button = WHITE if light_text and look != "pop" else chip
    return Inks(
        text=text,
        quiet=readable(mix(text, grounds[0], 0.12), grounds, TEXT_CONTRAST),
        accent=readable(accent, grounds, HEADLINE_CONTRAST + 0.4),
        small=readable(accent, grounds, TEXT_CONTRAST + 0.5),
        chip=chip,
        on_chip=best((palette.ink, WHITE), chip),
        button=button,
        on_button=readable(mix(palette.brand, palette.ink, 0.3), (button,), 5.0)
        if button == WHITE
        else best((palette.ink, WHITE), button),
        shades=grounds,
        shadow=0.75 if photographic else 0.35 if light_text and look != "pop" else 0.0,
    )


def shades(ground: Ground, palette: Palette) -> tuple[str, ...]:
    """The colours a scene may show behind the words on this ground: usual, darkest, brightest."""
    return {
        "dark": (palette.dark, BLACK, mix(palette.brand, WHITE, 0.1)),
        "light": (palette.light, WHITE, mix(palette.mid, palette.ink, 0.3)),
        "brand": (palette.brand, mix(palette.brand, BLACK, 0.5), mix(palette.brand, WHITE, 0.12)),
        "accent": (palette.accent, mix(palette.accent, BLACK, 0.1),
                   mix(palette.accent, WHITE, 0.2)),
        "cool": (palette.cool, mix(palette.cool, BLACK, 0.7), mix(palette.cool, WHITE, 0.22)),
    }[ground]


def _first(ground: Ground, palette: Palette, photographic: bool) -> str:
    return palette.ink if ground in ("light", "accent") and not photographic else WHITE


def _chip(look: Look, ground: Ground, palette: Palette, light_text: bool) -> str:
    if look == "pop":
        return {"accent": palette.ink, "light": palette.brand}.get(ground, palette.accent)
    return palette.accent if light_text else palette.brand


def rgb(colour: str) -> Rgb:
    """`#rrggbb` as three numbers 0–255."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def mix(first: str, second: str, share: float) -> str:
    """The first colour with `share` (0–1) of the second in it."""
    pairs = zip(rgb(first), rgb(second), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def luminance(colour: str) -> float:
    """Relative luminance 0–1 as WCAG defines it."""
    linear = [
        value / 12.92 if value <= 0.03928 else ((value + 0.055) / 1.055) ** 2.4
        for value in (part / 255 for part in rgb(colour))
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(first: str, second: str) -> float:
    """WCAG contrast of two colours, 1–21."""
    dark, light = sorted((luminance(first), luminance(second)))
    return (light + 0.05) / (dark + 0.05)


def worst(colour: str, grounds: Iterable[str]) -> float:
    """The contrast of a colour with the ground it is least readable on."""
    return min(contrast(colour, ground) for ground in grounds)


def best(candidates: Iterable[str], ground: str) -> str:
    """The candidate that is most readable on the ground."""
    return max(candidates, key=lambda colour: contrast(colour, ground))


def readable(colour: str, grounds: Iterable[str], wanted: float) -> str:
    """The colour, moved towards white or black just as far as it needs to be `wanted` readable.

    Where neither end reaches that, the more readable end is taken.
    """
    grounds = tuple(grounds)
    end = max((WHITE, BLACK), key=lambda pole: worst(pole, grounds))
    for step in range(21):
        moved = mix(colour, end, step / 20)
        if worst(moved, grounds) >= wanted:
            return moved
    return end
