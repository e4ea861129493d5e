"""`python -m bot.doctor`: one line per matter, ✓ or ✗, and the cure; – where nothing was looked at.

It changes nothing, and ends with status 1 when something needs a cure.
"""

import shutil
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Final

import typer

from bot import clock
from bot.backups import newest
from bot.bot_api import BotApi, NotReachedError
from bot.doctor_texts import DoctorTexts, texts
from bot.office import read
from bot.posters import chinese_font
from bot.ready import what_is_wrong
from bot.settings import DoctorSettings, load
from bot.workdays import calendar
from domain.people import Room
from domain.rooms import Group, faults
from handlers.texts.office import texts as office_texts
from storage import Session, duty, people, roles, schema
from storage.grants import DESK
from storage.opening import KeyFileError, key_ids
from storage.roles import Standing
from storage.sealing import Sealing

SKEW: Final = timedelta(seconds=30)
"""How far the clock may be off before due hours and Telegram's own limits suffer."""
ROOM: Final = 1_000_000_000
AHEAD: Final = timedelta(days=7)
PUBLISHED: Final = 12
"""From this month on the next year's days off should be known; they are published in November."""

Found = tuple[bool | None, str, str]
"""Whether a matter is fine (None: not looked at), which it is, and the words."""

app = typer.Typer(
    add_completion=False,
    pretty_exceptions_show_locals=False,
    help="体检：每项一行，怎么治 · A line per matter, with its cure",
)


@app.command()
def doctor() -> None:
    """看看样样都好不好，不动任何东西 · See whether all is well; nothing is changed."""
    settings = load(DoctorSettings)
    say = texts(settings.language)
    ill = 0
    for fine, matter, words in examine(settings, say):
        sign = {True: "✓", False: "✗", None: "–"}[fine]
        typer.echo(f"{sign} {say.names[matter]}：{words}")
        ill += fine is False
    typer.echo(say.not_well.format(count=ill) if ill else say.all_well)
    raise typer.Exit(code=1 if ill else 0)


def examine(settings: DoctorSettings, say: DoctorTexts) -> Iterator[Found]:
    """Every matter in the order in which one would mend them."""
    now = clock.now().astimezone(settings.zone)
    api = BotApi(settings.telegram_api, settings.proxy)
    reached = True
    try:
        off = abs(api.moment() - clock.machine())
    except NotReachedError:
        reached = False
        yield False, "reach", say.reach[1].format(host=api.host)
    else:
        yield True, "reach", say.reach[0].format(host=api.host)
        yield the_clock(say, off)
        yield from _while_reached(_bots(settings, say, api), say, api)
    wrong = what_is_wrong(settings)
    words = wrong or say.database.format(revision=schema.newest())
    yield wrong is None, "database", words
    if wrong is None:
        yield the_rights(say, read(settings, roles.standing))
        rooms = _rooms(settings, say, api if reached else None)
        yield from _while_reached(rooms, say, api)
        yield _roster(say, *read(settings, _duty, now))
    yield _keys(settings, say)
    folder = settings.data_dir if settings.data_dir.exists() else "."
    yield the_disk(say, shutil.disk_usage(folder).free)
    yield _backup(settings, say, now.date())
    yield _holidays(settings, say, now.date())
    day = settings.border_decided
    yield bool(day), "border", say.border[not day].format(day=day)
    font = chinese_font("regular") is not None
    yield font, "font", say.font[not font]


def _while_reached(found: Iterator[Found], say: DoctorTexts, api: BotApi) -> Iterator[Found]:
    """What is found until Telegram answers no more, which is then said instead of the rest."""
    try:
        yield from found
    except NotReachedError:
        yield False, "reach", say.reach[1].format(host=api.host)


def the_clock(say: DoctorTexts, off: timedelta) -> Found:
    """Whether this machine's clock is near Telegram's."""
    wrong = off > SKEW
    return not wrong, "clock", say.clock[wrong].format(seconds=round(off.total_seconds()))


def the_disk(say: DoctorTexts, free: int) -> Found:
    """Whether there is room for so long that somebody will see it run out."""
    full = free < ROOM
    return not full, "disk", say.disk[full].format(free=f"{free / ROOM:.1f}")


def the_rights(say: DoctorTexts, found: Standing | None) -> Found:
    """Whether PostgreSQL holds each process to its role, and this one to the desk's."""
    if found is None:
        return None, "roles", say.one_file
    if found.missing:
        words = say.no_roles.format(roles=", ".join(found.missing), cure=roles.CURE)
        return False, "roles", words
    if found.astray:
        return False, "roles", say.roles[1].format(tables=", ".join(found.astray))
    if found.above:
        return False, "roles", say.above
    fine = found.role == DESK
    return fine, "roles", say.roles[0].format(role=found.role) if fine else say.no_role


