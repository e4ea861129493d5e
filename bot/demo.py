"""`python -m bot.demo`: the product with sample data, against a Telegram of its own."""

import asyncio
import os
import secrets
import socket
import sys
import webbrowser
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import asdict, dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Annotated, Any, Final, NoReturn

import typer

from bot import samples
from bot.clock import leap
from bot.demo_folder import InUseError, NotOursError, held
from bot.keys import write_pair
from bot.run import keep_running
from bot.run_texts import DEMO, IN_USE, NOT_OURS, TRY_EN, TRY_ZH, texts
from bot.settings import PREFIX
from domain import receipts
from domain.receipts import ReceiptCode
from playground.client import Playground
from playground.server import running
from playground.world import World
from storage import resting, schema
from storage.opening import Opening, Stretch
from storage.store import Session, Store

INTAKE: Final = "dsaqfw_bot"
DESK: Final = "dsaqgzt_bot"
PORT: Final = 8081
_QUICK = Stretch(passes=1, memory=8192)
"""A random passphrase that lives as long as this process needs no stretching."""

app = typer.Typer(
    add_completion=False,
    pretty_exceptions_show_locals=False,
    help="用例子数据试一试，不要账号 · Try it with sample data and no account",
)

Data = Annotated[Path, typer.Option(help="放数据的文件夹 · folder of the data")]
Keep = Annotated[bool, typer.Option("--keep", help="不清掉上次的文件夹 · keep the last one aside")]
Port = Annotated[int, typer.Option(min=0, max=65535, help="从这个端口找起 · first port to try")]
At = Annotated[
    datetime | None, typer.Option(help="从这个时刻开始，北京时间 · begin at this moment in Beijing")
]
NoBrowser = Annotated[bool, typer.Option("--no-browser", help="不开浏览器 · open no browser")]


@dataclass(frozen=True)
class Stage:
    """Everything the two processes find when they start."""

    url: str
    world: World
    variables: dict[str, str]
    passphrase: str
    code: ReceiptCode


@app.command()
def demo(
    data: Data = Path("demo-data"),
    keep: Keep = False,
    port: Port = PORT,
    at: At = None,
    no_browser: NoBrowser = False,
) -> None:
    """用例子数据试一试，Ctrl+C 停 · Try it with sample data until Ctrl+C."""
    try:
        with held(data, keep=keep):
            status = asyncio.run(_play(data.resolve(), port, at, browser=not no_browser))
    except NotOursError:
        _refuse(NOT_OURS, data)
    except InUseError:
        _refuse(IN_USE, data)
    raise typer.Exit(code=status)


def _refuse(sentence: str, data: Path) -> NoReturn:
    typer.echo(sentence.format(folder=data), err=True)
    raise typer.Exit(code=2)


async def _play(data: Path, port: int, at: datetime | None, *, browser: bool) -> int:
    async with _staged(data, port, at) as stage:
        language = stage.variables[f"{PREFIX}LANGUAGE"]
        announcing = asyncio.create_task(_announce(stage, data, browser=browser))
        try:
            return await keep_running(stage.variables, stage.passphrase, texts(language))
        finally:
            announcing.cancel()


@asynccontextmanager
async def _staged(data: Path, port: int, at: datetime | None) -> AsyncIterator[Stage]:
    """A Telegram with both bots, people and a group; keys, a database, and the sample office."""
    world = World()
    world.clock.told = partial(leap, data / "clock")
    if at is not None:
        world.clock.begin(at.replace(tzinfo=samples.ZONE))
    async with running(world, _free(port)) as url, Playground(url) as playground:
        passphrase = secrets.token_urlsafe(24)
        opening = Opening.make()
        write_pair(opening, data / "keys", passphrase, _QUICK)
        variables = await _variables(data, url, playground)
        chats, group = await _people(playground)
        database = f"sqlite:///{data / 'chuishao.db'}"
        await asyncio.to_thread(schema.upgrade, database)
        async with Store(database) as store:
            codes = await store.write(_fill, opening, chats, group, world.clock.now())
            world.inside = partial(_inside, store)
            await playground.act("hint", lines=_tries(TRY_ZH, codes[0]))
            yield Stage(url, world, variables, passphrase, codes[0])


async def _inside(store: Store, code: str) -> list[dict[str, Any]]:
    return [asdict(kept) for kept in await store.read(resting.of, code)]


def _free(first: int) -> int:
    """The first port from there on that nobody listens at; 0, which finds one, if all are taken."""
    for port in range(first, min(first + 20, 65536)) if first else ():
        with socket.socket() as probe, suppress(OSError):
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(("127.0.0.1", port))
            return port
    return 0


async def _variables(data: Path, url: str, playground: Playground) -> dict[str, str]:
    inherited = {k: v for k, v in os.environ.items() if not k.startswith(PREFIX)}
    english = os.environ.get(f"{PREFIX}LANGUAGE", "").lower().startswith("en")
    settings = {
        "ENV_FILE": "",
        "DATA_DIR": str(data),
        "TELEGRAM_API": url,
        "INTAKE_TOKEN": await playground.bot(INTAKE, "安全服务助手", can_join_groups=False),
        "INTAKE_USERNAME": INTAKE,
        "DESK_TOKEN": await playground.bot(DESK, "安全工作台", can_read_all_group_messages=True),
        "DESK_USERNAME": DESK,
        "POSTING_HOURS": "",
        "LANGUAGE": "en" if english else "zh",
        "LOG_LEVEL": "WARNING",
        "CLOCK": str(data / "clock"),
    }
    return inherited | {f"{PREFIX}{name}": value for name, value in settings.items()}


async def _people(playground: Playground) -> tuple[dict[str, int], int]:
    """An employee, contacts, reviewers in their group; accounts by label, the group's number."""
    employee = await playground.person("小王")
    await employee.chat(INTAKE).starts()
    persons = [await playground.person(reviewer.label) for reviewer in samples.REVIEWERS]
    group = await playground.group("安全线索审核群", *persons)
    await group.add(DESK, by=persons[0])
    await group.promote(DESK, by=persons[0])
    persons += [await playground.person(label, role="contact") for label in samples.CONTACTS]
    for person in persons:
        await person.chat(DESK).starts()
    return {person.name: person.id for person in persons}, group.id


def _fill(
    session: Session, opening: Opening, chats: dict[str, int], group: int, at: datetime
) -> list[ReceiptCode]:
    now = at.astimezone(samples.ZONE)
    samples.seed(session, chats=chats, group=group, now=now)
    return samples.file_reports(session, sealing=opening.sealing, now=now)


async def _announce(stage: Stage, data: Path, *, browser: bool) -> None:
    while not {INTAKE, DESK} <= {request.bot for request in stage.world.requests}:
        await stage.world.bell.wait(0.5)
    zh, en = (
        "\n".join(f"  {number}. {line}" for number, line in enumerate(_tries(t, stage.code), 1))
        for t in (TRY_ZH, TRY_EN)
    )
    typer.echo(DEMO.format(url=stage.url, zh=zh, en=en, folder=data))
    if browser and sys.stdout.isatty() and (sys.platform == "darwin" or "DISPLAY" in os.environ):
        await asyncio.to_thread(webbrowser.open, stage.url)


def _tries(sentences: tuple[str, ...], code: ReceiptCode) -> list[str]:
    shown = " ".join(receipts.lines(code))
    return [sentence.format(intake=INTAKE, code=shown) for sentence in sentences]


if __name__ == "__main__":
    app()
