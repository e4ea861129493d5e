"""A process dies at a point only where a test has ordered so, by one variable, in one module."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from storage.failpoints import ORDER, POINTS

ROOT = Path(__file__).parents[2]
PRODUCT = ("bot", "handlers", "scheduler", "storage", "domain", "playground", "deploy")
PASSES_ALL = """
from storage.failpoints import POINTS, passing
for number in range(1, 1001):
    for point in POINTS:
        passing(point)
    print(number, flush=True)
"""
WHERE = {
    "commit.before": {"storage/postgresql.py", "storage/sqlite_writer.py"},
    "commit.after": {"storage/postgresql.py", "storage/sqlite_writer.py"},
    "request.before": {"bot/passings.py", "handlers/desk/pace.py"},
    "request.after": {"bot/passings.py", "handlers/desk/pace.py"},
    "confirm.before": {"bot/polling.py", "bot/webhook.py"},
    "backup.before": {"bot/backup.py"},
}


def passed(order=None):
    """A process that passes every point a thousand times."""
    kept = {name: value for name, value in os.environ.items() if "CHUISHAO" not in name}
    told = {} if order is None else {ORDER: order}
    return subprocess.run(
        [sys.executable, "-c", PASSES_ALL],
        env=kept | told,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


def product():
    """Every file of the product that can hold a word, by its name."""
    for folder in PRODUCT:
        for path in (ROOT / folder).rglob("*"):
            if path.is_file() and path.suffix not in {".pyc", ".woff2", ".ttf"}:
                yield str(path.relative_to(ROOT)), path.read_text(encoding="utf-8", errors="ignore")
    yield ".env.example", (ROOT / ".env.example").read_text(encoding="utf-8")


@pytest.mark.parametrize("order", [None, "", "commit.before:1001"])
def test_without_an_order_that_is_reached_no_passing_ends_a_process(order):
    told = passed(order)
    assert told.returncode == 0
    assert told.stdout.split()[-1] == "1000"


@pytest.mark.parametrize("point", POINTS)
def test_a_process_ends_at_the_passing_that_was_ordered(point):
    told = passed(f"{point}:7")
    assert told.returncode == -9
    assert told.stdout.split()[-1] == "6"


def test_an_order_may_stand_in_a_file_and_passings_are_written_beside_it(tmp_path):
    (tmp_path / "order").write_text("request.after:3")
    assert passed(f"@{tmp_path / 'order'}").returncode == -9
    assert (tmp_path / "order.passed").read_text().split().count("request.after") == 3


@pytest.mark.parametrize("order", ["everywhere:1", "commit.before", "commit.before:soon"])
def test_an_order_that_means_nothing_is_refused(order):
    told = passed(order)
    assert told.returncode == 1
    assert ORDER in told.stderr


def test_nothing_else_of_the_product_knows_the_variable():
    assert [name for name, text in product() if "FAILPOINT" in text.upper().replace(
        "STORAGE.FAILPOINTS", ""
    )] == ["storage/failpoints.py"]  # fmt: skip


def test_each_point_is_passed_where_it_belongs():
    found = {point: set() for point in POINTS}
    for name, text in product():
        for point in re.findall(r'passing\("([a-z.]+)"\)', text):
            found[point].add(name)
    assert found == WHERE
