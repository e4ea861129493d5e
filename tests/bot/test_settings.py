"""Wrong settings are told in plain sentences, each with its cure, and never with a value."""

from datetime import time

import pytest

from bot.settings import DeskSettings, IntakeSettings, OfficeSettings, WrongError, explain, read
from bot.settings_texts import EN, ZH
from tests.bot.commands import ROOT, run

INTAKE = {"intake_token": "123456:" + "A" * 35, "desk_username": "@desk_bot"}
DESK = {"desk_token": "654321:" + "B" * 35, "intake_username": "intake_bot"}


def intake(**more):
    return IntakeSettings(_env_file=None, **INTAKE, **more)


def desk(**more):
    return DeskSettings(_env_file=None, **DESK, **more)


def test_the_intake_has_no_field_for_what_opens_or_for_the_desks_token():
    fields = set(IntakeSettings.model_fields)
    assert not {name for name in fields if "opening" in name or "passphrase" in name}
    assert not {name for name in fields if name.startswith("desk")} - {"desk_username"}


def test_the_intake_does_not_keep_the_desks_secrets_that_stand_in_the_same_file(tmp_path):
    file = tmp_path / ".env"
    file.write_text(
        f"CHUISHAO_INTAKE_TOKEN={INTAKE['intake_token']}\nCHUISHAO_DESK_USERNAME=desk_bot\n"
        f"CHUISHAO_DESK_TOKEN={DESK['desk_token']}\nCHUISHAO_PASSPHRASE=geheim\n"
    )
    settings = IntakeSettings(_env_file=file)
    assert settings.intake_token.get_secret_value() == INTAKE["intake_token"]
    held = repr(vars(settings)) + repr(settings.model_extra)
    assert "B" * 35 not in held
    assert "geheim" not in held


def test_what_is_not_named_lies_in_the_data_folder(tmp_path):
    one = intake(data_dir=tmp_path)
    assert one.database == f"sqlite:///{tmp_path / 'chuishao.db'}"
    assert one.sealing_key_path == tmp_path / "keys" / "sealing.key"
    assert one.day_key_path == tmp_path / "intake" / "day-keys"
    assert one.route_key_path == tmp_path / "intake" / "route-key"
    elsewhere = intake(day_key_file=tmp_path / "own" / "day-keys")
    assert elsewhere.route_key_path == tmp_path / "own" / "route-key"
    assert desk(data_dir=tmp_path).opening_key_path == tmp_path / "keys" / "opening.key"


def test_reports_are_posted_at_nine_and_three_and_at_once_only_when_that_is_asked_for():
    assert intake().posting_hours == (time(9), time(15))
    assert intake(posting_hours="16:30, 08:00").posting_hours == (time(8), time(16, 30))
    assert intake(posting_hours="").posting_hours == ()


def test_an_empty_setting_leaves_the_default_and_an_empty_token_is_missing():
    assert intake(timezone="", database_url="", webhook_secret="").timezone == "Asia/Shanghai"
    with pytest.raises(WrongError) as wrong:
        IntakeSettings(_env_file=None, **INTAKE | {"intake_token": ""})
    assert explain(wrong.value)[0].startswith("缺少 CHUISHAO_INTAKE_TOKEN。")


def test_a_plain_postgresql_address_names_the_driver_and_keeps_its_password():
    office = OfficeSettings(_env_file=None, database_url="postgresql://a:b@h/c")
    assert office.database == "postgresql+psycopg://a:b@h/c"
    assert "b@h" not in repr(office)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("intake_token", "geheim"),
        ("desk_username", "ge heim"),
        ("database_url", "mysql://geheim@host/x"),
        ("database_url", "sqlite:///:memory:"),
        ("telegram_api", "geheim.example"),
        ("proxy", "geheim:1080"),
        ("language", "geheim"),
        ("timezone", "Mars/Geheim"),
        ("posting_hours", "9 geheim"),
        ("webhook_url", "geheim"),
        ("webhook_secret", "geheim"),
        ("intake_webhook_port", "70000"),
        ("hotline_city", "geheim"),
        ("log_level", "geheim"),
    ],
)
def test_a_wrong_setting_is_named_with_its_cure_and_without_its_value(name, value):
    told = run("tests.bot.load_intake", **INTAKE | {name: value})
    assert told.returncode == 2
    assert told.stderr.splitlines() == [f"CHUISHAO_{name.upper()} 填得不对。{ZH.cures[name]}"]
    assert "geheim" not in told.stderr.lower().replace(ZH.cures[name].lower(), "")


