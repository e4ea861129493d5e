"""Inline keyboards as Telegram accepts them."""

from typing import Any

from playground.refusals import bad_request

Keyboard = list[list[dict[str, Any]]]
_ACTIONS = ("callback_data", "url", "copy_text")
_URL_SCHEMES = ("http://", "https://", "tg://", "ton://", "t.me/")


def checked(markup: Any) -> Keyboard | None:
    """The rows of an inline keyboard, or None for any other reply markup.

    The limits of 100 buttons and 8 a row are refused loudly here; Telegram's apps merely
    stop showing what is beyond them.
    """
    if not isinstance(markup, dict) or "inline_keyboard" not in markup:
        return None
    rows: Keyboard = [row for row in markup["inline_keyboard"] if row]
    if sum(len(row) for row in rows) > 100 or any(len(row) > 8 for row in rows):
        raise bad_request("reply markup is too long")
    for row in rows:
        for button in row:
            _check(button)
    return rows


def _check(button: dict[str, Any]) -> None:
    if not str(button.get("text", "")).strip():
        raise bad_request("inline keyboard button text must be non-empty")
    actions = [name for name in _ACTIONS if button.get(name) is not None]
    if len(actions) != 1:
        raise bad_request(
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"
        )
    if actions == ["callback_data"] and not 1 <= len(button["callback_data"].encode()) <= 64:
        raise bad_request("BUTTON_DATA_INVALID")
    if actions == ["copy_text"] and not 1 <= len(button["copy_text"]["text"]) <= 256:
        raise bad_request("BUTTON_COPY_TEXT_INVALID")
    if actions == ["url"] and not button["url"].startswith(_URL_SCHEMES):
        raise bad_request(
            f"inline keyboard button URL '{button['url']}' is invalid: Wrong HTTP URL"
        )
