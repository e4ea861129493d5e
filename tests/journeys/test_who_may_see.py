"""Two reviewers at once, one tied to the enterprise, and a tip that went to the wrong bot."""

import asyncio
import json
from typing import Any

from tests.journeys.pictures import SERIAL, photo
from tests.journeys.reporter import reporter
from tests.journeys.town import DESK, INTAKE, PATIENCE, Clerk, Town
from tests.proof import forms
from tests.proof.search import Search

STORY = "调压箱旁边堆着整垛的木板"
MISPLACED = "我在供热站二班，除氧器的安全阀被人焊死了"


async def test_of_two_reviewers_one_wins_and_the_other_is_told_by_whom(town: Town):
    wang = await reporter(town)
    await wang.starts()
    await wang.tips(STORY)
    one, two = town.clerks["审核员 1"], town.clerks["审核员 2"]
    topic = await two.topic("")
    card = await topic.until(lambda message: message.has("受理，我来办"), PATIENCE)
    case = await town.rest.case()

    phones = (topic, one.group)
    toasts = await asyncio.gather(
        *(phone.presses("受理，我来办", on=card, timeout=PATIENCE) for phone in phones)
    )
    labels = {"r1": "审核员 2", "r0": "审核员 1"}
    after = await town.rest.case()
    assert after.holder in labels
    winner, loser = toasts if after.holder == "r1" else reversed(toasts)
    assert winner is not None
    assert winner.startswith("已受理")
    assert loser == f"慢了一步：{labels[after.holder]} 刚接了 {case.code}。"
    assert (await town.rest.acts()).count("take_on") == 1
    await topic.until(f"{labels[after.holder]} 在办", PATIENCE)


async def test_who_is_tied_to_the_enterprise_gets_not_one_byte_of_it(town: Town):
    wang = await reporter(town)
    await wang.starts()
    code = await wang.tips(STORY, enterprise="东胜燃气", photos=[photo("green")])
    await wang.clears()
    four, nine = town.clerks["审核员 4"], town.clerks["审核员 9"]
    topic = await four.topic("")
    await topic.until(STORY, PATIENCE)
    await topic.until(lambda message: message.attachment is not None, PATIENCE)
    case = await town.rest.case()
    await four.presses("受理，我来办", topic)
    await four.writes("问举报人", "木板是谁家的？", topic)
    await town.a_minute_passes()
    await wang.opens_mailbox(code)
    await wang.writes_back("装修队的。", [photo("blue")])
    await topic.until("装修队的", PATIENCE)
    await town.playground.until_idle()

    secrets = (STORY, "木板", "装修队", case.code, case.id)
    for request in town.world.requests:
        if _reaches(town, request.parameters):
            told = json.dumps(request.parameters, ensure_ascii=False, default=str)
            assert not any(secret in told for secret in secrets), request.method
            assert not request.files

    never = "ZZZZ" if case.code != "ZZZZ" else "YYYY"
    assert await _answer(nine, f"/case {case.code}") == await _answer(nine, f"/case {never}")
    for command in ("/next", "/queue", "/overdue", "/mine", "/stats"):
        answer = await _answer(nine, command)
        assert not any(secret in answer for secret in secrets), command


async def test_a_tip_that_went_to_the_desk_is_kept_nowhere(town: Town):
    stranger = await town.playground.person("其其格kanari", "kanari_qiqige")
    reviewer = town.clerks["审核员 2"]
    phones = (stranger.chat(DESK), reviewer.desk)
    for phone in phones:
        last = max((message.id for message in await phone.messages()), default=0)
        words = await phone.says(MISPLACED)
        sent = await phone.sends_photo(photo("blue"), caption=MISPLACED)
        answer = await phone.until(
            lambda message: message.from_bot and INTAKE in message.plain(), PATIENCE, after=last
        )
        assert MISPLACED not in answer.text
        for message in (words, sent):
            await phone.until_gone(lambda shown, gone=message: shown.id == gone, PATIENCE)
    answer = await phones[0].screen()
    assert await phones[0].presses(f"@{INTAKE}", on=answer) == f"https://t.me/{INTAKE}"
    await town.playground.until_idle()

    sought = [
        forms.text("the tip", MISPLACED),
        forms.text("the name", "其其格kanari"),
        forms.text("the user name", "kanari_qiqige"),
        forms.number("the account", stranger.id),
        forms.text("the camera", SERIAL),
    ]
    assert Search(sought).hits(town.everything_kept()) == []
    for request in town.world.requests:
        told = json.dumps(request.parameters, ensure_ascii=False, default=str)
        assert MISPLACED not in told, request.method
        if str(request.parameters.get("chat_id")) != str(stranger.id):
            assert str(stranger.id) not in told, request.method


async def _answer(clerk: Clerk, command: str) -> str:
    """What the desk answers somebody in private."""
    sent = await clerk.desk.says(command)
    answer = await clerk.desk.until(lambda message: message.from_bot, PATIENCE, after=sent)
    return answer.plain().partition(": ")[2]


def _reaches(town: Town, parameters: dict[str, Any]) -> bool:
    """Whether somebody who is tied to 东胜燃气 is in the chat that a request speaks to."""
    nine = town.clerks["审核员 9"]
    return str(parameters.get("chat_id")) in {str(nine.person.id), str(nine.room.id)}
