"""When weekly returns are asked for, as settings; the defaults are a proposal, not the notice's."""

from datetime import time, timedelta
from typing import Annotated, Any, Final, TypeAlias

from pydantic import BaseModel, BeforeValidator, Field, ValidationInfo, field_validator
from pydantic_settings import NoDecode

from bot.hours import Hour, Hours
from domain.weeks import Rhythm

_PROPOSED: Final = Rhythm()
_MINUTE: Final = timedelta(minutes=1)
_DAY: Final = 24 * 60

Weekday: TypeAlias = Annotated[int, Field(ge=1, le=7)]
Ahead: TypeAlias = Annotated[int, Field(ge=1, le=5)]


def _numbers(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    return tuple(int(part) for part in value.split(",") if part.strip())


class RhythmSettings(BaseModel):
    """The rhythm of returns, one variable a part: weekdays from Monday 1 to Sunday 7, minutes."""

    return_weekday: Weekday = _PROPOSED.weekday
    return_hour: Hour = _PROPOSED.at
    return_counted_hour: Hour = _PROPOSED.counted_at
    return_lock_weekday: Weekday = _PROPOSED.lock_weekday
    return_lock_hour: Hour = _PROPOSED.lock_at
    return_days_ahead: Annotated[tuple[Ahead, ...], NoDecode, BeforeValidator(_numbers)] = (
        _PROPOSED.ahead
    )
    return_hour_ahead: Hour = _PROPOSED.ahead_at
    return_hours_on_day: Hours = _PROPOSED.on_day
    return_chase_after: int = Field(default=_PROPOSED.chase_after // _MINUTE, gt=0, le=_DAY)
    return_quiet_from: Hour = _PROPOSED.quiet_from
    return_quiet_until: Hour = _PROPOSED.quiet_until

    @field_validator("return_counted_hour")
    @classmethod
    def _counted_before_it_is_due(cls, value: time, info: ValidationInfo) -> time:
        if value > info.data.get("return_hour", value):
            raise ValueError
        return value

    @field_validator("return_hours_on_day")
    @classmethod
    def _reminded_before_it_is_due(cls, value: tuple[time, ...], info: ValidationInfo) -> Any:
        if not value or max(value) >= info.data.get("return_hour", time.max):
            raise ValueError
        return value

    @field_validator("return_quiet_until")
    @classmethod
    def _quiet_over_night(cls, value: time, info: ValidationInfo) -> time:
        if value >= info.data.get("return_quiet_from", time.max):
            raise ValueError
        return value

    @property
    def rhythm(self) -> Rhythm:
        """All of it, as the rules take it."""
        return Rhythm(
            weekday=self.return_weekday,
            at=self.return_hour,
            counted_at=self.return_counted_hour,
            lock_weekday=self.return_lock_weekday,
            lock_at=self.return_lock_hour,
            ahead=self.return_days_ahead,
            ahead_at=self.return_hour_ahead,
            on_day=self.return_hours_on_day,
            chase_after=self.return_chase_after * _MINUTE,
            quiet_from=self.return_quiet_from,
            quiet_until=self.return_quiet_until,
        )
