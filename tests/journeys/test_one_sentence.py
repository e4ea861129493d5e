"""Whoever does not look for buttons is heard too."""

from tests.journeys.reporter import reporter
from tests.journeys.town import PATIENCE, Town

SENTENCE = "食堂后面的液化气瓶挨着灶台放"


async def test_a_sentence_out_of_nowhere_is_a_case_within_five_presses(town: Town):
    wang = await reporter(town)
    asked = await wang.says(SENTENCE)
    assert "还没有交给任何人" in asked.text
    assert await town.rest.cases() == []
    await wang.presses_on("是，接着写", "写好了，下一步", "东胜热力", "跳过", "提交")
    code = await wang.copies_code()
    assert wang.presses <= 5

    case = await town.rest.case()
    assert await town.rest.case_under(code) == case.id
    assert (await town.rest.report(case)).texts == (SENTENCE,)
    topic = await town.clerks["审核员 2"].topic("")
    await topic.until(SENTENCE, PATIENCE)
