"""All paths of a town walked, each by a canary of its own, and everything searched afterwards."""

from dataclasses import dataclass, field
from pathlib import Path

from tests.proof import places
from tests.proof.forms import text
from tests.proof.search import Hit, Looked, Search
from tests.proof.town_paths import FOUND, NOTE, QUESTION, TOWN_PATHS
from tests.proof.towns import aviary


@dataclass
class Visited:
    """What came of a town."""

    name: str
    paths: int = 0
    requests: int = 0
    marks: int = 0
    forms: int = 0
    hits: list[Hit] = field(default_factory=list)
    looked: Looked = field(default_factory=Looked)


async def visit(name: str, folder: Path, database: str, *, webhook: bool) -> Visited:
    """Walks every path of a town in a folder that is there; its processes end in good order."""
    visited = Visited(name)
    async with aviary(folder, database, webhook=webhook) as here:
        for path, walks in TOWN_PATHS.items():
            await walks(here, here.bird(f"{name}, {path}"))
            await here.town.playground.until_idle()
        visited.paths = len(TOWN_PATHS)
        who = here.marks()
        written = [mark for bird in here.birds for mark in bird.words()]
        written += [text("what the desk wrote", words) for words in (QUESTION, NOTE, FOUND)]
        at_rest = Search([*who, *here.secrets, *written])
        everywhere = Search(who)
        shown = [*await here.metrics(), *await here.backups()]
        visited.hits += at_rest.hits(here.town.everything_kept())
        visited.hits += everywhere.hits(shown)
        visited.hits += everywhere.hits(here.said_elsewhere())
        visited.hits += everywhere.hits(places.opened(database, here.town.opening))
        visited.requests = len(here.town.world.requests)
        await here.town.stop()
        visited.hits += at_rest.hits(here.town.everything_kept())
    visited.marks, visited.forms = len(at_rest.marks), at_rest.forms
    visited.looked.add(at_rest.looked)
    visited.looked.add(everywhere.looked)
    return visited
