import io
import struct
import warnings
import zlib
from pathlib import Path
from typing import Literal

import numpy as np
import pillow_heif
import pytest
from PIL import Image, ImageCms, ImageDraw

from storage.errors import BadPicture
from tools.media.intake import MAX_SIDE, take_in_picture
from tools.media.srgb import CMYK_ESTIMATED, PROFILE_IGNORED

RED, BLUE = (200, 30, 30), (30, 40, 190)


def halves(mode: str = "RGB", size: tuple[int, int] = (160, 120)) -> Image.Image:
    """Red on the left, blue on the right, with a little noise so that it is no drawing."""
    image = Image.new("RGB", size, RED)
    image.paste(BLUE, (size[0] // 2, 0, size[0], size[1]))
    noise = np.random.default_rng(1).integers(-4, 5, (size[1], size[0], 3))
    pixels = (np.asarray(image).astype(int) + noise).clip(0, 255).astype(np.uint8)
    return Image.fromarray(pixels).convert(mode)


def saved(image: Image.Image, kind: str, **options: object) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def opened(data: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(data))
    image.load()
    return image


def near(image: Image.Image, at: tuple[int, int], colour: tuple[int, ...], by: int = 14) -> bool:
    pixel = image.convert("RGB").getpixel(at)
    return max(abs(a - b) for a, b in zip(pixel, colour, strict=True)) <= by


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "BMP", "TIFF", "HEIF", "AVIF", "GIF"])
def test_every_promised_kind_comes_out_as_the_same_picture(kind: str) -> None:
    data = saved(halves(), kind)
    picture = take_in_picture(data, name="shoes.docx")
    image = opened(picture.data)
    assert picture.media_type == Image.MIME[image.format]
    assert (picture.width, picture.height) == image.size == (160, 120)
    assert image.mode in ("RGB", "P")
    assert near(image, (30, 60), RED, 20)
    assert near(image, (130, 60), BLUE, 20)
    assert take_in_picture(data).data == picture.data


def test_a_photo_becomes_jpeg_and_a_drawing_stays_lossless() -> None:
    drawing = Image.new("RGB", (300, 200), "white")
    ImageDraw.Draw(drawing).ellipse((50, 50, 250, 150), fill=RED)
    photo = Image.fromarray(np.random.default_rng(2).integers(0, 256, (200, 300, 3), np.uint8))
    kept = take_in_picture(saved(drawing, "PNG"))
    assert kept.media_type == "image/png"
    assert opened(kept.data).convert("RGB").tobytes() == drawing.tobytes()
    assert take_in_picture(saved(photo, "PNG")).media_type == "image/jpeg"
    assert take_in_picture(saved(drawing, "JPEG")).media_type == "image/jpeg"


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF"])
def test_exif_rotation_is_applied_and_dropped(kind: str, orientation: int) -> None:
    upright = Image.new("RGB", (120, 80), "white")
    upright.paste(RED, (0, 0, 60, 40))           # the mark is top left when shown
    stored = upright
    undo = {2: "FLIP_LEFT_RIGHT", 3: "ROTATE_180", 4: "FLIP_TOP_BOTTOM", 5: "TRANSPOSE",
            6: "ROTATE_90", 7: "TRANSVERSE", 8: "ROTATE_270"}
    if orientation in undo:
        stored = upright.transpose(Image.Transpose[undo[orientation]])
    exif = Image.Exif()
    exif[0x0112] = orientation
    picture = take_in_picture(saved(stored, kind, exif=exif))
    image = opened(picture.data)
    assert image.size == (120, 80)
    assert near(image, (20, 20), RED)
    assert near(image, (100, 60), (255, 255, 255))
    assert not image.getexif()


def test_rotated_heic_is_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    picture = take_in_picture(saved(halves(), "HEIF", exif=exif.tobytes()))
    assert (picture.width, picture.height) == (120, 160)
    assert near(opened(picture.data), (60, 20), RED, 20)


def test_cmyk_without_a_profile_is_said_to_be_estimated() -> None:
    for kind in ("JPEG", "TIFF"):
        picture = take_in_picture(saved(halves("CMYK"), kind))
        assert picture.notes == (CMYK_ESTIMATED,)
        assert near(opened(picture.data), (30, 60), RED, 25)
        assert near(opened(picture.data), (130, 60), BLUE, 25)


