"""What an audit says, and that silence is not taken for safety."""

from tests.walls.audit import ACCEPTED, judged


def test_where_nobody_could_be_asked_it_says_so_and_lets_the_rest_go_on():
    status, said = judged([{"name": "a", "skip_reason": "not found"}])
    assert status == 0
    assert said.startswith("NOT AUDITED")


def test_a_known_weakness_stops():
    weak = {"name": "a", "version": "1", "vulns": [{"id": "PYSEC-1", "aliases": ["CVE-1"]}]}
    status, said = judged([weak, {"name": "b", "version": "2", "vulns": []}])
    assert status == 1
    assert "a 1: PYSEC-1" in said


def test_each_accepted_weakness_has_its_reason():
    assert all(len(reason) > 20 for reason in ACCEPTED.values())
