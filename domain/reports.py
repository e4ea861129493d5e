"""What a reporter files: a tip or a hazard, as it is sealed for the desk."""

import json
from dataclasses import asdict, dataclass
from enum import StrEnum


class Kind(StrEnum):
    """The two kinds of report."""

    TIP = "tip"
    HAZARD = "hazard"


class When(StrEnum):
    """When it happens, coarse on purpose."""

    NOW = "now"
    TODAY = "today"
    WEEK = "week"
    EARLIER = "earlier"
    ALWAYS = "always"


@dataclass(frozen=True, kw_only=True)
class Report:
    """The content of a report.

    `enterprise` and `site` are ids of the store, `elsewhere` a typed name of another place.
    `category` is one of `domain.categories`; None where the reporter did not say. `files` counts
    the attachments that are sealed beside it.
    """

    kind: Kind
    texts: tuple[str, ...] = ()
    enterprise: str | None = None
    elsewhere: str = ""
    site: str | None = None
    place: str = ""
    category: str | None = None
    when: When | None = None
    urgent: bool = False
    files: int = 0

    def to_bytes(self) -> bytes:
        """The report as it is sealed."""
        return json.dumps(asdict(self), ensure_ascii=False).encode()

    @classmethod
    def from_bytes(cls, plain: bytes) -> "Report":
        """The report that was sealed."""
        fields = json.loads(plain)
        fields["kind"] = Kind(fields["kind"])
        fields["when"] = When(fields["when"]) if fields["when"] else None
        fields["texts"] = tuple(fields["texts"])
        return cls(**fields)
