"""Steps: take in a file that another assistant brings; in a chat a person attaches it."""

import base64
import binascii
from pathlib import Path

from storage.errors import BadInput
from storage.records import Asset, Record
from tools.pipeline.briefing import take_in, take_in_address
from tools.step import Context, step


class Attached(Record):
    """A file that was taken in; `sha256` names it in `update_brief` and elsewhere."""

    sha256: str
    media_type: str
    width: int | None = None
    height: int | None = None
    seconds: float | None = None


def _attached(asset: Asset) -> str:
    return Attached(
        sha256=asset.sha256, media_type=asset.media_type, width=asset.width, height=asset.height,
        seconds=asset.seconds,
    ).model_dump_json(exclude_none=True)


async def attach_file(ctx: Context, name: str = "", data: str = "", address: str = "") -> str:
    """Give a picture, music or a font: as base64, or a picture's web address.

    Args:
        name: The file's name, for people.
        data: Its bytes as base64.
        address: Where a picture is on the web, instead of data.
    """
    desk = ctx.context
    if bool(data) == bool(address):
        raise BadInput("A file comes as data or by its address.", "Give one of the two.")
    if address:
        return _attached(await take_in_address(desk.production, desk.owner, address))
    try:
        decoded = base64.b64decode("".join(data.split()), validate=True)
    except binascii.Error as exc:
        raise BadInput("The data is not base64.", "Encode the file's bytes as base64.") from exc
    return _attached(take_in(desk.production, desk.owner, decoded, name or "file"))


async def attach_path(ctx: Context, path: str) -> str:
    """Give a picture, music or a font that is a file on this machine.

    Args:
        path: Where it is.
    """
    desk, given = ctx.context, Path(path)
    return _attached(take_in(desk.production, desk.owner, given, given.name))


attach_file_step = step(attach_file)
attach_path_step = step(attach_path)
