"""The camera: where it is at each moment of a view, and the curves everything moves on.

A move never stops dead: whatever eases in keeps a constant speed afterwards, and a view ends while
it is still going. Offsets are in units of 1/1080 of the frame's shorter side.
"""

import math
from dataclasses import dataclass

import numpy as np

from tools.providers.local.words import mentions


def ramp(t: float, start: float, length: float) -> float:
    """0 before `start`, 1 after `start + length`, linear between."""
    return min(1.0, max(0.0, (t - start) / length))


def out_expo(x: float) -> float:
    """Fast, then settling."""
    return 1.0 if x >= 1 else 1 - 2 ** (-10 * x)


def in_out(x: float) -> float:
    """Slow, fast, slow."""
    return 0.5 - 0.5 * math.cos(math.pi * x)


def out_back(x: float, over: float = 1.4) -> float:
    """Shoots past 1 and comes back."""
    x -= 1
    return x * x * ((over + 1) * x + over) + 1


@dataclass(frozen=True)
class Pose:
    """Camera at one moment: how much nearer, shifted (right, down) and rolled (radians)."""

    zoom: float
    x: float
    y: float
    roll: float


@dataclass(frozen=True)
class Camera:
    """A camera path over `seconds`, read from the words of the camera language.

    `zoom` is the rate a second, `pan` and `tilt` speeds in units a second, `sway` and `shake` in
    units, `snap` how much nearer it starts before it settles.
    """

    seconds: float
    zoom: float = 0.0
    pan: float = 0.0
    tilt: float = 0.0
    sway: float = 0.0
    shake: float = 0.0
    snap: float = 0.0
    phase: float = 0.0

    def at(self, t: float) -> Pose:
        """The pose `t` seconds into the view."""
        middle = t - self.seconds / 2
        zoom = math.exp(self.zoom * middle) * (1 + self.snap * (1 - out_expo(ramp(t, 0, 0.9))))
        slow = 2 * math.pi * t / 7.3 + self.phase
        x = self.pan * middle + self.sway * math.sin(slow)
        y = self.tilt * middle + self.sway * 0.25 * math.sin(slow * 1.31 + 1)
        roll = self.sway * 0.00022 * math.sin(slow + 0.6)
        if self.shake:
            x += self.shake * (math.sin(t * 3.7 + self.phase) + 0.5 * math.sin(t * 8.3))
            y += self.shake * (math.sin(t * 4.9 + 2 * self.phase) + 0.5 * math.sin(t * 7.1 + 1))
            roll += self.shake * 0.0007 * math.sin(t * 3.1 + self.phase)
        return Pose(zoom, x, y, roll)


def camera_for(words: str, energy: float, seconds: float, take: int, snap: float) -> Camera:
    """The path for a view; `take` and the view's own turn change which way it goes."""
    rng = np.random.default_rng(take * 977 + 5)
    rate = 0.006 + 0.020 * energy
    speed = 6 + 22 * energy
    back = mentions(words, ("pull", "zoom out", "dolly out", "pull-back", "back away"))
    left, right = mentions(words, ("left",)), mentions(words, ("right",))
    sideways = ("pan", "panning", "track", "slide", "sliding", "truck")
    pans = left or right or mentions(words, sideways)
    tilts = mentions(words, ("tilt", "crane", "rise", "rising"))
    orbits = mentions(words, ("orbit", "drift", "arc", "float", "glide", "gliding"))
    still = mentions(words, ("static", "locked", "locked-off", "still", "fixed"))
    held = mentions(words, ("handheld", "hand-held", "shake", "shaky", "shaking"))
    if take > 1 and take % 2 == 0 and not (left or right):
        back = not back
    side = -1.0 if left else 1.0 if right else float(rng.choice([-1, 1]))
    if still:
        return Camera(seconds, zoom=0.0015, sway=1.0, phase=float(rng.uniform(0, 6)))
    return Camera(
        seconds,
        zoom=(-rate if back else rate) * (0.5 if pans or tilts else 1),
        pan=side * speed if pans else 0.0,
        tilt=(speed if mentions(words, ("down",)) else -speed) * 0.8 if tilts else 0.0,
        sway=14 + 18 * energy if orbits else 1.5 + 2 * energy,
        shake=3 + 5 * energy if held else 0.0,
        snap=snap * (0.3 + 0.7 * energy),
        phase=float(rng.uniform(0, 6)),
    )
