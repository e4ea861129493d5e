from domain.contacts import Contact, Part, asked, vacant

MAIN = Contact(id="m", chat_id=1)
BACKUP = Contact(id="b", chat_id=2)
BOTH = {Part.MAIN: MAIN, Part.BACKUP: BACKUP}
SILENT = Contact(id="s", chat_id=3, reachable=False)
NEWCOMER = Contact(id="n")


def names(pair, *, passed=False, overdue=False):
    return [contact.id for _, contact in asked(pair, passed=passed, overdue=overdue)]


def test_the_main_contact_is_asked_alone_and_both_when_it_is_overdue():
    assert names(BOTH) == ["m"]
    assert names(BOTH, overdue=True) == ["m", "b"]


def test_the_backup_is_asked_when_the_week_was_passed_on():
    assert names(BOTH, passed=True) == ["b"]
    assert names({Part.MAIN: MAIN}, passed=True) == ["m"]


def test_the_backup_takes_over_from_who_cannot_be_reached_or_never_enrolled():
    assert names({Part.MAIN: SILENT, Part.BACKUP: BACKUP}) == ["b"]
    assert names({Part.MAIN: NEWCOMER, Part.BACKUP: BACKUP}) == ["b"]


def test_an_enterprise_is_vacant_when_nobody_hears():
    assert vacant({Part.MAIN: SILENT, Part.BACKUP: NEWCOMER})
    assert vacant({})
    assert not vacant(BOTH)
    assert names({Part.MAIN: SILENT}) == []
