"""Photos as phones take them: with the camera's number and the place in them."""

import io
from collections.abc import Iterable

from PIL import Image

SERIAL = "KANARI-SN-4471920358"
PLACE_NAME = "KANARI-GPS-39.8201"
_MAKE, _GPS, _EXIF = 0x010F, 0x8825, 0x8769
_BODY_SERIAL, _AREA = 0xA431, 0x001C


def photo(color: str = "red", *, side: int = 240, traces: bool = True) -> bytes:
    """A photo of one colour; `traces` are its camera and the place it was taken at."""
    image = Image.new("RGB", (side, side), color)
    exif = Image.Exif()
    if traces:
        exif[_MAKE] = "Kanari"
        exif.get_ifd(_EXIF)[_BODY_SERIAL] = SERIAL
        exif.get_ifd(_GPS)[_AREA] = PLACE_NAME
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", exif=exif)
    return buffer.getvalue()


def color_of(content: bytes) -> tuple[int, int, int]:
    """What colour a photo mostly is."""
    with Image.open(io.BytesIO(content)) as image:
        pixel = image.convert("RGB").resize((1, 1)).getpixel((0, 0))
    assert isinstance(pixel, tuple)
    red, green, blue = (int(value) for value in pixel[:3])
    return red, green, blue


def same_color(one: tuple[int, int, int], other: Iterable[int]) -> bool:
    """Whether two colours look alike after a new encoding."""
    return all(abs(a - b) < 12 for a, b in zip(one, other, strict=True))
