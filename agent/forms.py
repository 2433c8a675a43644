"""What a language model is asked to fill in: what it sees, and the scenes it writes.

Field descriptions are read by the model; limits a strict schema cannot hold stand in them in words
and are checked in `agent.writer_checks`.
"""

from pydantic import Field

from agent.forming import Form
from storage.records import Beat, Look, Mood, Transition


class ProductSeen(Form):
    """What is seen in a product photo."""

    name_guess: str = Field(description="The product's name if the photo shows it, else empty.")
    category: str = Field(description="What kind of product it is, two or three words.")
    details: tuple[str, ...] = Field(description="Shape and parts that make it recognisable.")
    materials: tuple[str, ...] = Field(description="What it seems to be made of.")
    colours: tuple[str, ...] = Field(description="Its main colours, most first, as #rrggbb.")
    composition: str = Field(description="How the photo is arranged: angle, place, light.")
    text_on_product: str = Field(description="Lettering on the product, letter by letter.")
    must_not_change: tuple[str, ...] = Field(
        description="What a picture model must keep exactly: label, cap, proportions …"
    )


class LogoSeen(Form):
    """What is seen in a logo."""

    style: str = Field(description="Kind of mark and lettering, in a few words.")
    colours: tuple[str, ...] = Field(description="Its colours, most first, as #rrggbb.")
    placements: tuple[str, ...] = Field(description="Where in an ad it would sit well.")


class PictureForm(Form):
    """The first frame of a scene, for a picture model. English."""

    use_case: str = Field(description="A title for people, two to five words, in the ad's language")
    visual_description: str = Field(description="Subject, place, composition, light, lens.")
    logo_integration: str = Field(description="Where the logo is, or that it stays out.")


class MotionForm(Form):
    """How the scene moves. English."""

    energy: float = Field(description="0 to 1: below 0.3 subtle, above 0.7 dynamic.")
    environment: str = Field(description="What the surroundings do.")
    symbolic_elements: tuple[str, ...] = Field(description="Up to three things that stand for it.")


class AudioForm(Form):
    """What is heard. Music and effects in English, dialogue in the ad's language."""

    music: str
    effects: str = Field(description="Sound effects of what is seen.")
    dialogue: str = Field(description="The spoken line; at most 2.5 words a second. May be empty.")


class OverlayForm(Form):
    """The words drawn over the scene, in the ad's language. Roles that do not fit stay empty."""

    kicker: str = Field(description="Small line above the headline, up to 28 characters.")
    headlines: tuple[str, ...] = Field(
        description="Shown one after another: hook two, problem one, solution the product's name"
        " and one reason, cta one. Up to 34 characters each."
    )
    points: tuple[str, ...] = Field(
        description="problem: up to three pains to strike through, up to 18 characters each."
        " solution: up to three reasons to tick, up to 34. Else none."
    )
    button: str = Field(description="cta only: the action, up to 18 characters.")


class SceneForm(Form):
    """One scene. Visual texts in English, whatever language the ad speaks."""

    beat: Beat
    seconds: float = Field(description="How long it lasts.")
    picture: PictureForm
    visual_description: str = Field(description="What happens in the moving scene.")
    camera_movement: str
    lighting_and_mood: str
    motion: MotionForm
    audio: AudioForm
    overlay: OverlayForm
    transition: Transition = Field(description="How it passes into the next scene.")


class ScriptForm(Form):
    """A whole ad: hook, problem, solution, cta, in this order."""

    look: Look = Field(description="noir: dark and cinematic; daylight: bright and soft; pop: loud")
    mood: Mood = Field(description="The music's mood.")
    scenes: tuple[SceneForm, ...] = Field(description="Four scenes.")
    last_picture: str = Field(
        description="The frame on which the film ends: the last scene's picture a moment later, at"
        " rest. For a picture model, English."
    )


class PlotSceneForm(Form):
    """One scene of a film without a product. Visual texts in English."""

    title: str = Field(description="A title for people, two to five words.")
    picture: str = Field(description="What its first picture shows: subject, place, composition.")
    action: str = Field(description="What happens in it, and how the camera moves.")
    line: str = Field(description="What is said; at most 2.5 words a second. May be empty.")


class PlotForm(Form):
    """A film without a product: its scenes in order, in one style."""

    title: str = Field(description="The film's title, two to six words.")
    style: str = Field(description="How all its pictures look: one of the styles named, if any.")
    scenes: tuple[PlotSceneForm, ...] = Field(description="As many as were asked for.")
