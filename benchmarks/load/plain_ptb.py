"""`python -m benchmarks.load.plain_ptb`: a plain bot, as one writes it on the first day.

PTB with its own polling, SQLAlchemy with SQLite as they come: it stores each press in a transaction
of its own and answers it.
"""

import os

from sqlalchemy import String, create_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column
from telegram import Update
from telegram.ext import Application, CallbackQueryHandler, ContextTypes


class Base(DeclarativeBase):
    """The one table."""


class Pressed(Base):
    """A press as it came."""

    __tablename__ = "pressed"

    id: Mapped[int] = mapped_column(primary_key=True)
    account: Mapped[int]
    data: Mapped[str] = mapped_column(String)


engine = create_engine(os.environ["PLAIN_DATABASE"])


async def on_press(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
    """Store it, answer it."""
    query = update.callback_query
    if query is None:
        return
    with Session(engine) as session, session.begin():
        session.add(Pressed(account=query.from_user.id, data=query.data))
    await query.answer("好的")


def main() -> None:
    """Run until killed."""
    Base.metadata.create_all(engine)
    application = (
        Application.builder()
        .token(os.environ["PLAIN_TOKEN"])
        .base_url(f"{os.environ['PLAIN_TELEGRAM']}/bot")
        .concurrent_updates(64)
        .build()
    )
    application.add_handler(CallbackQueryHandler(on_press))
    application.run_polling()


if __name__ == "__main__":
    main()
