"""A message came: words of a button, a receipt code, something for the draft, or a refusal."""

from dataclasses import replace

from aiogram import Router
from aiogram.types import Message

from domain import conversation, receipts
from domain.conversation import Remark
from domain.drafts import AT_RECEIPT, Draft, Screen
from domain.errors import FileError, FileNotFetchedError, TooManyFilesError
from handlers.intake import incoming, keeping, mailbox, media
from handlers.intake.doing import act, clear, keep, present
from handlers.intake.incoming import Fetchable
from handlers.intake.kit import Kit
from handlers.intake.showing import Came, facts, litter, show, show_soon
from handlers.intake.views.screens import view
from handlers.intake.views.view import Button, plain


def router() -> Router:
    """Messages in a private chat that are no commands."""
    made = Router(name="write")
    made.message.register(on_text, _written)
    made.message.register(on_anything)
    made.edited_message.register(on_edit)
    return made


async def _written(message: Message) -> bool:
    return bool(message.text)


async def on_text(message: Message, kit: Kit) -> None:
    """Something was typed."""
    if incoming.refused(message):
        await on_anything(message, kit)
        return
    text = message.text or ""
    came = Came(message.chat.id, (message.message_id,))
    draft = await present(kit, came.chat)
    texts = kit.texts(draft.language)
    said = plain(text)
    if said in texts.clear_words:
        await clear(kit, came)
    elif said in texts.danger_words:
        await keep(kit, came, conversation.danger(draft))
    elif draft.screen is Screen.CHECK or (
        draft.screen is Screen.RECEIPT and receipts.looks_like_code(text)
    ):
        await _check(kit, came, draft, text)
    elif receipts.looks_like_code(text):
        await mailbox.on_code(kit, came, draft, text)
    elif (button := await _typed(kit, draft, text)) is not None:
        await act(kit, came, draft, button.do, button.arg)
    elif said in texts.back_words:
        await keep(kit, came, conversation.back(draft))
    elif conversation.unfold(draft).screen is Screen.ASK_CODE and _lines_of_code(text):
        await mailbox.on_code(kit, came, conversation.unfold(draft), text)
    else:
        await _say(kit, came, draft, message)


async def on_anything(message: Message, kit: Kit) -> None:
    """A photo, a document, or something that is not taken."""
    came = Came(message.chat.id, (message.message_id,))
    draft = await present(kit, came.chat)
    texts = kit.texts(draft.language)
    if message.content_type in incoming.SERVICE:
        await show(kit, came, draft)
        return
    refusal = incoming.refused(message)
    found = incoming.fetchable(message)
    if refusal is not None or found is None:
        words = texts.refused[refusal or "other"]
        if message.caption and refusal != "forwarded":
            await _refuse_file(kit, came, draft, message, words)
        else:
            await _show(kit, came, draft, message, words)
    elif draft.screen in AT_RECEIPT:
        await _show(kit, came, draft, message, texts.remark(Remark.SAVE_FIRST))
    elif draft.screen is Screen.IDENTITY:
        await _show(kit, came, draft, message, texts.remark(Remark.WORDS_ONLY))
    else:
        await _take(kit, came, draft, message, found)


async def on_edit(message: Message, kit: Kit) -> None:
    """A message was changed: what is not filed changes with it."""
    came = Came(message.chat.id, (message.message_id,))
    draft = await present(kit, came.chat)
    refusal = incoming.refused(message)
    if refusal is not None:
        await _show(kit, came, draft, message, kit.texts(draft.language).refused[refusal])
        return
    found = incoming.fetchable(message)
    texts = kit.texts(draft.language)
    if found is not None and draft.screen in AT_RECEIPT:
        await _show(kit, came, draft, message, texts.remark(Remark.SAVE_FIRST))
        return
    if found is not None and draft.screen is Screen.IDENTITY:
        await _show(kit, came, draft, message, texts.remark(Remark.WORDS_ONLY))
        return
    if found is not None:
        await _take(kit, came, draft, message, found)
        return
    text = message.text or message.caption or ""
    changed, remark = conversation.edit(draft, text, message.message_id)
    await keep(kit, came, changed, remark=texts.remark(remark))


