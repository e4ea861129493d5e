"""What came of a story, counted: in the store and on the phones, to be held against a calm one."""

from collections import Counter
from dataclasses import dataclass, field
from traceback import extract_tb

from playground.seen import Message, alone
from storage import returns
from tests.journeys.town import Town
from tests.kills.story import FIGURES, Story


@dataclass
class Sum:
    """How often there is what: what the store keeps, and what people have before them."""

    kept: Counter[str] = field(default_factory=Counter)
    shown: Counter[str] = field(default_factory=Counter)


@dataclass
class Difference:
    """What a story lacks and what it has too often, against one in which nothing was killed."""

    lost: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    repeated: list[str] = field(default_factory=list)


async def counted(story: Story, reporters: Counter[str] | None = None) -> Sum:
    """What there is of a story; `reporters` is what they saw, unless one is to look now."""
    found = Sum()
    rest = story.town.rest
    found.kept["receipts that lead to a case"] = len(
        {await rest.case_under(code) for code in story.codes} - {None}
    )
    for name, case in zip(("tip", "hazard"), story.cases, strict=False):
        found.kept[f"files of the {name}"] = len(await rest.files(case))
        for line in await rest.lines(case):
            found.kept[f"{line.kind} in the mailbox of the {name}: {_plain(story, line.text)}"] += 1
    ours = {case.id: "case" for case in story.cases}
    for row in await rest.rows("journal"):
        if row["subject"] in ours or row["subject"].startswith(f"{story.enterprise}:"):
            found.kept[f"{row['act']} in the journal"] += 1
    for row in await rest.rows("notes"):
        found.kept["notes"] += row["case_id"] in ours
    for row in await rest.rows("outbox"):
        if row["kind"] == "reminder" and row["fields"]["contact"] == f"c{story.number}":
            found.kept["reminders"] += 1
    filed = await rest.store.read(returns.of, story.enterprise, story.week)
    found.kept["returns"] = list((filed.filed or {}).values()) == FIGURES
    await _look(story, found.shown)
    found.shown += await seen_by_reporters(story) if reporters is None else reporters
    return found


async def seen_by_reporters(story: Story) -> Counter[str]:
    """What stands before the reporters: after some minutes their screens are folded."""
    seen: Counter[str] = Counter()
    for who in (story.wang, story.li):
        for message in await who.phone.messages():
            seen[f"before a reporter: {_kind(story, message)}"] += 1
    return seen


async def whole(town: Town, reports: int) -> list[str]:
    """What is wrong with the town as a whole: so many reports were filed in it."""
    wrong = []
    topics = [topic["name"] for room in _rooms(town) for topic in await room.topics()]
    cases = await town.rest.cases()
    if len(cases) != reports:
        wrong.append(f"{len(cases)} cases of {reports} reports")
    if len(topics) != reports:
        wrong.append(f"{len(topics)} topics of {reports} reports")
    if not await town.rest.chain_is_whole():
        wrong.append("the chain is broken")
    if dead := await town.rest.rows("outbox"):
        wrong += [f"{row['kind']} cannot be told" for row in dead if row["state"] == "dead"]
    return wrong


def difference(calm: Sum, killed: Sum) -> Difference:
    """What a killed story lacks, and what it has too often."""
    return Difference(
        lost=sorted((calm.kept - killed.kept) + (calm.shown - killed.shown)),
        doubled=sorted(killed.kept - calm.kept),
        repeated=sorted((killed.shown - calm.shown).elements()),
    )


def stuck(step: str, error: Exception) -> Difference:
    """A story that did not get beyond a step: why, where, and what was to be seen then."""
    words = str(error) or repr(error)
    ours = [one for one in extract_tb(error.__traceback__) if "/tests/" in one.filename]
    where = " > ".join(f"{one.name}:{one.lineno}" for one in ours)
    return Difference(lost=[f"{step}: {' | '.join(words.splitlines())[:600]} ({where})"])


async def _look(story: Story, shown: Counter[str]) -> None:
    for which, name in enumerate(("tip", "hazard")):
        topic = await story.topic(which)
        code = alone(story.cases[which].code)
        named = [one["name"] for one in await topic.topics() if code.search(one["name"])]
        shown[f"topics of the {name}"] = len(named)
        for message in await topic.messages():
            if message.from_bot and not message.has("撤回"):
                shown[f"in the topic of the {name}: {_kind(story, message)}"] += 1
    for message in await story.contact.messages():
        if message.from_bot:
            shown[f"before the contact: {_kind(story, message)}"] += 1


def _kind(story: Story, message: Message) -> str:
    if message.attachment is not None:
        return "a file"
    if message.has("更多") or message.has("受理，我来办"):
        return "the card"
    return _plain(story, message.text)


def _plain(story: Story, text: str) -> str:
    """A text without what is this story's alone."""
    for code in (case.code for case in story.cases):
        text = alone(code).sub("CODE", text)
    first = text.splitlines()[0] if text else ""
    if "记下" in first:
        return "a word that it was noted"
    return first.replace(str(story.number), "N")[:24]


def _rooms(town: Town):
    return [town.clerks[name].group for name in ("审核员 2", "审核员 4")]
