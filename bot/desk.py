"""`python -m bot.desk`: the bot that reviewers speak to, its outbox and its timetable."""

from bot import starting  # isort: skip

import asyncio
import logging
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from datetime import datetime
from functools import partial
from typing import Any, NoReturn

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from telegram import Update
from telegram.ext import Application, ContextTypes

from bot import clock, logs
from bot.backups import newest
from bot.clock import Clock
from bot.desk_wire import Wire
from bot.errands import beside
from bot.health import answering
from bot.hearing import UPDATES, asked, hear
from bot.instance import known_again
from bot.loop import ASKING, RETRIES, Pauses, Reception, failed
from bot.memory import keep_to_itself
from bot.ready import require_newest
from bot.run_texts import texts as run_texts
from bot.settings import WRONG, DeskSettings, load
from bot.workdays import calendar
from domain.notices import Notice
from domain.weeks import Weekly
from handlers.desk import (
    board,
    commands,
    enrol,
    enterprise,
    link,
    members,
    menus,
    orphans,
    previews,
    queue,
    refusals,
    review,
    seen,
    stats,
    strangers,
    topic_made,
    walk,
    wanted,
    writing,
)
from handlers.desk.back import have_told
from handlers.desk.context import Desk, DeskApplication, DeskContext
from handlers.desk.deliver import deliver
from handlers.desk.doubts import Remarks
from handlers.desk.pace import Pace, how_to_go_on, only_while, wish
from handlers.desk.profile import introduce
from handlers.desk.returns import contact, excusing, handover, week
from handlers.desk.returns import enrol as contact_enrol
from handlers.desk.returns import office as group_returns
from handlers.texts.office import texts as office_texts
from scheduler import sender
from scheduler.lease import Lease, keeping
from scheduler.outbox import Drain
from scheduler.timetable import timetable, wake
from storage import Session, outbox
from storage.opening import KeyFileError, Opening, PassphraseError
from storage.store import Store, StoreUnavailableError

_log = logging.getLogger(__name__)

WATCH, GATE, CONTACTS, WORK = range(-3, 1)
"""PTB's groups: who is in the room is noted first, then strangers are turned away."""


def main() -> None:
    """Runs until SIGTERM or SIGINT."""
    keep_to_itself()
    settings = load(DeskSettings)
    logs.set_up(settings.log_level)
    require_newest(settings)
    opening = _opening(settings)
    starting.over()
    asyncio.run(run(settings, opening, clock.now))


async def run(settings: DeskSettings, opening: Opening, now: Clock) -> None:
    """Runs the desk with this clock until it is told to stop."""
    days = calendar(settings)
    stop, nudge = asyncio.Event(), asyncio.Event()
    application = _application(settings)

    def end() -> None:
        stop.set()
        nudge.set()

    for sign in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(sign, end)
    async with (
        known_again(settings.instance_path) as name,
        Store(settings.database) as store,
        _shut_down(application),
    ):
        if not await asked(settings, application.initialize, stop):
            return
        desk = Desk(
            store=store,
            sealing=opening.sealing,
            opening=opening,
            bot=application.bot,
            now=lambda: now().astimezone(settings.zone),
            is_workday=days.is_workday,
            weekly=Weekly(settings.rhythm, days.is_workday, settings.zone, days.certain),
            language=settings.language,
            intake=settings.intake_username,
            last_backup=partial(newest, settings.backup_dir) if settings.backup_dir else None,
        )
        register(application, desk)
        reception = receive(application, desk, now, nudge)
        lease = Lease(store, f"desk:{desk.bot.id}", name, clock.machine)
        figures = partial(_figures, desk.now)
        async with (
            answering(settings.health_port, store, figures),
            keeping(lease),
            _speaking(settings, desk, lease, stop, nudge),
            beside(partial(introduce, desk.bot)),
        ):
            _log.info("the desk is up")
            await hear(settings, desk.bot, reception, lease, stop)
    _log.info("the desk is down")


def _figures(now: Clock, session: Session) -> dict[str, float]:
    """What of the outbox somebody who watches the machine should know."""
    moment = now()
    count, oldest = outbox.overdue(session, moment)
    since = (moment - oldest).total_seconds() if oldest is not None else 0.0
    failed = len(outbox.dead(session))
    return {"outbox_waiting": count, "outbox_oldest_seconds": since, "outbox_failed": failed}


