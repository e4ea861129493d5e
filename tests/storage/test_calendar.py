from datetime import date, timedelta

import chinese_calendar
import pytest

from storage.calendar import Calendar, CalendarFileError, Overrides, is_workday

WITHOUT = Calendar()
PUBLISHED = """
2027:
  notice: for the test
  rest: [2027-02-05, 2027-02-08]
  worked: [2027-02-06]
"""


@pytest.fixture
def overrides(tmp_path):
    def write(text):
        path = tmp_path / "calendar_overrides.yaml"
        path.write_text(text, encoding="utf-8")
        return Overrides.read(path)

    return write


def test_published_years_are_taken_as_published():
    assert not is_workday(date(2026, 2, 17))
    assert is_workday(date(2026, 2, 14))
    assert WITHOUT.certain(date(2026, 2, 17))


def test_a_year_that_is_not_published_knows_the_days_off_by_law_and_says_it_is_a_guess():
    assert not WITHOUT.is_workday(date(2027, 10, 1))
    assert WITHOUT.is_workday(date(2027, 10, 8))
    assert not WITHOUT.is_workday(date(2027, 10, 9))
    assert not WITHOUT.certain(date(2027, 10, 1))


def test_a_year_nothing_computes_has_plain_weekends():
    assert WITHOUT.is_workday(date(2150, 1, 2))
    assert not WITHOUT.is_workday(date(2150, 1, 3))


def test_an_administrator_adds_a_year_the_day_its_notice_appears(overrides):
    calendar = Calendar(overrides(PUBLISHED))
    assert not calendar.is_workday(date(2027, 2, 5))
    assert calendar.is_workday(date(2027, 2, 6))
    assert not calendar.is_workday(date(2027, 2, 8))
    assert calendar.is_workday(date(2027, 2, 9))
    assert calendar.certain(date(2027, 2, 9))
    assert not calendar.certain(date(2028, 2, 9))


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("2027: {rest: [2028-01-01]}", 2027),
        ("2027: {rest: [soon]}", 2027),
        ("2027: [2027-01-01]", 2027),
        ("next: {rest: []}", "next"),
        ("- 2027", None),
        ("2027: {rest: [", None),
    ],
)
def test_a_file_that_cannot_be_understood_names_the_year(overrides, text, year):
    with pytest.raises(CalendarFileError) as caught:
        overrides(text)
    assert caught.value.year == year


def test_no_file_is_no_override(tmp_path):
    assert Overrides.read(tmp_path / "nothing.yaml") == Overrides.read()


def test_every_day_of_a_published_year_is_the_library_s():
    day = date(2023, 1, 1)
    while day.year == 2023:
        assert is_workday(day) == chinese_calendar.is_workday(day)
        day += timedelta(days=1)
