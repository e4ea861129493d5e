"""Numbers of identity cards.

Source: GB 11643-1999: 6 figures of a region (GB/T 2260), the birthday, a sequence of 3, a check by
ISO 7064 MOD 11-2; cards from before 1999 have 15 figures, without century and check.
"""

from datetime import date
from typing import Final

_REGIONS: Final = frozenset(
    {11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33, 34, 35, 36, 37, 41, 42, 43, 44, 45, 46}
    | {50, 51, 52, 53, 54, 61, 62, 63, 64, 65, 71, 81, 82, 83}
)
_WEIGHTS: Final = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS: Final = "10x98765432"


def check_sign(figures: str) -> str:
    """The check of a card's first 17 figures: 0 to 9 or x."""
    total = sum(int(figure) * weight for figure, weight in zip(figures, _WEIGHTS, strict=True))
    return _CHECKS[total % 11]


def of_a_person(number: str) -> bool:
    """Whether region and birthday of a number with 15 or 18 signs can be somebody's."""
    born = number[6:14] if len(number) == 18 else f"19{number[6:12]}"
    if int(number[:2]) not in _REGIONS:
        return False
    try:
        birthday = date(int(born[:4]), int(born[4:6]), int(born[6:]))
    except ValueError:
        return False
    return date(1920, 1, 1) < birthday < date(2020, 1, 1)


def checks(number: str) -> bool:
    """Whether the last of 18 signs is the one that the others ask for; 15 have none."""
    return len(number) != 18 or check_sign(number[:17]) == number[17]
