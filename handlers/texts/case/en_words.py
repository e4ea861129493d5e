"""Names, buttons and plain sentences about cases, in English."""

from collections.abc import Mapping

from domain.cases import Outcome
from domain.reports import When


class EnglishWords:
    """What is said the same of every case."""

    categories: Mapping[str, str] = {
        "CN": "Construction",
        "FR": "Fire safety",
        "GS": "City gas",
        "HW": "Hot work",
        "OP": "Qualification",
        "OS": "Outsourcing",
        "CS": "Confined space",
        "IT": "Industry",
        "SE": "Special equipment",
        "PW": "Power",
        "CM": "Coal mine",
        "HC": "Chemicals",
        "TR": "Tourism",
        "CP": "Crowded places",
        "NB": "New business",
        "MG": "Management",
    }
    when: Mapping[When, str] = {
        When.NOW: "happening now",
        When.TODAY: "today",
        When.WEEK: "within a week",
        When.EARLIER: "earlier",
        When.ALWAYS: "always like this",
    }
    departments: Mapping[str, str] = {
        "housing": "the housing department",
        "gas": "the gas department",
        "emergency": "the emergency department",
        "fire": "the fire department",
        "market": "the market regulator",
    }
    reasons: Mapping[str, tuple[str, str]] = {
        "1": (
            "No state-owned enterprise",
            (
                "It is not about an enterprise of this district.\n"
                "You can call 12345; they pass it to whoever is in charge."
            ),
        ),
        "2": (
            "Place or matter unclear",
            ("It does not say where, or what.\nReport again with a photo or a place and we go on."),
        ),
        "3": (
            "In work or done already",
            ("It is being worked on, or has been.\nReport again if there is something new."),
        ),
        "4": (
            "Petition or lawsuit",
            ("Petitions and lawsuits have a way of their own.\nFree legal advice: 12348."),
        ),
        "5": (
            "Not about safety",
            (
                "It is not about safety at work.\n"
                "You can call 12345; they pass it to whoever is in charge."
            ),
        ),
    }
    templates: Mapping[Outcome, str] = {
        Outcome.PROVEN: "We went there and found it so. The enterprise must put it right, "
        "and we will look again.",
        Outcome.PARTLY: "We went there and found part of it so, which must be put right. "
        "The rest was not found.",
        Outcome.UNPROVEN: "We went there and read the records, and did not find it.",
    }
    buttons: Mapping[str, str] = {
        "take": "Take it on",
        "claim": "I take it",
        "dec": "Do not take on",
        "ref": "Refer",
        "back": "Sent back",
        "chased": "They answered",
        "merge": "Duplicate",
        "ask": "Ask reporter",
        "reply": "Write",
        "ext": "Extend",
        "exty": "Grant",
        "extn": "Refuse",
        "proven": "Proven",
        "partly": "Partly",
        "unprov": "Not proven",
        "over": "Hand over",
        "urge": "Mark urgent",
        "calm": "Not urgent",
        "dead": "Somebody died",
        "gov": "Pass to government",
        "note": "Note",
        "notes": "Notes",
        "file": "Add file",
        "fin": "That is all",
        "full": "Full text",
        "cat": "Category",
        "firms": "Enterprise",
        "seek": "Search",
        "nofirm": "None of these",
        "before": "Previous",
        "after": "Next page",
        "mute": "Mute",
        "loud": "Unmute",
        "open": "Reopen",
        "mail": "Letters",
        "lead": "Ask a lead",
        "more": "More",
        "less": "Back",
        "shut": "Back",
        "undo": "Take back",
        "send": "Send to reporter",
        "keep": "Keep inside",
        "redo": "Change",
        "drop": "Cancel",
        "tmpl": "Template",
        "own": "Write my own",
        "other": "Another",
        "into": "Type its code",
        "card": "See the case",
    }
    asks: Mapping[str, str] = {
        "ask": "What do you want to ask? Write it here, photos too. "
        "You see it once more before it goes out.",
        "reply": "What do you want to write? Write it here, photos too. "
        "You see it once more before it goes out.",
        "dec": "Why is it not taken on? Write it here; the reporter will read it.",
        "refer": "Which department? Write its name here; the reporter will read it.",
        "restate": "Please write a restatement here: where, and what.\n"
        "It goes instead of the original words and photos. Nothing that shows who wrote.",
        "proven": "Conclusion: proven. The reporter reads what you write.\n"
        "Two sentences: what was found, what was done. No names, no source.",
        "partly": "Conclusion: partly proven. The reporter reads what you write.\n"
        "Two sentences: what was so, what was not found. No names, no source.",
        "unprov": "Conclusion: not proven. The reporter reads what you write.\n"
        "Two sentences: how it was checked, what was found. No names, no source.",
        "ext": "Why 30 more days? Write it here. Once granted, the reporter reads the reason.",
        "open": "Why is it reopened? Write it here; the reporter will read it.",
        "note": "Write the note here; only reviewers see it.",
        "file": "Send the files here; only reviewers see them.\n"
        "Photos, PDF, Word and Excel, one or several.",
        "chased": "What did they answer? Write it here; only reviewers see it.",
        "seek": "Which enterprise? Write part of its name here.",
        "into": "With which case? Write its code here.",
    }
    done: Mapping[str, str] = {
        "take": "Taken on:",
        "claim": "Now yours:",
        "dec": "Not taken on:",
        "refer": "Referred:",
        "back": "With us again:",
        "merge": "Merged:",
        "ask": "Asked:",
        "reply": "Letter written:",
        "ext": "Extension asked, another lead decides:",
        "exty": "Extension granted:",
        "extn": "Extension refused:",
        "proven": "Concluded (proven):",
        "partly": "Concluded (partly proven):",
        "unprov": "Concluded (not proven):",
        "over": "Handed over:",
        "urge": "Marked urgent:",
        "calm": "No longer urgent:",
        "gov": "Passed to the government:",
        "open": "Reopened:",
        "mute": "Muted:",
        "loud": "Unmuted:",
        "cat": "Category changed:",
        "note": "Noted:",
        "file": "Files kept:",
        "chased": "Answer noted:",
        "undo": "Taken back:",
        "again": "Recorded:",
    }

    no_category: str = "Category: not said, please set it"
    chosen_by_reporter: str = "by the reporter"
    chosen_by_reviewer: str = "by a reviewer"
    no_enterprise: str = "not said"
    urgent_mark: str = "Urgent"
    death_mark: str = "⛔ Somebody died: the government checks (Work Safety Law, article 73)"
    death_ask: str = (
        "⛔ Somebody died: the government checks (Work Safety Law, article 73).\n"
        "After that only letters go on here; the reporter reads that it was passed on."
    )
    muted_mark: str = "🔇 Muted: letters are counted, not shown"
    objected_mark: str = "🔁 The reporter asks for a second look, by somebody else"
    question_mark: str = "❓ Waiting for the reporter's answer"
    extension_mark: str = "⏳ Thirty more days asked, another lead decides"
    answered_mark: str = "📨 They have answered; a conclusion is due"
    content_gone: str = "The content was erased."
    content_cut: str = "(cut short, see Full text)"
    nothing_written: str = "(nothing written, see the files)"
    saved_inside: str = "Kept as a note inside; nothing went out."
    given_up: str = "All right, not written."
    text_wanted: str = "A text is missing; two sentences will do."
    no_notes: str = "No notes yet."
    no_letters: str = "No letters yet."
    only_files: str = "(files only)"
    files_kept: str = "The files are kept; the reporter never sees them."
    commands_in_topic: str = (
        "There is no such command. Here are:\n/reply write to the reporter\n/note keep a note\n"
        "For anything else press the buttons of the card."
    )
    commands_in_private: str = (
        "There is no such command. Here are:\n/next one case after another\n/queue nobody's\n"
        "/mine mine\n/today due today\n/overdue overdue\n/case and its code\n/stats numbers"
    )
    reason_wanted: str = "Why is it not taken on? Choose:"
    whom: str = "Hand over to whom?"
    which_case: str = "With which case? The reporter never sees the other's code."
    which_category: str = "Which category?"
    which_department: str = (
        "Which department? The reporter reads its name.\n"
        "A restatement goes, never the original words and photos."
    )
    which_enterprise: str = (
        "Which enterprise? Press one, or search.\nWho is tied to it sees the case no longer."
    )
    enterprise_set: str = "The enterprise is set."
    enterprise_moved: str = (
        "The enterprise is set. Somebody here\nis tied to it: the case has left\n"
        "for another group, or waits for one."
    )
    out_of_sight: str = "This case is put away."
    left_room: str = "Somebody here is tied to 1 case:\nit has left this group."
    not_deleted: str = (
        "1 case must leave its group.\nIts topic could only be closed.\n"
        "Owner, please delete it now."
    )
    lead_called: str = "The leads are asked to look at it."
    no_other_lead: str = "There is no lead who may see this case: ask in person."
    sends: Mapping[str, str] = {"restate": "Refer it", "ext": "Ask for it"}
    template_head: str = "A template to copy and change:"
    burnt_mark: str = "The mailbox is burnt: nothing arrives"
    mailbox_burnt: str = (
        "The reporter burnt the mailbox: no answer arrives.\nThe matter goes on all the same."
    )
    taken_back: str = "Taken back; the reporter has not seen it."
    went_out: str = "More than 60 seconds have passed: the reporter can read it now."
    old_card: str = "This card was old; the newest is shown now, please look again."
    went_wrong: str = "Something went wrong and nothing was done. Please try again in a minute."
    recorded: str = "This is recorded; nothing was lost."
    say_again: str = "That did not work; please do it once more."
    letter_retaliation: str = "⚠️ The reporter tells of retaliation, please look soon."
    with_files: str = "{count} files"
    photos_only: str = "Only text and photos are taken here."
    no_room: str = "No fitting group"
