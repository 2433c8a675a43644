"""Routes of media: upload, fetch from an address, and read back whole or in parts (HTTP Range)."""

import asyncio
from pathlib import Path
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import FileResponse
from pydantic import Field

from agent.faces.api_once import Key, OnceRoute
from agent.faces.api_parts import At, Body, Creator, Hash, Reader
from storage.errors import NotFound
from storage.records import Asset
from storage.records.asset import SUFFIXES
from tools.pipeline.briefing import take_in
from tools.providers.product_page import fetch_picture

routes = APIRouter(route_class=OnceRoute, tags=["media"])
_TYPES = {suffix: media_type for media_type, suffix in SUFFIXES.items()}
_BYTES: dict[str, Any] = {"schema": {"type": "string", "format": "binary"}}
_PLAIN = {"content": {"text/plain": {"schema": {"type": "string"}}}}
FOREVER = "private, max-age=31536000, immutable"
FileName = Annotated[str, Query(max_length=200, description="The file's name, for messages.")]


class Address(Body):
    """A picture's address on the web."""

    address: str = Field(min_length=1, max_length=2000)


@routes.post("/media", status_code=201, openapi_extra={"requestBody": {
    "required": True, "content": {"application/octet-stream": _BYTES},
    "description": "The file's bytes: a picture, a music track or a font, 50 MB at most."}})
async def upload(
    at: At, caller: Creator, request: Request, key: Key, name: FileName = ""
) -> Asset:
    """Give a file. Name it elsewhere by its `sha256`; the same bytes are one asset."""
    data = await request.body()
    return await asyncio.to_thread(take_in, at.production, caller.owner, data, name)


@routes.post("/pictures", status_code=201)
async def fetch(at: At, caller: Creator, body: Address, key: Key) -> Asset:
    """Take in a picture from its address on the web; inner addresses are refused."""
    data = await fetch_picture(body.address)
    name = Path(body.address).name
    return await asyncio.to_thread(take_in, at.production, caller.owner, data, name)


@routes.get(
    "/media/{sha256}", response_class=FileResponse,
    responses={
        200: {"content": dict.fromkeys(SUFFIXES, _BYTES), "description": "The whole file."},
        206: {"content": {**dict.fromkeys(SUFFIXES, _BYTES), "multipart/byteranges": _BYTES},
              "description": "The parts that `Range` asks for."},
        400: {**_PLAIN, "description": "`Range` cannot be read."},
        416: {**_PLAIN, "description": "`Range` asks for what is not in the file."},
    })
def read(at: At, caller: Reader, sha256: Hash) -> FileResponse:
    """A file of yours, by its content hash: uploads, pictures, clips, sounds, films."""
    path = at.production.library.owned(caller.owner, sha256)
    if path is None or path.suffix not in _TYPES:
        raise NotFound("There is no such file of yours.", "See the render's film for its files.")
    return FileResponse(
        path, media_type=_TYPES[path.suffix], headers={"Cache-Control": FOREVER})
