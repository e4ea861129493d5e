"""Pictures: decoded, turned upright, and encoded again from their pixels alone."""

import copy
import io
from contextlib import suppress
from typing import Final

from PIL import (
    ExifTags,
    Image,
    ImageColor,
    ImagePalette,
    MpoImagePlugin,
    TiffImagePlugin,
    WebPImagePlugin,
)

from handlers.cleaning.kinds import Made, TooManyPixelsError, UnreadableError

LONGEST: Final = 2560
"""Pixels of the longer side; more than Telegram keeps of a photo."""

MOST_PIXELS: Final = 25_000_000
MOST_PIXELS_JPEG: Final = 200_000_000
"""JPEG is decoded at a fraction of its size, so all that phones take fits into the memory."""

MOST_PROGRESSIVE: Final = 200 * 1024 * 1024
"""Bytes of a JPEG that grows clearer while it loads: all of it is kept until its end."""

MOST_PIXELS_WEBP: Final = 10_000_000
"""A WebP takes four copies while it is decoded, and a fifth where it is without loss."""

_BAND: Final = 256
"""Lines that are changed at once when a whole second copy would not fit into the memory."""

STRIP: Final = 20
"""Telegram takes no photo whose sides are further apart than this ratio."""

_NEEDED_LATER: Final = (
    *(copy, ImageColor, ImagePalette),
    *(MpoImagePlugin, TiffImagePlugin, WebPImagePlugin),
)
# Pillow would load these and its usual five when it meets a file; then no file can be opened
Image.preinit()
Image.MAX_IMAGE_PIXELS = MOST_PIXELS_JPEG

_UPRIGHT: Final = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
"""What undoes each orientation a camera may have noted."""

_FORMATS: Final = ("JPEG", "PNG", "WEBP", "GIF")
_MOST: Final = {"JPEG": MOST_PIXELS_JPEG, "MPO": MOST_PIXELS_JPEG, "WEBP": MOST_PIXELS_WEBP}


def rebuild(content: bytes) -> tuple[Made, bool, bytes]:
    """A JPEG, or a PNG where that is smaller; of an animation the first frame."""
    fresh = _pixels(content)
    made, rebuilt = encoded(fresh)
    narrow, wide = sorted(fresh.size)
    return made, wide <= narrow * STRIP, rebuilt


def encoded(fresh: Image.Image, *, subsampling: int = 2) -> tuple[Made, bytes]:
    """Whichever is smaller, when few colours make a PNG likely; grey photographs have few too."""
    jpeg = io.BytesIO()
    fresh.save(jpeg, "JPEG", quality=88, optimize=True, subsampling=subsampling)
    if fresh.getcolors(256) is not None:
        png = io.BytesIO()
        fresh.save(png, "PNG", compress_level=4)
        if len(png.getvalue()) < len(jpeg.getvalue()):
            return "png", png.getvalue()
    return "jpeg", jpeg.getvalue()


def _pixels(content: bytes) -> Image.Image:
    """An image without any of what came beside the pixels of the one in `content`."""
    try:
        opened = Image.open(io.BytesIO(content), formats=_FORMATS)
        _check_size(opened)
        turn = _turn(opened)
        whole = opened.size
        opened.draft("RGB", _shown(whole))
        if "progressive" in opened.info:
            _check_progressive(whole, opened)
        opened.load()
    except Image.DecompressionBombError:
        raise TooManyPixelsError from None
    except (OSError, SyntaxError, ValueError):
        raise UnreadableError from None
    eight_bits = _on_white(opened)
    del opened
    eight_bits.thumbnail((LONGEST, LONGEST), reducing_gap=2.0)
    fresh = Image.new("RGB", eight_bits.size)
    fresh.paste(eight_bits)
    return fresh if turn is None else fresh.transpose(turn)


def _shown(size: tuple[int, int]) -> tuple[int, int]:
    """The size with no side above LONGEST."""
    shrunk = max(*size, LONGEST) / LONGEST
    return max(round(size[0] / shrunk), 1), max(round(size[1] / shrunk), 1)


def _turn(opened: Image.Image) -> Image.Transpose | None:
    with suppress(Exception):  # a photo with broken notes beside it is still a photo
        return _UPRIGHT.get(opened.getexif().get(ExifTags.Base.Orientation, 1))
    return None


def _check_size(opened: Image.Image) -> None:
    width, height = opened.size
    if not width * height:
        raise UnreadableError
    if width * height > _MOST.get(opened.format or "", MOST_PIXELS):
        raise TooManyPixelsError


def _check_progressive(whole: tuple[int, int], opened: Image.Image) -> None:
    """Two bytes a colour for each of its pixels, and four for each that is decoded."""
    kept = 2 * len(opened.getbands()) * whole[0] * whole[1]
    if kept + 4 * opened.size[0] * opened.size[1] > MOST_PROGRESSIVE:
        raise TooManyPixelsError


def _on_white(image: Image.Image) -> Image.Image:
    """As grey or RGB with eight bits a channel; what was transparent shows white."""
    if image.mode in {"L", "RGB"} and not image.has_transparency_data:
        return image
    whole = Image.new("RGB", image.size, "white")
    for top in range(0, image.height, _BAND):
        band = _eight_bits(image.crop((0, top, image.width, min(top + _BAND, image.height))))
        whole.paste(band, (0, top), mask=band if band.mode == "RGBA" else None)
    return whole


def _eight_bits(band: Image.Image) -> Image.Image:
    if band.mode.startswith("I"):
        # a plain conversion would turn every value above 255 white
        return band.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    return band.convert("RGBA" if band.has_transparency_data else "RGB")
