"""The link that another assistant is given leads a person to the quote, and their click counts."""

import asyncio
import base64
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import Any

import httpx
from mcp import ClientSession
from mcp.client.streamable_http import streamable_http_client

ROOT = Path(__file__).parents[2]


async def assistant(url: str, *calls: tuple[str, dict[str, Any]]) -> list[dict[str, Any]]:
    """What the tools answer, one after another."""
    async with (
        httpx.AsyncClient(trust_env=False, timeout=60) as http,
        streamable_http_client(f"{url}/mcp", http_client=http) as (reads, writes, _),
        ClientSession(reads, writes) as session,
    ):
        await session.initialize()
        told = []
        for name, given in calls:
            if "photo" in given:
                given |= {"photo": told[-1]["sha256"]}
            result = await session.call_tool(name, given)
            assert not result.isError, result
            told.append(result.structuredContent or {})
    return told


def test_the_link_leads_to_the_quote_and_a_click_approves_it(
    paper_studio: Any, open_tab: Any
) -> None:
    photo = base64.b64encode((ROOT / "examples" / "serum.jpg").read_bytes()).decode()
    with ThreadPoolExecutor() as pool:                         # Playwright's loop runs in this one
        told = pool.submit(asyncio.run, assistant(
            paper_studio.url, ("attach_file", {"data": photo, "name": "serum.jpg"}),
            ("update_brief", {"photo": "", "name": "Aurela", "seconds": 8}),
            ("write_storyboard", {}), ("quote_film", {}), ("show_state", {}))).result()
        quote, project = told[3], told[4]["project"]
        page = open_tab(quote["approve_at"]).page
        page.wait_for_selector(".af-quote-pending .af-primary")
        assert "/thread/" in page.url
        assert "$1.00" in page.inner_text(".af-quote-pending")
        page.click(".af-quote-pending .af-primary")
        page.wait_for_selector(".af-quote-pending", state="detached")
        with closing(sqlite3.connect(paper_studio.home / "catalogue.db")) as db:
            decided = db.execute("select status, decided_by from quotes where id = ?",
                                 (quote["quote_id"],)).fetchone()
        assert decided == ("approved", "web:local")
        gone_on = pool.submit(asyncio.run, assistant(
            paper_studio.url, ("open_project", {"project": project}),
            ("render_film", {"quote_id": quote["quote_id"]}))).result()
        assert gone_on[1]["started"] is True
