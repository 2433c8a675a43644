"""`adflow doctor`: what this machine offers, whose keys are good, and what is in the way.

Everything is looked at at once and each question to a provider is bounded, so one that is out of
reach holds up nothing; all questions are free. In the way is only what an ad needs as it is set up
now: of other providers it is told how they are, no more.
"""

import asyncio
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from rich.console import Console
from rich.table import Table

from agent.brains import GUIDE, check_brain
from agent.faces import cli_draw
from agent.keys import how_to_set, makers, missing_for_brain
from storage.errors import AdFlowError, BadInput, BadKey, BrainProblem, EnvironmentProblem
from storage.settings import Settings
from tools.media.binary import ENCODERS, FILTERS, find_ffmpeg
from tools.providers import client
from tools.providers.catalog import Catalog
from tools.providers.interface import Accountable
from tools.providers.own_models import BUILT_IN, Own, read_own
from tools.providers.pace import pace_of_process
from tools.providers.registry import catalog_of

LITTLE_ROOM = 2 << 30                    # bytes; an ad needs about 300 MB
WITHIN = 10.0                            # seconds for one question to a provider


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at: in words, and as facts for machines.

    What is not `good` is in the way if it is `needed`; `missing` names keys that are not set.
    """

    name: str
    says: str
    good: bool = True
    needed: bool = True
    next_step: str = ""
    missing: tuple[str, ...] = ()
    facts: Mapping[str, Any] = field(default_factory=dict)

    @property
    def in_the_way(self) -> bool:
        """Whether no ad can be made before this is put right."""
        return self.needed and not self.good

    def as_json(self) -> dict[str, Any]:
        """For machines."""
        return {"good": self.good, "in_the_way": self.in_the_way, "says": self.says,
                "next_step": self.next_step, **self.facts}


async def examine(settings: Settings, screen: Console, *, as_json: bool) -> int:
    """Print what was found; 1 if something is in the way."""
    found = await look(settings)
    in_the_way = [one for one in found if one.in_the_way]
    missing = tuple(key for one in in_the_way for key in one.missing)
    steps = [f"Keys are missing: {', '.join(missing)}. {how_to_set(missing)}"] if missing else []
    steps += [one.next_step for one in in_the_way if one.next_step and not one.missing]
    if as_json:
        cli_draw.out({"ok": not in_the_way, "missing_keys": missing, "next_steps": steps} | {
            one.name.lower().replace(" ", "_"): one.as_json() for one in found})
    else:
        _draw(screen, found, steps)
    return int(bool(in_the_way))


async def look(settings: Settings) -> tuple[Finding, ...]:
    """All findings; what is wrong is one too."""
    own, models = _models(settings)
    catalog = catalog_of(settings, own, pace_of_process().model_copy(update={"attempts": 2}))
    chosen, by = _makers(settings, catalog)
    try:
        asked, slack = await asyncio.gather(asyncio.gather(
            asyncio.to_thread(_ffmpeg), asyncio.to_thread(_data_folder, settings),
            _brain(settings),
            *(_provider(catalog.title(name), one, needed=name in chosen)
              for name, one in catalog.accounts().items()),
        ), _slack(settings))
    finally:
        await client.close()
    ffmpeg, folder, brain, *providers = asked
    return ffmpeg, folder, *models, brain, by, *providers, *slack


def _ffmpeg() -> Finding:
    try:
        found = find_ffmpeg()            # it probes for all of these
    except EnvironmentProblem as exc:
        return Finding("FFmpeg", str(exc), good=False, next_step=exc.next_step)
    return Finding(
        "FFmpeg", f"{found.version}, with {', '.join(ENCODERS)} and {len(FILTERS)} filters\n"
        f"{found.path}", facts={"version": found.version, "path": str(found.path),
                                "encoders": ENCODERS, "filters": FILTERS},
    )


def _data_folder(settings: Settings) -> Finding:
    facts: dict[str, Any] = {"path": str(settings.home)}
    try:
        settings.prepare()
    except EnvironmentProblem as exc:
        return Finding("Data folder", str(exc), good=False, next_step=exc.next_step, facts=facts)
    facts["free_bytes"] = free = shutil.disk_usage(settings.home).free
    says = f"{settings.home}\n{free / (1 << 30):.1f} GiB free"
    if free >= LITTLE_ROOM:
        return Finding("Data folder", says, facts=facts)
    return Finding(
        "Data folder", f"{says}, which is little: an ad needs about 300 MB", good=False,
        next_step="Free some space on the data folder's disk.", facts=facts)


def _models(settings: Settings) -> tuple[Own, tuple[Finding, ...]]:
    """A person's own models, if they wrote any; the built-in ones where theirs are not usable."""
    path = settings.own_models
    try:
        own = read_own(path)
    except EnvironmentProblem as exc:
        return BUILT_IN, (Finding("Models", str(exc), good=False, next_step=exc.next_step),)
    if own is BUILT_IN:
        return own, ()
    says, facts = f"{len(own.added)} added in {path}", {"added": sorted(own.added)}
    return own, (Finding("Models", says, facts=facts),)


