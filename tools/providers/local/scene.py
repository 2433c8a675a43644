"""A scene: the views of a shot, built when their time comes and drawn frame by frame.

Only one view is kept, since frames are asked for in order; a frame depends on the spec and its
time alone, so any frame can also be drawn by itself.
"""

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
STILL_AT = 0.4                      # a picture is this far into its first view


class Scene:
    """One shot's picture in motion. `photo` is the product photo; not needed by a problem shot."""

    def __init__(self, spec: PictureSpec, photo: Path | None) -> None:
        self.spec = spec
        moving = spec if isinstance(spec, ClipSpec) else None
        self.seconds = moving.seconds if moving else PICTURE_SECONDS
        self._energy = moving.energy if moving else 0.5
        self._camera = moving.camera if moving else ""
        self._take = moving.clip_take if moving else 1
        self._grade = grade_for(spec.lighting)
        self._inks = inks_for(spec.palette, self._grade)
        self._spans = spans(spec, self.seconds)
        self._art = self._load(photo)
        self._view: View | None = None
        self._setting: Setting | None = None
        self._frame: Canvas | None = None

    def _load(self, photo: Path | None) -> Art | None:
        if photo is None or all(span[4].product is None for span in self._spans):
            return None
        return load_art(photo, self.spec.product)

    def view_at(self, t: float) -> View:
        """The view that shows the moment `t` (seconds into the shot, or past its end)."""
        index, turn, start, length, framing = next(
            (span for span in reversed(self._spans) if t >= span[2] - 1e-6), self._spans[0]
        )
        camera = camera_for(
            self._camera, self._energy, length, self._take + turn, SNAP[self.spec.look]
        )
        return View(index, turn, start, length, framing, camera)

    def framing_at(self, t: float) -> Framing:
        """The layout in force at `t`."""
        return self.view_at(t).framing

    def _enter(self, t: float) -> tuple[View, Setting]:
        view = self.view_at(t)
        if self._view != view or self._setting is None:
            self._setting = None                 # let go of the old one before making the new one
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
        Travelling(setting.backdrop, view.camera, self._unit).draw(self._frame, inner)
        for layer in setting.layers:
            layer.draw(self._frame, inner)
        return self._frame

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
        return self._spans[0][3] * STILL_AT
