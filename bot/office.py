"""The store as a command of the office uses it: one unit of work, and plain words when it fails."""

import asyncio
from collections.abc import Callable
from typing import Concatenate, NoReturn, ParamSpec, TypeVar

import typer

from bot.ready import require_newest
from bot.settings import OfficeSettings
from bot.store_texts import texts
from storage import Session
from storage.store import Store, StoreUnavailableError

P = ParamSpec("P")
T = TypeVar("T")
Work = Callable[Concatenate[Session, P], T]


def read(settings: OfficeSettings, work: Work[P, T], /, *args: P.args, **kwargs: P.kwargs) -> T:
    """What the work reads; ends the command with a sentence when the database cannot be used."""

    async def reading() -> T:
        async with Store(settings.database) as store:
            return await store.read(work, *args, **kwargs)

    require_newest(settings)
    try:
        return asyncio.run(reading())
    except StoreUnavailableError:
        _give_up(settings)


def write(settings: OfficeSettings, work: Work[P, T], /, *args: P.args, **kwargs: P.kwargs) -> T:
    """Does the work in one transaction; ends the command when the database cannot be used."""

    async def writing() -> T:
        async with Store(settings.database) as store:
            return await store.write(work, *args, **kwargs)

    require_newest(settings)
    try:
        return asyncio.run(writing())
    except StoreUnavailableError:
        _give_up(settings)


def _give_up(settings: OfficeSettings) -> NoReturn:
    typer.echo(texts(settings.language).unreachable, err=True)
    raise typer.Exit(code=1)