async def _take(kit: Kit, came: Came, draft: Draft, message: Message, found: Fetchable) -> None:
    texts = kit.texts(draft.language)
    edited = message.edit_date is not None
    try:
        known = edited and conversation.has_file(draft, message.message_id)
        if not known and not conversation.takes_files(draft):
            raise TooManyFilesError
        file, sealed = await media.take(kit, draft, found, message.message_id)
    except FileNotFetchedError:
        await keep(kit, Came(came.chat), draft, remark=texts.download_failed)
        await litter(kit, came.chat, came.messages)
        return
    except FileError as error:
        if not found.caption:
            raise
        await _refuse_file(kit, came, draft, message, texts.refusal(error))
        return
    after, remark = (conversation.exchange if edited else conversation.attach)(draft, file)
    if edited:
        after, said = conversation.recaption(after, found.caption, message.message_id)
        remark = said or remark
    elif found.caption:
        after, said = conversation.caption(after, found.caption, message.message_id)
        remark = said or remark
    after = replace(after, turn=draft.turn + 1, touched=kit.now())
    await kit.store.write(keeping.keep, kit, came.chat, after, files=[sealed])
    words = texts.remark(remark) if remark else ""
    await _show(kit, came, after, message, _late(kit, after, message, words))


async def _refuse_file(kit: Kit, came: Came, draft: Draft, message: Message, words: str) -> None:
    """The file is not taken, what was written under it is."""
    after, remark = conversation.caption(draft, message.caption or "", message.message_id)
    after = replace(after, turn=draft.turn + 1, touched=kit.now())
    said = kit.texts(draft.language).remark(remark or Remark.ADDED)
    await kit.store.write(keeping.keep, kit, came.chat, after)
    await _show(kit, came, after, message, f"{words}\n{said}")


async def _say(kit: Kit, came: Came, draft: Draft, message: Message) -> None:
    after, remark = conversation.say(draft, message.text or "", message.message_id)
    after = replace(after, turn=draft.turn + 1, touched=kit.now())
    words = kit.texts(draft.language).remark(remark) if remark else ""
    if remark is not Remark.SAVE_FIRST:
        words = _late(kit, after, message, words)
    await kit.store.write(keeping.keep, kit, came.chat, after)
    await _show(kit, came, after, message, words)


def _late(kit: Kit, draft: Draft, message: Message, words: str) -> str:
    """What is said of something that was taken in, and that it had to wait where it had to."""
    if message.edit_date is not None or kit.now() - message.date < kit.limits.late:
        return words
    return "\n".join([kit.texts(draft.language).late, *([words] if words else [])])


async def _show(kit: Kit, came: Came, draft: Draft, message: Message, remark: str) -> None:
    """Parts of an album, and what comes too fast, are answered together once it is quiet."""
    limits, now = kit.limits, kit.now()
    fast = kit.memory.too_many(came.chat, "said", now, most=limits.burst, within=limits.within)
    if fast:
        remark = remark or kit.texts(draft.language).slow_down
    if fast or message.media_group_id is not None:
        await show_soon(kit, came, draft, remark=remark, wait=limits.quiet * (3 if fast else 1))
    else:
        await show(kit, came, draft, remark=remark)


async def _check(kit: Kit, came: Came, draft: Draft, text: str) -> None:
    texts = kit.texts(draft.language)
    code = receipts.make(draft.receipt_secret)
    right = receipts.same_line(code, 3, text)
    if not right and receipts.looks_like_code(text):
        right = "".join(plain(text).upper().split()) == code.text
    if not right and (button := await _typed(kit, draft, text)) is not None:
        await act(kit, came, draft, button.do, button.arg)
        return
    after = conversation.checked(draft) if right else draft
    await keep(kit, came, after, remark=texts.code_right if right else texts.code_wrong)


async def _typed(kit: Kit, draft: Draft, text: str) -> Button | None:
    """The button whose words were typed, on the present screen; `改 3` is `3` as well."""
    texts = kit.texts(draft.language)
    shown = view(draft, texts, await facts(kit, draft))
    found = shown.typed(text)
    if found is None and text.strip().isdigit() and draft.screen is Screen.PREVIEW:
        found = shown.typed(texts.buttons.edit.format(text.strip()))
    return found


def _lines_of_code(text: str) -> bool:
    """Whether it may be a line of a code: capitals and digits, one or two lines of eight."""
    letters = "".join(character for character in text if character.isalnum())
    return letters.isascii() and 6 <= len(letters) <= 18
