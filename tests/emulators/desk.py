"""What all emulators share: charges, armed faults, simulated time, made files, seen requests.

An emulator is a module `<provider>_emulator.py` beside this file with one function:

    def routes() -> list[web.RouteDef]         paths start with /<provider>/

Its handlers take the desk by `request.app[DESK]`, keep what they must remember in `desk.memory`
(emptied by /_reset) and answer through `answered(…)`, which plays the armed faults. Invariant: a
charge is written when a paid job is accepted and at no other time, so `GET /_charges` is the truth
that a client's ledger is compared with.
"""

import asyncio
import dataclasses
import json
import time
import uuid
from collections import Counter, deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

# Before: nothing was accepted. After: the work is done, but its answer does not arrive whole.
# Job: what becomes of an accepted job. Download: what becomes of a finished file.
BEFORE = ("rate_limited", "server_error", "unavailable", "moderation", "no_credit", "bad_key",
          "hang_before", "expired")
AFTER = ("server_error_after", "hang_after", "cut", "truncated", "malformed", "wrong_type")
JOB = ("stuck", "slow", "failed", "moderated")
KINDS = (*BEFORE, *AFTER, *JOB)
STATUS = {"rate_limited": 429, "server_error": 500, "unavailable": 503, "moderation": 400,
          "no_credit": 402, "bad_key": 401, "expired": 403, "server_error_after": 500}
BALANCE = 1_000_000_000                  # microdollars that every account starts with
SLOW = 4                                 # times the usual latency
LONGEST_TEXT = 200                       # of a string kept in the list of requests


@dataclass
class Fault:
    """One armed fault: `endpoint` is `<provider>.<what>`, `count` how often it strikes.

    `seconds` is how long a hang lasts, `retry_after` the header sent with a 429 or 503; `after`
    lets that many calls pass first.
    """

    endpoint: str
    kind: str
    count: int = 1
    seconds: float = 30.0
    retry_after: float | None = None
    after: int = 0


@dataclass
class Making:
    """An accepted job: its file is made while the simulated time passes."""

    provider: str
    id: str
    due: float                           # on the clock of `time.monotonic`
    seconds: float                       # the simulated time as a whole
    work: asyncio.Task[bytes]
    media_type: str
    suffix: str
    fate: str = ""                       # the fault of the job, if it has one
    about: dict[str, Any] = field(default_factory=dict)

    @property
    def state(self) -> str:
        """`running`, `failed` or `done`."""
        if self.fate == "stuck" or time.monotonic() < self.due or not self.work.done():
            return "running"
        return "failed" if self.fate in ("failed", "moderated") else "done"

    async def ended(self) -> None:
        """Return when the simulated time has passed and the file is made; a stuck one never."""
        await asyncio.sleep(1e6 if self.fate == "stuck" else max(0.0, self.due - time.monotonic()))
        await self.work

    @property
    def progress(self) -> int:
        """Per cent of the simulated time that have passed, at most 90."""
        left = max(0.0, self.due - time.monotonic())
        return min(90, round(100 * (1 - left / self.seconds))) if self.seconds else 90


