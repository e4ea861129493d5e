import os
import stat
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from threading import Barrier

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.daykeys import DayKey, DayKeys

TODAY = date(2026, 11, 23)
DAY = timedelta(days=1)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "day.keys"


def test_yesterdays_key_is_the_one_that_was_todays(path):
    today, _ = DayKeys(path).at(TODAY)
    tomorrow, yesterday = DayKeys(path).at(TODAY + DAY)
    assert yesterday == today
    assert tomorrow != today
    assert (tomorrow.day, yesterday.day) == (TODAY + DAY, TODAY)


def test_the_first_two_keys_are_both_there(path):
    today, yesterday = DayKeys(path).at(TODAY)
    assert (today.day, yesterday.day) == (TODAY, TODAY - DAY)
    assert today.key != yesterday.key
    assert DayKeys(path).at(TODAY) == (today, yesterday)


def test_an_older_key_is_in_no_file_of_the_folder(path):
    today, yesterday = DayKeys(path).at(TODAY)
    DayKeys(path).at(TODAY + DAY)
    left = b"".join(file.read_bytes() for file in path.parent.iterdir())
    assert yesterday.key.hex().encode() not in left
    assert today.key.hex().encode() in left
    DayKeys(path).at(TODAY + 2 * DAY)
    left = b"".join(file.read_bytes() for file in path.parent.iterdir())
    assert today.key.hex().encode() not in left


def test_the_old_content_is_overwritten_where_it_lay(path):
    _, yesterday = DayKeys(path).at(TODAY)
    other = path.with_name("second-name-of-the-same-file")
    os.link(path, other)
    DayKeys(path).at(TODAY + 2 * DAY)
    assert yesterday.key.hex().encode() not in other.read_bytes()


@given(skipped=st.integers(2, 400))
def test_skipped_days_lead_to_the_same_key_as_each_day(tmp_path_factory, skipped):
    folder = tmp_path_factory.mktemp("days")
    key, _ = DayKeys(folder / "keys").at(TODAY)
    late, before = DayKeys(folder / "keys").at(TODAY + skipped * DAY)
    for _ in range(skipped - 1):
        key = key.next()
    assert before == key
    assert late == key.next()


def test_a_clock_that_goes_back_gets_the_oldest_key_and_changes_nothing(path):
    _, yesterday = DayKeys(path).at(TODAY)
    content = path.read_bytes()
    for days in (1, 2):
        assert DayKeys(path).at(TODAY - days * DAY) == (yesterday, yesterday)
    assert path.read_bytes() == content


def test_keys_from_days_that_never_were_are_replaced(path):
    ahead = DayKeys(path).at(TODAY + 30 * DAY)
    back = DayKeys(path).at(TODAY)
    assert [key.day for key in back] == [TODAY, TODAY - DAY]
    assert not {key.key for key in ahead} & {key.key for key in back}


@pytest.mark.parametrize(
    "damage",
    [
        lambda content: content[:-5],
        lambda content: content.replace(b"2026-11-23", b"2026-11-27"),
        lambda content: content.replace(b"2026-11-23", b"the future"),
        lambda _: b"",
    ],
)
def test_a_damaged_file_is_erased_and_made_anew(path, damage, caplog):
    today, yesterday = DayKeys(path).at(TODAY)
    path.write_bytes(damage(path.read_bytes()))
    new, _ = DayKeys(path).at(TODAY)
    assert new.key != today.key
    left = b"".join(file.read_bytes() for file in path.parent.iterdir())
    assert yesterday.key.hex().encode() not in left
    assert "damaged" in caplog.text
    assert today.key.hex()[:8] not in caplog.text


def test_a_strangers_file_is_put_aside_unharmed(path, caplog):
    path.write_bytes(b"TOKEN=1")
    DayKeys(path).at(TODAY)
    assert path.with_name("day.keys.not-day-keys").read_bytes() == b"TOKEN=1"
    assert "TOKEN" not in caplog.text


def test_only_the_owner_may_read_the_files(path):
    DayKeys(path).at(TODAY)
    DayKeys(path).at(TODAY + DAY)
    assert {stat.S_IMODE(file.stat().st_mode) for file in path.parent.iterdir()} == {0o600}


def test_instances_that_start_at_once_share_the_same_keys(tmp_path):
    start = Barrier(8)

    def at_once(path):
        start.wait()
        return DayKeys(path).at(TODAY)

    with ThreadPoolExecutor(8) as pool:
        for n in range(20):
            assert len(set(pool.map(at_once, [tmp_path / f"keys-{n}"] * 8))) == 1


@given(one=st.integers(), other=st.integers(), key=st.binary(min_size=32, max_size=32))
def test_what_is_derived_differs_by_chat_by_day_and_by_purpose(one, other, key):
    day = DayKey(TODAY, key)
    assert (day.pseudonym(one) == day.pseudonym(other)) == (one == other)
    assert (day.draft_key(one) == day.draft_key(other)) == (one == other)
    assert day.pseudonym(one) != day.next().pseudonym(one)
    assert not day.draft_key(one).hex().startswith(day.pseudonym(one))
    assert len(day.draft_key(one)) == 32


def test_a_key_does_not_show_itself():
    assert "a5" not in repr(DayKey(TODAY, b"\xa5" * 32)).replace("\\x", "")