def register(application: DeskApplication, desk: Desk) -> None:
    """Puts every handler of the desk in its place; the one page that knows them all."""
    application.bot_data["desk"] = desk
    application.bot_data[refusals.FAILED] = failed
    application.add_handlers(members.handlers(), group=WATCH)
    application.add_handlers(strangers.handlers(), group=GATE)
    application.add_handlers(contact.commands(), group=CONTACTS)
    for office in (topic_made, enrol, link, queue, walk, stats, board, orphans):
        application.add_handlers(office.handlers(), group=WORK)
    for weekly in (contact, contact_enrol, handover, week, excusing, group_returns):
        application.add_handlers(weekly.handlers(), group=WORK)
    # writing last: it hears all else
    for case in (review, menus, enterprise, seen, wanted, previews, commands, writing):
        application.add_handlers(case.handlers(), group=WORK)
    application.add_error_handler(refusals.on_error)


def receive(
    application: DeskApplication,
    desk: Desk,
    now: Clock,
    nudge: asyncio.Event,
    *,
    retries: Pauses = RETRIES,
    asking: Pauses = ASKING,
) -> Reception:
    """The reception of the desk's updates; what they put into the outbox is told at once."""

    async def handle(raw: dict[str, Any]) -> None:
        if raw.keys().isdisjoint(UPDATES):  # an address may be told of more than was asked for
            return
        await desk.store.refuse_repeated()
        await application.process_update(Update.de_json(raw, desk.bot))
        nudge.set()

    return Reception(
        "desk",
        handle,
        on_repeat=partial(refusals.on_repeat, desk),
        on_poison=partial(refusals.on_poison, desk),
        clock=now,
        secret=desk.bot.token,
        retries=retries,
        asking=asking,
        wish=wish,
    )


def _application(settings: DeskSettings) -> DeskApplication:
    """PTB without its own updater and job queue: the update loop and the timetable are ours."""
    say = office_texts(settings.language)
    builder = (
        Application.builder()
        .token(settings.desk_token.get_secret_value())
        .base_url(f"{settings.telegram_api}/bot")
        .base_file_url(f"{settings.telegram_api}/file/bot")
        .context_types(ContextTypes(context=DeskContext))
        .rate_limiter(Pace(remarks=Remarks(say.perhaps_twice, say.perhaps_empty_topic)))
        .request(Wire(settings.proxy))
        .get_updates_request(Wire(settings.proxy))
        .updater(None)
        .job_queue(None)
    )
    return builder.build()


@asynccontextmanager
async def _shut_down(application: DeskApplication) -> AsyncIterator[None]:
    """Lets go of its connections in the end."""
    try:
        yield
    finally:
        await application.shutdown()
        await application.bot.request.shutdown()  # PTB passes over what it could not begin


@asynccontextmanager
async def _speaking(
    settings: DeskSettings, desk: Desk, lease: Lease, stop: asyncio.Event, nudge: asyncio.Event
) -> AsyncIterator[None]:
    """Drains the outbox and keeps the timetable for as long as it is entered."""

    async def tell(notice: Notice) -> None:
        with only_while(lease.ours):
            await deliver(desk, notice)

    drain = Drain(desk.store, tell, how_to_go_on, desk.now)
    jobs = timetable(
        desk.store,
        sealing=desk.sealing,
        is_workday=desk.is_workday,
        weekly=desk.weekly,
        now=desk.now,
        zone=settings.zone,
        nudge=nudge,
        begins=clock.machine(),
        keeping=settings.keeping,
    )

    async def back() -> None:
        with suppress(StoreUnavailableError):  # then the rooms read nothing of it
            await desk.store.remember(have_told, lease.silence, at=desk.now())

    telling = asyncio.create_task(lease.each_time(back))
    sending = asyncio.create_task(sender.run(drain, lease, nudge=nudge, stop=stop))
    sending.add_done_callback(lambda _: stop.set())  # a desk that cannot speak is no desk
    jobs.start()
    watching = asyncio.create_task(clock.watch(partial(_leapt, jobs, nudge), stop))
    try:
        yield
    finally:
        jobs.shutdown(wait=False)
        telling.cancel()
        stop.set()
        nudge.set()
        await sending
        await watching


def _leapt(jobs: AsyncIOScheduler, nudge: asyncio.Event, moment: datetime) -> None:
    _log.debug("the clock has leapt")
    wake(jobs, moment)
    nudge.set()


def _opening(settings: DeskSettings) -> Opening:
    """The opening keys, or a sentence with the cure and status 2."""
    say, path = run_texts(settings.language), settings.opening_key_path
    try:
        passphrase = settings.read_passphrase()
        if passphrase is None:
            _end(say.nobody_to_ask)
        return Opening.load(path, passphrase.get_secret_value())
    except PassphraseError:
        _end(say.not_it)
    except KeyFileError:
        _end(say.damaged.format(path=path))
    except OSError as error:
        _end(say.no_key.format(path=error.filename or path))


def _end(sentence: str) -> NoReturn:
    sys.stderr.write(f"{sentence}\n")
    raise SystemExit(WRONG)


if __name__ == "__main__":
    main()
