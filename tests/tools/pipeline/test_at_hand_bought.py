"""A picture at hand on a provider's emulator: by its own count, taking it buys one picture less."""

import asyncio

import httpx
import pytest

from agent.guided.writer import TemplateWriter
from storage.records import Options, Storyboard, UsePicture, Wish
from tools.pipeline import storyboarding
from tools.pipeline.filming import begin_film
from tools.pipeline.production import Production

pytestmark = pytest.mark.slow


async def begun(production: Production, text: str) -> Storyboard:
    wish = Wish(recipe="continuous-flow", text=text, seconds=5,
                options=Options(style="anime", resolution=180))
    return await begin_film(
        production, "ann", production.projects.create("ann", text).id, wish, TemplateWriter(),
        providers=["bfl"])


async def bought(production: Production, quote: str) -> None:
    await production.approve("ann", quote, "ann")
    async with asyncio.timeout(90):
        async for _ in production.rendering.follow(quote):
            pass
    row = production.quotes.render(quote)
    assert row.status == "done", row.problem


async def charges(desk: httpx.AsyncClient) -> int:
    return len((await desk.get("/_charges")).json()["charges"])


async def test_taking_it_buys_one_picture_less(
    desk: httpx.AsyncClient, working: Production
) -> None:
    production = working
    first = await begun(production, "A small sailing boat passes green islands at sunset")
    await bought(production, production.offer("ann", first).id)
    assert await charges(desk) == 1
    second = await begun(production, "A small sailing boat passes rocky islands at sunset")
    quote = production.offer("ann", second)
    assert quote.at_hand
    assert quote.at_hand.saves == quote.total > 0
    taken = await storyboarding.change(production, "ann", second.project, [
        UsePicture(shot=1, picture=quote.at_hand.picture.sha256)], TemplateWriter())
    assert taken.quote.total == 0
    await bought(production, taken.quote.id)
    assert await charges(desk) == 1                            # none was bought for it
    begins = production.pictures("ann", taken.storyboard)["shot-1"]
    assert (begins.width, begins.height) == second.size
    third = await begun(production, "A small sailing boat passes snowy islands at sunset")
    await bought(production, production.offer("ann", third).id)
    assert await charges(desk) == 2                            # offered, and not taken
