"""An open mailbox: its lines, opened with the code in hand and forgotten after the showing."""

from dataclasses import dataclass, field, replace

from domain import receipts
from domain.contents import EMPTY
from domain.drafts import Draft, Screen
from domain.reading import Line, LineKind
from domain.receipts import ReceiptCode
from handlers.intake.kit import Kit
from storage import letters
from storage.envelope import UnsealError, unseal
from storage.letters import Mailbox
from storage.mailbox_keys import mailbox_private


@dataclass(frozen=True)
class Opened:
    """What a code opens: the case's id, the mailbox's public key, and the lines in their order.

    `knocks` tells whether somebody is knocked for.
    """

    case: str = ""
    key: bytes = b""
    posted: bool = True
    knocks: bool = False
    lines: tuple[Line, ...] = field(default=(), repr=False)

    @property
    def found(self) -> bool:
        """Whether there is a mailbox at all."""
        return bool(self.case)


async def look(kit: Kit, code: ReceiptCode) -> Opened:
    """Looks for the mailbox of a code: the same one query and key work for a miss."""
    locator = receipts.locator(code)
    private = mailbox_private(receipts.mailbox_seed(code))
    found = await kit.store.read(letters.find, locator, now=kit.now())
    return Opened() if found is None else _opened(found, private)


async def reopen(kit: Kit, draft: Draft) -> Opened:
    """The mailbox whose code is at hand."""
    return await look(kit, ReceiptCode(draft.code))


def closed(draft: Draft) -> Draft:
    """The mailbox is gone, and with it a letter to it: what was typed led nowhere."""
    bare = replace(draft, code="", parts=(), letter=EMPTY, identity=EMPTY, purpose=LineKind.OWN)
    return replace(bare, screen=Screen.MISS)


def _opened(found: Mailbox, private: bytes) -> Opened:
    lines = []
    for letter in found.letters:
        try:
            plain = unseal(letter.body, private=private, place=letters.PLACE, item=letter.id)
        except UnsealError:  # written for the desk alone
            continue
        lines.append(Line.from_bytes(plain))
    return Opened(found.case, found.key, found.posted, found.knocks, tuple(lines))
