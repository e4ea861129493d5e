from domain.cases import Stage
from domain.people import Enterprise
from domain.reading import LineKind
from storage import cases, people
from tests.handlers.desk_case.telegram import buttons


async def test_a_missing_enterprise_is_set_and_the_card_says_by_whom(office, one, coal):
    case = await office.posted(enterprise=None)
    await office.sets_enterprise(one, "东胜煤业", case)
    assert office.wire.toast() == "单位已改。"
    await office.tells()
    assert "单位：东胜煤业（审核员定）" in office.wire.sent("editMessageText")[-1]["text"]
    enterprise, category = await office.store.read(cases.tags, case)
    assert enterprise == office.desk.opening.tag("enterprise", "coal")
    assert category == office.desk.opening.tag("category", "FR")


async def test_what_the_reporter_chose_is_not_said_to_be_the_reviewers(office, one, coal):
    case = await office.posted()
    assert "（审核员定）" not in office.wire.last()["text"]
    await office.sets_enterprise(one, "东胜煤业", case)
    await office.tells()
    await office.sets_enterprise(one, "东胜燃气", case)
    await office.tells()
    text = office.wire.sent("editMessageText")[-1]["text"]
    assert "单位：东胜燃气" in text
    assert "（审核员定）" not in text


async def test_the_journal_knows_the_enterprise_by_its_tag_alone(office, one, coal):
    case = await office.posted(enterprise=None)
    await office.sets_enterprise(one, "东胜煤业", case)
    entry = (await office.entries(case))[-1]
    assert (entry.act, entry.by) == ("enterprise", one.id)
    assert entry.facts == {"tag": office.desk.opening.tag("enterprise", "coal")}


async def test_a_wrong_enterprise_is_taken_away(office, one):
    case = await office.posted()
    await office.sets_enterprise(one, "都不是", case)
    await office.tells()
    assert "单位：没说清（审核员定）" in office.wire.sent("editMessageText")[-1]["text"]
    assert (await office.store.read(cases.tags, case))[0] is None


async def test_enterprises_come_in_pages(office, one):
    def work(session):
        for number in range(10):
            people.put_enterprise(
                session, Enterprise(id=f"e{number}", name=f"单位{number}", short=f"单位{number}")
            )

    await office.store.write(work)
    case = await office.posted(enterprise=None)
    thread = (await office.topic(case)).thread
    await office.presses_more(one, "改单位", case)
    first = buttons(office.wire.last())
    assert len(first) <= 12
    assert "上一页" not in first
    await office.presses(one, first["下一页"], thread=thread)
    second = buttons(office.wire.sent("editMessageReplyMarkup")[-1])
    assert "下一页" not in second
    assert "上一页" in second
    named = {*first, *second}
    assert named >= {f"单位{number}" for number in range(10)} | {"东胜燃气"}


async def test_an_enterprise_is_found_by_two_typed_characters(office, one, coal):
    case = await office.posted(enterprise=None)
    thread = (await office.topic(case)).thread
    await office.presses_more(one, "改单位", case)
    await office.presses_last(one, "搜单位", case)
    await office.says(one, "煤 业", thread=thread)
    shown = office.wire.last()
    assert "找到 1 个" in shown["text"]
    assert "东胜燃气" not in buttons(shown)
    await office.presses(one, buttons(shown)["东胜煤业"], thread=thread)
    tag, _ = await office.store.read(cases.tags, case)
    assert tag == office.desk.opening.tag("enterprise", "coal")


async def test_a_search_without_a_hit_says_so_and_can_be_made_again(office, one):
    case = await office.posted(enterprise=None)
    thread = (await office.topic(case)).thread
    await office.presses_more(one, "改单位", case)
    await office.presses_last(one, "搜单位", case)
    await office.says(one, "热电", thread=thread)
    shown = office.wire.last()
    assert shown["text"].startswith("没找到“热电”。")
    assert set(buttons(shown)) == {"搜单位", "都不是", "返回"}
    asked = len(office.wire.asked)
    await office.says(one, "随便说说", thread=thread)
    assert len(office.wire.asked) == asked


async def test_an_old_choice_sets_nothing(office, one, coal):
    case = await office.posted()
    thread = (await office.topic(case)).thread
    await office.presses_more(one, "改单位", case)
    shown = buttons(office.wire.last())
    await office.presses_card(one, "受理，我来办", case)
    await office.presses(one, shown["东胜煤业"], thread=thread)
    assert "旧了" in office.wire.toast()
    tag, _ = await office.store.read(cases.tags, case)
    assert tag == office.desk.opening.tag("enterprise", "gas")


async def test_who_sets_their_own_enterprise_is_told_and_shut_out(office, coal, elsewhere):
    tied = await office.reviewer("有关联的人", 103, ties=["coal"])
    case = await office.posted(enterprise=None)
    await office.sets_enterprise(tied, "东胜煤业", case)
    assert "已撤出" in office.wire.toast().replace("\n", "")
    await office.tells()
    assert (await office.case(case)).room != office.room.id


async def test_who_is_tied_does_not_set_a_case_free(office, one):
    tied = await office.reviewer("有关联的人", 103, ties=["gas"], inside=False)
    case = await office.posted()
    thread = (await office.topic(case)).thread
    await office.presses_more(one, "改单位", case)
    await office.presses(tied, buttons(office.wire.last())["都不是"], thread=thread)
    assert "有关联" in office.wire.toast()
    tag, _ = await office.store.read(cases.tags, case)
    assert tag is not None


async def test_an_act_can_still_be_taken_back_once_the_enterprise_is_set(office, one, coal):
    case = await office.posted(enterprise=None)
    await office.presses_card(one, "受理，我来办", case)
    line = office.wire.last()
    await office.tells()
    await office.sets_enterprise(one, "东胜煤业", case)
    thread = (await office.topic(case)).thread
    await office.presses(one, buttons(line)["撤回"], thread=thread)
    assert office.wire.toast() == "撤回了，举报人没有看到。"
    await office.tells(seconds=61)
    assert (await office.case(case)).stage is Stage.RECEIVED
    assert [each.kind for each in await office.mailbox(case)] == [LineKind.RECEIVED]
    tag, _ = await office.store.read(cases.tags, case)
    assert tag == office.desk.opening.tag("enterprise", "coal")


async def test_what_the_reporter_wrote_for_a_place_still_stands_on_the_card(office, one, coal):
    case = await office.posted(enterprise=None, elsewhere="老东煤")
    assert "单位：老东煤" in office.wire.last()["text"]
    await office.sets_enterprise(one, "东胜煤业", case)
    await office.tells()
    text = office.wire.sent("editMessageText")[-1]["text"]
    assert "单位：东胜煤业（审核员定）" in text
    assert "举报人写的是：老东煤" in text
