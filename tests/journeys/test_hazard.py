"""A hazard by a poster's code, and danger with and without somebody on duty."""

from datetime import timedelta

from domain.reading import LineKind
from domain.reports import Kind
from playground.seen import Message
from storage.attachments import File
from tests.journeys.pictures import PLACE_NAME, SERIAL, color_of, photo, same_color
from tests.journeys.reporter import Reporter, reporter
from tests.journeys.town import PATIENCE, Town

COLORS = ("red", "green", "blue")
BROKEN = b"\xff\xd8\xff\xe0" + b"no photo at all" * 40
DANGER = "三号锅炉房闻到燃气味，很浓"


async def test_a_poster_an_album_and_a_bad_file_make_a_hazard(town: Town):
    wang = await reporter(town)
    opened = await wang.phone.starts("TX3")
    await wang.presses_on("没有，接着说")
    assert "铁西三标段" in (await wang.sees("提交")).text
    await wang.phone.until_gone(lambda message: message.id == opened, PATIENCE)

    await wang.sends_album(*(photo(color) for color in COLORS))
    sent = await wang.phone.sends_document(BROKEN, "wang.jpg", mime="image/jpeg")
    await wang.reads("没有收")
    await wang.phone.until_gone(lambda message: message.id == sent, PATIENCE)
    assert "照片 3 张" in (await wang.sees("提交")).text
    await wang.presses_on("提交")
    code = await wang.copies_code()
    assert wang.presses <= 3

    two = town.clerks["审核员 2"]
    topic = await two.topic("")
    await topic.until(lambda message: message.has("受理，我来办"), PATIENCE)
    case = await town.rest.case()
    report = await town.rest.report(case)
    assert (report.kind, report.site, report.enterprise) == (Kind.HAZARD, "tx3", "jg")
    assert report.files == len(COLORS)
    assert await town.rest.case_under(code) == case.id
    kept = [File.from_bytes(plain).content for plain in await town.rest.files(case)]
    await topic.until(lambda message: message.attachment is not None, PATIENCE)
    shown = [message for message in await topic.messages() if message.attachment]
    posted = [await town.playground.bytes_of(message) for message in shown]
    for contents in (kept, posted):
        assert len(contents) == len(COLORS)
        for content, color in zip(contents, COLORS, strict=True):
            assert same_color(color_of(content), color_of(photo(color)))
            assert SERIAL.encode() not in content
            assert PLACE_NAME.encode() not in content
    assert len({message.album for message in shown}) == 1


async def test_danger_rings_who_is_on_duty(town: Town):
    await town.on_duty("审核员 2", "审核员 1")
    wang = await reporter(town)
    form = await _danger_form(wang)
    assert "会马上响铃" in form.text
    await wang.says(DANGER)
    await wang.presses_on("提交")
    assert "正在响铃" in (await wang.reads("查询码，只显示这一次")).text

    two, nine = town.clerks["审核员 2"], town.clerks["审核员 9"]
    rung = await two.desk.until(lambda message: message.text.startswith("急"), PATIENCE)
    in_group = await two.group.until(_rings, PATIENCE)
    for message in (rung, in_group):
        assert not message.silent
        assert DANGER not in message.text
        assert "燃气味" not in message.text
    assert not any(_rings(message) for message in await nine.desk.messages())
    await two.presses("我来接", two.desk)
    await two.desk.until(
        lambda message: "已由" in message.text and "审核员 2" in message.text, PATIENCE
    )
    case = await town.rest.case()
    assert (case.urgent, case.rung, case.holder) == (True, True, "r1")


async def test_with_nobody_on_duty_that_is_said_before_anything_is_sent(town: Town):
    await town.on_duty("审核员 2", starts=timedelta(hours=9))
    wang = await reporter(town)
    form = await _danger_form(wang)
    assert "现在没有人值班" in form.text
    assert "先打 119" in form.text
    assert "响铃" not in form.text
    await wang.says(DANGER)
    await wang.presses_on("提交")
    receipt = await wang.reads("查询码，只显示这一次")
    assert "响铃" not in receipt.text

    two = town.clerks["审核员 2"]
    await (await two.topic("")).until(lambda message: message.has("受理，我来办"), PATIENCE)
    case = await town.rest.case()
    assert (case.urgent, case.rung) == (True, False)
    assert LineKind.RUNG not in [line.kind for line in await town.rest.lines(case)]


def _rings(message: Message) -> bool:
    return message.topic is None and message.text.startswith("急")


async def _danger_form(wang: Reporter) -> Message:
    await wang.starts()
    await wang.presses_on("现在就有危险")
    assert "119" in (await wang.sees("我到安全处了")).text
    await wang.presses_on("我到安全处了")
    return await wang.sees("提交")
