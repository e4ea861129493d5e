"""The most pixels that are taken are taken, in every kind; one line more is refused by its name."""

import io

import pytest
from PIL import Image

from domain.errors import PictureTooLargeError
from handlers.cleaning.clean import clean
from handlers.cleaning.images import (
    MOST_PIXELS,
    MOST_PIXELS_JPEG,
    MOST_PIXELS_WEBP,
    MOST_PROGRESSIVE,
)
from tests.handlers.cleaning.nasty_pictures import bomb, noise, saved

NEAREST = Image.Resampling.NEAREST


def large(most: int, mode: str, *, more: int = 0) -> Image.Image:
    """So many pixels in one picture three high and four wide; `more` lines do not fit any more."""
    wide = next(wide for wide in range(int((most * 4 / 3) ** 0.5), 0, -1) if most % wide == 0)
    return noise(40, 30, mode).resize((wide, most // wide + more), NEAREST)


def jpeg(more, mode="RGB"):
    return saved(large(MOST_PIXELS_JPEG, mode, more=more), "JPEG", quality=60)


def progressive(more, mode):
    """So wide that all of it is decoded; `high` lines fit beside what is kept until its end."""
    high = MOST_PROGRESSIVE // (5100 * (2 * len(mode) + 4))
    picture = noise(40, 30, mode).resize((5100, high + more), NEAREST)
    return saved(picture, "JPEG", quality=60, progressive=True, subsampling=0)


def png(more, mode, **options):
    return saved(large(MOST_PIXELS, mode, more=more), "PNG", compress_level=1, **options)


def webp(more, mode, **options):
    picture = large(MOST_PIXELS_WEBP, mode, more=more)
    return saved(picture, "WEBP", **{"method": 0, "quality": 30} | options)


def palette(more, **options):
    indices = large(MOST_PIXELS, "L", more=more)
    indices.putpalette(bytes(range(256)) * 3)
    return saved(indices, "PNG", compress_level=1, **options)


LARGEST = {
    "jpeg": jpeg,
    "jpeg in grey": lambda more: jpeg(more, "L"),
    "progressive jpeg": lambda more: progressive(more, "RGB"),
    "progressive jpeg in cmyk": lambda more: progressive(more, "CMYK"),
    "png": lambda more: png(more, "RGB"),
    "png with one colour transparent": lambda more: png(more, "RGB", transparency=(1, 2, 3)),
    "png with alpha": lambda more: png(more, "RGBA"),
    "png of grey and alpha": lambda more: png(more, "LA"),
    "png of 16 bits": lambda more: saved(
        Image.new("I;16", large(MOST_PIXELS, "1", more=more).size), "PNG"
    ),
    "png with a transparent palette": lambda more: palette(more, transparency=3),
    "webp": lambda more: webp(more, "RGB"),
    "webp with alpha": lambda more: webp(more, "RGBA"),
    "webp without loss": lambda more: webp(more, "RGBA", lossless=True, quality=0),
}


@pytest.mark.parametrize("what", LARGEST)
async def test_the_most_pixels_that_are_taken_fit_into_the_memory(what):
    cleaned = await clean(LARGEST[what](0))
    assert cleaned.photo
    assert max(Image.open(io.BytesIO(cleaned.content)).size) == 2560


@pytest.mark.parametrize("what", ["jpeg", "progressive jpeg", "png", "webp"])
async def test_more_pixels_than_are_taken_are_refused_by_their_own_name(what):
    with pytest.raises(PictureTooLargeError) as refused:
        await clean(LARGEST[what](1))
    assert not refused.value.args


async def test_a_picture_of_100_megapixels_in_a_few_kilobytes_is_not_unpacked():
    with pytest.raises(PictureTooLargeError):
        await clean(bomb())


async def test_a_long_strip_of_a_photo_is_decoded_at_a_fraction_of_its_size():
    cleaned = await clean(saved(noise(30, 40).resize((2600, 60_000), NEAREST), "JPEG", quality=30))
    assert Image.open(io.BytesIO(cleaned.content)).size == (111, 2560)


async def test_a_grey_photo_is_not_stored_as_a_drawing():
    cleaned = await clean(saved(noise(2560, 1920, "L"), "JPEG", quality=80))
    assert cleaned.extension == "jpg"
    assert len(cleaned.content) < 2560 * 1920
