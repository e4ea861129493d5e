"""How long what is over is kept, as settings in days; the defaults are proposals."""

from datetime import timedelta
from typing import Annotated, Final, TypeAlias

from pydantic import BaseModel, Field

from domain.retention import Keeping

_PROPOSED: Final = Keeping()
Days: TypeAlias = Annotated[int, Field(ge=30, le=36_500)]
"""No fewer than thirty: the numbers of the last month, which employees read, need its cases."""


class KeepingSettings(BaseModel):
    """One variable a kind of case; days are counted from the closing, of practice from the day."""

    keep_unaccepted_days: Days = _PROPOSED.unaccepted.days
    keep_checked_days: Days = _PROPOSED.checked.days
    keep_files_days: Days = _PROPOSED.files.days
    keep_practice_days: int = Field(default=_PROPOSED.practice.days, ge=1, le=365)
    backup_days: int = Field(default=14, gt=0, le=365)

    @property
    def keeping(self) -> Keeping:
        """How long what is over is kept."""
        return Keeping(
            unaccepted=timedelta(days=self.keep_unaccepted_days),
            checked=timedelta(days=self.keep_checked_days),
            files=timedelta(days=self.keep_files_days),
            practice=timedelta(days=self.keep_practice_days),
        )
