"""What models cost: a table with the date and source of every figure.

A price here is what a quote says before buying; what the provider then reports is what is booked.
A person's own figures and models come over it from `own_models`.
"""

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal, DecimalException
from typing import Any

from storage.records import Record


class Price(Record):
    """Microdollars a call, a second, a character of what is spoken, a further megapixel.

    `date` ISO 8601; `sure` if an official source says it.
    """

    price: int = 0
    price_per_second: int = 0
    price_per_character: int = 0
    price_per_megapixel: int = 0
    date: str
    source: str
    sure: bool = True

    def told(self) -> dict[str, Any]:
        """As a `Capability` tells it."""
        return {
            "price": self.price, "price_per_second": self.price_per_second,
            "price_per_character": self.price_per_character,
            "price_per_megapixel": self.price_per_megapixel,
            "price_date": self.date, "price_source": self.source, "price_sure": self.sure,
        }


_FAL = "fal's model page, 2026"
_WAN = "other resellers of Wan 2.6 at 1080p; fal's own not seen"

PRICES: Mapping[str, Price] = {
    "bfl/flux-2-flex": Price(
        price=50_000, price_per_megapixel=50_000, date="2026-02-03",
        source="official skill text of Black Forest Labs, February 2026",
    ),
    "bfl/flux-2-klein-4b": Price(
        price=14_000, price_per_megapixel=1_000, date="2026-02-03",
        source="official skill text of Black Forest Labs, February 2026",
    ),
    "bfl/flux-2-klein-9b": Price(
        price=15_000, price_per_megapixel=2_000, date="2026-02-03",
        source="official skill text of Black Forest Labs, February 2026",
    ),
    "bfl/flux-2-max": Price(
        price=70_000, price_per_megapixel=30_000, date="2026-02-03",
        source="official skill text of Black Forest Labs, February 2026",
    ),
    "bfl/flux-2-pro": Price(
        price=30_000, price_per_megapixel=15_000, date="2026-02-03",
        source="official skill text of Black Forest Labs, February 2026",
    ),
    "bfl/flux-dev": Price(
        price=25_000, date="2026-11-21", sure=False, source="price lists of others",
    ),
    "bfl/flux-kontext-max": Price(
        price=80_000, date="2026-02-03",
        source="official skill text of Black Forest Labs, February 2026",
    ),
    "bfl/flux-kontext-pro": Price(
        price=40_000, date="2026-02-03",
        source="official skill text of Black Forest Labs, February 2026",
    ),
    "bfl/flux-pro-1.1": Price(
        price=40_000, date="2026-02-03",
        source="official skill text of Black Forest Labs, February 2026",
    ),
    "bfl/flux-pro-1.1-ultra": Price(
        price=60_000, date="2026-02-03",
        source="official skill text of Black Forest Labs, February 2026",
    ),
    "comfyui/workflow": Price(date="2026-11-21", source="made on your own server"),
    "elevenlabs/eleven_flash_v2_5": Price(
        price_per_character=50, date="2026-11-21", sure=False,
        source="others' copies of ElevenLabs' price page, $0.05 for 1000 characters",
    ),
    "elevenlabs/eleven_multilingual_v2": Price(
        price_per_character=100, date="2026-11-21", sure=False,
        source="others' copies of ElevenLabs' price page, $0.10 for 1000 characters",
    ),
    "elevenlabs/eleven_text_to_sound_v2": Price(
        price_per_second=2_000, date="2026-11-21", sure=False,
        source="other resellers of ElevenLabs' sound effects, $0.12 a minute",
    ),
    "elevenlabs/eleven_v3": Price(
        price_per_character=100, date="2026-11-21", sure=False,
        source="as eleven_multilingual_v2: one credit a character",
    ),
    "elevenlabs/music_v1": Price(
        price_per_second=13_334, date="2026-11-21", sure=False,
        source="other resellers of ElevenLabs' music, $0.80 a minute",
    ),
    "elevenlabs/music_v2": Price(
        price_per_second=13_334, date="2026-11-21", sure=False,
        source="as music_v1",
    ),
    # LTX-2: $0.0018 a megapixel; one frame more than its seconds, and up to one for rounding.
    "fal/ltx-2": Price(
        price=3_459, price_per_second=39_814, date="2026-11-21", source=_FAL),
    "fal/kling-2.6-pro": Price(price_per_second=140_000, date="2026-11-21", source=_FAL),
    "fal/kling-2.6-pro-silent": Price(price_per_second=70_000, date="2026-11-21", source=_FAL),
    "fal/veo-3.1": Price(price_per_second=400_000, date="2026-11-21", source=_FAL),
    "fal/veo-3.1-silent": Price(price_per_second=200_000, date="2026-11-21", source=_FAL),
    "fal/wan-2.6": Price(price_per_second=150_000, date="2026-11-21", sure=False, source=_WAN),
    "getimg/gemini-3-1-flash-image": Price(
        price=67_000, date="2026-11-21", sure=False,
        source="Google's price of a picture of 1K; getimg.ai's own not seen",
    ),
    "getimg/seedance-v1-pro": Price(
        price_per_second=124_000, date="2026-11-21", sure=False,
        source="other resellers of Seedance 1.0 Pro at 1080p; getimg.ai's own not seen",
    ),
    "getimg/seedream-5-lite": Price(
        price=35_000, date="2026-11-21", sure=False,
        source="other resellers of Seedream 5 Lite; getimg.ai's own not seen",
    ),
    "getimg/z-image-turbo": Price(
        price=5_000, date="2026-11-21", sure=False,
        source="other resellers of Z-Image Turbo; getimg.ai's own not seen",
    ),
    "google/gemini-3.1-flash-image": Price(
        price=70_000, date="2026-11-21", sure=False,
        source="Google's page as others quote it: 1K, two references and the words",
    ),
    "google/gemini-3-pro-image": Price(
        price=140_000, date="2026-11-21", sure=False,
        source="Google's page as others quote it: 2K, two references and the words",
    ),
    "mirelo/sfx-1.5": Price(
        price_per_second=10_000, date="2026-11-21", sure=False,
        source="other resellers of Mirelo SFX 1.5; Mirelo bills in credits",
    ),
    "mirelo/v2-sfx-1.5": Price(
        price_per_second=10_000, date="2026-11-21", sure=False,
        source="other resellers of Mirelo SFX 1.5; Mirelo bills in credits",
    ),
    "openai/gpt-image-1-mini": Price(
        price=20_000, date="2026-11-29",
        source="OpenAI's model page, by the token: medium, two references",
    ),
    "openai/gpt-image-1.5": Price(
        price=120_000, date="2026-11-21", sure=False,
        source="OpenAI's price by the token as others quote it: medium, two references kept",
    ),
    "openai/gpt-image-2": Price(
        price=80_000, date="2026-11-21", sure=False,
        source="OpenAI's price by the token as others quote it: medium, two references",
    ),
    "runware/bfl:3@1": Price(
        price=40_000, date="2026-11-21", sure=False,
        source="Black Forest Labs' price of FLUX.1 Kontext [pro]; Runware's own not seen",
    ),
    "runware/klingai:6@1": Price(
        price_per_second=70_000, date="2026-11-21", source="Runware's model page, 2026",
    ),
    "runware/klingai:5@2": Price(
        price_per_second=90_000, date="2026-11-21", sure=False,
        source="other resellers of KlingAI 2.1 Pro; Runware's own not seen",
    ),
    "runware/mirelo:1@1": Price(
        price_per_second=10_000, date="2026-11-21", sure=False,
        source="other resellers of Mirelo SFX 1.5; Runware's own not seen",
    ),
    "runway/gen4.5": Price(
        price_per_second=120_000, date="2026-11-29", sure=False,
        source="12 credits a second by Runway\'s own reference; $0.01 a credit as others say",
    ),
    "runway/gen4_turbo": Price(
        price_per_second=50_000, date="2026-11-29", sure=False,
        source="5 credits a second by Runway\'s own reference; $0.01 a credit as others say",
    ),
    "runway/kling2.5_turbo_pro": Price(
        price_per_second=70_000, date="2026-11-21", sure=False,
        source="other resellers of KlingAI 2.5 Turbo Pro; Runway's own not seen",
    ),
    "runway/veo3.1": Price(
        price_per_second=200_000, date="2026-11-29", sure=False,
        source="20 credits a second by Runway\'s own reference; $0.01 a credit as others say",
    ),
    "runway/veo3.1_fast": Price(
        price_per_second=100_000, date="2026-11-29", sure=False,
        source="10 credits a second by Runway\'s own reference; $0.01 a credit as others say",
    ),
}


def microdollars(dollars: Any) -> int | None:
    """A provider's dollars as integer microdollars, half up; None for what is no amount."""
    if isinstance(dollars, bool) or not isinstance(dollars, int | float | str | Decimal):
        return None
    try:
        amount = Decimal(str(dollars)) * 1_000_000
        return int(amount.to_integral_value(ROUND_HALF_UP)) if amount >= 0 else None
    except (DecimalException, ValueError, OverflowError):
        return None


def cost_of(price: Price, seconds: float, characters: int = 0, more_megapixels: int = 0) -> int:
    """What one call costs by the table, in microdollars."""
    by_length = Decimal(price.price_per_second) * Decimal(str(seconds))
    return (
        price.price + int(by_length.to_integral_value(ROUND_HALF_UP))
        + price.price_per_character * characters + price.price_per_megapixel * more_megapixels
    )
