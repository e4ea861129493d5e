"""Telegram's HTML, read as strictly as Telegram reads it. Offsets count UTF-16 units."""

import re
from dataclasses import dataclass
from typing import Any

from playground.refusals import bad_request

_KINDS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "code": "code",
    "pre": "pre",
    "a": "text_link",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "blockquote": "blockquote",
}
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9-]*)((?:[^>\"']|\"[^\"]*\"|'[^']*')*)>")
_ATTRIBUTE = re.compile(r"([a-zA-Z-]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>]+)))?")
_REFERENCE = re.compile(r"&(?:(lt|gt|amp|quot)|#(\d{1,7})|#x([0-9a-fA-F]{1,6}));")
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_FOUND_BY_ITSELF = (
    ("url", re.compile(r"https?://[^\s<>\"，。；、）]+")),
    ("email", re.compile(r"[\w.+-]+@[\w-]+\.[\w.]+\w", re.ASCII)),
    ("mention", re.compile(r"(?<!\w)@[A-Za-z]\w{3,31}", re.ASCII)),
    (
        "bot_command",
        re.compile(r"(?<![\w/<>])/[a-zA-Z0-9_]{1,32}(?:@\w{3,32})?(?![\w/<>])", re.ASCII),
    ),
    ("hashtag", re.compile(r"(?<!\w)#\w*[^\W\d]\w*")),
)


@dataclass
class _Open:
    tag: str
    start: int
    entity: dict[str, Any]


def units(text: str) -> int:
    """The length of a text as Telegram counts it."""
    return len(text.encode("utf-16-le")) // 2


def _broken(why: str) -> Exception:
    return bad_request(f"can't parse entities: {why}")


def _unescape(text: str) -> str:
    def one(match: re.Match[str]) -> str:
        name, decimal, hexadecimal = match.groups()
        if name:
            return _NAMED[name]
        return chr(int(decimal) if decimal else int(hexadecimal, 16))

    return _REFERENCE.sub(one, text)


def _opened(tag: str, raw: str, byte: int) -> dict[str, Any]:
    attributes = {name.lower(): _unescape(a or b or c) for name, a, b, c in _ATTRIBUTE.findall(raw)}
    if tag not in _KINDS or (tag == "span" and attributes.get("class") != "tg-spoiler"):
        raise _broken(f'Unsupported start tag "{tag}" at byte offset {byte}')
    entity: dict[str, Any] = {"type": _KINDS[tag]}
    if tag == "a":
        entity["url"] = attributes.get("href", "")
    if tag == "blockquote" and "expandable" in attributes:
        entity["type"] = "expandable_blockquote"
    language = attributes.get("class", "")
    if tag == "code" and language.startswith("language-"):
        entity["language"] = language.removeprefix("language-")
    return entity


def parse_html(source: str) -> tuple[str, list[dict[str, Any]]]:
    """The plain text and its entities; refuses what Telegram would refuse."""
    text, entities, stack, at = "", [], list[_Open](), 0
    while at < len(source):
        if source[at] != "<":
            end = source.find("<", at)
            end = len(source) if end < 0 else end
            text += _unescape(source[at:end])
            at = end
            continue
        byte = len(source[:at].encode())
        match = _TAG.match(source, at)
        if match is None:
            tail = re.match(r"</?([^\s>]*)", source[at:])
            name = tail.group(1) if tail else ""
            raise _broken(f'Unsupported start tag "{name}" at byte offset {byte}')
        closing, tag, raw = match.group(1), match.group(2).lower(), match.group(3)
        if not closing:
            stack.append(_Open(tag, units(text), _opened(tag, raw, byte)))
        elif not stack:
            raise _broken(f"Unexpected end tag at byte offset {byte}")
        elif stack[-1].tag != tag:
            expected = stack[-1].tag
            raise _broken(
                f'Unmatched end tag at byte offset {byte}, expected "</{expected}>", '
                f'found "</{tag}>"'
            )
        else:
            done = stack.pop()
            length = units(text) - done.start
            if length and not (done.entity["type"] == "text_link" and not done.entity["url"]):
                entities.append({**done.entity, "offset": done.start, "length": length})
        at = match.end()
    if stack:
        raise _broken(f'Can\'t find end tag corresponding to start tag "{stack[-1].tag}"')
    return trimmed(text, _joined_code(entities))


def _joined_code(entities: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """<pre><code class=…> is one block with a language."""
    blocks = {(e["offset"], e["length"]): e for e in entities if e["type"] == "pre"}
    kept = []
    for entity in entities:
        if entity["type"] == "code":
            block = blocks.get((entity["offset"], entity["length"]))
            language = entity.pop("language", None)
            if block is not None:
                if language:
                    block["language"] = language
                continue
        kept.append(entity)
    return kept


def trimmed(text: str, entities: list[dict[str, Any]]) -> tuple[str, list[dict[str, Any]]]:
    """Without blank space at either end, as Telegram stores it; entities move along."""
    lead = units(text) - units(text.lstrip())
    text = text.strip()
    total, kept = units(text), []
    for entity in entities:
        start = max(0, entity["offset"] - lead)
        end = min(total, entity["offset"] + entity["length"] - lead)
        if end > start:
            kept.append({**entity, "offset": start, "length": end - start})
    kept.sort(key=lambda e: (e["offset"], -e["length"]))
    return text, kept


def found_by_itself(text: str, entities: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The entities given, and the links, mentions and commands Telegram sees unasked."""
    taken = [
        (e["offset"], e["offset"] + e["length"])
        for e in entities
        if e["type"] in {"code", "pre", "text_link", "text_mention"}
    ]
    found = list(entities)
    for kind, pattern in _FOUND_BY_ITSELF:
        for match in pattern.finditer(text):
            start, length = units(text[: match.start()]), units(match.group())
            if all(start >= end or start + length <= begin for begin, end in taken):
                taken.append((start, start + length))
                found.append({"type": kind, "offset": start, "length": length})
    found.sort(key=lambda e: (e["offset"], -e["length"]))
    return found