def test_cmyk_with_a_profile_is_converted_by_it() -> None:
    ink = Image.new("CMYK", (100, 100), (255, 0, 0, 0))
    picture = take_in_picture(saved(ink, "JPEG", icc_profile=_press()))
    assert picture.notes == ()
    red, green, blue = opened(picture.data).convert("RGB").getpixel((50, 50))
    assert red > 180 > 120 > max(green, blue)    # this press prints red where cyan is asked for


def _press() -> bytes:
    """A CMYK profile made by hand: full cyan is printed as Lab (50, 60, 40), all else lightens."""
    table = b""
    for corner in range(16):
        cyan, black = corner >> 3 & 1, corner & 1
        table += bytes((20, 128, 128) if black else (128, 188, 168) if cyan else (250, 128, 128))
    ramp, one = bytes(range(256)), struct.pack(">9i", 65536, 0, 0, 0, 65536, 0, 0, 0, 65536)
    lut = b"mft1\0\0\0\0\x04\x03\x02\0" + one + ramp * 4 + table + ramp * 3
    head = struct.pack(">I4sI4s4s4s", 0, b"lcms", 0x02400000, b"prtr", b"CMYK", b"Lab ")
    head += bytes(12) + b"acsp" + bytes(28) + struct.pack(">3i", 63190, 65536, 54061) + bytes(48)
    body = head + struct.pack(">I4sII", 1, b"A2B0", 144, len(lut)) + lut
    return struct.pack(">I", len(body)) + body[4:]


def test_a_profile_is_honoured() -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    swapped = _swap_red_and_blue(profile)
    picture = take_in_picture(saved(halves(), "PNG", icc_profile=swapped))
    image = opened(picture.data)
    assert near(image, (30, 60), (*BLUE[:1], 30, *RED[:1]), 30)
    assert "icc_profile" not in image.info
    same = take_in_picture(saved(halves(), "PNG", icc_profile=profile))
    assert near(opened(same.data), (30, 60), RED, 8)


def _swap_red_and_blue(profile: bytes) -> bytes:
    """A valid profile whose red and blue primaries are exchanged."""
    return profile.replace(b"rXYZ", b"@@@@").replace(b"bXYZ", b"rXYZ").replace(b"@@@@", b"bXYZ")


@pytest.mark.parametrize("profile", [b"not a profile", b"\0" * 200])
def test_a_broken_profile_is_tolerated_and_said(profile: bytes) -> None:
    picture = take_in_picture(saved(halves(), "JPEG", icc_profile=profile))
    assert picture.notes == (PROFILE_IGNORED,)
    assert near(opened(picture.data), (30, 60), RED)


def test_a_profile_of_another_kind_of_picture_is_ignored() -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    picture = take_in_picture(saved(halves("CMYK"), "JPEG", icc_profile=profile))
    assert picture.notes == (PROFILE_IGNORED,)


def test_16_bit_grey_is_scaled_not_clipped() -> None:
    ramp = np.linspace(0, 65535, 256).astype(np.uint16)[None].repeat(100, 0)
    picture = take_in_picture(saved(Image.fromarray(ramp), "PNG"))
    values = np.asarray(opened(picture.data).convert("L"))[50]
    assert np.abs(values.astype(int) - np.arange(256)).max() <= 1


def test_16_bit_colour_png() -> None:
    pixels = np.zeros((70, 70, 3), ">u2")
    pixels[..., 0], pixels[..., 1] = 51400, 25700
    data = _png(70, 70, 16, 2, b"".join(b"\0" + row.tobytes() for row in pixels))
    assert near(opened(take_in_picture(data).data), (35, 35), (200, 100, 0), 2)


@pytest.mark.parametrize("dtype", ["float32", "int32"])
def test_scientific_pictures_are_refused(dtype: str) -> None:
    data = saved(Image.fromarray(np.ones((80, 80), dtype)), "TIFF")
    with pytest.raises(BadPicture, match="cannot be decoded"):
        take_in_picture(data)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA"])
def test_other_modes(mode: str) -> None:
    image = opened(take_in_picture(saved(halves(mode), "PNG")).data)
    assert image.mode in ("RGB", "RGBA")
    assert image.size == (160, 120)


def test_lab_tiff() -> None:
    lab = ImageCms.createProfile("LAB")
    image = ImageCms.profileToProfile(halves(), ImageCms.createProfile("sRGB"), lab,
                                      outputMode="LAB")
    assert image is not None
    assert near(opened(take_in_picture(saved(image, "TIFF")).data), (30, 60), RED, 20)


