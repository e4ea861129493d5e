"""What waits stands in one order, on both engines."""

import pytest

from domain import acts
from domain.cases import Actor
from domain.people import Reviewer, Role
from storage import cases, docket, people
from storage.opening import Opening
from tests.storage.filing import NOON, filed

ANNA = Actor(id="anna", role=Role.REVIEWER)


@pytest.fixture
def sealing():
    return Opening.make().sealing


@pytest.fixture(autouse=True)
async def anna(store):
    somebody = Reviewer(id="anna", label="审核员甲", role=Role.REVIEWER)
    await store.write(people.put_reviewer, somebody)


async def test_what_has_no_date_stands_behind_what_has_one(store, sealing):
    for act in (acts.report_death, acts.take_on, acts.report_death, acts.take_on):
        made = await filed(store, sealing)
        case = await store.read(cases.load, made.case)
        await store.write(cases.record, act(case, by=ANNA, at=NOON), sealing=sealing)
    held = await store.read(docket.held_by, "anna")
    assert [case.due is None for case in held] == [False, False, True, True]
