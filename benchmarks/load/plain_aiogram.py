"""`python -m benchmarks.load.plain_aiogram`: a plain bot, as one writes it on the first day.

aiogram with its own polling or webhook, SQLAlchemy with SQLite as they come: it stores each
message unencrypted in a transaction of its own and answers it.
"""

import asyncio
import os

from aiogram import Bot, Dispatcher
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import Message
from aiogram.webhook.aiohttp_server import SimpleRequestHandler, setup_application
from aiohttp import web
from sqlalchemy import String, create_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column


class Base(DeclarativeBase):
    """The one table."""


class Said(Base):
    """A message as it came."""

    __tablename__ = "said"

    id: Mapped[int] = mapped_column(primary_key=True)
    chat: Mapped[int]
    name: Mapped[str] = mapped_column(String)
    text: Mapped[str] = mapped_column(String)


engine = create_engine(os.environ["PLAIN_DATABASE"])
dispatcher = Dispatcher()


@dispatcher.message()
async def on_message(message: Message) -> None:
    """Store it, answer it."""
    if os.environ.get("PLAIN_STORES", "yes") == "yes":
        with Session(engine) as session, session.begin():
            said = Said(chat=message.chat.id, name=message.chat.first_name, text=message.text)
            session.add(said)
    await message.answer("收到了，谢谢你。")


async def main() -> None:
    """Run until killed."""
    Base.metadata.create_all(engine)
    server = TelegramAPIServer.from_base(os.environ["PLAIN_TELEGRAM"])
    bot = Bot(os.environ["PLAIN_TOKEN"], session=AiohttpSession(api=server))
    port = os.environ.get("PLAIN_WEBHOOK")
    if port is None:
        await dispatcher.start_polling(bot, handle_signals=False)
        return
    application = web.Application()
    SimpleRequestHandler(dispatcher, bot).register(application, path="/plain")
    setup_application(application, dispatcher, bot=bot)
    runner = web.AppRunner(application, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", int(port)).start()
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main())