def test_every_fault_is_told_at_once_and_in_english_where_that_is_asked_for():
    told = run("tests.bot.load_intake", language="en", timezone="Mars")
    assert told.returncode == 2
    assert told.stderr.splitlines() == [
        f"CHUISHAO_TIMEZONE is wrong. {EN.cures['timezone']}",
        f"CHUISHAO_INTAKE_TOKEN is missing. {EN.cures['intake_token']}",
        f"CHUISHAO_DESK_USERNAME is missing. {EN.cures['desk_username']}",
    ]


def test_a_webhook_without_a_secret_is_refused():
    with pytest.raises(WrongError) as wrong:
        intake(webhook_url="https://chuishao.example.org")
    assert explain(wrong.value) == [f"缺少 CHUISHAO_WEBHOOK_SECRET。{ZH.cures['webhook_secret']}"]
    whole = intake(webhook_url="https://chuishao.example.org/", webhook_secret="s" * 16)
    assert whole.webhook_address == "https://chuishao.example.org/intake"


def test_systemd_hands_over_token_and_passphrase_and_the_environment_goes_before(
    tmp_path, monkeypatch
):
    (tmp_path / "CHUISHAO_DESK_TOKEN").write_text(DESK["desk_token"] + "\n")
    (tmp_path / "CHUISHAO_INTAKE_USERNAME").write_text("from_systemd")
    (tmp_path / "passphrase").write_text("geheim\n")
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(tmp_path))
    monkeypatch.setenv("CHUISHAO_ENV_FILE", "")
    monkeypatch.setenv("CHUISHAO_INTAKE_USERNAME", DESK["intake_username"])
    settings = read(DeskSettings)
    assert settings.desk_token.get_secret_value() == DESK["desk_token"]
    assert settings.intake_username == DESK["intake_username"]
    passphrase = settings.read_passphrase()
    assert passphrase is not None
    assert passphrase.get_secret_value() == "geheim"


def test_the_passphrase_comes_from_the_setting_or_a_file(tmp_path):
    file = tmp_path / "passphrase"
    file.write_text("from a file\n", encoding="utf-8")
    assert desk().read_passphrase() is None
    from_file = desk(passphrase_file=file).read_passphrase()
    assert from_file is not None
    assert from_file.get_secret_value() == "from a file"
    told = run("tests.bot.load_desk", **DESK)
    assert told.stdout == "None\n"


def test_every_setting_stands_in_the_example_and_has_a_cure():
    example = (ROOT / ".env.example").read_text(encoding="utf-8")
    for kind in (IntakeSettings, DeskSettings, OfficeSettings):
        for name, field in kind.model_fields.items():
            variable = field.validation_alias or f"CHUISHAO_{name.upper()}"
            assert f"{variable}=" in example
    assert ZH.cures.keys() == EN.cures.keys()


def test_the_example_is_a_valid_file_once_tokens_and_names_are_filled_in(tmp_path):
    lines = (ROOT / ".env.example").read_text(encoding="utf-8").splitlines()
    given = {f"CHUISHAO_{k.upper()}=": v for k, v in (INTAKE | DESK).items()}
    file = tmp_path / ".env"
    file.write_text("\n".join(line + given.get(line, "") for line in lines), encoding="utf-8")
    assert IntakeSettings(_env_file=file) == intake()
    assert DeskSettings(_env_file=file) == desk()
