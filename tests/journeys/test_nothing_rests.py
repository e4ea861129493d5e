"""The canary: somebody whose every mark is unmistakable goes down every path, failing ones too.

Then everything that was kept, said or sent is searched for them, in every dress.
"""

import json

from domain.receipts import ReceiptCode, lines, make
from playground.accounts import Person as Account
from playground.client import Person
from playground.phone import Phone
from playground.world import Request
from tests.journeys.pictures import PLACE_NAME, SERIAL, photo
from tests.journeys.reporter import Reporter
from tests.journeys.town import DESK, INTAKE, PATIENCE, Town
from tests.walls import canary
from tests.walls.canary import Canary

ID, FRIEND_ID = 7_318_246_095, 6_204_881_937
NAME, USERNAME, LANGUAGE = "Kanarienvogel Frei", "kanari_vogel_1729", "qx-kanari"
FRIEND, PHONE = "Kanarienfreund Anders", "13847712905"
VOICE, BROKEN, PROGRAM = "kanari-zeugnis-1.ogg", "kanari-zeugnis-2.jpg", "kanari-zeugnis-3.exe"
STORY, MORE = "乌兰木伦河边的泵房没有护栏", "去年冬天差点有人掉进沉淀池里"
LETTER, OBJECTION = "护栏只装了朝路的那一边", "沉淀池那一边始终敞着没人管"
QUESTION, NOTE, FOUND = (
    "泵房的哪一边没有护栏呢",
    "打电话给城投的老吴核实泵房",
    "去泵房看过，已经补装护栏",
)
NEVER = make(b"a code that was never issued to any one")


async def test_nothing_of_the_reporter_rests_anywhere(town: Town):
    bird = _person(town, ID, NAME, USERNAME, LANGUAGE)
    friend = _person(town, FRIEND_ID, FRIEND, "kanari_freund_88", LANGUAGE)
    reporter = Reporter(bird, bird.chat(INTAKE))
    group = await town.playground.group("工友群", friend, bird)
    original = await friend.chat(group).says("朋友转来的一句话，说泵房危险")
    await _everything_that_is_refused(reporter, bird.chat(group), original)
    code = await _filed_through_a_kill(town, reporter)
    await _answered(town, reporter, code)
    await town.playground.until_idle()

    written = [STORY, MORE, LETTER, OBJECTION, QUESTION, NOTE, FOUND]
    codes = [canary.text("a code", each.text) for each in (code, NEVER)]
    codes += [canary.text("a line", line) for each in (code, NEVER) for line in lines(each)]
    marks = _marks(town)
    sought = [*marks, *codes, *(canary.text(words, words) for words in written)]
    assert canary.search(town.everything_kept(), sought) == []
    for request in town.world.requests:
        if not _to_the_reporter(request):
            assert canary.search(_said(town, request), marks) == [], request.method
    assert sum(request.bot == DESK for request in town.world.requests) > 10
    await town.stop()
    assert canary.search(town.everything_kept(), sought) == []


def _person(town: Town, number: int, name: str, username: str, language: str) -> Person:
    """Somebody with marks that the test chose, where the playground would choose an id."""
    town.world.people[number] = Account(number, name, username, language)
    return Person(town.playground, number, name)


async def _everything_that_is_refused(reporter: Reporter, group: Phone, original: int) -> None:
    """What is not taken in, a code that leads nowhere, an unknown command, an old button."""
    await reporter.starts()
    old = await reporter.sees("反映问题")
    data = next(button["data"] for button in old.all_buttons if button["text"] == "反映问题")
    await reporter.presses_on("反映问题", "没有，接着说")
    phone = reporter.phone
    sent = [
        await phone.sends("voice", b"OggS" * 50, name=VOICE, mime="audio/ogg"),
        await phone.sends_document(b"\xff\xd8\xff\xe0broken" * 20, BROKEN, mime="image/jpeg"),
        await phone.sends_document(b"MZ" * 400, PROGRAM, caption=MORE),
        await phone.sends("contact", facts={"phone_number": PHONE, "first_name": NAME}),
        await phone.sends("location"),
        await phone.sends("sticker", b"RIFFxxxxWEBP", name="kanari-zeugnis-4.webp"),
        await phone.sends("poll"),
        await group.forwards(original, to=phone),
        await phone.says("/kanarienvogel"),
    ]
    for message in sent:
        await phone.until_gone(lambda shown, gone=message: shown.id == gone, PATIENCE)
    await phone.playground.until_idle()
    await phone.presses_stale(data, on=await reporter.sees("清空"))
    await reporter.presses_on("清空")
    wrong = await phone.says("\n".join(lines(NEVER)))
    await reporter.reads("没有找到这件事")
    await phone.until_gone(lambda shown: shown.id == wrong, PATIENCE)
    await reporter.presses_on("返回")


