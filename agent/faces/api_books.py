"""Routes of what is beside the projects: models, money, audit, preferences, brands, reports."""

from typing import Annotated

from fastapi import APIRouter, Path, Query
from pydantic import Field

from agent.faces.api_once import Key, OnceRoute
from agent.faces.api_parts import At, Body, Creator, Reader
from storage.audit import Entry
from storage.database import now
from storage.errors import NotFound
from storage.ledger import By, Spent
from storage.own_keys import KeptKey
from storage.preferences import Preferences
from storage.records import BrandKit, Record
from storage.reports import Reason, Report
from storage.tokens import Scope
from tools.pipeline.budgets import limits_of
from tools.pipeline.recipes import makers_of
from tools.providers.interface import Capability

routes = APIRouter(route_class=OnceRoute)


Which = Annotated[str, Query(pattern="^([0-9a-f]{32})?$", description="A project's id.")]


ProviderName = Annotated[str, Path(pattern="^[a-z]{2,20}$", description="As in model names.")]


class Me(Record):
    """Who you are to AdFlow, and what your token may do."""

    owner: str
    scopes: tuple[Scope, ...]


class ModelListed(Record):
    """A model; `missing_keys` are settings without which it cannot be used."""

    model: Capability
    missing_keys: tuple[str, ...]


class Budget(Record):
    """A hard limit in microdollars, None where none is set; `left` of it for you, where it is
    not each ad's or project's own."""

    ad: int | None
    project: int | None
    day: int | None
    user: int | None
    left_today: int | None
    left: int | None


class Spending(Record):
    """What was spent and is held, in microdollars."""

    by: By
    lines: tuple[Spent, ...]
    budget: Budget


class Wanted(Preferences, Body):
    """What you want of new projects."""


class NewKey(Body):
    """A provider's key of your own."""

    key: str = Field(min_length=6, max_length=500, repr=False)


class NewReport(Body):
    """What is wrong with content that was made: of a project, or one file of it."""

    project: Annotated[str, Field(pattern="^[0-9a-f]{32}$")]
    media: Annotated[str, Field(pattern="^([0-9a-f]{64})?$")] = ""
    reason: Reason
    words: str = Field(default="", max_length=2000)


@routes.get("/me", tags=["you"])
async def me(caller: Reader) -> Me:
    """Whose things you see, and with which scopes."""
    return Me(owner=caller.owner, scopes=caller.scopes)


@routes.get("/models", tags=["models"])
def list_models(at: At, caller: Reader) -> tuple[ModelListed, ...]:
    """Who can make what, at which price and in which lengths. Prices in microdollars."""
    missing = at.production.keys.missing
    return tuple(ModelListed(model=one, missing_keys=missing(caller.owner, one.provider))
                 for one in at.production.catalog.capabilities())


@routes.get("/spend", tags=["spend"])
def show_spend(at: At, caller: Reader, by: By = "project") -> Spending:
    """What was spent and is held, and the budgets."""
    ledger = at.production.ledger
    limits = limits_of(at.production.settings, at.preferences.get(caller.owner).choices)
    days = ledger.account(caller.owner, "day")

    def left(limit: int | None, used: tuple[Spent, ...]) -> int | None:
        return None if limit is None else limit - sum(one.spent + one.held for one in used)

    today = tuple(one for one in days if one.name == now()[:10])
    return Spending(by=by, lines=ledger.account(caller.owner, by), budget=Budget(
        ad=limits.ad, project=limits.project, day=limits.day, user=limits.user,
        left_today=left(limits.day, today), left=left(limits.user, days)))


@routes.get("/audit", tags=["spend"])
def show_audit(at: At, caller: Reader, project: Which = "") -> tuple[Entry, ...]:
    """Every generation that you ordered and what became of it; of one project, if it is named."""
    return at.production.audit.entries(caller.owner, project)


@routes.get("/preferences", tags=["preferences"])
def show_preferences(at: At, caller: Reader) -> Preferences:
    """What you want of new projects."""
    return at.preferences.get(caller.owner)


@routes.put("/preferences", tags=["preferences"])
def set_preferences(at: At, caller: Creator, body: Wanted) -> Preferences:
    """Want something else of new projects, of makers whose keys are there."""
    recipe = at.production.recipe(body.choices)
    at.production.keys.check(caller.owner, makers_of(recipe))
    at.preferences.save(caller.owner, body)
    return at.preferences.get(caller.owner)


@routes.get("/keys", tags=["preferences"])
def list_keys(at: At, caller: Reader) -> tuple[KeptKey, ...]:
    """Which keys of providers you gave; they come before those of the installation."""
    return at.production.keys.own.names(caller.owner)


@routes.put("/keys/{provider}", tags=["preferences"])
async def set_key(at: At, caller: Creator, provider: ProviderName, body: NewKey) -> KeptKey:
    """Give a key of your own. It is tried by a free call; one that is refused is not kept."""
    keys = at.production.keys
    await keys.keep(caller.owner, provider, body.key)
    name = keys.name_of(provider)
    return next(one for one in keys.own.names(caller.owner) if one.name == name)


@routes.delete("/keys/{provider}", status_code=204, tags=["preferences"])
def forget_key(at: At, caller: Creator, provider: ProviderName) -> None:
    """Have a key forgotten."""
    keys = at.production.keys
    keys.own.remove(caller.owner, keys.name_of(provider))


@routes.get("/brands", tags=["preferences"])
def list_brands(at: At, caller: Reader) -> tuple[BrandKit, ...]:
    """Your brand kits. They are made in the chat, or by `adflow brand`."""
    return at.production.brands.all(caller.owner)


@routes.post("/reports", status_code=201, tags=["reports"])
def report(at: At, caller: Creator, body: NewReport, key: Key) -> Report:
    """Report content that was made, to whoever runs this AdFlow (`adflow user reports`)."""
    at.production.projects.get(caller.owner, body.project)
    if body.media and at.production.library.owned(caller.owner, body.media) is None:
        raise NotFound("There is no such file of yours.", "Leave `media` empty for the project.")
    return at.production.reports.add(
        caller.owner, body.project, body.media, body.reason, body.words)


@routes.get("/reports", tags=["reports"])
def list_reports(at: At, caller: Reader) -> tuple[Report, ...]:
    """What you reported, newest first."""
    return at.production.reports.all(caller.owner)
