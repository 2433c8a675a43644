"""A brand kit: what all ads of a brand have in common. A storyboard carries the one it uses."""

from pydantic import Field

from storage.records.asset import Asset
from storage.records.base import Record
from storage.records.brief import LogoLook, Never, Tone


class BrandKit(Record):
    """One of a user's brands, by name.

    `primary` and `accent` are `#rrggbb` and replace the colours measured from the photo; empty ones
    leave them. `font` is a TTF or OTF file. `tone`, `action`, `offer` and `address` are defaults of
    the brief. `never` are words that must not appear in what the ad says; see `Brief.never`.
    """

    name: str = Field(min_length=1, max_length=60)
    logo: Asset | None = None
    logo_look: LogoLook | None = None
    primary: str = Field(default="", pattern=r"^(#[0-9a-f]{6})?$")
    accent: str = Field(default="", pattern=r"^(#[0-9a-f]{6})?$")
    font: Asset | None = None
    tone: Tone | None = None
    action: str = Field(default="", max_length=80)
    offer: str = Field(default="", max_length=80)
    address: str = Field(default="", max_length=120)
    never: Never = ()
