"""What is broken, too big or of no kind we rebuild is refused by its right name."""

import pytest

from domain.errors import (
    FileTooLargeError,
    FileUncleanableError,
    FileUnreadableError,
    PictureTooLargeError,
)
from handlers.cleaning.clean import LARGEST, clean
from tests.handlers.cleaning.canary import assert_nobody_is_in
from tests.handlers.cleaning.corpus import TOO_LARGE, UNCLEANABLE, UNREADABLE
from tests.handlers.cleaning.nasty_pdf import pdf
from tests.handlers.cleaning.nasty_pictures import jpeg
from tests.handlers.cleaning.nasty_word import docx


@pytest.mark.parametrize("what", UNREADABLE)
async def test_what_is_broken_or_too_big_to_unpack_is_unreadable(what):
    with pytest.raises(FileUnreadableError) as refused:
        await clean(UNREADABLE[what]())
    assert not refused.value.args


@pytest.mark.parametrize("what", UNCLEANABLE)
async def test_what_cannot_be_rebuilt_with_certainty_is_not_taken(what):
    with pytest.raises(FileUncleanableError) as refused:
        await clean(UNCLEANABLE[what]())
    assert not refused.value.args


@pytest.mark.parametrize("what", TOO_LARGE)
async def test_a_picture_that_would_not_fit_into_the_memory_is_too_large(what):
    with pytest.raises(PictureTooLargeError):
        await clean(TOO_LARGE[what]())


async def test_more_than_a_bot_may_fetch_is_too_large():
    with pytest.raises(FileTooLargeError):
        await clean(b"\xff\xd8\xff" + b"0" * LARGEST)


async def test_damage_anywhere_never_leads_to_another_error():
    damaged = []
    for make in (jpeg, pdf, docx):
        content = bytearray(make())
        for place in range(97, len(content), max(len(content) // 5, 1)):
            content[place] ^= 0x5A
        damaged.append(bytes(content))
    for content in damaged:
        try:
            cleaned = await clean(content)
        except (FileUnreadableError, FileUncleanableError):
            continue
        assert_nobody_is_in(cleaned)
