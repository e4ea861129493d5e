"""The demo's page in Debian's Chromium: both halves of the main job, by presses on the phones.

With CHUISHAO_PICTURES the screens that README.md shows are written into that folder.
"""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Locator, Page, async_playwright, expect

from tests.bot.commands import ROOT, environment

pytestmark = pytest.mark.browser
_QUIET = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync")
_PATIENCE = 20_000  # milliseconds


@pytest.fixture
async def page(tmp_path: Path) -> AsyncIterator[Page]:
    """The page of a demo that runs: three phones, two bots, a clock."""
    demo = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot.demo", "--port", "0", "--no-browser"),
        *("--data", str(tmp_path / "demo"), "--at", "2026-11-24T10:00:00"),
        cwd=ROOT,
        env=environment({}),
        stdout=asyncio.subprocess.PIPE,
    )
    assert demo.stdout is not None
    try:
        async with asyncio.timeout(60), async_playwright() as playwright:
            while "http://" not in (line := (await demo.stdout.readline()).decode()):
                assert line, "the demo ended"
            browser = await playwright.chromium.launch(
                executable_path="/usr/bin/chromium", args=list(_QUIET)
            )
            page = await browser.new_page(viewport={"width": 1680, "height": 950})
            page.set_default_timeout(_PATIENCE)
            expect.set_options(timeout=_PATIENCE)
            complaints: list[str] = []
            page.on("pageerror", lambda error: complaints.append(str(error)))
            page.on("console", lambda line: complaints.append(line.text))
            await page.goto(line.split()[-1])
            yield page
            await browser.close()
            assert complaints == []
    finally:
        if demo.returncode is None:
            demo.send_signal(signal.SIGTERM)
        await demo.wait()


async def presses(phone: Locator, *names: str) -> None:
    for name in names:
        await phone.get_by_role("button", name=name).last.click()


async def says(phone: Locator, words: str) -> None:
    await phone.locator("textarea").fill(words)
    await phone.locator("textarea").press("Enter")


async def picture(page: Page, name: str) -> None:
    if folder := os.environ.get("CHUISHAO_PICTURES"):
        await page.mouse.move(0, 0)
        await page.wait_for_timeout(500)
        await page.screenshot(path=Path(folder) / f"{name}.png")


async def test_a_tip_is_heard_and_a_week_handed_in_on_three_phones(page: Page):
    employee, contact, reviewer = (
        page.locator(f"#{role}") for role in ("employee", "contact", "reviewer")
    )
    await says(employee, "塔吊的限位器坏了半个月，没人修")
    await presses(employee, "是，接着写", "写好了，下一步", "东胜建工", "跳过", "提交")
    await expect(employee.get_by_text("查询码，只显示这一次")).to_be_visible()
    await expect(reviewer.locator(".topic")).to_have_count(5)
    await page.get_by_role("button", name="到周五 9:00").click()
    await expect(contact.get_by_text("今天 16:00 前交第 48 周周报，还有 7 小时。")).to_be_visible()
    newest = reviewer.locator(".topic").nth(1)
    await newest.click()
    await expect(reviewer.locator(".text", has_text="塔吊的限位器")).to_be_visible()
    await presses(reviewer, "受理，我来办")
    await expect(reviewer.get_by_text("组长 在办")).to_be_visible()
    await picture(page, "phones")
    await presses(contact, "填报")
    await expect(contact.get_by_text("没填").first).to_be_visible()
    await says(contact, "3 2 0 0 0")
    await expect(contact.get_by_text("没填")).to_have_count(0)  # the form as it was is gone
    await presses(contact, "看一遍，提交", "领导看过，提交")
    await expect(contact.get_by_text("收到了，这周不用再管")).to_be_visible()


async def test_what_rests_of_a_case_is_shown_sealed_and_the_tour_is_walked_by_keyboard(page: Page):
    reviewer = page.locator("#reviewer")
    await reviewer.locator(".topic", has_text="燃气").click()
    await expect(reviewer.locator(".text", has_text="报警器老响")).to_be_visible()
    await page.get_by_role("button", name="库里有什么").press("Enter")
    drawer = page.locator("#drawer")
    await expect(drawer.locator(".sealed").first).to_contain_text("封着")
    assert "报警器" not in await drawer.inner_text()
    await picture(page, "inside")
    await page.keyboard.press("Escape")
    await expect(drawer).to_be_hidden()
    await page.get_by_role("button", name="带我走一遍").press("Enter")
    for step in range(1, 6):
        await expect(page.locator("#guide h2")).to_contain_text(f"{step}／5")
        await page.keyboard.press("Enter")
    await expect(page.locator("#guide")).to_be_hidden()


async def test_a_narrow_screen_shows_one_phone_at_a_time(page: Page):
    await page.set_viewport_size({"width": 420, "height": 860})
    await expect(page.locator("#employee")).to_be_visible()
    await expect(page.locator("#contact")).to_be_hidden()
    await page.locator("#roles").get_by_role("button", name="联系人").click()
    await expect(page.locator("#contact")).to_be_visible()
    await expect(page.locator("#employee")).to_be_hidden()
    wide = await page.evaluate("document.documentElement.scrollWidth")
    assert wide <= 420, "nothing is cut off at the side"
