"""Slides with `CANARY` in all that is not shown."""

from tests.handlers.cleaning.canary import CANARY, SEEN
from tests.handlers.cleaning.nasty_package import DRAWING, OOXML, RELATED, related, types, zipped
from tests.handlers.cleaning.nasty_pictures import jpeg

_P = "http://schemas.openxmlformats.org/presentationml/2006/main"
_PML = f"{OOXML}.presentationml"


def pptx(*, more: str = "") -> bytes:
    """Author, notes, a hidden slide, alternative texts, a table, and a picture with EXIF."""
    names = f'xmlns:a="{DRAWING}" xmlns:p="{_P}" xmlns:r="{RELATED}"'
    text = (
        f'<p:txBody><a:bodyPr/><a:p><a:r><a:rPr sz="2000"/><a:t>{SEEN}</a:t></a:r></a:p></p:txBody>'
    )
    slide = (
        f"<p:sld {names}><p:cSld><p:spTree><p:nvGrpSpPr/><p:grpSpPr/><p:sp><p:nvSpPr><p:cNvPr "
        f'id="2" name="{CANARY}" descr="{CANARY}"/><p:cNvSpPr/>'
        '<p:nvPr><p:ph type="title"/></p:nvPr>'
        f"</p:nvSpPr><p:spPr/>{text}</p:sp><p:pic><p:nvPicPr><p:cNvPr id='3' name='{CANARY}'/>"
        f"</p:nvPicPr><p:blipFill><a:blip r:embed='rId1'/></p:blipFill><p:spPr/></p:pic>"
        f"<p:graphicFrame><p:nvGraphicFramePr/><p:xfrm><a:off x='1' y='2'/><a:ext cx='3' cy='4'/>"
        f"</p:xfrm><a:graphic><a:graphicData uri='{DRAWING.removesuffix('main')}table'>"
        f"<a:tbl><a:tblGrid>"
        f"<a:gridCol w='100'/></a:tblGrid><a:tr h='100'><a:tc><a:txBody><a:bodyPr/><a:p><a:r><a:t>"
        f"celltext</a:t></a:r></a:p></a:txBody></a:tc></a:tr></a:tbl></a:graphicData></a:graphic>"
        f"</p:graphicFrame>{more}</p:spTree></p:cSld></p:sld>"
    )
    layout = (
        f"<p:sldLayout {names}><p:cSld><p:spTree><p:sp><p:nvSpPr><p:cNvPr id='2' name='{CANARY}'/>"
        "<p:cNvSpPr/><p:nvPr><p:ph type='title'/></p:nvPr></p:nvSpPr><p:spPr><a:xfrm><a:off "
        "x='123' y='456'/><a:ext cx='789' cy='12'/></a:xfrm></p:spPr></p:sp></p:spTree></p:cSld>"
        "</p:sldLayout>"
    )
    presentation = (
        f"<p:presentation {names}><p:sldIdLst><p:sldId id='256' r:id='rId1'/>"
        "<p:sldId id='257' r:id='rId2'/></p:sldIdLst><p:sldSz cx='9144000' cy='6858000'/>"
        "<p:notesSz cx='6858000' cy='9144000'/></p:presentation>"
    )
    hidden = slide.replace("<p:sld ", "<p:sld show='0' ").replace(SEEN, CANARY)
    return zipped(
        {
            "[Content_Types].xml": types(
                **{"ppt/presentation.xml": f"{_PML}.presentation.main+xml"}
            ),
            "_rels/.rels": related(("officeDocument", "ppt/presentation.xml")),
            "ppt/presentation.xml": presentation,
            "ppt/_rels/presentation.xml.rels": related(
                ("slide", "slides/slide1.xml"), ("slide", "slides/slide2.xml")
            ),
            "ppt/slides/slide1.xml": slide,
            "ppt/slides/slide2.xml": hidden,
            "ppt/slides/_rels/slide1.xml.rels": related(
                ("image", "../media/image1.jpeg"),
                ("slideLayout", "../slideLayouts/one.xml"),
                ("notesSlide", "../notesSlides/notesSlide1.xml"),
            ),
            "ppt/slideLayouts/one.xml": layout,
            "ppt/notesSlides/notesSlide1.xml": CANARY,
            "ppt/media/image1.jpeg": jpeg(),
            "docProps/core.xml": CANARY,
        }
    )
