"""What a product page's markup says, source by source; nothing is fetched here.

Everything found is data: it is cleaned to plain text of a bounded length, whatever it says, and
never acted on. A source that is absent or broken says nothing.
"""

import html
import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice
from typing import Any

from selectolax.lexbor import LexborHTMLParser, LexborNode

MAX_TITLE, MAX_DESCRIPTION, MAX_WORD = 200, 600, 60
MIN_SHOWN = 150                          # pixels; a smaller <img> is decoration

MAX_TAGS = 20_000                        # parsed; what a page says of itself stands before

# Parsers copy open formatting elements into every later paragraph: a small page could fill the
# memory. Under another name they are ordinary.
_FORMATTING = re.compile(
    r"<(/?)(?=(?:a|b|big|code|em|font|i|nobr|s|small|strike|strong|tt|u)[\s/>])", re.I
)
_DECORATION = re.compile(r"logo|icon|sprite|pixel|avatar|badge|payment|flag|\.svg", re.I)


@dataclass(frozen=True)
class Facts:
    """What one source says; addresses of `pictures` as written, best first."""

    title: str = ""
    description: str = ""
    brand: str = ""
    price: str = ""
    currency: str = ""
    pictures: tuple[str, ...] = ()


def parse(markup: str) -> LexborHTMLParser:
    """The page as a tree, in time and memory that its author cannot inflate."""
    tags = next(islice(re.finditer("<", markup), MAX_TAGS, None), None)
    return LexborHTMLParser(_FORMATTING.sub(r"<\1x-", markup[: tags.start() if tags else None]))


def plain(value: Any, limit: int) -> str:
    """One line of plain text without markup or control characters, at most `limit` characters."""
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str):
        return ""
    text = html.unescape(value[: 20 * limit])
    if "<" in text:
        fragment = parse(text)
        fragment.strip_tags(["script", "style", "template"])
        text = fragment.body.text(separator=" ") if fragment.body else ""
    shown = (" " if char.isspace() else char for char in text)
    text = " ".join("".join(c for c in shown if unicodedata.category(c)[0] != "C").split())
    if len(text) <= limit:
        return text
    return text[: limit - 1].rsplit(" ", 1)[0].rstrip(" ,;:–-") + "…"


def currency(value: Any) -> str:
    """An ISO 4217 code, or empty."""
    text = value.strip().upper() if isinstance(value, str) else ""
    return text if re.fullmatch(r"[A-Z]{3}", text) else ""


def from_meta(page: LexborHTMLParser) -> Facts:
    """Open Graph, product and Twitter meta tags, and the plain description."""
    found: dict[str, list[str]] = {}
    for node in page.css("meta[content]"):
        name = node.attributes.get("property") or node.attributes.get("name") or ""
        found.setdefault(name.lower(), []).append(node.attributes.get("content") or "")

    def first(*names: str) -> str:
        return next((found[name][0] for name in names if found.get(name)), "")

    pictures = ("og:image:secure_url", "og:image", "og:image:url", "twitter:image")
    return Facts(
        title=plain(first("og:title", "twitter:title"), MAX_TITLE),
        description=plain(first("og:description", "description"), MAX_DESCRIPTION),
        brand=plain(first("product:brand", "og:brand"), MAX_WORD),
        price=plain(first("product:price:amount", "og:price:amount"), MAX_WORD),
        currency=currency(first("product:price:currency", "og:price:currency")),
        pictures=tuple(url for name in pictures for url in found.get(name, [])),
    )


def from_microdata(page: LexborHTMLParser) -> Facts:
    """schema.org Product in itemprop attributes."""
    product = page.css_first('[itemtype*="schema.org/Product"]')
    if product is None:
        return Facts()

    def values(name: str) -> list[str]:
        return [_content(node) for node in product.css(f'[itemprop="{name}"]')]

    def first(*names: str) -> str:
        return next((value for name in names for value in values(name) if value), "")

    return Facts(
        title=plain(first("name"), MAX_TITLE),
        description=plain(first("description"), MAX_DESCRIPTION),
        brand=plain(first("brand", "manufacturer"), MAX_WORD),
        price=plain(first("price", "lowPrice"), MAX_WORD),
        currency=currency(first("priceCurrency")),
        pictures=tuple(value for value in values("image") if value),
    )


def from_looks(page: LexborHTMLParser) -> Facts:
    """The last resort: the heading or title, and the largest pictures shown."""
    heading = page.css_first("h1") or page.css_first("title")
    sized = [(_area(node), node) for node in page.css("img")]
    sized = [(area, node) for area, node in sized if area and not _DECORATION.search(_src(node))]
    sized.sort(key=lambda pair: -pair[0])        # stable: equal ones stay in the page's order
    return Facts(
        title=plain(heading.text(), MAX_TITLE) if heading else "",
        pictures=tuple(_src(node) for _, node in sized if _src(node)),
    )


def _content(node: LexborNode) -> str:
    for name in ("content", "src", "data-src", "href"):
        if value := node.attributes.get(name):
            return value
    return node.text(separator=" ")


def _src(node: LexborNode) -> str:
    """The finest source an <img> names."""
    widest = (node.attributes.get("srcset") or node.attributes.get("data-srcset") or "").split(",")
    last = widest[-1].split()
    found = node.attributes.get("data-src") or (last[0] if last else "")
    return found or node.attributes.get("src") or ""


def _area(node: LexborNode) -> int:
    """Pixels it is shown at; unknown sizes count as small but possible, decoration as nothing."""
    sides = [_number(node.attributes.get(name)) for name in ("width", "height")]
    if any(side is not None and side < MIN_SHOWN for side in sides):
        return 0
    width, height = (side or MIN_SHOWN for side in sides)
    return width * height


def _number(text: str | None) -> int | None:
    match = re.match(r"\s*(\d{1,5})(px)?\s*$", text or "")
    return int(match[1]) if match else None
