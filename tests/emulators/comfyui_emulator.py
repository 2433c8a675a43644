"""A ComfyUI server on loopback, under `/comfyui`: queue, history, files, and the WebSocket.

Built from `shared/contracts/comfyui.md`. Verified there: all paths and shapes, one prompt at a time
in the order of its number, what is validated before a prompt is taken, the order of events
(`execution_success`, then the history's entry, then `executing` with no node), that a second socket
replaces the first of its client, that a deleted prompt leaves no trace and an interrupted one an
error. Stricter than the server: unknown fields of a prompt are refused. As at the server, a prompt
that is sent twice is made twice. Nothing is ever charged.

Endpoints for faults: `comfyui.prompt`, `comfyui.history`, `comfyui.queue`, `comfyui.interrupt`,
`comfyui.upload`, `comfyui.view`, `comfyui.stats`. A `stuck` prompt runs for ever and says nothing.
"""

import asyncio
import itertools
import re
import time
import uuid
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from aiohttp import WSMsgType, web
from desk import DESK, JOB, SLOW, Desk, answered, json_body
from drawn import picture

Check = Callable[[Any], bool]
Body = dict[str, Any]
LATENCY = 10.0
STEPS = 4                                # events of progress that a prompt sends
CHECKPOINTS = ("sd_xl_base_1.0.safetensors", "juggernaut.safetensors")
PROMPT = {"prompt", "client_id", "prompt_id", "extra_data", "front", "number",
          "partial_execution_targets"}
_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")


@dataclass(frozen=True)
class Number:
    """A number's kind and limits."""

    kind: type
    least: float
    most: float


LINK, TEXT, SIDE = "link", "text", Number(int, 16, 16384)
SEED = Number(int, 0, 2**64 - 1)
# Per class its inputs, and whether it is an output.
NODES: dict[str, tuple[dict[str, Any], bool]] = {
    "CheckpointLoaderSimple": ({"ckpt_name": CHECKPOINTS}, False),
    "CLIPTextEncode": ({"text": TEXT, "clip": LINK}, False),
    "EmptyLatentImage": ({"width": SIDE, "height": SIDE, "batch_size": Number(int, 1, 64)}, False),
    "KSampler": ({
        "model": LINK, "positive": LINK, "negative": LINK, "latent_image": LINK, "seed": SEED,
        "steps": Number(int, 1, 10_000), "cfg": Number(float, 0, 100),
        "sampler_name": ("euler", "dpmpp_2m"), "scheduler": ("normal", "karras"),
        "denoise": Number(float, 0, 1)}, False),
    "VAEDecode": ({"samples": LINK, "vae": LINK}, False),
    "VAEEncode": ({"pixels": LINK, "vae": LINK}, False),
    "LoadImage": ({"image": "file"}, False),
    "SaveImage": ({"images": LINK, "filename_prefix": TEXT}, True),
    "PreviewImage": ({"images": LINK}, True),
}


@dataclass
class Prompt:
    """One accepted prompt."""

    number: float
    id: str
    graph: Body
    client: str
    extra: Body
    fate: str = ""
    stop: asyncio.Event = field(default_factory=asyncio.Event)

    def row(self) -> list[Any]:
        return [self.number, self.id, self.graph, self.extra, self.outputs()]

    def outputs(self) -> list[str]:
        return [id_ for id_, node in self.graph.items() if NODES[node["class_type"]][1]]


