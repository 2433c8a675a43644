"""What a person means: facts for the brief, changes to the film, or one of a few plain requests.

Pure: the same words about the same project always mean the same. Nothing is guessed that cannot
be said back: what is not understood stays `unknown`, and the director says what it can do.
"""

import re
from typing import Any

from pydantic import Field

from agent.guided import animating, film_talk, films, lexicon, reporting
from agent.guided.brand_talk import read_kit
from agent.guided.changes import read_changes
from agent.guided.clause import Attachment, attachments, lift
from agent.guided.facts import read_facts
from agent.guided.lexicon import corrected, find, normal, whole
from agent.guided.project_talk import read_project
from agent.guided.readers import cannot
from agent.guided.requests import read_request
from storage.records import (
    QUESTIONS,
    BrandKit,
    Change,
    Language,
    Question,
    Record,
    State,
    Storyboard,
)

_URL = re.compile(r"https?://[^\s<>\"')]+|\bwww\.[^\s<>\"')]+", re.I)
_ASKING = re.compile(
    r"(?!(?:what|how) (?:about|if)\b|why (?:not|don't)\b|wie wäre?\b|was wäre\b|warum nicht\b)"
    r"(?:is|are|was|were|why|what|which|who|where|when|does|did|how|do|have|has|had|ist|sind|war"
    r"|warum"
    r"|wieso|was|welche\w*|wer|wo|wann|wie|gibt|hast|habe|hat)\b.*\?\s*$", re.I | re.S,
)
# What can be asked before there is a film.
_EARLY = frozenset((
    "yes", "no", "skip", "skip_all", "undo", "redo", "how_long", "how_much", "progress", "stop",
    "retry",
    "brands", "projects", "start_again", "help", "show", "check_again", "count_lost", "rewrite",
    "greet", "thanks", "german", "english",
))
_ALONE = ("yes", "no", "skip", "greet", "thanks", "name_version", "go_to")
MOST_WORDS, MOST_MENDED = 12, 5
_FREE = ("name", "purpose", "audience", "action")


class Note(Record):
    """Something to be said of a wish: the key of a reply, what it is about, which shot."""

    key: str
    value: str = ""
    shot: int | None = None


class Intent(Record):
    """One message, understood.

    `act` is a plain request (`acts_en.WORDS["act"]`), or `change`, `facts`, `film`, `plan_film`,
    `animate`, `animated`, `report`, `page`, `pick`, `step`, `unknown`. `facts` are arguments of the
    step that these take; `changes` for `revise`; `url` a product page; `number` a picture of it;
    `name` a version, by number or name. `step`: about brand kits and projects; `name` is the step,
    `facts` its arguments, `allow` words that a brand's ads may say again, `here` that this film
    takes the brand. `problems` are keys of replies: what is missing or cannot be done; `notes` what
    this film's makers cannot do.
    """

    act: str
    facts: dict[str, Any] = Field(default_factory=dict)
    changes: tuple[Change, ...] = ()
    url: str = ""
    number: int | None = None
    name: str = ""
    allow: tuple[str, ...] = ()
    here: bool = False
    problems: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()


def open_question(state: State) -> Question | None:
    """The question to ask now: not answered, not skipped, not known from a page or the brand."""
    brand = state.brand or BrandKit(name="-")
    known = {
        "photo": state.brief.photo, "name": state.brief.name, "purpose": state.brief.purpose,
        "audience": state.brief.audience, "action": state.brief.action or brand.action,
        "tone": state.brief.tone or brand.tone, "logo": state.brief.logo or brand.logo,
    }
    return next((q for q in QUESTIONS if q not in state.answered and not known.get(q)), None)


def understand(
    text: str, state: State, earlier: tuple[Attachment, ...] = ()
) -> Intent:
    """What `text` means for this project; `earlier` are files of the message before, if any."""
    files, said = attachments(text)
    said = said.strip()
    if shelf := _shelf(said, files or _earlier(said, earlier), state):
        return shelf
    if any(one.kind == "font" for one in files):
        return Intent(act="unknown", problems=("which_font",))
    if state.storyboard is None:
        return _early(said, state, files)
    lifted, quotes = lift(said)
    if request := read_request(lifted, quotes, state, vague=False):
        return Intent(act=request[0], name=request[1])
    if plain := _said_plainly(said, lifted, state.storyboard):
        return plain
    if _ASKING.match(said):
        return _change(said, state, (), (), files)
    if own := films.changed(said, state.storyboard):
        return _change(said, state, own, (), files)
    changes, problems = read_changes(said, state.storyboard, files or _earlier(said, earlier))
    if not (changes or problems) and (request := read_request(lifted, quotes, state, vague=True)):
        return Intent(act=request[0], name=request[1])
    return _change(said, state, changes, problems, files)


def _early(said: str, state: State, files: tuple[Attachment, ...]) -> Intent:
    """A message while there is no storyboard: a film without a product, or an ad's brief."""
    if film := films.wished(said, files):
        return Intent(act="film", facts=film)
    if recipe := film_talk.begun(said):
        return Intent(act="plan_film", facts={"recipe": recipe})
    act = whole(_asked(said), "act") if said else None
    act = act if act in _EARLY else None
    if state.film is None:
        return _brief(said, act, state, files)
    meant, facts, problems = film_talk.understood(
        said, act, files, state.film, state.brief.language)
    return Intent(act=meant, facts=facts, problems=problems)


def _said_plainly(said: str, lifted: str, film: Storyboard) -> Intent | None:
    """A plain request about a film, one for clips of its shots, a report of what is wrong."""
    act = _request(said)
    if act is not None and act != "skip":
        return Intent(act=act)
    if wrong := reporting.asked(said, film):
        return Intent(act="report", facts=wrong)
    if (shots := animating.asked(lifted, film)) is not None:
        return Intent(act="animate", facts={"shots": list(shots)})
    return Intent(act="animated") if animating.which(lifted, film) else None


