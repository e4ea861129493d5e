"""Who writes and presses: everybody has marks by which their words and they are known again."""

import re
from dataclasses import dataclass
from enum import Enum
from typing import Final


class Part(Enum):
    """What somebody is to the office."""

    REPORTER = "reporter"
    REVIEWER = "reviewer"
    CONTACT = "contact"
    STRANGER = "stranger"


@dataclass(frozen=True)
class Somebody:
    """`said` stands in all that they write, `known_as` in their names and nowhere else."""

    name: str
    part: Part
    account: int
    said: str
    known_as: str

    @property
    def as_json(self) -> dict[str, object]:
        return {
            "id": self.account,
            "is_bot": False,
            "first_name": f"<b>{self.known_as}</b>",
            "username": f"zq_{self.account}_{self.name}",
            "language_code": "zh-hans",
        }


def _cast() -> dict[str, Somebody]:
    parts = {
        Part.REPORTER: ("wang", "li", "zhao", "sun"),
        Part.REVIEWER: ("lead", "first", "second", "tied", "elsewhere", "left"),
        Part.CONTACT: ("gas", "spare", "heat"),
        Part.STRANGER: ("passer", "rival", "guest"),
    }
    named = [(name, part) for part, names in parts.items() for name in names]
    return {
        name: Somebody(
            name,
            part,
            7_300_000_017 + 1_000_003 * number,
            said=chr(0x9F11 + number) + chr(0x9F51 + number),
            known_as=chr(0x4DB5 - number) + chr(0x4D71 - number),
        )
        for number, (name, part) in enumerate(named)
    }


CAST: Final = _cast()
BY_ACCOUNT: Final = {who.account: who for who in CAST.values()}
SAID: Final = re.compile("|".join(who.said for who in CAST.values()))
