"""The part of `python -m bot.people` that is about enterprises, sites, duty and posters."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Annotated, Any, Final, NoReturn, TypeVar

import segno
import typer
from rich.console import Console
from rich.progress import track
from rich.table import Table

from bot.office import read, write
from bot.people_texts import PeopleTexts, texts
from bot.settings import OfficeSettings, load
from bot.sheets import Column, Row, SheetError, Watch, read_table, write_template
from bot.workbooks import ENTERPRISES, ROSTER, SITES, put_enterprises, put_roster, put_sites
from storage import Session, people

T = TypeVar("T")
MOST_FAULTS: Final = 30
MANY: Final = 200
"""Rows from which on a table takes long enough to be watched."""

enterprises = typer.Typer(no_args_is_help=True, help="单位 · enterprises")
sites = typer.Typer(no_args_is_help=True, help="地点 · sites")
roster = typer.Typer(no_args_is_help=True, help="值班表 · the duty roster")

File = Annotated[Path, typer.Argument(help=".xlsx / .csv")]
Name = Annotated[str, typer.Argument(help="单位的名称或简称 · its name or short name")]
Group = Annotated[int, typer.Argument(help="群号，见 room list · the group's number")]
Code = Annotated[str, typer.Argument(help="地点编号，例：A17 · the site's code")]
Picture = Annotated[Path | None, typer.Option(help="二维码图片 · where to draw the QR code")]


@enterprises.command("import")
def import_enterprises(file: File) -> None:
    """导入单位：名称、简称、[审核群] · Import enterprises."""
    settings, say = office()
    new, old = import_table(settings, say, file, ENTERPRISES, put_enterprises)
    typer.echo(say.imported.format(new=new, old=old))


@enterprises.command("list")
def list_enterprises() -> None:
    """所有单位 · All enterprises."""
    settings, _ = office()
    chats = {room.id: str(room.chat_id) for room in read(settings, people.rooms)}
    table = Table(*(column.name for column in ENTERPRISES))
    for one in read(settings, people.enterprises):
        table.add_row(one.name, one.short, chats.get(one.room or "", ""))
    Console().print(table)


@sites.command("import")
def import_sites(file: File) -> None:
    """导入地点：编号、名称、单位 · Import sites."""
    settings, say = office()
    new, old = import_table(settings, say, file, SITES, put_sites)
    typer.echo(say.imported.format(new=new, old=old))


@sites.command("list")
def list_sites() -> None:
    """所有地点 · All sites."""
    settings, _ = office()
    short = {one.id: one.short for one in read(settings, people.enterprises)}
    table = Table(*(column.name for column in SITES))
    for one in read(settings, people.sites):
        table.add_row(one.code, one.name, short[one.enterprise])
    Console().print(table)


@roster.command("import")
def import_roster(file: File) -> None:
    """导入值班表：日期、开始、结束、审核员、级别 · Import the duty roster."""
    settings, say = office()
    put = partial(put_roster, zone=settings.zone)
    shifts = import_table(settings, say, file, ROSTER, put)
    typer.echo(
        say.roster.format(
            count=len(shifts),
            first=min(shift.starts_at for shift in shifts).date(),
            last=max(shift.ends_at for shift in shifts).date(),
        )
    )


def offer_template(group: typer.Typer, columns: Sequence[Column]) -> None:
    """Gives a group of commands one that writes an empty table with its headings."""

    @group.command("template")
    def template(file: File) -> None:
        """写一个模板 · Write a template."""
        _, say = office()
        write_template(file, columns)
        typer.echo(say.template.format(path=file))


offer_template(enterprises, ENTERPRISES)
offer_template(sites, SITES)
offer_template(roster, ROSTER)


def route(enterprise: Name, room: Group) -> None:
    """一个单位的线索发到哪个群 · Choose the group for an enterprise's cases."""
    settings, say = office()
    fault = write(settings, _route, enterprise, room, say)
    if fault is not None:
        stop(fault)
    typer.echo(say.routed.format(name=enterprise, room=room))


def site_link(code: Code, picture: Picture = None) -> None:
    """一个地点的链接和二维码 · A site's link and QR code."""
    settings, say = office()
    if read(settings, people.site, code) is None:
        stop(say.unknown_site.format(code=code))
    if not settings.intake_username:
        stop(say.no_username)
    link = f"https://t.me/{settings.intake_username}?start={code}"
    path = picture or Path(f"{code}.png")
    segno.make(link, error="m", micro=False).save(str(path), scale=12, border=4)
    typer.echo(link)
    typer.echo(say.drawn.format(path=path))


def office() -> tuple[OfficeSettings, PeopleTexts]:
    """The settings of a command and the sentences of its language."""
    settings = load(OfficeSettings)
    return settings, texts(settings.language)


def stop(sentence: str) -> NoReturn:
    """Says why not, and ends the command with status 1."""
    typer.echo(sentence, err=True)
    raise typer.Exit(code=1)


def import_table(
    settings: OfficeSettings,
    say: PeopleTexts,
    file: Path,
    columns: Sequence[Column],
    put: Callable[[Session, list[Row], Watch], T],
) -> T:
    """Takes a table in whole, or ends the command with every fault and its place.

    Whoever waits at a terminal sees how far a long one is.
    """
    try:
        rows = read_table(file, columns, _watching(say.reading))
        return write(settings, put, rows, _watching(say.keeping))
    except SheetError as error:
        lines = [
            " ".join(part for part in (fault.place, fault.column, say.wrong[fault.wrong]) if part)
            for fault in error.faults
        ]
        shown = [say.refused.format(count=len(lines)), *lines[:MOST_FAULTS]]
        if len(lines) > MOST_FAULTS:
            shown.append(say.more.format(count=len(lines) - MOST_FAULTS))
        stop("\n".join(shown))


def _watching(what: str) -> Watch:
    """Shows a bar on a terminal while many go by."""
    console = Console(stderr=True)

    def watch(items: Sequence[Any]) -> Iterable[Any]:
        quiet = not console.is_terminal or len(items) < MANY
        return track(items, what, console=console, transient=True, disable=quiet)

    return watch


def _route(session: Session, name: str, chat: int, say: PeopleTexts) -> str | None:
    """What speaks against it, or None once it is done."""
    found = next((e for e in people.enterprises(session) if name in (e.name, e.short)), None)
    if found is None:
        return say.unknown_enterprise.format(name=name)
    room = people.room_at(session, chat)
    if room is None:
        return say.unknown_room
    if found.id in people.tied_in(session, room.id):
        return say.tied_in_room.format(name=name)
    people.put_enterprise(session, replace(found, room=room.id))
    return None
