"""Events as Slack's blocks. Pure: text that is given is marked or escaped here, and ids are opaque.

A button carries an id and nothing else; what may be done with it is found out when it is clicked.
"""

from typing import Any, NamedTuple

from agent.events import (
    CheaperShown,
    FilmReady,
    Listed,
    PicturesOffered,
    ProjectsShown,
    QuoteShown,
    RenderMoved,
    StoryboardShown,
)
from agent.faces.slack_text import clipped, escaped, link, person
from agent.faces.slack_words import word
from agent.shown import Row
from agent.wording import minutes, remarks_in_words
from storage.records import ENDED, Language, Shot, Uncertain
from storage.slack import Settled
from tools.pipeline.price import in_dollars
from tools.pipeline.uncertain import DECISIONS

Block = dict[str, Any]
_BAR = 20                                # characters of a progress bar
_LONGEST_LIST = 30                       # lines of a list that are shown


class Shown(NamedTuple):
    """A message: its text, also where blocks cannot be shown, and its blocks; none: the text."""

    text: str
    blocks: tuple[Block, ...] = ()


def section(text: str) -> Block:
    """Text that is marked already."""
    return {"type": "section", "text": {"type": "mrkdwn", "text": clipped(text)}}


def context(*texts: str) -> Block:
    """Small print."""
    return {"type": "context",
            "elements": [{"type": "mrkdwn", "text": clipped(one)} for one in texts[:10]]}


def button(action: str, label: str, value: str, style: str = "") -> Block:
    """A button; `style` is primary, danger or plain."""
    found = {"type": "button", "action_id": action, "value": value,
             "text": {"type": "plain_text", "text": label}}
    return {**found, "style": style} if style else found


def buttons(*given: Block) -> Block:
    """A row of them."""
    return {"type": "actions", "elements": list(given)}


def quote_text(event: QuoteShown, approvers: tuple[str, ...], language: Language) -> str:
    """What an offer says, without its buttons: it stays when they go."""
    lines = [f"*{escaped(event.summary)}*",
             *(escaped(one) for one in remarks_in_words(event.quote, language))]
    if event.left:
        least = min(event.left, key=lambda one: one.left)
        lines.append(escaped(word("left", language, amount=in_dollars(least.left))))
    if approvers:
        who = ", ".join(person(one) for one in approvers)
        lines.append(word("asks", language, who=who))
    return "\n".join(lines)


def quote(text: str, ident: str, language: Language, *, at_hand: bool = False) -> Shown:
    """An offer that waits for a yes; `at_hand`: it names a picture that may be taken instead."""
    taking = [button("at_hand", word("at_hand", language), ident)] if at_hand else []
    return Shown(text, (section(text), buttons(
        button("approve", word("approve", language), ident, "primary"),
        *taking,
        button("change", word("change", language), ident),
        button("stop", word("stop", language), ident, "danger"),
    )))


def settled(text: str, what: Settled, language: Language) -> Shown:
    """An offer that does not wait any more, and who decided."""
    door, _, name = what.by.partition(":")
    who = person(name) if door == "slack" else escaped(name or what.by)
    told = word(what.status, language, who=who)
    return Shown(f"{text}\n{told}", (section(text), context(told)))


def board_text(event: StoryboardShown, address: str) -> str:
    """A storyboard in words, for the message its pictures are in."""
    board, language = event.storyboard, event.storyboard.brief.language
    number = word("version", language, number=board.version)
    head = " · ".join([f"*{escaped(board.brief.name)}*", f"{board.seconds:g} s", board.aspect,
                       number, *([escaped(event.name)] if event.name else [])])
    lines = [head]
    if event.difference:
        lines.append("_" + word(
            "touches", language, changed=_numbers(event.difference.changed),
            kept=_numbers(event.difference.kept)) + "_")
    lines += [_shot(n, shot) for n, shot in enumerate(board.shots, 1)]
    return clipped("\n".join([*lines, link(address, word("open", language))]))


def _shot(number: int, shot: Shot) -> str:
    words = " / ".join(shot.overlay.words())
    spoken = f" “{escaped(words)}”" if words else ""
    return f"{number}. *{escaped(shot.use_case)}*, {shot.seconds:g} s{spoken}"


def _numbers(shots: tuple[int, ...]) -> str:
    return ", ".join(map(str, shots)) or "–"


def progress(event: RenderMoved, language: Language) -> Shown:
    """How a render stands; while it goes on it can be stopped."""
    seen = event.progress
    if seen.status in ENDED:
        told = word(seen.status, language)
        return Shown(told, (section(f"*{told}*"),))
    full = round(seen.fraction * _BAR)
    text = f"{'█' * full}{'░' * (_BAR - full)} {seen.fraction:.0%}"
    if seen.seconds_left:
        text += f" · {word('time_left', language, time=minutes(seen.seconds_left, language))}"
    title = word("making", language)
    return Shown(f"{title} {text}", (
        section(f"*{title}*\n{text}"),
        buttons(button("halt", word("halt", language), seen.render, "danger"))))


def film_text(event: FilmReady, address: str, language: Language) -> str:
    """What is said of a film, in the message it is in."""
    parts = [f"*{escaped(event.title)}*", word("version", language, number=event.version)]
    if event.cost:
        parts.append(word("in_all", language, cost=in_dollars(event.cost)))
    return " · ".join([*parts, link(address, word("open", language))])


def uncertain(one: Uncertain, language: Language) -> Shown:
    """A job that may have been bought: a person decides."""
    text = escaped(word("uncertain", language, what=one.label, amount=in_dollars(one.amount)))
    text += f"\n{escaped(one.problem)}"
    may = [name for name in DECISIONS if name != "check" or one.can_check]
    return Shown(text, (section(text), buttons(
        *(button(name, word(name, language), one.fingerprint) for name in may))))


def problem(message: str, next_step: str) -> Shown:
    """What could not be done, and what to do."""
    return Shown(f"⚠️ {escaped(message)}" + (f"\n{escaped(next_step)}" if next_step else ""))


def listed(event: Listed) -> Shown:
    """A table as lines."""
    rows = [" · ".join(("*" + escaped(row.cells[0]) + "*", *map(escaped, row.cells[1:])))
            + (" ✓" if row.marked else "") for row in event.rows if row.cells]
    lines = [f"*{escaped(event.title)}*", *rows[:_LONGEST_LIST]]
    if len(rows) > _LONGEST_LIST:
        lines.append("…")
    return Shown("\n".join([*lines, *([escaped(event.note)] if event.note else [])]))


def projects(event: ProjectsShown, language: Language) -> Shown:
    """The person's projects, to be opened by their names."""
    return listed(Listed(title=word("projects", language), columns=(), rows=tuple(
        Row(cells=(one.title or one.id[:8], f"{one.seconds:g} s"), marked=one.id == event.here)
        for one in event.projects)))


def pictures(event: PicturesOffered, language: Language) -> Shown:
    """A product page's pictures by number."""
    shown = [f"{number}. {escaped(address)}" for number, address in
             enumerate(event.page.pictures, 1)]
    return Shown("\n".join(
        [f"*{escaped(event.page.title)}*", *shown, word("say_number", language)]))


def ways(event: CheaperShown) -> Shown:
    """Cheaper ways, as they were asked for."""
    return Shown("\n".join(
        f"• *{escaped(way.title)}*: {in_dollars(way.price)}. {escaped(way.gives_up)}"
        for way in event.ways) or "–")
