"""What axe-core finds against WCAG 2.1 A and AA on the pages with most kinds of things on them, light and dark."""

import shutil
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from tests.browser import desk
from tests.browser.conftest import PATIENCE
from tests.browser.looking import as_known

PAGES = ("", "findings", "tasks")
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory, small: Path) -> Path:
    return shutil.copytree(small, tmp_path_factory.mktemp("accessible") / "workspace")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_keep_the_rules_of_accessibility(address: str, chromium: Browser, scheme: str) -> None:
    context = chromium.new_context(viewport={"width": 1440, "height": 1000}, color_scheme=scheme)
    context.set_default_timeout(PATIENCE)
    try:
        page, broken = context.new_page(), list[str]()
        for name in PAGES:
            page.goto(f"{address}/{name}?lang=zh&engagement=small")
            if name == PAGES[0]:
                as_known(page)
            page.locator(".st-key-page-head").wait_for()
            desk.settled(page)
            found = Axe().run(page, options=RULES).response["violations"]
            broken += [
                f"{name or 'overview'}: {one['id']}: {node['html'][:200]}" for one in found for node in one["nodes"]
            ]
        assert not broken, "\n".join(broken)
    finally:
        context.close()
