"""What a person sees and does on any page of the desk, in Chinese."""

import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Locator, Page, expect

from engine.strings import words
from tests.browser import desk
from tests.small import WHO

Visit = Callable[[str], Page]
_REDRAWN = 100  # milliseconds in which a list that has new rows draws them
_TICK_BOX, _FIRST_ROW, _ROW = 16, 52, 31  # pixels
SAY = words("zh")
COUNTS = re.compile(SAY("progress.counts", read=r"([\d,]+)", skipped=r"([\d,]+)", findings=r"([\d,]+)"))


def as_known(page: Page) -> Page:
    """Say who works here, as one of the known profiles."""
    page.get_by_role("button", name=WHO).click()
    page.locator(".st-key-page-head").wait_for()
    desk.settled(page)
    return page


def counts(page: Page) -> tuple[int, ...]:
    """Read, skipped and found so far, as the progress says."""
    told = page.locator(".st-key-scan, .st-key-scan-ended").first
    expect(told).to_contain_text(COUNTS)
    found = COUNTS.search(told.inner_text())
    assert found
    return tuple(int(number.replace(",", "")) for number in found.groups())


def figure_of(page: Page, label: str) -> Locator:
    """The first number whose label has these words in it."""
    return page.locator("[class*='st-key-figure-']").filter(has_text=label).first


def number_of(page: Page, label: str) -> int:
    """The number with this label that leads somewhere."""
    figure = figure_of(page, label)
    return int(re.sub(r"\D", "", figure.get_by_role("link").inner_text()))


def rows(page: Page, table: int = 0) -> list[str]:
    """The rows of a list in sight, cells joined by a bar, once they change no more."""
    frame = page.locator("[data-testid=stDataFrame]").nth(table)
    frame.locator("table td").first.wait_for(state="attached")
    told, read = [""], list[str]()
    while read != told:
        page.wait_for_timeout(_REDRAWN)
        told, read = (
            read,
            [" | ".join(row.locator("td").all_text_contents()) for row in frame.locator("tbody tr").all()],
        )
    return read


def query(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def screen(page: Page, name: str) -> None:
    """Go to a page by the sidebar."""
    page.get_by_test_id("stSidebar").get_by_role("link", name=SAY(f"nav.{name}"), exact=True).click()
    title = SAY(f"nav.{name}")
    page.wait_for_url(re.compile(rf"/{name}\?" if name != "overview" else r"/\?"))
    if name != "overview":
        expect(page.locator(".st-key-page-head h1")).to_have_text(title)
    desk.settled(page)


def tick(page: Page, table: int = 0, row: int = 0) -> None:
    """Tick a row of a list, which is drawn on a canvas."""
    grid = page.locator("[data-testid=stDataFrame] .dvn-scroller").nth(table)
    page.mouse.move(0, 0)  # the tooltip of whatever was under the mouse would lie over the list
    grid.click(position={"x": _TICK_BOX, "y": _FIRST_ROW + _ROW * row})
    desk.settled(page)


def printed(page: Page, folder: Path) -> str:
    """The text of the Chinese PDF that Overview hands out."""
    if not shutil.which("pdftotext"):
        pytest.skip("pdftotext not here: install poppler-utils to run this test")
    page.get_by_role("button", name=SAY("frame.pdf")).click()
    with page.expect_download() as download:
        page.get_by_test_id("stDownloadButton").filter(has_text=re.compile("中文\\s*$")).get_by_role("button").click()
    pdf = folder / download.value.suggested_filename
    download.value.save_as(pdf)
    read = subprocess.run(["pdftotext", "-layout", str(pdf), "-"], capture_output=True, check=True)
    return read.stdout.decode()
