"""The card of a case: what everybody in the room sees of it, drawn anew at every change."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from html import escape

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from domain.cases import OPEN, Case, DueKind, Stage
from domain.categories import Category
from domain.lengths import cut
from domain.people import Enterprise
from domain.reading import ANSWERS, IDENTITIES, STATES, Line, LineKind
from domain.reports import Report
from domain.workdays import between
from handlers.desk.buttons import rows_of
from handlers.desk.context import Desk
from handlers.texts.case import Catalogue, texts
from handlers.texts.office import texts as office_texts
from storage import Sealed, Session, cases, docket, identities, letters, people, routes

LIKE_WITHIN = timedelta(days=90)
SHOWN = 800  # units of UTF-16, as Telegram counts
SHOWN_FULL = 3000
FACT = 200
LETTERS = frozenset({LineKind.QUESTION, LineKind.LETTER})


@dataclass(frozen=True, kw_only=True)
class CaseView:
    """Everything a card needs, still sealed: `names` are the reviewers' labels by id."""

    case: Case
    report: Sealed | None
    enterprise_tag: str | None
    category_tag: str | None
    letters: tuple[letters.Letter, ...]
    knockable: bool
    burnt: bool
    held: str | None
    alike: tuple[str, ...]
    merged_into: str | None
    identified: bool
    enterprises: tuple[Enterprise, ...]
    sites: dict[str, str]
    names: dict[str, str]


@dataclass(frozen=True)
class Drawn:
    """A card ready to be sent: HTML and its buttons."""

    html: str
    keyboard: InlineKeyboardMarkup


def look(session: Session, case_id: str, *, now: datetime) -> CaseView:
    """Everything a card needs of one case; NotFoundError when there is none."""
    case = cases.load(session, case_id)
    enterprise, category = cases.tags(session, case_id)
    into = cases.load(session, case.merged_into).code if case.merged_into else None
    alike = docket.like(session, case_id, since=case.day - LIKE_WITHIN)
    return CaseView(
        case=case,
        report=cases.report(session, case_id),
        enterprise_tag=enterprise,
        category_tag=category,
        letters=letters.of(session, case_id),
        knockable=routes.knockable(session, case_id),
        burnt=letters.key(session, case_id) is None,
        held=cases.held(session, case_id, now=now),
        alike=tuple(other.code for other in alike),
        merged_into=into,
        identified=identities.find(session, case_id) is not None,
        enterprises=tuple(people.enterprises(session)),
        sites={site.id: site.name for site in people.sites(session)},
        names=people.labels(session),
    )


def draw(
    desk: Desk,
    view: CaseView,
    *,
    now: datetime,
    full: bool = False,
    more: bool = False,
    extra_rows: tuple[tuple[InlineKeyboardButton, ...], ...] = (),
) -> Drawn:
    """Draw a card; `full` unfolds the content, `more` shows the second menu.

    `extra_rows` are those of a walk; without them the card of an open case leads into one.

    The first line says nothing of the content: it is what a lock screen shows.
    """
    say = texts(desk.language)
    case = view.case
    report = opened(desk, view)
    lines = [escape(say.head(case, holder=view.names.get(case.holder or "")))]
    if case.due:
        left = between(now.date(), case.due.day, desk.is_workday)
        lines.append(f"⏰ {escape(say.due(case.due, now=now, workdays=left))}")
    lines += _marks(say, view)
    if report is not None:
        lines += [escape(line) for line in _facts(desk, say, view, report)]
    lines += [escape(line) for line in _letters(desk, say, view)]
    if view.alike and case.stage in OPEN:
        lines.append(escape(say.alike(list(view.alike[:3]))))
    lines.append(_content(say, report, full=full))
    buttons = rows_of(say, case, mail=bool(view.letters), more=more)
    last = extra_rows or _onward(desk, case)
    return Drawn("\n".join(lines), InlineKeyboardMarkup([*buttons, *last]))


def _onward(desk: Desk, case: Case) -> tuple[tuple[InlineKeyboardButton, ...], ...]:
    if case.stage not in OPEN:
        return ()
    words = office_texts(desk.language).buttons["next"]
    url = f"https://t.me/{desk.bot.username}?start=next"
    return ((InlineKeyboardButton(words, url=url),),)


