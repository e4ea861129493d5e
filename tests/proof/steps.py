"""What somebody does on the way, step by step; a path is made of these."""

from datetime import datetime, timedelta
from functools import partial
from typing import Any

from bot.errands import once
from domain import acts, receipts
from domain.cases import Actor, Outcome
from domain.people import Role
from domain.receipts import read_code
from handlers.intake import knocking
from handlers.intake.idle import tidy
from handlers.intake.knocking import Rounds
from scheduler import sweep
from storage import cases
from storage.calendar import is_workday
from storage.store import Session
from storage.tables import CaseRow
from tests.proof import baggage
from tests.proof.ground import Ground
from tests.proof.walking import Step, Walker

_LEAD = Actor(id="r1", role=Role.LEAD)


def says(text: str) -> Step:
    """Writes these words."""

    async def step(walker: Walker) -> None:
        await walker.says(text)

    return step


def taps(*labels: str) -> tuple[Step, ...]:
    """Presses one button after the other."""
    return tuple(_tap(label) for label in labels)


def _tap(label: str) -> Step:
    async def step(walker: Walker) -> None:
        await walker.taps(label)
        walker.keeps_code()

    return step


async def story(walker: Walker) -> None:
    """Tells what they saw."""
    await walker.says(walker.who.story)


async def letter(walker: Walker) -> None:
    """Writes what belongs into a letter."""
    await walker.says(walker.who.letter)


def file(ending: str, **more: Any) -> Step:
    """Sends a file that is taken."""

    async def step(walker: Walker) -> None:
        await walker.file(ending, **more)

    return step


def photo(caption: str = "") -> Step:
    """Sends a photo as such."""
    return file("jpg", photo=True, **({"caption": caption} if caption else {}))


def data(content: bytes, ending: str, **more: Any) -> Step:
    """Sends some bytes under a name."""

    async def step(walker: Walker) -> None:
        await walker.bytes(content, ending, **more)

    return step


async def album(walker: Walker) -> None:
    """Sends three photos together."""
    walker.who.texts["number of an album"] = walker.who.album
    for _ in range(3):
        await walker.file("jpg", photo=True, media_group_id=walker.who.album)


async def third_line(walker: Walker) -> None:
    """Types the last line of the code, wrong and right."""
    await walker.says("K7QM3XTA")
    await walker.says(walker.code[2] if walker.code else "K7QM3XTA")


async def code(walker: Walker) -> None:
    """Sends the receipt code."""
    await walker.says("\n".join(walker.code) or "/find")


async def wrong_code(walker: Walker) -> None:
    """Sends a code that was never issued."""
    await walker.says("\n".join(receipts.lines(receipts.make(bytes(range(32))))))


async def edits(walker: Walker) -> None:
    """Changes what they wrote last, and something written long ago."""
    last = max(walker.wire.chats.get(walker.chat, {}), default=walker.who.first_message)
    for number in (last, walker.who.first_message):
        change = {"edit_date": int(walker.ground.clock().timestamp()), "text": walker.who.letter}
        more = baggage.always(walker.who) | {"entities": baggage.emojis(walker.who)}
        await walker.take(walker.raw("edited_message", number, **change | more))


def raw(kind: str, content: dict[str, Any]) -> Step:
    """Something else comes from Telegram about them."""

    async def step(walker: Walker) -> None:
        await walker.take({"update_id": next(walker.wire.updates), kind: content})

    return step


def membership(status: str, *, group: bool = False) -> Step:
    """They block the bot, or let it in again; or they put it into a group."""

    async def step(walker: Walker) -> None:
        who, moment = walker.who, walker._moment()
        chat = {"id": who.group, "type": "supergroup", "title": who.title}
        member = {"user": {"id": 42, "is_bot": True, "first_name": "x"}, "until_date": 0}
        change = {
            "chat": chat if group else walker._chat(),
            "from": walker.person,
            "date": moment,
            "old_chat_member": member | {"status": "left"},
            "new_chat_member": member | {"status": status},
        }
        await walker.take({"update_id": next(walker.wire.updates), "my_chat_member": change})

    return step


