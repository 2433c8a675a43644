"""How words and marks arrive, stand and leave: a piece at a time t becomes a patch.

Pieces that arrive together form a group. Once all of a group stands, it is one patch, made once.
Patches lie at even places and have even sizes, as chroma planes need.
"""

import functools
import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import cv2
import numpy as np

from tools.media.composite import Patch
from tools.media.fonts import even_down, even_up
from tools.media.sprites import Bgra, blank, over

Motion = Literal["rise", "slide", "pop", "wipe"]

PULSE_SECONDS = 1.4
_PULSE, _PULSE_AFTER = 0.022, 0.6        # how much a button grows, how long after arriving


@dataclass(frozen=True)
class Piece:
    """A sprite whose place when it stands is (x, y), both even; its sides are even.

    It moves in from `start` for `enter` seconds. `lift` is how far a slide comes, in pixels; `turn`
    how far a pop is turned at first, in degrees.
    """

    sprite: Bgra
    x: int
    y: int
    motion: Motion
    start: float
    enter: float
    lift: float = 0.0
    turn: float = 0.0

    @functools.cached_property
    def standing(self) -> Patch:
        """The patch when nothing moves."""
        return Patch(self.x, self.y, self.sprite)


@dataclass(frozen=True)
class Group:
    """Pieces, drawn in their order, that leave together from `leave` to `end` (seconds).

    `pulses`: when it stands, it grows and shrinks a little, again and again.
    """

    pieces: tuple[Piece, ...]
    leave: float
    end: float
    pulses: bool = False

    @functools.cached_property
    def start(self) -> float:
        """When its first piece begins to arrive."""
        return min(piece.start for piece in self.pieces)

    @functools.cached_property
    def stands(self) -> float:
        """When its last piece has arrived."""
        return max(piece.start + piece.enter for piece in self.pieces)

    @functools.cached_property
    def whole(self) -> Patch:
        """All pieces in one patch, standing."""
        left = min(piece.x for piece in self.pieces)
        top = min(piece.y for piece in self.pieces)
        right = max(piece.x + piece.sprite.shape[1] for piece in self.pieces)
        bottom = max(piece.y + piece.sprite.shape[0] for piece in self.pieces)
        canvas = blank(right - left, bottom - top)
        for piece in self.pieces:
            over(canvas, piece.sprite, piece.x - left, piece.y - top)
        return Patch(left, top, canvas)

    @functools.cached_property
    def _pulsed(self) -> dict[int, Patch]:
        return {}

    def patches(self, frame: int, fps: float) -> Iterator[Patch]:
        """What it shows at this frame."""
        t = frame / fps
        if not self.start < t < self.end:
            return
        if self.stands <= t < self.leave:
            yield self._pulse(frame, fps) if self.pulses else self.whole
            return
        leaving = _ramp(t, self.leave, self.end - self.leave)
        for piece in self.pieces:
            arriving = _ramp(t, piece.start, piece.enter)
            if arriving >= 1 and leaving <= 0:
                yield piece.standing
            elif arriving > 0:
                yield from _MOTIONS[piece.motion](piece, arriving, leaving)

    def _pulse(self, frame: int, fps: float) -> Patch:
        period = max(2, round(PULSE_SECONDS * fps))
        since = frame - math.ceil((self.stands + _PULSE_AFTER) * fps)
        grown = max(0.0, math.sin(2 * math.pi * (since % period) / period)) if since > 0 else 0.0
        if grown <= 0:
            return self.whole
        phase = since % period
        if phase not in self._pulsed:
            whole = self.whole
            self._pulsed[phase] = _moved(whole.picture, whole.x, whole.y, scale=1 + _PULSE * grown)
        return self._pulsed[phase]


def _rise(piece: Piece, arriving: float, leaving: float) -> Iterator[Patch]:
    """From below, behind the lower edge of its own field; leaves through the upper edge."""
    tall, wide = piece.sprite.shape[:2]
    offset = (1 - _out_expo(arriving)) * tall - leaving**3 * tall
    shift = np.array([[1, 0, 0], [0, 1, offset]], np.float32)
    picture = cv2.warpAffine(piece.sprite, shift, (wide, tall), flags=cv2.INTER_LINEAR)
    yield Patch(piece.x, piece.y, _faded(np.asarray(picture, np.uint8), 1 - leaving**2))


def _slide(piece: Piece, arriving: float, leaving: float) -> Iterator[Patch]:
    """A short way up while it becomes visible."""
    offset = (1 - _out_expo(arriving)) * piece.lift - leaving**2 * piece.lift * 0.6
    alpha = min(1.0, arriving * 2.2) * (1 - leaving)
    yield _moved(piece.sprite, piece.x, piece.y, drop=offset, alpha=alpha)


def _pop(piece: Piece, arriving: float, leaving: float) -> Iterator[Patch]:
    """Springs to its size with a little too much verve, turning into place."""
    sprung = _out_back(arriving)
    scale = (0.4 + 0.6 * sprung) * (1 - 0.25 * leaving**2)
    alpha = min(1.0, arriving * 4) * (1 - leaving)
    turn = piece.turn * (1 - sprung)
    yield _moved(piece.sprite, piece.x, piece.y, scale=scale, turn=turn, alpha=alpha)


def _wipe(piece: Piece, arriving: float, leaving: float) -> Iterator[Patch]:
    """Drawn from left to right."""
    wide = even_up(piece.sprite.shape[1] * _out_expo(arriving))
    if wide >= 2:
        part = np.ascontiguousarray(piece.sprite[:, :wide])
        yield Patch(piece.x, piece.y, _faded(part, 1 - leaving))


_MOTIONS = {"rise": _rise, "slide": _slide, "pop": _pop, "wipe": _wipe}


def _moved(
    sprite: Bgra, x: int, y: int, *,
    scale: float = 1.0, turn: float = 0.0, drop: float = 0.0, alpha: float = 1.0,
) -> Patch:
    """The sprite scaled and turned about its middle and moved down by `drop` pixels."""
    tall, wide = sprite.shape[:2]
    matrix = np.array(cv2.getRotationMatrix2D((wide / 2, tall / 2), -turn, scale), np.float64)
    matrix[1, 2] += drop
    corners = matrix @ np.array([[0, wide, 0, wide], [0, 0, tall, tall], [1, 1, 1, 1]])
    left, top = even_down(corners[0].min() - 1), even_down(corners[1].min() - 1)
    right, bottom = even_up(corners[0].max() + 1), even_up(corners[1].max() + 1)
    matrix[:, 2] -= (left, top)
    size = (max(2, right - left), max(2, bottom - top))
    picture = np.asarray(cv2.warpAffine(sprite, matrix, size, flags=cv2.INTER_LINEAR), np.uint8)
    return Patch(x + left, y + top, _faded(picture, alpha))


def _faded(picture: Bgra, alpha: float) -> Bgra:
    if alpha >= 1:
        return picture
    return np.asarray(cv2.convertScaleAbs(picture, alpha=max(0.0, alpha)), np.uint8)


def _ramp(t: float, start: float, length: float) -> float:
    if math.isinf(start):
        return 0.0
    return min(1.0, max(0.0, (t - start) / max(length, 1e-6)))


def _out_expo(x: float) -> float:
    return 1.0 if x >= 1 else float(1 - 2 ** (-10 * x))


def _out_back(x: float, beyond: float = 1.6) -> float:
    return 1 + (beyond + 1) * (x - 1) ** 3 + beyond * (x - 1) ** 2
