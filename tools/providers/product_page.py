"""Reading a shop's product page: what it sells and which pictures it shows.

The best source wins for each fact: JSON-LD, the shop's own JSON, meta tags, microdata, and last
what the page looks like. A page is untrusted: what it says is kept as short plain text and is
never an instruction, and its pictures are only addresses until `fetch_picture` brings one.
"""

import asyncio
import codecs
import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urldefrag, urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser

from storage.errors import BadAddress
from storage.records import ProductPage
from tools.media.given import MAX_BYTES
from tools.media.sniff import HTML, TEXT, UNKNOWN, XML, sniff
from tools.providers.download import Downloaded, Fetch, download
from tools.providers.guard import INSTEAD, MAX_URL
from tools.providers.page_data import Facts, from_looks, from_meta, from_microdata, parse
from tools.providers.page_json import from_json_ld, from_shopify

PAGE_BYTES, PAGE_SECONDS, PICTURE_SECONDS = 5_000_000, 20.0, 60.0
MAX_PICTURES = 12
ENOUGH_PICTURES = 3

_PAGE_TYPES = ("text/html", "application/xhtml+xml", "image/*")
_JSON_TYPES = ("application/json", "text/javascript")
_HANDLE = re.compile(r"^(.*/products/[^/.]+)(?:\.\w+)?/?$")
_PICTURE_NAME = re.compile(r"\.(jpe?g|png|webp|avif|gif|heic)$", re.I)
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_WEB_CODECS = re.compile(
    r"utf-8|cp\d+|iso8859-\d+|koi8-[ru]|gb\w+|big5\w*|shift_jis\w*|euc_\w+|mac-\w+"
)
_CHARSET = re.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?\s*([\w.:-]{1,40})""", re.I)


@dataclass(frozen=True)
class _Said:
    """All that one page says, by source; `base` is what its relative addresses start from."""

    json_ld: Facts
    meta: Facts
    microdata: Facts
    looks: Facts
    base: str


async def read_product_page(url: str, *, fetch: Fetch = download) -> ProductPage:
    """Read the page at `url`; a picture's own address gives a page of just that picture.

    Raises BadAddress if it is refused, unreachable, or shows no picture.
    """
    came = await fetch(url, limit_bytes=PAGE_BYTES, seconds=PAGE_SECONDS, accept=_PAGE_TYPES)
    kind = sniff(came.data)
    if kind.group == "picture":
        return ProductPage(url=came.url, pictures=(came.url,))
    if kind not in (HTML, XML, TEXT, UNKNOWN):
        raise BadAddress(f"There is {kind.title} at this address, not a product page.", INSTEAD)
    said = await asyncio.to_thread(_read, came)
    facts = [said.json_ld, said.meta, said.microdata]
    if _wants_shop_json(came.url, said.json_ld):
        facts.insert(1, await _shop_json(came.url, fetch))
    if not any(one.pictures for one in facts) or not any(one.title for one in facts):
        facts.append(said.looks)
    return _merged(came.url, said.base, facts)


async def fetch_picture(url: str, *, fetch: Fetch = download) -> bytes:
    """The bytes of the picture at `url`, for intake to clean; raises BadAddress if it is none."""
    came = await fetch(url, limit_bytes=MAX_BYTES, seconds=PICTURE_SECONDS, accept=("image/*",))
    kind = sniff(came.data)
    if kind.group != "picture" or not kind.decoder:
        raise BadAddress(f"There is {kind.title} at this address, not a picture.", INSTEAD)
    return came.data


def _read(came: Downloaded) -> _Said:
    markup = _decoded(came)
    page = parse(markup)
    return _Said(
        json_ld=from_json_ld(markup),
        meta=from_meta(page),
        microdata=from_microdata(page),
        looks=from_looks(page),
        base=_base(page, came.url),
    )


def _decoded(came: Downloaded) -> str:
    """The page as text, in the encoding that it or its server declares, else the likely one."""
    for mark, name in _MARKS:
        if came.data.startswith(mark):
            return came.data.decode(name, "replace")
    declared = _CHARSET.search(came.data[:4096])
    for name in (came.encoding, declared[1].decode("ascii") if declared else ""):
        if codec := _codec(name):
            return came.data.decode(codec, "replace")
    try:
        return came.data.decode("utf-8")
    except UnicodeError:
        return came.data.decode("cp1252", "replace")


def _codec(name: str) -> str:
    """Python's name of a character set of the web, or empty; other codecs are not for pages."""
    try:
        codec = codecs.lookup(name).name if name else ""
    except (LookupError, ValueError):
        return ""
    if codec in ("iso8859-1", "ascii"):
        return "cp1252"                  # what pages mean by latin-1, as every browser knows
    return codec if _WEB_CODECS.fullmatch(codec) else ""


def _wants_shop_json(url: str, known: Facts) -> bool:
    """Only under Shopify's kind of address, and only if the page itself does not say enough."""
    said_enough = known.price and len(known.pictures) >= ENOUGH_PICTURES
    return bool(_HANDLE.match(urlsplit(url).path)) and not said_enough


async def _shop_json(url: str, fetch: Fetch) -> Facts:
    handle = _HANDLE.match(urlsplit(url).path)
    assert handle is not None
    address = urljoin(url, f"{handle[1]}.json")
    try:
        came = await fetch(
            address, limit_bytes=PAGE_BYTES, seconds=PAGE_SECONDS, accept=_JSON_TYPES
        )
    except BadAddress:
        return Facts()                   # not such a shop after all: the page speaks for itself
    return from_shopify(came.data.decode("utf-8", "replace"))


def _base(page: LexborHTMLParser, url: str) -> str:
    node = page.css_first("base[href]")
    return _absolute(node.attributes.get("href") or "", url) or url if node else url


def _absolute(address: str, base: str) -> str:
    """The whole address, or empty if it is none that could be fetched."""
    try:
        whole = urldefrag(urljoin(base, address.strip())).url
        parts = urlsplit(whole)
    except ValueError:
        return ""
    fetchable = parts.scheme in ("http", "https") and parts.hostname and not parts.username
    return whole if fetchable and len(whole) <= MAX_URL and whole.isprintable() else ""


def _merged(url: str, base: str, facts: list[Facts]) -> ProductPage:
    def best(values: Iterable[str]) -> str:
        return next((value for value in values if value), "")

    # A price and its currency belong together: both from the first source that has a price.
    priced = next((one for one in facts if one.price), Facts())
    pictures: dict[str, str] = {}
    for written in (picture for one in facts for picture in one.pictures):
        if whole := _absolute(written, base):
            pictures.setdefault(_same(whole), whole)
    if not pictures:
        raise BadAddress("No product picture was found on this page.", INSTEAD)
    return ProductPage(
        url=url,
        title=best(one.title for one in facts),
        description=best(one.description for one in facts),
        brand=best(one.brand for one in facts),
        price=priced.price,
        currency=priced.currency or best(one.currency for one in facts),
        pictures=tuple(pictures.values())[:MAX_PICTURES],
    )


def _same(address: str) -> str:
    """Equal for addresses of one picture: a file name counts without its scheme and query."""
    parts = urlsplit(address)
    query = "" if _PICTURE_NAME.search(parts.path) else parts.query
    return f"{parts.netloc}{parts.path}?{query}"
