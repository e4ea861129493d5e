"""Hours of the day as settings write them: 16:00, and several as 09:00,15:00."""

from datetime import time
from typing import Annotated, Any, TypeAlias

from pydantic import BeforeValidator
from pydantic_settings import NoDecode


def _hour(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    hour = time.fromisoformat(value.strip())
    if hour.tzinfo is not None:
        raise ValueError
    return hour


def _hours(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    return tuple(sorted(_hour(part) for part in value.split(",") if part.strip()))


Hour: TypeAlias = Annotated[time, BeforeValidator(_hour)]
"""One hour of the day, in the office's zone."""
Hours: TypeAlias = Annotated[tuple[time, ...], NoDecode, BeforeValidator(_hours)]
"""Hours of the day, the earliest first."""
