"""What is blackened is gone from the pixels; what is shown meanwhile has a grid over it."""

import io

import pytest
from PIL import Image

from domain.errors import FileUnreadableError
from domain.masking import CELLS, box
from handlers.cleaning.clean import blacken, clean, overlay
from tests.handlers.cleaning.canary import assert_nobody_is_in
from tests.handlers.cleaning.nasty_pictures import jpeg, noise, saved

SIZES = [(300, 200), (199, 301), (2560, 1920), (47, 5)]


def opened(content):
    return Image.open(io.BytesIO(content)).convert("RGB")


def cut(picture, cell):
    one = box(cell, width=picture.width, height=picture.height)
    return picture.crop((one.left, one.top, one.right, one.bottom))


def colours(picture):
    return [colour for _, colour in picture.getcolors(picture.width * picture.height) or []]


@pytest.mark.parametrize("size", SIZES)
async def test_a_blackened_cell_is_black_in_every_pixel_and_the_others_are_seen(size):
    made = await blacken((await clean(jpeg(noise(*size)))).content, ["B3", "F6"])
    picture = opened(made.content)
    for cell in ("B3", "F6"):
        assert set(colours(cut(picture, cell))) <= {(0, 0, 0)}
    assert len(colours(picture)) > 100
    assert_nobody_is_in(made)


async def test_a_drawing_stays_a_png_and_black_there_too():
    plain = saved(Image.new("RGB", (120, 90), "white"), "PNG")
    made = await blacken((await clean(plain)).content, ["A1"])
    assert made.extension == "png"
    assert cut(opened(made.content), "A1").getcolors() == [(16 * 16, (0, 0, 0))]
    assert cut(opened(made.content), "B1").getcolors() == [(24 * 16, (255, 255, 255))]


async def test_what_is_shown_has_lines_between_the_cells_and_the_chosen_ones_black():
    grey = (await clean(saved(Image.new("RGB", (1200, 900), "grey"), "PNG"))).content
    shown = opened((await overlay(grey, ["C2"])).content)
    middle = cut(shown, "C2")
    assert max(middle.getpixel((middle.width // 2, middle.height // 2))) < 12
    assert min(shown.getpixel((box("D1", width=1200, height=900).left, 75))) > 200
    assert all(100 < value < 150 for value in shown.getpixel((700, 700)))


async def test_what_is_shown_of_a_strip_is_a_photo_that_telegram_takes():
    strip = (await clean(saved(noise(2000, 20), "PNG"))).content
    shown = opened((await overlay(strip, [])).content)
    assert max(shown.size) <= 20 * min(shown.size)


async def test_all_that_can_be_blackened_is_black():
    made = await blacken((await clean(jpeg(noise(640, 480)))).content, CELLS)
    assert opened(made.content).getcolors() == [(640 * 480, (0, 0, 0))]


async def test_what_is_no_photo_of_ours_cannot_be_blackened():
    with pytest.raises(FileUnreadableError):
        await blacken(b"%PDF-1.7", ["A1"])
