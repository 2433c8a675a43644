"""The commands of films without a product: what is typed becomes a wish."""

import json
from pathlib import Path

import pytest
from PIL import Image

from agent.faces.cli_recipes import FilmRequest, sized, wish_of
from storage.errors import BadInput
from tools.pipeline.production import Production
from tools.pipeline.templates import stories, story


def asked(**given: object) -> FilmRequest:
    values = {"recipe": "animate-shots", "values": {}, "options": {}, **given}
    return FilmRequest(**values)                              # type: ignore[arg-type]


def test_a_size_is_a_shape_and_a_side() -> None:
    assert sized("1280x720") == ("16:9", 720)
    assert sized("720×1280") == ("9:16", 720)
    with pytest.raises(BadInput, match="is no size"):
        sized("large")


def test_pictures_come_with_what_a_file_says_of_them(
    production: Production, tmp_path: Path
) -> None:
    for name in ("a", "b"):
        Image.new("RGB", (300, 260), "#336699" if name == "a" else "#993366").save(
            tmp_path / f"{name}.png")
    meta = tmp_path / "shots.json"
    meta.write_text(json.dumps([
        {"picture": "a.png", "seconds": 4, "camera_language": "pan left", "energy": 0.9,
         "symbolic_elements": ["rose", "key"]},
        {"picture": "b.png", "title": "Second"}]))
    wish = wish_of(asked(meta=meta), production, "ann")
    assert [shot.title for shot in wish.shots] == ["a", "Second"]
    assert wish.shots[0].seconds == 4
    assert wish.shots[0].motion.symbolic_elements == ("rose", "key")
    moves = {"camera_language": "slow push in", "energy": 0.0, "environment": ""}
    for_all = wish_of(asked(meta=meta, moves=moves), production, "ann").shots
    assert [shot.motion.camera_language for shot in for_all] == ["pan left", "slow push in"]
    assert [shot.motion.energy for shot in for_all] == [0.9, 0.0]
    meta.write_text(json.dumps([{"picture": "a.png", "energy": 7}]))
    with pytest.raises(BadInput, match=r"Shot 1, motion.energy"):
        wish_of(asked(meta=meta), production, "ann")
    with pytest.raises(BadInput, match="There are 2 pictures"):
        wish_of(asked(meta=meta, pictures=(tmp_path / "a.png", tmp_path / "b.png")),
                production, "ann")


def test_what_does_not_fit_is_named(production: Production) -> None:
    with pytest.raises(BadInput, match=r"steps cannot be 500"):
        wish_of(asked(options={"steps": 500}), production, "ann")


def test_stories_are_built_in_and_ones_own(production: Production) -> None:
    home = production.settings.home
    names = [one.name for one in stories(home)]
    assert "journey" in names
    (home / "stories").mkdir()
    (home / "stories" / "mine.json").write_text(
        json.dumps({"name": "mine", "text": "{subject} dances.", "style": "anime"}))
    assert story(home, "mine").filled("a cat") == "a cat dances."
    wish = wish_of(asked(recipe="continuous-flow", template="mine", values={"text": "a hare"}),
                   production, "ann")
    assert (wish.text, wish.options.style) == ("a hare dances.", "anime")
    (home / "stories" / "broken.json").write_text("{}")
    with pytest.raises(BadInput, match="cannot be used"):
        stories(home)
