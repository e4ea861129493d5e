"""Texts and files as a call brings them, checked as Telegram checks them."""

from typing import Any

from playground.bot_api.call import Call, Upload
from playground.files import UPLOAD_LIMIT, StoredFile
from playground.markup import found_by_itself, parse_html, trimmed, units
from playground.messages import Attachment
from playground.refusals import RefusalError, bad_request

TEXT_LIMIT, CAPTION_LIMIT = 4096, 1024
Formatted = tuple[str, list[dict[str, Any]]]


def formatted(call: Call, text: str, parse_mode: str, entities: Any) -> Formatted:
    """A text with its entities; of the parse modes only HTML is known here."""
    if parse_mode.lower() == "html":
        text, found = parse_html(text)
    elif parse_mode:
        raise bad_request("unsupported parse_mode")
    else:
        text, found = trimmed(text, list(entities or []))
    return text, found_by_itself(text, [_with_user(call, entity) for entity in found])


def _with_user(call: Call, entity: dict[str, Any]) -> dict[str, Any]:
    """A link to tg://user?id=… mentions the person, if the bot can know them."""
    start = "tg://user?id="
    url = str(entity.get("url", ""))
    number = url.removeprefix(start)
    if not url.startswith(start) or not number.isdecimal():
        return entity
    person = call.world.people.get(int(number))
    place = {"offset": entity["offset"], "length": entity["length"]}
    return {"type": "text_mention", "user": person.as_json(), **place} if person else entity


def message_text(call: Call) -> Formatted:
    """The text of a message: something, and at most 4096 characters after entities."""
    source = call.text("text")
    text, entities = formatted(call, source, call.text("parse_mode"), call.value("entities"))
    if not text:
        raise bad_request("message text is empty")
    if units(text) > TEXT_LIMIT:
        raise bad_request("message is too long")
    return text, entities


def caption(call: Call, source: dict[str, Any] | None = None) -> Formatted:
    """A caption: at most 1024 characters after entities; of an album's part, if one is given."""
    if source is None:
        source = {
            "caption": call.text("caption"),
            "parse_mode": call.text("parse_mode"),
            "caption_entities": call.value("caption_entities"),
        }
    words, mode = str(source.get("caption") or ""), str(source.get("parse_mode") or "")
    text, entities = formatted(call, words, mode, source.get("caption_entities"))
    if units(text) > CAPTION_LIMIT:
        raise bad_request("message caption is too long")
    return text, entities


def attachment(call: Call, kind: str, given: Any) -> Attachment:
    """The file a call names: uploaded with it, attached by name, or known by this bot's id."""
    upload = call.uploads.get(kind)
    if isinstance(given, str) and given.startswith("attach://"):
        upload = call.uploads.get(given.removeprefix("attach://"))
        if upload is None:
            raise bad_request("wrong file identifier/HTTP URL specified")
    if upload is not None:
        return new_attachment(call, kind, upload)
    if not given:
        raise bad_request(f"there is no {kind} in the request")
    file = call.world.files.by_id(call.bot.id, str(given))
    if kind == "photo" and not file.width:
        raise bad_request("can't use file of type Document as Photo")
    return Attachment(kind, (file,))


def new_attachment(call: Call, kind: str, upload: Upload) -> Attachment:
    """An uploaded file: not empty, at most 50 MB, and an image if it is to be a photo."""
    if not upload.data:
        raise bad_request("file must be non-empty")
    if len(upload.data) > UPLOAD_LIMIT:
        raise RefusalError(413, "Request Entity Too Large")
    files: list[StoredFile]
    if kind == "photo":
        files = call.world.files.keep_photo(upload.data, upload.name)
    else:
        files = [call.world.files.keep(upload.data, upload.name, upload.mime)]
    return Attachment(kind, tuple(files))
