"""aiogram's types are built late, and are the same as if they were built at once."""

import json
import subprocess
import sys

from aiogram.types import Update

from tests.bot.commands import ROOT
from tests.handlers.payloads import KINDS, UPDATE_KINDS, content, update

UPDATES = [
    *({"update_id": 1, kind: update(kind)} for kind in UPDATE_KINDS),
    *({"update_id": 1, "message": update("message") | content(kind)} for kind in KINDS),
]

READS = """
import json, sys
import bot.intake
from aiogram import types
built = [n for n in types.__all__ if getattr(getattr(types, n), "__pydantic_complete__", False)]
read = [types.Update.model_validate(raw).model_dump_json() for raw in json.load(sys.stdin)]
print(json.dumps([built, read]))
"""


def test_no_type_is_built_at_the_start_and_every_update_is_read_as_ever():
    told = subprocess.run(
        [sys.executable, "-c", READS],
        input=json.dumps(UPDATES),
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    built, read = json.loads(told.stdout)
    assert built == []
    assert read == [Update.model_validate(raw).model_dump_json() for raw in UPDATES]
