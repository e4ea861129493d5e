import asyncio

import pytest
from telegram import BotCommand, MenuButtonCommands
from telegram.error import BadRequest, ChatMigrated, Forbidden

from playground.client import RefusedError
from tests.playground.conftest import Stage


async def test_a_topic_lives_and_dies(stage: Stage):
    desk, group = stage.desk, stage.group.id
    icons = await desk.get_forum_topic_icon_stickers()
    icon = icons[0].custom_emoji_id
    topic = await desk.create_forum_topic(group, "案件 AB", icon_custom_emoji_id=icon)
    thread = topic.message_thread_id
    sent = await desk.send_message(group, "卡片", message_thread_id=thread)
    assert sent.is_topic_message
    room = await stage.bo.chat(stage.group).until_topic("AB")
    assert [m.text for m in await room.messages()] == ["卡片"]
    await desk.edit_forum_topic(group, thread, name="案件 CD")
    with pytest.raises(BadRequest, match=r"(?i)topic_not_modified"):
        await desk.edit_forum_topic(group, thread, name="案件 CD")
    await desk.close_forum_topic(group, thread)
    with pytest.raises(RefusedError, match="closed"):
        await stage.cai.chat(stage.group, topic=thread).says("还能说吗")
    await desk.reopen_forum_topic(group, thread)
    await desk.delete_forum_topic(group, thread)
    with pytest.raises(BadRequest, match=r"[Mm]essage thread not found"):
        await desk.send_message(group, "卡片", message_thread_id=thread)
    with pytest.raises(BadRequest, match=r"(?i)topic_id_invalid"):
        await desk.close_forum_topic(group, thread)
    with pytest.raises(BadRequest, match=r"(?i)topic name"):
        await desk.create_forum_topic(group, "字" * 129)


async def test_what_is_said_in_a_topic_answers_its_opening(stage: Stage):
    thread = await stage.bo.opens_topic(stage.group, "话题")
    room = stage.cai.chat(stage.group, topic=thread)
    card = await stage.desk.send_message(stage.group.id, "卡片", message_thread_id=thread)
    await room.says("只是说说")
    await room.says("问一下", reply_to=card.message_id)
    opened, plain, reply = await stage.desk_updates()
    assert opened.message.forum_topic_created.name == "话题"
    assert plain.message.message_thread_id == thread
    assert plain.message.reply_to_message.forum_topic_created.name == "话题"
    assert reply.message.reply_to_message.text == "卡片"


async def test_rights_are_needed(stage: Stage):
    desk, group = stage.desk, stage.group.id
    theirs = await stage.cai.chat(stage.group).says("a")
    await stage.group.promote("desk_bot", rights=[])
    with pytest.raises(BadRequest, match=r"[Nn]ot enough rights to create a topic"):
        await desk.create_forum_topic(group, "a")
    with pytest.raises(BadRequest, match=r"[Nn]ot enough rights to manage pinned"):
        await desk.pin_chat_message(group, theirs)
    with pytest.raises(BadRequest, match=r"[Mm]essage can't be deleted"):
        await desk.delete_message(group, theirs)
    with pytest.raises(BadRequest, match=r"[Nn]ot enough rights"):
        await desk.ban_chat_member(group, stage.cai.id)
    await stage.group.promote("desk_bot")
    assert await desk.pin_chat_message(group, theirs)
    assert (await desk.get_chat(group)).pinned_message.message_id == theirs
    assert await desk.unpin_chat_message(group)
    assert await desk.delete_message(group, theirs)
    assert await desk.ban_chat_member(group, stage.cai.id)
    assert (await desk.get_chat_member(group, stage.cai.id)).status == "kicked"


async def test_who_is_there(stage: Stage):
    desk, group = stage.desk, stage.group.id
    me = await desk.get_me()
    assert me.can_join_groups
    assert not me.can_read_all_group_messages
    assert not (await stage.intake.get_me()).can_join_groups
    assert (await desk.get_chat(group)).is_forum
    assert (await stage.intake.get_chat(stage.alice.id)).first_name == "小王"
    assert (await desk.get_chat_member(group, me.id)).can_manage_topics
    assert (await desk.get_chat_member(group, stage.bo.id)).status == "creator"
    assert (await desk.get_chat_member(group, stage.alice.id)).status == "left"
    assert await desk.get_chat_member_count(group) == 3
    assert {a.user.id for a in await desk.get_chat_administrators(group)} == {me.id, stage.bo.id}
    with pytest.raises(RefusedError, match="cannot join groups"):
        await stage.group.add("intake_bot")