def title(desk: Desk, view: CaseView) -> str:
    """The name of the case's topic."""
    category = category_of(desk, view)
    say = texts(desk.language)
    return say.title(view.case, category=say.categories[category] if category else None)[:128]


def opened(desk: Desk, view: CaseView) -> Report | None:
    """The report itself; None once it was erased."""
    if view.report is None:
        return None
    return Report.from_bytes(desk.opening.open(view.report, cases.PLACE, view.case.id))


def content(report: Report) -> str:
    """What was written, as it was written."""
    return "\n\n".join(text for text in report.texts if text.strip())


def category_of(desk: Desk, view: CaseView) -> str | None:
    """The category that the case's keyed tag stands for."""
    tags = {desk.opening.tag("category", item): item.value for item in Category}
    return tags.get(view.category_tag or "")


def _marks(say: Catalogue, view: CaseView) -> list[str]:
    case = view.case
    marks = [
        (case.objected and case.concluded_on is None, say.objected_mark),
        (case.question_open, say.question_mark),
        (case.extension.value == "asked", say.extension_mark),
        (_answered(case), say.answered_mark),
        (case.muted, say.muted_mark),
        (view.merged_into is not None, say.merged(view.merged_into or "")),
    ]
    return [escape(text) for shown, text in marks if shown]


def _answered(case: Case) -> bool:
    """Whether the department has answered: then a conclusion is due and not the answer."""
    due = case.due.kind if case.due else None
    return case.stage is Stage.REFERRED and due is DueKind.CONCLUSION


def _facts(desk: Desk, say: Catalogue, view: CaseView, report: Report) -> list[str]:
    tags = {desk.opening.tag("enterprise", e.id): e.short for e in view.enterprises}
    name = tags.get(view.enterprise_tag or "") or report.elsewhere or say.no_enterprise
    site = view.sites.get(report.site or "", "")
    category = category_of(desk, view)
    shown = say.no_category
    if category:
        shown = say.category(say.categories[category], by_reporter=category == report.category)
    theirs = desk.opening.tag("enterprise", report.enterprise) if report.enterprise else None
    ours = view.enterprise_tag != theirs
    written = say.elsewhere(report.elsewhere) if ours and report.elsewhere else ""
    place = " ".join(part for part in (site, report.place, written) if part)
    facts = [
        say.enterprise(name, place, by_reviewer=ours),
        shown,
        say.danger(when=report.when, urgent=report.urgent),
    ]
    facts = [cut(fact, FACT) for fact in facts]
    return facts + ([say.files(report.files)] if report.files else [])


def _letters(desk: Desk, say: Catalogue, view: CaseView) -> list[str]:
    inward = outward = waiting = 0
    read: bool | None = None
    answer: Line | None = None
    for letter in view.letters:
        if letter.inward and not letter.posted:
            continue
        line = line_of(desk, letter)
        if line.kind in ANSWERS:
            answer = line
        elif line.kind in IDENTITIES:
            continue
        elif letter.inward and line.kind is not LineKind.AFTERWARDS:
            inward, waiting = inward + 1, waiting + 1
        elif not letter.inward and line.kind in LETTERS:
            outward, waiting, read = outward + 1, 0, letter.seen
        elif line.kind in STATES:
            answer = None
    shown = [
        say.letters(inward=inward, outward=outward, read=read, knockable=view.knockable)
        if not view.burnt
        else say.burnt_mark
    ]
    if answer is not None:
        shown.append(say.answered("", solved=answer.kind is LineKind.SOLVED))
    if view.identified:
        shown.append(say.identity("", kept=True))
    return ([say.new_letters(waiting)] if waiting and not view.case.muted else []) + shown


def line_of(desk: Desk, letter: letters.Letter) -> Line:
    """One line of the mailbox, opened by the desk."""
    return Line.from_bytes(desk.opening.open(letter.body, letters.PLACE, letter.id))


def _content(say: Catalogue, report: Report | None, *, full: bool) -> str:
    if report is None:
        return escape(say.content_gone)
    text = content(report) or say.nothing_written
    most = SHOWN_FULL if full else SHOWN
    shown = cut(text, most)
    rest = f"…\n{say.content_cut}" if shown != text else ""
    tag = "blockquote" if full else "blockquote expandable"
    return f"<{tag}>{escape(shown + rest)}</blockquote>"
