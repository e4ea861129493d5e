"""A place in a text by which its writer might be recognised."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class GiveawayKind(StrEnum):
    """What gives the writer away."""

    MOBILE = "mobile"
    LANDLINE = "landline"
    ID_CARD = "id_card"
    PLATE = "plate"
    EMAIL = "email"
    CHAT_ID = "chat_id"
    BANK_CARD = "bank_card"
    EMPLOYEE_NO = "employee_no"
    I_AM = "i_am"
    OUR_TEAM = "our_team"
    ONLY_ME = "only_me"
    I_SAID = "i_said"
    NAME = "name"


PHRASES: Final = frozenset(
    {
        GiveawayKind.I_AM,
        GiveawayKind.OUR_TEAM,
        GiveawayKind.ONLY_ME,
        GiveawayKind.I_SAID,
        GiveawayKind.NAME,
    }
)
"""What is said in words; all other kinds are numbers and the like."""


@dataclass(frozen=True)
class Giveaway:
    """Characters `start` to `end` (exclusive) of a text."""

    kind: GiveawayKind
    start: int
    end: int
