"""What changes refer to besides the storyboard: found or made before they are applied."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from storage.errors import BadInput
from storage.records import (
    Asset,
    BrandKit,
    LogoLook,
    PinnedFrame,
    ProductLook,
    Shot,
    TakeKind,
)
from tools.providers.catalog import Catalog


@dataclass(frozen=True)
class Material:
    """Uploads and their looks by content hash, shots already written, and what was made before.

    `shots` maps the place of an AddShot or RewriteShot in the list of changes to the shot written
    for it, `told` that of a SetTiming to the whole film told anew. `highest` is the newest take
    there ever was of a shot's part, `frames` the frame each shot's clip begins on now, by shot id.
    `brands` are the user's, by `storage.brands.key_of`.
    """

    assets: Mapping[str, Asset] = field(default_factory=dict)
    products: Mapping[str, ProductLook] = field(default_factory=dict)
    logos: Mapping[str, LogoLook] = field(default_factory=dict)
    shots: Mapping[int, Shot] = field(default_factory=dict)
    told: Mapping[int, tuple[Shot, ...]] = field(default_factory=dict)
    highest: Mapping[tuple[str, TakeKind], int] = field(default_factory=dict)
    frames: Mapping[str, PinnedFrame] = field(default_factory=dict)
    brands: Mapping[str, BrandKit] = field(default_factory=dict)
    catalog: Catalog | None = None

    @property
    def models(self) -> Catalog:
        """The catalogue of models. Raises BadInput where there is none."""
        if self.catalog is None:
            raise BadInput("There is no list of models here.", "See `adflow models`.")
        return self.catalog
