"""Real processes, killed, refused and answered: of no canary anything is found anywhere."""

from pathlib import Path

from tests.proof.town_walk import visit


async def test_nothing_of_a_canary_rests_anywhere(tmp_path: Path):
    database = f"sqlite:///{tmp_path / 'data' / 'chuishao.db'}"
    visited = await visit("a town", tmp_path, database, webhook=False)
    assert visited.hits == []
    assert visited.looked.places > 500
