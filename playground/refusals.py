"""What Telegram answers when it will not do what a bot asks, in its own words."""

from typing import Any


class RefusalError(Exception):
    """Telegram says no: an HTTP status, a description and perhaps parameters."""

    def __init__(self, code: int, description: str, **parameters: Any) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters

    def as_json(self) -> dict[str, Any]:
        """The body a bot receives."""
        body: dict[str, Any] = {
            "ok": False,
            "error_code": self.code,
            "description": self.description,
        }
        if self.parameters:
            body["parameters"] = self.parameters
        return body


def bad_request(why: str, **parameters: Any) -> RefusalError:
    """400 with Telegram's usual prefix."""
    return RefusalError(400, f"Bad Request: {why}", **parameters)


def forbidden(why: str) -> RefusalError:
    """403 with Telegram's usual prefix."""
    return RefusalError(403, f"Forbidden: {why}")


def conflict(why: str) -> RefusalError:
    """409: somebody else already fetches this bot's updates."""
    return RefusalError(409, f"Conflict: {why}")


def too_many(retry_after: int) -> RefusalError:
    """429 with the seconds to wait."""
    return RefusalError(
        429, f"Too Many Requests: retry after {retry_after}", retry_after=retry_after
    )