class Server:
    """The state of the one server of a desk."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.numbers = itertools.count()
        self.pending: list[Prompt] = []
        self.running: Prompt | None = None
        self.history: dict[str, Body] = {}
        self.sockets: dict[str, web.WebSocketResponse] = {}
        self.inputs: dict[str, bytes] = {}
        self.made: dict[str, bytes] = {}
        self.work: asyncio.Task[None] | None = None

    def take(self, prompt: Prompt) -> None:
        self.pending.append(prompt)
        self.pending.sort(key=lambda one: one.number)
        if self.work is None or self.work.done():
            self.work = asyncio.create_task(self._run())

    def left(self) -> int:
        return len(self.pending) + (self.running is not None)

    async def send(self, client: str | None, kind: str, data: Body) -> None:
        """An event to one client, or to all."""
        targets = list(self.sockets.values()) if client is None else [
            one for name, one in self.sockets.items() if name == client]
        for socket in targets:
            with suppress(ConnectionError):              # a client that left in this moment
                await socket.send_json({"type": kind, "data": data})

    async def status(self) -> None:
        await self.send(None, "status", {"status": {"exec_info": {"queue_remaining": self.left()}}})

    async def _run(self) -> None:
        while self.pending:
            prompt = self.running = self.pending.pop(0)
            await self.status()
            status, outputs = await self._execute(prompt)
            self.history[prompt.id] = {
                "prompt": prompt.row(), "outputs": outputs, "status": status, "meta": {}}
            await self.send(prompt.client, "executing",
                            {"node": None, "display_node": None, "prompt_id": prompt.id})
            self.running = None
            await self.status()

    async def _execute(self, prompt: Prompt) -> tuple[Body, Body]:
        messages: list[Any] = []

        async def tell(kind: str, data: Body, to: str | None = "") -> None:
            data = {**data, "prompt_id": prompt.id}
            await self.send(prompt.client if to == "" else to, kind, data)
            if kind.startswith("execution"):
                messages.append([kind, data])

        def ended(good: bool) -> Body:
            return {"status_str": "success" if good else "error", "completed": good,
                    "messages": messages}

        await tell("execution_start", {"timestamp": _now()})
        await tell("execution_cached", {"nodes": [], "timestamp": _now()})
        sampler = next(iter(prompt.graph))
        node = {"node": sampler, "display_node": sampler}
        await tell("executing", node)
        pause = LATENCY * self.desk.factor * (SLOW if prompt.fate == "slow" else 1) / STEPS
        for step in range(1, STEPS + 1):
            if prompt.fate == "stuck" or not await _waited(prompt.stop, pause):
                await prompt.stop.wait()
                await tell("execution_interrupted", {
                    "node_id": sampler, "node_type": "KSampler", "executed": []}, None)
                return ended(False), {}
            await tell("progress", {"value": step, "max": STEPS, "node": sampler})
            if prompt.client in self.sockets and not self.sockets[prompt.client].closed:
                await self.sockets[prompt.client].send_bytes(b"\0\0\0\1\0\0\0\1\xff\xd8preview")
        if prompt.fate == "failed":
            await tell("execution_error", {
                "node_id": sampler, "node_type": "KSampler", "executed": [],
                "exception_message": "Allocation on device 0 would exceed allowed memory.",
                "exception_type": "torch.OutOfMemoryError", "traceback": [], "current_inputs": {},
                "current_outputs": []})
            return ended(False), {}
        outputs = {}
        for id_ in prompt.outputs():
            name = f"adflow_{len(self.made) + 1:05}_.png"
            kind = "output" if prompt.graph[id_]["class_type"] == "SaveImage" else "temp"
            self.made[name] = await asyncio.to_thread(self._drawn, prompt)
            outputs[id_] = {"images": [{"filename": name, "subfolder": "", "type": kind}]}
            await tell("executed", {"node": id_, "display_node": id_, "output": outputs[id_]})
        await tell("execution_success", {"timestamp": _now()})
        return ended(True), outputs

    def _drawn(self, prompt: Prompt) -> bytes:
        nodes = list(prompt.graph.values())
        sampler = next((one for one in nodes if one["class_type"] == "KSampler"), None)
        words = next(one["inputs"]["text"] for one in nodes if "text" in one["inputs"])
        if sampler is not None:
            words = prompt.graph[sampler["inputs"]["positive"][0]]["inputs"]["text"]
        size = next(((one["inputs"]["width"], one["inputs"]["height"]) for one in nodes
                     if one["class_type"] == "EmptyLatentImage"), (1024, 1024))
        given = [self.inputs[one["inputs"]["image"]] for one in nodes
                 if one["class_type"] == "LoadImage"]
        return picture(size, words, given, self.desk.scale, ".png")


async def _waited(stop: asyncio.Event, seconds: float) -> bool:
    """Wait; False where it was stopped meanwhile."""
    try:
        await asyncio.wait_for(stop.wait(), seconds)
    except TimeoutError:
        return True
    return False


def _now() -> int:
    return round(time.time() * 1000)


def server_of(request: web.Request) -> Server:
    desk = request.app[DESK]
    found: Server = desk.memory.setdefault("comfyui", Server(desk))
    return found


def routes() -> list[web.RouteDef]:
    """The server's paths."""
    return [
        web.post("/comfyui/prompt", _handler("comfyui.prompt", _prompt)),
        web.get("/comfyui/history/{id}", _handler("comfyui.history", _history)),
        web.get("/comfyui/queue", _handler("comfyui.queue", _queue)),
        web.post("/comfyui/queue", _handler("comfyui.queue", _delete)),
        web.post("/comfyui/interrupt", _handler("comfyui.interrupt", _interrupt)),
        web.post("/comfyui/upload/image", _handler("comfyui.upload", _upload)),
        web.get("/comfyui/view", _handler("comfyui.view", _view)),
        web.get("/comfyui/system_stats", _handler("comfyui.stats", _stats)),
        web.get("/comfyui/ws", _socket),
    ]


