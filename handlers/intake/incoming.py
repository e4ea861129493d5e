"""What kind of thing a message is: a text, a file that is worth fetching, or something refused."""

from dataclasses import dataclass
from typing import Final

from aiogram.types import Message

SERVICE: Final = frozenset(
    {
        *("pinned_message", "message_auto_delete_timer_changed", "chat_background_set"),
        *("new_chat_members", "left_chat_member", "chat_owner_left", "chat_owner_changed"),
        *("new_chat_title", "new_chat_photo", "delete_chat_photo"),
        *("group_chat_created", "supergroup_chat_created", "channel_chat_created"),
        *("migrate_to_chat_id", "migrate_from_chat_id"),
        *("community_chat_added", "community_chat_removed", "community_chat_joined"),
        *("forum_topic_created", "forum_topic_edited", "forum_topic_closed"),
        *("forum_topic_reopened", "general_forum_topic_hidden", "general_forum_topic_unhidden"),
        *("video_chat_scheduled", "video_chat_started", "video_chat_ended"),
        *("video_chat_participants_invited", "proximity_alert_triggered", "boost_added"),
        *("connected_website", "write_access_allowed", "managed_bot_created"),
        *("giveaway_created", "giveaway_completed", "gift", "unique_gift", "gift_upgrade_sent"),
        *("checklist_tasks_done", "checklist_tasks_added"),
        *("poll_option_added", "poll_option_deleted"),
        *("direct_message_price_changed", "paid_message_price_changed"),
        *("suggested_post_approved", "suggested_post_approval_failed", "suggested_post_declined"),
        *("suggested_post_paid", "suggested_post_refunded"),
        *("successful_payment", "refunded_payment"),
    }
)
"""What Telegram writes into a chat itself: the present screen is answer enough."""


@dataclass(frozen=True)
class Fetchable:
    """A photo or document; `size` in bytes, 0 where Telegram does not say."""

    file_id: str
    size: int
    caption: str


def refused(message: Message) -> str | None:
    """Which refusal a message gets (a key of the texts' `refused`), None when it is taken in."""
    if message.forward_origin is not None:
        return "forwarded"
    for name in ("voice", "video_note", "audio", "contact", "sticker"):
        if getattr(message, name) is not None:
            return name
    if message.video is not None or message.animation is not None:
        return "video"
    if message.location is not None or message.venue is not None:
        return "location"
    if message.dice is not None:
        return "sticker"
    if message.text is None and message.photo is None and message.document is None:
        return "other"
    return None


def fetchable(message: Message) -> Fetchable | None:
    """The photo in its largest size, or the document."""
    caption = message.caption or ""
    if message.photo:
        largest = max(message.photo, key=lambda size: size.width * size.height)
        return Fetchable(largest.file_id, largest.file_size or 0, caption)
    if message.document is not None:
        return Fetchable(message.document.file_id, message.document.file_size or 0, caption)
    return None
