"""`adflow doctor`: what this machine offers, and what is in the way."""

import shutil

from rich.console import Console

from agent.brains import GUIDE, check_brain
from agent.faces import cli_draw
from storage.errors import BrainProblem
from storage.settings import Settings
from tools.media.binary import find_ffmpeg

LITTLE_ROOM = 2 << 30                    # bytes; an ad needs about 300 MB


async def examine(settings: Settings, screen: Console, *, as_json: bool) -> int:
    """Print the facts; 1 if something is in the way. Raises EnvironmentProblem."""
    settings.prepare()
    ffmpeg = find_ffmpeg()
    free = shutil.disk_usage(settings.home).free
    brain, answers = await _brain(settings)
    facts = {
        "ffmpeg": f"{ffmpeg.version} ({ffmpeg.path})",
        "data folder": str(settings.home),
        "free space": f"{free / (1 << 30):.1f} GiB",
        "brain": brain,
        "studio": "built in (no key needed)",
    }
    if as_json:
        cli_draw.out(facts)
    else:
        for name, fact in facts.items():
            screen.print(f"{name:>12}  {cli_draw.plain(fact)}", soft_wrap=True)
        if free < LITTLE_ROOM:
            screen.print("[red]Little room on the disk: an ad needs about 300 MB.[/]")
    return int(free < LITTLE_ROOM or not answers)


async def _brain(settings: Settings) -> tuple[str, bool]:
    """Who talks and writes, or what is in the way of it; and whether it can be asked."""
    try:
        name = await check_brain(settings)
    except BrainProblem as exc:
        return exc.sentence(), False
    return ("built-in guide (no key needed)" if name == GUIDE else f"{name}, answers"), True
