"""Tasks at Runware: free ones, paid ones handed in exactly once, and asking how a paid one is.

Invariant: after an answer that nobody can read, a paid task is asked for by its id before it is
sent again, and it is never sent under another id. A free task gets a fresh id at every try.
"""

import asyncio
import uuid

from storage.errors import JobFailed, ProviderBusy, ProviderLost
from tools.providers import runware_wire as wire
from tools.providers.client import Answer
from tools.providers.pace import Pace
from tools.providers.runware_wire import Item, Trouble
from tools.providers.transport import CHECK, LATER, Transport

ADDRESS = "https://api.runware.ai/v1"
SENDINGS = 3                             # of one paid task, under one id
TRIES = 3                                # of a free task whose answer was lost on the way


class Tasks:
    """Runware's one address."""

    def __init__(self, pace: Pace | None = None) -> None:
        self.line = Transport("runware", "Runware", ADDRESS, pace)

    async def free(self, task: Item, what: str) -> Item:
        """Do a task that costs nothing; its item. Raises what `wire.failure` says."""
        found: Trouble | None = None
        for _ in range(TRIES):
            task = {**task, "taskUUID": str(uuid.uuid4())}
            answer = await self._safe(task)
            if items := wire.results(answer, task["taskUUID"]):
                return items[0]
            found = wire.trouble(answer, task["taskUUID"])
            if found is None or found.family != "conflict":
                break                    # a conflict: it was done, but its answer was lost
        if found is None or found.family == "conflict":
            raise ProviderBusy(f"Runware gives no answer about a {what}.", LATER)
        raise wire.failure(found, what)

    async def hand_in(self, task: Item) -> Trouble | None:
        """Send a paid task until it is known to be accepted (None) or refused.

        Raises ProviderBusy if it was not accepted, ProviderLost if that stays unknown.
        """
        lost: ProviderLost | None = None
        for sending in range(SENDINGS):
            if lost is not None:
                await asyncio.sleep(self.line.pace.polls(sending))
                if await self._is_known(task["taskUUID"]):
                    return None
            try:
                answer = await self.line.once(
                    "POST", headers=self._headers(), body=[task], again=wire.send_again)
            except ProviderLost as exc:
                lost = exc
                continue
            found = wire.trouble(answer, task["taskUUID"])
            if wire.is_accepted(answer, task["taskUUID"]):
                return None
            if found is not None and not wire.is_unclear(answer, found):
                return found
            lost = self.line.lost(f"answers {answer.status} with nothing that can be read")
        if lost is not None and await self._is_known(task["taskUUID"]):
            return None
        raise lost or self.line.lost("gives no answer")

    async def poll(self, task: str, what: str) -> Item | None:
        """How a paid task is: its item, or None while there is none.

        Raises the task's own failure; ProviderBusy if nothing could be learned now.
        """
        answer = await self._ask(task)
        if items := wire.results(answer, task):
            return next((one for one in items if wire.is_done(one)), items[0])
        found = wire.trouble(answer, task)
        if found is None:
            return None
        error = wire.failure(found, what)
        if isinstance(error, ProviderBusy):
            raise JobFailed(str(error), error.next_step) if found.ours else error
        if found.ours:
            raise error
        # The question was refused, not the task: what was bought can still be fetched.
        raise ProviderLost(str(error), f"{error.next_step} {CHECK}")

    async def _is_known(self, task: str) -> bool:
        """Whether Runware has a task of this id, in whatever state."""
        try:
            answer = await self._ask(task)
        except ProviderBusy:
            return False
        found = wire.trouble(answer, task)
        return bool(wire.results(answer, task)) or bool(found and found.ours)

    async def _ask(self, task: str) -> Answer:
        return await self._safe({"taskType": "getResponse", "taskUUID": task})

    async def _safe(self, task: Item) -> Answer:
        return await self.line.safe(
            "POST", headers=self._headers(), body=[task], again=wire.ask_again)

    def _headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.line.key()}"}
