"""The rows that many screens have."""

from domain.contents import Content
from domain.conversation import Do
from handlers.intake.views.view import Button, Row
from handlers.texts.intake import Catalogue


def last_row(texts: Catalogue, *, back: bool = True) -> Row:
    """返回, danger and 清空, on every screen: danger is one press away wherever one is."""
    b = texts.buttons
    clear = Button(b.clear, Do.CLEAR)
    if not back:
        return (clear,)
    return (Button(b.back, Do.BACK), Button(b.danger_here, Do.DANGER), clear)


def mask_row(content: Content, texts: Catalogue) -> tuple[Row, ...]:
    """遮照片, where there is a photo."""
    if not any(file.is_photo for file in content.files):
        return ()
    return ((Button(texts.buttons.mask, Do.MASK),),)
