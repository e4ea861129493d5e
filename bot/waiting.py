"""`python -m bot.waiting`: tells the review groups that the desk waits for its passphrase.

For the minutes after a boot: the intake goes on taking reports, nobody at the desk sees one, and
without this line nobody would know why.
"""

import typer

from bot import clock
from bot.bot_api import BotApi, NotReachedError
from bot.office import read
from bot.run_texts import texts
from bot.settings import WaitingSettings, load
from domain.notices import CaseArrived
from domain.people import Room
from storage import Session, outbox, people

app = typer.Typer(
    add_completion=False,
    pretty_exceptions_show_locals=False,
    help="在群里说工作端等口令 · Tells the groups that the desk waits for its passphrase",
)


@app.command()
def waiting() -> None:
    """在群里说工作端等口令 · Tell the groups that the desk waits for its passphrase."""
    settings = load(WaitingSettings)
    say, token = texts(settings.language), settings.desk_token.get_secret_value()
    rooms, count = read(settings, _rooms)
    api, told = BotApi(settings.telegram_api, settings.proxy), 0
    for room in rooms:
        words = say.waits.format(count=count)
        try:
            told += api.ask(token, "sendMessage", chat_id=room.chat_id, text=words) is not None
        except NotReachedError:
            typer.echo(say.not_reached.format(host=api.host), err=True)
            raise typer.Exit(code=1) from None
    typer.echo(say.waits_told.format(count=told))


def _rooms(session: Session) -> tuple[list[Room], int]:
    """The groups, and how many reports should have reached them by now."""
    count, _ = outbox.overdue(session, clock.now(), kind=CaseArrived.kind)
    return [room for room in people.rooms(session) if room.ready], count


if __name__ == "__main__":
    app()