def test_alpha_is_kept_as_png_and_an_opaque_alpha_is_dropped() -> None:
    clear = halves("RGBA")
    clear.paste((0, 0, 0, 0), (0, 0, 160, 30))
    picture = take_in_picture(saved(clear, "WEBP", lossless=True))
    image = opened(picture.data)
    assert (picture.media_type, image.mode) == ("image/png", "RGBA")
    assert image.getpixel((10, 10))[3] == 0
    assert image.getpixel((10, 60))[3] == 255
    assert take_in_picture(saved(halves("RGBA"), "WEBP")).media_type == "image/jpeg"
    with pytest.raises(BadPicture, match="fully transparent"):
        take_in_picture(saved(Image.new("RGBA", (90, 90)), "PNG"))


def test_a_transparent_palette_keeps_its_holes() -> None:
    image = Image.new("P", (100, 100), 1)
    image.putpalette([255, 255, 255, *RED, *BLUE])
    image.paste(0, (0, 0, 50, 100))
    for kind in ("GIF", "PNG"):
        taken = opened(take_in_picture(saved(image, kind, transparency=0)).data)
        assert taken.getpixel((20, 50))[3] == 0
        assert taken.getpixel((80, 50)) == (*RED, 255)


@pytest.mark.parametrize("kind", ["GIF", "WEBP", "PNG", "AVIF"])
def test_of_an_animation_the_first_frame_is_used(kind: str) -> None:
    frames = [Image.new("RGB", (90, 90), colour) for colour in (RED, BLUE, (9, 200, 9))]
    data = saved(frames[0], kind, save_all=True, append_images=frames[1:], duration=80)
    picture = take_in_picture(data)
    assert picture.notes == ("It is an animation; its first frame was used.",)
    assert near(opened(picture.data), (40, 40), RED)


def test_of_many_pages_the_first_is_used() -> None:
    pages = [Image.new("RGB", (90, 90), colour) for colour in (RED, BLUE)]
    picture = take_in_picture(saved(pages[0], "TIFF", save_all=True, append_images=pages[1:]))
    assert picture.notes == ("It holds several pictures; the first one was used.",)
    heif = pillow_heif.from_pillow(pages[0])
    heif.add_from_pillow(pages[1])
    out = io.BytesIO()
    heif.save(out)
    assert take_in_picture(out.getvalue()).notes == picture.notes


def test_a_large_picture_is_reduced() -> None:
    data = saved(Image.new("RGB", (6000, 5000), RED), "JPEG")
    picture = take_in_picture(data)
    assert (picture.width, picture.height) == (MAX_SIDE, 3413)
    assert "reduced to 4096 × 3413" in picture.notes[0]


def test_limits_of_size() -> None:
    with pytest.raises(BadPicture, match="only 63 × 500"):
        take_in_picture(saved(Image.new("RGB", (63, 500)), "PNG"))
    with pytest.raises(BadPicture, match="too long and narrow"):
        take_in_picture(saved(Image.new("L", (9000, 64)), "PNG"))
    with pytest.raises(BadPicture, match="larger than 50 MB"):
        take_in_picture(b"\xff\xd8\xff" + bytes(50_000_001))


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def _png(width: int, height: int, depth: int, colour: int, raw: bytes, extra: bytes = b"") -> bytes:
    head = _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0))
    body = _chunk(b"IDAT", zlib.compress(raw, 9)) + _chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + head + extra + body


@pytest.mark.parametrize("action", ["error", "ignore"])     # in production Pillow only warns
@pytest.mark.parametrize("side", [6400, 8000, 12000, 30000, 2_000_000])
def test_pixel_bombs_are_refused_by_their_header(
    side: int, action: Literal["error", "ignore"]
) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter(action)
        with pytest.raises(BadPicture, match="more than 40 megapixels"):
            take_in_picture(_png(side, side, 1, 0, b"\0" * 1000), name="big.png")


def test_a_gif_whose_frame_is_larger_than_its_screen() -> None:
    frame = struct.pack("<BHHHHB", 0x2C, 0, 0, 9000, 9000, 0)
    data = b"GIF89a" + struct.pack("<HHBBB", 100, 100, 0x80, 0, 0) + bytes(6) + frame + b"\x02\0;"
    with pytest.raises(BadPicture):
        take_in_picture(data)


