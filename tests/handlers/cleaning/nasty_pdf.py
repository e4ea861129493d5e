"""A PDF with `CANARY` in all that is not drawn."""

import io
import zlib
from collections.abc import Callable
from typing import Any

import pikepdf

from tests.handlers.cleaning import nasty_fonts
from tests.handlers.cleaning.canary import CANARY, SEEN
from tests.handlers.cleaning.nasty_pictures import jpeg


def pdf(*, password: str = "", images: bool = True) -> bytes:
    """Info, XMP, JavaScript, an attachment, a note, private data, tags, and a photo with EXIF."""
    made = pikepdf.new()
    made.add_blank_page(page_size=(300, 300))
    page = made.pages[0]
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
    )
    page.Resources = pikepdf.Dictionary(
        Font=pikepdf.Dictionary(F1=font),
        Properties=pikepdf.Dictionary(MC0=pikepdf.Dictionary(Title=CANARY)),
    )
    if images:
        photo = pikepdf.Stream(made, jpeg(), Type=pikepdf.Name.XObject)
        photo.Subtype = pikepdf.Name.Image
        photo.Width, photo.Height, photo.BitsPerComponent = 300, 200, 8
        photo.ColorSpace = pikepdf.Array(
            [pikepdf.Name.ICCBased, made.make_stream(CANARY.encode(), N=3)]
        )
        photo.Filter = pikepdf.Name.DCTDecode
        photo.Metadata = made.make_stream(CANARY.encode())
        page.Resources.XObject = pikepdf.Dictionary(Im0=photo)
    page.Contents = made.make_stream(
        f"% {CANARY}\n/Span <</ActualText ({CANARY})>> BDC BT /F1 12 Tf 20 250 Td "
        f"({SEEN}) Tj ET EMC q 90 0 0 60 20 20 cm {'/Im0 Do' if images else ''} Q".encode()
    )
    page.obj.PieceInfo = pikepdf.Dictionary(Word=pikepdf.Dictionary(Private=CANARY))
    page.obj.Annots = pikepdf.Array(
        [
            made.make_indirect(
                pikepdf.Dictionary(
                    Type=pikepdf.Name.Annot,
                    Subtype=pikepdf.Name.Text,
                    Rect=[0, 0, 9, 9],
                    T=CANARY,
                    Contents=CANARY,
                )
            )
        ]
    )
    made.Root.OpenAction = pikepdf.Dictionary(
        S=pikepdf.Name.JavaScript, JS=f"app.alert('{CANARY}')"
    )
    made.docinfo.Author = CANARY
    made.attachments[f"{CANARY}.txt"] = CANARY.encode()
    with made.open_metadata() as metadata:
        metadata["dc:creator"] = [CANARY]
    buffer = io.BytesIO()
    made.save(
        buffer,
        encryption=pikepdf.Encryption(owner=password, user=password) if password else False,
    )
    return buffer.getvalue()


def changed(change: Callable[[pikepdf.Pdf], object], **options: Any) -> bytes:
    """The PDF above with something more in it."""
    with pikepdf.open(io.BytesIO(pdf(images=False))) as opened:
        change(opened)
        buffer = io.BytesIO()
        opened.save(buffer, **options)
    return buffer.getvalue()


def launching() -> bytes:
    """Starts a program, opens an address, sends itself somewhere, plays a film."""

    def change(opened: pikepdf.Pdf) -> None:
        launch = pikepdf.Dictionary(S=pikepdf.Name.Launch, F=CANARY)
        opened.Root.OpenAction = launch
        opened.Root.AA = pikepdf.Dictionary(WC=launch)
        page = opened.pages[0].obj
        page.AA = pikepdf.Dictionary(O=launch)
        address = pikepdf.Dictionary(S=pikepdf.Name.URI, URI=f"https://example.org/{CANARY}")
        film = opened.make_stream(CANARY.encode())
        for kind, more in (("Link", {"A": address}), ("Screen", {"A": launch}), ("Movie", {})):
            annotation = pikepdf.Dictionary(
                Type=pikepdf.Name.Annot, Subtype=pikepdf.Name(f"/{kind}"), Rect=[0, 0, 9, 9], **more
            )
            annotation.Movie = film
            page.Annots.append(opened.make_indirect(annotation))

    return changed(change)


def form_of_xml() -> bytes:
    """An XFA form, whose pages a program would make from XML."""

    def change(opened: pikepdf.Pdf) -> None:
        form = pikepdf.Dictionary(Fields=pikepdf.Array(), XFA=opened.make_stream(CANARY.encode()))
        opened.Root.AcroForm = form

    return changed(change)


