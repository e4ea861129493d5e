"""What a file is by its first bytes; names and claimed types are never asked.

Loaded by both sides, so it imports nothing.
"""

from typing import Literal

Kind = Literal["jpeg", "png", "webp", "gif", "pdf", "zip"]
"""What may come in; a zip is still to show that it is an Office document."""

Made = Literal["jpeg", "png", "pdf", "docx", "xlsx", "pptx"]
"""What may come out."""

MEDIA_TYPES: dict[Made, str] = {
    "jpeg": "image/jpeg",
    "png": "image/png",
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
}

EXTENSIONS: dict[Made, str] = {made: made for made in MEDIA_TYPES} | {"jpeg": "jpg"}


class UnreadableError(Exception):
    """Of a known kind, but empty, broken, cut short, or too big to be unpacked."""


class TooManyPixelsError(Exception):
    """A picture that opens, but not within the memory it is given."""


class UncleanableError(Exception):
    """Of no kind we rebuild, or with something inside that we do not know how to rebuild."""


def kind_of(content: bytes) -> Kind:
    """The kind its first bytes show; raises what stands for the refusal."""
    if not content:
        raise UnreadableError
    if content.startswith(b"\xff\xd8\xff"):
        return "jpeg"
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if content.startswith(b"RIFF") and content[8:12] == b"WEBP":
        return "webp"
    if content.startswith((b"GIF87a", b"GIF89a")):
        return "gif"
    if content.startswith(b"%PDF-"):
        return "pdf"
    if content.startswith(b"PK\x03\x04"):
        return "zip"
    raise UncleanableError