class Desk:
    """The state behind all emulators of one process."""

    def __init__(self, factor: float, scale: float) -> None:
        self.factor, self.scale = factor, scale
        self.makers = asyncio.Semaphore(2)
        self.reset()

    def reset(self) -> None:
        """As if nothing had ever been asked."""
        self.charges: dict[str, dict[str, Any]] = {}
        self.faults: list[Fault] = []
        self.struck: Counter[str] = Counter()
        self.jobs: dict[str, Making] = {}
        self.files: dict[str, Making] = {}
        self.requests: deque[dict[str, Any]] = deque(maxlen=5000)
        self.balance: Counter[str] = Counter()
        self.memory: dict[str, Any] = {}

    # Faults

    def arm(self, faults: list[Fault]) -> None:
        """Add faults; those of one endpoint strike in the order in which they were armed."""
        for fault in faults:
            if fault.kind not in KINDS:
                raise web.HTTPBadRequest(text=f"unknown fault {fault.kind}; known: {KINDS}")
        self.faults += faults

    def strike(self, endpoint: str, kinds: tuple[str, ...]) -> Fault | None:
        """The fault that is due at this endpoint, used up by one; None if there is none."""
        for fault in self.faults:
            if fault.endpoint != endpoint or fault.kind not in kinds or not fault.count:
                continue
            if fault.after:
                fault.after -= 1
                return None
            fault.count -= 1
            self.struck[f"{endpoint} {fault.kind}"] += 1
            return fault
        return None

    # Money

    def can_pay(self, provider: str, microdollars: int) -> bool:
        """Whether the account still has that much."""
        return self.left(provider) >= microdollars

    def left(self, provider: str) -> int:
        """The account's balance in microdollars."""
        return BALANCE + self.balance[provider]

    def charge(self, provider: str, id_: str, model: str, microdollars: int) -> None:
        """Book an accepted paid job; the same id twice is two charges, as it would be."""
        key = id_ if id_ not in self.charges else f"{id_}#{uuid.uuid4().hex[:6]}"
        self.charges[key] = {"provider": provider, "id": id_, "model": model,
                             "microdollars": microdollars, "at": time.time()}
        self.balance[provider] -= microdollars

    def refund(self, provider: str, id_: str) -> None:
        """Take back the charge of a job that failed at the provider's."""
        charge = self.charges.pop(id_, None)
        if charge:
            self.balance[provider] += charge["microdollars"]

    # Jobs and files

    def start(
        self, provider: str, id_: str, endpoint: str, seconds: float,
        make: Callable[[], bytes], media_type: str, suffix: str, **about: Any,
    ) -> Making:
        """Accept a job: it takes `seconds` of real time at the provider's, scaled by the factor."""
        fault = self.strike(endpoint, JOB)
        fate = fault.kind if fault else ""
        took = seconds * self.factor * (SLOW if fate == "slow" else 1)
        job = Making(
            provider=provider, id=id_, due=time.monotonic() + took, seconds=took,
            work=asyncio.create_task(self._make(make)), media_type=media_type, suffix=suffix,
            fate=fate, about=about,
        )
        self.jobs[f"{provider}:{id_}"] = job
        return job

    async def _make(self, make: Callable[[], bytes]) -> bytes:
        async with self.makers:
            return await asyncio.to_thread(make)

    def job(self, provider: str, id_: str) -> Making | None:
        """The job of this id, if it was ever accepted."""
        return self.jobs.get(f"{provider}:{id_}")

    def url(self, request: web.Request, job: Making) -> str:
        """A fresh address of a finished job's file."""
        token = uuid.uuid4().hex
        self.files[token] = job
        return f"{request.url.origin()}/{job.provider}/_files/{token}{job.suffix}"

    def see(self, request: web.Request, endpoint: str, body: Any) -> None:
        """Keep what was asked, without the key, for tests that compare clients."""
        headers = {
            name.lower(): "…" if name.lower().endswith(("authorization", "api-key")) else value
            for name, value in request.headers.items()
        }
        self.requests.append({
            "endpoint": endpoint, "method": request.method, "path": request.path,
            "query": dict(request.query), "headers": headers, "body": _short(body),
            "at": time.monotonic(),
        })


DESK = web.AppKey("desk", Desk)
Problem = Callable[[str, int], web.Response]


async def answered(
    request: web.Request, endpoint: str, work: Callable[[], Awaitable[web.Response]],
    problem: Problem,
) -> web.StreamResponse:
    """Answer one call: `work` accepts it, `problem(kind, status)` words a refusal of the provider.

    Plays the fault that is armed for the endpoint, if one is due.
    """
    desk = request.app[DESK]
    if fault := desk.strike(endpoint, BEFORE):
        if fault.kind == "hang_before":
            await asyncio.sleep(fault.seconds)
            return _dropped(request)
        return _refused(fault, problem)
    response = await work()
    fault = desk.strike(endpoint, AFTER) if response.status < 400 else None
    return await _spoiled(request, response, fault, problem) if fault else response


def _refused(fault: Fault, problem: Problem) -> web.Response:
    response = problem(fault.kind, STATUS[fault.kind])
    if fault.retry_after is not None:
        response.headers["Retry-After"] = f"{fault.retry_after:g}"
    return response


