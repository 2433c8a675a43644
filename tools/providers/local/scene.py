"""A scene: the views of a shot, built when their time comes and drawn frame by frame.

Only one view is kept, since frames are asked for in order; a frame depends on the spec and its
time alone, so any frame can also be drawn by itself.
"""

import math
from collections.abc import Callable, Mapping
from pathlib import Path

from storage.records import Beat, Look
from tools.media.layout import Framing
from tools.providers.local import daylight, noir, pop
from tools.providers.local.art import Art, load_art
from tools.providers.local.camera import camera_for
from tools.providers.local.canvas import Canvas
from tools.providers.local.grade import grade_for, inks_for
from tools.providers.local.moving import Travelling
from tools.providers.local.spec import PICTURE_SECONDS, ClipSpec, PictureSpec
from tools.providers.local.stage import Rect, Setting, Stage, View, spans

Painter = Callable[[Stage], Setting]

LOOKS: Mapping[Look, Mapping[Beat, Painter]] = {
    "noir": {"hook": noir.hook, "problem": noir.problem, "solution": noir.solution,
             "cta": noir.cta},
    "daylight": {"hook": daylight.hook, "problem": daylight.problem,
                 "solution": daylight.solution, "cta": daylight.cta},
    "pop": {"hook": pop.hook, "problem": pop.problem, "solution": pop.solution, "cta": pop.cta},
}
SNAP: Mapping[Look, float] = {"noir": 0.05, "daylight": 0.03, "pop": 0.0}
LIGHT_RATE = 12                     # times a second that soft light on the room is drawn anew
STILL_AT = 0.4                      # a picture is this far into its first view


class Scene:
    """One shot's picture in motion. `photo` is the product photo; not needed by a problem shot."""

    def __init__(self, spec: PictureSpec, photo: Path | None) -> None:
        self.spec = spec
        moving = spec if isinstance(spec, ClipSpec) else None
        self.seconds = moving.seconds if moving else PICTURE_SECONDS
        self._energy = moving.energy if moving else 0.5
        self._grade = grade_for(spec.lighting)
        self._inks = inks_for(spec.palette, self._grade)
        self._views = [
            View(index, turn, start, length, framing, camera_for(
                moving.camera if moving else "", self._energy, length,
                (moving.clip_take if moving else 1) + turn, SNAP[spec.look]))
            for index, turn, start, length, framing in spans(spec, self.seconds)
        ]
        self._art = self._load(photo)
        self._view: View | None = None
        self._setting: Setting | None = None
        self._frame: Canvas | None = None
        self._lit: tuple[int, Canvas] | None = None

    def _load(self, photo: Path | None) -> Art | None:
        if photo is None or all(v.framing.product is None for v in self._views):
            return None
        return load_art(photo, self.spec.product)

    def view_at(self, t: float) -> View:
        """The view that shows the moment `t` (seconds into the shot, or past its end)."""
        return next((view for view in reversed(self._views) if t >= view.start - 1e-6),
                    self._views[0])

    def framing_at(self, t: float) -> Framing:
        """The layout in force at `t`."""
        return self.view_at(t).framing

    def _enter(self, t: float) -> tuple[View, Setting]:
        view = self.view_at(t)
        if self._view != view or self._setting is None:
            self._setting = self._lit = None     # let go of the old one before making the new one
            stage = Stage(self.spec, self._inks, self._grade, self._art, self._energy, view)
            self._view = view
            self._setting = LOOKS[self.spec.look][self.spec.beat](stage)
        return view, self._setting

    def frame(self, t: float) -> Canvas:
        """The picture at `t`; the same canvas is drawn on again by the next call."""
        view, setting = self._enter(t)
        if self._frame is None:
            self._frame = setting.backdrop.copy()
        inner = t - view.start
        self._draw_room(self._frame, view, setting, inner)
        for layer in setting.layers:
            layer.draw(self._frame, inner)
        return self._frame

    def _draw_room(self, frame: Canvas, view: View, setting: Setting, inner: float) -> None:
        """The backdrop and the light on it; kept for the next frame while the camera stays."""
        room = Travelling(setting.backdrop, view.camera, self._unit)
        if room.travels or not setting.lights:
            room.draw(frame, inner)
            for light in setting.lights:
                light.draw(frame, inner)
            return
        tick = math.floor(inner * LIGHT_RATE + 1e-6)
        if self._lit is None or self._lit[0] != tick:
            lit = self._lit[1] if self._lit else setting.backdrop.copy()
            lit.fill_from(setting.backdrop)
            for light in setting.lights:
                light.draw(lit, tick / LIGHT_RATE)
            self._lit = (tick, lit)
        frame.fill_from(self._lit[1])

    @property
    def _unit(self) -> float:
        return min(self.spec.width, self.spec.height) / 1080

    def product_box(self, t: float) -> Rect | None:
        """Where the product is drawn at `t`, in pixels; None where none is shown."""
        view, setting = self._enter(t)
        return setting.hero.box(t - view.start) if setting.hero else None

    @property
    def still_time(self) -> float:
        """The moment that makes the shot's picture."""
        return self._views[0].seconds * STILL_AT