def _bots(settings: DoctorSettings, say: DoctorTexts, api: BotApi) -> Iterator[Found]:
    seen: list[int] = []
    for half, token in (("intake", settings.intake_token), ("desk", settings.desk_token)):
        if token is None:
            yield None, half, say.unseen
            continue
        me = api.ask(token.get_secret_value(), "getMe")
        if me is None:
            yield False, half, say.token[1]
        elif me["id"] in seen:
            yield False, half, say.same
        elif half == "intake" and me.get("can_join_groups"):
            yield False, half, say.joins.format(name=me["username"])
        elif half == "desk" and not me.get("can_read_all_group_messages"):
            yield False, half, say.blind.format(name=me["username"])
        else:
            yield True, half, say.token[0].format(name=me["username"])
        seen += [me["id"]] if me else []


def _rooms(settings: DoctorSettings, say: DoctorTexts, api: BotApi | None) -> Iterator[Found]:
    rooms = read(settings, people.rooms)
    if not rooms:
        yield False, "rooms", say.no_room
    token = settings.desk_token
    if api is None or token is None:
        return
    me = api.ask(token.get_secret_value(), "getMe") or {}
    for number, room in enumerate(rooms, start=1):
        group = _group(api, token.get_secret_value(), me.get("id", 0), settings, room)
        if group is None:
            yield False, "rooms", say.gone.format(number=number)
            continue
        check = office_texts(settings.language).check
        missing = [check(fault, n).lstrip("❌ ") for fault, n in faults(group).items()]
        words = say.room[bool(missing)].format(number=number, faults="，".join(missing))
        yield not missing, "rooms", words


def _group(api: BotApi, token: str, me: int, settings: DoctorSettings, room: Room) -> Group | None:
    """The group as Telegram shows it; None when the bot is not in it."""
    chat = api.ask(token, "getChat", chat_id=room.chat_id)
    own = api.ask(token, "getChatMember", chat_id=room.chat_id, user_id=me)
    count = api.ask(token, "getChatMemberCount", chat_id=room.chat_id)
    if chat is None or own is None or own["status"] not in {"administrator", "member"}:
        return None
    enrolled = [one for _, one in read(settings, people.members, room.id) if one is not None]
    return Group(
        topics=bool(chat.get("is_forum")),
        manages_topics=bool(own.get("can_manage_topics")),
        deletes=bool(own.get("can_delete_messages")),
        pins=bool(own.get("can_pin_messages")),
        sees_all=own["status"] == "administrator",
        private=not chat.get("username"),
        strangers=max(int(count or 0) - 1 - len(enrolled), 0),
    )


def _keys(settings: DoctorSettings, say: DoctorTexts) -> Found:
    path = settings.opening_key_path
    try:
        sealing = Sealing.load(settings.sealing_key_path)
    except (OSError, ValueError):
        return False, "keys", say.sealing.format(path=settings.sealing_key_path)
    try:
        held = key_ids(path)
        open_to_all = bool(path.stat().st_mode & 0o077)
    except OSError:
        return None, "keys", say.elsewhere
    except KeyFileError:
        return False, "keys", say.opening[1].format(path=path)
    if sealing.key_id in held[1:]:
        return False, "keys", say.unswitched
    if sealing.key_id != held[0]:
        return False, "keys", say.not_a_pair
    if open_to_all:
        return False, "keys", say.open_to_all.format(path=path)
    return True, "keys", say.opening[0]


def _backup(settings: DoctorSettings, say: DoctorTexts, today: date) -> Found:
    last = newest(settings.backup_path)
    if last is None:
        return False, "backup", say.no_backup.format(folder=settings.backup_path)
    old = last < today - timedelta(days=1)
    return not old, "backup", say.backup[old].format(day=last.isoformat())


def _holidays(settings: DoctorSettings, say: DoctorTexts, today: date) -> Found:
    year = today.year + (today.month >= PUBLISHED)
    known = calendar(settings).certain(date(year, 1, 5))
    words = say.holidays[not known].format(year=year, path=settings.calendar_path)
    return known, "holidays", words


def _duty(session: Session, now: datetime) -> tuple[datetime, datetime | None]:
    """The moment, and the first one of the coming days at which nobody is on duty."""
    hours = (now + timedelta(hours=hour) for hour in range(int(AHEAD.total_seconds() // 3600)))
    return now, next((hour for hour in hours if not duty.at(session, hour)), None)


def _roster(say: DoctorTexts, now: datetime, empty: datetime | None) -> Found:
    if empty is None:
        return True, "roster", say.roster[0]
    if empty == now:
        return False, "roster", say.nobody
    return False, "roster", say.roster[1].format(day=f"{empty:%m-%d %H:%M}")


if __name__ == "__main__":
    app()
