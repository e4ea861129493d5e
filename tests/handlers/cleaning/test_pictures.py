"""A picture comes out as its pixels alone."""

import io

import pytest
from PIL import Image

from handlers.cleaning.clean import clean
from tests.handlers.cleaning.canary import assert_nobody_is_in
from tests.handlers.cleaning.corpus import PICTURES
from tests.handlers.cleaning.nasty_pictures import jpeg, noise, saved, sixteen_bits


@pytest.mark.parametrize("what", PICTURES)
async def test_a_picture_comes_out_as_its_pixels_alone(what):
    original = PICTURES[what]()
    cleaned = await clean(original)
    assert_nobody_is_in(cleaned)
    assert cleaned.photo
    with Image.open(io.BytesIO(cleaned.content)) as opened:
        opened.load()
        assert opened.format.lower() == cleaned.media_type.removeprefix("image/")
        assert set(opened.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
        assert not opened.getexif()
        assert getattr(opened, "n_frames", 1) == 1


async def test_a_photo_is_turned_as_it_was_held():
    sideways = noise(300, 200)
    sideways.paste("red", (0, 0, 300, 60))
    opened = Image.open(io.BytesIO((await clean(jpeg(sideways))).content))
    assert opened.size == (200, 300)
    red, green, _ = opened.getpixel((190, 150))
    assert red > 200 > 60 > green


async def test_sixteen_bits_of_grey_keep_their_shades():
    opened = Image.open(io.BytesIO((await clean(sixteen_bits())).content)).convert("L")
    assert opened.getpixel((0, 0)) < 5
    assert 120 < opened.getpixel((0, 32)) < 136
    assert opened.getpixel((63, 63)) > 250


async def test_what_was_invisible_in_a_picture_is_gone():
    hidden = Image.new("RGBA", (40, 40), (255, 0, 0, 0))
    opened = Image.open(io.BytesIO((await clean(saved(hidden, "PNG"))).content))
    assert opened.convert("RGB").getcolors() == [(1600, (255, 255, 255))]


async def test_a_large_photo_is_made_small_enough_to_be_shown():
    large = jpeg(noise(80, 60).resize((8000, 6000)))
    cleaned = await clean(large)
    assert Image.open(io.BytesIO(cleaned.content)).size == (1920, 2560)
    assert cleaned.photo


async def test_a_strip_is_cleaned_but_is_no_photo():
    assert not (await clean(saved(noise(2000, 20), "PNG"))).photo
