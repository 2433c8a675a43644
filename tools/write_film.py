"""Step: write a film that shows no product: from a prompt, a text, clips' prompts or pictures."""

from typing import Literal

from storage.records import GivenShot, Options, Wish
from storage.records.brief import Aspect, Language
from tools.pipeline.filming import begin_film
from tools.step import Context, step
from tools.write_storyboard import Written


async def write_film(
    ctx: Context,
    recipe: Literal["continuous-flow", "clip-studio", "timed-pictures", "animate-shots"],
    text: str = "",
    clips: list[str] | None = None,
    pictures: list[str] | None = None,
    motion: str = "",
    script: str = "",
    seconds: float | None = None,
    style: str = "",
    images_per_second: float | None = None,
    seed: int | None = None,
    aspect: Aspect = "16:9",
    language: Language = "en",
    captions: bool = False,
    preview: bool = False,
) -> str:
    """Write a film that shows no product. For an ad of a product use `write_storyboard`.

    Args:
        recipe: continuous-flow: one long film from a prompt, 5, 10, 15, 30 or 60 s. clip-studio:
            a picture and a clip from each prompt. timed-pictures: pictures on a timeline from a
            text. animate-shots: attached pictures brought to life.
        text: The prompt, or the text that is told.
        clips: For clip-studio: what each clip shows, in English.
        pictures: For animate-shots: content hashes of the attached pictures, in order.
        motion: What happens, and how the camera moves, in English.
        script: What a voice says.
        seconds: Length of the film; for clips and pictures of each one.
        style: How pictures look; left out, the recipe or the text decides.
        images_per_second: For timed-pictures: 0.33, 0.5 or 1.
        seed: The number chance starts from.
        aspect: Shape of the frame.
        language: Language of what is said, and of your answers.
        captions: Whether spoken lines are written into the picture.
        preview: 5 seconds, small, with a watermark, by the cheapest models.
    """
    desk = ctx.context
    production = desk.production
    if production.state(desk.owner, desk.project).storyboard is not None:
        production.begin_again(desk.owner, desk.thread)
    shots = tuple(GivenShot(picture=production.projects.upload(desk.owner, one))
                  for one in pictures or ())
    options = {"style": style, "images_per_second": images_per_second, "seed": seed}
    usual = 5.0 if recipe in ("clip-studio", "animate-shots") else 30.0
    wish = Wish(
        recipe=recipe, text=text, clips=tuple(clips or ()), shots=shots, motion=motion,
        script=script, seconds=seconds or usual, aspect=aspect, language=language,
        captions=captions, preview=preview,
        options=Options(**{name: value for name, value in options.items() if value}),
    )
    makers = production.projects.get(desk.owner, desk.project).draft.choices.makers
    board = await begin_film(production, desk.owner, desk.project, wish, desk.writer,
                             providers=makers)
    await production.make_pictures(desk.owner, board)
    return Written(version=board.version, shots=len(board.shots)).model_dump_json()


write_film_step = step(write_film)
