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
from handlers.cleaning.pdf_fonts import is_common, nameless, uncommented

MOST_PAGES: Final = 300
DEEPEST: Final = 60

_UNDRAWN: Final = frozenset({"BMC", "BDC", "EMC", "MP", "DP"})
_PICTURES: Final = ("/DCTDecode", "/JPXDecode", "/CCITTFaxDecode", "/JBIG2Decode")
_PLAIN: Final = {1: Name.DeviceGray, 3: Name.DeviceRGB, 4: Name.DeviceCMYK}
_CALLING: Final = frozenset({"Do", "Tf", "gs", "sh", "cs", "CS", "scn", "SCN"})
"""What draws with something that the page's resources name."""

_FONTS: Final = frozenset({"/FontFile", "/FontFile2", "/FontFile3"})


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
        self._names: dict[str, str] = {}

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
        drawn.Resources = self._resources(page.resources, 0)
        drawn.Contents = self._new.make_stream(self._drawing(page.obj))
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
            if word in words.KEPT:
                made[word] = self._behind(word, source, depth + 1)
        return made

    def _behind(self, word: str, source: Object, depth: int) -> object:
        value = source[word]
        if word in _FONTS:
            return self._font(word, value)
        if word in {"/BaseFont", "/FontName"}:
            return Name(self._font_name(str(value)))
        if word == "/Resources":
            return self._resources(value, depth)
        if word == "/CharProcs":
            drawn = ((glyph, self._drawing(each)) for glyph, each in value.items())
            return Dictionary({glyph: self._new.make_stream(each) for glyph, each in drawn})
        if word == "/Colorants":
            return Dictionary({ink: self._value(each, depth) for ink, each in value.items()})
        return self._value(value, depth)

    def _resources(self, source: Object, depth: int) -> Dictionary:
        """What the drawing names; the names, of the author's choosing, become ours."""
        made = Dictionary()
        for kind in words.RESOURCES:
            named = source.get(Name(kind))
            if isinstance(named, Dictionary):
                kept = {
                    self._name(name): self._value(each, depth + 1) for name, each in named.items()
                }
                made[kind] = Dictionary(kept)
        return made

    def _name(self, name: str) -> str:
        if name in words.OWN_NAMES:
            return name
        return self._names.setdefault(name, f"/N{len(self._names) + 1}")

    def _font_name(self, name: str) -> str:
        return name if is_common(name) else self._name(name)

    def _font(self, kind: str, source: Object) -> Object:
        program, clear = nameless(source.read_bytes(), kind, int(source.get(Name.Length1, 0)))
        made = Stream(self._new, program)
        for word in ("/Subtype", "/Length2", "/Length3"):
            if word in source:
                made[word] = self._made(source[word], 0)
        made.Length1 = clear if kind == "/FontFile" else len(program)
        return self._new.make_indirect(made)

    def _array(self, source: Array, depth: int) -> object:
        if len(source) == 2 and source[0] == Name.ICCBased:
            # a profile names the device that took or showed the picture
            return _PLAIN[int(source[1].N)]
        return Array([self._value(item, depth + 1) for item in source])

    def _stream(self, source: Stream, depth: int) -> Stream:
        described = self._words(source, depth)
        if source.get(Name.Subtype) == Name.Form or Name.PaintType in source:
            return Stream(self._new, self._drawing(source), described)
        filters = _filters(source)
        if not any(name in _PICTURES for name in filters):
            content = source.read_bytes()
            text = Name.CMapName in source or b"begincmap" in content or _is_formula(source)
            return Stream(self._new, uncommented(content) if text else content, described)
        if len(filters) > 1 or filters[0] == "/JPXDecode":
            raise UncleanableError
        content = source.read_raw_bytes()
        described.Filter = Name(filters[0])
        if Name.DecodeParms in source:
            described.DecodeParms = self._value(source.DecodeParms, depth + 1)
        if filters[0] == "/DCTDecode":
            content = stripped(content)
        return Stream(self._new, content, described)

    def _drawing(self, source: Object) -> bytes:
        """The instructions of a page or form without comments, tags and the texts behind tags."""
        kept: list[pikepdf.ContentStreamInstruction | pikepdf.ContentStreamInlineImage] = []
        for instruction in pikepdf.parse_content_stream(source):
            if isinstance(instruction, pikepdf.ContentStreamInlineImage):
                self._check_inline(instruction.iimage)
            elif str(instruction.operator) in _UNDRAWN:
                continue
            elif str(instruction.operator) in _CALLING:
                called = [self._called(operand) for operand in instruction.operands]
                kept.append(pikepdf.ContentStreamInstruction(called, instruction.operator))
                continue
            kept.append(instruction)
        return pikepdf.unparse_content_stream(kept)

    @staticmethod
    def _check_inline(picture: pikepdf.PdfInlineImage) -> None:
        """Not packed as a photo, and in colours that need no name of the page's."""
        colours = str(picture.obj.get(Name.ColorSpace, "/G"))
        named = colours.startswith("/") and colours not in words.INLINE_COLOURS
        if named or any(name in _PICTURES for name in picture.filters):
            raise UncleanableError

    def _called(self, operand: Object) -> Object:
        return Name(self._name(str(operand))) if isinstance(operand, Name) else operand


def _is_formula(source: Object) -> bool:
    return source.get(Name.FunctionType) == 4


def _filters(source: Stream) -> list[str]:
    named = source.get(Name.Filter)
    if named is None:
        return []
    return [str(name) for name in named] if isinstance(named, Array) else [str(named)]