def _handler(endpoint: str, work: Any) -> Any:
    def problem(kind: str, status: int) -> web.Response:
        return web.Response(status=status, text=f"{status}: {kind}")

    async def handle(request: web.Request) -> web.StreamResponse:
        sends = request.method == "POST" and endpoint != "comfyui.upload"
        body = await json_body(request) if sends else None
        request.app[DESK].see(request, endpoint, body)
        if "Origin" in request.headers:
            return web.Response(status=403)

        async def accept() -> web.Response:
            answer: web.Response = await work(request, body)
            return answer

        return await answered(request, endpoint, accept, problem)

    return handle


def _error(kind: str, message: str, nodes: Body | None = None) -> web.Response:
    return web.json_response({
        "error": {"type": kind, "message": message, "details": "", "extra_info": {}},
        "node_errors": nodes or {}}, status=400)


async def _prompt(request: web.Request, body: Any) -> web.Response:
    server, graph = server_of(request), body.get("prompt") if isinstance(body, dict) else None
    if not isinstance(body, dict):
        return web.Response(status=500)
    if not isinstance(graph, dict):
        return _error("no_prompt", "No prompt provided")
    if unknown := set(body) - PROMPT:
        return _error("invalid_prompt", f"unknown fields {sorted(unknown)}")
    id_ = body.get("prompt_id", str(uuid.uuid4()))
    if not isinstance(id_, str) or not _UUID.fullmatch(id_):
        return _error("invalid_prompt_id", "prompt_id must be a canonical UUID")
    for name, node in graph.items():
        if not isinstance(node, dict) or node.get("class_type") not in NODES:
            return _error("invalid_prompt", f"Cannot execute because node {name} does not exist.")
    if not any(NODES[node["class_type"]][1] for node in graph.values()):
        return _error("prompt_no_outputs", "Prompt has no outputs")
    wrong = {name: {"errors": found, "dependent_outputs": [], "class_type": node["class_type"]}
             for name, node in graph.items() if (found := _wrong(server, graph, node))}
    if wrong:
        return _error("prompt_outputs_failed_validation", "Prompt outputs failed validation", wrong)
    fault = request.app[DESK].strike("comfyui.prompt", JOB)
    prompt = Prompt(number=next(server.numbers), id=id_, graph=graph,
                    client=body.get("client_id", ""), extra=body.get("extra_data", {}),
                    fate=fault.kind if fault else "")
    server.take(prompt)
    return web.json_response({"prompt_id": id_, "number": prompt.number, "node_errors": {}})


def _wrong(server: Server, graph: Body, node: Body) -> list[Body]:
    """What is wrong with a node's inputs, as the server says it."""
    found = []
    for name, want in NODES[node["class_type"]][0].items():
        if trouble := _trouble(server, graph, want, node["inputs"].get(name)):
            kind, details = trouble
            found.append({"type": kind, "message": kind.replace("_", " ").capitalize(),
                          "details": f"{name}{details}", "extra_info": {}})
    return found


