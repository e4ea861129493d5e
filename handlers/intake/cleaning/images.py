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

from handlers.intake.cleaning.kinds import Made, UnreadableError

LONGEST: Final = 2560
"""Pixels of the longer side; more than Telegram keeps of a photo."""

MOST_PIXELS: Final = 25_000_000
MOST_PIXELS_JPEG: Final = 64_000_000
"""JPEG is decoded at a fraction of its size, so a phone's 50 megapixels fit into the memory."""

STRIP: Final = 20
"""Telegram takes no photo whose sides are further apart than this ratio."""

_NEEDED_LATER: Final = (
    *(copy, ImageColor, ImagePalette),
    *(MpoImagePlugin, TiffImagePlugin, WebPImagePlugin),
)
# Pillow would load these and its usual five when it meets a file; then no file can be opened
Image.preinit()

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


def rebuild(content: bytes) -> tuple[Made, bool, bytes]:
    """A JPEG, or a PNG when there are few colours; of an animation the first frame."""
    fresh = _pixels(content)
    made, encoded = _encoded(fresh)
    narrow, wide = sorted(fresh.size)
    return made, wide <= narrow * STRIP, encoded


def _pixels(content: bytes) -> Image.Image:
    """An image without any of what came beside the pixels of the one in `content`."""
    try:
        opened = Image.open(io.BytesIO(content), formats=_FORMATS)
        _check_size(opened)
        turn = _turn(opened)
        opened.draft("RGB", (LONGEST, LONGEST))
        opened.load()
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        raise UnreadableError from None
    eight_bits = _eight_bits(opened)
    eight_bits.thumbnail((LONGEST, LONGEST), reducing_gap=2.0)
    fresh = Image.new("RGB", eight_bits.size, "white")
    fresh.paste(eight_bits, mask=eight_bits if eight_bits.mode == "RGBA" else None)
    return fresh if turn is None else fresh.transpose(turn)


def _turn(opened: Image.Image) -> Image.Transpose | None:
    with suppress(Exception):  # a photo with broken notes beside it is still a photo
        return _UPRIGHT.get(opened.getexif().get(ExifTags.Base.Orientation, 1))
    return None


def _check_size(opened: Image.Image) -> None:
    width, height = opened.size
    most = MOST_PIXELS_JPEG if opened.format in {"JPEG", "MPO"} else MOST_PIXELS
    if not 0 < width * height <= most:
        raise UnreadableError


def _eight_bits(image: Image.Image) -> Image.Image:
    """As grey, RGB or RGBA with eight bits a channel."""
    if image.mode.startswith("I"):
        # a plain conversion would turn every value above 255 white
        return image.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    if image.has_transparency_data:
        return image.convert("RGBA")
    return image if image.mode in {"L", "RGB"} else image.convert("RGB")


def _encoded(fresh: Image.Image) -> tuple[Made, bytes]:
    buffer = io.BytesIO()
    if fresh.getcolors(256) is not None:
        fresh.save(buffer, "PNG", optimize=True)
        return "png", buffer.getvalue()
    fresh.save(buffer, "JPEG", quality=88, optimize=True)
    return "jpeg", buffer.getvalue()
