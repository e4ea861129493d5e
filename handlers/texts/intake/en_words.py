"""Buttons, typed words and the profile, in English."""

from collections.abc import Mapping

from domain.categories import Label
from domain.reports import When
from handlers.texts.intake.catalogue import Buttons

BUTTONS = Buttons(
    danger="🚨 Danger right now",
    danger_here="🚨 Danger",
    tip="Tell us",
    hazard="Photo",
    find="Look up",
    privacy="Privacy",
    clear="Clear",
    back="Back",
    yes_danger="Yes, great danger",
    no_danger="No, go on",
    safe_now="I am safe now, go on",
    not_danger="No danger, back",
    submit="Submit",
    next="Done, next",
    full="Show all",
    yes_report="Yes, go on",
    not_report="No, delete it",
    previous_page="Previous",
    next_page="Next page",
    elsewhere="Another one",
    unsure="Not sure",
    unnamed="No name, next",
    change_label="Other kind",
    skip="Skip",
    edit="Edit {0}",
    soon="Send it now",
    at_hour="At the hour",
    drop_files="Drop them all",
    mask="Hide parts",
    blacken="Done",
    next_photo="Next one",
    unchoose="Undo all",
    hide_some="Mask {0}",
    hide="Mask",
    leave="Leave it",
    hide_all="Mask them all",
    no_label="Not sure, back",
    change_place="Other place",
    add_label="Add a kind",
    go_on="Go on",
    discard="Discard",
    check="Written down, check it",
    copy="Copy the code",
    saved="Written down, clear",
    show_code="Code again",
    lost="I lost my code",
    again="Tell us again",
    try_again="Try again",
    reply="Write",
    letters="All letters",
    attachments="Show the files",
    object="A second look",
    solved="It is solved",
    unsolved="Not solved",
    reward="Any reward?",
    identity="Seal who I am",
    seal_identity="Seal it",
    no_identity="Destroy who I am",
    drop_identity="Destroy",
    keep_identity="Keep it",
    ask="Ask in a letter",
    unharmed="No",
    harmed="Yes",
    kept="Kept how long",
    proof="How to check",
    retaliation="I am being punished",
    withdraw="Withdraw this",
    cut="Cut this line",
    burn="Burn the mailbox",
    do_burn="Burn it",
    do_not_burn="Keep it",
    fold="Fold and clear",
    write="Write a few words",
    send="Send",
    rewrite="Change it",
    to_mailbox="To the mailbox",
    do_withdraw="Withdraw it",
    do_not="Keep it",
    start="Start",
    resume="Go on",
    language="Language 语言",
    when={
        When.NOW: "Now",
        When.TODAY: "Today",
        When.WEEK: "This week",
        When.EARLIER: "Earlier",
        When.ALWAYS: "Always",
    },
    labels={
        Label.FIRE: "Fire",
        Label.GAS: "Gas, chemicals",
        Label.SITE: "Building site",
        Label.ELECTRIC: "Power, welding",
        Label.CONFINED: "Wells, tanks",
        Label.MACHINE: "Machines, lifts",
        Label.UNTRAINED: "No licence",
        Label.OTHER: "Other",
        Label.CONCEALED: "Hidden accident",
        Label.REVENGE: "Retaliation",
    },
)


class EnglishWords:
    """Buttons, typed words, commands."""

    buttons = BUTTONS
    danger_words = frozenset({"119", "danger", "dangerrightnow", "help!", "危险"})
    clear_words = frozenset({"clear", "清空", "清"})
    back_words = frozenset({"back", "home", "返回"})
    commands: Mapping[str, str] = {
        "start": "Start",
        "find": "Look up",
        "clear": "Clear",
        "privacy": "Privacy",
        "help": "Help",
        "language": "Language 语言",
    }
    short_description = "Safety advice, and photos of hazards."
    description = "Seen something dangerous? Tell us, without your name or number."
