"""Chats, their members, rights and topics."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any, Literal

from playground.accounts import Account, BotAccount, Person

if TYPE_CHECKING:
    from playground.messages import Message

RIGHTS = (
    "can_manage_chat",
    "can_delete_messages",
    "can_manage_video_chats",
    "can_restrict_members",
    "can_promote_members",
    "can_change_info",
    "can_invite_users",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
    "can_send_welcome_messages",
    "can_pin_messages",
    "can_manage_topics",
)
_PERMISSIONS = (
    "can_send_messages",
    "can_send_audios",
    "can_send_documents",
    "can_send_photos",
    "can_send_videos",
    "can_send_video_notes",
    "can_send_voice_notes",
    "can_send_polls",
    "can_send_other_messages",
    "can_add_web_page_previews",
    "can_react_to_messages",
    "can_edit_tag",
    "can_change_info",
    "can_invite_users",
    "can_pin_messages",
    "can_manage_topics",
)
Status = Literal["creator", "administrator", "member", "restricted", "left", "kicked"]
PRESENT: frozenset[str] = frozenset({"creator", "administrator", "member", "restricted"})


@dataclass
class Member:
    """An account's place in a chat; one who left keeps a place saying so."""

    account: Account
    status: Status = "member"
    rights: frozenset[str] = frozenset()

    def may(self, right: str) -> bool:
        """Whether this member holds an administrator's right."""
        return self.status == "creator" or (self.status == "administrator" and right in self.rights)

    def as_json(self) -> dict[str, Any]:
        """Telegram's ChatMember, with every field that aiogram and PTB insist on."""
        member: dict[str, Any] = {"status": self.status, "user": self.account.as_json()}
        if self.status == "creator":
            member["is_anonymous"] = False
        if self.status == "administrator":
            member |= {right: right in self.rights for right in RIGHTS}
            member |= {"can_be_edited": False, "is_anonymous": False, "can_manage_chat": True}
        if self.status == "restricted":
            member |= dict.fromkeys(_PERMISSIONS, False)
            member |= {"is_member": True, "until_date": 0}
        if self.status == "kicked":
            member["until_date"] = 0
        return member


@dataclass
class Topic:
    """A thread of a forum; its id is that of the message that opened it."""

    id: int
    name: str
    icon_color: int
    icon_emoji: str = ""
    closed: bool = False


@dataclass(eq=False)
class Chat:
    """A private chat of one person with one bot, or a group."""

    id: int
    key: str
    kind: Literal["private", "group", "supergroup"]
    title: str = ""
    forum: bool = False
    members: dict[int, Member] = field(default_factory=dict)
    topics: dict[int, Topic] = field(default_factory=dict)
    messages: dict[int, "Message"] = field(default_factory=dict)
    pinned: list[int] = field(default_factory=list)
    upgraded_to: int | None = None
    next_id: int = 1
    opened_at: datetime | None = None

    @property
    def person(self) -> Person:
        """The human half of a private chat."""
        return next(m.account for m in self.members.values() if isinstance(m.account, Person))

    @property
    def bot(self) -> BotAccount:
        """The bot's half of a private chat."""
        return next(m.account for m in self.members.values() if isinstance(m.account, BotAccount))

    def bots(self) -> list[BotAccount]:
        """The bots that are in here now."""
        return [
            member.account
            for member in self.members.values()
            if member.status in PRESENT and isinstance(member.account, BotAccount)
        ]

    def has(self, account: Account) -> bool:
        """Whether the account is in here now."""
        member = self.members.get(account.id)
        return member is not None and member.status in PRESENT

    def may(self, account: Account, right: str) -> bool:
        """Whether the account holds an administrator's right here; private chats need none."""
        if self.kind == "private":
            return True
        member = self.members.get(account.id)
        return member is not None and member.may(right)

    def as_json(self) -> dict[str, Any]:
        """Telegram's Chat, as a bot sees it."""
        if self.kind == "private":
            person = self.person.as_json()
            return {
                "id": self.id,
                "type": "private",
                **{key: person[key] for key in ("first_name", "username") if key in person},
            }
        chat: dict[str, Any] = {"id": self.id, "type": self.kind, "title": self.title}
        return chat | {"is_forum": True} if self.forum else chat

    def as_full_json(self) -> dict[str, Any]:
        """Telegram's ChatFullInfo, with every field that aiogram and PTB insist on."""
        full = self.as_json() | {
            "accent_color_id": 0,
            "max_reaction_count": 11,
            "accepted_gift_types": {
                "unlimited_gifts": False,
                "limited_gifts": False,
                "unique_gifts": False,
                "premium_subscription": False,
                "gifts_from_channels": False,
            },
        }
        if self.kind != "private":
            full["permissions"] = dict.fromkeys(_PERMISSIONS, True)
        return full
