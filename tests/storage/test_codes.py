"""One-time codes open one thing, once, for a while."""

from datetime import timedelta

import pytest

from domain.errors import EnrolmentError
from storage import codes
from tests.storage.filing import NOON

LATER = NOON + timedelta(hours=1)


async def test_a_code_is_used_once_however_it_is_typed(store):
    await store.write(codes.put, "7K2M9QXD", purpose=codes.ENROL, subject="anna", expires_at=LATER)
    assert await store.read(codes.look, "7k2m-9qxd", purpose=codes.ENROL, now=NOON) == "anna"
    assert await store.write(codes.use, "7K2M 9QXD", purpose=codes.ENROL, now=NOON) == "anna"
    with pytest.raises(EnrolmentError):
        await store.write(codes.use, "7K2M9QXD", purpose=codes.ENROL, now=NOON)


async def test_a_code_serves_its_purpose_and_its_time_alone(store):
    await store.write(codes.put, "7K2M9QXD", purpose=codes.LINK, subject="", expires_at=LATER)
    for purpose, now in ((codes.ENROL, NOON), (codes.LINK, LATER)):
        with pytest.raises(EnrolmentError):
            await store.read(codes.look, "7K2M9QXD", purpose=purpose, now=now)
    await store.write(codes.void, "7K2M9QXD")
    with pytest.raises(EnrolmentError):
        await store.read(codes.look, "7K2M9QXD", purpose=codes.LINK, now=NOON)
