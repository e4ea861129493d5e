"""No password, token or key stands in a tracked file but those that are looked through."""

import json
import subprocess
from pathlib import Path

import pytest
from detect_secrets import SecretsCollection
from detect_secrets.settings import transient_settings

ROOT = Path(__file__).resolve().parents[2]
BASELINE = json.loads((ROOT / ".secrets.baseline").read_text())
SETTINGS = {name: BASELINE[name] for name in ("plugins_used", "filters_used")}
SHARES = 4


def tracked():
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return [name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]


def known():
    return {
        (name, secret["type"], secret["hashed_secret"])
        for name, secrets in BASELINE["results"].items()
        for secret in secrets
    }


@pytest.mark.parametrize("share", range(SHARES))
def test_no_secret_stands_in_a_tracked_file(share):
    found = SecretsCollection(root=str(ROOT))
    with transient_settings(SETTINGS):
        for name in tracked()[share::SHARES]:
            found.scan_file(name)
    new = [
        f"{name}:{secret.line_number} {secret.type}"
        for name, secret in found
        if (name, secret.type, secret.secret_hash) not in known()
    ]
    assert new == []


def test_what_is_known_is_looked_through_and_no_secret():
    for secrets in BASELINE["results"].values():
        assert all(secret["is_secret"] is False for secret in secrets)
