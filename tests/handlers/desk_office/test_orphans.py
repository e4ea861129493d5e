"""What somebody left is offered to their group, taken by one or dealt out by a lead."""

from domain import acts
from domain.cases import Actor
from domain.notices import CasesOrphaned
from domain.people import Role
from handlers.desk import members
from storage import cases, people
from tests.handlers.desk_office.telegram import GROUP, buttons


async def test_what_somebody_left_is_taken_by_another(office, lead):
    case, chat = await orphaned(office, lead)
    await office.presses(7, "orphans:take_all", chat=chat)
    assert (await office.stored(case)).holder == lead.id


async def test_a_lead_deals_out_what_somebody_left_among_those_who_may(office, lead):
    await office.enterprise("gas")
    case, chat = await orphaned(office, lead)
    tied = await office.reviewer("审核员 1", 9, ties=["gas"])
    free = await office.reviewer("审核员 2", 8)
    (room,) = await office.rooms()
    for reviewer in (tied, free):
        await office.desk.store.write(people.seen_in, room.id, reviewer.chat_id, reviewer.id)
    await office.presses(7, "orphans:deal", chat=chat)
    assert (await office.stored(case)).holder in {lead.id, free.id}
    assert "1 件分给大家了" in office.wire.sent(name="editMessageText")[-1]["text"]


async def test_an_offer_names_who_left_and_how_many_in_each_room(office, lead):
    await orphaned(office, lead)
    gone = next(r for r in await office.desk.store.read(people.reviewers) if r.label == "审核员 9")
    await members.deliver_orphaned(office.desk, CasesOrphaned(gone.id, occasion="1"))
    (offer,) = office.wire.sent(GROUP)
    assert "【审核员 9】不在这里办了，他的 1 件等人接" in offer["text"]
    assert [b["text"] for b in buttons(offer)] == ["分给大家", "我来接"]


async def test_no_other_than_a_lead_deals_out_what_somebody_left(office, lead):
    other = await office.reviewer("审核员 1", 8)
    case, chat = await orphaned(office, other)
    await office.presses(8, "orphans:deal", chat=chat)
    assert office.errors
    assert (await office.stored(case)).holder is None


async def orphaned(office, insider):
    gone = await office.reviewer("审核员 9", 19)
    room = await office.room(insider)
    case = await office.case(room, "K7QM")
    by = Actor(id=gone.id, role=Role.REVIEWER)

    def work(session):
        taken = acts.take_on(cases.load(session, case.id), by=by, at=office.now)
        saved = cases.record(session, taken, sealing=office.desk.sealing, hold=False)
        freed = acts.release(saved, at=office.now)
        return cases.record(session, freed, sealing=office.desk.sealing, hold=False)

    await office.desk.store.write(work)
    return case, room.chat_id
