"""`python -m bot.people`: who works at the desk, and for which enterprises, sites and groups."""

import secrets
from dataclasses import replace
from datetime import timedelta
from typing import Annotated, Final

import typer
from rich.console import Console
from rich.table import Table

from bot import clock
from bot.contacts import people_of, weekly
from bot.leaving import leave
from bot.office import read, write
from bot.people_texts import PeopleTexts
from bot.places import enterprises, office, roster, route, site_link, sites, stop
from bot.posters import site_poster
from domain.change import Entry
from domain.people import Reviewer, Role
from domain.receipts import case_code
from storage import Session, codes, docket, journal, people
from storage.ids import fresh
from storage.sealing import Sealing

ENROL_WITHIN: Final = timedelta(hours=24)
LINK_WITHIN: Final = timedelta(minutes=30)
CODE_LENGTH: Final = 8

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_show_locals=False,
    help="人员、单位、地点、值班、审核群 · People, enterprises, sites, duty and groups",
)
reviewer = typer.Typer(no_args_is_help=True, help="审核员 · reviewers")
room = typer.Typer(no_args_is_help=True, help="审核群 · groups")
app.add_typer(reviewer, name="reviewer")
app.add_typer(enterprises, name="enterprises")
app.add_typer(sites, name="sites")
app.add_typer(roster, name="roster")
app.add_typer(room, name="room")
app.add_typer(people_of, name="contacts")
app.add_typer(weekly, name="returns")
app.command()(route)
app.command()(site_link)
app.command()(site_poster)

Label = Annotated[str, typer.Argument(help="名字，例：审核员甲 · what they are called")]
Lead = Annotated[bool, typer.Option("--lead", help="是组长 · is a lead")]
Tied = Annotated[list[str] | None, typer.Option(help="要回避的单位 · an enterprise they know")]


@reviewer.command("add")
def add_reviewer(label: Label, lead: Lead = False, tied: Tied = None) -> None:
    """加一个审核员，给出登记码 · Add a reviewer and show their enrolment code."""
    settings, say = office()
    known: dict[str, str] = {}
    for enterprise in read(settings, people.enterprises):
        known |= {enterprise.name: enterprise.id, enterprise.short: enterprise.id}
    for name in tied or []:
        if name not in known:
            stop(say.unknown_enterprise.format(name=name))
    newcomer = Reviewer(
        id=fresh(),
        label=label,
        role=Role.LEAD if lead else Role.REVIEWER,
        ties=frozenset(known[name] for name in tied or []),
    )
    code = _code()
    if not write(settings, _enter, newcomer, code):
        stop(say.known.format(label=label))
    typer.echo(say.enrol.format(label=label, code=_shown(code)))


@reviewer.command("code")
def new_code(label: Label) -> None:
    """再给一个登记码 · Show a new enrolment code."""
    settings, say = office()
    somebody = _named(read(settings, people.reviewers), label, say)
    code = _code()
    write(settings, _put_code, somebody.id, code)
    typer.echo(say.enrol.format(label=label, code=_shown(code)))


@reviewer.command("remove")
def remove_reviewer(label: Label) -> None:
    """移出一个审核员，他手里的案件让给别人 · Let a reviewer go; others get their cases."""
    settings, say = office()
    somebody = _named(read(settings, people.reviewers), label, say)
    try:
        sealing = Sealing.load(settings.sealing_key_path)
    except (OSError, ValueError):
        stop(say.no_sealing_key.format(path=settings.sealing_key_path))
    now = clock.now().astimezone(settings.zone)
    count = write(settings, leave, somebody, sealing=sealing, at=now)
    typer.echo(say.removed.format(label=label, count=count))


@reviewer.command("list")
def list_reviewers() -> None:
    """名单 · All reviewers."""
    settings, say = office()
    table = Table(*say.columns)
    for row in read(settings, _rows, say):
        table.add_row(*row)
    Console().print(table)


@room.command("code")
def link_code() -> None:
    """接入一个群用的码 · Show the code that links a group."""
    settings, say = office()
    code = _code()
    expires = clock.now() + LINK_WITHIN
    write(settings, codes.put, code, purpose=codes.LINK, subject="", expires_at=expires)
    typer.echo(say.link.format(code=_shown(code)))


@room.command("list")
def list_rooms() -> None:
    """接入过的群 · All linked groups."""
    settings, say = office()
    table = Table(*say.rooms)
    for one in read(settings, people.rooms):
        members = len(read(settings, people.members, one.id))
        state = say.ready if one.ready else say.not_ready
        table.add_row(str(one.chat_id), state, str(members))
    Console().print(table)


def _enter(session: Session, newcomer: Reviewer, code: str) -> bool:
    """False when somebody of that name works here; one who left comes back as a new person."""
    if any(other.label == newcomer.label for other in people.reviewers(session)):
        return False
    former = {label: one for one, label in people.labels(session).items()}.get(newcomer.label)
    newcomer = replace(newcomer, id=former or newcomer.id)
    people.put_reviewer(session, newcomer)
    journal.append(session, Entry("add_reviewer", "office", clock.now(), newcomer.id))
    _put_code(session, newcomer.id, code)
    return True


def _put_code(session: Session, reviewer_id: str, code: str) -> None:
    expires = clock.now() + ENROL_WITHIN
    codes.put(session, code, purpose=codes.ENROL, subject=reviewer_id, expires_at=expires)


def _rows(session: Session, say: PeopleTexts) -> list[tuple[str, ...]]:
    short = {one.id: one.short for one in people.enterprises(session)}
    return [
        (
            one.label,
            say.roles[one.role],
            " ".join(sorted(short[tie] for tie in one.ties)),
            str(len(docket.held_by(session, one.id))),
            say.waiting if one.chat_id is None else say.enrolled,
        )
        for one in people.reviewers(session)
    ]


def _named(everybody: list[Reviewer], label: str, say: PeopleTexts) -> Reviewer:
    found = next((one for one in everybody if one.label == label), None)
    if found is None:
        stop(say.unknown_reviewer.format(label=label))
    return found


def _code() -> str:
    return case_code(secrets.token_bytes(32), CODE_LENGTH)


def _shown(code: str) -> str:
    return f"{code[:4]}-{code[4:]}"


if __name__ == "__main__":
    app()
