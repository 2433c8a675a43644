"""Step: take down which film without a product is wanted, and what it is to show."""

from typing import Literal

from storage.records import GivenShot, Wish
from storage.records.brief import Language
from tools.pipeline.briefing import change_brief
from tools.step import Context, Done, step


async def plan_film(
    ctx: Context,
    recipe: Literal["continuous-flow", "clip-studio", "timed-pictures", "animate-shots"],
    text: str = "",
    clips: list[str] | None = None,
    pictures: list[str] | None = None,
    motion: str = "",
    language: Language | None = None,
) -> str:
    """Take down a wish for a film that shows no product, while not all is known that it needs.

    Args:
        recipe: continuous-flow, clip-studio, timed-pictures or animate-shots.
        text: The prompt, or the text that is told.
        clips: For clip-studio: what each clip shows, in English.
        pictures: For animate-shots: content hashes of the attached pictures, in order.
        motion: What happens, and how the camera moves.
        language: Language of what is said, and of your answers.
    """
    desk = ctx.context
    production = desk.production
    if production.state(desk.owner, desk.project).storyboard is not None:
        production.begin_again(desk.owner, desk.thread)
    if language:
        change_brief(production, desk.owner, desk.project, {"language": language})
    shots = tuple(GivenShot(picture=production.projects.upload(desk.owner, one))
                  for one in pictures or ())
    row = production.projects.get(desk.owner, desk.project)
    wish = Wish(recipe=recipe, text=text, clips=tuple(clips or ()), shots=shots, motion=motion)
    production.save_draft(row, row.draft.model_copy(update={"film": wish}))
    return Done().model_dump_json()


plan_film_step = step(plan_film)
