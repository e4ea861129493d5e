"""PDF: a new file whose pages are drawn by the old one's instructions, and nothing else.

What is copied is what `pdf_words` lists. Metadata, scripts, attachments, outlines, names, layers
and private data are left behind because nobody goes to fetch them.
"""

import io
from typing import Final

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream

from handlers.cleaning import pdf_words as words
from handlers.cleaning.jpeg import stripped
from handlers.cleaning.kinds import Made, UncleanableError, UnreadableError

MOST_PAGES: Final = 300
DEEPEST: Final = 60

_UNDRAWN: Final = frozenset({"BMC", "BDC", "EMC", "MP", "DP"})
_PICTURES: Final = ("/DCTDecode", "/JPXDecode", "/CCITTFaxDecode", "/JBIG2Decode")
_PLAIN: Final = {1: Name.DeviceGray, 3: Name.DeviceRGB, 4: Name.DeviceCMYK}


def rebuild(content: bytes) -> tuple[Made, bool, bytes]:
    """A PDF of the same pages, with what annotations and filled-in fields show drawn on them."""
    try:
        with Pdf.open(io.BytesIO(content)) as old:
            _check(old)
            old.flatten_annotations("screen")
            return "pdf", False, _Copy(old).saved()
    except pikepdf.PasswordError:
        raise UncleanableError from None
    except pikepdf.PdfError:
        raise UnreadableError from None


def _check(old: Pdf) -> None:
    if old.is_encrypted or len(old.pages) > MOST_PAGES:
        raise UncleanableError
    if not old.pages:
        raise UnreadableError
    layers = old.Root.get(Name.OCProperties)
    if layers is not None:
        shown = layers.get(Name.D, Dictionary())
        if len(shown.get(Name.OFF, Array())) or shown.get(Name.BaseState, Name.ON) != Name.ON:
            # without its switches a layer that was hidden would be seen
            raise UncleanableError
    form = old.Root.get(Name.AcroForm)
    if form is not None and Name.XFA in form:
        raise UncleanableError


class _Copy:
    """A new file that grows by what the old one's pages need."""

    def __init__(self, old: Pdf) -> None:
        self._old = old
        self._new = Pdf.new()
        self._copied: dict[tuple[int, int], Object | None] = {}

    def saved(self) -> bytes:
        for page in self._old.pages:
            self._add(page)
        buffer = io.BytesIO()
        self._new.save(buffer, deterministic_id=True, compress_streams=True)
        return buffer.getvalue()

    def _add(self, page: pikepdf.Page) -> None:
        drawn = Dictionary(Type=Name.Page, MediaBox=self._value(page.mediabox, 0))
        drawn.CropBox = self._value(page.cropbox, 0)
        if isinstance(turned := page.obj.get(Name.Rotate, page.rotation), int):
            drawn.Rotate = turned
        drawn.Resources = self._words(page.resources, 0)
        drawn.Contents = self._new.make_stream(_drawing(page.obj))
        self._new.pages.append(pikepdf.Page(self._new.make_indirect(drawn)))

    def _value(self, value: object, depth: int) -> object:
        """A copy of anything that may stand behind a listed word."""
        if depth > DEEPEST:
            raise UncleanableError
        if isinstance(value, Object) and value.is_indirect and value.objgen != (0, 0):
            return self._shared(value, depth)
        return self._made(value, depth)

    def _shared(self, value: Object, depth: int) -> object:
        """Copied once however often it is pointed at; what points at itself is not taken."""
        key = value.objgen
        if key not in self._copied:
            self._copied[key] = None
            made = self._made(value, depth)
            if not isinstance(made, Object) or isinstance(made, Name):
                del self._copied[key]
                return made
            self._copied[key] = made if made.is_indirect else self._new.make_indirect(made)
        copied = self._copied[key]
        if copied is None:
            raise UncleanableError
        return copied

    def _made(self, value: object, depth: int) -> object:
        match value:
            case Stream():
                return self._stream(value, depth)
            case Dictionary():
                return self._words(value, depth)
            case Array():
                return self._array(value, depth)
            case Name():
                return Name(str(value))
            case pikepdf.String():
                return pikepdf.String(bytes(value))
            case _:
                return value

    def _words(self, source: Object, depth: int) -> Dictionary:
        made = Dictionary()
        for word in source.keys():  # noqa: SIM118 - a PDF dictionary iterates over nothing else
            if word in words.MAPS:
                if isinstance(source[word], Dictionary):
                    made[word] = self._map(source[word], depth + 1)
                elif word in words.KEPT:
                    made[word] = self._value(source[word], depth + 1)
            elif word in words.KEPT:
                made[word] = self._value(source[word], depth + 1)
        return made

    def _map(self, source: Object, depth: int) -> Dictionary:
        """Names of the author's choosing, each for a thing that the page draws with."""
        made = Dictionary()
        for name in source.keys():  # noqa: SIM118 - as above
            made[name] = self._value(source[name], depth)
        return made

    def _array(self, source: Array, depth: int) -> object:
        if len(source) == 2 and source[0] == Name.ICCBased:
            # a profile names the device that took or showed the picture
            return _PLAIN[int(source[1].N)]
        return Array([self._value(item, depth + 1) for item in source])

    def _stream(self, source: Stream, depth: int) -> Stream:
        described = self._words(source, depth)
        if source.get(Name.Subtype) == Name.Form or Name.PaintType in source:
            return Stream(self._new, _drawing(source), described)
        filters = _filters(source)
        if not any(name in _PICTURES for name in filters):
            return Stream(self._new, source.read_bytes(), described)
        if len(filters) > 1 or filters[0] == "/JPXDecode":
            raise UncleanableError
        content = source.read_raw_bytes()
        described.Filter = Name(filters[0])
        if Name.DecodeParms in source:
            described.DecodeParms = self._value(source.DecodeParms, depth + 1)
        if filters[0] == "/DCTDecode":
            content = stripped(content)
        return Stream(self._new, content, described)


def _filters(source: Stream) -> list[str]:
    named = source.get(Name.Filter)
    if named is None:
        return []
    return [str(name) for name in named] if isinstance(named, Array) else [str(named)]


def _drawing(source: Object) -> bytes:
    """The instructions of a page or form without comments, tags and the texts behind tags."""
    kept = []
    for instruction in pikepdf.parse_content_stream(source):
        if isinstance(instruction, pikepdf.ContentStreamInlineImage):
            if any(name in _PICTURES for name in instruction.iimage.filters):
                raise UncleanableError
        elif str(instruction.operator) in _UNDRAWN:
            continue
        kept.append(instruction)
    return pikepdf.unparse_content_stream(kept)
