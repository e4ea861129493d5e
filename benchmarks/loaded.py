"""Both bots under load beside plain ones, in the same run on the same machine."""

from benchmarks.engines import postgresql
from benchmarks.figures import Figure
from benchmarks.load import measuring
from benchmarks.load.measuring import CROWD, SECONDS, Measured

OPEN_LOOP = (50.0, 300.0)


async def run() -> list[Figure]:
    """Filing by fetching and by webhook, presses at the desk, and answers at a steady pace."""
    found = []
    for name, webhook in (("fetching", False), ("webhook", True)):
        plain = await measuring.plain(webhook=webhook)
        ours = await measuring.intake(webhook=webhook)
        found += _beside(f"filing, {name}", ours, plain, "filing whole reports step by step")
        if webhook:
            found.append(await _on_postgresql(plain))
        else:
            found += _at_rest(ours, plain)
    found += _beside(
        "presses at the desk",
        await measuring.desk(),
        await measuring.plain_desk(),
        "pressing buttons of cards: stage, journal and outbox are recorded, cards shown anew",
    )
    found.append(_merely_answering(await measuring.plain(stores=False)))
    for rate in OPEN_LOOP:
        found.append(_steady(rate, await measuring.intake(rate=rate)))
    return found


async def _on_postgresql(plain: Measured) -> Figure:
    with postgresql() as url:
        ours = await measuring.intake(webhook=True, url=url)
    return Figure(
        "updates answered per second, filing, webhook, PostgreSQL",
        f"{ours.rate:,.0f} ({ours.rate / plain.rate:.2f} ×)",
        "the same, the server on the same two cores; against the plain bot on SQLite; "
        f"slowest hundredth of answers {ours.p99:,.0f} ms",
    )


def _beside(what: str, ours: Measured, plain: Measured, how: str) -> list[Figure]:
    said = f"{CROWD} people in a closed loop for {SECONDS:.0f} s, {how}"
    return [
        Figure(
            f"updates answered per second, {what}",
            f"{ours.rate:,.0f} ({ours.rate / plain.rate:.2f} ×)",
            f"{said}; the plain bot stores each message unsealed, answers it: {plain.rate:,.0f}",
        ),
        Figure(
            f"slowest hundredth of answers, {what}",
            f"{ours.p99:,.0f} ms ({ours.p99 / plain.p99:.2f} ×)",
            f"the same run; the plain bot: {plain.p99:,.0f} ms",
        ),
        Figure(
            f"processor time for each update, {what}",
            f"{ours.processor:.1f} ms ({ours.processor / plain.processor:.1f} ×)",
            f"the same run; the plain bot: {plain.processor:.1f} ms",
        ),
    ]


def _at_rest(ours: Measured, plain: Measured) -> list[Figure]:
    return [
        Figure(
            "memory of the intake",
            f"{ours.memory:.0f} MiB ({ours.memory / plain.memory:.2f} ×)",
            f"at the end of that run; the plain bot: {plain.memory:.0f} MiB",
        ),
        Figure(
            "start of the intake to its first answer",
            f"{ours.first:.1f} s ({ours.first / plain.first:.2f} ×)",
            f"people wait already; the plain bot: {plain.first:.1f} s",
        ),
    ]


def _merely_answering(plain: Measured) -> Figure:
    return Figure(
        "updates answered per second by a plain bot that stores nothing",
        f"{plain.rate:,.0f}",
        f"{CROWD} people in a closed loop for {SECONDS:.0f} s; what aiogram alone can do here",
    )


def _steady(rate: float, ours: Measured) -> Figure:
    return Figure(
        f"update to answer at {rate:.0f} updates per second",
        f"{ours.p50:,.1f} ms, slowest hundredth {ours.p99:,.0f} ms",
        f"{CROWD} people file in an open loop; {ours.rate:.0f} updates per second were answered",
    )
