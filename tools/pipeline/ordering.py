"""Orders: an ad, a film by any other recipe, or a batch of these, from one call to its quote.

An order is a project like any other. It is carried out without asking only as far as its caller
says beforehand: up to an amount, which the quote's own total has to keep to.
"""

import asyncio
from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints

from storage.errors import AdFlowError, BadInput
from storage.preferences import PreferenceBook
from storage.records import (
    Aspect,
    Choices,
    GivenShot,
    Language,
    Look,
    Mood,
    Motion,
    Options,
    Quote,
    QuoteStatus,
    Record,
    State,
    Storyboard,
    Tone,
    Wish,
)
from storage.records.wish import MOST_CLIPS, MOST_TEXT
from tools.pipeline.briefing import change_brief, checked_brief, given_file, given_files
from tools.pipeline.film_recipes import kind_of
from tools.pipeline.filming import begin_film, checked
from tools.pipeline.production import Production
from tools.pipeline.storyboarding import first_storyboard
from tools.pipeline.writing import Writer

MOST_ORDERS = 50
Sha256 = Annotated[str, StringConstraints(pattern="^[0-9a-f]{64}$")]
Words = Annotated[str, StringConstraints(max_length=120)]
Prompt = Annotated[str, StringConstraints(min_length=1, max_length=1500)]


class BriefFields(Record):
    """What a brief may be given; files are content hashes of uploads. What is not given stays."""

    photo: Sha256 | None = None
    logo: Sha256 | None = None
    track: Sha256 | None = None
    name: str | None = Field(default=None, max_length=60)
    purpose: str | None = Field(default=None, max_length=300)
    audience: str | None = Field(default=None, max_length=200)
    action: str | None = Field(default=None, max_length=80)
    offer: str | None = Field(default=None, max_length=80)
    address: str | None = Field(default=None, max_length=120)
    benefits: tuple[Words, ...] | None = Field(default=None, max_length=4)
    tone: Tone | None = None
    look: Look | None = None
    mood: Mood | None = None
    aspect: Aspect | None = None
    seconds: int | None = Field(default=None, ge=8, le=120)
    language: Language | None = None

    def given(self) -> dict[str, Any]:
        """What is given, by name."""
        return {name: value for name, value in self if value is not None}


class AdOrder(Record):
    """A whole ad: hook, problem, solution and call to action, written from the brief."""

    kind: Literal["ad"] = "ad"
    title: str = Field(default="", max_length=60)
    brief: BriefFields = BriefFields()
    choices: Choices | None = None


class Picture(Record):
    """An uploaded picture that is to move (its content hash), and what is known of it.

    `seconds` None is as the film says; `motion.energy` 0–1: above 0.7 dynamic, below 0.3 subtle.
    """

    picture: Sha256
    title: str = Field(default="", max_length=60)
    prompt: str = Field(default="", max_length=1500)
    motion: Motion = Motion()
    seconds: float | None = Field(default=None, ge=1, le=60)


class FilmOrder(Record):
    """A film without a product, by one of the other recipes.

    `continuous-flow`: one long film from `text`, 5, 10, 15, 30 or 60 s. `clip-studio`: a clip from
    each of `clips`, or one from `text`; `script` is spoken. `timed-pictures`: pictures on a
    timeline for the `text`. `animate-shots`: `shots`, pictures brought to life. `seconds` is the
    film's length, for clips and pictures each one's; None is the recipe's own. `preview`: 5 s,
    small, with a watermark, by the cheapest models.
    """

    kind: Literal["film"] = "film"
    title: str = Field(default="", max_length=60)
    choices: Choices | None = None
    recipe: Literal["continuous-flow", "clip-studio", "timed-pictures", "animate-shots"]
    text: str = Field(default="", max_length=MOST_TEXT)
    clips: tuple[Prompt, ...] = Field(default=(), max_length=MOST_CLIPS)
    shots: tuple[Picture, ...] = Field(default=(), max_length=MOST_CLIPS)
    motion: str = Field(default="", max_length=1500)
    script: str = Field(default="", max_length=MOST_TEXT)
    seconds: float | None = Field(default=None, ge=1, le=120)
    aspect: Aspect | None = None
    language: Language | None = None
    options: Options = Options()
    captions: bool = False
    stills: bool = False
    preview: bool = False


Order = Annotated[AdOrder | FilmOrder, Field(discriminator="kind")]


class Ordered(Record):
    """What became of an order: its project and its quote, approved or waiting for a yes."""

    project: str
    version: int
    quote: Quote
    status: QuoteStatus


