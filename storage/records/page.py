"""What a product page says about its product. It is data, whatever it says."""

from pydantic import Field

from storage.records.base import Record


class ProductPage(Record):
    """A product as its page describes it.

    `description` is plain text; `price` as written, `currency` ISO 4217 where given; `pictures`
    are absolute addresses, best first.
    """

    url: str
    title: str = ""
    description: str = Field(default="", max_length=600)
    brand: str = ""
    price: str = ""
    currency: str = ""
    pictures: tuple[str, ...] = Field(default=(), max_length=12)
