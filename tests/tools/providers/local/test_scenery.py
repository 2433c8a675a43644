"""The studio's scenes: drawn from words, travelled through without a seam; pictures move."""

from itertools import pairwise
from pathlib import Path

import cv2
import numpy as np
import pytest

from storage.records import Models, Motion, Options, Plot, Recipe, Scene, Storyboard, Wish
from tools.media.decode import decoded
from tools.pipeline.film_recipes import KINDS
from tools.pipeline.filming import storyboard_of
from tools.providers.local.canvas import luma_of
from tools.providers.local.scenery_frame import Where, World
from tools.providers.local.scenery_render import (
    moved,
    render_future,
    render_move,
    render_scene,
)
from tools.providers.local.scenery_spec import FutureSpec, Move, MoveSpec, SceneSpec, needs_of
from tools.providers.local.scenery_words import PLACES, STYLES, scenery_of

SIDE = 120                                                  # pixels of a frame's shorter side


def flow(count: int = 3, **changed: object) -> Storyboard:
    scenes = tuple(Scene(title=f"S{n}", picture="a boat at sunset") for n in range(count))
    wish = Wish(recipe="continuous-flow", text="x", options=Options(resolution=SIDE))
    board = storyboard_of("p", wish, KINDS["continuous-flow"].recipe,
                          Plot(title="t", style="cinematic", scenes=scenes), (1.0,) * count)
    return board.model_copy(update=changed)


def clip_of(board: Storyboard, number: int, folder: Path) -> list[np.ndarray]:
    params = needs_of("clip", board, board.shots[number]).params
    target = folder / f"{number}.mp4"
    render_move(MoveSpec.model_validate(params), None, None, target, lambda _: None)
    return [planes[0].astype(np.float32) for planes in decoded(target)]


def apart(one: np.ndarray, two: np.ndarray) -> float:
    return float(np.abs(one - two).mean())


def test_segments_join_without_a_seam(tmp_path: Path) -> None:
    board = flow()
    clips = [clip_of(board, number, tmp_path) for number in range(3)]
    assert [len(clip) for clip in clips] == [24, 25, 25]     # the first of a later one was shown
    for before, after in pairwise(clips):
        within = min(np.mean([apart(*two) for two in pairwise(one)]) for one in (before, after))
        assert apart(before[-1], after[0]) < within
        assert apart(before[-1], after[1]) < 1.6 * within


def test_a_clip_begins_and_ends_on_its_pictures(tmp_path: Path) -> None:
    board = flow()
    clip = clip_of(board, 1, tmp_path)
    future = FutureSpec.model_validate(needs_of("future", board, board.shots[0]).params)
    render_future(future, tmp_path / "none", tmp_path / "begin.png")
    end = FutureSpec.model_validate(needs_of("future", board, board.shots[1]).params)
    render_future(end, tmp_path / "none", tmp_path / "end.png")
    for name, frame in (("begin", clip[0]), ("end", clip[-1])):
        picture = cv2.imread(str(tmp_path / f"{name}.png"))
        assert apart(luma_of(picture.astype(np.float32)), frame) < 1


def test_another_imagined_picture_lies_farther_on_and_moves_all_after_it() -> None:
    board = flow()
    shot = board.shots[1].model_copy(update={
        "takes": board.shots[1].takes.model_copy(update={"future": 2})})
    other = board.model_copy(update={"shots": (board.shots[0], shot, board.shots[2])})
    changed = [needs_of("future", board, one).params != needs_of("future", other, two).params
               for one, two in zip(board.shots, other.shots, strict=True)]
    assert changed == [False, True, True]


@pytest.mark.parametrize("style", STYLES)
def test_every_style_has_a_hand_of_its_own(style: str) -> None:
    scenery = scenery_of("a house in a meadow", style, 1)
    plain = scenery.model_copy(update={"style": "flat"})
    frame = World(scenery, 160, 90).frame(Where())
    assert frame.std() > 15
    assert style == "flat" or apart(frame, World(plain, 160, 90).frame(Where())) > 1


@pytest.mark.parametrize("place", PLACES)
def test_every_place_is_drawn_the_same_each_time(place: str, tmp_path: Path) -> None:
    scenery = scenery_of(PLACES[place].split("|")[0], "cinematic", 3)
    assert scenery.place == place
    spec = SceneSpec(width=160, height=90, scenery=scenery, where=Where(x=1.7, near=0.2, time=9))
    render_scene(spec, tmp_path / "a.png")
    render_scene(spec, tmp_path / "b.png")
    assert (tmp_path / "a.png").read_bytes() == (tmp_path / "b.png").read_bytes()


def test_words_name_place_hour_weather_and_figures() -> None:
    found = scenery_of("A fox walks through a snowy forest at night", "anime", 1)
    assert (found.place, found.hour, found.falling, found.figures) == (
        "forest", "night", ("snow",), ("fox",))
    other = scenery_of("nothing that is known", "", 1)
    assert other.place in PLACES
    assert other.place == scenery_of("nothing that is known", "", 1).place


def test_a_given_picture_is_moved_from_itself(tmp_path: Path) -> None:
    rng = np.random.default_rng(1)
    picture = cv2.GaussianBlur(rng.integers(0, 255, (90, 160, 3)).astype(np.uint8), (0, 0), 4)
    assert np.array_equal(moved(picture, Move(x=0.1, nearer=0.2), 0.0), picture)
    cv2.imwrite(str(tmp_path / "p.png"), picture)
    spec = MoveSpec(width=160, height=90, fps=24, frames=36, span=24, seconds=1, begin=None,
                    end=None, move=Move(x=0.1))
    render_move(spec, tmp_path / "p.png", None, tmp_path / "c.mp4", lambda _: None)
    frames = [planes[0].astype(np.float32) for planes in decoded(tmp_path / "c.mp4")]
    assert len(frames) == 36
    assert apart(frames[0], frames[-1]) > 3 * apart(frames[0], frames[1])


def test_between_two_given_pictures_a_clip_ends_on_the_second(tmp_path: Path) -> None:
    for name, shade in (("a", 60), ("b", 200)):
        cv2.imwrite(str(tmp_path / f"{name}.png"), np.full((90, 160, 3), shade, np.uint8))
    spec = MoveSpec(width=160, height=90, fps=24, frames=24, span=23, seconds=1, begin=None,
                    end=None, move=Move())
    render_move(spec, tmp_path / "a.png", tmp_path / "b.png", tmp_path / "c.mp4", lambda _: None)
    frames = [float(planes[0].mean()) for planes in decoded(tmp_path / "c.mp4")]
    assert frames[0] == pytest.approx(60 * 219 / 255 + 16, abs=1.5)
    assert frames[-1] == pytest.approx(200 * 219 / 255 + 16, abs=1.5)
    assert frames == sorted(frames)


def test_what_others_drew_is_moved_not_drawn_anew() -> None:
    recipe = Recipe(name="x", continuity="keyframes", first_frame="imagined", models=Models(
        picture="other/model", clip="local/studio-move", sound="", future="local/studio-future"))
    board = flow(recipe=recipe)
    assert needs_of("future", board, board.shots[0]).params["scene"] is None
    assert needs_of("clip", board, board.shots[0]).params["begin"] is None
    moving = board.shots[0].model_copy(update={
        "motion": Motion(camera_language="slow pan left", energy=0.9)})
    told = needs_of("future", board.model_copy(update={
        "shots": (moving, *board.shots[1:])}), moving).params["move"]
    assert told["x"] < -0.05
