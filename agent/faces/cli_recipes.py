"""`adflow flow`, `clip`, `pictures`, `animate`: films without a product, in the shell.

One request a film: taken in, written, quoted, and made after a yes. The options are the records'
own: their limits and help are said once, there.
"""

import json
import re
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from rich.console import Console

from agent.faces.cli_ad import make_and_export, writer_of
from agent.keys import check_keys
from storage.errors import BadInput
from storage.records import Aspect, GivenShot, Motion, Options, Wish
from storage.settings import Settings
from tools.media.binary import find_ffmpeg
from tools.pipeline.briefing import take_in
from tools.pipeline.filming import begin_film
from tools.pipeline.keyring import with_kept_keys
from tools.pipeline.production import Production, open_production
from tools.pipeline.templates import story
from tools.providers.registry import catalog_of

ASPECTS: dict[str, Aspect] = {"16:9": "16:9", "9:16": "9:16", "1:1": "1:1", "horizontal": "16:9",
                              "vertical": "9:16", "square": "1:1"}
_SIZE = re.compile(r"(\d+)[x×](\d+)")
_META = set(Motion.model_fields)


@dataclass(frozen=True)
class FilmRequest:
    """What was asked for on the command line; `values` are those of the wish and its options.

    `moves` are those of the motion of pictures of which `meta` says nothing else.
    """

    recipe: str
    values: dict[str, Any]
    options: dict[str, Any]
    pictures: tuple[Path, ...] = ()
    meta: Path | None = None
    moves: dict[str, Any] = field(default_factory=dict)
    providers: str = ""
    models: tuple[str, ...] = ()
    session: str = ""
    new_style: bool = False
    template: str = ""
    shots: tuple[int, ...] = ()          # only the clips of these
    out: Path | None = None
    yes: bool = False
    as_json: bool = False


async def make_film(settings: Settings, owner: str, request: FilmRequest, screen: Console) -> int:
    """From a wish to a folder. Returns the exit code."""
    find_ffmpeg()
    catalog = catalog_of(settings)
    with with_kept_keys(settings, owner):
        check_keys(settings, catalog)
    async with open_production(settings, catalog) as production:
        wish = wish_of(request, production, owner)
        project = _project(production, owner, request)
        board = await begin_film(
            production, owner, project, wish, writer_of(production, owner),
            providers=tuple(name for one in request.providers.split(",") if (name := one.strip())),
            models=request.models,
        )
        quote = production.offer(
            owner, board, "clips" if request.shots else None, request.shots)
        return await make_and_export(
            production, owner, board, quote, request.out, screen,
            yes=request.yes, as_json=request.as_json)


def _project(production: Production, owner: str, request: FilmRequest) -> str:
    """A new project; of a named session it goes on with its art style."""
    thread = f"session-{request.session}" if request.session else f"shell-{uuid.uuid4().hex}"
    before = production.projects.active(owner, thread)
    row = production.projects.create(owner, thread)
    if before and not request.new_style:
        choices = row.draft.choices.model_copy(update={
            "art_style": before.draft.choices.art_style})
        production.save_draft(row, row.draft.model_copy(update={"choices": choices}))
    return row.id


def wish_of(request: FilmRequest, production: Production, owner: str) -> Wish:
    """The wish that was typed. Raises BadInput naming what does not fit."""
    options = {name: value for name, value in request.options.items() if value not in (None, "")}
    values = {name: value for name, value in request.values.items()
              if value not in (None, "", ())}
    if request.template:
        told = story(production.settings.home, request.template)
        values = {"text": told.filled(str(values.pop("text", ""))), **told.values(), **values}
        options = {**told.options, **options}
    size = options.pop("size", None)
    if size:
        values["aspect"], options["resolution"] = sized(size)
    if "aspect" in values:
        values["aspect"] = ASPECTS.get(values["aspect"], values["aspect"])
    shots = given(request.pictures, request.meta, request.moves, production, owner)
    try:
        return Wish(recipe=request.recipe, options=Options(**options), shots=shots, **values)
    except ValidationError as exc:
        problem = exc.errors(include_url=False)[0]
        name = ".".join(str(part) for part in problem["loc"])
        raise BadInput(f"{name} cannot be {problem['input']!r}: {problem['msg']}.",
                       "See --help for its limits.") from exc


def sized(text: str) -> tuple[Aspect, int]:
    """`1280x720` as a shape and the pixels of its shorter side. Raises BadInput."""
    match = _SIZE.fullmatch(text.strip())
    if not match:
        raise BadInput(f"{text!r} is no size.", "Give it as 1280x720, 1920x1080 or 720x1280.")
    width, height = int(match[1]), int(match[2])
    shape: Aspect = "1:1" if width == height else "16:9" if width > height else "9:16"
    return shape, min(width, height)


def given(
    pictures: Sequence[Path], meta: Path | None, moves: Mapping[str, Any],
    production: Production, owner: str,
) -> tuple[GivenShot, ...]:
    """Pictures with what a JSON file says of them: a list in their order. Raises BadInput."""
    told = _told(meta) if meta else []
    names = list(pictures) or [_beside(meta, one) for one in told if "picture" in one]
    if told and len(told) != len(names):
        raise BadInput(f"There are {len(names)} pictures, and {meta} tells of {len(told)}.",
                       "Give an entry for each picture, in their order.")
    found = []
    for place, path in enumerate(names):
        one = told[place] if told else {}
        asset = take_in(production, owner, path, path.name)
        motion = {name: value for name, value in moves.items() if value not in (None, "", ())}
        motion |= {name: one[name] for name in _META & set(one)}
        try:
            found.append(GivenShot(
                picture=asset, title=str(one.get("title", path.stem))[:60],
                prompt=str(one.get("prompt", one.get("description", "")))[:1500],
                motion=motion, seconds=one.get("seconds", one.get("duration")),
            ))
        except ValidationError as exc:
            problem = exc.errors(include_url=False)[0]
            field = ".".join(str(part) for part in problem["loc"])
            raise BadInput(f"Shot {place + 1}, {field}: {problem['msg']}.",
                           f"Correct it in {meta}.") from exc
    return tuple(found)


def _told(meta: Path) -> list[dict[str, Any]]:
    try:
        found = json.loads(meta.read_text("utf-8-sig"))
    except (OSError, ValueError) as exc:
        raise BadInput(f"{meta} cannot be read: {exc}.", "Give a JSON list of shots.") from exc
    if isinstance(found, dict):
        found = found.get("shots")
    if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
        raise BadInput(f"{meta} is no list of shots.", 'Write it as [{"picture": "a.png"}, …].')
    return found


def _beside(meta: Path | None, shot: dict[str, Any]) -> Path:
    path = Path(str(shot["picture"]))
    return path if path.is_absolute() or meta is None else meta.parent / path
