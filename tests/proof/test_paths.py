"""A sample of the paths, the same in every run: no canary is found after any of them."""

import asyncio
from pathlib import Path

import pytest

from tests.proof.engines import Template
from tests.proof.run import Job, lengths, listed, sample, walked_all
from tests.proof.steps import story
from tests.proof.walk import Path as Way
from tests.proof.walk import walk
from tests.proof.walking import Walker

SEED = 20261123
SIZE = 84
SHARES = 4


@pytest.fixture(scope="module")
def sampled(tmp_path_factory: pytest.TempPathFactory) -> list[Job]:
    known = asyncio.run(lengths(tmp_path_factory.mktemp("lengths")))
    return sample(listed(known), SIZE, SEED)


@pytest.mark.parametrize("share", range(SHARES))
async def test_no_canary_is_found_after_a_path(tmp_path: Path, sampled: list[Job], share: int):
    template = await Template.make(tmp_path)
    walks = await walked_all(sampled[share::SHARES], tmp_path, template.copy)
    assert [hit for walked in walks for hit in walked.hits] == []
    assert sum(walked.struck for walked in walks) > 2
    assert all(walked.forms > 500 and walked.looked.places > 300 for walked in walks)


async def leaves_a_file(walker: Walker) -> None:
    (walker.ground.folder / "left").write_text(walker.who.me.username)


async def leaves_a_name(walker: Walker) -> None:
    (walker.ground.folder / walker.who.file_name("jpg")).touch()


async def leaves_a_line_in_the_log(walker: Walker) -> None:
    with (walker.ground.folder / "intake.log").open("a") as log:
        log.write(f"chat {walker.who.me.id}\n")


async def tells_somebody_else(walker: Walker) -> None:
    await walker.ground.bot.send_message(5, f"from {walker.who.me.first}")


@pytest.mark.parametrize(
    "leak",
    [leaves_a_file, leaves_a_name, leaves_a_line_in_the_log, tells_somebody_else],
)
async def test_a_path_that_leaks_is_caught(tmp_path: Path, leak):
    template = await Template.make(tmp_path)
    path = Way("leaks", leak.__name__, (story, leak))
    walked = await walk(path, 1, tmp_path / "own", template.copy(tmp_path / "own"))
    assert walked.hits


async def leaves_four_bytes(walker: Walker) -> None:
    (walker.ground.folder / "left").write_bytes(walker.who.me.id.to_bytes(4, "little"))


async def test_four_bytes_are_believed_only_when_every_canary_leaves_them(tmp_path: Path):
    template, walked = await Template.make(tmp_path), []

    async def met_by_chance(walker: Walker) -> None:
        walked.append(walker.who.me.id)
        if len(walked) == 1:
            await leaves_four_bytes(walker)

    ways = [
        Way("leaks", leak.__name__, (story, leak)) for leak in (met_by_chance, leaves_four_bytes)
    ]
    jobs = [Job(3 * number, way) for number, way in enumerate(ways, 1)]  # small ids
    chance, leak = await walked_all(jobs, tmp_path, template.copy)
    assert (len(set(walked)), chance.hits) == (2, [])
    assert {hit.form for hit in leak.hits} == {"4 bytes little"}
