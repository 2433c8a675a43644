"""A scene seen by a travelling camera: any moment of it can be drawn by itself.

Layers are drawn once; a frame only moves and lays them. Where the camera is and what time it is
decide a frame wholly, so a clip that ends at a place and one that begins there join without a seam.
"""

import math

import cv2
import numpy as np

from storage.records import Record
from tools.providers.local.backdrop import clouds
from tools.providers.local.colour import Bytes, Floats, from_hex
from tools.providers.local.scenery_figures import FLOATING, FLYING, SIZES, figure
from tools.providers.local.scenery_ink import graded, inks_of, sky
from tools.providers.local.scenery_layers import COUNT, Ground, strip
from tools.providers.local.scenery_style import finished, outlined, textured
from tools.providers.local.scenery_weather import Weather
from tools.providers.local.scenery_words import Scenery

WIDE = 2                                 # a strip's width in frames
HORIZON = 0.66
GRAIN, GRAINS, GRAIN_RATE = 1.5, 7, 24   # how strong, how many of them, how many a second


class Where(Record):
    """A camera's place: how far it has gone (in frame widths), how near, at which second."""

    x: float = 0.0
    near: float = 0.0
    time: float = 0.0

    def towards(self, other: "Where", part: float) -> "Where":
        """A place on the way; `part` 1 is there, more goes on."""
        return Where(x=self.x + (other.x - self.x) * part,
                     near=self.near + (other.near - self.near) * part,
                     time=self.time + (other.time - self.time) * part)


