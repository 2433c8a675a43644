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
    motion = shot.motion
    energy = "dynamic motion" if motion.energy > DYNAMIC else (
        "subtle motion" if motion.energy < SUBTLE else "")
    moves = [one for one in (
        motion.camera_language, energy, motion.environment, *motion.symbolic_elements[:2],
    ) if one.strip()]
    parts = [
        _sentence(", ".join(moves) or NATURAL),
        _sentence(shot.action),
        _sentence(shot.picture_prompt),
        _sentence(shot.lighting, "Lighting and mood: "),
        f"{'The product keeps its shape, label and colours; n' if product else 'N'}o lettering "
        "appears.",
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
