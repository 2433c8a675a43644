"""Where things stand in a frame: one table of zones for every look, aspect and beat.

Text is drawn in the master and the product in the clip, by different jobs. They never meet because
both obey this table: within a framing the text zones and the product zone do not overlap, and text
zones lie inside the safe zone. So a changed word remakes one master and no clip.

Zones are `Box`es in fractions of the frame. A product zone may reach past the frame's edge (the
product then bleeds off it); a text zone may not.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from storage.records import Aspect, Box

Align = Literal["left", "center"]
Valign = Literal["top", "middle", "bottom"]
Ground = Literal["dark", "light", "brand", "accent", "cool"]

# Free of platform buttons and captions: top 12 %, bottom 17 % on vertical film.
SAFE: Mapping[Aspect, Box] = {
    "9:16": Box(left=0.07, top=0.12, right=0.93, bottom=0.83),
    "1:1": Box(left=0.07, top=0.07, right=0.93, bottom=0.93),
    "16:9": Box(left=0.06, top=0.08, right=0.94, bottom=0.92),
}


@dataclass(frozen=True)
class Framing:
    """One framing of a shot.

    It lasts from `start` to `end`, in fractions of the shot's time. `text` holds kicker, headline
    and points; `logo` and `button` (button, offer and address) exist on the end card. `product` is
    None where no product is shown. `ground` is the brightness the words stand on.
    """

    start: float
    end: float
    ground: Ground
    text: Box
    align: Align
    valign: Valign
    product: Box | None
    logo: Box | None = None
    button: Box | None = None
