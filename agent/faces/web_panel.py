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
from agent.faces.web_props import spoken_as
from agent.faces.web_talk import Talk
from agent.faces.web_words import COMMANDS, MAKERS, PANEL, language_of
from agent.panel import Panel
from agent.wording import model_named
from storage.errors import AdFlowError
from storage.settings import LOCAL
from tools.pipeline.film_options import FILM_OPTIONS, FilmOption, Value, known_values
from tools.pipeline.film_recipes import kind_of

log = logging.getLogger("adflow.web")
FIELDS = ("aspect", "makers", "clip_model", "picture_model", "budget", "still_gate", "captions",
          "language")
FILM = "film_"                           # before the names of a film's options


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
        *(Select(id=name, label=words[name], initial_value=chosen,
                 items={model_named(one): one for one in models})
          for name, chosen, models in (
              ("picture_model", panel.picture_model, panel.picture_models),
              ("clip_model", panel.clip_model, panel.clip_models)) if models),
        TextInput(id="budget", label=words["budget"], placeholder=words["no_budget"],
                  initial="" if panel.budget is None else f"{panel.budget:.2f}"),
        Switch(id="still_gate", label=words["still_gate"], initial=panel.still_gate,
               description=words["still_gate_more"]),
        Switch(id="captions", label=words["captions"], initial=panel.captions),
    ]
    found += film_inputs(panel, language)
    if not panel.written:
        found.append(Select(id="language", label=words["language"], initial_value=panel.language,
                            items={words["en"]: "en", words["de"]: "de"}))
    return [one.to_dict() for one in found]


def film_inputs(panel: Panel, language: str) -> list[InputWidget]:
    """The options of a film without a product, from the table of all faces."""
    return [_film_input(FILM_OPTIONS[name], value, panel, language)
            for name, value in panel.film.items()]


def _film_input(
    one: FilmOption, value: Value, panel: Panel, language: str
) -> InputWidget:
    spoken, unset = spoken_as(language), PANEL[language]["model_does"]
    ident, label, said = f"{FILM}{one.name}", one.named(spoken), one.help(spoken)
    if one.typed == "switch":
        return Switch(id=ident, label=label, description=said, initial=value is True)
    now = _typed(value)
    if known := known_values(one, kind_of(panel.recipe)):
        items = dict.fromkeys([*(f"{each:g}" if isinstance(each, float) else str(each)
                                 for each in known), now])
        return Select(id=ident, label=label, description=said, initial_value=now,
                      items={each or unset: each for each in items})
    low, high = one.limits
    limits = f"{low:g}–{high:.10g} · " if low is not None and high is not None else ""
    return TextInput(id=ident, label=label, description=said, initial=now,
                     placeholder=f"{limits}{unset}")


def _typed(value: Value) -> str:
    """A value as a person would type it."""
    if isinstance(value, tuple):
        return ", ".join(value)
    return "" if value is None else f"{value:.10g}" if isinstance(value, float) else str(value)


def arranged(values: dict[str, Any]) -> Act | None:
    """What was confirmed in the panel; None where a value makes no sense."""
    given = {name: values[name] for name in FIELDS if name in values}
    film = {name.removeprefix(FILM): value for name, value in values.items()
            if name.startswith(FILM)}
    return act_of({"act": "arrange", **given, "film": film})


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

