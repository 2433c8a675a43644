"""The worker process's entry: settings from the environment, the registry's providers."""

import asyncio
import gc
import os
import sys

from storage.errors import AdFlowError
from storage.settings import load_settings
from tools.pipeline.worker import run_worker
from tools.providers.registry import catalog_of


def main() -> None:
    """Work until told to stop, or until the process that started us is gone."""
    gc.freeze()
    gc.enable()
    parent = os.environ.get("ADFLOW_PARENT")
    try:
        settings = load_settings()
        asyncio.run(
            run_worker(settings, catalog_of(settings), parent=int(parent) if parent else None)
        )
    except AdFlowError as exc:
        sys.stderr.write(f"{exc.sentence()}\n")
        sys.exit(1)
