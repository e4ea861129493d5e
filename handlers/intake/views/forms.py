"""The screens up to the receipt."""

from collections.abc import Callable, Mapping
from typing import Final

from domain import receipts
from domain.categories import Label
from domain.conversation import Do
from domain.drafts import Draft, Screen
from domain.hiding import places
from domain.people import Enterprise
from domain.reports import When
from handlers.intake.views.facts import Facts
from handlers.intake.views.hiding import hide_row
from handlers.intake.views.last import last_row, mask_row
from handlers.intake.views.masks import mask
from handlers.intake.views.view import Button, Row, View
from handlers.texts.intake import Catalogue

PAGE = 4
"""Enterprises on one page."""


def home(draft: Draft, texts: Catalogue, facts: Facts) -> View:
    """The first screen, with what last month came to."""
    b = texts.buttons
    rows: list[Row] = [
        (Button(b.danger, Do.DANGER),),
        (Button(b.tip, Do.TIP), Button(b.hazard, Do.HAZARD)),
        (Button(b.find, Do.FIND), Button(b.privacy, Do.PRIVACY)),
    ]
    if draft.filed:
        rows.append((Button(b.show_code, Do.SHOW_CODE),))
    text = texts.home
    if facts.month.total is not None:
        answered = facts.month.parts[0] if facts.month.parts else None
        text += "\n" + texts.last_month(facts.month.total, answered)
    return View(text, (*rows, last_row(texts, back=False)))


def safe(draft: Draft, texts: Catalogue, _: Facts) -> View:
    """Danger first."""
    b = texts.buttons
    rows = (
        (Button(b.yes_danger, Do.DANGER),),
        (Button(b.no_danger, Do.NO),),
        last_row(texts),
    )
    return View(texts.safe(draft.site_name), rows)


def danger(_: Draft, texts: Catalogue, __: Facts) -> View:
    """Leave, then call."""
    b = texts.buttons
    rows = (
        (Button(b.safe_now, Do.URGENT),),
        (Button(b.not_danger, Do.BACK),),
        last_row(texts, back=False),
    )
    return View(texts.danger, rows)


def urgent(draft: Draft, texts: Catalogue, facts: Facts) -> View:
    """One sentence or photo is enough."""
    giveaways = len(places(draft))
    text = texts.urgent(
        draft, on_duty=facts.on_duty, next_shift=facts.next_shift, giveaways=giveaways
    )
    masking = hide_row(texts, giveaways)
    return View(text, ((Button(texts.buttons.submit, Do.SUBMIT),), *masking, last_row(texts)))


def story(draft: Draft, texts: Catalogue, _: Facts) -> View:
    """What happened."""
    b = texts.buttons
    rows: list[Row] = [(Button(b.next, Do.NEXT),)]
    if draft.report.texts:
        rows.append((Button(b.full, Do.FULL),))
    return View(texts.story(draft), (*rows, last_row(texts)))


def nowhere(_: Draft, texts: Catalogue, __: Facts) -> View:
    """Something came without a button before it."""
    b = texts.buttons
    rows = ((Button(b.yes_report, Do.YES),), (Button(b.not_report, Do.NO),))
    return View(texts.nowhere, (*rows, last_row(texts)[1:]))


