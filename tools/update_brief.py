"""Step: take down what the seller says about the product and the ad."""

from typing import Any

from storage.records import Question
from storage.records.brief import Aspect, Language, Look, Mood, Tone
from tools.pipeline.briefing import change_brief
from tools.step import Context, Done, step


async def update_brief(
    ctx: Context,
    photo: str | None = None,
    logo: str | None = None,
    track: str | None = None,
    name: str | None = None,
    purpose: str | None = None,
    audience: str | None = None,
    action: str | None = None,
    offer: str | None = None,
    address: str | None = None,
    benefits: list[str] | None = None,
    tone: Tone | None = None,
    look: Look | None = None,
    mood: Mood | None = None,
    aspect: Aspect | None = None,
    seconds: int | None = None,
    language: Language | None = None,
    answered: list[Question] | None = None,
) -> str:
    """Take down facts for the brief, before there is a storyboard. Give only what was said.

    Args:
        photo: Content hash of the attached product photo.
        logo: Content hash of the attached logo.
        track: Content hash of attached music, used instead of the composed bed.
        name: The product's name.
        purpose: What the product is for, in the seller's words.
        audience: Whom it is for.
        action: What the viewer should do, e.g. "Shop now".
        offer: An offer for the end card, only if the seller makes one.
        address: Web address or place for the end card.
        benefits: Up to four benefits, only ones the seller named.
        tone: How the ad speaks.
        look: How the ad looks.
        mood: The music's mood.
        aspect: Shape of the frame.
        seconds: Length of the ad, 8 to 120.
        language: Language of the ad and of your answers.
        answered: Questions the seller skipped or left to you.
    """
    given: dict[str, Any] = {
        "photo": photo, "logo": logo, "track": track, "name": name, "purpose": purpose,
        "audience": audience, "action": action, "offer": offer, "address": address,
        "benefits": tuple(benefits) if benefits else None, "tone": tone, "look": look,
        "mood": mood, "aspect": aspect, "seconds": seconds, "language": language,
    }
    fields = {field: value for field, value in given.items() if value is not None}
    desk = ctx.context
    change_brief(desk.production, desk.owner, desk.project, fields, tuple(answered or ()))
    return Done().model_dump_json()


update_brief_step = step(update_brief)
