"""Work on a task in the browser: a file as evidence goes up, comes back as it was, and is removed again."""

from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from engine.desk import Desk
from engine.model.engagement import DealStructure, Engagement
from engine.model.events import Profile, ProfileRole
from tests.browser import desk
from tests.browser.looking import SAY, WHO, Visit, as_known, rows, screen, tick

CONTENT = bytes(range(256)) * 40


@pytest.fixture(scope="module")
def workspace(workspace: Path) -> Path:
    """A desk with one engagement that has nothing but its facts."""
    who, made = Profile(WHO, ProfileRole.CONSULTANT), Desk(workspace, workers=1)
    made.add_profile(who)
    deal = DealStructure.ASSET_TRANSFER
    made.create(Engagement("shop", "某某摄影", deal, date(2026, 11, 21), date(2026, 12, 31)), who)
    made.close()
    return workspace


def _opened(page: Page) -> Page:
    """The dialog of the second task of the first phase."""
    desk.settled(page)
    tick(page, row=1)
    expect(page.get_by_role("dialog")).to_contain_text("P-02")
    page.get_by_role("dialog").get_by_role("tab").nth(1).click()
    return page


def test_a_file_is_attached_downloaded_and_removed(visit: Visit, tmp_path: Path) -> None:
    page = _opened(as_known(visit("tasks?lang=zh&engagement=shop&phase=prepare")))
    file = tmp_path / "范围文件.pdf"
    file.write_bytes(CONTENT)
    dialog = page.get_by_role("dialog")
    dialog.locator("input[type=file]").set_input_files(file)
    dialog.get_by_role("button", name=SAY("tasks.file_attach")).click()
    kept = dialog.locator("[class*='st-key-file-']")
    expect(kept).to_contain_text(file.name)
    with page.expect_download() as download:
        kept.get_by_test_id("stDownloadButton").get_by_role("button").click()
    assert Path(download.value.path()).read_bytes() == CONTENT
    kept.get_by_role("button", name=SAY("tasks.file_remove"), exact=True).click()
    page.get_by_label(SAY("tasks.file_reason")).fill("版本有误")
    page.keyboard.press("Tab")
    page.get_by_role("button", name=SAY("tasks.file_remove_now")).click()
    expect(kept).to_have_count(0)
    dialog.get_by_role("tab").first.click()  # the menu closes
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    screen(page, "log")
    told = "\n".join(rows(page))
    for part in ("上传证据文件", "下载了文件", "版本有误"):
        assert part in told
    assert file.name not in told
