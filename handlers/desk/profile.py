"""What Telegram shows of the desk bot before anybody writes to it: commands, and what it is for."""

import logging

from telegram import BotCommandScopeAllPrivateChats
from telegram.error import TelegramError

from handlers.desk.context import DeskBot
from handlers.texts.office import LANGUAGES, texts

_log = logging.getLogger(__name__)


async def introduce(bot: DeskBot) -> None:
    """Tells Telegram the commands and the profile; without them everything works as well."""
    for language in LANGUAGES:
        say, code = texts(language), None if language == "zh" else language
        try:
            await bot.set_my_commands(
                list(say.commands.items()),
                scope=BotCommandScopeAllPrivateChats(),
                language_code=code,
            )
            await bot.set_my_short_description(say.short_description, language_code=code)
            await bot.set_my_description(say.description, language_code=code)
        except TelegramError as error:
            _log.warning("the profile stays as it was: %s", type(error).__name__)
