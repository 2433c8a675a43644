"""Chainlit's own controls, filled from a conversation: settings, commands, profiles, starters.

Chainlit forgets all of them with a refresh, so they are sent whenever a page begins or comes back.
"""

import logging
from collections.abc import Callable, Mapping
from typing import Any

import chainlit as cl
from chainlit.input_widget import InputWidget, Select, Switch, TextInput
from chainlit.types import CommandDict

from agent.acts import TOPICS, Act, act_of
from agent.faces.web_talk import Talk
from agent.faces.web_words import COMMANDS, MAKERS, PANEL, language_of
from agent.panel import Panel
from agent.wording import model_named
from storage.errors import AdFlowError
from storage.settings import LOCAL

log = logging.getLogger("adflow.web")
FIELDS = ("aspect", "makers", "clip_model", "budget", "still_gate", "captions", "language")


async def equip(talk: Talk) -> None:
    """Give the calling tab what Chainlit forgets: commands and settings."""
    await cl.context.emitter.set_commands(commands(talk.drawing.language))
    talk.panel = None
    await show_panel(talk)


async def show_panel(talk: Talk) -> None:
    """Bring the settings up to date in all tabs, if they have changed."""
    try:
        panel = talk.talker.panel()
    except AdFlowError as error:                              # the brain's first word says it too
        log.warning("no settings panel: %s", error.sentence())
        return
    if panel != talk.panel:
        talk.panel = panel
        await talk.drawing.page.emit("chat_settings", inputs(panel, talk.drawing.language))


def inputs(panel: Panel, language: str) -> list[dict[str, Any]]:
    """The settings panel as the page understands it."""
    words = PANEL[language]
    found: list[InputWidget] = [
        Select(id="aspect", label=words["aspect"], initial_value=panel.aspect,
               items={words[one]: one for one in ("9:16", "1:1", "16:9")}),
        Select(id="makers", label=words["makers"], initial_value=panel.makers,
               items={makers_named(one, told, language): one
                      for one, told in panel.offered.items()},
               description=words["makers_more" if len(panel.offered) > 1 else "makers_one"]),
        Select(id="clip_model", label=words["clip_model"], initial_value=panel.clip_model,
               items={model_named(one): one for one in panel.clip_models}),
        TextInput(id="budget", label=words["budget"], placeholder=words["no_budget"],
                  initial="" if panel.budget is None else f"{panel.budget:.2f}"),
        Switch(id="still_gate", label=words["still_gate"], initial=panel.still_gate,
               description=words["still_gate_more"]),
        Switch(id="captions", label=words["captions"], initial=panel.captions),
    ]
    if not panel.written:
        found.append(Select(id="language", label=words["language"], initial_value=panel.language,
                            items={words["en"]: "en", words["de"]: "de"}))
    return [one.to_dict() for one in found]


def arranged(values: dict[str, Any]) -> Act | None:
    """What was confirmed in the panel; None where a value makes no sense."""
    given = {name: values[name] for name in FIELDS if name in values}
    return act_of({"act": "arrange", **given})


def commands(language: str) -> list[CommandDict]:
    """What can be looked up with `/`."""
    return [
        CommandDict(id=topic, icon=icon, description=texts[language == "de"], button=False,
                    persistent=False, selected=False)
        for topic in TOPICS for icon, texts in (COMMANDS[topic],)
    ]


def makers_named(makers: str, told: str, language: str) -> str:
    """Providers, for people: in our words where we have some, else as the catalogue calls them."""
    return MAKERS[language].get(makers, (told, ""))[0]


def profiles(
    offered: Callable[[str], Mapping[str, str]]
) -> Callable[[cl.User | None, str | None], Any]:
    """Who makes a new ad, where there is a choice; the first is taken if nothing is said."""

    async def choose(user: cl.User | None, language: str | None) -> list[cl.ChatProfile]:
        spoken = language_of(language or "en")
        found = offered(user.identifier if user else LOCAL)
        if len(found) < 2:
            return []
        return [
            cl.ChatProfile(
                name=one, display_name=makers_named(one, told, spoken), default=place == 0,
                markdown_description=MAKERS[spoken].get(one, ("", ""))[1],
            )
            for place, (one, told) in enumerate(found.items())
        ]

    return choose