async def _filed_through_a_kill(town: Town, reporter: Reporter) -> ReceiptCode:
    """A tip whose 提交 is cut off and whose process is killed."""
    await reporter.says(STORY)
    await reporter.presses_on("是，接着写")
    await reporter.says(MORE)
    await reporter.sends_photo(photo("red"))
    await reporter.presses_on("写好了，下一步", "东胜城投", "跳过")
    preview = await reporter.sees("提交")
    await town.playground.fault("*", "drop_before", times=10_000, bot=INTAKE)
    await reporter.phone.presses("提交", on=preview, answered=False)
    await town.until_filed()
    await town.intake.kill()
    await town.playground.act("clear_faults")
    town.intake.start()
    code = await reporter.copies_code()
    await reporter.presses_on("抄好了，核对一下")
    await reporter.phone.says(lines(code)[2])
    await reporter.clears()
    return code


async def _answered(town: Town, reporter: Reporter, code: ReceiptCode) -> None:
    """Asked, noted, answered with a photo, concluded, disputed; Telegram fails now and then."""
    four = town.clerks["审核员 4"]
    topic = await four.topic("")
    await four.presses("受理，我来办", topic)
    await town.playground.fault("sendMessage", times=2, bot=DESK)
    await topic.says(f"/note {NOTE}")
    await four.writes("问举报人", QUESTION, topic)
    await town.a_minute_passes()
    assert QUESTION in (await reporter.opens_mailbox(code)).text
    await town.playground.fault("sendPhoto", times=1, bot=DESK)
    await reporter.writes_back(LETTER, [photo("blue")])
    await topic.until(LETTER, PATIENCE)
    await four.writes("查实", FOUND, topic)
    await town.a_minute_passes()
    assert FOUND in (await reporter.opens_mailbox(code)).text
    await reporter.presses_on("要求复查")
    await reporter.says(OBJECTION)
    await reporter.presses_on("发出")
    await topic.until(OBJECTION, PATIENCE)
    await reporter.clears()


def _marks(town: Town) -> list[Canary]:
    """Everything by which the reporter, or whom they forwarded, could be told."""
    texts = [NAME, USERNAME, LANGUAGE, FRIEND, "kanari_freund_88", PHONE, SERIAL, PLACE_NAME]
    texts += ["kanari-zeugnis", "kanarienvogel"]
    intake = town.world.bot_named(INTAKE)
    assert intake is not None
    known = [i for (bot, _), i in town.world.files._ids.items() if bot == intake.id]
    assert len(known) > 5
    return [
        canary.number("their id", ID),
        canary.number("the friend's id", FRIEND_ID),
        *(canary.text(mark, mark) for mark in texts),
        *(canary.text("a file's id", file_id) for file_id in known),
        *(canary.text("a token", bot.token) for bot in town.world.bots.values()),
    ]


def _to_the_reporter(request: Request) -> bool:
    """Whether it concerns the reporter's own chat: nobody else is told anything by it."""
    own = {str(ID), str(FRIEND_ID)}
    chat = str(request.parameters.get("chat_id"))
    return request.bot == INTAKE and (chat in own or request.method.lower() == "getfile")


def _said(town: Town, request: Request) -> list[tuple[str, bytes]]:
    """A request's every byte: parameters, file names, and the files themselves."""
    digests = {str(file["sha256"]) for file in request.files}
    contents = [file.data for file in town.world.files.stored.values() if file.sha256 in digests]
    names = json.dumps([file["name"] for file in request.files], ensure_ascii=False)
    told = json.dumps(request.parameters, ensure_ascii=False, default=str)
    return [(request.method, part) for part in (told.encode(), names.encode(), *contents)]
