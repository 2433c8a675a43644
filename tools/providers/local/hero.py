"""The product in the frame: where it stands, how it comes in, how it stays inside its zone.

The size is found by measuring: the boxes of the whole move are united, and the product is made as
large as that union fits its zone. So camera moves can never push the product over the words.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from tools.providers.local.camera import Camera, in_out, out_back, out_expo, ramp
from tools.providers.local.canvas import Canvas, Sprite
from tools.providers.local.colour import Floats
from tools.providers.local.compose import Light, placement, put
from tools.providers.local.lighting import Lighting
from tools.providers.local.packshot import Standee, stand
from tools.providers.local.shadow import cast
from tools.providers.local.stage import Rect, Stage

OPENING = 1.2                       # seconds in which entries overshoot: looked at more closely
OVERTIME = 0.6                      # seconds drawn past a view's end: the handle of a cross-fade
SPARE = 1.06                        # sprites are made this much larger than they are shown


@dataclass(frozen=True)
class Entry:
    """How the product comes in: from scale `grow` over `seconds`, springing if `spring`; lit from
    `dim` to full over `reveal` seconds; sheens pass at the times `glints`; `tilt` in radians."""

    grow: float = 1.0
    seconds: float = 0.9
    spring: bool = False
    dim: float = 1.0
    reveal: float = 1.0
    glints: tuple[float, ...] = ()
    glint_strength: float = 70.0
    rim: float = 0.0
    tilt: float = 0.0

    def scale(self, t: float) -> float:
        """Size over its final size at time `t`."""
        done = ramp(t, 0, self.seconds)
        return self.grow + (1 - self.grow) * (out_back(done) if self.spring else out_expo(done))

    def light(self, t: float) -> Light:
        """The light on it at time `t`."""
        exposure = self.dim + (1 - self.dim) * in_out(ramp(t, 0, self.reveal))
        passing = [ramp(t, start, 1.5) for start in self.glints]
        glint = next((p for p in passing if 0 < p < 1), None)
        pulse = self.rim * (0.55 + 0.45 * float(np.sin(1.7 * t + 0.8)))
        return Light(exposure=exposure, rim=pulse, glint=glint, glint_strength=self.glint_strength)


@dataclass(frozen=True)
class Standing:
    """The product as a layer. `foot` in frame pixels, `pivot` the point the camera zooms about."""

    standee: Standee
    scale: float
    foot: tuple[float, float]
    pivot: tuple[float, float]
    camera: Camera
    entry: Entry
    unit: float

    def matrix(self, t: float) -> np.ndarray:
        """Sprite to frame at time `t`."""
        pose, entry = self.camera.at(t), self.entry
        zoom = pose.zoom * entry.scale(t)
        x = self.pivot[0] + (self.foot[0] - self.pivot[0]) * zoom - pose.x * self.unit
        y = self.pivot[1] + (self.foot[1] - self.pivot[1]) * zoom - pose.y * self.unit
        return placement(self.standee.foot, (x, y), self.scale * zoom, pose.roll + entry.tilt)

    def box(self, t: float) -> Rect:
        """Where the product's own pixels are at time `t`."""
        return moved(self.standee.body, self.matrix(t))

    def draw(self, canvas: Canvas, t: float) -> None:
        """The product, on the shadow that is already in the backdrop."""
        put(canvas, self.standee.sprite, self.matrix(t), self.entry.light(t))

    def shade(self, full: Floats) -> None:
        """Cast the product's shadow on a backdrop at full size, as it falls mid-view."""
        cast(full, self.standee.shadow, self.matrix(self.camera.seconds / 2))


def moved(body: tuple[float, float, float, float], matrix: np.ndarray) -> Rect:
    """The box around a moved box."""
    left, top, right, bottom = body
    corners = np.array([[left, right, left, right], [top, top, bottom, bottom], [1, 1, 1, 1]])
    xs, ys = matrix @ corners
    return Rect(float(xs.min()), float(ys.min()), float(xs.max()), float(ys.max()))


