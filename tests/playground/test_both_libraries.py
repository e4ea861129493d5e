from tests.playground.conftest import Stage, picture


async def test_aiogram_answers_what_a_person_writes(stage: Stage):
    alice = await stage.playground.person("小王")
    phone = alice.chat("intake_bot")
    await phone.starts("site_7")
    (update,) = await stage.intake.get_updates()
    assert update.message.text == "/start site_7"
    assert update.message.entities[0].type == "bot_command"
    await stage.intake.send_message(
        update.message.chat.id, "<b>你好</b> &amp; 再见", parse_mode="HTML"
    )
    shown = await phone.until("你好")
    assert shown.text == "你好 & 再见"
    assert shown.entities == [{"type": "bold", "offset": 0, "length": 2}]


async def test_ptb_answers_what_a_person_writes(stage: Stage):
    phone = (await stage.playground.person("小李")).chat("desk_bot")
    await phone.sends_photo(picture(), caption="看")
    (update,) = await stage.desk.get_updates()
    assert update.effective_message.caption == "看"
    await stage.desk.send_message(update.effective_chat.id, "收到")
    assert (await phone.screen()).text == "收到"
