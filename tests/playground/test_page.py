"""The page in Debian's Chromium: what is written on it reaches bots, and text stays text."""

from collections.abc import AsyncIterator

import pytest
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup
from playwright.async_api import Page, async_playwright, expect

from tests.playground.conftest import Stage

pytestmark = pytest.mark.browser
_QUIET = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync")


@pytest.fixture
async def page(stage: Stage) -> AsyncIterator[Page]:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=list(_QUIET)
        )
        page = await browser.new_page()
        complaints: list[str] = []
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda line: complaints.append(line.text))
        await page.goto(stage.url)
        yield page
        await browser.close()
        assert complaints == []


async def test_two_phones_are_live_and_show_text_as_text(stage: Stage, page: Page):
    left, right = page.locator("#employee"), page.locator("#reviewer")
    await left.locator("textarea").fill("<img src=x onerror=alert(1)> 裸线")
    await left.locator("textarea").press("Enter")
    await expect(left.locator(".mine .text").last).to_have_text("<img src=x onerror=alert(1)> 裸线")
    assert (await stage.next_updates())[0].message.text == "<img src=x onerror=alert(1)> 裸线"
    button = InlineKeyboardButton(text="提交", callback_data="go")
    markup = InlineKeyboardMarkup(inline_keyboard=[[button]])
    sent = await stage.intake.send_message(stage.alice.id, "看一眼", reply_markup=markup)
    await left.get_by_role("button", name="提交").click()
    await expect(left.locator(".key.busy")).to_be_visible()
    (update,) = await stage.next_updates()
    await stage.intake.answer_callback_query(update.callback_query.id, "收下了")
    await expect(left.locator(".toast.on")).to_have_text("收下了")
    await stage.intake.delete_message(stage.alice.id, sent.message_id)
    await expect(left.get_by_text("看一眼")).to_have_count(0)
    topic = await stage.desk.create_forum_topic(stage.group.id, "案件 AB12")
    await stage.desk.send_message(
        stage.group.id, "卡片", message_thread_id=topic.message_thread_id, protect_content=True
    )
    row = right.get_by_role("button", name="案件 AB12")
    await expect(row.locator(".dot")).to_have_text("1 条未读")
    await row.click()
    await expect(right.locator(".protected .text")).to_have_text("卡片")
    await right.get_by_role("button", name="回到话题列表").click()
    await expect(row).to_be_visible()
    await expect(row.locator(".dot")).to_have_count(0)
    await stage.playground.act("hint", lines=["试试一", "试试二"])
    await expect(page.locator("#hints li")).to_have_text(["试试一", "试试二"])


async def test_a_new_employee_holds_a_phone_of_their_own(stage: Stage, page: Page):
    await stage.intake.send_message(stage.alice.id, "只给小王看的")
    left = page.locator("#employee")
    await expect(left.get_by_text("只给小王看的")).to_be_visible()
    await left.get_by_role("button", name="换个新员工").click()
    await expect(left.locator(".bar select option:checked")).to_have_text("员工 2")
    await expect(left.get_by_role("button", name="开始")).to_be_visible()
    await expect(left.get_by_text("只给小王看的")).to_have_count(0)


async def test_the_keyboard_is_led_from_a_pressed_key_to_the_next_one(stage: Stage, page: Page):
    def keys(*names: str) -> InlineKeyboardMarkup:
        row = [InlineKeyboardButton(text=name, callback_data=name) for name in names]
        return InlineKeyboardMarkup(inline_keyboard=[row])

    alice = stage.alice.id
    sent = await stage.intake.send_message(alice, "第 1 步", reply_markup=keys("下一步"))
    await page.get_by_role("button", name="下一步").focus()
    await stage.intake.edit_message_text(
        "第 2 步", chat_id=alice, message_id=sent.message_id, reply_markup=keys("提交")
    )
    await expect(page.get_by_role("button", name="提交")).to_be_focused()
    await stage.intake.delete_message(alice, sent.message_id)
    await expect(page.get_by_text("第 2 步")).to_have_count(0)
    await stage.intake.send_message(alice, "收到了", reply_markup=keys("清空"))
    await expect(page.get_by_role("button", name="清空")).to_be_focused()


async def test_only_a_quote_with_more_to_show_can_be_opened(stage: Stage, page: Page):
    for words in ("一行", "一\n二\n三\n四\n五"):
        quote = f"<blockquote expandable>{words}</blockquote>"
        await stage.intake.send_message(stage.alice.id, quote, parse_mode="HTML")
    short, long = (page.locator("#employee .expandable").nth(at) for at in (0, 1))
    await expect(short).not_to_have_attribute("role", "button")
    await long.press("Enter")
    await expect(long).to_have_attribute("aria-expanded", "true")
