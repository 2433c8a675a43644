"""Things that keep the product company: plaster balls, blocks, and out-of-focus leaves.

Balls and blocks are painted into the backdrop with a contact shadow; leaves are sprites that sway.
"""

import math
from dataclasses import dataclass

import cv2
import numpy as np

from tools.providers.local.canvas import Canvas, Sprite, sprite_of, trimmed
from tools.providers.local.colour import Colour, Floats, mix, smoothstep
from tools.providers.local.compose import placement, put
from tools.providers.local.stage import Stage

SPRIG = 300                         # pixels of a sprig's drawing, less where it is blurred more
Window = tuple[slice, slice]
Twig = tuple[Sprite, tuple[float, float], int]      # sprite, its root, the size it was drawn at


def around(stage: Stage, x: float, y: float, reach: float) -> tuple[Window, Floats, Floats]:
    """The part of the frame near a point, and its coordinates relative to the point."""
    left, top = max(0, int(x - reach)), max(0, int(y - reach))
    right, bottom = min(stage.width, int(x + reach)), min(stage.height, int(y + reach))
    rows, columns = np.mgrid[top : max(top, bottom), left : max(left, right)].astype(np.float32)
    return np.s_[top : max(top, bottom), left : max(left, right)], columns - x, rows - y


def ball(
    stage: Stage, full: Floats, foot: tuple[float, float], radius: float, tone: Colour,
    *, shadow: float, gloss: float, rim: Colour | None = None,
) -> None:
    """A ball standing on `foot`, lit from the scene's light side, in place."""
    side = 1.0 if stage.mirrored else -1.0
    x, y = foot[0], foot[1] - radius
    window, dx, dy = around(stage, x, foot[1], radius * 4.2)
    if full[window].size == 0:
        return
    dark = stage.inks.deep * 0.6
    ground = np.exp(-((dx + side * radius * 0.25) / (radius * 1.15)) ** 2
                    - ((dy - radius * 0.02) / (radius * 0.20)) ** 2) * 0.62
    far = np.exp(-((dx + side * radius * 0.9) / (radius * 1.5)) ** 2
                 - (dy / (radius * 0.30)) ** 2) * 0.35
    shade = np.clip(ground + far, 0, 0.9) * shadow
    full[window] += (dark - full[window]) * shade[..., None]
    window, dx, dy = around(stage, x, y, radius * 1.1)
    nx, ny = dx / radius, dy / radius
    inside = nx * nx + ny * ny
    nz = np.sqrt(np.clip(1 - inside, 0, 1))
    alpha = np.clip((1 - np.sqrt(inside)) * radius + 0.5, 0, 1)
    light = np.clip(0.62 * side * nx - 0.55 * ny + 0.56 * nz, 0, 1)
    bounce = np.clip(ny, 0, 1) * 0.16
    body = tone * (0.50 + 0.56 * light + bounce)[..., None]
    shine = np.clip(0.48 * side * nx - 0.52 * ny + 0.70 * nz, 0, 1) ** 38 * gloss
    body = body + (250 - body) * shine[..., None]
    if rim is not None:
        edge = np.clip(inside, 0, 1) ** 6 * np.clip(-side * nx * 1.3 - 0.1 * ny, 0, 1)
        body = mix(np.asarray(body, np.float32), np.broadcast_to(rim, body.shape), edge * 0.9)
    area = full[window]
    area += (np.clip(body, 0, 252) - area) * alpha[..., None]


