"""What the intake bot says in Chinese."""

from handlers.texts.intake.zh_forms import ChineseForms
from handlers.texts.intake.zh_hiding import ChineseHiding
from handlers.texts.intake.zh_mailbox import ChineseMailbox
from handlers.texts.intake.zh_remarks import ChineseRemarks
from handlers.texts.intake.zh_words import ChineseWords


class Chinese(ChineseWords, ChineseForms, ChineseHiding, ChineseMailbox, ChineseRemarks):
    """All of it."""
