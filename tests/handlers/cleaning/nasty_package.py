"""The zip of parts that an Office file is, with `CANARY` as its comment."""

import io
import zipfile

from tests.handlers.cleaning.canary import CANARY

DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OOXML = "application/vnd.openxmlformats-officedocument"


def zipped(parts: dict[str, str | bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as made:
        made.comment = CANARY.encode()
        for name, content in parts.items():
            made.writestr(name, content)
    return buffer.getvalue()


def types(**overrides: str) -> str:
    listed = "".join(
        f'<Override PartName="/{part}" ContentType="{kind}"/>' for part, kind in overrides.items()
    )
    return (
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="xml" '
        f'ContentType="application/xml"/>{listed}</Types>'
    )


def related(*parts: tuple[str, str]) -> str:
    listed = "".join(
        f'<Relationship Id="rId{number}" Type="{RELATED}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(parts, start=1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{listed}</Relationships>'


def with_parts(content: bytes, *, to: str, kinds: dict[str, str], parts: dict[str, bytes]) -> bytes:
    """The file with more parts, related to its part `to`, by the kind of their relationship.

    A part's name that looks like an address is a relationship to the outside.
    """
    folder, _, name = to.rpartition("/")
    listing = f"{folder}/_rels/{name}.rels"
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(buffer, "w") as new:
        for entry in old.infolist():
            if entry.filename != listing:
                new.writestr(entry.filename, old.read(entry))
        related = old.read(listing).decode() if listing in old.namelist() else _NOTHING_RELATED
        more = "".join(
            f'<Relationship Id="more{number}" Type="{RELATED}/{kind}" Target="{target}"'
            f"{_OUTSIDE if ':' in target else ''}/>"
            for number, (target, kind) in enumerate(kinds.items())
        )
        new.writestr(listing, related.replace("</Relationships>", f"{more}</Relationships>"))
        for part, body in parts.items():
            new.writestr(part, body)
    return buffer.getvalue()


_OUTSIDE = ' TargetMode="External"'
_NOTHING_RELATED = f'<Relationships xmlns="{_PACKAGE}/relationships"></Relationships>'
