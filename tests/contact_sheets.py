"""Six ads to look at: three looks, two products, upright and wide; one picture each in out/sheets.

    python tests/contact_sheets.py

Made through `adflow ad`, as a person would; the candle's photo is busy, so it is shown as a card.
"""

import asyncio
import json
import subprocess
import sys
from pathlib import Path

from tools.media.export import contact_sheet
from tools.media.loudness import measure
from tools.media.probe import probe

ROOT = Path(__file__).parents[1]
OUT = ROOT / "out" / "sheets"
PRODUCTS = {
    "serum": ["--name", "Aurela", "--for", "a vitamin C glow serum for tired skin",
              "--benefit", "20 % vitamin C", "--benefit", "Visibly brighter tone",
              "--benefit", "Vegan, fragrance-free", "--cta", "Shop now", "--address",
              "aurela.example", "--logo", str(ROOT / "examples" / "logo.png")],
    "candle": ["--name", "Nordlys", "--for", "eine handgegossene Duftkerze für lange Abende",
               "--benefit", "45 Stunden Brenndauer", "--benefit", "Zeder, Moos, Preiselbeere",
               "--offer", "−20 % bis Sonntag", "--cta", "Jetzt bestellen", "--address",
               "nordlys.example", "--lang", "de"],
}
SHAPES = {"serum": "9:16", "candle": "16:9"}


def main() -> None:
    """Make the ads and their sheets; print what was measured of each film."""
    OUT.mkdir(parents=True, exist_ok=True)
    for product, words in PRODUCTS.items():
        for look in ("noir", "daylight", "pop"):
            folder = OUT / f"{product}-{look}"
            ran = subprocess.run(
                [sys.executable, "-c", "from agent.faces.cli import main; main()", "ad",
                 str(ROOT / "examples" / f"{product}.jpg"), *words, "--look", look, "--aspect",
                 SHAPES[product], "--out", str(folder), "--yes", "--json"],
                capture_output=True, text=True, check=True,
            )
            made = json.loads(ran.stdout)
            film, loudness = probe(Path(made["film"])), asyncio.run(measure(Path(made["film"])))
            contact_sheet(Path(made["film"]), OUT / f"{product}-{look}.jpg", columns=6, frames=18)
            sys.stdout.write(
                f"{product} {look}: {film.seconds:.3f} s, {film.width}x{film.height}, "
                f"{film.video_codec} {film.pix_fmt} {film.colour.matrix} + {film.audio_codec}, "
                f"{loudness.integrated:.1f} LUFS, faststart {film.faststart}, "
                f"sheet {(OUT / f'{product}-{look}.jpg').relative_to(ROOT)}\n"
            )


if __name__ == "__main__":
    main()
