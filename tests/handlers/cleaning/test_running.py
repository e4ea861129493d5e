"""A child per file, two at a time, whatever becomes of it."""

import asyncio

from handlers.intake.cleaning.clean import clean
from tests.handlers.cleaning.canary import CANARY
from tests.handlers.cleaning.nasty_pictures import png
from tests.handlers.cleaning.nasty_word import docx


async def test_many_files_at_once_all_come_out():
    cleaned = await asyncio.gather(*(clean(png()) for _ in range(5)))
    assert len({each.content for each in cleaned}) == 1


def test_the_same_file_comes_out_the_same_on_another_loop():
    one, other = (asyncio.run(clean(docx())) for _ in range(2))
    assert one == other
    assert CANARY not in repr(one)
