"""What a press, a text or a file makes of a draft: the whole conversation, without effects.

Filing a report and what happens at a mailbox have effects of their own; everything else is here:
`buttons`, the `ways` between screens, `presses`, and the `taking` in of what is written or sent.
"""

from domain.conversation.buttons import Do
from domain.conversation.masks import blackened, pending
from domain.conversation.presses import SUBMITTABLE, identified, press, sent, submit
from domain.conversation.taking import (
    LONGEST_IDENTITY,
    LONGEST_NAME,
    LONGEST_PLACE,
    Remark,
    attach,
    caption,
    edit,
    exchange,
    has_file,
    recaption,
    say,
    takes_files,
)
from domain.conversation.ways import (
    answered,
    aside,
    back,
    checked,
    danger,
    discard,
    form,
    practise,
    scan,
    start,
    unfold,
)
from domain.forgetting import shut

__all__ = [
    "LONGEST_IDENTITY",
    "LONGEST_NAME",
    "LONGEST_PLACE",
    "SUBMITTABLE",
    "Do",
    "Remark",
    "answered",
    "aside",
    "attach",
    "back",
    "blackened",
    "caption",
    "checked",
    "danger",
    "discard",
    "edit",
    "exchange",
    "form",
    "has_file",
    "identified",
    "pending",
    "practise",
    "press",
    "recaption",
    "say",
    "scan",
    "sent",
    "shut",
    "start",
    "submit",
    "takes_files",
    "unfold",
]