def add_leaf(
    picture: Floats, alpha: Floats, tone: Colour, angle: float, root: tuple[float, float],
    length: float,
) -> None:
    """A leaf growing from `root`, one half lighter than the other, in place."""
    wide, side = length * 0.23, alpha.shape[0]
    t = np.linspace(0, math.pi, 24)
    outline = [(length * (1 - math.cos(a)) / 2, wide * math.sin(a) ** 1.1) for a in t]
    points = [*outline, *[(x, -y) for x, y in reversed(outline)]]
    cos, sin = math.cos(angle), math.sin(angle)
    turned = np.array([(root[0] + cos * x - sin * y, root[1] + sin * x + cos * y)
                       for x, y in points])
    low = np.clip(turned.min(0).astype(int) - 2, 0, side)
    high = np.clip(turned.max(0).astype(int) + 3, 0, side)
    if (high <= low).any():
        return
    mask = np.zeros((high[1] - low[1], high[0] - low[0]), np.uint8)
    cv2.fillPoly(mask, [np.round((turned - low) * 16).astype(np.int32)], 255, cv2.LINE_AA, 4)
    rows, columns = np.mgrid[low[1] : high[1], low[0] : high[0]].astype(np.float32)
    across = (-(columns - root[0]) * sin + (rows - root[1]) * cos) / max(1.0, wide)
    share = mask.astype(np.float32) / 255
    area = np.s_[low[1] : high[1], low[0] : high[0]]
    leaf = mix(tone * 1.16, tone * 0.80, smoothstep(across, -0.12, 0.12))
    picture[area] += (leaf - picture[area]) * share[..., None]
    np.maximum(alpha[area], share, out=alpha[area])


def sprig(stage: Stage, size: float, tone: Colour, blur: float, name: str) -> Twig:
    """A bent twig with leaves growing up from the middle of the lower edge, drawn small: it is
    out of focus anyway."""
    side = max(16, min(int(size / 2), int(SPRIG / max(1.0, blur / 2))))
    rng = stage.chance(name)
    picture: Floats = np.broadcast_to(tone * 0.8, (side, side, 3)).astype(np.float32)
    alpha: Floats = np.zeros((side, side), np.float32)
    x, y, heading = side * 0.5, side * 0.99, -math.pi / 2 + float(rng.uniform(-0.2, 0.2))
    bend = float(rng.choice([-1, 1]) * rng.uniform(0.05, 0.09))
    steps = 9
    for i in range(steps):
        nxt = (x + math.cos(heading) * side * 0.088, y + math.sin(heading) * side * 0.088)
        cv2.line(alpha, (int(x), int(y)), (int(nxt[0]), int(nxt[1])), 1.0,
                 max(1, int(side * 0.008)), cv2.LINE_AA)
        x, y = nxt
        heading += bend
        if i < 1:
            continue
        for way in ((-1, 1) if i < steps - 1 else (0,)):
            angle = heading + way * (1.0 - 0.05 * i) + float(rng.uniform(-0.15, 0.15))
            length = side * (0.34 - 0.018 * i) * float(rng.uniform(0.85, 1.1))
            shade = tone * float(rng.uniform(0.78, 1.12))
            add_leaf(picture, alpha, shade, angle, (x, y), length)
    if blur:
        sigma = max(0.6, blur * side / 400)
        weight = cv2.GaussianBlur(alpha, (0, 0), sigma)
        spread = cv2.GaussianBlur(picture * alpha[..., None], (0, 0), sigma)
        picture, alpha = spread / np.maximum(weight, 1e-3)[..., None], weight
    window = trimmed(alpha)
    sprite = sprite_of(stage.grade.of(np.clip(picture[window], 0, 255)), alpha[window])
    return sprite, (side * 0.5 - window[1].start, side - window[0].start), side


@dataclass(frozen=True)
class Swaying:
    """A sprig rooted at `root` (frame pixels), leaning by `lean` radians and swaying."""

    sprite: Sprite
    anchor: tuple[float, float]
    root: tuple[float, float]
    scale: float
    lean: float
    phase: float

    def draw(self, canvas: Canvas, t: float) -> None:
        """The sprig at this moment of its sway."""
        sway = 0.028 * math.sin(t * 1.05 + self.phase) + 0.012 * math.sin(t * 2.3 + self.phase * 2)
        put(canvas, self.sprite,
            placement(self.anchor, self.root, self.scale, self.lean + sway))


def swaying(
    stage: Stage, root: tuple[float, float], size: float, lean: float, tone: Colour, blur: float,
    name: str,
) -> Swaying:
    """A sprig `size` pixels high."""
    sprite, anchor, side = sprig(stage, size, tone, blur, name)
    phase = float(stage.chance(name).uniform(0, 6))
    return Swaying(sprite, anchor, root, size / side, lean, phase)