class Refused(Record):
    """An order of a batch that could not be taken, and what to do."""

    message: str
    next_step: str


def begin(
    production: Production, owner: str, thread: str, brief: BriefFields,
    choices: Choices | None = None, title: str = "",
) -> State:
    """The thread's project, begun with this brief and the owner's preferences if it is new.

    Raises BadInput for what does not fit; then there is no new project.
    """
    if row := production.projects.active(owner, thread):
        return production.state(owner, row.id)
    wanted = PreferenceBook(production.catalogue).get(owner)
    usual = {"aspect": wanted.aspect, "language": wanted.language}
    fields = {name: value for name, value in usual.items() if value} | brief.given()
    checked_brief({**fields, **given_files(production, owner, fields)})
    chosen = wanted.choices if choices is None else choices
    production.recipe(chosen)
    row = production.projects.create(owner, thread, title=title, choices=chosen)
    change_brief(production, owner, row.id, fields)
    return production.state(owner, row.id)


async def order(
    production: Production, owner: str, thread: str, asked: AdOrder | FilmOrder, writer: Writer,
    up_to: int | None = None, by: str = "",
) -> Ordered:
    """Carry an order out as far as its quote; approve it where it costs no more than `up_to`
    (microdollars). The same thread is the same order: it is gone on with, not begun again."""
    if isinstance(asked, FilmOrder):
        board = await _film(production, owner, thread, asked, writer)
    else:
        board = await _ad(production, owner, thread, asked, writer)
    newest = production.quotes.newest_render(board.project)
    if newest is not None:                   # it was approved before the answer got there
        quote, status = production.quotes.get(owner, newest.id)
        return Ordered(project=board.project, version=board.version, quote=quote, status=status)
    within = up_to is not None and production.price(owner, board).total <= up_to
    quote = production.offer(owner, board, "film" if within else None)
    if up_to is not None and quote.total <= up_to and quote.part == "film":
        await production.approve(owner, quote.id, by)
    _, status = production.quotes.get(owner, quote.id)
    return Ordered(project=board.project, version=board.version, quote=quote, status=status)


async def _ad(
    production: Production, owner: str, thread: str, asked: AdOrder, writer: Writer
) -> Storyboard:
    if asked.brief.photo is None:
        raise BadInput("There is no product photo.", "Upload one and name its sha256 as `photo`.")
    state = await asyncio.to_thread(
        begin, production, owner, thread, asked.brief, asked.choices, asked.title)
    return state.storyboard or await first_storyboard(production, owner, state.project, writer)


async def _film(
    production: Production, owner: str, thread: str, asked: FilmOrder, writer: Writer
) -> Storyboard:
    wish = _wish(production, owner, asked)
    checked(wish, kind_of(wish.recipe))
    state = await asyncio.to_thread(
        begin, production, owner, thread, BriefFields(), asked.choices, asked.title)
    model = state.choices.clip_model
    return state.storyboard or await begin_film(
        production, owner, state.project, wish, writer, providers=state.choices.makers,
        models=(model,) if model else ())


def _wish(production: Production, owner: str, asked: FilmOrder) -> Wish:
    """The wish of an order, with the owner's preferences where it says nothing."""
    wanted = PreferenceBook(production.catalogue).get(owner)
    shots = tuple(
        GivenShot(**one.model_dump(exclude={"picture", "motion"}), motion=one.motion,
                  picture=given_file(production, owner, one.picture, "picture"))
        for one in asked.shots)
    told = asked.model_dump(include={
        "recipe", "text", "clips", "motion", "script", "captions", "stills", "preview"})
    return Wish(
        **told, shots=shots, options=asked.options,
        seconds=asked.seconds or kind_of(asked.recipe).seconds,
        aspect=asked.aspect or wanted.aspect or "16:9",
        language=asked.language or wanted.language or "en")


async def order_all(
    production: Production, owner: str, thread: str, asked: tuple[AdOrder | FilmOrder, ...],
    writer: Writer, up_to: int | None = None, by: str = "",
) -> tuple[Ordered | Refused, ...]:
    """A batch, one after another; one that cannot be taken does not stop the others.

    `up_to` is for all of them together: what one is approved for, the next ones have less.
    """
    done: list[Ordered | Refused] = []
    for number, one in enumerate(asked, start=1):
        try:
            made = await order(
                production, owner, f"{thread}-{number}", one, writer, up_to, by)
        except AdFlowError as exc:
            done.append(Refused(message=str(exc), next_step=exc.next_step))
            continue
        if up_to is not None and made.status == "approved":
            up_to -= made.quote.total
        done.append(made)
    return tuple(done)
