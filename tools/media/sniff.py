"""What a file is, told by its first bytes.

Invariant: neither a name nor a claimed media type is ever looked at, so a playlist called
`clip.mp4` is a playlist. What is not known for certain is `UNKNOWN`.
"""

from dataclasses import dataclass
from typing import Literal

Group = Literal["picture", "sound", "video", "font", "document"]


@dataclass(frozen=True)
class Kind:
    """A kind of file.

    `title` is what people call it, with its article. `decoder` is the name of the Pillow plugin
    or of the FFmpeg demuxer that must be forced for it; empty for what we do not open.
    """

    group: Group
    title: str
    decoder: str = ""


PNG = Kind("picture", "a PNG picture", "PNG")
JPEG = Kind("picture", "a JPEG picture", "JPEG")
WEBP = Kind("picture", "a WebP picture", "WEBP")
GIF = Kind("picture", "a GIF picture", "GIF")
BMP = Kind("picture", "a BMP picture", "BMP")
TIFF = Kind("picture", "a TIFF picture", "TIFF")
HEIC = Kind("picture", "a HEIC picture", "HEIF")
AVIF = Kind("picture", "an AVIF picture", "AVIF")
RAW = Kind("picture", "a camera's raw picture")
PSD = Kind("picture", "a Photoshop document")
JPEG_XL = Kind("picture", "a JPEG XL picture")
JPEG_2000 = Kind("picture", "a JPEG 2000 picture")
ICO = Kind("picture", "an icon file")

MP3 = Kind("sound", "an MP3 sound", "mp3")
WAV = Kind("sound", "a WAV sound", "wav")
M4A = Kind("sound", "an M4A sound", "mov")
OGG = Kind("sound", "an Ogg sound", "ogg")
FLAC = Kind("sound", "a FLAC sound", "flac")
AAC = Kind("sound", "a raw AAC stream")
AIFF = Kind("sound", "an AIFF sound")
MIDI = Kind("sound", "a MIDI file")

MP4 = Kind("video", "an MP4 or MOV video", "mov")
MATROSKA = Kind("video", "a WebM or Matroska video")
AVI = Kind("video", "an AVI video")
MPEG = Kind("video", "an MPEG video")
FLV = Kind("video", "a Flash video")

TTF = Kind("font", "a TrueType font", "freetype")
OTF = Kind("font", "an OpenType font", "freetype")
TTC = Kind("font", "a collection of fonts")
WOFF = Kind("font", "a web font (WOFF)")
EOT = Kind("font", "a web font (EOT)")
TYPE_1 = Kind("font", "a Type 1 font")

SVG = Kind("document", "an SVG drawing")
PDF = Kind("document", "a PDF document")
POSTSCRIPT = Kind("document", "a PostScript document")
HTML = Kind("document", "a web page")
XML = Kind("document", "an XML document")
PLAYLIST = Kind("document", "a playlist")
ZIP = Kind("document", "a ZIP archive or an office document")
ARCHIVE = Kind("document", "an archive")
JSON = Kind("document", "a JSON document")
TEXT = Kind("document", "a text")
EMPTY = Kind("document", "an empty file")
UNKNOWN = Kind("document", "a file of an unknown kind")

