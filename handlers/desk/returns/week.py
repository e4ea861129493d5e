"""`/returns`: a week of all enterprises before a reviewer, with what can be done about it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, InputFile, Message, Update
from telegram.ext import BaseHandler, CallbackQueryHandler, CommandHandler, filters

from domain import contacts as places
from domain.errors import NotAllowedError, OldButtonError
from domain.people import Reviewer
from domain.returns import Standing
from domain.weeks import Due, Week, Weekly
from handlers.desk.context import Desk, DeskContext
from handlers.desk.returns.lines import lines
from handlers.desk.returns.sheet import week_in
from handlers.desk.returns.told import ASKED
from handlers.desk.showing import answer, put
from handlers.documents import returns as workbook
from handlers.texts.returns import Catalogue, Figures, Line, texts
from storage import Session, askings, contacts, people, reporting, returns
from storage.forms import form

PAGE: Final = 10  # enterprises on a screen


@dataclass(frozen=True)
class Page:
    """A week as a reviewer sees it: how each enterprise stands, by its id."""

    due: Due
    lines: Sequence[tuple[str, Line]]
    number: int

    @property
    def pages(self) -> int:
        """How many screens it takes."""
        return max(1, -(-len(self.lines) // PAGE))


def handlers() -> list[BaseHandler[Update, DeskContext, Any]]:
    """The command and its buttons."""
    return [
        CommandHandler("returns", on_returns, filters.ChatType.PRIVATE),
        CallbackQueryHandler(on_turn, r"^wr:page:[^:]+:[0-9]{1,4}\Z"),
        CallbackQueryHandler(on_remind, r"^wr:remind:[^:]+\Z"),
        CallbackQueryHandler(on_book, r"^wr:book:[^:]+\Z"),
    ]


async def on_returns(update: Update, context: DeskContext) -> None:
    """A reviewer wants to see this week."""
    desk, message = context.desk, update.effective_message
    if message is None or message.from_user is None:
        return
    page = await desk.store.read(page_of, desk.weekly, message.from_user.id, None, 0, desk.now())
    say = texts(desk.language)
    text, keys = _shown(say, page, desk.weekly, desk.now())
    await message.reply_text(text, reply_markup=keys)


async def on_turn(update: Update, context: DeskContext) -> None:
    """A reviewer turned to another page or week."""
    await turn(update, context.desk)


async def on_remind(update: Update, context: DeskContext) -> None:
    """A reviewer has those reminded who have not handed in."""
    desk, (account, args) = context.desk, args_of(update)
    due = due_of(desk.weekly, args[0])
    count = await desk.store.write(remind_missing, account, due, desk.now())
    await answer(update, texts(desk.language).reminded(count), alert=True)


async def on_book(update: Update, context: DeskContext) -> None:
    """A reviewer wants the week as a workbook."""
    desk, (account, args) = context.desk, args_of(update)
    due = due_of(desk.weekly, args[0])
    rows = await desk.store.read(book, desk.weekly, account, due, desk.now())
    await answer(update)
    content = workbook.week(rows, due, desk.language)
    name = f"{texts(desk.language).sheet(due.week)}.xlsx"
    await desk.bot.send_document(account, InputFile(content, name), disable_notification=True)


def remind_missing(session: Session, account: int, due: Due, now: datetime) -> int:
    """Queue a reminder for every enterprise that still owes a week, once an hour; how many."""
    reviewer_at(session, account)
    if now >= due.locks_at:
        return 0
    settled, passed = returns.settled(session, due.week), returns.passed_on(session, due.week)
    pairs, asked = contacts.pairs(session), reporting.asked(session, due.week)
    occasion = f"{ASKED}-{now:%m%dT%H}"
    wanted = {
        (contact.id, occasion)
        for one in asked
        if one.enterprise not in settled
        for _, contact in places.asked(
            pairs.get(one.enterprise, {}), passed=one.enterprise in passed, overdue=now >= due.at
        )
    }
    return askings.remind(session, due.week, wanted, at=now)


def book(
    session: Session, weekly: Weekly, account: int, due: Due, now: datetime
) -> list[workbook.Row]:
    """The week's workbook, one row for each enterprise that is asked."""
    reviewer_at(session, account)
    names = {one.id: one.name for one in people.enterprises(session)}
    touched, shape, found = returns.in_week(session, due.week), form(), []
    for enterprise, line in lines(session, weekly, due, now):
        one = touched.get(enterprise)
        figures = None
        if one is not None and one.filed is not None:
            past = returns.past(session, enterprise, due.week)
            figures = Figures(
                form=shape,
                due=due,
                enterprise=line.enterprise,
                values=one.filed,
                totals=shape.totals(past.before, one.filed),
                note=one.filed_note,
            )
        filed = None if one is None or one.filed_at is None else one.filed_at
        found.append(
            workbook.Row(
                enterprise=names.get(enterprise, ""),
                line=line,
                filed=None if filed is None else filed.astimezone(weekly.zone),
                figures=figures,
                reason=line.reason,
            )
        )
    return found


