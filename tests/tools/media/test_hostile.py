"""Files made to hurt: nothing of another file reaches a render, nothing runs away."""

import shutil
import struct
import time
import zlib
from pathlib import Path

import pytest

from storage.errors import MediaFailed
from tools.media.conform import MasterSpec, make_master
from tools.media.ffmpeg import run
from tools.media.foreign import foreign_input
from tools.media.frames import last_frame
from tools.media.loudness import measure
from tools.media.mix import Placed, make_mix
from tools.media.probe import probe

SPEC = MasterSpec(width=64, height=64, seconds=0.5, handle=0)


def silent(_: float) -> None:
    pass


def playlists(secret: Path) -> dict[str, str]:
    svg = f'<svg xmlns="http://www.w3.org/2000/svg"><image href="file://{secret}"/></svg>'
    representation = f'<Representation id="1" bandwidth="9"><BaseURL>{secret}</BaseURL>'
    return {
        "hls.mp4": f"#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1.0,\nfile://{secret}\n"
        "#EXT-X-ENDLIST\n",
        "hls_concat.mp4": f"#EXTM3U\n#EXTINF:1.0,\nconcat:{secret}|/etc/passwd\n#EXT-X-ENDLIST\n",
        "list.mp4": f"ffconcat version 1.0\nfile {secret}\n",
        "list.wav": f"ffconcat version 1.0\nfile {secret}\n",
        "relative.mp4": "ffconcat version 1.0\nfile secret.mp4\n",
        "dash.mp4": '<?xml version="1.0"?><MPD xmlns="urn:mpeg:dash:schema:mpd:2011"><Period>'
        f'<AdaptationSet mimeType="video/mp4">{representation}</Representation>'
        "</AdaptationSet></Period></MPD>",
        "drawing.png": svg,
        "text.mp4": "TOP SECRET\n" * 50,
        "empty.mp4": "",
    }


@pytest.mark.parametrize("name", list(playlists(Path())))
async def test_playlists_and_documents_are_refused(name, tmp_path, numbered_clip):
    secret = await numbered_clip(tmp_path / "secret.mp4", frames=12, size=(64, 64))
    trap = tmp_path / name
    trap.write_text(playlists(secret)[name])
    for look in (probe, last_frame):
        with pytest.raises(MediaFailed):
            look(trap)
    with pytest.raises(MediaFailed):
        await make_master(trap, SPEC, None, tmp_path / "out.mp4", silent)
    with pytest.raises(MediaFailed):
        await measure(trap)
    with pytest.raises(MediaFailed):
        await make_mix(trap, [Placed(path=trap)], [], 1, tmp_path / "out.wav", silent)
    assert not (tmp_path / "out.mp4").exists()


async def test_a_whitelist_stands_behind_the_sniffing(tmp_path, numbered_clip):
    """Even with the demuxer forced wrongly, FFmpeg itself refuses to follow."""
    secret = await numbered_clip(tmp_path / "secret.mp4", frames=12, size=(64, 64))
    trap = tmp_path / "a.mp4"
    trap.write_text(f"#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1.0,\n{secret}\n#EXT-X-ENDLIST\n")
    options = foreign_input(secret, 1).node.kwargs
    args = [word for key, value in options.items() if key in ("protocol_whitelist",
            "format_whitelist") for word in (f"-{key}", str(value))]
    for forced in ([], ["-f", "hls"]):
        with pytest.raises(MediaFailed):
            await run([*args, *forced, "-i", f"file:{trap}", "-f", "null", "-"], within=20)


@pytest.mark.parametrize("name", ["concat:a.mp4", "subfile,,start,0,end,9,,:a.mp4", "p%d.mp4",
                                  "-i.mp4", "a b'c\".mp4", "data:x,y.mp4", "ü?#&.mp4"])
async def test_odd_names_are_only_names(name, tmp_path, numbered_clip):
    clip = await numbered_clip(tmp_path / "plain.mp4", frames=12, size=(64, 64))
    odd = tmp_path / name
    shutil.copy(clip, odd)
    assert probe(odd).frames == 12
    await make_master(odd, SPEC, None, tmp_path / "out.mp4", silent)
    assert probe(tmp_path / "out.mp4").frames == 12


async def test_an_endless_clip_ends(tmp_path, lavfi):
    long = lavfi(
        tmp_path / "long.mp4", "-f", "lavfi", "-i", "color=black:s=64x64:r=1:d=72000",
        "-c:v", "libx264", "-preset", "ultrafast", "-x264-params", "keyint=9999",
    )
    start = time.monotonic()
    await make_master(long, SPEC, None, tmp_path / "out.mp4", silent)
    assert time.monotonic() - start < 5
    assert probe(tmp_path / "out.mp4").frames == 12


async def test_a_truncated_clip_is_said(tmp_path, numbered_clip):
    clip = await numbered_clip(tmp_path / "a.mp4", frames=48)
    clip.write_bytes(clip.read_bytes()[: clip.stat().st_size // 2])      # its index is lost
    with pytest.raises(MediaFailed, match="cannot be read"):
        probe(clip)
    with pytest.raises(MediaFailed):
        await make_master(clip, SPEC, None, tmp_path / "out.mp4", silent)


def huge_png(path: Path) -> None:
    def chunk(kind: bytes, data: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(kind + data))
        return struct.pack(">I", len(data)) + kind + data + check

    header = struct.pack(">IIBBBBB", 30000, 30000, 1, 0, 0, 0, 0)
    rows = zlib.compress(b"\0" * 3751 * 30000, 9)
    path.write_bytes(
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")
    )


async def test_a_huge_picture_in_small_bytes_is_refused(tmp_path):
    bomb = tmp_path / "a.mp4"
    huge_png(bomb)
    start = time.monotonic()
    with pytest.raises(MediaFailed):
        last_frame(bomb)
    with pytest.raises(MediaFailed):
        await make_master(bomb, SPEC, None, tmp_path / "out.mp4", silent)
    assert time.monotonic() - start < 5


