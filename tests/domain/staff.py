"""Who acts in the tests of what may be done to a case, and a case for them."""

from dataclasses import replace
from datetime import UTC, datetime

from domain.cases import Actor, new
from domain.people import Role
from domain.reports import Kind

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)  # a Monday
ANNA = Actor(id="anna", role=Role.REVIEWER)
BERT = Actor(id="bert", role=Role.REVIEWER)
CHEF = Actor(id="chef", role=Role.LEAD)
DORA = Actor(id="dora", role=Role.LEAD)
STAFF = (ANNA, BERT, CHEF, DORA)


def weekdays(day):
    return day.weekday() < 5


def received(**facts):
    case = new(case_id="c", code="QX7M", kind=Kind.TIP, day=NOON.date(), urgent=False)
    return replace(case, **({"posted": True} | facts))