def union(box: Callable[[float], Rect], seconds: float) -> Rect:
    """The box around all boxes of the move."""
    end = seconds + OVERTIME
    times = {*np.linspace(0, min(OPENING, end), 25), *np.linspace(0, end, 21)}
    boxes = [box(float(t)) for t in sorted(times)]
    return Rect(
        min(b.left for b in boxes), min(b.top for b in boxes),
        max(b.right for b in boxes), max(b.bottom for b in boxes),
    )


def place(
    stage: Stage, lighting: Lighting, entry: Entry, fill: float = 1.0, aside: float = 0.0
) -> Standing:
    """Stand the product in the stage's zone, as large as its whole move allows times `fill`.

    `aside` -1–1 shifts it in the room left over. A zone that bleeds off the frame shows the
    product cropped; any other has it standing on the zone's floor.
    """
    art, zone, camera = stage.art, stage.zone, stage.view.camera
    if art is None:
        raise ValueError("a view with a product zone needs the product's picture")
    seen = Rect(max(0, zone.left), max(0, zone.top), min(stage.width, zone.right),
                min(stage.height, zone.bottom))
    aspect = art.aspect
    height = min(zone.height, zone.width / aspect, seen.height * closeness(stage, seen))
    dummy = Standee(EMPTY, (aspect * 500, 1000), (0, 0, aspect * 1000, 1000))
    for _ in range(60):
        close = zone.bottom > stage.height and height > seen.height * 0.98 and not art.card
        trial = Standing(dummy, height / 1000, (0, 0), (0, -height / 2 if close else 0),
                         camera, entry, stage.unit)
        reach = union(trial.box, stage.view.seconds)
        if reach.height <= zone.height and reach.width <= zone.width:
            break
        height *= 0.97
    height *= fill
    final = Standing(dummy, height / 1000, (0, 0), (0, -height / 2 if close else 0), camera, entry,
                     stage.unit)
    reach = union(final.box, stage.view.seconds)
    spare = zone.width - reach.width
    x = zone.left - reach.left + spare * (0.5 + aside / 2)
    y = ground(zone, seen, reach, stage.height, close)
    if close and zone.top < 0:                      # bleeds both ways: centre its busiest part
        middle = seen.top + seen.height * 0.5 + height * (1 - art.interest)
        y = min(max(middle, zone.top - reach.top), zone.bottom - reach.bottom)
    standee = stand(art, height * SPARE, lighting)
    drawn = standee.body[3] - standee.body[1]
    pivot = (x, y - height / 2) if close else (x, y)
    hero = Standing(standee, height / drawn, (x, y), pivot, camera, entry, stage.unit)
    return nudged(hero, zone, stage.view.seconds)


def nudged(hero: Standing, zone: Rect, seconds: float) -> Standing:
    """The product shifted by the pixel or two that rounding its sprite may have cost."""
    reach = union(hero.box, seconds)
    x = max(0.0, zone.left - reach.left) - max(0.0, reach.right - zone.right)
    y = max(0.0, zone.top - reach.top) - max(0.0, reach.bottom - zone.bottom)
    return replace(hero, foot=(hero.foot[0] + x, hero.foot[1] + y),
                   pivot=(hero.pivot[0] + x, hero.pivot[1] + y))


def closeness(stage: Stage, seen: Rect) -> float:
    """How many times the seen height a product may be: more where it bleeds off both ways."""
    zone = stage.zone
    ways = (zone.top < -0.02 * stage.height) + (zone.bottom > 1.08 * stage.height)
    return (1.0, 1.28, 1.5)[ways] if ways else 1.1


def ground(zone: Rect, seen: Rect, reach: Rect, frame_height: float, close: bool) -> float:
    """The foot's y for a move reaching `reach` around a foot at 0."""
    if close:
        return zone.top - reach.top
    if zone.bottom > frame_height:                  # bleeding, yet small: stand inside the frame
        return seen.bottom - reach.bottom - (seen.height - reach.height) * 0.5
    return zone.bottom - reach.bottom - (zone.height - reach.height) * 0.3


EMPTY = Sprite(np.zeros((2, 2, 4), np.uint8), np.zeros((1, 1, 4), np.uint8))
