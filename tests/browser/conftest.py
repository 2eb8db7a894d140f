"""A desk of its own for each file of walks, and visitors who come to it with browsers of their own."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import desk
from tests.browser.looking import Visit, as_known

PATIENCE = 60_000  # milliseconds; a condition that holds ends the wait
_HERE = Path(__file__).parent
_MARKS = (
    pytest.mark.browser,
    pytest.mark.skipif(not desk.chromium(), reason="Chromium not here: install it or set CLOSEOUT_CHROMIUM"),
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.is_relative_to(_HERE):
            for mark in _MARKS:
                item.add_marker(mark)


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the desk lies that is served; a file of walks puts something there if it wants to find it."""
    return tmp_path_factory.mktemp("browser") / "workspace"


@pytest.fixture(scope="module")
def address(workspace: Path) -> Iterator[str]:
    with desk.served(workspace) as at:
        yield at


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with desk.browser() as opened:
        yield opened


@pytest.fixture(scope="module")
def asked() -> list[str]:
    """The URL of every request of every visitor."""
    return []


@pytest.fixture(scope="module")
def visit(address: str, chromium: Browser, asked: list[str]) -> Iterator[Visit]:
    """``visit("findings?lang=zh")``: that page in a browser of its own, as another person's machine would open it."""
    contexts = []

    def opened(path: str) -> Page:
        context = chromium.new_context(viewport={"width": 1440, "height": 1000}, accept_downloads=True)
        context.set_default_timeout(PATIENCE)
        context.on("request", lambda request: asked.append(request.url))
        contexts.append(context)
        page = context.new_page()
        page.goto(f"{address}/{path}")
        return page

    expect.set_options(timeout=PATIENCE)
    yield opened
    for context in contexts:
        context.close()


@pytest.fixture(scope="module")
def look(visit: Visit, address: str) -> Visit:
    """``look("people?…")``: that page, loaded anew by a colleague in one browser for all looks."""
    colleagues: list[Page] = []

    def loaded(path: str) -> Page:
        if not colleagues:
            colleagues.append(as_known(visit(path)))
            return colleagues[0]
        colleagues[0].goto(f"{address}/{path}")
        colleagues[0].locator(".st-key-page-head").wait_for()
        desk.settled(colleagues[0])
        return colleagues[0]

    return loaded
