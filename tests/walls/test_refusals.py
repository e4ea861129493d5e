"""Whatever a rule refuses is told in words, in each language, by each bot that can meet it."""

from datetime import date

import pytest

from domain import errors
from domain.forms import Fault
from domain.weeks import Week
from handlers.texts import case, intake
from storage.forms import form

CODE = "QX7M"
RETURN = form()
MADE = {
    type(error): error
    for error in (
        errors.NotAllowedError("lead"),
        errors.TooFastError(20),
        errors.GroupNotReadyError({"topics": 1}),
        errors.NumberUnreadableError("3x"),
        errors.NumbersMissingError(wanted=5, found=4),
        errors.FiguresError(RETURN, Fault(RETURN.limits[0], 125, 121)),
        errors.LockedError(Week(2026, 48)),
    )
}
VARIANTS = [
    errors.OvertakenError("anna"),
    errors.OvertakenError("somebody who left"),
    errors.TooLateError(date(2026, 12, 23)),
    errors.ReceiptError(line=2),
    *(errors.NotAllowedError(needs) for needs in ("other", "holder", "lead_not_holder")),
]


def leaves(kind=errors.RuleError):
    below = kind.__subclasses__()
    return [leaf for each in below for leaf in leaves(each)] if below else [kind]


EVERY = [MADE.get(leaf) or leaf() for leaf in leaves()] + VARIANTS


def named(error):
    return f"{type(error).__name__}-{'-'.join(map(str, error.args))}"


def chinese(text):
    return any("\u4e00" <= character <= "\u9fff" for character in text)


@pytest.mark.parametrize("error", EVERY, ids=named)
def test_the_desk_words_every_refusal_in_both_languages(error):
    said = {
        language: case.texts(language).refusal(error, names={"anna": "审核员甲"}, code=CODE)
        for language in ("zh", "en")
    }
    assert chinese(said["zh"])
    assert said["en"]
    assert not chinese(said["en"].replace("审核员甲", ""))
    assert said["zh"] != said["en"]


@pytest.mark.parametrize("error", EVERY, ids=named)
def test_the_intake_words_every_refusal_in_both_languages(error):
    said = {language: intake.texts(language).refusal(error) for language in ("zh", "en")}
    assert chinese(said["zh"])
    assert said["en"]
    assert not chinese(said["en"])
