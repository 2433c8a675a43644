"""Pictures that travel inside a request, as base64 or as a data URI.

They go as they are; only one that the provider would not take is enlarged or made smaller.
"""

import asyncio
import base64

from storage.records import Asset
from tools.media.small import within
from tools.providers.interface import Files

MOST_BYTES = 7_000_000                   # of one picture, before it grows by a third


async def base64_of(
    files: Files, asset: Asset, *, least_side: int = 1, most_bytes: int = MOST_BYTES
) -> str:
    """The picture's bytes as base64."""
    data, _ = await _bytes_of(files, asset, least_side, most_bytes)
    return data


async def data_uri(
    files: Files, asset: Asset, *, least_side: int = 1, most_bytes: int = MOST_BYTES
) -> str:
    """The picture as a data URI with its media type."""
    data, media_type = await _bytes_of(files, asset, least_side, most_bytes)
    return f"data:{media_type};base64,{data}"


async def _bytes_of(
    files: Files, asset: Asset, least_side: int, most_bytes: int
) -> tuple[str, str]:
    data, media_type = await asyncio.to_thread(
        within, files.path(asset), asset.media_type, least_side=least_side, most_bytes=most_bytes)
    return base64.b64encode(data).decode(), media_type
