"""The brief grows: answers are taken down, photos and pages looked at. Before any storyboard."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

from pydantic import ValidationError

from storage.errors import BadInput, BadPicture
from storage.records import QUESTIONS, Asset, Brief, ProductPage, Question
from tools.media.fonts import unsupported
from tools.media.given import read_given
from tools.media.intake import take_in_picture
from tools.media.intake_font import take_in_font
from tools.media.intake_sound import take_in_sound
from tools.media.sniff import sniff
from tools.pipeline.production import Production
from tools.providers.local.product import look_at_product
from tools.providers.product_page import fetch_picture, read_product_page

FileKind = Literal["picture", "sound"]
ROLES: dict[str, FileKind] = {"photo": "picture", "logo": "picture", "track": "sound"}
_TYPES: dict[FileKind, str] = {"picture": "image/", "sound": "audio/"}
TEXTS = ("name", "purpose", "audience", "action", "offer", "address")


def take_in(production: Production, owner: str, given: bytes | Path, name: str) -> Asset:
    """Take in an uploaded picture, music track or font. Raises BadPicture, BadSound, BadFont.

    What is neither is refused as a picture, since that is what is mostly meant.
    """
    data = read_given(given, BadPicture, name)
    if sniff(data).group == "font":
        return take_in_typeface(production, owner, data, name)
    if sniff(data).group == "sound":
        sound = take_in_sound(data, name=name)
        draft = Asset(sha256="", size=0, media_type="audio/wav", seconds=round(sound.seconds, 1))
        return production.keep_upload(owner, sound.data, draft, name)
    picture = take_in_picture(data, name=name)
    draft = Asset(sha256="", size=0, media_type=picture.media_type,
                  width=picture.width, height=picture.height)
    return production.keep_upload(owner, picture.data, draft, name)


async def take_in_address(production: Production, owner: str, url: str) -> Asset:
    """Take in a picture from the web. Raises BadAddress, BadPicture."""
    return take_in(production, owner, await fetch_picture(url), url.rsplit("/", 1)[-1])


def take_in_typeface(
    production: Production, owner: str, given: bytes | Path, name: str
) -> Asset:
    """Take in what can only be meant as a font. Raises BadFont."""
    font = take_in_font(given, name=name)
    draft = Asset(sha256="", size=0, media_type=font.media_type)
    return production.keep_upload(owner, font.data, draft, name)


def change_brief(
    production: Production, owner: str, project: str, fields: Mapping[str, Any],
    answered: tuple[Question, ...] = (),
) -> None:
    """Take down answers. `photo`, `logo` and `track` are content hashes of uploads.

    Raises BadInput for what does not fit, naming the field; then nothing is changed.
    """
    row = production.projects.get(owner, project)
    files = given_files(production, owner, fields)
    brief = checked_brief({**row.draft.brief.__dict__, **fields, **files})
    told = {name for name in (*fields, *answered) if name in QUESTIONS}
    draft = row.draft.model_copy(update={
        "brief": brief,
        "answered": tuple(one for one in QUESTIONS if one in {*row.draft.answered, *told}),
    })
    if "photo" in files:
        seen = look_at_product(production.path(files["photo"]))
        draft = draft.model_copy(update={"product": seen, "page": None})
    production.save_draft(row, draft)


def given_files(
    production: Production, owner: str, fields: Mapping[str, Any]
) -> dict[str, Asset]:
    """The uploads that a brief's fields name, by their role. Raises BadInput."""
    return {role: given_file(production, owner, fields[role], kind)
            for role, kind in ROLES.items() if fields.get(role)}


def given_file(production: Production, owner: str, sha256: str, kind: FileKind) -> Asset:
    """An upload that is to be a picture or music. Raises BadInput where it is none."""
    asset = production.projects.upload(owner, sha256)
    if not asset.media_type.startswith(_TYPES[kind]):
        raise BadInput(f"The file {sha256[:12]} is {asset.media_type}, not a {kind}.",
                       f"Name the content hash of a {kind}.")
    return asset


def checked_brief(values: Mapping[str, Any]) -> Brief:
    """A brief from these values, or BadInput with a sentence that names what does not fit."""
    try:
        brief = Brief.model_validate(dict(values))
    except ValidationError as exc:
        raise BadInput(*explained(exc)) from exc
    for name in TEXTS:
        check_text(getattr(brief, name), name)
    for benefit in brief.benefits:
        check_text(benefit, "benefit")
    return brief


def check_text(text: str, what: str) -> None:
    """Raises BadInput when the typeface lacks a character of the text."""
    if missing := unsupported(text):
        raise BadInput(
            f"The {what} holds {' '.join(missing)}, which the ad's typeface cannot draw.",
            "Leave that out: Latin letters, digits and punctuation can be drawn.",
        )


def explained(exc: ValidationError) -> tuple[str, str]:
    """What does not fit and what would, as two sentences."""
    problem = exc.errors()[0]
    field = str(problem["loc"][0]) if problem["loc"] else "brief"
    given, limits = problem.get("input"), problem.get("ctx", {})
    if problem["type"] == "string_too_long":
        most = limits["max_length"]
        return (f"The {field} is {len(str(given))} characters long.",
                f"Say it in {most} characters at most.")
    if problem["type"] in ("greater_than_equal", "less_than_equal"):
        return (f"The ad cannot be {given} {field} long.", "Choose between 8 and 120 seconds.")
    if problem["type"] == "literal_error":
        return (f"The {field} cannot be {given!r}.", f"Choose {limits['expected']}.")
    if problem["type"] == "too_long":
        return (f"There are too many {field}.", f"Name {limits['max_length']} at most.")
    return (f"The {field} does not fit: {problem['msg']}.", "Say it differently.")


async def read_page(production: Production, owner: str, project: str, url: str) -> None:
    """Read a product page; its name is taken if none is known, its pictures wait to be chosen."""
    row = production.projects.get(owner, project)
    page = await read_product_page(url)
    brief = row.draft.brief
    if not brief.name:
        brief = brief.model_copy(update={"name": name_from(page)})
    production.save_draft(row, row.draft.model_copy(update={"page": page, "brief": brief}))


def name_from(page: ProductPage) -> str:
    """The product's name as its page gives it; empty if the typeface cannot draw it."""
    return "" if unsupported(page.title) else " ".join(page.title.split())[:60].strip()


async def choose_picture(production: Production, owner: str, project: str, number: int) -> None:
    """Take a page's picture, by its number from 1, as the product photo."""
    page = production.projects.get(owner, project).draft.page
    if page is None or not 1 <= number <= len(page.pictures):
        raise BadInput(
            f"There is no picture {number} to choose.",
            "Send a product page's address first, or drop in a photo.",
        )
    url = page.pictures[number - 1]
    asset = await take_in_address(production, owner, url)
    change_brief(production, owner, project, {"photo": asset.sha256})