async def test_in_a_group_without_an_owner_somebody_must_be_named_who_does_it(stage: Stage):
    await stage.bo.leaves(stage.group)
    for act in (stage.group.promote, stage.group.remove):
        with pytest.raises(RefusedError, match="no owner"):
            await act(stage.cai)
    await stage.group.promote(stage.cai, by=stage.cai)


async def test_comings_and_goings_are_told_to_who_asked(stage: Stage):
    await stage.alice.joins(stage.group)
    (quiet,) = await stage.desk_updates()
    assert quiet.message.new_chat_members[0].first_name == "小王"
    await stage.desk.get_updates(allowed_updates=["message", "chat_member", "my_chat_member"])
    await stage.alice.leaves(stage.group)
    left, told = await stage.desk_updates()
    assert left.message.left_chat_member.id == stage.alice.id
    assert told.chat_member.new_chat_member.status == "left"
    await stage.group.remove("desk_bot")
    assert (await stage.desk_updates())[0].my_chat_member.new_chat_member.status == "kicked"
    with pytest.raises(Forbidden, match="bot was kicked from the supergroup chat"):
        await stage.desk.send_message(stage.group.id, "a")


async def test_privacy_mode_hides_what_is_not_meant_for_the_bot(stage: Stage):
    await stage.playground.act("demote", chat=stage.group.id, who="desk_bot")
    await stage.desk_updates()
    room = stage.cai.chat(stage.group)
    sent = await stage.desk.send_message(stage.group.id, "问")
    await room.says("闲聊")
    await room.says("/queue")
    await room.says("/queue@other_bot")
    await room.says("/queue@desk_bot")
    await room.says("答", reply_to=sent.message_id)
    heard = [u.message.text for u in await stage.desk_updates()]
    assert heard == ["/queue", "/queue@desk_bot", "答"]


async def test_bots_do_not_hear_each_other(stage: Stage):
    token = await stage.playground.bot("third_bot", can_read_all_group_messages=True)
    await stage.group.add("third_bot")
    await stage.desk.send_message(stage.group.id, "只给人看")
    third = stage.world.bots[token]
    assert all("只给人看" not in str(update.body) for update in third.inbox.waiting)


async def test_an_upgraded_group_says_where_it_went(stage: Stage):
    new = await stage.group.upgrade()
    with pytest.raises(ChatMigrated) as moved:
        await stage.desk.send_message(stage.group.id, "a")
    assert moved.value.new_chat_id == new.id
    old, fresh = await stage.desk_updates()
    assert old.message.migrate_to_chat_id == new.id
    assert fresh.message.migrate_from_chat_id == stage.group.id
    assert (await stage.desk.create_forum_topic(new.id, "新")).message_thread_id


async def test_the_bots_own_face(stage: Stage):
    desk, intake = stage.desk, stage.intake
    await desk.set_my_commands([BotCommand("queue", "队列")])
    assert [c.command for c in await desk.get_my_commands()] == ["queue"]
    await desk.delete_my_commands()
    assert await desk.get_my_commands() == ()
    await intake.set_my_name("助手")
    await intake.set_my_description("说明")
    await intake.set_my_short_description("短")
    assert (await intake.get_my_name()).name == "助手"
    assert (await intake.get_my_description()).description == "说明"
    assert (await intake.get_my_short_description()).short_description == "短"
    assert await desk.set_chat_menu_button(menu_button=MenuButtonCommands())
    assert (await desk.get_chat_menu_button()).type == "commands"
    assert await desk.set_my_default_administrator_rights()
    assert await intake.send_chat_action(stage.alice.id, "typing")
    number = await stage.phone.says("a")
    assert await intake.set_message_reaction(stage.alice.id, number)
    assert await desk.leave_chat(stage.group.id)
    assert await intake.log_out()


async def test_waiting_ends_with_what_is_shown(stage: Stage):
    async def later() -> None:
        await asyncio.sleep(0.1)
        await stage.intake.send_message(stage.alice.id, "迟到的话")

    task = asyncio.create_task(later())
    assert (await stage.phone.until("迟到", timeout=5)).text == "迟到的话"
    await task
    with pytest.raises(AssertionError, match="迟到的话"):
        await stage.phone.until("别的", timeout=0.1)


async def test_a_topic_is_found_by_its_code_though_a_newer_ones_begins_with_it(stage: Stage):
    first = await stage.desk.create_forum_topic(stage.group.id, "案件AB·已办")
    await stage.desk.create_forum_topic(stage.group.id, "案件AB5·新")
    assert (await stage.bo.chat(stage.group).until_topic("AB")).topic == first.message_thread_id
