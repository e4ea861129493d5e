from domain.cases import Stage
from domain.notices import ChaseDue
from domain.reading import LineKind
from storage import outbox
from tests.handlers.desk_case.telegram import GROUP


async def referred(office, one):
    case = await office.taken(one)
    topic = await office.topic(case)
    await office.presses_more(one, "转办", case)
    await office.presses_last(one, "住建部门", case)
    await office.says(one, "三号楼脚手架没有护栏", thread=topic.thread)
    await office.presses_last(one, "转出去", case)
    await office.tells(seconds=61)
    return case, topic


async def test_a_referral_names_the_department_and_keeps_the_restatement_inside(office, one):
    case = await office.posted(text="我在二班，亲眼看见的")
    await office.presses_card(one, "转办", case)
    await office.presses_last(one, "住建部门", case)
    topic = await office.topic(case)
    assert "转述稿" in office.wire.last()["text"]
    await office.says(one, "三号楼脚手架没有护栏", thread=topic.thread)
    assert "转给住建部门的是下面这段话" in office.wire.last()["text"]
    assert (await office.case(case)).stage is Stage.RECEIVED
    await office.presses_last(one, "转出去", case)
    said = [data.get("text", "") for data in office.wire.sent()]
    assert any(text.endswith("12月7日前没有回音，会提醒您催。") for text in said)
    slip = office.wire.last()
    assert slip["text"].startswith(f"转办单 DB-{(await office.case(case)).code}\n转给：住建部门")
    assert "三号楼脚手架没有护栏" in slip["text"]
    assert "请在 12月7日 前" in slip["text"]
    assert not slip.get("protect_content")
    assert "二班" not in slip["text"]
    await office.tells(seconds=61)
    line = (await office.mailbox(case))[-1]
    assert (line.kind, line.department, line.text) == (LineKind.REFERRED, "住建部门", "")
    assert all("护栏" not in each.text for each in await office.mailbox(case))
    now = await office.case(case)
    assert now.stage is Stage.REFERRED
    await office.presses_card(one, "对方退回", case)
    assert (await office.case(case)).stage is Stage.ACCEPTED


async def test_another_department_is_typed_and_may_be_any(office, one):
    case = await office.posted()
    topic = await office.topic(case)
    await office.presses_card(one, "转办", case)
    await office.presses_last(one, "其他", case)
    await office.says(one, "水务部门", thread=topic.thread)
    await office.says(one, "管沟积水", thread=topic.thread)
    await office.presses_last(one, "转出去", case)
    await office.tells(seconds=61)
    assert (await office.mailbox(case))[-1].department == "水务部门"


async def test_a_holder_who_is_not_reached_at_once_has_the_topic_reminded_once(office, one):
    case, _ = await referred(office, one)
    office.forward(days=20)
    office.wire.unwilling[one.chat_id] = [(500, {}), (500, {})]
    chase = ChaseDue(case, occasion="1")
    await office.store.write(outbox.put, chase, not_before=office.desk.now())
    for _ in range(3):
        await office.tells(seconds=2)
    told = [d for d in office.wire.sent() if "请催一催" in d["text"] and "sent_as" in d]
    assert sorted(d["chat_id"] for d in told) == [GROUP, one.chat_id]


async def test_what_the_department_answered_is_a_note(office, one):
    case, topic = await referred(office, one)
    await office.presses_card(one, "收到对方回执", case)
    await office.says(one, "他们下周去看", thread=topic.thread)
    await office.tells(seconds=61)
    line = (await office.mailbox(case))[-1]
    assert (line.kind, line.text) == (LineKind.HEARD_BACK, "")
    assert line.due == (await office.case(case)).due.day
    await office.presses_more(one, "看备注", case)
    assert "对方回执：他们下周去看" in office.wire.last()["text"]
    await office.tells()
    card = office.wire.sent("editMessageText")[-1]["text"]
    assert "对方已经回话" in card
    assert "结论还剩 60 天" in card
    assert all("下周" not in line.text for line in await office.mailbox(case))
