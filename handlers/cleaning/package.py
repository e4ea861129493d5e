"""The zip of parts that an Office file is: read under limits, written without when or where."""

import io
import posixpath
import zipfile
import zlib
from collections.abc import Mapping
from encodings import cp437 as _cp437
from typing import Final

from lxml import etree

from handlers.cleaning import images
from handlers.cleaning.kinds import EXTENSIONS, UncleanableError, UnreadableError, kind_of
from handlers.cleaning.markup import written

MOST_PARTS: Final = 2000
MOST_UNZIPPED: Final = 64 * 1024 * 1024

OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_TYPES: Final = f"{{{_PACKAGE}/content-types}}"
_RELATED: Final = f"{{{_PACKAGE}/relationships}}"
_NEEDED_LATER: Final = _cp437
"""Old names in a zip are written so; when one is met, no file can be opened any more."""


class Source:
    """The parts of a file somebody sent, reached only by their relationships."""

    def __init__(self, content: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(content))
        except (zipfile.BadZipFile, ValueError, OSError):
            raise UnreadableError from None
        entries = self._zip.infolist()
        if len(entries) > MOST_PARTS or sum(each.file_size for each in entries) > MOST_UNZIPPED:
            raise UnreadableError
        if "[Content_Types].xml" not in self._zip.namelist():
            raise UncleanableError
        self._left = MOST_UNZIPPED

    def read(self, part: str) -> bytes:
        """The bytes of a part; a part may be read again, but all reading counts."""
        try:
            with self._zip.open(part) as opened:
                content = opened.read(self._left + 1)
        except KeyError:
            raise UnreadableError from None
        except (RuntimeError, NotImplementedError):
            raise UncleanableError from None
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError):
            raise UnreadableError from None
        self._left -= len(content)
        if self._left < 0:
            raise UnreadableError
        return content

    def tree(self, part: str) -> etree._Element:
        """A part as XML; one that brings its own entities is not taken."""
        parser = etree.XMLParser(
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        )
        try:
            root = etree.fromstring(self.read(part), parser)
        except etree.XMLSyntaxError:
            raise UnreadableError from None
        if root.getroottree().docinfo.internalDTD is not None:
            raise UncleanableError
        return root

    def related(self, part: str, kind: str) -> dict[str, str]:
        """Relationship id to part name, for the relationships of one kind inside the file."""
        folder, name = posixpath.split(part)
        listing = posixpath.join(folder, "_rels", f"{name}.rels")
        if listing not in self._zip.namelist():
            return {}
        return {
            each.get("Id", ""): _resolved(folder, each.get("Target", ""))
            for each in self.tree(listing).iter(f"{_RELATED}Relationship")
            if each.get("Type") == f"{OFFICE}/{kind}" and each.get("TargetMode") != "External"
        }

    def main(self) -> tuple[str, str]:
        """The name and the content type of the part that everything hangs from."""
        for part in self.related("", "officeDocument").values():
            for each in self.tree("[Content_Types].xml").iter(f"{_TYPES}Override"):
                if each.get("PartName", "").lstrip("/") == part:
                    return part, each.get("ContentType", "")
        raise UncleanableError


def _resolved(folder: str, target: str) -> str:
    return posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")


class Target:
    """The new file; parts are named by us and dated to the zip format's first day."""

    def __init__(self, source: Source, prefix: str) -> None:
        self._source = source
        self._types: dict[str, str] = {}
        self._parts: dict[str, bytes] = {}
        self._related: dict[str, dict[str, tuple[str, str]]] = {}
        self._media: dict[str, str] = {}
        self._prefix = prefix

    def put(self, part: str, content_type: str, root: etree._Element | bytes) -> None:
        """Adds a part under a name of ours."""
        self._types[part] = content_type
        self._parts[part] = root if isinstance(root, bytes) else written(root)

    def relate(self, part: str, kind: str, to: str) -> str:
        """The id under which `part` now points to `to`."""
        related = self._related.setdefault(part, {})
        for known, (_, target) in related.items():
            if target == to:
                return known
        related[f"rId{len(related) + 1}"] = (f"{OFFICE}/{kind}", to)
        return f"rId{len(related)}"

    def picture(self, part: str, original: str) -> str:
        """Rebuilds a picture of the source and relates it to `part`."""
        if original not in self._media:
            content = self._source.read(original)
            if kind_of(content) in {"pdf", "zip"}:
                raise UncleanableError
            made, _, rebuilt = images.rebuild(content)
            name = f"{self._prefix}/media/image{len(self._media) + 1}.{EXTENSIONS[made]}"
            self.put(name, f"image/{made}", rebuilt)
            self._media[original] = name
        return self.relate(part, "image", self._media[original])

    def zipped(self, main: str) -> bytes:
        """The whole file, `main` being what everything hangs from."""
        self.relate("", "officeDocument", main)
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as made:
            _write(made, "[Content_Types].xml", _content_types(self._types))
            for part, related in self._related.items():
                folder, name = posixpath.split(part)
                listing = posixpath.join(folder, "_rels", f"{name}.rels")
                _write(made, listing, _relationships(related))
            for part, content in self._parts.items():
                _write(made, part, content)
        return buffer.getvalue()


def _write(made: zipfile.ZipFile, name: str, content: bytes) -> None:
    entry = zipfile.ZipInfo(name)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.create_system = 0
    entry.external_attr = 0
    made.writestr(entry, content)


def _content_types(types: Mapping[str, str]) -> bytes:
    root = etree.Element(f"{_TYPES}Types")
    relationships = "application/vnd.openxmlformats-package.relationships+xml"
    etree.SubElement(root, f"{_TYPES}Default", Extension="rels", ContentType=relationships)
    for part, content_type in types.items():
        etree.SubElement(root, f"{_TYPES}Override", PartName=f"/{part}", ContentType=content_type)
    return written(root)


def _relationships(related: Mapping[str, tuple[str, str]]) -> bytes:
    root = etree.Element(f"{_RELATED}Relationships")
    for name, (kind, target) in related.items():
        etree.SubElement(root, f"{_RELATED}Relationship", Id=name, Type=kind, Target=f"/{target}")
    return written(root)
