"""OpenAI's moderation on loopback: flags texts with the words `flag-<category>` in them.

Endpoint for faults: `openai.moderations`. It costs nothing.
"""

import re
from typing import Any

from aiohttp import web
from desk import DESK, answered, json_body
from openai_rules import Refused, check_key, wrong

ENDPOINT = "openai.moderations"
MODELS = ("omni-moderation-latest", "omni-moderation-2024-09-26")
CATEGORIES = ("harassment", "hate", "self-harm", "sexual", "sexual/minors", "violence")
_FLAG = re.compile(r"flag-([a-z/-]+)")


def routes() -> list[web.RouteDef]:
    """The one route."""
    return [web.post("/openai/v1/moderations", _moderations)]


async def _moderations(request: web.Request) -> web.StreamResponse:
    body = await json_body(request)
    request.app[DESK].see(request, ENDPOINT, body)

    async def work() -> web.Response:
        try:
            check_key(request.headers.get("Authorization", ""))
            results = [_result(text) for text in _checked(body)]
        except Refused as refused:
            return web.json_response(refused.body(), status=refused.status)
        return web.json_response({"id": "modr-1", "model": MODELS[0], "results": results})

    return await answered(request, ENDPOINT, work, _problem)


def _problem(kind: str, status: int) -> web.Response:
    refused = Refused(status, None, f"The server had an error ({kind}).", kind="server_error")
    return web.json_response(refused.body(), status=status)


def _checked(body: Any) -> list[str]:
    if not isinstance(body, dict) or set(body) - {"model", "input"}:
        raise wrong("Unknown parameter.")
    if body.get("model") not in MODELS:
        raise Refused(404, "model_not_found", f"The model `{body.get('model')}` does not exist.")
    texts = [body["input"]] if isinstance(body.get("input"), str) else body.get("input")
    if not isinstance(texts, list) or not texts or not all(isinstance(one, str) for one in texts):
        raise wrong("Invalid type for 'input'.", "input")
    return texts


def _result(text: str) -> dict[str, Any]:
    flagged = set(_FLAG.findall(text.lower())) & set(CATEGORIES)
    return {
        "flagged": bool(flagged),
        "categories": {name: name in flagged for name in CATEGORIES},
        "category_scores": {name: 0.98 if name in flagged else 0.001 for name in CATEGORIES},
        "category_applied_input_types": {name: ["text"] for name in CATEGORIES},
    }
