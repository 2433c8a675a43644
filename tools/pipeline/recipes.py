"""Recipes: values that say how a kind of film is made. Nothing else asks which recipe it is."""

from storage.records import Beat, Models, Recipe

PRODUCT_AD = Recipe(
    name="product-ad",
    continuity="independent",
    models=Models(
        picture="local/studio-picture",
        clip="local/studio-clip",
        sound="local/studio-sound",
        music="local/studio-music",
    ),
)

# Share of the film's time each beat has: 7, 7, 10 and 6 of 30 seconds.
BEATS: tuple[tuple[Beat, float], ...] = (
    ("hook", 7 / 30), ("problem", 7 / 30), ("solution", 10 / 30), ("cta", 6 / 30),
)
