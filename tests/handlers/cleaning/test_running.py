"""A child per file, two at a time, whatever becomes of it."""

import asyncio
import os
import signal
from contextlib import suppress

import pytest

from domain.errors import FileUnreadableError
from handlers.cleaning.clean import AT_ONCE, clean
from tests.handlers.cleaning.canary import CANARY
from tests.handlers.cleaning.children import children, first_child
from tests.handlers.cleaning.nasty_pictures import png
from tests.handlers.cleaning.nasty_word import docx


async def test_many_files_at_once_all_come_out():
    cleaned = await asyncio.gather(*(clean(png()) for _ in range(5)))
    assert len({each.content for each in cleaned}) == 1


def test_the_same_file_comes_out_the_same_on_another_loop():
    one, other = (asyncio.run(clean(docx())) for _ in range(2))
    assert one == other
    assert CANARY not in repr(one)


async def test_a_child_that_never_ends_is_killed_and_its_file_refused():
    cleaning = asyncio.create_task(clean(png(), patience=2.0))
    os.kill(await first_child(), signal.SIGSTOP)
    with pytest.raises(FileUnreadableError):
        await cleaning
    assert children() == set()


async def test_a_child_that_dies_is_a_file_that_does_not_open_and_the_next_one_comes_out():
    cleaning = asyncio.create_task(clean(png()))
    os.kill(await first_child(), signal.SIGKILL)
    with pytest.raises(FileUnreadableError):
        await cleaning
    assert (await clean(png())).content


async def test_whoever_gives_up_leaves_no_child_behind():
    cleaning = asyncio.create_task(clean(png()))
    os.kill(await first_child(), signal.SIGSTOP)
    cleaning.cancel()
    with pytest.raises(asyncio.CancelledError):
        await cleaning
    assert children() == set()


async def test_no_more_than_two_run_at_once():
    cleaning = [asyncio.create_task(clean(png(), patience=60.0)) for _ in range(5)]
    for _ in range(100):
        await asyncio.sleep(0.005)
        for pid in children():
            os.kill(pid, signal.SIGSTOP)
    assert len(children()) == AT_ONCE == 2
    while not all(task.done() for task in cleaning):
        for pid in children():
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGCONT)
        await asyncio.sleep(0.01)
    assert len({task.result().content for task in cleaning}) == 1
