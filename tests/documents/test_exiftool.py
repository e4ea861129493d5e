"""exiftool finds nobody in anything that was cleaned, though it finds them in what came in."""

import io
import json
import zipfile

import pikepdf
import pytest

from handlers.cleaning.clean import clean
from tests.documents.exiftool import beside_format, facts_of
from tests.handlers.cleaning.canary import CANARY
from tests.handlers.cleaning.corpus import PAPERS, PICTURES

pytestmark = pytest.mark.documents

PLANTED = (CANARY, CANARY.lower(), CANARY.encode().hex(), "41 deg", "41.80", "GPS", "Serial")


def inside(name, content):
    """The file, and the pictures in it."""
    yield name, content
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as opened:
            for part in opened.namelist():
                if "/media/" in part:
                    yield f"{name} {part.rpartition('/')[2]}", opened.read(part)
    if content.startswith(b"%PDF"):
        with pikepdf.open(io.BytesIO(content)) as opened:
            streams = [each for each in opened.objects if isinstance(each, pikepdf.Stream)]
            for number, each in enumerate(streams):
                if each.get("/Filter") == pikepdf.Name.DCTDecode:
                    yield f"{name} {number}.jpg", each.read_raw_bytes()


async def test_exiftool_finds_nobody_in_what_was_cleaned(tmp_path):
    for what, make in (PICTURES | PAPERS).items():
        cleaned = await clean(make())
        for name, content in inside(f"{what}.{cleaned.extension}", cleaned.content):
            (tmp_path / name).write_bytes(content)
    found = facts_of(tmp_path)
    assert len(found) > len(PICTURES | PAPERS)
    assert {name: left for name, facts in found.items() if (left := beside_format(facts))} == {}
    for name, facts in found.items():
        said = json.dumps({tag: facts[tag] for tag in facts if not tag.startswith("System:")})
        assert not [planted for planted in PLANTED if planted in said], name
        dates = {day for tag, day in facts.items() if "ZipModifyDate" in tag}
        assert dates <= {"1980:01:01 00:00:00"}, name


def test_exiftool_finds_who_was_planted_in_what_came_in(tmp_path):
    for what, make in (PICTURES | PAPERS).items():
        (tmp_path / what.replace("/", " ")).write_bytes(make())
    found = facts_of(tmp_path)
    betrayed = [name for name, facts in found.items() if CANARY in json.dumps(facts)]
    assert len(found) == len(PICTURES | PAPERS)
    assert len(betrayed) > len(found) / 2
    assert any("GPSLatitude" in json.dumps(facts) for facts in found.values())
