"""Single questions to the Bot API from the command line; answers as Telegram's JSON."""

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any, Final

import httpx

PATIENCE: Final = 10.0
OFFICIAL: Final = "https://api.telegram.org"


class NotReachedError(Exception):
    """Nobody answers there, or the proxy's address is none."""


class BotApi:
    """A Bot API server at `base`, through a proxy where one is named."""

    def __init__(self, base: str = OFFICIAL, proxy: str = "") -> None:
        self.base = base.rstrip("/")
        self._proxy = proxy or None

    @property
    def host(self) -> str:
        """Whom one has to reach."""
        return httpx.URL(self.base).host

    def moment(self) -> datetime:
        """The server's own time, in UTC; NotReachedError."""
        said = self._get("").headers.get("Date", "")
        return parsedate_to_datetime(said).astimezone(UTC) if said else datetime.now(UTC)

    def ask(self, token: str, method: str, **parameters: Any) -> Any:
        """What a method gives, None when Telegram refuses; NotReachedError."""
        answer = self._get(f"/bot{token}/{method}", parameters)
        try:
            told = answer.json()
        except ValueError:
            return None
        return told.get("result") if told.get("ok") else None

    def _get(self, path: str, parameters: dict[str, Any] | None = None) -> httpx.Response:
        try:
            with httpx.Client(proxy=self._proxy, timeout=PATIENCE) as client:
                return client.get(f"{self.base}{path}", params=parameters)
        except (httpx.HTTPError, httpx.InvalidURL, ValueError, ImportError):
            raise NotReachedError from None