async def in_a_group(walker: Walker) -> None:
    """Writes in a group the bot was put into."""
    who = walker.who
    chat = {"id": who.group, "type": "supergroup", "title": who.title}
    await walker.says(who.story, chat=chat)


async def restart(walker: Walker) -> None:
    """The process dies and comes back."""
    await walker.ground.restart()


def later(**span: float) -> Step:
    """Time passes, and the clock does what is due by then."""

    async def step(walker: Walker) -> None:
        for _ in range(3):
            walker.ground.passes(seconds=timedelta(**span).total_seconds() / 3)
            for work in (_tidy, _sweep):  # as the process does it: an error ends this round alone
                await once(partial(work, walker.ground))

    return step


async def knocked(walker: Walker) -> None:
    """The hour of knocks comes."""
    ground = walker.ground
    evening = ground.clock.local().replace(hour=20, minute=0, second=19)
    ground.clock.moment += (evening - ground.clock.local()) % timedelta(days=1)
    for work in (_publish, _knock):
        await once(partial(work, ground))


async def _publish(ground: Ground) -> None:
    await knocking.publish(ground.kit, Rounds())


async def _knock(ground: Ground) -> None:
    await knocking.knock(ground.kit, Rounds())


async def who_they_are(walker: Walker) -> None:
    """Writes their own name, number and address, as one does to be paid."""
    who = walker.who
    await walker.says(f"{who.me.first} {who.me.id} @{who.me.username}")


async def _tidy(ground: Ground) -> None:
    await tidy(ground.kit)


async def _sweep(ground: Ground) -> None:
    await sweep.drop_dead_drafts(ground.store, ground.kit.now())
    await sweep.forget_updates(ground.store, ground.kit.now())


async def posted(walker: Walker) -> None:
    """The desk has their report and takes it on."""
    at = _later_at_the_desk(walker)
    post = _posted(at)
    await _desk(walker, post, lambda case: acts.take_on(case, by=_LEAD, at=at))


def _posted(at: datetime) -> Any:
    return lambda case: acts.post(case, room=None, rings=False, at=at, is_workday=is_workday)


async def asked(walker: Walker) -> None:
    """The desk asks them something."""
    at = _later_at_the_desk(walker)
    await _desk(walker, lambda case: acts.ask(case, by=_LEAD, text="在哪一侧？", at=at))


async def concluded(walker: Walker) -> None:
    """The desk tells that nothing was found."""
    await _concluded(walker, Outcome.UNPROVEN)


async def proven(walker: Walker) -> None:
    """The desk tells that it was true."""
    await _concluded(walker, Outcome.PROVEN)


async def _concluded(walker: Walker, outcome: Outcome) -> None:
    at = _later_at_the_desk(walker)
    await _desk(
        walker, lambda case: acts.conclude(case, by=_LEAD, outcome=outcome, text="去看过", at=at)
    )


def _later_at_the_desk(walker: Walker) -> datetime:
    walker.ground.passes(seconds=3)
    return walker.ground.clock.local()


async def _desk(walker: Walker, *decisions: Any) -> None:
    if len(walker.code) != 3:
        return
    await walker.ground.store._engine.engine.write(_decided(walker, decisions))
    walker.ground.passes(seconds=61)


def _decided(walker: Walker, decisions: tuple[Any, ...]) -> Any:
    place = receipts.locator(read_code("\n".join(walker.code)))

    def work(session: Session) -> None:
        row = session.query(CaseRow).filter_by(locator=place).one_or_none()
        if row is None:
            return
        case = cases.load(session, row.id)
        for decide in decisions:
            change = decide(case)
            case = cases.record(session, change, sealing=walker.ground.kit.sealing, hold=False)

    return work
