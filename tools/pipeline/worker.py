"""The worker process: the only one that launches DBOS. One per data folder, held by a lock file.

It calls providers and FFmpeg, writes finished media to the library, and owns no other state. Kill
it at any moment: started again, it goes on with every job where it was.
"""

import asyncio
import logging
import os
import signal
import sqlite3

from dbos import DBOS, DBOSConfig, DBOSPortableJSONSerializer

from storage.lock import held, worker_lock
from storage.settings import Settings
from tools.pipeline import jobs
from tools.pipeline.command import APPLICATION, RENDER_QUEUE, VERSION, database_url
from tools.pipeline.workshop import Workshop, install
from tools.providers.catalog import Catalog
from tools.providers.client import trust

# Fixed, as the version is: after a crash DBOS resumes only what the same executor began.
EXECUTOR = "worker"
RENDERS_AT_A_TIME = 4
WARM_AFTER = 4.0                         # seconds


async def run_worker(
    settings: Settings, catalog: Catalog, *, parent: int | None = None
) -> None:
    """Work until told to stop (SIGTERM, SIGINT) or until the process `parent` is gone."""
    settings.prepare()
    with held(worker_lock(settings), "A worker"):
        shop = Workshop(settings, catalog)
        shop.clear_drafts()
        install(shop)
        await launch(settings)
        warming = asyncio.create_task(_warm_up(shop))
        try:
            await _until_told(parent)
        finally:
            warming.cancel()
            await asyncio.to_thread(DBOS.destroy, workflow_completion_timeout_sec=0)


async def launch(settings: Settings) -> None:
    """Start DBOS on the data folder's database, with the queue of renders."""
    with sqlite3.connect(settings.jobs_database) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
    connection.close()
    logging.getLogger("dbos").setLevel(logging.WARNING)
    DBOS(config=DBOSConfig(
        name=APPLICATION,
        system_database_url=database_url(settings),
        application_version=VERSION,
        executor_id=EXECUTOR,
        serializer=DBOSPortableJSONSerializer(),
        log_level="WARNING",
        enable_otlp=False,
    ))
    DBOS.launch()
    await DBOS.register_queue_async(
        RENDER_QUEUE, worker_concurrency=RENDERS_AT_A_TIME,
        polling_interval_sec=jobs.RENDERS_EVERY
    )


async def _warm_up(shop: Workshop) -> None:
    """Have ready what the first jobs need, once the chat starting beside us has had its turn."""
    await asyncio.sleep(WARM_AFTER)
    await asyncio.to_thread(trust)
    shop.warm_up()


async def _until_told(parent: int | None) -> None:
    told = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, told.set)
    while not told.is_set():
        try:
            await asyncio.wait_for(told.wait(), timeout=0.5)
        except TimeoutError:
            if parent is not None and os.getppid() != parent:
                return
