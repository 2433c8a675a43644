"""The web app on paper: real but for what providers make. Not a test: started by some."""

import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import app  # isort: skip  (lays out Chainlit's folder before Chainlit is imported)

from storage.settings import Settings
from tools.pipeline.production import open_production

sys.path.insert(0, str(Path(__file__).parents[2]))
from paper import paper_catalog


@asynccontextmanager
async def on_paper(settings: Settings) -> AsyncIterator[app.Studio]:
    catalog = paper_catalog(settings.home.parent)
    async with open_production(settings, catalog) as production:
        yield app.Studio(production)


os.environ.setdefault("ADFLOW_BRAIN", "guided")
app.main(on_paper)