async def _spoiled(
    request: web.Request, response: web.Response, fault: Fault, problem: Problem
) -> web.StreamResponse:
    body = response.body if isinstance(response.body, bytes) else b""
    if fault.kind == "server_error_after":
        return problem(fault.kind, 500)
    if fault.kind == "hang_after":
        await asyncio.sleep(fault.seconds)
        return _dropped(request)
    if fault.kind == "malformed":
        return web.Response(body=body[: len(body) // 2], content_type="application/json")
    if fault.kind == "truncated":
        return web.Response(body=body[: len(body) // 2], content_type=response.content_type)
    if fault.kind == "wrong_type":
        return web.Response(text="<!doctype html><html><body>Welcome to the Wi-Fi of Hotel "
                                 "Loopback. Please sign in.</body></html>",
                            content_type="text/html")
    cut = web.StreamResponse(headers={"Content-Type": response.content_type})
    cut.content_length = len(body)
    await cut.prepare(request)
    await cut.write(body[: len(body) // 2])
    _dropped(request)
    return cut


def _dropped(request: web.Request) -> web.Response:
    if request.transport is not None:
        request.transport.abort()
    return web.Response(status=499)


async def give_file(request: web.Request) -> web.StreamResponse:
    """`GET /<provider>/_files/<token>`: a finished file, at an address that may expire."""
    desk, token = request.app[DESK], request.match_info["token"].partition(".")[0]
    provider = request.match_info["provider"]
    desk.see(request, f"{provider}.download", None)

    def problem(kind: str, status: int) -> web.Response:
        if kind == "expired":
            desk.files.pop(token, None)
        return web.Response(status=status, text=f"<Error>{kind}</Error>",
                            content_type="application/xml")

    async def work() -> web.Response:
        job = desk.files.get(token)
        if job is None:
            return problem("expired", 403)
        return web.Response(body=await job.work, content_type=job.media_type)

    return await answered(request, f"{provider}.download", work, problem)


async def _charges(request: web.Request) -> web.Response:
    charges = list(request.app[DESK].charges.values())
    totals: Counter[str] = Counter()
    for charge in charges:
        totals[charge["provider"]] += charge["microdollars"]
    return web.json_response({"charges": charges, "total": sum(totals.values()),
                              "by_provider": dict(totals)})


async def _faults(request: web.Request) -> web.Response:
    """`POST` arms one fault or a list of them, `GET` tells both.

    `DELETE` disarms all; jobs that were stuck go on.
    """
    desk = request.app[DESK]
    if request.method == "DELETE":
        desk.faults.clear()
        for job in desk.jobs.values():
            job.fate = "" if job.fate == "stuck" else job.fate
    if request.method == "POST":
        given = await request.json()
        desk.arm([Fault(**one) for one in (given if isinstance(given, list) else [given])])
    armed = [dataclasses.asdict(one) for one in desk.faults if one.count]
    return web.json_response({"armed": armed, "struck": dict(desk.struck)})


async def _requests(request: web.Request) -> web.Response:
    return web.json_response(list(request.app[DESK].requests))


async def _reset(request: web.Request) -> web.Response:
    request.app[DESK].reset()
    return web.json_response({})


async def _balance(request: web.Request) -> web.Response:
    """`POST /_balance {"runware": 0.5}`: set an account's balance, in dollars."""
    desk = request.app[DESK]
    for provider, dollars in (await request.json()).items():
        desk.balance[provider] = round(dollars * 1_000_000) - BALANCE
    return web.json_response({})


def routes() -> list[web.RouteDef]:
    """The desk's own addresses."""
    return [
        web.get("/_charges", _charges),
        web.get("/_faults", _faults),
        web.post("/_faults", _faults),
        web.delete("/_faults", _faults),
        web.get("/_requests", _requests),
        web.post("/_balance", _balance),
        web.post("/_reset", _reset),
        web.get("/{provider}/_files/{token}", give_file),
    ]


def _short(value: Any) -> Any:
    if isinstance(value, str) and len(value) > LONGEST_TEXT:
        return f"{value[:LONGEST_TEXT]}…({len(value)})"
    if isinstance(value, dict):
        return {key: _short(one) for key, one in value.items()}
    return [_short(one) for one in value] if isinstance(value, list) else value


async def json_body(request: web.Request) -> Any:
    """The request's JSON, or None where it is none."""
    try:
        return json.loads(await request.read())
    except ValueError:
        return None

