"""The main story, step by step: whatever is killed in between, each step comes to its end.

An employee files a tip with a photo, is asked, answers, reads a letter and burns the mailbox;
another files a hazard; the desk takes both on and notes something; a contact is reminded and hands
in a return. Every text is of this story alone, so that it can be counted.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta

from domain.cases import Case
from domain.contacts import Contact
from domain.people import Enterprise
from domain.receipts import ReceiptCode
from domain.weeks import Week
from playground.phone import Phone
from playground.seen import Message
from storage import Session, codes, contacts, people, reporting
from tests.journeys.leaping import Leaping
from tests.journeys.pictures import photo
from tests.journeys.pressing import press
from tests.journeys.reporter import Reporter, reporter
from tests.journeys.town import DESK, PATIENCE, ZONE, Clerk, Town

FIGURES = [3, 2, 0, 0, 0]


@dataclass
class Story:
    """Who is in it, and what of it is to be found afterwards."""

    town: Town
    clock: Leaping
    number: int
    wang: Reporter
    li: Reporter
    contact: Phone
    codes: list[ReceiptCode] = field(default_factory=list)
    cases: list[Case] = field(default_factory=list)

    @property
    def tip(self) -> str:
        """What is told."""
        return f"第 {self.number} 号泵房的护栏断了"

    @property
    def question(self) -> str:
        """What the desk asks."""
        return f"护栏断在哪一侧，{self.number}？"

    @property
    def answer(self) -> str:
        """What the reporter answers."""
        return f"断在南侧，{self.number}。"

    @property
    def note(self) -> str:
        """What stays inside."""
        return f"打电话核实 {self.number}"

    @property
    def letter(self) -> str:
        """What the desk writes at last."""
        return f"护栏在修，{self.number}，三天里装好。"

    @property
    def enterprise(self) -> str:
        """Whose return is handed in."""
        return f"w{self.number}"

    @property
    def week(self) -> Week:
        """The week that is asked for."""
        return Week.of(self.clock.now.astimezone(ZONE).date())

    @property
    def four(self) -> Clerk:
        """Who works on the tip."""
        return self.town.clerks["审核员 4"]

    @property
    def two(self) -> Clerk:
        """Who works on the hazard."""
        return self.town.clerks["审核员 2"]

    async def topic(self, which: int) -> Phone:
        """The topic of the tip (0) or of the hazard (1), as who works on it sees it."""
        clerk = self.two if which else self.four
        shown = await clerk.topic(self.cases[which].code)
        return replace(shown, by=clerk.person.id)


Step = Callable[[Story], Awaitable[None]]


async def begun(town: Town, clock: Leaping, number: int) -> Story:
    """Everybody is there, and nobody has done anything."""
    phone = (await town.playground.person(f"联系人 {number}")).chat(DESK)
    wang, li = await reporter(town, f"小王 {number}"), await reporter(town, f"小李 {number}")
    story = Story(town, clock, number, wang, li, phone)
    await town.rest.store.write(_appoint, story)
    return story


def code_of(story: Story) -> str:
    """The code by which the contact enrols."""
    digits = "".join("23456789"[int(digit, 8)] for digit in f"{story.number:o}")
    return f"ABCD{digits:2>4}"


def _appoint(session: Session, story: Story) -> None:
    name = f"第 {story.number} 分厂"
    people.put_enterprise(session, Enterprise(id=story.enterprise, name=name, short=name))
    reporting.begin(session, story.enterprise, story.week)
    contacts.put(session, Contact(id=f"c{story.number}", name=f"联系人 {story.number}"))
    codes.put(
        session,
        code_of(story),
        purpose=codes.CONTACT,
        subject=f"{story.enterprise}:main:c{story.number}",
        expires_at=story.clock.now + timedelta(days=30),
    )


async def _tip_begins(story: Story) -> None:
    await story.wang.starts()
    await story.wang.presses_on("反映问题", "没有，接着说")


async def _tip_told(story: Story) -> None:
    await story.wang.says(story.tip)


async def _tip_shown(story: Story) -> None:
    await story.wang.sends_photo(photo("red"))


async def _tip_placed(story: Story) -> None:
    await story.wang.presses_on("写好了，下一步")
    await story.wang.says("城投")
    await story.wang.presses_on("东胜城投", "跳过")


async def _tip_filed(story: Story) -> None:
    await story.wang.presses_on("提交")
    await _receipt(story, story.wang)


async def _hazard_begins(story: Story) -> None:
    await story.li.starts("TX3")
    await story.li.presses_on("没有，接着说")
    await story.li.sends_photo(photo("blue"))


async def _hazard_filed(story: Story) -> None:
    await story.li.presses_on("提交")
    await _receipt(story, story.li)


async def _cleared(story: Story) -> None:
    await story.wang.clears()
    await story.li.clears()


async def _desk_sees(story: Story) -> None:
    for which in range(2):
        topic = await story.topic(which)
        await topic.until(lambda message: message.has("受理，我来办"), PATIENCE)
        await topic.until(lambda message: message.attachment is not None, PATIENCE)


async def _taken_on(story: Story) -> None:
    topic = await story.topic(0)
    await story.four.takes_on(topic)


async def _asked(story: Story) -> None:
    await story.four.writes("问举报人", story.question, await story.topic(0))


async def _question_read(story: Story) -> None:
    await story.town.a_minute_passes()
    await story.wang.presses_on("开始")
    shown = await story.wang.opens_mailbox(story.codes[0])
    assert story.question in shown.text, shown.plain()


async def _answered(story: Story) -> None:
    await story.wang.writes_back(story.answer, [photo("green")])


async def _desk_reads(story: Story) -> None:
    topic = await story.topic(0)
    words = await topic.until(story.answer, PATIENCE)
    await topic.until(lambda message: message.attachment is not None, PATIENCE, after=words)


async def _noted(story: Story) -> None:
    topic = await story.topic(1)
    await topic.says(f"/note {story.note}")
    await topic.until("记下", PATIENCE)


async def _written(story: Story) -> None:
    topic = await story.topic(1)
    await story.two.takes_on(topic)
    await topic.says(f"/reply {story.letter}")
    await story.two.lets_out(story.letter, topic)
    await topic.until_gone(lambda message: message.has("发给举报人"), PATIENCE)
    assert "letter" in [line.kind for line in await story.town.rest.lines(story.cases[1])]


async def _letter_read(story: Story) -> None:
    await story.town.a_minute_passes()
    await story.li.presses_on("开始")
    shown = await story.li.opens_mailbox(story.codes[1])
    assert story.letter in shown.text, shown.plain()


async def _burnt(story: Story) -> None:
    await story.wang.opens_mailbox(story.codes[0])
    await story.wang.presses_on("断掉这条线", "烧掉信箱", "烧掉")
    await story.wang.reads("查询码不再有用")
    await (await story.topic(0)).until("举报人烧掉了信箱", PATIENCE)


async def _enrolled(story: Story) -> None:
    await story.contact.starts(code_of(story))
    shown = await story.contact.until(lambda message: message.has("对，是我"), PATIENCE)
    await story.contact.presses("对，是我", on=shown, timeout=PATIENCE)
    await story.contact.until("登记好了", PATIENCE)


async def _reminded(story: Story) -> None:
    story.clock.set(story.clock.now + timedelta(seconds=1))  # the desk looks what is due now
    await story.contact.until(rings, PATIENCE)


async def _filled_in(story: Story) -> None:
    await press(story.contact, "填报")
    await story.contact.until("可以一次发 5 个数", PATIENCE)
    await story.contact.says(" ".join(map(str, FIGURES)))
    await press(story.contact, "看一遍，提交")
    await story.contact.until("整改率 66.7%", PATIENCE)


async def _handed_in(story: Story) -> None:
    await press(story.contact, "领导看过，提交")
    await story.contact.until("收到了，这周不用再管", PATIENCE)


STEPS: Mapping[str, Step] = {
    "a tip is begun": _tip_begins,
    "it is told": _tip_told,
    "a photo is sent": _tip_shown,
    "the enterprise is named": _tip_placed,
    "the tip is filed": _tip_filed,
    "a hazard is begun": _hazard_begins,
    "the hazard is filed": _hazard_filed,
    "both chats are cleared": _cleared,
    "the desk sees both": _desk_sees,
    "the tip is taken on": _taken_on,
    "the reporter is asked": _asked,
    "the question is read": _question_read,
    "it is answered": _answered,
    "the desk reads the answer": _desk_reads,
    "something is noted": _noted,
    "a letter is written": _written,
    "the letter is read": _letter_read,
    "the mailbox is burnt": _burnt,
    "a contact enrols": _enrolled,
    "the contact is reminded": _reminded,
    "the figures are filled in": _filled_in,
    "the return is handed in": _handed_in,
}


def rings(message: Message) -> bool:
    """Whether it reminds a contact of the week."""
    return "周周报" in message.text


async def _receipt(story: Story, who: Reporter) -> None:
    code = await who.copies_code()
    if code in story.codes:
        return
    case = await story.town.rest.case_under(code)
    story.codes.append(code)
    story.cases += [one for one in await story.town.rest.cases() if one.id == case]
