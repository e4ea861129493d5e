"""The screens up to the receipt, in English."""

from collections.abc import Sequence
from datetime import date, datetime, time

from domain.categories import Label
from domain.contents import MOST_FILES, Content
from domain.drafts import Draft
from domain.knocks import KEPT_FOR
from handlers.texts.intake.en_hiding import warned
from handlers.texts.intake.en_words import BUTTONS


def day(moment: date) -> str:
    """A day as it is said."""
    return f"{moment.day} {moment:%B}"


def counted(content: Content) -> str:
    """How much has been taken in."""
    photos = sum(file.is_photo for file in content.files)
    documents = len(content.files) - photos
    parts = [f"texts {len(content.texts)}"] if content.texts else []
    parts += [f"photos {photos}"] if photos else []
    parts += [f"files {documents}"] if documents else []
    return ", ".join(parts)


def quoted(text: str, most: int) -> str:
    """The beginning of a text in quotation marks, on one line."""
    line = " ".join(text.split())
    return f"“{line[:most]}…”" if len(line) > most else f"“{line}”"


class EnglishForms:
    """The screens up to the receipt."""

    home = (
        "Hello, this is the safety assistant.\n"
        "Seen danger or a broken rule? Tell us.\n"
        "No name and no number needed.\n"
        "Press a button, or just write to me."
    )
    no_photos = "There is no photo to hide parts of."
    place_of_site = "Place: {0}"
    danger = (
        "⚠️ Leave first, talk later\n"
        "1 Get to safety; take others with you.\n"
        "2 Call from a distance:\n"
        "Fire, somebody trapped: 119\n"
        "Injured, poisoned: 120\n"
        "Somebody threatens you: 110\n"
        "3 Smell of gas: no switches, no flame,\n"
        "no calls where you stand.\n"
        "4 Somebody down in a well or tank:\n"
        "do not go in, call 119.\n"
        "This cannot replace an emergency call."
    )
    nowhere = "Do you want to tell us this?\nNobody has been given it yet."
    elsewhere = "Which company? Type its name.\nWithout a name we take it as well."
    place = "Where is it?\nWhich building, road or workshop?"
    category = "What kind? Not sure is fine."
    found_none = "Nothing with “{0}”. Try other words,\nor press “Another one”."
    rewrite = "Write the text anew.\nIt replaces the old one; photos stay."
    check = "To be sure: type the third line\nfrom your paper. I delete it at once."
    urgent_rings = "People are being called. Still dial 119 first."

    def last_month(self, received: int, answered: int | None) -> str:
        """How many reports came last month, and, where it may be told, how many were answered."""
        said = f", {answered} answered" if answered is not None else ""
        return f"Last month: {received} reports{said}."

    def safe(self, site: str) -> str:
        """The first question."""
        first = self.place_of_site.format(site) if site else "The most important thing first:"
        return f"{first}\nIs anybody's life in danger now?"

    def urgent(
        self, draft: Draft, *, on_duty: bool, next_shift: datetime | None, giveaways: int
    ) -> str:
        """One sentence or photo is enough."""
        got = counted(draft.report)
        ask = "One sentence or photo: where, and what?"
        if got:
            ask = f"Got: {got}.\nSend more, or submit now."
        ask = "\n".join([ask, *warned(giveaways)])
        if on_duty:
            return f"People come first.\n{ask}\nSubmitting calls those on duty at once."
        until = f"until {day(next_shift)}, {next_shift:%H:%M}" if next_shift else "for now"
        return f"People come first.\nNobody is on duty {until}.\nDo call 119 or 12350 first.\n{ask}"

    def story(self, draft: Draft) -> str:
        """What happened, and how much of it has been taken in."""
        first = "Step 1 of 3: what happened"
        got = counted(draft.report)
        if got:
            return (
                f"{first}\nGot: {got}.\nDeleted from the chat, nothing is lost.\n"
                "Photos in your album we cannot delete.\nThere is more? Just send it."
            )
        return (
            f"{first}\nA sentence or photo, or several.\n"
            "Best: where, what, and for how long.\n"
            "Rather not type? Dictate it as text.\n"
            "No names, staff numbers or phones."
        )

    def enterprise(self, query: str, *, found: int) -> str:
        """Which enterprise."""
        first = "Step 2 of 3: which company"
        if query and not found:
            return f"{first}\n{self.found_none.format(query[:12])}"
        if query:
            return f"{first}\nFound with “{query[:12]}”: {found}."
        return f"{first}\nPress one, or type part of its name."

    def extras(self, draft: Draft) -> str:
        """Category and time, both skippable."""
        guess = self._label(draft.label)
        second = f"Looks like: {guess}." if guess else "Kind: left to the reviewers."
        return f"Step 3 of 3: may be skipped\n{second}\nAbout when was it?"

    def preview(self, draft: Draft, *, giveaways: int) -> str:
        """Before it is sent off."""
        files = counted(Content(files=draft.report.files))
        text = quoted(draft.report.whole, 60) if draft.report.texts else "none"
        warning = "".join(f"{line}\n" for line in warned(giveaways))
        return (
            "One more look\n"
            f"1 Company: {draft.enterprise_name or draft.elsewhere or 'not sure'}\n"
            f"2 Place: {draft.place or draft.site_name or 'not given'}\n"
            f"3 Kind: {self._label(draft.label) or 'not sure'}\n"
            f"4 Time: {BUTTONS.when[draft.when] if draft.when else 'not given'}\n"
            f"5 Text: {text}\n"
            f"6 {files + ', camera data removed' if files else 'No photos'}\n"
            f"{warning}"
            "It is sent once you see a code.\n"
            "No code? Press again, it counts once.\n"
            "Submitting lets us use it to look into it."
        )

    def posting(self, hour: datetime, *, today: date, soon: bool) -> str:
        """When it reaches the desk, and what that tells; `soon` where its writer wants no hour."""
        if soon:
            return (
                "Goes out: now. Reviewers learn when you wrote.\n"
                "Only if nobody saw you use a phone."
            )
        which = "today" if hour.date() == today else "tomorrow"
        return f"Goes out: {which}, {hour:%H:%M}; hides when you wrote."

    def files(self, draft: Draft) -> str:
        """Which files there are."""
        got = counted(Content(files=draft.report.files)) or "No photos yet"
        return f"{got}.\nTo add, just send; at most {MOST_FILES}."

    def mask(self, position: int, count: int, *, chosen: int) -> str:
        """A photo under its grid, and how many of its cells are chosen."""
        first = f"Photo {position}/{count}: hide faces, plates, badges"
        done = f"Chosen: {chosen}." if chosen else "Press a cell to blacken it, again to not."
        return (
            f"{first}\n{done}\n"
            "Typing its name works too, like B3.\n"
            "Done or Submit blackens it for good.\n"
            "Clothes or a place may give you away too."
        )

    def hazard(self, draft: Draft, *, giveaways: int) -> str:
        """One photo is enough."""
        where = draft.site_name or draft.enterprise_name or draft.elsewhere
        lines = [self.place_of_site.format(where) if where else "Photo of a hazard"]
        got = counted(draft.report)
        lines.append(f"Got: {got}.\nYou can submit." if got else "Send one photo, or a sentence.")
        if label := self._label(draft.label):
            lines.append(f"Kind: {label}")
        if draft.site is not None:
            lines.append("Wrong place? Press “Other place”.")
        elif not where:
            lines.append("Know the company? “Other place”.")
        return "\n".join([*lines, *warned(giveaways)])

    def found(self, draft: Draft, *, now: datetime) -> str:
        """Something was begun and not finished."""
        hours = max(1, int((draft.dead - now).total_seconds() // 3600))
        return f"You began something; nobody has it yet.\nIt ends in {hours} hours."

    def receipt(self, lines: Sequence[str], *, due: date | None, rings: bool) -> str:
        """The receipt code, in HTML."""
        code = "\n".join(f"<code>{line}</code>" for line in lines)
        seen = f"Somebody looks by {day(due)}; ask after that." if due else ""
        return (
            "✅ Got it, thank you.\nYour code, shown only this once:\n"
            f"{code}\n"
            "Safest: write it down on paper.\n"
            "Keep it out of WeChat; give it to nobody.\n"
            "Lost, it cannot be found again.\n"
            f"{self.urgent_rings if rings else seen}\n"
            "Do clear it; after a day we do."
        )

    def knock(self, hour: time) -> str:
        """Whether one wants to be knocked for, at which hour, and what that means."""
        return (
            "Call you here when there is news?\n"
            "No (better): nothing more is kept,\n"
            "you look with your code.\n"
            "Yes: the way to this chat is kept,\n"
            f"sealed, for {KEPT_FOR.days} days at most;\n"
            "burn it at any time. Whoever steals\n"
            "the whole server finds you by it.\n"
            f"You are called at {hour:%H:%M} that day:\n"
            "“There is news”, and not of what.\n"
            "Whoever has your phone sees it."
        )

    def full(self, draft: Draft) -> str:
        """All that was written."""
        return draft.report.whole or "Nothing written yet."

    def _label(self, label: Label | None) -> str:
        return BUTTONS.labels[label] if label else ""
