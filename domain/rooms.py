"""Whether a group can be a desk: what Telegram says of it, and what is missing."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Fault(StrEnum):
    """What keeps a group from being a desk, in the order it is shown."""

    TOPICS = "topics"
    MANAGE = "manage"
    DELETE = "delete"
    PIN = "pin"
    BLIND = "blind"
    PUBLIC = "public"
    STRANGERS = "strangers"
    TIED = "tied"


@dataclass(frozen=True, kw_only=True)
class Group:
    """A group as Telegram shows it; `strangers` are members, bots too, who are not enrolled.

    `tied` members belong to an enterprise whose cases come here.
    """

    topics: bool
    manages_topics: bool
    deletes: bool
    pins: bool
    sees_all: bool
    private: bool
    strangers: int = 0
    tied: int = 0


def faults(group: Group) -> Mapping[Fault, int]:
    """What is missing, with how many people it concerns (1 where it concerns none)."""
    missing = {
        Fault.TOPICS: not group.topics,
        Fault.MANAGE: not group.manages_topics,
        Fault.DELETE: not group.deletes,
        Fault.PIN: not group.pins,
        Fault.BLIND: not group.sees_all,
        Fault.PUBLIC: not group.private,
        Fault.STRANGERS: group.strangers,
        Fault.TIED: group.tied,
    }
    return {fault: int(count) for fault, count in missing.items() if count}
