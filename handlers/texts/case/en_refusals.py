"""Why something was refused and what to do instead, in English."""

from collections.abc import Mapping

from domain import errors
from handlers.texts import returns

_ROLES = {
    "contact": "a contact of this enterprise",
    "untied": "a reviewer who is not tied to it",
    "reviewer": "a reviewer",
    "holder": "the holder of the case",
    "holder_or_lead": "the holder or a lead",
    "lead": "a lead",
    "lead_not_holder": "a lead who is not the holder",
    "writer": "whoever wrote it",
    "other": "a reviewer who has not worked on this case",
}
_DID = {
    "": "taken",
    "take_on": "taken",
    "claim": "taken",
    "decline": "declined",
    "refer": "referred",
    "receipt": "noted an answer for",
    "return": "taken back",
    "merge": "merged",
    "grant_extension": "extended",
    "refuse_extension": "refused more days for",
    "conclude": "concluded",
    "hand_over": "handed over",
    "death": "handed to the government",
    "reopen": "reopened",
    "undo": "undone a step of",
}
_PLAIN: Mapping[type[errors.RuleError], str] = {
    errors.StageError: "That is not possible now; see the buttons on the card.",
    errors.TiedError: "It concerns an enterprise you are tied to: you take no part.",
    errors.OldButtonError: "This card was old; here is the newest, please look again.",
    errors.OldPreviewError: "This one was sent, cancelled or changed. Please look further down.",
    errors.WaitedTooLongError: "That was asked more than 30 minutes ago and was not taken.\n"
    "To write it, please press once more on the card.",
    errors.TextMissingError: "A text is missing; two sentences will do.",
    errors.NotFoundError: "No such case; please check the code on its card.",
    errors.OnceOnlyError: "This is possible once, and was done.",
    errors.NothingToUndoError: "The 60 seconds are over: the reporter can read it now.",
    errors.ActFollowedError: "Another step has followed, so this one stays. See the card.",
    errors.FileTooLargeError: "Too large (20 MB at most). Please send a smaller one.",
    errors.FileNotFetchedError: "This file did not come through. Please send it again.",
    errors.PictureTooLargeError: "The picture is too large. Please send a part of it.",
    errors.FileUnreadableError: "This file cannot be opened. Please send another photo.",
    errors.FileUncleanableError: "Only text and photos are taken here; this was not.",
    errors.FileOfOtherKindError: "Only photos, PDF, Word, Excel and PowerPoint; not this.",
    errors.TooManyFilesError: "A letter has 10 photos at most; the rest was not taken.",
    errors.EnrolmentError: "This code is wrong or was used. Ask whoever gave it for a new one.",
    errors.GroupNotReadyError: "This group is not ready yet.",
    errors.MailboxBurntError: "The reporter burnt the mailbox: nothing arrives there.",
    errors.UnmaskedError: "The photo could not be masked and is as it was. Press again.",
    errors.EmptyReportError: "A sentence or a photo is missing.",
    errors.ReceiptError: "The code is not right, please check it.",
}


def refusal(error: errors.RuleError, *, names: Mapping[str, str], code: str) -> str:
    """The sentence for a refusal; `names` are the reviewers' labels by id, `code` the case's."""
    match error:
        case errors.OvertakenError(by=str(by), act=act) if by in names:
            return f"Too late by a moment: {names[by]} has just {_DID.get(act, 'changed')} {code}."
        case errors.OvertakenError():
            return f"{code} was changed by somebody else a moment ago, please look again."
        case errors.NotAllowedError(needs=needs):
            call = "\nPress “More”, then “Ask a lead”." if needs.startswith("lead") else ""
            return f"This needs {_ROLES.get(needs, needs)}.{call}"
        case errors.TooLateError(ended=ended) if ended is not None:
            return f"Too late: it was possible until {ended.isoformat()}."
        case errors.TooLateError():
            return "Too late: it is no longer possible."
        case errors.TooFastError(seconds=seconds):
            return f"Too fast, please try again in {seconds} seconds."
        case errors.ReturnError():
            return returns.texts("en").refusal(error)
        case _:
            return next(_PLAIN[kind] for kind in type(error).__mro__ if kind in _PLAIN)
