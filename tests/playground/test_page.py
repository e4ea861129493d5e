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
