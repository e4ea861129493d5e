"""A figure, how it was obtained, and the table they make."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """One measured value with its unit, and in a sentence how it was obtained."""

    name: str
    value: str
    how: str


def table(figures: Iterable[Figure]) -> str:
    """The figures as a Markdown table."""
    rows = [f"| {figure.name} | {figure.value} | {figure.how} |" for figure in figures]
    return "\n".join(["| figure | value | how it was obtained |", "|---|---|---|", *rows])
