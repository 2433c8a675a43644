"""Routes of webhooks: an address of yours that is told when a render has ended."""

from fastapi import APIRouter
from pydantic import Field

from agent.faces.api_once import Key, OnceRoute
from agent.faces.api_parts import At, Body, Creator, Id, Reader
from storage.records import Record
from storage.users import Users
from storage.webhooks import Delivery, Webhook
from tools.pipeline.notifying import guard_of, secret_of
from tools.providers.webhook import check_webhook

routes = APIRouter(route_class=OnceRoute, tags=["webhooks"])


class NewWebhook(Body):
    """Where to send to: http or https, a public machine."""

    url: str = Field(min_length=1, max_length=2000)


class WebhookMade(Record):
    """A new webhook. `secret` signs what is sent to it; it is shown here only."""

    webhook: Webhook
    secret: str


@routes.post("/webhooks", status_code=201)
async def add_webhook(at: At, caller: Creator, body: NewWebhook, key: Key) -> WebhookMade:
    """Be told when renders of yours have ended."""
    settings = at.production.settings
    guard = guard_of(settings, Users(at.production.catalogue))
    hook = at.webhooks.add(caller.owner, await check_webhook(body.url, guard))
    return WebhookMade(webhook=hook, secret=secret_of(settings, hook.id))


@routes.get("/webhooks")
def list_webhooks(at: At, caller: Reader) -> tuple[Webhook, ...]:
    """Your webhooks."""
    return at.webhooks.all(caller.owner)


@routes.delete("/webhooks/{webhook}", status_code=204)
def remove_webhook(at: At, caller: Creator, webhook: Id) -> None:
    """Forget a webhook, and what waits to be sent to it."""
    at.webhooks.remove(caller.owner, webhook)


@routes.get("/webhooks/{webhook}/deliveries")
def list_deliveries(at: At, caller: Reader, webhook: Id) -> tuple[Delivery, ...]:
    """What was and is to be sent to it, newest first, with what went wrong."""
    return at.webhooks.deliveries(caller.owner, webhook)
