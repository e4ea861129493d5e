"""The buttons of a card: only what the table of moves lets somebody at the desk do now."""

from collections.abc import Sequence

from telegram import InlineKeyboardButton

from domain.cases import Act, Actor, Case, Extension, Stage, allowed
from domain.people import Role
from handlers.desk.press import data
from handlers.texts.case import Catalogue

Row = tuple[InlineKeyboardButton, ...]
Verbs = Sequence[tuple[str, ...]]

# Which act of the table a verb stands for; verbs that are not here only show something.
ACTS = {
    "take": Act.TAKE_ON,
    "claim": Act.CLAIM,
    "dec": Act.DECLINE,
    "ref": Act.REFER,
    "chased": Act.RECEIPT,
    "back": Act.RETURN,
    "merge": Act.MERGE,
    "ask": Act.ASK,
    "reply": Act.REPLY,
    "ext": Act.ASK_EXTENSION,
    "exty": Act.GRANT_EXTENSION,
    "extn": Act.REFUSE_EXTENSION,
    "proven": Act.CONCLUDE,
    "partly": Act.CONCLUDE,
    "unprov": Act.CONCLUDE,
    "over": Act.HAND_OVER,
    "urge": Act.MARK_URGENT,
    "calm": Act.UNMARK_URGENT,
    "dead": Act.DEATH,
    "open": Act.REOPEN,
    "mute": Act.MUTE,
    "loud": Act.UNMUTE,
}
_RECEIVED: Verbs = (("take",), ("dec", "ref"), ("merge", "full"), ("mail", "ask", "more"))
_IN_WORK: Verbs = (
    ("claim",),
    ("exty", "extn"),
    ("mail", "ask"),
    ("chased", "back"),
    ("proven", "partly", "unprov"),
    ("ext", "over", "more"),
)
_ENDED: Verbs = (("mail", "reply"), ("open", "full"), ("more",))
_DEAD: Verbs = (("claim",), ("mail", "ask"), ("more",))
_MORE: Verbs = (
    ("full", "cat", "firms"),
    ("note", "notes", "file"),
    ("dec", "ref", "merge"),
    ("reply", "urge", "calm"),
    ("dead", "mute", "loud"),
    ("lead", "less"),
)


def rows_of(say: Catalogue, case: Case, *, mail: bool, more: bool) -> list[Row]:
    """The rows under a card; `mail`: there are letters, `more`: it is the second menu."""
    rows = _MORE if more else _main(case)
    shown = [[verb for verb in row if _fits(case, verb, mail=mail)] for row in rows]
    return [tuple(button(say, verb, case) for verb in row) for row in shown if row]


def button(say: Catalogue, verb: str, case: Case, arg: str = "") -> InlineKeyboardButton:
    """One button of a verb."""
    return InlineKeyboardButton(say.buttons[verb], callback_data=data(verb, case, arg))


def possible(case: Case, act: Act) -> bool:
    """Whether anybody at the desk could do it now; who may is checked on the press."""
    people = [Actor(id="anybody", role=Role.REVIEWER), Actor(id="a lead", role=Role.LEAD)]
    if case.holder is not None:
        people.append(Actor(id=case.holder, role=Role.REVIEWER))
    return any(allowed(case, act, person) for person in people)


def _main(case: Case) -> Verbs:
    if case.death:
        return _DEAD
    match case.stage:
        case Stage.RECEIVED:
            return _RECEIVED
        case Stage.ACCEPTED | Stage.REFERRED:
            return _IN_WORK
        case Stage.CONCLUDED | Stage.CLOSED | Stage.WITHDRAWN:
            return _ENDED


def _fits(case: Case, verb: str, *, mail: bool) -> bool:
    act = ACTS.get(verb)
    if act is not None and not possible(case, act):
        return False
    match verb:
        case "claim":
            return case.holder is None
        case "ext":
            return case.extension is Extension.NONE
        case "urge":
            return not case.urgent
        case "calm":
            return case.urgent
        case "mute":
            return not case.muted
        case "loud":
            return case.muted
        case "mail":
            return mail
        case _:
            return True