def enterprise(draft: Draft, texts: Catalogue, facts: Facts) -> View:
    """Which enterprise."""
    b = texts.buttons
    found = matching(facts.enterprises, draft.query)
    last = max(0, (len(found) - 1) // PAGE)
    page = min(draft.page, last)
    shown = found[page * PAGE : (page + 1) * PAGE]
    buttons = [
        Button(one.short, Do.PICK, one.id, number=page * PAGE + position)
        for position, one in enumerate(shown, start=1)
    ]
    rows = _paired(buttons)
    if page > 0:
        rows.append((Button(b.previous_page, Do.PAGE, str(page - 1)),))
    if page < last:
        following = Button(b.next_page, Do.PAGE, str(page + 1))
        rows[len(rows) - (page > 0) :] = [(*(rows[-1] if page > 0 else ()), following)]
    rows.append((Button(b.elsewhere, Do.ELSEWHERE), Button(b.unsure, Do.UNSURE)))
    text = texts.enterprise(draft.query, found=len(found))
    return View(text, (*rows, last_row(texts)))


def matching(enterprises: tuple[Enterprise, ...], query: str) -> tuple[Enterprise, ...]:
    """Those whose name holds the query, or all of its characters in their order."""
    wanted = "".join(query.casefold().split())
    if not wanted:
        return enterprises
    exact = tuple(one for one in enterprises if wanted in (one.name + one.short).casefold())
    return exact or tuple(one for one in enterprises if _in_order(wanted, one.name.casefold()))


def elsewhere(_: Draft, texts: Catalogue, __: Facts) -> View:
    """A name is typed, or not."""
    return View(texts.elsewhere, ((Button(texts.buttons.unnamed, Do.UNSURE),), last_row(texts)))


def extras(_draft: Draft, texts: Catalogue, _: Facts) -> View:
    """Category and time, both skippable."""
    b = texts.buttons
    times = [Button(b.when[when], Do.WHEN, when.value) for when in When]
    rows = (
        tuple(times[:3]),
        tuple(times[3:]),
        (Button(b.change_label, Do.CATEGORY), Button(b.skip, Do.NEXT)),
        last_row(texts),
    )
    return View(texts.extras(_draft), rows)


def category(_: Draft, texts: Catalogue, __: Facts) -> View:
    """Ten plain labels."""
    b = texts.buttons
    buttons = [
        Button(b.labels[label], Do.LABEL, label.value, number=number)
        for number, label in enumerate(Label, start=1)
    ]
    rows = (*_paired(buttons), (Button(b.no_label, Do.LABEL),), last_row(texts)[1:])
    return View(texts.category, rows)


def when_posted(draft: Draft, texts: Catalogue, facts: Facts) -> tuple[str, Row]:
    """When it will be posted, in words of its own line, and the button that changes it."""
    if facts.hour is None:
        return "", ()
    b = texts.buttons
    words = b.at_hour if draft.soon else b.soon
    said = texts.posting(facts.hour, today=facts.now.date(), soon=draft.soon)
    return f"\n{said}", (Button(words, Do.SOON),)


def preview(draft: Draft, texts: Catalogue, facts: Facts) -> View:
    """Before it is sent off, each part editable."""
    b = texts.buttons
    edits = [Button(b.edit.format(part), Do.EDIT, str(part)) for part in range(1, 7)]
    rows: list[Row] = [(Button(b.submit, Do.SUBMIT),)]
    posted, beside = when_posted(draft, texts, facts)
    giveaways = len(places(draft))
    if giveaways:  # first things first, and no screen has more than twelve buttons
        beside = hide_row(texts, giveaways)[0]
    if len(draft.report.whole) > 60:
        beside = (Button(b.full, Do.FULL), *beside)
    rows += [beside] if beside else []
    rows += mask_row(draft.report, texts)
    text = texts.preview(draft, giveaways=giveaways) + posted
    return View(text, (*rows, tuple(edits[:3]), tuple(edits[3:]), last_row(texts)))


def hazard(draft: Draft, texts: Catalogue, facts: Facts) -> View:
    """One photo is enough."""
    b = texts.buttons
    parts = (Button(b.change_place, Do.EDIT, "1"), Button(b.add_label, Do.EDIT, "3"))
    posted, beside = when_posted(draft, texts, facts)
    giveaways = len(places(draft))
    rows = [(Button(b.submit, Do.SUBMIT),), *hide_row(texts, giveaways)]
    rows += [*mask_row(draft.report, texts), parts, *([beside] if beside else [])]
    return View(texts.hazard(draft, giveaways=giveaways) + posted, (*rows, last_row(texts)))


def files(draft: Draft, texts: Catalogue, _: Facts) -> View:
    """Add to the photos, or drop them."""
    rows: list[Row] = []
    if draft.report.files:
        rows.append((Button(texts.buttons.drop_files, Do.DROP_FILES),))
    rows += mask_row(draft.report, texts)
    return View(texts.files(draft), (*rows, last_row(texts)))


def found(draft: Draft, texts: Catalogue, facts: Facts) -> View:
    """Something was begun and not finished."""
    b = texts.buttons
    rows = (
        (Button(b.go_on, Do.YES), Button(b.discard, Do.NO)),
        last_row(texts)[1:],
    )
    return View(texts.found(draft, now=facts.now), rows)


def receipt(draft: Draft, texts: Catalogue, _: Facts) -> View:
    """The code, protected."""
    b = texts.buttons
    code = receipts.make(draft.receipt_secret)
    rows = (
        (Button(b.check, Do.CHECK),),
        (Button(b.copy, Do.SHOW_CODE, copy="\n".join(receipts.lines(code))),),
        (Button(b.saved, Do.CLEAR),),
    )
    text = texts.receipt(receipts.lines(code), due=draft.due, rings=draft.rings)
    return View(text, rows, protect=True, html=True, rings=draft.rings)


def check(_: Draft, texts: Catalogue, __: Facts) -> View:
    """The third line is typed back."""
    b = texts.buttons
    row = (Button(b.skip, Do.NEXT), Button(b.show_code, Do.SHOW_CODE))
    return View(texts.check, (row, last_row(texts, back=False)))


def knock(_: Draft, texts: Catalogue, facts: Facts) -> View:
    """Whether one wants to be knocked for; no comes first."""
    b = texts.buttons
    rows: tuple[Row, ...] = ((Button(b.uncalled, Do.QUIET),), (Button(b.called, Do.KNOCK),))
    return View(texts.knock(facts.knock_hour), (*rows, last_row(texts)[1:]))


def full(draft: Draft, texts: Catalogue, _: Facts) -> View:
    """All that was written."""
    return View(texts.full(draft), (last_row(texts),))


def place(_: Draft, texts: Catalogue, __: Facts) -> View:
    """Where it is."""
    return View(texts.place, (last_row(texts),))


def rewrite(_: Draft, texts: Catalogue, __: Facts) -> View:
    """The text is written anew."""
    return View(texts.rewrite, (last_row(texts),))


def _paired(buttons: list[Button]) -> list[Row]:
    rows: list[Row] = []
    row: Row = ()
    for button in buttons:
        wide = len(button.words) > 7
        if row and (wide or len(row) == 2):
            rows.append(row)
            row = ()
        row = (*row, button)
        if wide:
            rows.append(row)
            row = ()
    return [*rows, row] if row else rows


def _in_order(wanted: str, name: str) -> bool:
    rest = iter(name)
    return all(character in rest for character in wanted)


FORMS: Final[Mapping[Screen, Callable[[Draft, Catalogue, Facts], View]]] = {
    Screen.HOME: home,
    Screen.SAFE: safe,
    Screen.DANGER: danger,
    Screen.URGENT: urgent,
    Screen.STORY: story,
    Screen.NOWHERE: nowhere,
    Screen.ENTERPRISE: enterprise,
    Screen.ELSEWHERE: elsewhere,
    Screen.PLACE: place,
    Screen.EXTRAS: extras,
    Screen.CATEGORY: category,
    Screen.PREVIEW: preview,
    Screen.FULL: full,
    Screen.REWRITE: rewrite,
    Screen.FILES: files,
    Screen.MASK: mask,
    Screen.HAZARD: hazard,
    Screen.FOUND: found,
    Screen.RECEIPT: receipt,
    Screen.CHECK: check,
    Screen.KNOCK: knock,
}
