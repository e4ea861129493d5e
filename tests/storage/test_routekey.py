"""The route key is one file that only the intake has; another one in its place opens nothing."""

import stat

from storage.routekey import RouteKey


def test_all_instances_share_a_key_that_only_its_owner_may_read(tmp_path):
    path = tmp_path / "route-key"
    assert RouteKey(path).get() == RouteKey(path).get()
    assert len(RouteKey(path).get()) == 32
    assert {stat.S_IMODE(file.stat().st_mode) for file in tmp_path.iterdir()} == {0o600}


def test_a_key_that_is_forgotten_or_deleted_is_replaced_by_another(tmp_path):
    path = tmp_path / "route-key"
    first = RouteKey(path).get()
    assert RouteKey(path).forget()
    assert not RouteKey(path).forget()
    second = RouteKey(path).get()
    path.unlink()
    assert len({first, second, RouteKey(path).get()}) == 3


def test_a_damaged_key_is_erased_and_made_anew(tmp_path, caplog):
    path = tmp_path / "route-key"
    key = RouteKey(path).get()
    path.write_bytes(path.read_bytes()[:-9])
    assert RouteKey(path).get() != key
    assert "damaged" in caplog.text
    assert key.hex()[:8] not in caplog.text
