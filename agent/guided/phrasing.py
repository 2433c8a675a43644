"""Puts numbers, lists, times and prices into the words of a language."""

from typing import Any

from agent.guided import offers_de, offers_en, replies_de, replies_en
from storage.records import JobKind, Language, Quote, RenderProgress, State

_REPLIES = {
    "en": {**replies_en.REPLIES, **offers_en.REPLIES},
    "de": {**replies_de.REPLIES, **offers_de.REPLIES},
}
_WORDS = {"en": replies_en.WORDS, "de": replies_de.WORDS}
_TOLD = ("name", "purpose", "audience", "action", "offer", "address", "tone", "look", "aspect")
_SHOWN_KINDS: tuple[JobKind, ...] = (
    "picture", "future", "clip", "sound", "voice", "music")


def reply(language: Language, key: str, **values: Any) -> str:
    """The reply with this key; KeyError if the tables do not have it."""
    return _REPLIES[language][key].format(**values)


def word(language: Language, key: str) -> str:
    """One word of the tables."""
    return _WORDS[language][key]


def listed(language: Language, items: list[str]) -> str:
    """"a, b and c"."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {word(language, 'and')} {items[-1]}"


def shots(language: Language, numbers: tuple[int, ...], *, plain: bool = False) -> str:
    """"shots 1, 3 and 4"; `plain` without article and "and", as in a list."""
    one, many, bare = (word(language, key) for key in ("shot", "shots", "shots_plain"))
    told = [str(number) for number in numbers]
    if plain:
        return f"{one if len(numbers) == 1 else bare} {', '.join(told)}"
    return f"{one if len(numbers) == 1 else many} {listed(language, told)}"


def counted(language: Language, made: dict[JobKind, int]) -> str:
    """"4 pictures, 4 clips and 1 piece of music"; our own assembly is not counted."""
    items = []
    for kind in _SHOWN_KINDS:
        if count := made.get(kind, 0):
            one, many = word(language, kind).split("|")
            items.append(f"{count} {one if count == 1 else many}")
    if not items and (count := made.get("master", 0)):
        one, many = word(language, "anew").split("|")
        items.append(one if count == 1 else many.format(count=count))
    return listed(language, items) or word(language, "only_cut" if made else "nothing")


def duration(language: Language, seconds: float) -> str:
    """"about 8 s", "about 3 min"."""
    about = word(language, "about")
    if seconds < 1:
        return word(language, "a_moment")
    if seconds < 90:
        rounded = round(seconds) if seconds < 20 else round(seconds / 5) * 5
        return f"{about} {rounded} {word(language, 'seconds' if rounded > 1 else 'second')}"
    minutes = round(seconds / 60)
    return f"{about} {minutes} {word(language, 'minutes' if minutes > 1 else 'minute')}"


def money(language: Language, microdollars: int) -> str:
    """Dollars and cents, and the parts of a cent where there are any: exact."""
    digits = f"{microdollars % 1_000_000:06d}".rstrip("0").ljust(2, "0")
    return word(language, "money").format(whole=microdollars // 1_000_000, cents=digits)


def cost(language: Language, microdollars: int) -> str:
    """An amount inside a sentence: "free" or "$0.35"."""
    return money(language, microdollars) if microdollars else word(language, "for_free")


def price(language: Language, microdollars: int) -> str:
    """A sentence: it is free, or what it costs."""
    if microdollars == 0:
        return reply(language, "free")
    return reply(language, "price", value=money(language, microdollars))


def made_by(quote: Quote) -> dict[JobKind, int]:
    """How many jobs of each kind the quote makes."""
    kinds = [line.kind for line in quote.made]
    return {kind: kinds.count(kind) for kind in kinds}


def progress_words(language: Language, render: RenderProgress) -> str:
    """A render's state in a sentence."""
    if render.status in ("approved", "running"):
        percent = round(render.fraction * 100)
        if render.seconds_left is None:
            return reply(language, "rendering_unknown", percent=percent)
        time = duration(language, render.seconds_left)
        return reply(language, "rendering", percent=percent, time=time)
    if render.status == "failed":
        return reply(language, "render_failed", problem=render.problem)
    return reply(language, "render_done" if render.status == "done" else "render_cancelled")


def refused_shots(state: State) -> dict[int, str]:
    """The numbers of shots that a provider refused in the newest render, and why."""
    if state.render is None or state.storyboard is None or state.render.status != "failed":
        return {}
    numbers = {shot.id: number for number, shot in enumerate(state.storyboard.shots, start=1)}
    return {
        numbers[job.shot]: job.problem for job in state.render.jobs
        if job.error == "ProviderRefused" and job.shot in numbers
    }


def acknowledged(state: State, facts: dict[str, Any]) -> str:
    """What was taken down, said back in a few words."""
    language = state.brief.language
    parts: list[str] = []
    if "photo" in facts:
        card = state.product is not None and state.product.cutout == "card"
        parts.append(reply(language, "ack_photo_card" if card else "ack_photo"))
    parts += [reply(language, f"ack_{role}") for role in ("logo", "track") if role in facts]
    told = [(name, _value(state, facts[name])) for name in _TOLD if name in facts]
    if seconds := facts.get("seconds"):
        told.append(("seconds", f"{seconds} s"))
    if len(told) == 1 and told[0][0] == "name":
        parts.append(reply(language, "ack_name", value=told[0][1]))
    elif len(told) > 1:
        parts.append(reply(language, "ack_many", value=", ".join(value for _, value in told)))
    elif told and not parts:
        parts.append(reply(language, "ack_one"))
    elif not parts and facts.get("answered"):
        parts.append(reply(language, "ack_skip"))
    return " ".join(parts)


def _value(state: State, value: str) -> str:
    choices = ("warm", "bold", "elegant", "playful", "noir", "daylight", "pop")
    return word(state.brief.language, value) if value in choices else value