async def turn(update: Update, desk: Desk, *, week: Week | None = None) -> None:
    """Show the page a press names, or the first of a week, in the place of what was pressed."""
    account, args = args_of(update)
    wanted = week or due_of(desk.weekly, args[0]).week
    number = int(args[1]) if week is None and len(args) > 1 and args[1].isdecimal() else 0
    page = await desk.store.read(page_of, desk.weekly, account, wanted, number, desk.now())
    say = texts(desk.language)
    await answer(update)
    text, keys = _shown(say, page, desk.weekly, desk.now())
    await edit(desk, update, text, keys)


async def edit(desk: Desk, update: Update, text: str, keys: InlineKeyboardMarkup | None) -> None:
    """Put a text in the place of what was pressed."""
    query = update.callback_query
    if query is None or not isinstance(query.message, Message):
        raise OldButtonError
    await put(desk, query.message, text, keys)


def page_of(
    session: Session, weekly: Weekly, account: int, week: Week | None, number: int, now: datetime
) -> Page:
    """A page of a week for a reviewer, of the week that is open when none is named."""
    reviewer_at(session, account)
    due = weekly.current(now) if week is None else weekly.due(week)
    if due is None:
        raise OldButtonError
    page = Page(due, lines(session, weekly, due, now), number)
    return replace(page, number=min(max(0, number), page.pages - 1))


def _shown(
    say: Catalogue, page: Page, weekly: Weekly, now: datetime
) -> tuple[str, InlineKeyboardMarkup]:
    b, week, number = say.buttons, page.due.week, page.number
    text = say.week(page.due, [line for _, line in page.lines], number, page.pages)
    owing = [line for _, line in page.lines if line.standing in {Standing.OPEN, Standing.OVERDUE}]
    rows: list[list[InlineKeyboardButton]] = []
    pages = [key(b["before"], "page", week, str(number - 1))] if number else []
    if number + 1 < page.pages:
        pages.append(key(b["after"], "page", week, str(number + 1)))
    if pages:
        rows.append(pages)
    if owing and now < page.due.locks_at:
        rows.append([key(say.remind_missing(len(owing)), "remind", week)])
        rows.append([key(b["excuse"], "choose", week, str(number))])
    if page.lines:
        rows.append([key(b["sheet"], "book", week)])
    turns = [key(b["earlier"], "page", _worked(weekly, week, -1), "0")]
    following = _worked(weekly, week, 1)
    if following.monday <= now.date():
        turns.append(key(b["following"], "page", following, "0"))
    rows.append(turns)
    return text, InlineKeyboardMarkup(rows)


def _worked(weekly: Weekly, week: Week, step: int) -> Week:
    week = week.later(step)
    while weekly.due(week) is None:
        week = week.later(step)
    return week


def key(name: str, verb: str, week: Week, *args: str) -> InlineKeyboardButton:
    """A button about a week at the desk."""
    return InlineKeyboardButton(name, callback_data=":".join(("wr", verb, week.key, *args)))


def args_of(update: Update) -> tuple[int, list[str]]:
    """Who pressed, and what the button carries: a week and what else it names."""
    query = update.callback_query
    if query is None or query.data is None:
        raise OldButtonError
    return query.from_user.id, query.data.split(":")[2:]


def due_of(weekly: Weekly, key: str) -> Due:
    """The return a button's week stands for; OldButtonError for none."""
    due = weekly.due(week_in(key))
    if due is None:
        raise OldButtonError
    return due


def reviewer_at(session: Session, account: int) -> Reviewer:
    """The reviewer behind a Telegram id; NotAllowedError for anybody else."""
    reviewer = people.reviewer_at(session, account)
    if reviewer is None:
        raise NotAllowedError("reviewer")
    return reviewer
