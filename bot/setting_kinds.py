"""What a setting may be: a token, a user name, an address, a database."""

import re
from typing import Annotated, Any
from zoneinfo import available_timezones

from pydantic import AfterValidator, BeforeValidator, SecretStr
from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

_TOKEN = re.compile(r"[0-9]{3,}:[A-Za-z0-9_-]{30,}")
_USERNAME = re.compile(r"[A-Za-z][A-Za-z0-9_]{3,31}")
_WEBHOOK_SECRET = re.compile(r"[A-Za-z0-9_-]{16,256}")
_PHONE = re.compile(r"[0-9][0-9 -]{2,19}")


def _a(wanted: re.Pattern[str]) -> AfterValidator:
    def matching(value: Any) -> Any:
        plain = value.get_secret_value() if isinstance(value, SecretStr) else value
        if not wanted.fullmatch(plain):
            raise ValueError
        return value

    return AfterValidator(matching)


def _zone(value: str) -> str:
    if value not in available_timezones():
        raise ValueError
    return value


def _address(value: str) -> str:
    if not re.fullmatch(r"https?://[^\s/@?#]+(/[^\s?#]*)?", value):
        raise ValueError
    return value.rstrip("/")


def _proxy(value: str) -> str:
    if not re.fullmatch(r"(https?|socks5)://\S+", value):
        raise ValueError
    return value


def _database(value: SecretStr) -> SecretStr:
    try:
        place = make_url(value.get_secret_value())
    except ArgumentError:
        raise ValueError from None
    if place.drivername == "postgresql":
        place = place.set(drivername="postgresql+psycopg")
    in_file = place.drivername == "sqlite" and place.database not in {None, "", ":memory:"}
    if not in_file and place.drivername != "postgresql+psycopg":
        raise ValueError
    return SecretStr(place.render_as_string(hide_password=False))


Token = Annotated[SecretStr, _a(_TOKEN)]
Username = Annotated[str, BeforeValidator(lambda value: str(value).lstrip("@")), _a(_USERNAME)]
Phone = Annotated[str, _a(_PHONE)]
Address = Annotated[str, AfterValidator(_address)]
MaybeAddress = Annotated[str, AfterValidator(lambda value: value and _address(value))]
WebhookSecret = Annotated[SecretStr, _a(_WEBHOOK_SECRET)]
Zone = Annotated[str, AfterValidator(_zone)]
Proxy = Annotated[str, AfterValidator(lambda value: value and _proxy(value))]
Database = Annotated[SecretStr, AfterValidator(_database)]
