"""A conversation that is not over: what was written, which screen it is at, what must be erased.

A draft lies sealed under a pseudonym that dies with its day, so a person goes on after a restart.
Every id that is needed twice comes from its secret: doing the same again gives the same.
"""

import hashlib
import json
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final

from domain.categories import Label
from domain.contents import EMPTY, Content, Unsent
from domain.reading import LineKind
from domain.reports import Kind, When

LIFE: Final = timedelta(hours=24)
"""How long a draft lives after the last touch."""
MAILBOX_IDLE: Final = timedelta(minutes=5)
FORM_IDLE: Final = timedelta(minutes=10)


class Screen(StrEnum):
    """What a person is looking at."""

    HOME = "home"
    SAFE = "safe"
    DANGER = "danger"
    URGENT = "urgent"
    STORY = "story"
    NOWHERE = "nowhere"
    ENTERPRISE = "enterprise"
    ELSEWHERE = "elsewhere"
    PLACE = "place"
    EXTRAS = "extras"
    CATEGORY = "category"
    PREVIEW = "preview"
    FULL = "full"
    REWRITE = "rewrite"
    FILES = "files"
    MASK = "mask"
    GIVEAWAYS = "giveaways"
    HAZARD = "hazard"
    FOUND = "found"
    RECEIPT = "receipt"
    CHECK = "check"
    KNOCK = "knock"
    ASK_CODE = "ask_code"
    MISS = "miss"
    LOST = "lost"
    MAILBOX = "mailbox"
    LETTERS = "letters"
    REPLY = "reply"
    LETTER = "letter"
    MASK_LETTER = "mask_letter"
    LETTER_GIVEAWAYS = "letter_giveaways"
    SENT = "sent"
    OBJECT = "object"
    RETALIATION = "retaliation"
    UNSOLVED = "unsolved"
    REWARD = "reward"
    IDENTITY = "identity"
    NO_IDENTITY = "no_identity"
    AFTERWARDS = "afterwards"
    DOOR = "door"
    CUT = "cut"
    BURN = "burn"
    BURNT = "burnt"
    WITHDRAW = "withdraw"
    WITHDRAWN = "withdrawn"
    PRIVACY = "privacy"
    KEPT = "kept"
    PROOF = "proof"
    HELP = "help"
    LANGUAGE = "language"
    FOLDED = "folded"


IN_MAILBOX: Final = frozenset(
    {
        *(Screen.MAILBOX, Screen.LETTERS, Screen.REPLY, Screen.LETTER, Screen.SENT),
        *(Screen.OBJECT, Screen.RETALIATION, Screen.CUT, Screen.BURN, Screen.WITHDRAW),
        *(Screen.UNSOLVED, Screen.REWARD, Screen.AFTERWARDS, Screen.MASK_LETTER, Screen.DOOR),
        *(Screen.IDENTITY, Screen.NO_IDENTITY, Screen.LETTER_GIVEAWAYS),
    }
)
"""Screens for which the receipt code is at hand."""

PICTURED: Final = frozenset({Screen.MASK, Screen.MASK_LETTER})
"""Screens that are a photo with a grid over it."""

AT_RECEIPT: Final = frozenset({Screen.RECEIPT, Screen.CHECK, Screen.KNOCK})
"""Screens from a receipt until it is put away."""

UNFOLDED: Final = frozenset({Screen.HOME, Screen.RECEIPT, Screen.CHECK, Screen.FOLDED})
"""Screens that stay as they are however long nothing happens."""


