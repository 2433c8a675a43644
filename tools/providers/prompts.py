"""What a provider's model is told in words: composed from a shot, each for its own kind of model.

Words on screen are never asked for: they are drawn in the master, and a model's letters are not to
be read. Pure and deterministic: the text goes into the job's fingerprint.
"""

from storage.records import Shot

DYNAMIC, SUBTLE = 0.7, 0.3               # energy above and below which motion is called so
NATURAL = "natural cinematic motion, smooth camera movement"


def picture_prompt(
    shot: Shot, *, logo: bool, most: int, product: bool = True, style: str = ""
) -> str:
    """For an image model that is given the product, and the logo, if there are such."""
    parts = [
        _sentence(shot.picture_prompt),
        _sentence(style, "Style: "),
        _sentence(shot.lighting, "Lighting and mood: "),
    ]
    if product:
        parts.append(
            "The product is the one in the first reference picture: keep its shape, proportions, "
            "colours, materials and label exactly."
        )
    if logo:
        parts.append(
            "The second reference picture is the brand's logo: place it once, small and "
            "unaltered, where it belongs naturally in the scene."
        )
    begin = "Advertising photograph; no" if product and not style else "No"
    parts.append(f"{begin} captions, no {'other ' if product else ''}lettering, no watermark.")
    return cut_to(" ".join(part for part in parts if part), most)


def clip_prompt(shot: Shot, *, most: int, product: bool = True) -> str:
    """For a video model that starts from the shot's picture."""
    parts = [
        _sentence(_moves(shot)),
        _sentence(shot.action),
        _sentence(shot.picture_prompt),
        _sentence(shot.lighting, "Lighting and mood: "),
        f"{'The product keeps its shape, label and colours; n' if product else 'N'}o lettering "
        "appears.",
    ]
    return cut_to(" ".join(part for part in parts if part), most)


def future_prompt(shot: Shot, *, seconds: float, most: int, style: str = "") -> str:
    """For an image model that is given the present frame and imagines the one `seconds` later."""
    parts = [
        "The first picture is one frame of a film. Show the frame of the same film exactly "
        f"{seconds:g} seconds later, as one single picture.",
        _sentence(shot.action, "What happens until then: "),
        _sentence(_moves(shot), "How it moves: "),
        _sentence(shot.picture_prompt, "The scene: "),
        _sentence(style, "Style: "),
        "Keep the characters, their faces and clothes, every object, the style, the light, the "
        "camera angle and the composition; change only what moves within that time.",
        "The frame has no border, no captions, no lettering, no watermark.",
    ]
    return cut_to(" ".join(part for part in parts if part), most)


def sound_prompt(shot: Shot, *, most: int) -> str:
    """Music, sound effects and dialogue as one text; empty where the shot asks for nothing."""
    audio = shot.audio
    parts = (
        _sentence(audio.music, "Music: "),
        _sentence(audio.effects, "Sound effects: "),
        _sentence(audio.dialogue, "Dialogue: "),
    )
    return cut_to(" ".join(part for part in parts if part), most)


def _moves(shot: Shot) -> str:
    """How camera and scene move: by the shot's own words, else naturally."""
    motion = shot.motion
    energy = "dynamic motion" if motion.energy > DYNAMIC else (
        "subtle motion" if motion.energy < SUBTLE else "")
    moves = [one for one in (
        motion.camera_language, energy, motion.environment, *motion.symbolic_elements[:2],
    ) if one.strip()]
    return ", ".join(moves) or NATURAL


def cut_to(text: str, most: int) -> str:
    """At most `most` characters, ending with a whole word."""
    if len(text) <= most:
        return text
    return text[: most + 1].rpartition(" ")[0].rstrip(" ,;:") or text[:most]


def _sentence(text: str, before: str = "") -> str:
    text = " ".join(text.split())
    if not text:
        return ""
    return f"{before}{text}" if text[-1] in ".!?…\"" else f"{before}{text}."
