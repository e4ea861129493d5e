"""The threat model's table of what a watcher can infer is what the simulation gives."""

from pathlib import Path

import pytest

from tests.proof import watching

PAGE = Path(__file__).parents[2] / "docs" / "threat-model.md"


@pytest.fixture(scope="module")
def rows():
    return watching.rows()


def test_the_table_in_the_threat_model_is_what_comes_out(rows):
    assert watching.markdown(rows) in PAGE.read_text(encoding="utf-8")


def test_posting_hours_hide_what_posting_at_once_gives_away(rows):
    at_once, at_the_hour = (rows[n :: len(watching.WATCHERS)] for n in (0, 1))
    for open_, hidden in zip(at_once, at_the_hour, strict=True):
        assert open_.hour_right > 0.98
        assert hidden.hour_right < 0.2
        assert hidden.person_right < open_.person_right / 1.5
        assert hidden.tip_right <= open_.tip_right
        assert hidden.hours > 10
