"""Every link in the documents leads somewhere, and what they name is there."""

import re

import pytest

from bot.keeping_settings import KeepingSettings
from tests.bot.commands import ROOT

LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
TEST = re.compile(r"`(tests/[\w/]+\.py)(?:::(test_\w+))?`")
DAYS = re.compile(r"`CHUISHAO_(\w+_DAYS)=(\d+)`")
MODULE = re.compile(r"python -m (bot\.\w+|playground|benchmarks)")
FILES = sorted(
    path
    for path in (*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("deploy/**/*.md"))
    if path.is_file()
)


def anchors(path):
    """The names of a document's headings as they are linked to."""
    heads = re.findall(r"^#+ (.+)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_documents_links_lead_somewhere(path):
    for link in LINK.findall(path.read_text(encoding="utf-8")):
        if re.match(r"https?://|mailto:", link):
            continue
        file, _, anchor = link.partition("#")
        there = (path.parent / file).resolve() if file else path
        assert there.exists(), link
        assert not anchor or anchor in anchors(there), link


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_what_a_document_tells_to_run_is_there(path):
    text = path.read_text(encoding="utf-8")
    for module in MODULE.findall(text):
        file = ROOT / module.replace(".", "/")
        assert file.with_suffix(".py").exists() or (file / "__main__.py").exists(), module
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in re.findall(r"`make ([a-z]+)", text):
        assert f"\n{target}:" in makefile, target


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_test_a_document_names_is_there(path):
    for file, name in TEST.findall(path.read_text(encoding="utf-8")):
        assert (ROOT / file).exists(), file
        assert not name or f"def {name}(" in (ROOT / file).read_text(encoding="utf-8"), (
            f"{file}::{name}"
        )


def test_each_attacker_of_the_threat_model_has_a_story_and_what_shows_it():
    text = (ROOT / "docs/threat-model.md").read_text(encoding="utf-8")
    table, stories = text.split("## Attacker stories")
    attackers = set(re.findall(r"^\| \[[^\]]+\]\(#([\w-]+)\)", table, re.MULTILINE))
    told = re.findall(r"^### (.+?)$(.+?)(?=^##|\Z)", stories, re.MULTILINE | re.DOTALL)
    heads = {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head, _ in told}
    assert attackers == heads
    for head, story in told:
        assert TEST.search(story) or "no test, for it is not our program" in story, head


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_times_a_document_promises_are_the_defaults(path):
    defaults = KeepingSettings()
    for setting, days in DAYS.findall(path.read_text(encoding="utf-8")):
        assert getattr(defaults, setting.lower()) == int(days), setting


def test_every_document_can_be_reached_from_the_first_page():
    seen, waiting = set(), [ROOT / "README.md"]
    while waiting:
        path = waiting.pop()
        if path in seen:
            continue
        seen.add(path)
        for link in LINK.findall(path.read_text(encoding="utf-8")):
            there = (path.parent / link.partition("#")[0]).resolve()
            if there.suffix == ".md" and there.exists():
                waiting.append(there)
    assert {str(path.relative_to(ROOT)) for path in set(FILES) - seen} == set()
