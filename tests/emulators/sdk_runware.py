"""Runs in the environment of `runware-sdk`: does what it is told on stdin, prints the results.

    {"url": …, "files": {name: [path, media type]}, "tasks": [{…}]}

A file is uploaded by the SDK too; in a task, `"@name"` stands for its id.
"""

import asyncio
import base64
import json
import sys
from pathlib import Path
from typing import Any

from runware import Runware


async def main() -> None:
    """Upload the files, run the tasks, print what came back as JSON."""
    given = json.load(sys.stdin)
    client = Runware(api_key="rw-of-the-sdk", transport="rest", http_base_url=given["url"])
    names = {
        f"@{name}": await _uploaded(client, path, media_type)
        for name, (path, media_type) in given["files"].items()
    }
    results = [await client.run(_filled(task, names)) for task in given["tasks"]]
    await client.close()
    json.dump(results, sys.stdout)


async def _uploaded(client: Any, path: str, media_type: str) -> str:
    uri = f"data:{media_type};base64,{_encoded(Path(path))}"
    if media_type.startswith("image/"):
        return (await client.run({"taskType": "imageUpload", "image": uri}))[0]["imageUUID"]
    task = {"taskType": "mediaStorage", "operation": "upload", "media": uri}
    return (await client.run(task))[0]["mediaUUID"]


def _encoded(path: Path) -> str:
    return base64.b64encode(path.read_bytes()).decode()


def _filled(value: Any, names: dict[str, str]) -> Any:
    if isinstance(value, dict):
        return {key: _filled(one, names) for key, one in value.items()}
    if isinstance(value, list):
        return [_filled(one, names) for one in value]
    return names.get(value, value) if isinstance(value, str) else value


asyncio.run(main())