def _trouble(server: Server, graph: Body, want: Any, value: Any) -> tuple[str, str] | None:
    """The kind of error of one input, and what is added to its name; None if it is good."""
    if value is None:
        return "required_input_missing", ""
    if isinstance(want, Number):
        return _trouble_of_number(want, value)
    good = {
        LINK: isinstance(value, list) and len(value) == 2 and value[0] in graph,
        TEXT: isinstance(value, str), "file": isinstance(value, str) and value in server.inputs,
    }
    if isinstance(want, tuple):
        return None if value in want else (
            "value_not_in_list", f": '{value}' not in {list(want)}")
    bad = {LINK: ("bad_linked_input", ""), TEXT: ("invalid_input_type", ""),
           "file": ("custom_validation_failed", f" - Invalid image file: {value}")}
    return None if good[want] else bad[want]


def _trouble_of_number(want: Number, value: Any) -> tuple[str, str] | None:
    if type(value) not in (int, want.kind):
        return "invalid_input_type", ""
    if value < want.least:
        return "value_smaller_than_min", ""
    return ("value_bigger_than_max", "") if value > want.most else None


async def _history(request: web.Request, body: Any) -> web.Response:
    id_, server = request.match_info["id"], server_of(request)
    return web.json_response({id_: server.history[id_]} if id_ in server.history else {})


async def _queue(request: web.Request, body: Any) -> web.Response:
    server = server_of(request)
    return web.json_response({
        "queue_running": [server.running.row()] if server.running else [],
        "queue_pending": [one.row() for one in server.pending]})


async def _delete(request: web.Request, body: Any) -> web.Response:
    server = server_of(request)
    gone = set(body.get("delete", ()))
    server.pending = [] if body.get("clear") else [
        one for one in server.pending if one.id not in gone]
    await server.status()
    return web.Response(status=200)


async def _interrupt(request: web.Request, body: Any) -> web.Response:
    server = server_of(request)
    named = body.get("prompt_id") if isinstance(body, dict) else None
    if server.running and named in (None, server.running.id):
        server.running.stop.set()
    return web.Response(status=200)


async def _upload(request: web.Request, body: Any) -> web.Response:
    form, server = await request.post(), server_of(request)
    file = form.get("image")
    if not isinstance(file, web.FileField) or "/" in file.filename:
        return web.Response(status=400)
    data, name = file.file.read(), file.filename
    clash = server.inputs.get(name, data) != data and form.get("overwrite") not in ("true", "1")
    name = name.replace(".", " (1).", 1) if clash else name
    server.inputs[name] = data
    return web.json_response({"name": name, "subfolder": form.get("subfolder", ""),
                              "type": form.get("type", "input")})


async def _view(request: web.Request, body: Any) -> web.Response:
    made = server_of(request).made.get(request.query.get("filename", ""))
    if made is None:
        return web.Response(status=404)
    return web.Response(body=made, content_type="image/png")


async def _stats(request: web.Request, body: Any) -> web.Response:
    return web.json_response({
        "system": {"os": "posix", "comfyui_version": "0.38.1", "argv": ["main.py"]},
        "devices": [{"name": "cpu", "type": "cpu", "index": 0, "vram_total": 0, "vram_free": 0}]})


async def _socket(request: web.Request) -> web.StreamResponse:
    if "Origin" in request.headers:
        return web.Response(status=403)
    socket, server = web.WebSocketResponse(), server_of(request)
    await socket.prepare(request)
    client = request.query.get("clientId") or uuid.uuid4().hex
    server.sockets[client] = socket
    await socket.send_json({"type": "status", "data": {
        "status": {"exec_info": {"queue_remaining": server.left()}}, "sid": client}})
    async for message in socket:
        if message.type == WSMsgType.ERROR:
            break
    if server.sockets.get(client) is socket:
        del server.sockets[client]
    return socket
