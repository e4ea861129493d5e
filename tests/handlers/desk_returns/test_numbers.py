"""What the desk reads of the weeks beside them: on the board, in the morning, in the numbers."""

from domain.notices import DigestDue
from handlers.desk import digest
from tests.handlers.desk_returns.test_week import hands_in


async def test_the_board_and_the_numbers_tell_of_the_weeks(town, gas, group, reviewer):
    await town.enterprise("东胜热力", 81)
    await town.at("2026-11-25 10:00")
    await hands_in(town, gas[0])
    await town.ticks()
    assert any("周报：2 家已交 1" in data["text"] for data in group.shown)
    await town.at("2026-12-01 10:00")
    await reviewer.says("/stats")
    assert reviewer.text.endswith("周报按时：50.0%（按时 1，迟报 0，未报 1）")


async def test_the_digest_says_who_owes_a_week_that_is_due_or_late(town, gas, group, reviewer):
    for number, name in enumerate(("东胜热力", "a", "b", "c")):
        await town.enterprise(name, 81 + number)

    async def told(day):
        await town.at(f"{day} 08:40")
        await digest.deliver(town.desk, DigestDue("room", day=day))
        assert ("没交" in group.text) == ("没交" in reviewer.text)
        return reviewer.text

    assert "周报" not in await told("2026-11-26")
    words = "第 48 周周报今天到期，还有 5 家没交：\na、b、c 等"
    assert words in await told("2026-11-27")
    for phone in (gas[0], town.phone(82), town.phone(83), town.phone(84)):
        await hands_in(town, phone)
    assert "第 48 周周报已过时间，还有 1 家没交：\n东胜热力" in await told("2026-11-30")
    await hands_in(town, town.phone(81))
    await town.at("2026-12-04 07:00")
    assert "周报" not in await told("2026-12-01")


async def test_punctuality_counts_a_quarters_locked_weeks_and_nothing_that_was_excused(
    town, gas, reviewer
):
    await town.enterprise("东胜热力", 81)
    await town.enterprise("resting", 82)

    async def told(moment):
        await town.at(moment)
        await reviewer.says("/stats")
        return reviewer.text.splitlines()[-1]

    await town.at("2026-11-27 17:30")
    await reviewer.says("/returns")
    for name in ("免报", "resting", "停产停业"):
        await reviewer.taps(name)
    await hands_in(town, gas[0])
    await town.at("2026-12-04 10:00")
    await hands_in(town, gas[0])
    before = "周报按时：0.0%（按时 0，迟报 1，未报 1）"
    assert await told("2026-12-07 08:40") == before, "the week is not locked before nine"
    assert await told("2026-12-07 09:00") == "周报按时：20.0%（按时 1，迟报 1，未报 3）"
