"""What a contact takes along: a text to forward, and the week as a workbook."""

from telegram import InputFile

from handlers.desk.context import Desk
from handlers.desk.returns.sheet import Sheet
from handlers.documents import returns as workbook
from handlers.texts.returns import Figures, texts


async def forward(desk: Desk, sheet: Sheet) -> None:
    """The text and the workbook for a superior, of the figures as they are being filled in."""
    say = texts(desk.language)
    await desk.bot.send_message(
        sheet.contact.chat_id or 0, say.forward(sheet.figures), disable_notification=True
    )
    await _send(desk, sheet, sheet.figures, number="")


async def filed(desk: Desk, sheet: Sheet) -> None:
    """The workbook of what was handed in."""
    figures = sheet.figures if sheet.one.filed is None else sheet.filed
    await _send(desk, sheet, figures, number=sheet.number if sheet.one.filed else "")


async def _send(desk: Desk, sheet: Sheet, figures: Figures, *, number: str) -> None:
    content = workbook.one(figures, sheet.enterprise.name, number, desk.language)
    name = f"{texts(desk.language).sheet(sheet.one.week)} {sheet.enterprise.short}.xlsx"
    await desk.bot.send_document(
        sheet.contact.chat_id or 0, InputFile(content, name), disable_notification=True
    )
