"""The keys of the record viewer: yes, no, on and back, from the first finding of a letter to the next record."""

import re
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser import desk
from tests.browser.looking import SAY, Visit, as_known, tick

FINDINGS = "findings?lang=zh&engagement=small"


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory, small: Path) -> Path:
    return shutil.copytree(small, tmp_path_factory.mktemp("keys") / "workspace")


def _at(page: Page, number: int) -> None:
    """The finding with this number is at hand, and the page takes keys."""
    title = page.locator(".st-key-record-at-hand h3")
    expect(title).to_contain_text(re.compile(SAY("record.at", number=number, all=r"\d+", type="")))
    desk.settled(page)


def test_a_letter_is_reviewed_by_keys_alone(visit: Visit):
    page = as_known(visit(FINDINGS))
    tick(page)
    page.get_by_role("button", name=SAY("findings.open_record")).click()
    page.wait_for_url(re.compile("record="))
    desk.settled(page)
    _at(page, 1)

    page.keyboard.press("j")
    _at(page, 2)
    page.keyboard.press("k")
    _at(page, 1)

    page.keyboard.press("y")
    _at(page, 2)
    page.keyboard.press("n")
    _at(page, 3)
    lines = page.get_by_test_id("stDataFrame").first.locator("table tbody tr")
    expect(lines.nth(0)).to_contain_text(SAY("finding_state.confirmed"))
    expect(lines.nth(1)).to_contain_text(SAY("finding_state.rejected"))

    before = page.url
    page.keyboard.press("m")
    page.wait_for_url(lambda url: url != before)
    desk.settled(page)
    page.keyboard.press("b")
    page.wait_for_url(before)
