"""MCP over standard input and output, for the one client that started this process.

Only the protocol goes to standard output. Input is read without a thread, which would wait for the
client's next word after Ctrl-C.
"""

import asyncio
import logging
import os
import stat
import sys
from collections.abc import AsyncIterator
from typing import cast

from anyio import AsyncFile
from mcp.server.stdio import stdio_server
from rich.console import Console

from agent.faces.mcp import Caller, Sessions, create_server
from agent.serve import a_chat, a_worker
from storage.settings import Settings
from tools.pipeline.production import open_production
from tools.providers.registry import catalog_of

log = logging.getLogger("adflow.mcp")
LONGEST_LINE = 70_000_000                # bytes: a file of 50 MB as base64


async def over_stdio(settings: Settings, owner: str, screen: Console) -> int:
    """Serve the client until it goes. Returns the exit code."""
    if sys.stdin.isatty():
        screen.print("This waits for an MCP client on its input: see docs/mcp.md. Ctrl-C ends it.")
    async with (open_production(settings, catalog_of(settings)) as production,
                a_worker(settings), a_chat(settings) as page):
        server = create_server(Sessions(
            production=lambda: production, caller=lambda: Caller(owner, f"mcp:{owner}"),
            page=page, here=True))
        async with stdio_server(stdin=await _input()) as (reads, writes):
            await server.run(reads, writes, server.create_initialization_options())
    return 0


async def _input() -> AsyncFile[str] | None:
    """Standard input, line by line; None for a file, which is at its end soon enough."""
    mode = os.fstat(sys.stdin.fileno()).st_mode
    if not (stat.S_ISFIFO(mode) or stat.S_ISSOCK(mode) or sys.stdin.isatty()):
        return None
    reader = asyncio.StreamReader(limit=LONGEST_LINE)
    await asyncio.get_running_loop().connect_read_pipe(
        lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    return cast("AsyncFile[str]", _lines(reader))        # all that is done with it is to iterate


async def _lines(reader: asyncio.StreamReader) -> AsyncIterator[str]:
    try:
        while line := await reader.readline():
            yield line.decode("utf-8", errors="replace")
    except ValueError:                       # what came after it cannot be told apart any more
        log.error("the client sent more than %d bytes at once; it is left", LONGEST_LINE)
