"""What a press does, whether it came from a button or from its words, typed."""

from dataclasses import replace

from domain import conversation
from domain.conversation import Do
from domain.drafts import LIFE, Draft, Screen
from domain.errors import OldButtonError
from domain.forgetting import fold, put_by
from handlers.intake import answers, door, filing, keeping, mailbox, masks
from handlers.intake.kit import Kit
from handlers.intake.showing import Came, answer, erase, facts, send, show
from handlers.intake.views.beside import cleared
from storage import people


async def present(kit: Kit, chat: int) -> Draft:
    """The chat's draft; a mailbox left open too long is shut."""
    draft, _ = await keeping.load(kit, chat)
    if draft.code and draft.idle(kit.now()):
        return fold(draft)
    return draft


async def act(kit: Kit, came: Came, draft: Draft, do: Do, arg: str = "") -> None:
    """Does what one button of the present screen does."""
    match do:
        case Do.SUBMIT:
            await filing.submit(kit, came, await masks.kept_black(kit, came.chat, draft))
        case Do.SEND:
            await mailbox.send(kit, came, await masks.kept_black(kit, came.chat, draft))
        case Do.BLACKEN:
            after = conversation.back(await masks.kept_black(kit, came.chat, draft))
            done = kit.texts(draft.language).blackened if conversation.pending(draft) else ""
            await keep(kit, came, after, remark=done)
        case Do.KNOCK | Do.QUIET:
            await door.decide(kit, came, draft, do)
        case Do.FILES:
            await mailbox.show_files(kit, came, draft)
        case Do.SOLVED | Do.UNSOLVED:
            await answers.solved(kit, came, draft, do)
        case Do.YES | Do.NO if draft.screen is Screen.AFTERWARDS:
            await answers.afterwards(kit, came, draft, do)
        case Do.LANGUAGE if arg:
            await keep(kit, came, conversation.back(replace(draft, language=arg)))
        case Do.PICK:
            enterprise = await kit.store.read(people.enterprise, arg)
            if enterprise is None:
                raise OldButtonError
            await keep(kit, came, conversation.press(draft, do, arg, name=enterprise.short))
        case _:
            await keep(kit, came, conversation.press(draft, do, arg))


async def keep(kit: Kit, came: Came, draft: Draft, *, remark: str = "") -> None:
    """Records the draft as decided, and shows it."""
    if put_by(draft):
        kept = kit.texts(draft.language).letter_kept
        remark = f"{remark}\n{kept}" if remark else kept
    draft = replace(draft, turn=draft.turn + 1, touched=kit.now())
    await kit.store.write(keeping.keep, kit, came.chat, draft)
    await show(kit, came, draft, remark=remark)


async def clear(kit: Kit, came: Came, callback: str | None = None) -> None:
    """清空: the draft is destroyed, and everything of it that can be erased from the chat."""
    draft, known = await keeping.load(kit, came.chat)
    old = _left(kit, came, draft)
    await kit.store.write(keeping.forget_all_but, kit, came.chat, old, draft.language)
    seen = kit.memory.seen(came.chat)
    seen.idle_at, seen.dies_at = None, kit.now()  # should all tries fail, the clock erases it
    await finish_clearing(kit, came, draft, callback, known=known)


async def finish_clearing(
    kit: Kit, came: Came, draft: Draft, callback: str | None, *, known: bool
) -> None:
    """Erases what a destroyed draft left in the chat, and only then forgets the numbers."""
    known = known or bool(kit.memory.seen(came.chat).leftover)
    whole = await erase(kit, came.chat, _left(kit, came, draft)) and known
    await kit.store.remember(keeping.forget, kit, came.chat)
    texts = kit.texts(draft.language)
    await answer(kit, callback, texts.cleared_toast if whole else texts.not_all_cleared)
    unsaid = "" if whole or callback else texts.not_all_cleared
    await _show_cleared(kit, came.chat, draft.language, unsaid)


async def _show_cleared(kit: Kit, chat: int, language: str, unsaid: str) -> None:
    """Nothing is left but advice of the day, and what no toast could say."""
    seen = kit.memory.seen(chat)
    seen.idle_at, seen.forget_at, seen.dies_at = None, None, kit.now() + LIFE
    seen.remarks = ()
    blank = Draft(secret=bytes(32), touched=kit.now(), screen=Screen.HOME)
    shown = cleared(kit.texts(language), await facts(kit, blank))
    shown = replace(shown, text="\n".join([shown.text, *([unsaid] if unsaid else [])]))
    number = await send(kit, chat, shown, shown.keyboard("-"))
    seen.leftover = (number,)


def _left(kit: Kit, came: Came, draft: Draft) -> list[int]:
    seen = kit.memory.seen(came.chat)
    old = [*came.messages, *draft.litter, *seen.leftover]
    return old + [number for number in (draft.form, came.pressed) if number is not None]
