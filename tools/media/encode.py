"""How our own video is encoded: one list, so that everything we make can be joined by copying.

Masters, studio clips and overlaps share these arguments. Invariant: two files made with them at
the same size and rate have the same H.264 parameter sets, and equal frames give equal bytes.
"""

from collections.abc import Sequence

TIMESCALE = 24000

BT709_TAGS = (
    "-colorspace", "bt709", "-color_primaries", "bt709", "-color_trc", "bt709",
    "-color_range", "tv",
)
BITEXACT = ("-map_metadata", "-1", "-fflags", "+bitexact", "-flags:v", "+bitexact")


def h264(
    *, key_frames: Sequence[int] = (), crf: int = 18, preset: str = "veryfast", threads: int = 1
) -> list[str]:
    """FFmpeg's output arguments for a stitchable MP4 with IDRs forced at the frames `key_frames`.

    The group of pictures is closed and no longer than 2 s at 24 fps.
    """
    forced = "+".join(f"eq(n,{frame})" for frame in key_frames)
    return [
        "-an", "-c:v", "libx264", "-preset", preset, "-crf", str(crf),
        "-profile:v", "high", "-pix_fmt", "yuv420p",
        "-x264-params", "stitchable=1:keyint=48:open-gop=0:aq-mode=3",
        *(["-force_key_frames", f"expr:{forced}", "-forced-idr", "1"] if forced else []),
        "-threads", str(threads), *BT709_TAGS, *BITEXACT,
        "-video_track_timescale", str(TIMESCALE), "-movflags", "+faststart", "-f", "mp4",
    ]


def aac(bits: int = 192_000) -> list[str]:
    """FFmpeg's output arguments for 48 kHz stereo AAC without a picture in an MP4."""
    return [
        "-vn", "-c:a", "aac", "-b:a", str(bits), "-ar", "48000", "-ac", "2",
        "-map_metadata", "-1", "-fflags", "+bitexact", "-flags:a", "+bitexact", "-f", "mp4",
    ]
