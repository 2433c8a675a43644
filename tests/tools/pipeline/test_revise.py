"""Changes are pure: each gives the next storyboard, or a sentence and no change at all."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.errors import BadInput
from storage.records import (
    AddShot,
    AnotherTake,
    Asset,
    Change,
    LogoLook,
    MoveShot,
    RemoveShot,
    SetAspect,
    SetLength,
    SetLight,
    SetLogo,
    SetLook,
    SetMotion,
    SetMusic,
    SetProduct,
    SetSeconds,
    SetText,
    SetTransition,
    Shot,
    Storyboard,
)
from tools.pipeline.material import Material
from tools.pipeline.revise import revise
from tools.pipeline.revise_order import spread

NONE = Material()
FILE = Asset(sha256="b" * 64, media_type="image/png", size=3)
SONG = Asset(sha256="c" * 64, media_type="audio/wav", size=3)
MARK = LogoLook(alpha=True, aspect=3, colours=("#000000",), dark=True)
NEW = Shot(id="new", beat="solution", seconds=3, use_case="new", picture_prompt="new")


def ids(board: Storyboard) -> list[str]:
    return [shot.id for shot in board.shots]


def test_the_old_storyboard_is_untouched_and_named_as_parent(storyboard: Storyboard) -> None:
    before = storyboard.model_dump_json()
    new = revise(storyboard, [SetLook(look="pop"), SetLight(shot=2, lighting="warm")], NONE, "n")
    assert storyboard.model_dump_json() == before
    assert (new.parent, new.note, new.look, new.shots[1].lighting) == (1, "n", "pop", "warm")


def test_words(storyboard: Storyboard) -> None:
    def said(*changes: Change) -> Shot:
        return revise(storyboard, changes, NONE).shots[0]

    assert said(SetText(shot=1, text="Hi")).overlay.headlines == ("Hi",)
    assert said(SetText(shot=1, text="Two", index=2)).overlay.headlines == ("Headline 1", "Two")
    assert said(SetText(shot=1, text="")).overlay.headlines == ()
    assert said(SetText(shot=1, role="offer", text="−20 %")).overlay.offer == "−20 %"
    assert said(SetText(shot=1, role="caption", text="C")).caption == "C"
    assert said(SetText(shot=1, text="X", replaces="headline")).overlay.headlines == ("X",)
    button = SetText(shot=1, role="button", text="Buy now")
    assert said(button, SetText(shot=1, text="Order", replaces="buy")).overlay.button == "Order"
    for wrong in (SetText(shot=1, text="x", index=3), SetText(shot=9, text="x"),
                  SetText(shot=1, text="x", replaces="nowhere")):
        with pytest.raises(BadInput):
            said(wrong)


def test_order(storyboard: Storyboard) -> None:
    moved = revise(storyboard, [MoveShot(shot=3, to=1)], NONE)
    assert ids(moved) == ["shot-3", "shot-1", "shot-2", "shot-4"]
    removed = revise(storyboard, [RemoveShot(shot=2)], NONE)
    assert ids(removed) == ["shot-1", "shot-3", "shot-4"]
    added = revise(storyboard, [AddShot(after=2, seconds=5)], Material(shots={0: NEW}))
    assert ids(added) == ["shot-1", "shot-2", "new", "shot-3", "shot-4"]
    assert added.shots[2].seconds == 5
    with pytest.raises(BadInput):
        revise(storyboard, [MoveShot(shot=1, to=5)], NONE)
    with pytest.raises(BadInput):
        revise(storyboard, [AddShot(after=7)], Material(shots={0: NEW}))
    with pytest.raises(BadInput, match="only shot"):
        revise(storyboard, [RemoveShot(shot=1)] * 4, NONE)


def test_lengths(storyboard: Storyboard) -> None:
    on_a_frame = revise(storyboard, [SetSeconds(shot=1, seconds=5.02)], NONE)
    assert on_a_frame.shots[0].seconds == 5
    assert revise(storyboard, [SetLength(seconds=20)], NONE).seconds == pytest.approx(20)
    for wrong in (SetSeconds(shot=1, seconds=0), SetSeconds(shot=1, seconds=61),
                  SetLength(seconds=3), SetLength(seconds=10_000)):
        with pytest.raises(BadInput):
            revise(storyboard, [wrong], NONE)


def test_look_music_and_pictures(storyboard: Storyboard) -> None:
    material = Material(
        assets={FILE.sha256: FILE, SONG.sha256: SONG}, logos={FILE.sha256: MARK},
        products={FILE.sha256: storyboard.product},
    )

    def after(*changes: Change) -> Storyboard:
        return revise(storyboard, changes, material)

    assert after(SetAspect(aspect="1:1")).size == (1080, 1080)
    assert after(SetMusic(mood="calm")).mood == "calm"
    assert after(SetMusic(another_take=True)).music_take == 2
    assert after(SetMusic(track=SONG.sha256)).brief.track == SONG
    assert after(SetMusic(track=SONG.sha256), SetMusic(composed=True)).brief.track is None
    assert after(SetLogo(logo=FILE.sha256)).logo == MARK
    assert after(SetLogo(logo=FILE.sha256), SetLogo(logo=None)).brief.logo is None
    assert after(SetProduct(photo=FILE.sha256)).brief.photo == FILE
    assert after(AnotherTake(shot=2, kind="clip")).shots[1].takes.clip == 2
    assert after(SetTransition(shot=1, transition="light")).shots[0].transition == "light"
    moved = after(SetMotion(shot=1, energy=0.9)).shots[0].motion
    assert (moved.energy, moved.camera_language) == (0.9, "")


@given(
    st.lists(st.floats(0.5, 60), min_size=1, max_size=30), st.integers(40, 120),
)
def test_spreading_is_exact_on_the_grid(weights: list[float], total: int) -> None:
    parts = spread(total, weights, 1 / 24, 1.0)
    assert sum(parts) == pytest.approx(total, abs=1e-4)
    assert all(part >= 0.9999 for part in parts)
    assert all(abs(part * 24 - round(part * 24)) < 1e-3 for part in parts)


def test_what_does_not_fit_is_refused() -> None:
    with pytest.raises(BadInput, match="do not fit"):
        spread(5, [1.0] * 10, 1 / 24, 1.0)
