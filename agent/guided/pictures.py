"""What picture, motion and sound models are told, in English, whatever language the ad speaks.

A prompt describes product, place, composition, the room left for words and what happens to the
logo. It asks for no lettering: words are set by us, where they are sharp and can be changed.
"""

from typing import NamedTuple

from agent.guided.copy_shape import Category
from storage.records import AudioDesign, Beat, Brief, Motion, Palette, Tone
from tools.media.layout import room


class Scenery(NamedTuple):
    """Where a kind of product lives: a place, its opposite, what stands for it, its sounds."""

    place: str
    before: str
    things: tuple[str, str, str]
    sounds: str


SCENERY: dict[Category, Scenery] = {
    "skincare": Scenery(
        "a calm bathroom shelf of pale stone with folded linen", "an overcrowded bathroom shelf",
        ("drops of water", "a soft linen towel", "morning light through a blind"),
        "a drop of water, a soft breath",
    ),
    "coffee": Scenery(
        "a wooden kitchen table by a window at first light", "a hurried desk with cold cups",
        ("rising steam", "scattered beans or leaves", "a ceramic cup"),
        "pouring, a spoon against porcelain",
    ),
    "food": Scenery(
        "a generous table with raw linen and fresh ingredients", "a dull plate under flat light",
        ("fresh ingredients", "a wooden board", "warm crumbs of light"),
        "a knife on wood, a lively kitchen",
    ),
    "drink": Scenery(
        "a bar top with glasses catching the light", "an empty, greyish counter",
        ("condensation", "a clear glass", "a citrus twist"), "a clink of glass, a fresh pour",
    ),
    "home": Scenery(
        "a quiet living room corner in the evening", "a bare room under harsh light",
        ("a glow on the wall", "a woven blanket", "a dried branch"),
        "a match being struck, a quiet room",
    ),
    "fashion": Scenery(
        "a bright studio with draped fabric", "an overfull wardrobe in flat light",
        ("folds of fabric", "a long shadow", "a mirror edge"), "fabric moving, steps on stone",
    ),
    "jewellery": Scenery(
        "a plinth of dark stone with a single spot of light", "a plain grey tray",
        ("a glint of light", "a silk ribbon", "a soft reflection"), "a fine chime, silk moving",
    ),
    "tech": Scenery(
        "a clean desk with precise lines of light", "a tangle of cables on a grey desk",
        ("edges of light", "a matte surface", "a fine grid"), "a precise click, a low hum rising",
    ),
    "fitness": Scenery(
        "a training floor with light cutting through haze", "a dim room and an unmade sofa",
        ("chalk dust", "a hard edge of light", "a textured floor"), "a heartbeat, steps, an exhale",
    ),
    "pets": Scenery(
        "a sunny living room floor with a soft rug", "an empty basket in a dull room",
        ("a soft blanket", "a patch of sun", "a small bowl"), "tapping paws, a happy bark far off",
    ),
    "kids": Scenery(
        "a light nursery with wooden blocks", "a rainy window and an empty floor",
        ("wooden blocks", "paper garlands", "a patch of sun"), "a giggle, blocks tumbling",
    ),
    "garden": Scenery(
        "a sunny balcony among leaves", "a bare concrete balcony under grey sky",
        ("fresh leaves", "drops of water", "terracotta"), "leaves moving, birds, water drops",
    ),
    "generic": Scenery(
        "a refined studio set with a simple plinth", "a grey, characterless surface",
        ("a soft shadow", "a beam of light", "a gentle gradient"), "a soft rise, a light touch",
    ),
}

_ENERGY: dict[Tone, float] = {"warm": 0.45, "bold": 0.8, "elegant": 0.25, "playful": 0.7}
_LIGHT: dict[Tone, str] = {
    "warm": "warm sunlight from one side, long soft shadows",
    "bold": "hard contrasting light, deep shadows, a crisp rim",
    "elegant": "one directional light, calm surroundings, fine highlights",
    "playful": "bright even light, vivid colour, crisp shadows",
}
_CAMERA: dict[Beat, str] = {
    "hook": "slow push in from a low angle",
    "problem": "slight sideways drift",
    "solution": "smooth arc around the product",
    "cta": "slow pull back",
}
_MUSIC: dict[Tone, str] = {
    "warm": "warm piano and soft strings", "bold": "driving drums and deep bass",
    "elegant": "sparse piano and airy pads", "playful": "bright plucks and hand claps",
}
_LEVEL: dict[Beat, float] = {"hook": 0.05, "problem": -0.1, "solution": 0.0, "cta": -0.15}