@dataclass(frozen=True, kw_only=True)
class Draft:
    """Everything that is known of a conversation, for a day at most.

    `back` is where help returns to, `fled` where danger does, `folded` where folding does;
    `editing` returns from a step to the form
    that is about to be sent; `code` is an open mailbox's receipt code, `parts` what has been typed
    of one. While `filed`, a receipt has not been put away yet: `receipt` makes its code, `due`
    stands on it, `filed_at` is when, `asked` whether knocks were asked about. `secret` is another
    after each report and letter, so that none is told from what is kept; `key`, when it is no
    longer the secret's own, locks the files.
    `identity` is who the person is, typed to be sealed for a reward.
    `kept` are words of `place` and `elsewhere` that might tell who writes, and were left in.
    `unsent` are letters to mailboxes that were shut. `form` and `litter` are messages to erase.
    With `soon` what is sent next waits for no posting hour, as its writer wished.
    `turn` counts what the person did: a button of an earlier turn is old. With `practice` the next
    report is one to try the system with, which its screens say all along.
    """

    secret: bytes = field(repr=False)
    key: bytes = field(default=b"", repr=False)
    touched: datetime
    screen: Screen = Screen.HOME
    back: Screen = Screen.HOME
    fled: Screen = Screen.HOME
    folded: Screen = Screen.HOME
    turn: int = 0
    language: str = ""
    kind: Kind = Kind.TIP
    report: Content = EMPTY
    enterprise: str | None = None
    enterprise_name: str = ""
    elsewhere: str = ""
    unsure: bool = False
    site: str | None = None
    site_name: str = ""
    place: str = ""
    kept: tuple[str, ...] = ()
    label: Label | None = None
    labelled: bool = False
    when: When | None = None
    urgent: bool = False
    soon: bool = False
    editing: bool = False
    practice: bool = False
    page: int = 0
    query: str = ""
    filed: bool = False
    filed_at: datetime | None = None
    receipt: bytes = field(default=b"", repr=False)
    due: date | None = None
    letter_due: date | None = None
    rings: bool = False
    asked: bool = False
    code: str = field(default="", repr=False)
    parts: tuple[str, ...] = ()
    letter: Content = EMPTY
    identity: Content = EMPTY
    purpose: LineKind = LineKind.OWN
    unsent: tuple[Unsent, ...] = ()
    form: int | None = None
    litter: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        if len(self.secret) != 32:
            raise ValueError("a draft's secret has 32 bytes")

    def derived(self, purpose: str) -> bytes:
        """32 bytes for a purpose: the same again whenever they are asked for."""
        return hashlib.blake2b(purpose.encode(), key=self.secret, digest_size=32).digest()

    @property
    def receipt_secret(self) -> bytes:
        """What the receipt code of the report at hand, or of the last one filed, is made from."""
        return self.receipt or self.derived("receipt")

    @property
    def file_key(self) -> bytes:
        """What locks the files that are kept with it."""
        return self.key or self.derived("files")

    def mark(self, code: str) -> str:
        """By which a letter's mailbox is known again, and only with its receipt code."""
        return hashlib.blake2b(code.encode(), key=self.file_key, digest_size=16).hexdigest()

    @property
    def files(self) -> list[str]:
        """The ids of all files that are kept with it."""
        contents = (self.report, self.letter, *(one.letter for one in self.unsent))
        return [file.id for content in contents for file in content.files]

    def id(self, purpose: str) -> str:
        """An id of the store for a purpose."""
        return self.derived(f"id:{purpose}")[:12].hex()

    @property
    def nonce(self) -> str:
        """What the buttons of the present screen carry."""
        return self.derived(f"turn:{self.turn}")[:4].hex()

    @property
    def dead(self) -> datetime:
        """When it dies."""
        return self.touched + LIFE

    @property
    def begun(self) -> bool:
        """Whether there is something in it that was not filed yet."""
        return not self.report.empty

    def idle(self, now: datetime) -> bool:
        """Whether nothing happened for so long that the screen is to be folded away."""
        if self.screen in UNFOLDED:
            return False
        limit = MAILBOX_IDLE if self.screen in IN_MAILBOX else FORM_IDLE
        return now - self.touched >= limit

    def to_bytes(self) -> bytes:
        """The draft as it is sealed."""
        fields = vars(self) | {
            "secret": self.secret.hex(),
            "key": self.key.hex(),
            "receipt": self.receipt.hex(),
            "touched": self.touched.isoformat(),
            "filed_at": self.filed_at.isoformat() if self.filed_at else None,
            "due": self.due.isoformat() if self.due else None,
            "letter_due": self.letter_due.isoformat() if self.letter_due else None,
        }
        return json.dumps(fields, ensure_ascii=False, default=_plain).encode()

    @classmethod
    def from_bytes(cls, plain: bytes) -> "Draft":
        """The draft that was sealed."""
        fields = json.loads(plain)
        return cls(
            **fields
            | {
                "secret": bytes.fromhex(fields["secret"]),
                "key": bytes.fromhex(fields["key"]),
                "receipt": bytes.fromhex(fields["receipt"]),
                "touched": datetime.fromisoformat(fields["touched"]),
                "filed_at": _moment(fields["filed_at"]),
                "due": _day(fields["due"]),
                "letter_due": _day(fields["letter_due"]),
                "screen": Screen(fields["screen"]),
                "back": Screen(fields["back"]),
                "fled": Screen(fields.get("fled", Screen.HOME)),
                "folded": Screen(fields.get("folded", fields["back"])),
                "kind": Kind(fields["kind"]),
                "label": Label(fields["label"]) if fields["label"] else None,
                "when": When(fields["when"]) if fields["when"] else None,
                "purpose": LineKind(fields["purpose"]),
                "report": Content.of(fields["report"]),
                "letter": Content.of(fields["letter"]),
                "identity": Content.of(fields["identity"]) if "identity" in fields else EMPTY,
                "unsent": tuple(Unsent.of(one) for one in fields["unsent"]),
                "kept": tuple(fields.get("kept", ())),
                "parts": tuple(fields["parts"]),
                "litter": tuple(fields["litter"]),
            }
        )


def dies_at(draft: Draft) -> datetime:
    """The midnight by which the draft is destroyed though nobody comes back: it tells no hour.

    It is of no use from `dead` on; the key that it is sealed under goes at the same midnight.
    """
    midnight = draft.dead.replace(hour=0, minute=0, second=0, microsecond=0)
    return midnight if midnight == draft.dead else midnight + timedelta(days=1)


def _plain(value: object) -> object:
    """What JSON does not know: moments, and what a draft consists of."""
    return value.isoformat() if isinstance(value, datetime) else vars(value)


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
