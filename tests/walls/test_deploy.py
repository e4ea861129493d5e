"""What is handed out for servers keeps the two processes apart, and names settings there are."""

import configparser
import re

import pytest
import yaml

from tests.bot.commands import ROOT

DEPLOY = ROOT / "deploy"
DESK_ONLY = ("DESK_TOKEN", "passphrase", "opening")


@pytest.fixture
def services():
    return yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))["services"]


def unit(name):
    parser = configparser.ConfigParser(strict=False, interpolation=None)
    parser.optionxform = str
    parser.read(DEPLOY / "systemd" / f"chuishao-{name}.service", encoding="utf-8")
    return parser["Service"]


def test_the_intakes_container_gets_nothing_that_opens(services):
    told = yaml.safe_dump(services["intake"])
    assert not [name for name in DESK_ONLY if name in told]
    assert services["intake"]["user"] != services["desk"]["user"]


def test_the_desks_container_gets_neither_the_intakes_token_nor_its_day_keys(services):
    told = yaml.safe_dump(services["desk"])
    assert "INTAKE_TOKEN" not in told
    assert "day-keys" not in told


def test_the_units_are_two_users_and_each_is_shut_out_of_the_others_folder():
    intake, desk = unit("intake"), unit("desk")
    assert intake["User"] != desk["User"]
    assert "/var/lib/chuishao-desk" in intake["InaccessiblePaths"]
    assert "/var/lib/chuishao-intake" in desk["InaccessiblePaths"]
    text = (DEPLOY / "systemd" / "chuishao-intake.service").read_text(encoding="utf-8")
    given = [line for line in text.splitlines() if line.startswith(("LoadCredential", "Env"))]
    assert not [line for line in given for name in DESK_ONLY if name in line]


def test_the_backup_is_given_nothing_that_opens():
    text = (DEPLOY / "systemd" / "chuishao-backup.service").read_text(encoding="utf-8")
    assert "LoadCredential" not in text
    for name in ("backup", "waiting"):
        assert "/var/lib/chuishao-desk/opening.key" in unit(name)["InaccessiblePaths"]


@pytest.mark.parametrize("process", ["intake", "desk", "backup", "waiting"])
def test_no_unit_dumps_core_swaps_or_may_write_elsewhere(process):
    service = unit(process)
    assert (service["LimitCORE"], service["MemorySwapMax"]) == ("0", "0")
    assert service["ProtectSystem"] == "strict"
    assert service["ReadWritePaths"] == "/var/lib/chuishao"


def test_every_variable_that_is_set_there_is_known():
    known = set(re.findall(r"CHUISHAO_\w+", (ROOT / ".env.example").read_text(encoding="utf-8")))
    for file in sorted(each for each in DEPLOY.rglob("*") if each.is_file()):
        named = set(re.findall(r"CHUISHAO_[A-Z_]+[A-Z]", file.read_text(encoding="utf-8")))
        assert named <= known, file.name


def test_the_desk_sees_where_backups_are_made(services):
    desk, office = services["desk"], services["office"]
    assert desk["environment"]["CHUISHAO_BACKUP_DIR"] == "/work/backups"
    assert office["environment"]["CHUISHAO_BACKUP_DIR"] == "/work/backups"
    assert desk["volumes"] == ["./work:/work:ro"]
