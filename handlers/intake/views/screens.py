"""Which screen is drawn by what."""

from collections.abc import Callable, Mapping
from typing import Final

from domain.drafts import Draft, Screen
from handlers.intake.views import beside, door, letters, mailbox
from handlers.intake.views.facts import Facts
from handlers.intake.views.forms import FORMS
from handlers.intake.views.hiding import giveaway, letter_giveaway
from handlers.intake.views.masks import mask
from handlers.intake.views.view import View
from handlers.texts.intake import Catalogue


def view(draft: Draft, texts: Catalogue, facts: Facts) -> View:
    """The draft's present screen."""
    return SCREENS[draft.screen](draft, texts, facts)


SCREENS: Final[Mapping[Screen, Callable[[Draft, Catalogue, Facts], View]]] = {
    **FORMS,
    Screen.ASK_CODE: mailbox.ask_code,
    Screen.MISS: mailbox.miss,
    Screen.LOST: mailbox.lost,
    Screen.MAILBOX: mailbox.mailbox,
    Screen.LETTERS: letters.letters,
    Screen.REPLY: letters.reply,
    Screen.LETTER: letters.letter,
    Screen.MASK_LETTER: mask,
    Screen.GIVEAWAYS: giveaway,
    Screen.LETTER_GIVEAWAYS: letter_giveaway,
    Screen.SENT: letters.sent,
    Screen.OBJECT: letters.object_,
    Screen.RETALIATION: mailbox.retaliation,
    Screen.DOOR: door.door,
    Screen.CUT: door.cut,
    Screen.BURN: door.burn,
    Screen.BURNT: door.burnt,
    Screen.WITHDRAW: door.withdraw,
    Screen.UNSOLVED: mailbox.unsolved,
    Screen.REWARD: mailbox.reward,
    Screen.IDENTITY: mailbox.identity,
    Screen.NO_IDENTITY: mailbox.no_identity,
    Screen.AFTERWARDS: mailbox.afterwards,
    Screen.WITHDRAWN: door.withdrawn,
    Screen.PRIVACY: beside.privacy,
    Screen.KEPT: beside.kept,
    Screen.PROOF: beside.proof,
    Screen.HELP: beside.help_,
    Screen.LANGUAGE: beside.language,
    Screen.FOLDED: beside.folded,
}
