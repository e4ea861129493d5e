"""Commands, and posters that were scanned."""

from typing import Final

from aiogram import Router
from aiogram.types import Message

from domain import conversation
from domain.drafts import Draft, Screen
from domain.errors import EnrolmentError
from domain.people import Enterprise, Site
from handlers.intake.doing import clear, keep, present
from handlers.intake.kit import Kit
from handlers.intake.showing import Came
from storage import codes, people
from storage.store import Session

PRACTICE: Final = "practice-"
"""How the payload of a practice link begins; no site's code does."""


def router() -> Router:
    """Everything that begins with a slash."""
    made = Router(name="start")
    made.message.register(on_command, _commands)
    return made


async def _commands(message: Message) -> bool:
    return (message.text or "").startswith("/")


async def on_command(message: Message, kit: Kit) -> None:
    """A command was sent, also one that nobody knows."""
    name, _, payload = (message.text or "").strip().partition(" ")
    name = name[1:].partition("@")[0].lower()
    came = Came(message.chat.id, (message.message_id,))
    if name == "clear":
        await clear(kit, came)
        return
    draft = await present(kit, came.chat)
    match name:
        case "start" if payload.strip().startswith(PRACTICE):
            await _practises(kit, came, draft, payload.strip().removeprefix(PRACTICE))
        case "start" if payload.strip():
            await _scanned(kit, came, draft, payload.strip())
        case "start":
            await keep(kit, came, conversation.start(draft))
        case "find":
            found = conversation.press(conversation.shut(draft), conversation.Do.FIND)
            await keep(kit, came, found)
        case "privacy" | "help" | "language":
            await keep(kit, came, conversation.aside(draft, Screen(name)))
        case _:
            words = kit.texts(draft.language).unknown_command
            await keep(kit, came, conversation.unfold(draft), remark=words)


async def _practises(kit: Kit, came: Came, draft: Draft, code: str) -> None:
    """Somebody who sets the system up tries the employees' way; the code came from them."""
    texts = kit.texts(draft.language)
    try:
        await kit.store.read(codes.look, code, purpose=codes.PRACTICE, now=kit.now())
    except EnrolmentError:
        await keep(kit, came, conversation.start(draft), remark=texts.practice_over)
    else:
        await keep(kit, came, conversation.practise(draft))


async def _scanned(kit: Kit, came: Came, draft: Draft, code: str) -> None:
    found = await kit.store.read(_site, code)
    if found is None:
        words = kit.texts(draft.language).unknown_site
        begun = conversation.press(draft, conversation.Do.HAZARD)
        await keep(kit, came, begun, remark=words)
        return
    site, enterprise = found
    scanned = conversation.scan(
        draft,
        site=site.id,
        site_name=site.name,
        enterprise=enterprise.id,
        name=enterprise.short,
    )
    await keep(kit, came, scanned)


def _site(session: Session, code: str) -> tuple[Site, Enterprise] | None:
    site = people.site(session, code)
    if site is None:
        return None
    enterprise = people.enterprise(session, site.enterprise)
    return None if enterprise is None else (site, enterprise)
