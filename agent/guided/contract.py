"""The revision contract in words: what a change touches, what that takes, what stays.

Everything said here is in the step's result or the state: nothing is estimated or rounded away.
"""

from agent import job_words
from agent.guided.phrasing import cost, counted, duration, made_by, price, reply, shots, word
from agent.wording import offer_in_words
from storage.records import Difference, Language, Quote, State


def difference(language: Language, change: Difference) -> str:
    """What a change touches and what stays, the shots that only follow apart from the others."""
    if not change.made:
        return reply(language, "changed_nothing")
    facts = {
        "made": counted(language, change.made), "time": duration(language, change.seconds),
        "price": f"**{cost(language, change.price)}**",
    }
    if not change.changed:
        return reply(language, "changes_none", **facts)
    asked = tuple(one for one in change.changed if one not in change.tail)
    named = shots(language, asked) if change.kept or change.tail else word(language, "all")
    tail = _tail(language, change.tail) if asked else ""
    if not change.kept:
        return reply(language, "changes_all", changed=named, tail=tail, **facts)
    kept = shots(language, change.kept, plain=True)
    return reply(language, "changes_only", changed=named, tail=tail, kept=kept, **facts)


def _tail(language: Language, tail: tuple[int, ...]) -> str:
    """Shots that are made anew only because they go on from another."""
    if not tail:
        return ""
    key = "tail_one" if len(tail) == 1 else "tail_many"
    return reply(language, key, shots=shots(language, tail))


def first_pictures(language: Language, quote: Quote | None) -> str:
    """That the yes buys only the pictures, where that is so."""
    if quote is None or quote.part != "pictures":
        return ""
    return reply(
        language, "pictures_first", made=counted(language, made_by(quote)),
        price=f"**{cost(language, quote.total)}**", time=duration(language, quote.seconds),
    )


def offer(state: State, key: str) -> str:
    """What is made, what it costs, how long it takes, before there is a film."""
    language, quote, film = state.brief.language, state.quote, state.storyboard
    if quote is None or film is None:
        return reply(language, "ask_go")
    if quote.part == "clips":
        key = "ask_go" if quote.made else "show_them"
        return f"{offer_in_words(quote, language)} {reply(language, key)}"
    told = price(language, quote.total)
    if not quote.made:
        return reply(language, "quote_nothing", price=told)
    facts = {
        "scenes": f"{len(film.shots)} {job_words.counted('master', len(film.shots), language)}",
        "length": f"{film.seconds:g}", "aspect": film.aspect,
        "made": counted(language, made_by(quote)), "price": told,
        "time": duration(language, quote.seconds),
    }
    if quote.part == "pictures":
        ready = f"{reply(language, 'storyboard_ready', **facts)} " if key == "quote" else ""
        return ready + reply(language, "quote_pictures", **facts)
    return reply(language, key, **facts)