def layered() -> bytes:
    """Layers with names, all of them shown; a thumbnail; what was there before it was changed."""

    def change(opened: pikepdf.Pdf) -> None:
        layer = opened.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.OCG, Name=CANARY))
        shown = pikepdf.Dictionary(ON=pikepdf.Array([layer]))
        opened.Root.OCProperties = pikepdf.Dictionary(OCGs=pikepdf.Array([layer]), D=shown)
        opened.pages[0].obj.Thumb = opened.make_stream(CANARY.encode())
        opened.pages[0].obj.LastModified = CANARY

    return changed(change) + f"\n% {CANARY}\n".encode()


def packed_page(size: int = 400_000_000) -> bytes:
    """Drawing instructions that unpack to far more than there is memory."""
    deflater = zlib.compressobj(9)
    packed = b"".join(deflater.compress(b" " * 1_000_000) for _ in range(size // 1_000_000))
    packed += deflater.flush()

    def change(opened: pikepdf.Pdf) -> None:
        stream = pikepdf.Stream(opened, packed, Filter=pikepdf.Name.FlateDecode)
        opened.pages[0].obj.Contents = opened.make_indirect(stream)

    return changed(change, compress_streams=False)


def twice_packed_picture() -> bytes:
    """A picture packed in a picture's packing: a thousand times a thousand."""

    def change(opened: pikepdf.Pdf) -> None:
        packed = zlib.compress(zlib.compress(bytes(300_000_000), 9), 9)
        twice = [pikepdf.Name.FlateDecode, pikepdf.Name.FlateDecode]
        stream = pikepdf.Stream(opened, packed, Filter=pikepdf.Array(twice))
        stream.Type, stream.Subtype = pikepdf.Name.XObject, pikepdf.Name.Image
        opened.pages[0].Resources.XObject = pikepdf.Dictionary(Im0=opened.make_indirect(stream))

    return changed(change, compress_streams=False)


def endless() -> bytes:
    """A form that is drawn with itself."""

    def change(opened: pikepdf.Pdf) -> None:
        form = opened.make_stream(b"/Fm0 Do", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form)
        form.BBox = pikepdf.Array([0, 0, 9, 9])
        form.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Fm0=form))
        opened.pages[0].Resources.XObject = pikepdf.Dictionary(Fm0=form)

    return changed(change)


def thick() -> bytes:
    """More pages than anybody sends."""

    def change(opened: pikepdf.Pdf) -> None:
        for _ in range(300):
            opened.pages.append(opened.pages[0])

    return changed(change)


def fonts() -> bytes:
    """Every kind of font program there is, each called after its owner; one that is not there."""

    def change(opened: pikepdf.Pdf) -> None:
        clear, length = nasty_fonts.type1()
        own = pikepdf.Name(f"/{CANARY}")
        named = opened.pages[0].Resources.Font
        for kind, more, program in (
            ("FontFile", {"Length1": length, "Length2": 64, "Length3": 512}, clear),
            ("FontFile2", {}, nasty_fonts.truetype()),
            ("FontFile3", {"Subtype": pikepdf.Name.Type1C}, nasty_fonts.compact()),
            ("FontFile3", {"Subtype": pikepdf.Name.OpenType}, nasty_fonts.opentype()),
        ):
            described = pikepdf.Dictionary(Type=pikepdf.Name.FontDescriptor, FontName=own, Flags=4)
            described.FontFamily = CANARY
            described[f"/{kind}"] = opened.make_stream(program, **more)
            named[f"/{CANARY}{len(named)}"] = _font(own, described)
        named[f"/{CANARY}"] = _font(own, pikepdf.Dictionary(FontName=own))
        drawn = "".join(f"BT {name} 9 Tf (A) Tj ET " for name, _ in named.items())
        opened.pages[0].contents_add(drawn.encode())
        words = f"% {CANARY}\n/CIDInit /ProcSet findresource begin\nbegincmap\nendcmap\n"
        named[f"/{CANARY}"].ToUnicode = opened.make_stream(words.encode())

    return changed(change)


def _font(name: pikepdf.Name, described: pikepdf.Dictionary) -> pikepdf.Dictionary:
    return pikepdf.Dictionary(
        Type=pikepdf.Name.Font,
        Subtype=pikepdf.Name.TrueType,
        BaseFont=name,
        FirstChar=65,
        LastChar=65,
        Widths=pikepdf.Array([500]),
        FontDescriptor=described,
    )