class World:
    """One scene at one size; `frame` draws it from a place."""

    def __init__(self, scenery: Scenery, width: int, height: int) -> None:
        self.scenery, self.width, self.height = scenery, width, height
        self.inks = inks_of(scenery.place, scenery.hour)
        self._rng = np.random.default_rng(scenery.seed)
        self._sky = _bytes(finished(graded(self._heaven(), scenery.style), scenery.style,
                                    self._rng))
        self._clouds = self._cloud_strip()
        self._strips = [self._layer(number) for number in range(COUNT)]
        self._figures = [self._figure(name, place)
                         for place, name in enumerate(scenery.figures)]
        self._weather = Weather(scenery.falling, width, height, scenery.seed)
        self._over = _overlay(scenery.style, width, height, self._rng)
        self._grain = [
            (self._rng.standard_normal((height, width, 1)) * GRAIN).astype(np.float32)
            for _ in range(GRAINS)]

    def _heaven(self) -> Floats:
        """The sky with its sun, moon and stars."""
        picture = sky(self.inks, self.height, self.width, HORIZON)
        low = min(self.width, self.height)
        high = {"dawn": 0.5, "dusk": 0.52}.get(self.scenery.hour, 0.22)
        x = float(self._rng.uniform(0.24, 0.76)) * self.width
        y, sun = high * self.height, from_hex(self.inks.sun)
        rows, columns = np.mgrid[: self.height, : self.width].astype(np.float32)
        far = np.hypot(columns - x, rows - y) / low
        if self.scenery.hour == "night":
            picture += self._stars()[..., None]
        share = {"storm": 0.25, "night": 0.5}.get(self.scenery.hour, 0.9)
        glow = np.exp(-((far / 0.34) ** 1.2))[..., None] * 0.55 * share
        disc = np.clip((0.062 - far) * low + 0.5, 0, 1)[..., None] * share
        picture += (sun - picture) * np.clip(glow + disc, 0, 1)
        return np.asarray(np.clip(picture, 0, 255), np.float32)

    def _stars(self) -> Floats:
        out = np.zeros((self.height, self.width), np.float32)
        for _ in range(self.width * self.height // 2600):
            x, y = int(self._rng.uniform(0, self.width)), int(
                self._rng.uniform(0, self.height * HORIZON))
            out[y, x] = float(self._rng.uniform(60, 235))
        return np.asarray(out + cv2.GaussianBlur(out, (0, 0), 1.4) * 2.2, np.float32)

    def _cloud_strip(self) -> Bytes:
        """Clouds on a strip that repeats; few at night."""
        wide = self.width * WIDE
        field = clouds((self.height, wide), 2.6, self._rng, 4)
        turn = np.minimum(np.arange(wide) / (wide * 0.2), 1)[None, :].astype(np.float32)
        field = field * turn + np.roll(field, wide // 2, 1) * (1 - turn)
        rows = np.arange(self.height, dtype=np.float32)[:, None] / self.height
        band = np.exp(-(((rows - 0.3) / 0.2) ** 2))
        much = {"storm": 0.95, "night": 0.3, "day": 0.75}.get(self.scenery.hour, 0.62)
        sharp = 9.0 if self.scenery.style in ("anime", "cartoon", "flat") else 3.2
        alpha = np.clip((field - 0.52) * sharp, 0, 1) * band * much
        if self.scenery.place == "space":
            alpha = alpha * 0.4
        light = from_hex(self.inks.horizon) * 0.4 + from_hex(self.inks.sun) * 0.6
        shade = from_hex(self.inks.middle)
        colour = shade + (light - shade) * np.clip(1.25 - field, 0, 1)[..., None]
        return _premultiplied(graded(colour, self.scenery.style), alpha)

    def _layer(self, number: int) -> Bytes:
        near = number / (COUNT - 1)
        ground = Ground(self.width * WIDE, self.height, near,
                        np.random.default_rng(self.scenery.seed + number * 7919),
                        self.inks, self.scenery.style)
        drawn = strip(self.scenery.place, ground)
        colour = drawn[..., :3] / np.maximum(drawn[..., 3:], 1e-3)
        colour = textured(graded(colour, self.scenery.style), self.scenery.style, ground.rng)
        return outlined(_premultiplied(colour, drawn[..., 3]), self.scenery.style)

    def _figure(self, name: str, place: int) -> tuple[str, Bytes, float, float]:
        """A figure with where it stands, as fractions of the frame."""
        side = max(12, round(SIZES[name] * min(self.width, self.height)))
        drawn = figure(name, side, self.inks, self.scenery.hour, self.scenery.style)
        x = (0.5, 0.25, 0.76)[place] + float(self._rng.uniform(-0.05, 0.05))
        y = (0.44 if name in FLYING else 0.8 if name in FLOATING else 0.9) - 0.02 * place
        sprite = np.rint(np.dstack([drawn[..., :3], drawn[..., 3] * 255]))
        return name, np.asarray(np.clip(sprite, 0, 255), np.uint8), x, y

    def frame(self, where: Where) -> Floats:
        """What the camera sees, BGR 0–255."""
        out = self._sky.copy()
        self._lay(out, self._clouds, where.x * 0.10 + where.time * 0.006, 0.02 * where.near)
        for number, layer in enumerate(self._strips):
            near = number / (COUNT - 1)
            speed = 0.04 + 0.96 * near**1.7
            self._lay(out, layer, where.x * speed, where.near * near)
            if number == COUNT - 2:
                self._stand(out, where)
        self._weather.draw(out, where.time, where.x)
        picture = out.astype(np.float32)
        if self._over is not None:
            picture = picture * self._over
        grain = self._grain[math.floor(where.time * GRAIN_RATE + 1e-6) % GRAINS]
        return np.asarray(np.clip(picture + grain, 0, 255), np.float32)

    def _lay(self, out: Bytes, layer: Bytes, shift: float, near: float) -> None:
        """A strip, moved and brought nearer around the horizon, laid over."""
        zoom = (1 + near) * self.scenery.close
        centre_x, centre_y = self.width / 2, self.height * HORIZON
        matrix = np.array([
            [1 / zoom, 0, centre_x - centre_x / zoom + shift * self.width],
            [0, 1 / zoom, centre_y - centre_y / zoom]], np.float32)
        matrix[0, 2] %= layer.shape[1]
        seen = cv2.warpAffine(layer, matrix, (self.width, self.height),
                              flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP,
                              borderMode=cv2.BORDER_WRAP)
        if zoom < 1:                         # above and below a strip there is none of it
            top = math.ceil(centre_y - centre_y * zoom)
            seen[:top] = 0
            bottom = math.floor(centre_y + (self.height - centre_y) * zoom) - 1
            seen[bottom:] = seen[bottom - 1]
        _over(out, seen)

    def _stand(self, out: Bytes, where: Where) -> None:
        """The figures keep pace with the camera, each moving in its own way."""
        for place, (name, sprite, x, y) in enumerate(self._figures):
            time = where.time + place * 1.7
            bob = {"boat": 0.006, "balloon": 0.012, "bird": 0.014, "rocket": 0.01, "fish": 0.008,
                   "planet": 0.003}.get(name, 0.0)
            step = 0.004 * abs(math.sin(time * 4.2)) if name in (
                "person", "fox", "cat", "rabbit") else 0.0
            turn = 0.05 * math.sin(time * 1.1) if name == "boat" else 0.0
            side = sprite.shape[0] * self.scenery.close * (1 + where.near * 0.75)
            left = (x + 0.02 * math.sin(time * 0.35)) * self.width
            foot = (y + bob * math.sin(time * 1.3) - step) * self.height
            scale = side / sprite.shape[0]
            cos, sin = math.cos(turn) * scale, math.sin(turn) * scale
            half = sprite.shape[0] / 2
            matrix = np.array([[cos, -sin, left - cos * half + sin * 2 * half],
                               [sin, cos, foot - sin * half - cos * 2 * half]], np.float32)
            _over(out, cv2.warpAffine(sprite, matrix, (self.width, self.height)))


def _over(below: Bytes, above: Bytes) -> None:
    """Lay premultiplied BGRA over BGR, in place."""
    keep = cv2.cvtColor(255 - above[..., 3], cv2.COLOR_GRAY2BGR)
    np.copyto(below, cv2.add(cv2.multiply(below, keep, scale=1 / 255),
                             cv2.cvtColor(above, cv2.COLOR_BGRA2BGR)))


def _premultiplied(colour: Floats, alpha: Floats) -> Bytes:
    whole = np.dstack([colour * alpha[..., None], alpha * 255])
    return np.asarray(np.clip(whole + 0.5, 0, 255), np.uint8)


def _bytes(picture: Floats) -> Bytes:
    return np.asarray(np.clip(picture + 0.5, 0, 255), np.uint8)


def _overlay(
    style: str, width: int, height: int, rng: np.random.Generator
) -> Floats | None:
    """What lies over the whole picture: paper for water colours, a darker edge for film."""
    if style in ("flat", "cartoon"):
        return None
    rows, columns = np.mgrid[:height, :width].astype(np.float32)
    away = ((columns / width - 0.5) ** 2 + (rows / height - 0.5) ** 2) * 2
    if style in ("watercolour", "technical", "paint"):
        grain = clouds((height, width), 60, rng, 2) * 0.09 + 0.93
        return np.asarray((grain - away * 0.05)[..., None], np.float32)
    return np.asarray((1 - away**1.4 * (0.42 if style == "film" else 0.22))[..., None], np.float32)
