"""Units that decide side by side about one case, as PostgreSQL runs them.

SQLite has one writer, so that nothing can change between a look and what is recorded.
"""

import asyncio

import pytest

from domain import acts
from domain.cases import Actor
from domain.errors import OvertakenError
from domain.people import Reviewer, Role
from storage import cases, people
from storage.opening import Opening
from storage.store import Store
from storage.tables import CaseRow
from tests.migrated import migrate
from tests.storage.filing import NOON, filed

ANNA, BERT = (Actor(id=name, role=Role.REVIEWER) for name in ("anna", "bert"))


def take_on(session, case_id, by, sealing):
    case = cases.load(session, case_id)
    return cases.record(session, acts.take_on(case, by=by, at=NOON), sealing=sealing)


async def test_who_is_overtaken_while_deciding_is_told_by_whom(postgresql_url):
    migrate(postgresql_url)
    sealing = Opening.make().sealing
    async with Store(postgresql_url) as store:
        for each in (ANNA, BERT):
            somebody = Reviewer(id=each.id, label=each.id, role=each.role)
            await store.write(people.put_reviewer, somebody)
        made = await filed(store, sealing)
        loop = asyncio.get_running_loop()

        def slow(session):
            seen = session.get_one(CaseRow, made.case)
            annas = store.write(take_on, made.case, ANNA, sealing)
            asyncio.run_coroutine_threadsafe(annas, loop).result()
            change = acts.take_on(made.filing.case, by=BERT, at=NOON)
            cases.record(session, change, sealing=sealing)
            return seen

        with pytest.raises(OvertakenError) as overtaken:
            await store.write(slow)
        assert overtaken.value.by == "anna"
        assert (await store.read(cases.load, made.case)).holder == "anna"