def picture_prompt(brief: Brief, palette: Palette, category: Category, beat: Beat) -> str:
    """A whole visual description of the shot for a picture model."""
    scenery, tone = SCENERY[category], brief.tone or "warm"
    product = "the product from the reference picture, unchanged in shape, label and colour"
    subject = {
        "hook": f"Close, intriguing view of {product}, on {scenery.place}, {scenery.things[0]}",
        "problem": f"No product: {scenery.before}, out of focus, muted colour ({palette.cool})",
        "solution": f"Hero view of {product}, on {scenery.place}, {scenery.things[1]} beside it",
        "cta": f"Clean end card with {product}, plain backdrop in {palette.wall}, soft reflection",
    }[beat]
    logo = {
        "hook": "The logo stays out of this shot",
        "problem": "The logo stays out of this shot",
        "solution": "The logo stands small in a quiet corner, added afterwards in its own colours",
        "cta": "The logo stands above the product, added afterwards in its own colours",
    }[beat]
    parts = [subject, _LIGHT[tone], f"colours around {palette.brand}", room(brief.aspect)]
    if brief.logo is not None:
        parts.append(logo)
    parts.append("No lettering besides the label. Photograph")
    return ". ".join(part[0].upper() + part[1:] for part in parts) + "."


def described(brief: Brief, words: str) -> str:
    """A prompt for what somebody asked to see, with the room that the words on screen need."""
    space = room(brief.aspect)
    said = f"{words[0].upper()}{words[1:].rstrip('. ')}"
    return f"{said}. {space[0].upper()}{space[1:]}. No lettering besides the label. Photograph."


def with_more(prompt: str, words: str) -> str:
    """A prompt with one thing more in the picture."""
    return f"{prompt.rstrip('. ')}. In the picture too: {words.rstrip('. ')}."


def end_prompt(brief: Brief, palette: Palette) -> str:
    """The picture on which the film ends: the end card, drawn back a little and at rest."""
    return (
        "The product from the reference picture, unchanged in shape, label and colour, a little "
        f"smaller and at rest, plain backdrop in {palette.wall}, soft reflection. "
        f"{_LIGHT[brief.tone or 'warm'][0].upper()}{_LIGHT[brief.tone or 'warm'][1:]}. "
        f"{room(brief.aspect)[0].upper()}{room(brief.aspect)[1:]}. No lettering besides the label. "
        "Photograph."
    )


def motion(tone: Tone, category: Category, beat: Beat) -> Motion:
    """How the shot moves."""
    scenery = SCENERY[category]
    return Motion(
        camera_language=_CAMERA[beat],
        energy=round(min(1.0, max(0.0, _ENERGY[tone] + _LEVEL[beat])), 2),
        environment=scenery.before if beat == "problem" else scenery.place,
        symbolic_elements=scenery.things,
    )


def lighting(tone: Tone, beat: Beat) -> str:
    """Lighting and mood in words."""
    return "cool, flat, subdued light of an overcast day" if beat == "problem" else _LIGHT[tone]


def audio(tone: Tone, category: Category, beat: Beat, dialogue: str) -> AudioDesign:
    """What is heard: music and effects for a sound model, the spoken line in the ad's language."""
    music = _MUSIC[tone]
    effects = SCENERY[category].sounds
    if beat == "problem":
        return AudioDesign(music=f"{music}, held back", effects="a dull room", dialogue=dialogue)
    if beat == "cta":
        return AudioDesign(music=f"{music}, resolving", effects="a soft chime", dialogue=dialogue)
    return AudioDesign(music=music, effects=effects, dialogue=dialogue)


_SIDES = ("from the front", "in a three-quarter view", "from slightly above", "close up")


def plain_prompt(brief: Brief, before: str) -> str:
    """A picture prompt with nothing in it that a content check could mind; another one each time.

    `before` is the prompt it replaces.
    """
    subject = "Studio photograph of the product from the reference picture, unchanged, {}"
    told = [
        f"{subject.format(side)}. Plain seamless backdrop, soft even light. "
        f"{room(brief.aspect)[0].upper()}{room(brief.aspect)[1:]}. No lettering besides the label."
        for side in _SIDES
    ]
    return told[(told.index(before) + 1) % len(told)] if before in told else told[0]


def plain_motion(motion: Motion) -> Motion:
    """The same camera, in plain surroundings."""
    return motion.model_copy(update={
        "environment": "a plain photo studio", "symbolic_elements": ("a soft shadow",)
    })


def plain_audio(audio: AudioDesign, beat: Beat) -> AudioDesign:
    """The same music with the sounds of a quiet studio."""
    return audio.model_copy(update={"effects": "a soft chime" if beat == "cta" else "room tone"})
