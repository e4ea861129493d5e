"""Forty enterprises' contacts: how each answers when the phone rings, and what each has heard."""

import asyncio
import re
from collections.abc import Awaitable
from dataclasses import dataclass
from typing import Final

from openpyxl import Workbook, load_workbook

from bot.receipts import RECEIPTS
from domain.people import Enterprise
from playground.phone import Phone, Wanted
from playground.seen import Message
from playground.world import Request
from storage import Session, people
from tests.journeys.town import DESK, PATIENCE, ZONE, Town

AT_ONCE: Final = 16
"""People who act at the same moment."""
_WEEK: Final = re.compile(r"第 (\d+) 周")


@dataclass(frozen=True)
class Contact:
    """Somebody with a phone: for which enterprise, as what (main or backup), with which habit."""

    enterprise: str
    part: str
    habit: str
    phone: Phone


async def answers_nothing_new(phone: Phone) -> None:
    """本周没有新增, by two presses."""
    rung = (await phone.screen()).id
    await _presses(phone, "本周没有新增", rung)
    await _presses(phone, "确认零报告", rung)
    await _sees(phone, "收到了，这周不用再管", rung)


async def answers_in_figures(phone: Phone) -> None:
    """Five figures in one message, without a press before it."""
    rung = (await phone.screen()).id
    await phone.says("3 2 0 0 0")
    await _presses(phone, "看一遍，提交", rung)
    await _presses(phone, "领导看过，提交", rung)
    await _sees(phone, "收到了，这周不用再管", rung)


async def puts_off(phone: Phone, choice: int) -> None:
    """稍后提醒: the first or the last hour that is offered."""
    rung = (await phone.screen()).id
    await _presses(phone, "稍后提醒", rung)
    shown = await _sees(phone, lambda message: message.has("返回"), rung)
    await phone.presses(shown.labels[:-1][choice], on=shown, timeout=PATIENCE)
    await _sees(phone, "再叫您", rung)


async def leaves_it_to_the_backup(phone: Phone) -> None:
    """这周由备用联系人报."""
    rung = (await phone.screen()).id
    await _presses(phone, "这周由备用联系人报", rung)
    await _sees(phone, "您不用管了", rung)


async def _presses(phone: Phone, label: str, since: int = 0) -> None:
    shown = await _sees(phone, lambda message: message.has(label), since)
    await phone.presses(label, on=shown, timeout=PATIENCE)


async def _sees(phone: Phone, wanted: Wanted, since: int) -> Message:
    """What is shown in the message that rang, or in a newer one."""
    return await phone.until(wanted, PATIENCE, after=since - 1)


async def enrol(town: Town, habits: dict[str, str], backups: frozenset[str]) -> list[Contact]:
    """Every enterprise's contacts, by the office's own command and the codes that it gives.

    `habits` by enterprise; those in `backups` have a second contact.
    """
    await town.rest.store.write(_put_enterprises, list(habits))
    receipts, codes = town.folder / "receipts.xlsx", town.folder / "codes.xlsx"
    book = Workbook()
    book.active.append([column.name for column in RECEIPTS])
    for name in habits:
        backup = [f"备 {name}", "", "", "", ""] if name in backups else [""] * 5
        book.active.append([name, f"主 {name}", "", "", "", "", *backup])
    book.save(receipts)
    imported = ("bot.people", "contacts", "import", str(receipts), "--codes", str(codes))
    await town.desk.orders(*imported)
    rows = list(load_workbook(codes).active.iter_rows(min_row=2, values_only=True))
    return await together([_enrolled(town, habits, *map(str, row)) for row in rows])


async def _enrolled(
    town: Town, habits: dict[str, str], enterprise: str, part: str, code: str
) -> Contact:
    person = await town.playground.person(f"{part} {enterprise}")
    phone = person.chat(DESK)
    await phone.starts(code.replace("-", ""))
    await _presses(phone, "对，是我")
    await phone.until("登记好了", PATIENCE)
    which = "main" if part == "主联系人" else "backup"
    return Contact(enterprise, which, habits[enterprise], phone)


async def together(acts: list[Awaitable[Contact]]) -> list[Contact]:
    """All of them, so many at a time."""
    room = asyncio.Semaphore(AT_ONCE)

    async def one(act: Awaitable[Contact]) -> Contact:
        async with room:
            return await act

    return list(await asyncio.gather(*map(one, acts)))


def _put_enterprises(session: Session, names: list[str]) -> None:
    for number, name in enumerate(names):
        people.put_enterprise(session, Enterprise(id=f"e{number}", name=name, short=name))


@dataclass(frozen=True)
class Heard:
    """A message that a contact got: in which week's matter (0 for none), when, of which kind."""

    account: int
    kind: str
    week: int
    at: str


def heard(request: Request) -> Heard | None:
    """What a request showed somebody anew in a private chat; None for all else."""
    if not request.method.lower().startswith(("send", "copy", "forward")):
        return None
    chat, text = int(request.parameters["chat_id"]), str(request.parameters.get("text", ""))
    week = _WEEK.search(text)
    silent = str(request.parameters.get("disable_notification")).lower() == "true"
    kind = "other" if silent or "周周报" not in text else "reminder"
    if "您将作为" in text:
        kind = "asked back"
    elif "可以一次发 5 个数" in text and silent:
        kind = "form"
    at = f"{request.at.astimezone(ZONE):%m%dT%H%M}"
    return Heard(chat, kind, int(week[1]) if week else 0, at)
