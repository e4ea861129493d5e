"""Methods about the bot itself: name, commands, menu, files."""

import json
from typing import Any

from playground.bot_api.call import METHODS, Call, method
from playground.refusals import bad_request

_WORDS = {"Name": 64, "Description": 512, "ShortDescription": 120}
_FIELDS = {"Name": "name", "Description": "description", "ShortDescription": "short_description"}


@method("getMe")
def get_me(call: Call) -> dict[str, Any]:
    """Who the bot is."""
    return call.bot.as_me()


@method("getFile")
def get_file(call: Call) -> dict[str, Any]:
    """Where a file can be fetched, if the id is this bot's and the file at most 20 MB."""
    files = call.world.files
    file_id = call.text("file_id")
    file = files.by_id(call.bot.id, file_id)
    return {
        "file_id": file_id,
        "file_unique_id": file.unique_id,
        "file_size": len(file.data),
        "file_path": files.path_for(call.bot.id, file),
    }


def _commands_key(call: Call) -> str:
    scope = json.dumps(call.value("scope") or {"type": "default"}, sort_keys=True)
    return f"commands:{call.text('language_code')}:{scope}"


@method("setMyCommands")
def set_my_commands(call: Call) -> bool:
    """The command menu for a scope and language."""
    commands = call.value("commands") or []
    for command in commands:
        name = str(command.get("command", "")).lstrip("/")
        if not (1 <= len(name) <= 32 and name.replace("_", "a").isalnum() and name.islower()):
            raise bad_request("BOT_COMMAND_INVALID")
        if not 1 <= len(command.get("description", "")) <= 256:
            raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    call.bot.settings[_commands_key(call)] = commands
    call.world.changed()
    return True


@method("deleteMyCommands")
def delete_my_commands(call: Call) -> bool:
    """No command menu for a scope and language."""
    call.bot.settings.pop(_commands_key(call), None)
    call.world.changed()
    return True


@method("getMyCommands")
def get_my_commands(call: Call) -> Any:
    """The command menu for a scope and language."""
    return call.bot.settings.get(_commands_key(call), [])


def _setter(what: str, limit: int) -> Any:
    def set_words(call: Call) -> bool:
        words = call.text(_FIELDS[what])
        if len(words) > limit:
            raise bad_request(f"{_FIELDS[what]} is too long")
        call.bot.settings[f"{what}:{call.text('language_code')}"] = words
        call.world.changed()
        return True

    return set_words


def _getter(what: str) -> Any:
    def get_words(call: Call) -> dict[str, str]:
        settings, language = call.bot.settings, call.text("language_code")
        usual = call.bot.first_name if what == "Name" else ""
        words = settings.get(f"{what}:{language}") or settings.get(f"{what}:") or usual
        return {_FIELDS[what]: words}

    return get_words


METHODS.update({f"setmy{what}".lower(): _setter(what, limit) for what, limit in _WORDS.items()})
METHODS.update({f"getmy{what}".lower(): _getter(what) for what in _WORDS})


@method("setChatMenuButton")
def set_chat_menu_button(call: Call) -> bool:
    """What the button beside the text field does."""
    key = f"menu:{call.text('chat_id')}"
    call.bot.settings[key] = call.value("menu_button") or {"type": "default"}
    return True


@method("getChatMenuButton")
def get_chat_menu_button(call: Call) -> Any:
    """What the button beside the text field does."""
    settings = call.bot.settings
    usual = settings.get("menu:", {"type": "default"})
    return settings.get(f"menu:{call.text('chat_id')}", usual)


@method("setMyDefaultAdministratorRights")
def set_my_default_administrator_rights(call: Call) -> bool:
    """The rights suggested to whoever adds the bot."""
    call.bot.settings["rights"] = call.value("rights") or {}
    return True


@method("logOut")
def log_out(call: Call) -> bool:
    """The bot leaves this server."""
    del call
    return True


@method("close")
def close(call: Call) -> bool:
    """The bot's instance ends here."""
    del call
    return True
