"""Files out of a thread, fetched with the bot's token into a folder that goes with the turn."""

import logging
import shutil
import tempfile
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

from agent.conversation import Upload
from agent.faces.slack_client import MOST_BYTES, SlackClient
from agent.faces.slack_heard import GivenFile, Heard
from agent.faces.slack_page import patiently
from storage.errors import BadInput

log = logging.getLogger("adflow.slack")
_PREFIX = ".slack-"
MOST_FILES = 10


def clear(home: Path) -> None:
    """Remove what a process that died has left."""
    for left in home.glob(f"{_PREFIX}*"):
        shutil.rmtree(left, ignore_errors=True)


@asynccontextmanager
async def fetched(
    client: SlackClient, home: Path, heard: Heard
) -> AsyncIterator[tuple[Sequence[Upload], Sequence[BadInput]]]:
    """A message's files, and why those that are missing are not there."""
    uploads, problems = list[Upload](), list[BadInput]()
    with tempfile.TemporaryDirectory(dir=home, prefix=_PREFIX) as folder:
        for number, given in enumerate(heard.files[:MOST_FILES]):
            path = Path(folder) / str(number)            # names from outside reach no disk
            try:
                await _fetch(client, given, path)
            except BadInput as exc:
                problems.append(exc)
            else:
                uploads.append(Upload(given.name, path))
        yield uploads, problems


async def _fetch(client: SlackClient, given: GivenFile, path: Path) -> None:
    """Fetch one. Raises BadInput."""
    if given.size > MOST_BYTES:
        raise BadInput(f"{given.name} is too large: a file may have {MOST_BYTES // 1_000_000} MB.",
                       "Make it smaller.")

    async def work() -> None:
        url = given.url
        if not url:                                      # shared from another workspace
            known = await client.file(given.id)
            url = str(known.get("url_private_download") or known.get("url_private") or "")
        await client.fetch(url, path)

    if not await patiently(work):
        raise BadInput(f"Slack does not hand out {given.name}.", "Upload it into the thread.")
