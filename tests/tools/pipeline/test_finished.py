"""What has ended is found once, whoever wrote it, and with one look for all."""

from storage.records import Storyboard
from tools.pipeline.finished import Endings
from tools.pipeline.production import Production


async def test_each_end_is_told_once(production: Production, saved: Storyboard) -> None:
    endings = Endings(production)
    quote = production.offer("local", saved)
    assert await production.approve("local", quote.id, by="local")
    assert endings.new() == ()
    production.quotes.set_status(quote.id, "failed", "It broke. Try again.")
    (told,) = endings.new()
    assert (told.render, told.owner, told.status, told.part) == (
        quote.id, quote.owner, "failed", "film")
    assert told.problem == "It broke. Try again."
    assert endings.new() == ()
    assert Endings(production).new() == ()                    # it was before this one began
