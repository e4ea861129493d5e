"""The acts: each takes a case, checks it against the table and returns the whole decision.

Moments handed in are aware and in the office's time zone, so that `.date()` is the office's day.
"""

from domain.acts.arrival import mark_urgent, post, report_death, unmark_urgent
from domain.acts.ending import close, conclude, decline, merge, object_to, reopen, undo, withdraw
from domain.acts.extension import ask_extension, grant_extension, refuse_extension
from domain.acts.identity import identify, open_identity
from domain.acts.referral import receipt_came, refer, return_referral
from domain.acts.work import (
    answered,
    ask,
    claim,
    hand_over,
    hear,
    mute,
    release,
    reply,
    take_on,
    unmute,
)

__all__ = [
    "answered",
    "ask",
    "ask_extension",
    "claim",
    "close",
    "conclude",
    "decline",
    "grant_extension",
    "hand_over",
    "hear",
    "identify",
    "mark_urgent",
    "merge",
    "mute",
    "object_to",
    "open_identity",
    "post",
    "receipt_came",
    "refer",
    "refuse_extension",
    "release",
    "reopen",
    "reply",
    "report_death",
    "return_referral",
    "take_on",
    "undo",
    "unmark_urgent",
    "unmute",
    "withdraw",
]
