"""Office files by what their main part says they are; macros have other names and are not taken."""

from typing import Final

from handlers.cleaning import sheets, slides, word
from handlers.cleaning.kinds import MEDIA_TYPES, Made, UncleanableError
from handlers.cleaning.package import Source

_FAMILIES: Final = {"docx": word.rebuild, "xlsx": sheets.rebuild, "pptx": slides.rebuild}


def rebuild(content: bytes) -> tuple[Made, bool, bytes]:
    """A Word, Excel or PowerPoint file with only what its reader sees."""
    source = Source(content)
    main, content_type = source.main()
    for made, media_type in MEDIA_TYPES.items():
        if made in _FAMILIES and content_type == f"{media_type}.main+xml":
            return made, False, _FAMILIES[made](source, main)
    raise UncleanableError
