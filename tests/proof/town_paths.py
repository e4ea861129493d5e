"""The paths that only real processes can show. A further one is one more entry in `TOWN_PATHS`."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping

from domain.receipts import ReceiptCode, lines, make
from playground.phone import Phone
from tests.journeys.reporter import Reporter
from tests.journeys.town import DESK, INTAKE, PATIENCE
from tests.proof import papers
from tests.proof.forms import text
from tests.proof.towns import Aviary

TownPath = Callable[[Aviary, Reporter], Awaitable[None]]

NEVER = make(b"a code that was never issued to any one")
QUESTION, NOTE, FOUND = (
    "泵房的哪一边没有护栏呢",
    "打电话给城投的老吴核实泵房",
    "去泵房看过，已经补装护栏",
)


async def everything_refused(aviary: Aviary, bird: Reporter) -> None:
    """What is not taken in, a code that leads nowhere, an unknown command, an old button."""
    who, phone, playground = aviary.who(bird), bird.phone, aviary.town.playground
    group = await playground.group(who.title, bird.person)
    original = await bird.person.chat(group).says(who.quote)
    await bird.starts()
    old = await bird.sees("反映问题")
    pressed = next(button["data"] for button in old.all_buttons if button["text"] == "反映问题")
    await bird.presses_on("反映问题", "没有，接着说")
    contact = {"phone_number": who.phone, "first_name": who.me.first}
    sent = [
        await phone.sends("voice", b"OggS" * 50, name=who.file_name("ogg"), mime="audio/ogg"),
        await phone.sends_document(b"\xff\xd8\xff\xe0broken" * 20, who.file_name("jpg")),
        await phone.sends_document(b"MZ" * 400, who.file_name("exe"), caption=who.letter),
        await phone.sends("contact", facts=contact),
        await phone.sends("location"),
        await phone.sends("sticker", b"RIFFxxxxWEBP", name=who.file_name("webp")),
        await phone.sends("poll"),
        await bird.person.chat(group).forwards(original, to=phone),
        await phone.says(f"/{who.me.username}"),
    ]
    await _taken_away(phone, *sent)
    await playground.until_idle()
    await phone.presses_stale(pressed, on=await bird.sees("清空"))
    await bird.presses_on("清空")
    wrong = await phone.says("\n".join(lines(NEVER)))
    await bird.reads("没有找到这件事")
    await _taken_away(phone, wrong)
    await bird.presses_on("返回")


async def through_a_kill(aviary: Aviary, bird: Reporter) -> None:
    """A tip whose 提交 is cut off and whose process is killed; then answered and disputed."""
    town, who = aviary.town, aviary.who(bird)
    before = len(await town.rest.cases())
    await bird.starts()
    await bird.says(who.story)
    await bird.presses_on("是，接着写")
    await bird.sends_photo(papers.jpeg(who))
    for ending in ("pdf", "docx", "xlsx", "pptx", "png"):
        content = papers.TAKEN[ending](who)
        await bird._taken_in(await bird.phone.sends_document(content, who.file_name(ending)))
    await bird.presses_on("写好了，下一步", "东胜城投", "跳过")
    preview = await bird.sees("提交")
    await town.playground.fault("*", "drop_before", times=10_000, bot=INTAKE)
    await bird.phone.presses("提交", on=preview, answered=False)
    await town.until_filed(before + 1)
    await _killed(aviary)
    code = _kept_secret(aviary, await bird.copies_code())
    await bird.presses_on("抄好了，核对一下")
    await bird.phone.says(lines(code)[2])
    await bird.clears()
    await _answered(aviary, bird, code)


async def killed_at_every_screen(aviary: Aviary, bird: Reporter) -> None:
    """A hazard by the code of a site, the intake killed whenever something was shown."""
    who = aviary.who(bird)
    await bird.starts("TX3")
    await _killed(aviary)
    await bird.presses_on("没有，接着说")
    await _killed(aviary)
    await bird.phone.sends_photo(papers.jpeg(who))
    await bird.reads("照片 1 张")
    await _killed(aviary)
    await bird.phone.says(who.story)
    await bird.reads("文字 1 段")
    await _killed(aviary)
    await bird.presses_on("提交")
    await _killed(aviary)
    _kept_secret(aviary, await bird.copies_code())
    await bird.clears()


async def urgent_then_burnt(aviary: Aviary, bird: Reporter) -> None:
    """Danger that rings the desk; later the mailbox is burnt."""
    who = aviary.who(bird)
    await bird.starts()
    await bird.presses_on("现在就有危险", "我到安全处了，接着报")
    await bird.says(who.story)
    await bird.presses_on("提交")
    code = _kept_secret(aviary, await bird.copies_code())
    await bird.clears()
    await bird.opens_mailbox(code)
    await bird.presses_on("断掉这条线", "烧掉信箱", "烧掉")
    await bird.reads("查询码不再有用")
    await bird.presses_on("返回")


async def begun_and_thrown_away(aviary: Aviary, bird: Reporter) -> None:
    """A story with a photo that is never filed, and the bot blocked afterwards."""
    who = aviary.who(bird)
    await bird.starts()
    await bird.presses_on("反映问题", "没有，接着说")
    await bird.says(who.story)
    await bird.sends_photo(papers.jpeg(who))
    await _killed(aviary)
    await bird.presses_on("写好了，下一步", "说不清")
    await bird.presses_on("清空")
    await bird.phone.until(lambda message: message.has("开始"), PATIENCE)
    await aviary.town.playground.act("block", by=who.me.id, bot=INTAKE)


async def to_the_wrong_bot(aviary: Aviary, bird: Reporter) -> None:
    """Somebody tells the desk's bot what they meant for the other one."""
    desk, who = bird.person.chat(DESK), aviary.who(bird)
    sent = [
        await desk.starts(),
        await desk.says(who.story),
        await desk.sends_photo(papers.jpeg(who)),
        await desk.sends("contact", facts={"phone_number": who.phone, "first_name": who.me.first}),
    ]
    await aviary.town.until_handled(DESK)
    assert sent


