"""What a product page says in JSON: schema.org's JSON-LD, and Shopify's own.

Shops write broken JSON, lists where one thing is meant and objects where a text is meant: what
can be understood is taken, the rest says nothing.
"""

import json
import re
from collections import deque
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from tools.providers.page_data import MAX_DESCRIPTION, MAX_TITLE, MAX_WORD, Facts, currency, plain

MAX_NODES = 20_000                       # of JSON looked at

_SCRIPT = re.compile("<script", re.I)
_TYPES = {"product", "productgroup", "individualproduct", "productmodel"}


def from_json_ld(markup: str) -> Facts:
    """schema.org Product in JSON-LD: also in @graph, lists, groups of variants."""
    product = next(_products([_load(script) for script in _scripts(markup)]), None)
    if product is None:
        return Facts()
    variant = _first(product.get("hasVariant"))
    offer = _first(product.get("offers")) or _first(variant.get("offers"))
    inner = _first(offer.get("offers")) | _first(offer.get("priceSpecification"))
    price = offer.get("price") or offer.get("lowPrice") or inner.get("price")
    return Facts(
        title=plain(product.get("name"), MAX_TITLE),
        description=plain(product.get("description"), MAX_DESCRIPTION),
        brand=plain(_named(product.get("brand") or product.get("manufacturer")), MAX_WORD),
        price=plain(price, MAX_WORD),
        currency=currency(offer.get("priceCurrency") or inner.get("priceCurrency")),
        pictures=tuple(_images(product.get("image"))) or tuple(_images(variant.get("image"))),
    )


def from_shopify(text: str) -> Facts:
    """A Shopify shop's own description of a product, `/products/….json`."""
    product = _first(_first(_load(text)).get("product"))
    variant = _first(product.get("variants"))
    return Facts(
        title=plain(product.get("title"), MAX_TITLE),
        description=plain(product.get("body_html"), MAX_DESCRIPTION),
        brand=plain(product.get("vendor"), MAX_WORD),
        price=plain(variant.get("price"), MAX_WORD),
        currency=currency(variant.get("price_currency")),
        pictures=tuple(_images(product.get("images"))),
    )


def _scripts(markup: str) -> Iterator[str]:
    """The texts of JSON-LD scripts anywhere in a page; in large ones they often stand last."""
    at = 0
    while opening := _SCRIPT.search(markup, at):
        at = markup.find(">", opening.end())
        if at < 0:
            return
        if "ld+json" in markup[opening.end() : at].lower():
            start, at = at + 1, markup.find("</script", at)
            if at < 0:
                return
            yield markup[start:at]


def _load(text: str) -> Any:
    """JSON as shops write it; prices stay as written; None if it cannot be read."""
    text = re.sub(r"^\s*(<!--|//<!\[CDATA\[)|(-->|//\]\]>)\s*$", "", text)
    for candidate in (text, re.sub(r",(\s*[}\]])", r"\1", text)):
        try:
            return json.loads(candidate, strict=False, parse_float=Decimal)
        except (ValueError, RecursionError):
            continue
    return None


def _products(root: Any) -> Iterator[dict[str, Any]]:
    """Products anywhere in JSON, the outermost first."""
    waiting = deque([root])
    for _ in range(MAX_NODES):
        if not waiting:
            return
        node = waiting.popleft()
        if isinstance(node, dict):
            kinds = node.get("@type")
            for kind in kinds if isinstance(kinds, list) else [kinds]:
                if isinstance(kind, str) and re.split(r"[/#:]", kind)[-1].lower() in _TYPES:
                    yield node
            waiting.extend(node.values())
        elif isinstance(node, list):
            waiting.extend(node)


def _first(value: Any) -> dict[str, Any]:
    """The object, or the first object of a list; an empty one if there is none."""
    items = value if isinstance(value, list) else [value]
    return next((item for item in items if isinstance(item, dict)), {})


def _named(value: Any) -> Any:
    return _first(value).get("name") or (value[0] if isinstance(value, list) and value else value)


def _images(value: Any) -> Iterator[str]:
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, dict):
            item = item.get("contentUrl") or item.get("url") or item.get("src") or item.get("@id")
        for url in item if isinstance(item, list) else [item]:
            if isinstance(url, str) and url.strip():
                yield url
