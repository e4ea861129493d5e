"""The part of `python -m bot.people` that is about contacts and their weekly returns."""

import secrets
from functools import partial
from pathlib import Path
from typing import Annotated, Final

import openpyxl
import typer
from rich.console import Console
from rich.table import Table

from bot import clock
from bot.contacts_texts import texts
from bot.office import read, write
from bot.places import File, Name, import_table, offer_template, office, stop
from bot.receipts import RECEIPTS, Enrolment, dismiss, new_code, opening_of, put_receipts
from bot.secret_files import write_privately
from bot.settings import OfficeSettings
from domain.contacts import Contact, Part
from domain.forms import Kind, faults
from domain.people import Enterprise
from domain.receipts import case_code
from domain.weeks import Week
from storage import Session, contacts, people, reporting
from storage.forms import form

CODE_LENGTH: Final = 8

people_of = typer.Typer(no_args_is_help=True, help="联系人 · contacts")
weekly = typer.Typer(no_args_is_help=True, help="周报 · weekly returns")

Which = Annotated[Part, typer.Argument(help="main 主联系人, backup 备用联系人")]
Codes = Annotated[Path | None, typer.Option(help="登记码另存 .xlsx · also write the codes here")]
Numbers = Annotated[list[int], typer.Argument(help="起始累计数 · totals so far")]

offer_template(people_of, RECEIPTS)


@people_of.command("import")
def import_receipts(file: File, codes: Codes = None) -> None:
    """导入附件3回执，给出登记码 · Import contact receipts and show the enrolment codes."""
    settings, say = office()
    words, now = texts(settings.language), clock.now()
    week = Week.of(now.astimezone(settings.zone).date())
    made = import_table(
        settings,
        say,
        file,
        RECEIPTS,
        partial(put_receipts, make=_code, now=now, week=week),
    )
    typer.echo(words.imported.format(count=len(made)))
    _show(settings, made)
    if codes is not None:
        write_privately(codes, lambda path: _workbook(settings, path, made))
        typer.echo(words.codes_written.format(path=codes))


@people_of.command("list")
def list_contacts() -> None:
    """名单 · All contacts."""
    settings, _ = office()
    words = texts(settings.language)
    table = Table(*words.columns)
    names = {one.id: one.short for one in read(settings, people.enterprises)}
    for one in read(settings, contacts.everybody):
        state = _state(one.contact)
        table.add_row(
            names[one.enterprise], words.parts[one.part], one.contact.name, words.states[state]
        )
    Console().print(table)


@people_of.command("code")
def contact_code(enterprise: Name, part: Which) -> None:
    """一个新的登记码，交给联系人本人 · A new enrolment code for a contact."""
    settings, _ = office()
    named = _enterprise(settings, enterprise)
    week = Week.of(clock.now().astimezone(settings.zone).date())
    made = write(settings, _name_somebody, named, part, week)
    _show(settings, [made])


@people_of.command("remove")
def remove_contact(enterprise: Name, part: Which) -> None:
    """收回一个联系人的权限 · End a contact's rights."""
    settings, _ = office()
    words, named = texts(settings.language), _enterprise(settings, enterprise)
    if not write(settings, dismiss, named, part, now=clock.now()):
        stop(words.nobody.format(name=named.short, part=words.parts[part]))
    typer.echo(words.removed.format(name=named.short, part=words.parts[part]))


@weekly.command("start")
def start_returns(enterprise: Name) -> None:
    """从这一周起要周报 · Ask an enterprise from this week on."""
    settings, _ = office()
    named = _enterprise(settings, enterprise)
    week = Week.of(clock.now().astimezone(settings.zone).date())
    write(settings, reporting.begin, named.id, week)
    typer.echo(texts(settings.language).started.format(name=named.short, week=week.number))


@weekly.command("stop")
def stop_returns(enterprise: Name) -> None:
    """这一周以后不再要周报 · Ask an enterprise for the last time this week."""
    settings, _ = office()
    named = _enterprise(settings, enterprise)
    week = Week.of(clock.now().astimezone(settings.zone).date())
    write(settings, reporting.end, named.id, week)
    typer.echo(texts(settings.language).stopped.format(name=named.short, week=week.number))


@weekly.command("opening")
def open_returns(enterprise: Name, numbers: Numbers) -> None:
    """第一份周报之前的累计数 · An enterprise's totals before its first return."""
    settings, _ = office()
    words, named = texts(settings.language), _enterprise(settings, enterprise)
    adding = [field for field in form().fields if field.kind is Kind.NEW]
    totals = opening_of(numbers, [field.key for field in adding])
    if totals is None or faults(form(), totals, {}):
        names = "、".join(field.names[settings.language] for field in adding)
        stop(words.bad_opening.format(names=names))
    if read(settings, reporting.find, named.id) is None:
        stop(words.not_reporting.format(name=named.short))
    write(settings, reporting.open_with, named.id, totals)
    typer.echo(words.opened.format(name=named.short))


def _name_somebody(session: Session, named: Enterprise, part: Part, week: Week) -> Enrolment:
    reporting.begin(session, named.id, week)
    return new_code(session, named, part, _code(), now=clock.now())


def _enterprise(settings: OfficeSettings, name: str) -> Enterprise:
    named = {one for one in read(settings, people.enterprises) if name in {one.name, one.short}}
    if not named:
        stop(office()[1].unknown_enterprise.format(name=name))
    return named.pop()


def _show(settings: OfficeSettings, made: list[Enrolment]) -> None:
    words = texts(settings.language)
    if not made:
        return
    table = Table(*words.code_columns)
    for one in made:
        table.add_row(one.enterprise, words.parts[one.part], _spaced(one.code))
    Console().print(table)
    typer.echo(words.what_to_do)


def _workbook(settings: OfficeSettings, path: Path, made: list[Enrolment]) -> None:
    words, book = texts(settings.language), openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(list(words.code_columns))
    for one in made:
        sheet.append([one.enterprise, words.parts[one.part], _spaced(one.code)])
    book.save(path)


def _state(contact: Contact) -> str:
    if contact.chat_id is None:
        return "waiting"
    return "enrolled" if contact.reachable else "lost"


def _code() -> str:
    return case_code(secrets.token_bytes(32), CODE_LENGTH)


def _spaced(code: str) -> str:
    return f"{code[:4]}-{code[4:]}"