def _makers(settings: Settings, catalog: Catalog) -> tuple[tuple[str, ...], Finding]:
    """Who makes an ad as it is set up now."""
    try:
        chosen = makers(settings, catalog)
    except BadInput as exc:
        return (), Finding("Made by", str(exc), good=False,
                           next_step=f"{exc.next_step} The setting is ADFLOW_PROVIDERS.")
    says = ", ".join(chosen) if chosen != ("local",) else "the built-in studio (no key needed)"
    return chosen, Finding("Made by", says, facts={"providers": chosen})


async def _brain(settings: Settings) -> Finding:
    """Who talks and writes."""
    missing, facts = missing_for_brain(settings), {"kind": settings.chosen_brain}
    try:
        async with asyncio.timeout(WITHIN):
            name = await check_brain(settings)
    except TimeoutError:
        return Finding("Brain", f"no answer within {WITHIN:g} seconds", good=False, facts=facts,
                       next_step="Check the network, or set ADFLOW_BRAIN=guided.")
    except BrainProblem as exc:
        return Finding("Brain", str(exc), good=False, next_step=exc.next_step, missing=missing,
                       facts=facts)
    says = f"{GUIDE} (no key needed)" if name == GUIDE else f"{name}, answers"
    return Finding("Brain", says, facts={**facts, "name": name})


async def _slack(settings: Settings) -> tuple[Finding, ...]:
    """Whether Slack knows the bot's token, where one is set."""
    if not settings.slack_bot_token.get_secret_value():
        return ()
    from agent.faces.slack_client import SlackClient  # slow, and seldom needed

    over = [name for name, is_set in (("events over HTTP", settings.slack_over_http),
                                      ("Socket Mode", settings.slack_over_socket)) if is_set]
    try:
        async with asyncio.timeout(WITHIN):
            found = await SlackClient(settings).identity()
    except TimeoutError:
        return (Finding("Slack", f"no answer within {WITHIN:g} seconds", good=False,
                        next_step="Check the network, and try again in a few minutes."),)
    except AdFlowError as exc:
        return (Finding("Slack", str(exc), good=False, next_step=exc.next_step),)
    if not over:
        return (Finding("Slack", "the bot's token is good, but it hears nothing", good=False,
                        next_step="Set ADFLOW_SLACK_SIGNING_SECRET, or ADFLOW_SLACK_APP_TOKEN for "
                                  "Socket Mode: see docs/slack.md."),)
    return (Finding("Slack", f"the bot's token is good, {' and '.join(over)}",
                    facts={"team": found.team, "bot": found.user}),)


async def _provider(title: str, provider: Accountable, *, needed: bool) -> Finding:
    """Whether a provider's key is there and good, and what the account has."""
    missing = provider.missing_keys()

    def bad(key: str, says: str, next_step: str = "") -> Finding:
        return Finding(title, says, good=False, needed=needed, next_step=next_step,
                       missing=missing, facts={"chosen": needed, "key": key})

    if missing:
        return bad("missing", f"{', '.join(missing)} is not set" + (
            "" if needed else "; nothing needs it now"))
    try:
        async with asyncio.timeout(WITHIN):
            account = await provider.check()
    except TimeoutError:
        return bad("unknown", f"no answer within {WITHIN:g} seconds",
                   "Check the network, and try again in a few minutes.")
    except AdFlowError as exc:
        return bad("refused" if isinstance(exc, BadKey) else "unknown", str(exc), exc.next_step)
    balance, credits = account.balance, account.credits
    says = "the key is good"
    says += f", balance ${balance / 1_000_000:,.2f}" if balance is not None else ""
    says += f", {credits:,} credits" if credits is not None else ""
    return Finding(title, says, needed=needed,
                   facts={"chosen": needed, "key": "good", **account.model_dump()})


def _draw(screen: Console, found: tuple[Finding, ...], steps: list[str]) -> None:
    table = Table.grid(padding=(0, 1))
    table.add_column()
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for one in found:
        mark = "[green]✓[/]" if one.good else "[red]✗[/]" if one.needed else "[dim]–[/]"
        table.add_row(mark, f"{one.name} ", cli_draw.plain(one.says))
    screen.print(table, "")
    if not any(one.in_the_way for one in found):
        screen.print("Nothing is in the way. Next: adflow ad PHOTO")
    for step in steps:
        screen.print(f"[bold]→[/] {cli_draw.plain(step)}")
