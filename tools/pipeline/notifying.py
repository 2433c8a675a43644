"""Tells webhooks that a render has ended: signed, and again with growing waits until it is taken.

What is to be sent lies in the catalogue, written with the end of the render; so nothing is lost
with a process, and a message may come twice. Its id stays the same: whoever gets it can tell.
"""

import asyncio
import hashlib
import hmac
import ipaddress
import logging
import time

from storage.errors import AdFlowError, BadAddress
from storage.settings import Network, Settings
from storage.users import Users
from storage.webhooks import Due, Webhooks
from tools.pipeline.production import Production
from tools.providers.guard import AddressGuard, IPAddress, is_public
from tools.providers.webhook import post

LOOK_EVERY = 1.0                         # seconds
AT_A_TIME = 8                            # deliveries that are under way together
WAITS = (5, 30, 120, 600, 3600, 3 * 3600, 12 * 3600)         # seconds before each further try
log = logging.getLogger(__name__)


def guard_of(settings: Settings, users: Users) -> AddressGuard:
    """Where webhooks may lead: to public machines and those that the settings name.

    While only the one person at this machine is let in, to this machine too.
    """
    networks, here = settings.webhooks_to, settings.for_this_machine and not users.all()
    return AddressGuard(judge=lambda address: _allowed(address, networks, here=here))


def _allowed(address: IPAddress, networks: tuple[Network, ...], *, here: bool) -> bool:
    if isinstance(address, ipaddress.IPv6Address) and address.ipv4_mapped:
        return False
    named = any(address.version == one.version and address in one for one in networks)
    return is_public(address) or named or (here and address.is_loopback)


def secret_of(settings: Settings, webhook: str) -> str:
    """What signs a webhook's messages: made from a secret that is kept, so it is kept nowhere."""
    key = settings.secret("webhooks")
    return "whsec_" + hmac.new(key, webhook.encode(), hashlib.sha256).hexdigest()


def signature(secret: str, at: int, body: str) -> str:
    """The signature of a body sent at a time (Unix seconds): `t=…,v1=…`."""
    digest = hmac.new(secret.encode(), f"{at}.{body}".encode(), hashlib.sha256).hexdigest()
    return f"t={at},v1={digest}"


class Notifier:
    """Sends what is due. One a data folder: the web app's."""

    def __init__(
        self, production: Production, guard: AddressGuard | None = None,
        waits: tuple[float, ...] = WAITS, look_every: float = LOOK_EVERY,
    ) -> None:
        self._settings = production.settings
        self._webhooks = Webhooks(production.catalogue)
        self._users = Users(production.catalogue)
        self._guard, self._waits, self._look_every = guard, waits, look_every

    async def notify_for_ever(self) -> None:
        """Send what is due, again and again."""
        while True:
            try:
                await self.notify()
            except AdFlowError as exc:       # the disk is full: it waits
                log.warning("webhooks are told later: %s", exc.sentence())
            await asyncio.sleep(self._look_every)

    async def notify(self) -> None:
        """Send once what is due now."""
        due = self._webhooks.due(AT_A_TIME)
        if due:
            guard = self._guard or guard_of(self._settings, self._users)
            await asyncio.gather(*(self._send(one, guard) for one in due))

    async def _send(self, due: Due, guard: AddressGuard) -> None:
        one, at = due.delivery, int(time.time())
        secret = secret_of(self._settings, one.webhook)
        headers = {
            "Content-Type": "application/json", "AdFlow-Delivery": one.id,
            "AdFlow-Signature": signature(secret, at, one.body),
        }
        try:
            status = await post(due.url, one.body.encode(), headers, guard)
        except BadAddress as exc:
            self._refused(due, str(exc))
            return
        if 200 <= status < 300:
            self._webhooks.delivered(one.id)
        else:
            self._refused(due, f"It was answered with {status}.")

    def _refused(self, due: Due, why: str) -> None:
        tried = due.delivery.attempts
        wait = self._waits[tried] if tried < len(self._waits) else None
        self._webhooks.again(due.delivery.id, why, wait)
        log.info("webhook %s did not take %s: %s", due.delivery.webhook, due.delivery.id, why)
