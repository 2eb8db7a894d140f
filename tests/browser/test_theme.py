"""The look a person chooses stays in the browser, on every page, and is nobody else's."""

import re
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser import desk
from tests.browser.looking import SAY, Visit, as_known

AT = "?lang=zh&engagement=small"


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory, small: Path) -> Path:
    return shutil.copytree(small, tmp_path_factory.mktemp("theme") / "workspace")


def _ground(page: Page) -> int:
    """How light the page's background is, 0 to 255."""
    page.locator(".st-key-page-head").wait_for()
    desk.settled(page)
    shade = page.locator("[data-testid=stApp]").evaluate("one => getComputedStyle(one).backgroundColor")
    return sum(int(part) for part in re.findall(r"\d+", shade)[:3]) // 3


def test_a_look_holds_on_every_page_of_one_browser(visit: Visit):
    page = as_known(visit(f"settings{AT}"))
    choice = page.locator(".st-key-settings-theme")
    assert _ground(page) > 200
    with page.expect_navigation():
        choice.get_by_text(SAY("settings.themes.dark")).click()
    assert _ground(page) < 60
    expect(choice.get_by_role("radio", checked=True)).to_have_text(SAY("settings.themes.dark"))
    page.goto(f"{page.url.split('/settings')[0]}/tasks{AT}")
    assert _ground(page) < 60

    other = as_known(visit(f"tasks{AT}"))
    assert _ground(other) > 200

    page.goto(f"{page.url.split('/tasks')[0]}/settings{AT}")
    _ground(page)
    with page.expect_navigation():
        choice.get_by_text(SAY("settings.themes.system")).click()
    assert _ground(page) > 200
