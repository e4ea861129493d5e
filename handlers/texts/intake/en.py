"""What the intake bot says in English."""

from handlers.texts.intake.en_forms import EnglishForms
from handlers.texts.intake.en_hiding import EnglishHiding
from handlers.texts.intake.en_mailbox import EnglishMailbox
from handlers.texts.intake.en_remarks import EnglishRemarks
from handlers.texts.intake.en_words import EnglishWords


class English(EnglishWords, EnglishForms, EnglishHiding, EnglishMailbox, EnglishRemarks):
    """All of it."""
