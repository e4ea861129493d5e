"""The first word with Telegram: waited for while nobody answers; a wrong token is the end."""

import asyncio
import logging
import sys
from collections.abc import Awaitable, Callable
from typing import NoReturn

from bot.logs import outline
from bot.loop import pauses
from bot.run_texts import texts
from bot.settings import PREFIX, WRONG

_log = logging.getLogger(__name__)


async def reached(
    ask: Callable[[], Awaitable[object]],
    stop: asyncio.Event,
    *,
    away: Callable[[Exception], bool],
    refused: tuple[type[Exception], ...],
    named: str,
    language: str,
) -> bool:
    """Ask until Telegram answers; False when it is time to stop before that.

    `away` tells which errors pass by themselves. One of `refused` ends the process, with a sentence
    that names the setting `named`, and status 2: a token that was revoked stays so.
    """
    stopping = asyncio.create_task(stop.wait())
    try:
        for pause in pauses(1.0, 30.0):
            try:
                await ask()
            except refused:
                _end(named, language)
            except Exception as error:
                if not away(error):
                    raise
                _log.warning("Telegram is not reached: %s", outline(error))
            else:
                return True
            await asyncio.wait({stopping}, timeout=pause)
            if stop.is_set():
                break
    finally:
        stopping.cancel()
    return False


def _end(named: str, language: str) -> NoReturn:
    sentence = texts(language).revoked.format(name=f"{PREFIX}{named.upper()}")
    sys.stderr.write(f"{sentence}\n")
    raise SystemExit(WRONG)
