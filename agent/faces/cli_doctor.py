"""`adflow doctor`: what this machine offers, and what is in the way."""

import shutil

from rich.console import Console

from agent.faces import cli_draw
from storage.settings import Settings
from tools.media.binary import find_ffmpeg

LITTLE_ROOM = 2 << 30                    # bytes; an ad needs about 300 MB


async def examine(settings: Settings, screen: Console, *, as_json: bool) -> int:
    """Print the facts; 1 if something is in the way. Raises EnvironmentProblem."""
    settings.prepare()
    ffmpeg = find_ffmpeg()
    free = shutil.disk_usage(settings.home).free
    facts = {
        "ffmpeg": f"{ffmpeg.version} ({ffmpeg.path})",
        "data folder": str(settings.home),
        "free space": f"{free / (1 << 30):.1f} GiB",
        "brain": "built-in guide (no key needed)",
        "studio": "built in (no key needed)",
    }
    if as_json:
        cli_draw.out(facts)
    else:
        for name, fact in facts.items():
            screen.print(f"{name:>12}  {cli_draw.plain(fact)}", soft_wrap=True)
        if free < LITTLE_ROOM:
            screen.print("[red]Little room on the disk: an ad needs about 300 MB.[/]")
    return int(free < LITTLE_ROOM)