_MAGIC: tuple[tuple[bytes, Kind], ...] = (
    (b"\x89PNG\r\n\x1a\n", PNG),
    (b"\xff\xd8\xff", JPEG),
    (b"GIF87a", GIF),
    (b"GIF89a", GIF),
    (b"FUJIFILMCCD-RAW", RAW),
    (b"IIRO", RAW),
    (b"IIU\0", RAW),
    (b"II*\0\x10\0\0\0CR", RAW),
    (b"II*\0", TIFF),
    (b"MM\0*", TIFF),
    (b"8BPS", PSD),
    (b"\xff\x0a", JPEG_XL),
    (b"\0\0\0\x0cJXL ", JPEG_XL),
    (b"\0\0\0\x0cjP  ", JPEG_2000),
    (b"\0\0\x01\0", ICO),
    (b"ID3", MP3),
    (b"OggS", OGG),
    (b"fLaC", FLAC),
    (b"MThd", MIDI),
    (b"\x1aE\xdf\xa3", MATROSKA),
    (b"\0\0\x01\xba", MPEG),
    (b"\0\0\x01\xb3", MPEG),
    (b"FLV\x01", FLV),
    (b"wOFF", WOFF),
    (b"wOF2", WOFF),
    (b"ttcf", TTC),
    (b"%!PS-AdobeFont", TYPE_1),
    (b"%!FontType", TYPE_1),
    (b"\x80\x01", TYPE_1),
    (b"%PDF-", PDF),
    (b"%!PS", POSTSCRIPT),
    (b"PK\x03\x04", ZIP),
    (b"\x1f\x8b", ARCHIVE),
    (b"Rar!", ARCHIVE),
    (b"7z\xbc\xaf", ARCHIVE),
)
_FONTS = {b"\0\1\0\0": TTF, b"true": TTF, b"OTTO": OTF}
_MOST_TABLES = 64                        # of a font
_RIFF = {b"WEBP": WEBP, b"WAVE": WAV, b"AVI ": AVI}
_FORM = {b"AIFF": AIFF, b"AIFC": AIFF}
_HEIC_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"}
_AVIF_BRANDS = {b"avif", b"avis"}
_M4A_BRANDS = {b"M4A ", b"M4B ", b"M4P "}
_MARKUP: tuple[tuple[bytes, Kind], ...] = (
    (b"#extm3u", PLAYLIST),
    (b"ffconcat", PLAYLIST),
    (b"[playlist]", PLAYLIST),
    (b"<mpd", PLAYLIST),
    (b"<smil", PLAYLIST),
    (b"<svg", SVG),
    (b"<!doctype svg", SVG),
    (b"<!doctype html", HTML),
    (b"<html", HTML),
    (b"<head", HTML),
    (b"<body", HTML),
    (b"<?xml", XML),
    (b"{", JSON),
    (b"[", JSON),
)
_TEXT_CONTROLS = set(range(32)) - {9, 10, 12, 13, 27}


def sniff(data: bytes) -> Kind:
    """The kind of a file from its bytes; the first 4096 are enough."""
    head = data[:4096]
    if not head:
        return EMPTY
    for magic, kind in _MAGIC:
        if head.startswith(magic):
            return kind
    if head[4:8] == b"ftyp":
        return _iso_media(head)
    if head[:4] == b"RIFF":
        return _RIFF.get(head[8:12], UNKNOWN)
    if head[:4] == b"FORM":
        return _FORM.get(head[8:12], UNKNOWN)
    if head[:2] == b"BM" and len(head) > 17 and head[14] in (12, 40, 52, 56, 64, 108, 124):
        return BMP
    if head[0] == 0x47 and head[188:189] == b"\x47":
        return MPEG
    return _font(head) or _mpeg_audio(head) or _text(head)


def _font(head: bytes) -> Kind | None:
    """A font's version, then how many tables it has; a web font of old says what it is later."""
    if 0 < int.from_bytes(head[4:6], "big") <= _MOST_TABLES and head[:4] in _FONTS:
        return _FONTS[head[:4]]
    return EOT if head[34:36] == b"LP" and head[8:10] in (b"\1\0", b"\2\0") else None


def _iso_media(head: bytes) -> Kind:
    size = min(int.from_bytes(head[:4], "big"), 256)
    main = head[8:12]
    brands = {main, *(head[at : at + 4] for at in range(16, size, 4))}
    if brands & _AVIF_BRANDS:
        return AVIF
    if brands & _HEIC_BRANDS:
        return HEIC
    if main == b"crx ":
        return RAW
    return M4A if main in _M4A_BRANDS else MP4


def _mpeg_audio(head: bytes) -> Kind | None:
    """A frame header: 11 bits of sync, then version, layer, bit rate and sample rate."""
    if len(head) < 4 or head[0] != 0xFF or head[1] & 0xE0 != 0xE0:
        return None
    layer, rate, frequency = head[1] & 0x06, head[2] >> 4, head[2] & 0x0C
    if layer == 0:
        return AAC if head[1] & 0xF0 == 0xF0 else None
    return MP3 if layer in (0x02, 0x04) and rate != 15 and frequency != 0x0C else None


def _text(head: bytes) -> Kind:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return TEXT
    if any(byte in _TEXT_CONTROLS for byte in head):
        return UNKNOWN
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    for magic, kind in _MARKUP:
        if start.startswith(magic):
            return _inside(start) if kind is XML else kind
    return _inside(start) if start.startswith(b"<") else TEXT


def _inside(start: bytes) -> Kind:
    """What a markup file that opens with a declaration or a comment holds."""
    for mark, kind in ((b"<svg", SVG), (b"<mpd", PLAYLIST), (b"<smil", PLAYLIST), (b"<html", HTML)):
        if mark in start:
            return kind
    return XML
