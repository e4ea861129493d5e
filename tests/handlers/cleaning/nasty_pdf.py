"""A PDF with `CANARY` in all that is not drawn."""

import io

import pikepdf

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
