"""What each process is told from outside: `CHUISHAO_*` variables, from the environment or `.env`.

The intake's settings have no field for anything that opens: what is not there cannot be stolen.
"""

import os
import sys
from datetime import time
from pathlib import Path
from typing import Any, ClassVar, Literal, Self, TypeVar
from zoneinfo import ZoneInfo

from pydantic import Field, SecretStr, model_validator
from pydantic import ValidationError as WrongError
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.hours import Hour, Hours
from bot.keeping_settings import KeepingSettings
from bot.rhythm_settings import RhythmSettings
from bot.setting_kinds import (
    Address,
    Database,
    MaybeAddress,
    Phone,
    Proxy,
    Token,
    Username,
    WebhookSecret,
    Zone,
)
from bot.settings_texts import sentences

PREFIX = "CHUISHAO_"
WRONG = 2
"""The exit status of a process whose settings are wrong."""


class Settings(BaseSettings):
    """What both processes need; a path or database that is not named lies in `data_dir`."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        extra="ignore",
        populate_by_name=True,
        hide_input_in_errors=True,
        frozen=True,
    )
    webhook_path: ClassVar[str]

    data_dir: Path = Path("data")
    database_url: Database | None = None
    sealing_key_file: Path | None = None
    calendar_file: Path | None = None
    backup_dir: Path | None = None
    telegram_api: Address = "https://api.telegram.org"
    proxy: Proxy = Field(default="", repr=False)
    language: Literal["zh", "en"] = "zh"
    timezone: Zone = "Asia/Shanghai"
    webhook_url: MaybeAddress = ""
    webhook_host: str = "127.0.0.1"
    webhook_secret: WebhookSecret | None = None
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"

    @model_validator(mode="before")
    @classmethod
    def _nothing_written_is_nothing_set(cls, values: Any) -> Any:
        """`NAME=` leaves the default, but for the posting hours, where it means at once."""
        return {name: v for name, v in values.items() if v != "" or name == "posting_hours"}

    @model_validator(mode="after")
    def _webhook_is_whole(self) -> Self:
        if self.webhook_url and self.webhook_secret is None:
            raise ValueError("webhook_secret")
        return self

    @property
    def zone(self) -> ZoneInfo:
        """The office's time zone."""
        return ZoneInfo(self.timezone)

    @property
    def database(self) -> str:
        """The database's URL, with its password if it has one."""
        if self.database_url is not None:
            return self.database_url.get_secret_value()
        return f"sqlite:///{self.data_dir / 'chuishao.db'}"

    @property
    def sealing_key_path(self) -> Path:
        """The file of the public sealing key."""
        return self.sealing_key_file or self.data_dir / "keys" / "sealing.key"

    @property
    def calendar_path(self) -> Path:
        """The file of days off and make-up working days the calendar does not know by itself."""
        return self.calendar_file or self.data_dir / "calendar_overrides.yaml"

    @property
    def backup_path(self) -> Path:
        """The folder of the backups."""
        return self.backup_dir or self.data_dir / "backups"

    @property
    def webhook_address(self) -> str | None:
        """Where Telegram is told to send updates; None when they are fetched."""
        return f"{self.webhook_url}{self.webhook_path}" if self.webhook_url else None


class OwnKeysSettings(Settings):
    """Where the intake's own keys lie; no other process may read them, and no backup holds them."""

    webhook_path: ClassVar[str] = ""

    day_key_file: Path | None = None
    route_key_file: Path | None = None

    @property
    def day_key_path(self) -> Path:
        """The file of the two day keys."""
        return self.day_key_file or self.data_dir / "intake" / "day-keys"

    @property
    def route_key_path(self) -> Path:
        """The file of the key that routes are sealed under, beside the day keys."""
        return self.route_key_file or self.day_key_path.with_name("route-key")


class IntakeSettings(KeepingSettings, OwnKeysSettings):
    """What the intake is told: nothing that opens, and nothing of the desk but its user name.

    `posting_hours` are the hours at which what is not urgent reaches the desk, () for at once;
    `knock_hour` is when whoever asked for it is told that there is news.
    """

    webhook_path: ClassVar[str] = "/intake"

    intake_token: Token
    desk_username: Username
    posting_hours: Hours = (time(9), time(15))
    knock_hour: Hour = time(20)
    webhook_port: int = Field(
        default=8085, gt=0, lt=65536, validation_alias=f"{PREFIX}INTAKE_WEBHOOK_PORT"
    )
    health_port: int = Field(
        default=0, ge=0, lt=65536, validation_alias=f"{PREFIX}INTAKE_HEALTH_PORT"
    )
    hotline_labour: Phone = "12333"
    hotline_union: Phone = "12351"
    hotline_legal: Phone = "12348"
    hotline_safety: Phone = "12350"
    hotline_city: Phone = "12345"
    officers_file: Path | None = None
    source_url: MaybeAddress = ""

    @property
    def officers_path(self) -> Path:
        """The file of the two officers' public keys; there need not be one."""
        return self.officers_file or self.data_dir / "keys" / "officers"


