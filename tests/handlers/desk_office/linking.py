"""A group that a lead links to the desk with a code."""

from storage import codes
from tests.handlers.desk_office.telegram import GROUP

CODE = "8F3K-2MQA"


async def linked(office):
    await office.code(CODE, purpose=codes.LINK)
    await office.says(7, f"/link {CODE}", chat=GROUP)
    return office.wire.last(GROUP)