@pytest.mark.parametrize("name", [b"zTXt", b"iCCP"])
def test_text_and_profile_bombs(name: bytes) -> None:
    bomb = _chunk(name, b"a\0\0" + zlib.compress(bytes(100_000_000), 9))
    data = _png(80, 80, 8, 0, (b"\0" + bytes(80)) * 80, bomb)
    with pytest.raises(BadPicture, match="cannot be decoded"):
        take_in_picture(data)


def test_metadata_and_tails_stay_behind() -> None:
    exif = Image.Exif()
    exif[0x010E] = "<script>secret()</script>"
    exif[0x8825] = {1: "N", 2: (52.0, 31.0, 12.0)}
    data = saved(halves(), "JPEG", exif=exif, comment=b"secret") + b"PK\x03\x04<html>secret"
    picture = take_in_picture(data)
    assert b"secret" in data
    assert b"secret" not in picture.data
    assert b"Exif" not in picture.data
    assert not opened(picture.data).info.keys() - {"jfif", "jfif_version", "jfif_unit",
                                                   "jfif_density"}


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"", "is empty"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "an SVG drawing"),
        (b"<?xml version='1.0'?>\n<!-- x -->\n<svg></svg>", "an SVG drawing"),
        (b"%PDF-1.7\n", "a PDF document"),
        (b"\xef\xbb\xbf<!DOCTYPE html><html>", "a web page"),
        (b"#EXTM3U\n#EXTINF:1\nfile:///etc/passwd\n", "a playlist"),
        (b"ffconcat version 1.0\nfile /etc/passwd\n", "a playlist"),
        (b"<?xml version='1.0'?><MPD></MPD>", "a playlist"),
        (b"\0\0\0\x18ftypisom\0\0\0\0isommp42", "an MP4 or MOV video"),
        (b"\x1aE\xdf\xa3" + bytes(40), "a WebM or Matroska video"),
        (b"RIFF\0\0\0\0AVI LIST", "an AVI video"),
        (b"ID3\x04" + bytes(40), "an MP3 sound"),
        (b"8BPS\0\x01", "a Photoshop document"),
        (b"PK\x03\x04" + bytes(40), "a ZIP archive"),
        (b"hello", "is a text"),
        (bytes(100), "unknown kind"),
    ],
)
def test_what_is_no_picture_is_named(data: bytes, what: str) -> None:
    with pytest.raises(BadPicture, match=what) as error:
        take_in_picture(data, name="photo\n.jpg\x07")
    assert str(error.value).startswith("“photo.jpg”")
    assert error.value.next_step


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF", "BMP", "TIFF", "HEIF", "AVIF"])
@pytest.mark.filterwarnings("ignore::UserWarning:PIL")     # its remarks on damaged metadata
def test_truncated_files(kind: str) -> None:
    data = saved(halves(size=(400, 300)), kind)
    for size in (20, 60, len(data) // 2, len(data) * 9 // 10):
        with pytest.raises(BadPicture):
            take_in_picture(data[:size])


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF", "BMP", "TIFF", "HEIF", "AVIF"])
@pytest.mark.filterwarnings("ignore::UserWarning:PIL")
def test_flipped_bytes_never_raise_anything_else(kind: str) -> None:
    source = saved(halves(), kind)
    random = np.random.default_rng(7)
    for _ in range(60):
        data = bytearray(source)
        for at in random.integers(0, min(len(data), 600), 4):
            data[at] = int(random.integers(256))
        try:
            picture = take_in_picture(bytes(data))
        except BadPicture:
            continue
        assert opened(picture.data).size == (picture.width, picture.height)


def test_paths(tmp_path: Path) -> None:
    good = tmp_path / "shoe.txt"
    good.write_bytes(saved(halves(), "PNG"))
    assert take_in_picture(good).width == 160
    with pytest.raises(BadPicture, match=r"“none\.png” was not found"):
        take_in_picture(tmp_path / "none.png")
    with pytest.raises(BadPicture, match="is a folder"):
        take_in_picture(tmp_path)
    with pytest.raises(BadPicture, match="not a plain file"):
        take_in_picture(Path("/dev/zero"))
    with pytest.raises(BadPicture):
        take_in_picture(tmp_path / ("x" * 5000))
