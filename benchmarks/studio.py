"""What the studio's picture path costs beside a plain x264 encode of the very same final frames.

The path is everything: cutting out, drawing, the intermediate, decoding it, laying the words on,
and the master's encode. Plain is FFmpeg encoding the finished frames from a raw file with the
master's own settings. CPU seconds (user and system, children included), both in one run.

    python benchmarks/studio.py [--photo examples/serum.jpg] [--share 0.5] [--looks noir,pop]
"""

import argparse
import asyncio
import resource
import subprocess
import tempfile
from pathlib import Path
from typing import get_args

from benchmarks.report import append_section
from storage.records import Beat, Look, Overlay, ProductLook
from tools.media.binary import find_ffmpeg
from tools.media.conform import MasterSpec, make_master
from tools.media.encode import h264
from tools.media.overlay import OverlaySpec, overlay_painter
from tools.providers.local.product import look_at_product
from tools.providers.local.render import draw_clip
from tools.providers.local.spec import HANDLE_FRAMES, ClipSpec

BGR_TO_BT709 = ("-vf", "scale=out_color_matrix=bt709:out_range=tv,format=yuv420p")
SIZE, FPS = (1080, 1920), 24
LENGTHS: dict[Beat, float] = {"hook": 7, "problem": 7, "solution": 10, "cta": 6}
WORDS = {
    "hook": Overlay(headlines=("Your skin called.", "It wants its glow back.")),
    "problem": Overlay(headlines=("Sound familiar?",), points=("Dull.", "Tired.", "Dry.")),
    "solution": Overlay(kicker="Meet your new morning", headlines=("Aurela",),
                        points=("20 % vitamin C", "Brighter in 14 days", "Vegan")),
    "cta": Overlay(headlines=("Glow starts today.",), button="Shop now", address="aurela.example"),
}


def cpu() -> float:
    """CPU seconds of this process and its finished children."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in used)


def main() -> None:
    """Measure every beat of the chosen looks and print the ratios."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--photo", type=Path, default=Path("examples/serum.jpg"))
    options.add_argument("--share", type=float, default=1.0, help="of each shot's usual length")
    options.add_argument("--looks", default=",".join(get_args(Look)))
    options.add_argument("--plain", choices=["yuv420p", "bgr24"], default="yuv420p",
                         help="what the plain encode is given; bgr24 is what other tools have")
    given = options.parse_args()
    find_ffmpeg()                           # looked for once in a process, not once a clip
    product = look_at_product(given.photo)
    whole = bare = 0.0
    lines = [f"{'scene':20} {'clip':>7} {'master':>7} {'plain':>7} {'ratio':>6}   CPU s per film s"]
    print(lines[0])
    for look in given.looks.split(","):
        for beat in get_args(Beat):
            clip, master, plain = measure(
                given.photo, product, look, beat, LENGTHS[beat] * given.share, given.plain)
            whole, bare = whole + clip + master, bare + plain
            lines.append(f"{look + ' ' + beat:20} {clip:7.3f} {master:7.3f} {plain:7.3f} "
                         f"{(clip + master) / plain:6.2f}")
            print(lines[-1])
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    ratio = f"whole picture path / plain x264 = {whole / bare:.2f}   (peak memory {peak} MB)"
    print(f"\n{ratio}")
    table = "\n".join(lines)
    append_section("Studio", f"1080×1920, plain fed {given.plain}.\n\n```\n{table}\n```\n\n{ratio}")


def measure(
    photo: Path, product: ProductLook, look: Look, beat: Beat, seconds: float, pixels: str
) -> tuple[float, float, float]:
    """CPU seconds per film second of clip, master, and plain encode."""
    frames = round(seconds * FPS) + HANDLE_FRAMES
    clip = ClipSpec(
        width=SIZE[0], height=SIZE[1], aspect="9:16", look=look, beat=beat,
        palette=product.palette, product=product, fps=FPS, frames=frames, seconds=seconds,
    )
    words = OverlaySpec(size=SIZE, fps=FPS, seconds=seconds, beat=beat, look=look, aspect="9:16",
                        palette=product.palette, overlay=WORDS[beat])
    spec = MasterSpec(width=SIZE[0], height=SIZE[1], fps=FPS, seconds=seconds, ours=True)
    with tempfile.TemporaryDirectory() as folder:
        files = [Path(folder) / name for name in ("clip.mp4", "master.mp4", "raw.yuv", "plain.mp4")]
        start = cpu()
        asyncio.run(draw_clip(clip, photo, files[0], lambda _: None))
        drawn = cpu()
        painter = overlay_painter(words)
        asyncio.run(make_master(files[0], spec, painter, files[1], lambda _: None))
        made = cpu()
        plainly("-i", str(files[1]), "-f", "rawvideo", "-pix_fmt", pixels, str(files[2]))
        before = cpu()
        colour = BGR_TO_BT709 if pixels == "bgr24" else ()
        plainly("-f", "rawvideo", "-pix_fmt", pixels, "-s", f"{SIZE[0]}x{SIZE[1]}",
                "-r", str(FPS), "-i", str(files[2]), *colour, *h264(), str(files[3]))
        after = cpu()
    length = frames / FPS
    return (drawn - start) / length, (made - drawn) / length, (after - before) / length


def plainly(*args: str) -> None:
    """Run FFmpeg without the house's limits: the raw file is larger than they allow."""
    subprocess.run([str(find_ffmpeg().path), "-v", "error", *args], check=True)


if __name__ == "__main__":
    main()
