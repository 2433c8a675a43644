"""Deleting a project after a plain yes to the question of `delete_project`."""

import asyncio
import uuid
from collections.abc import AsyncIterator

from agents import SQLiteSession

from agent.events import Event, Problem, QuoteSettled, Said
from agent.wording import wording
from storage.errors import AdFlowError
from storage.records import Language
from tools.pipeline.deleting import delete
from tools.pipeline.production import Production


async def delete_project(
    production: Production, owner: str, project: str, said: str, session: SQLiteSession,
    language: Language,
) -> AsyncIterator[Event]:
    """Delete it and say so; the director reads in its session what was said (`said`) and done."""
    pending = production.quotes.pending(project)
    try:
        title = production.projects.get(owner, project).title
        freed = await asyncio.to_thread(delete, production, owner, project)
    except AdFlowError as exc:
        yield Problem(message=str(exc), next_step=exc.next_step)
        return
    if pending:
        yield QuoteSettled(quote=pending.id, approved=False)
    told = wording("deleted", language).format(
        title=title or project[:8], megabytes=f"{freed / 1e6:.1f}")
    await session.add_items([
        {"role": "user", "content": said}, {"role": "assistant", "content": told}])
    yield Said(message=uuid.uuid4().hex, text=told)
