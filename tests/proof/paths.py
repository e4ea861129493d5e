"""Every path there is: each script alone, cut off, failing at each point; and all that can be sent.

A further kind of path is one more function in `GROUPS`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from tests.handlers.cleaning.test_refused import UNCLEANABLE, UNREADABLE
from tests.proof import baggage, papers, trouble
from tests.proof.scripts import SCRIPTS
from tests.proof.steps import data, file, later, membership, raw, restart, says, story, taps
from tests.proof.walk import Path, Walked
from tests.proof.walking import Step, Walker


@dataclass(frozen=True)
class Length:
    """How many writes and requests a script makes: the points at which it can fail."""

    writes: int
    requests: int


Lengths = Mapping[str, Length]
Group = Callable[[Lengths], list[Path]]

_WAYS_OUT: Mapping[str, tuple[Step, ...]] = {
    "cleared": taps("清空"),
    "started anew": (says("/start"), says("/clear")),
    "left alone": (later(minutes=31), later(hours=25), later(hours=49)),
    "blocked": (membership("kicked"), later(hours=25)),
    "danger": (says("危险"), *taps("清空")),
}


def whole(_: Lengths) -> list[Path]:
    """Every script to its end."""
    return [
        Path("to the end", each.name, each.steps, left=(each.reports, each.attached), sure=True)
        for each in SCRIPTS
    ]


def cancelled(_: Lengths) -> list[Path]:
    """Every script left after every step, in every way."""
    return [
        Path("cancelled", f"{each.name}: {way} after step {step}", (*each.steps[:step], *steps))
        for each in _CUT
        for step in range(1, len(each.steps))
        for way, steps in _WAYS_OUT.items()
    ]


def killed(_: Lengths) -> list[Path]:
    """Every script with the process killed after every step."""
    return [
        Path(
            "killed",
            f"{each.name}: killed after step {step}",
            (*each.steps[:step], restart, *each.steps[step:]),
        )
        for each in _CUT
        for step in range(1, len(each.steps))
    ]


def store_fails(lengths: Lengths) -> list[Path]:
    """Every script with every write failing, in every way: once, and until it is given up."""
    return [
        Path(
            "a write fails",
            f"{each.name}: write {at}: {kind}{', again and again' if times > 1 else ''}",
            *(each.steps, kind, at, times),
        )
        for each in _CUT
        for at in range(1, lengths[each.name].writes + 1)
        for kind, times in _STORE
    ]


def telegram_fails(lengths: Lengths) -> list[Path]:
    """Every script with every request failing: by a torn line, and in one more way in turn."""
    return [
        Path(
            "a request fails",
            f"{each.name}: request {at}: {kind}{', again and again' if times > 1 else ''}",
            *(each.steps, kind, at, times),
        )
        for each in _CUT
        for at in range(1, lengths[each.name].requests + 1)
        for kind, times in ((trouble.Telegram.TORN, 1), _TELEGRAM[at % len(_TELEGRAM)])
    ]


_STORE = (
    (trouble.Store.AWAY, 1),
    (trouble.Store.LOST, 1),
    (trouble.Store.BROKEN, 1),
    (trouble.Store.BROKEN, 3),
)
_TELEGRAM = (
    (trouble.Telegram.REFUSED, 1),
    (trouble.Telegram.BLOCKED, 2),
    (trouble.Telegram.FLOODED, 1),
    (trouble.Telegram.STRANGE, 1),
    (trouble.Telegram.TORN, 4),
    (trouble.Telegram.STRANGE, 3),
)


def every_field(_: Lengths) -> list[Path]:
    """Every field a message can have, each kind of forwarding, each kind of update."""
    fields = [
        Path("anything sent", f"a message with {name}", (*_BEGUN, _with(name), *_FILED))
        for name in baggage.fields()
    ]
    origins = [
        Path("anything sent", f"forwarded: {kind}", (*_BEGUN, _forwarded(kind), *_FILED))
        for kind in ("user", "hidden_user", "chat", "channel")
    ]
    updates = [
        Path("anything sent", f"an update: {kind}", (*_BEGUN, story, _update(kind), *_FILED))
        for kind in baggage.UPDATE_KINDS
    ]
    return fields + origins + updates


def files(_: Lengths) -> list[Path]:
    """Every file that is taken, as photo and as document, and every one that is refused."""
    taken = [
        Path("files", f"{ending} is taken", (*_BEGUN, file(ending), *_FILED), left=(1, 1))
        for ending in papers.TAKEN
    ]
    refused = [
        Path(
            "files",
            f"{name} is refused",
            (*_BEGUN, story, data(made(), "jpg"), *_FILED),
            left=(1, 0),
        )
        for name, made in (UNREADABLE | UNCLEANABLE).items()
    ]
    return taken + refused


GROUPS: tuple[Group, ...] = (
    whole,
    cancelled,
    killed,
    store_fails,
    telegram_fails,
    every_field,
    files,
)
"""The kinds of paths; each makes its paths from how long the scripts are."""

_BEGUN = (says("/start"), *taps("反映问题", "没有，接着说"))
_FILED = taps("写好了，下一步", "东胜建工", "跳过", "提交", "抄好了，清空")
_CUT = tuple(each for each in SCRIPTS if not each.repeats)


def measured(walks: Mapping[str, Walked]) -> Lengths:
    """The lengths of scripts that were walked to their end."""
    return {name: Length(walked.writes, walked.requests) for name, walked in walks.items()}


def _with(name: str) -> Step:
    async def step(walker: Walker) -> None:
        await walker.says(walker.who.story, **baggage.field(walker.who, name))

    return step


def _forwarded(kind: str) -> Step:
    async def step(walker: Walker) -> None:
        origin = baggage.origins(walker.who)[kind]
        await walker.says(walker.who.story, forward_origin=origin)

    return step


def _update(kind: str) -> Step:
    async def step(walker: Walker) -> None:
        await raw(kind, baggage.update(walker.who, kind))(walker)

    return step