class DeskSettings(KeepingSettings, RhythmSettings, Settings):
    """What the desk is told; the passphrase comes from a file, systemd or the environment."""

    webhook_path: ClassVar[str] = "/desk"

    desk_token: Token
    intake_username: Username
    opening_key_file: Path | None = None
    passphrase: SecretStr | None = None
    passphrase_file: Path | None = None
    webhook_port: int = Field(
        default=8086, gt=0, lt=65536, validation_alias=f"{PREFIX}DESK_WEBHOOK_PORT"
    )
    health_port: int = Field(
        default=0, ge=0, lt=65536, validation_alias=f"{PREFIX}DESK_HEALTH_PORT"
    )

    @property
    def opening_key_path(self) -> Path:
        """The file of the opening keys, locked under the passphrase."""
        return self.opening_key_file or self.data_dir / "keys" / "opening.key"

    @property
    def instance_path(self) -> Path:
        """The file by which a desk that was started again is known."""
        return self.data_dir / "desk.instance"

    def read_passphrase(self) -> SecretStr | None:
        """What opens the key file, None when nobody has given it yet.

        Asked in this order: `passphrase`, `passphrase_file`, systemd's credential `passphrase`.

        Raises:
            OSError: when the file that is named cannot be read.
        """
        if self.passphrase is not None:
            return self.passphrase
        folder = os.environ.get("CREDENTIALS_DIRECTORY")
        credential = Path(folder) / "passphrase" if folder else None
        if self.passphrase_file is not None:
            file = self.passphrase_file
        elif credential is not None and credential.exists():
            file = credential
        else:
            return None
        return SecretStr(file.read_text(encoding="utf-8").rstrip("\r\n"))


class OfficeSettings(KeepingSettings, RhythmSettings, Settings):
    """What administration from the command line needs; it asks for no token."""

    webhook_path: ClassVar[str] = ""

    hotline_safety: Phone = "12350"

    intake_username: Username | Literal[""] = ""
    officers_file: Path | None = None

    @property
    def officers_path(self) -> Path:
        """The file of the two officers' public keys; there need not be one."""
        return self.officers_file or self.data_dir / "keys" / "officers"


class WaitingSettings(OfficeSettings):
    """What is needed to speak for a desk that cannot start yet."""

    desk_token: Token


class DoctorSettings(OfficeSettings):
    """What the doctor looks at: all that there is, and no token has to be there."""

    intake_token: Token | None = None
    desk_token: Token | None = None
    opening_key_file: Path | None = None
    border_decided: str = ""

    @property
    def opening_key_path(self) -> Path:
        """The file of the opening keys."""
        return self.opening_key_file or self.data_dir / "keys" / "opening.key"


Some = TypeVar("Some", bound=Settings)


def read(kind: type[Some]) -> Some:
    """The settings from the environment, beneath it the file of CHUISHAO_ENV_FILE (`.env`).

    Beneath both, systemd's credentials: each a file that is named like its variable.

    Raises:
        WrongError: when something is missing or wrong; `explain` puts it in words.
    """
    file = os.environ.get(f"{PREFIX}ENV_FILE", ".env")
    given = os.environ.get("CREDENTIALS_DIRECTORY")
    folder = given if given and Path(given).is_dir() else None
    return kind(_env_file=file or None, _env_file_encoding="utf-8", _secrets_dir=folder)


def load(kind: type[Some]) -> Some:
    """The settings, or the end of the process: a sentence per wrong setting, and status 2."""
    try:
        return read(kind)
    except WrongError as error:
        sys.stderr.write("".join(f"{line}\n" for line in explain(error)))
        raise SystemExit(WRONG) from None


def explain(error: WrongError) -> list[str]:
    """One plain sentence with its cure for each wrong setting; never a value."""
    say = sentences(os.environ.get(f"{PREFIX}LANGUAGE"))
    lines = []
    for fault in error.errors(include_input=False, include_context=False, include_url=False):
        name = str(fault["loc"][0]) if fault["loc"] else "webhook_secret"
        variable = name.upper() if name.isupper() else f"{PREFIX}{name.upper()}"
        missing = fault["type"] == "missing" or not fault["loc"]
        cure = say.cures.get(variable.removeprefix(PREFIX).lower(), say.see_example)
        lines.append((say.missing if missing else say.wrong).format(name=variable, cure=cure))
    return list(dict.fromkeys(lines))