TOWN_PATHS: Mapping[str, TownPath] = {
    "everything that is refused": everything_refused,
    "filed through a kill, answered, disputed": through_a_kill,
    "killed at every screen": killed_at_every_screen,
    "urgent, then burnt": urgent_then_burnt,
    "begun and thrown away, the bot blocked": begun_and_thrown_away,
    "told to the desk's bot": to_the_wrong_bot,
}


async def _answered(aviary: Aviary, bird: Reporter, code: ReceiptCode) -> None:
    """Asked, noted, answered with a photo, concluded, disputed; Telegram fails now and then."""
    town, who = aviary.town, aviary.who(bird)
    four = town.clerks["审核员 4"]
    topic = await four.topic("")
    await four.presses("受理，我来办", topic)
    await town.playground.fault("sendMessage", times=2, bot=DESK)
    await topic.says(f"/note {NOTE}")
    await four.writes("问举报人", QUESTION, topic)
    await town.a_minute_passes()
    assert QUESTION in (await bird.opens_mailbox(code)).text
    await town.playground.fault("sendPhoto", times=1, bot=DESK)
    await bird.writes_back(who.letter, [papers.jpeg(who)])
    await topic.until(who.letter, PATIENCE)
    await four.writes("查实", FOUND, topic)
    await town.a_minute_passes()
    assert FOUND in (await bird.opens_mailbox(code)).text
    await bird.presses_on("要求复查")
    await bird.says(who.letter[::-1])
    await bird.presses_on("发出")
    await topic.until(who.letter[::-1], PATIENCE)
    await bird.clears()


async def _killed(aviary: Aviary) -> None:
    """The intake dies and is up again."""
    town = aviary.town
    await town.intake.kill()
    await town.playground.act("clear_faults")
    before = len(town.intake.log.read_bytes())
    town.intake.start()
    async with asyncio.timeout(4 * PATIENCE):
        while "the intake is up" not in town.intake.said(before):
            town.check()
            await asyncio.sleep(0.05)


def _kept_secret(aviary: Aviary, code: ReceiptCode) -> ReceiptCode:
    aviary.secrets.append(text("a receipt code", code.text))
    aviary.secrets += [text("a line of a code", line) for line in lines(code)]
    return code


async def _taken_away(phone: Phone, *messages: int) -> None:
    for message in messages:
        await phone.until_gone(lambda shown, gone=message: shown.id == gone, PATIENCE)
