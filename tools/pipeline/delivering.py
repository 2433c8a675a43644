"""A finished film as a program wants it: another format, smaller, or with a watermark.

It is worked out once and lies among what can be worked out again (`Settings.derived`), whole or not
at all. One at a time in this process: an encoder takes all it is given.
"""

import asyncio
import hashlib
from pathlib import Path
from weakref import WeakKeyDictionary

from storage.errors import NotFound
from tools.media.deliver import Delivery, deliver
from tools.pipeline.briefing import check_text
from tools.pipeline.export import make_folder, written_whole
from tools.pipeline.film import film_of
from tools.pipeline.production import Production

_turns: WeakKeyDictionary[asyncio.AbstractEventLoop, asyncio.Lock] = WeakKeyDictionary()


async def delivered(production: Production, owner: str, render: str, wanted: Delivery) -> Path:
    """The file of a render's film. Raises NotFound, BadInput for words that cannot be drawn,
    MediaFailed, DiskFull."""
    row = production.quotes.render(render)
    if row.owner != owner or row.status != "done" or not row.whole:
        raise NotFound("This film is not known.", "Render it first.")
    check_text(wanted.watermark, "watermark")
    board = production.projects.storyboard(row.project, row.version)
    cut = film_of(board, production.plan(board), production.library, owner).cut
    told = f"{cut.sha256} {wanted.model_dump_json()}"
    name = hashlib.sha256(told.encode()).hexdigest()
    folder = production.settings.derived
    target = folder / f"{name}.{wanted.format}"
    async with _turns.setdefault(asyncio.get_running_loop(), asyncio.Lock()):
        if not await asyncio.to_thread(target.exists):
            make_folder(folder)
            with written_whole(target) as draft:
                await deliver(production.path(cut), wanted, draft, lambda _: None)
    return target
