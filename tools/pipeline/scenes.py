"""Scenes of films that show no product: one more of them, made from those there are. Pure."""

from storage.records import Overlay, Shot, Storyboard, Takes


def another_scene(board: Storyboard, after: int, text: str) -> Shot:
    """A scene like the one it comes after, showing `text` if that says something; its id is new."""
    like = board.shots[max(0, after - 1)]
    prompt = " ".join(text.split()) or like.picture_prompt
    return like.model_copy(update={
        "id": board.fresh_id(), "picture_prompt": prompt, "takes": Takes(), "own_picture": None,
        "use_case": title_of(prompt), "voice_line": "", "caption": "", "overlay": Overlay(),
        "begins_on": None, "clip_seconds": None, "shortened_from": None,
        "audio": like.audio.model_copy(update={"dialogue": ""}),
    })


def title_of(prompt: str, most: int = 5) -> str:
    """A short title for people and file names: the first words of a prompt."""
    words = prompt.replace(",", " ").replace(".", " ").split()
    return " ".join(words[:most])[:60].strip() or "Scene"