def _shelf(said: str, files: tuple[Attachment, ...], state: State) -> Intent | None:
    """What is wanted of brand kits or whole projects, if the message is about these."""
    if project := read_project(said):
        step, arguments, problem = project
        if problem:
            return Intent(act="unknown", problems=(problem,))
        return Intent(act="step", name=step, facts=arguments)
    wish = read_kit(said, files, state)
    if wish is None:
        return None
    problems = (wish.problem,) if wish.problem else ()
    if not wish.step:
        return Intent(act="unknown", problems=problems)
    return Intent(act="step", name=wish.step, facts=wish.arguments, allow=wish.allow,
                  here=wish.here, problems=problems)


def _asked(said: str) -> str:
    return normal(said).rstrip("?!. ")


def _request(said: str) -> str | None:
    """The plain request that a text is and nothing else; slips of the finger mended."""
    if not said:
        return None
    act = whole(_asked(said), "act", "around")
    if act is None and len(said.split()) <= MOST_MENDED:
        act = whole(corrected(_asked(said), requests=True), "act", "around")
    return act


def _earlier(said: str, earlier: tuple[Attachment, ...]) -> tuple[Attachment, ...]:
    """The files of the message before, if this one says what they are for."""
    low = normal(said)
    meant = (find(low, "thing") in ("logo", "product", "music")
             or lexicon.has(low, "this_picture") or lexicon.has(low, "kit_field", "font"))
    return earlier if meant else ()


def _change(
    said: str, state: State, changes: tuple[Change, ...], problems: tuple[str, ...],
    files: tuple[Attachment, ...],
) -> Intent:
    count = len(state.storyboard.shots) if state.storyboard else 0
    added = sum(one.op in ("add", "duplicate", "split") for one in changes)
    numbers = [getattr(one, "shot", None) or 1 for one in changes]
    if any(not 1 <= number <= count + added for number in numbers):
        return Intent(act="unknown", problems=("no_such_shot",))
    if changes:
        return Intent(act="change", changes=changes, problems=problems)
    if problems:
        return Intent(act="unknown", problems=problems)
    low = normal(lift(said)[0])
    wish = cannot(low)
    asked = find(low, "act", _ALONE) or find(corrected(low, requests=True), "act", _ALONE)
    if asked and not wish and len(low.split()) <= MOST_WORDS:
        return Intent(act=asked)
    if wish:
        return Intent(act="unknown", problems=(f"cannot_{wish}",))
    return Intent(act="unknown")


def _brief(said: str, act: str | None, state: State, files: tuple[Attachment, ...]) -> Intent:
    question = open_question(state)
    url = _URL.search(said)
    if question == "photo" and state.page is not None and (number := _number(said)):
        return Intent(act="pick", number=number)
    if url and not files and question in ("photo", None) and state.brief.photo is None:
        rest = said.replace(url[0], " ")
        facts = read_facts(rest, None, state.brief, ()) if rest.strip() else {}
        return Intent(act="page", url=url[0].rstrip(".,;!?"), facts=facts)
    if act is not None and not files:
        return _plain(act, question, state.answered)
    facts = read_facts(said, question, state.brief, files)
    if said.endswith("?") and not files and (question in _FREE or not facts):
        return Intent(act=find(normal(said), "act") or "unknown", problems=("question",))
    if facts:
        return Intent(act="facts", facts=facts)
    asked = find(normal(said), "act") if len(said.split()) <= 8 else None
    if asked in ("skip_all", "german", "english", "help", "start_again", "how_much", "how_long"):
        return _plain(asked, question, state.answered)
    if asked in ("skip", "no") and question is not None:
        return _plain("skip", question, state.answered)
    return Intent(act=asked if asked in ("greet", "thanks") else "unknown")


def _plain(act: str, question: Question | None, answered: tuple[Question, ...]) -> Intent:
    """A plain request while the brief is being taken; a no is a skip where it can be one."""
    if act == "no" and question in ("logo", "audience", "action", "name", "purpose"):
        act = "skip"
    if act == "skip" and question not in (None, "photo"):
        return Intent(act="facts", facts={"answered": [question]})
    if act == "skip_all" and question not in (None, "photo"):
        rest = [one for one in QUESTIONS if one != "photo" and one not in answered]
        return Intent(act="facts", facts={"answered": rest})
    return Intent(act=act)


def _number(said: str) -> int | None:
    low = normal(said)
    match = re.search(r"(?<![\d:])(\d{1,2})(?![\d:])", low)
    if match and len(low.split()) <= 6:
        return int(match[1])
    hits = [n for n in lexicon.meanings("ordinal") if lexicon.has(low, "ordinal", n)]
    return int(hits[0]) if hits and len(low.split()) <= 6 else None


def url_in(text: str) -> str:
    """The first web address in a message, or nothing."""
    match = _URL.search(attachments(text)[1])
    return match[0].rstrip(".,;!?") if match else ""


def language_of(text: str, least: int) -> Language | None:
    """The language somebody writes in, if at least so many of its small words tell."""
    low = normal(lift(attachments(text)[1])[0])
    low = _URL.sub(" ", low)
    english, german = (
        sum(_says(table["language"][""], word) for word in re.findall(r"[\w']+", low))
        for table in lexicon.TABLES
    )
    if german > english and german >= least:
        return "de"
    return "en" if english > german and english >= least else None


def _says(phrases: str, word: str) -> bool:
    return word in phrases.split("|")
