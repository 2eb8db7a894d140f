"""A manager who wants to know, and a consultant who presents: what each does, from one end to the other.

The newcomer's way, from an empty workspace to a PDF, is walked in `test_main_job`.
"""

import re
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from engine.model.slides import SLIDES
from tests.browser import desk
from tests.browser.looking import SAY, Visit, as_known, number_of, query, rows, screen, tick

PERSON = "陈安安"
DECIDED, SPEAKER = "合同原件留在档案室（测试）", "王经理（测试）"


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory, small: Path) -> Path:
    return shutil.copytree(small, tmp_path_factory.mktemp("walks") / "workspace")


def _overview(visit: Visit) -> Page:
    page = as_known(visit("?lang=zh&engagement=small"))
    expect(page.locator(".co-verdict")).to_be_visible()
    return page


def test_a_manager_goes_from_a_number_to_the_records_behind_it_and_back(visit: Visit) -> None:
    page = _overview(visit)
    open_findings = number_of(page, SAY("overview.unreviewed"))
    page.locator("[class*='st-key-figure-']").filter(has_text=SAY("overview.unreviewed")).get_by_role("link").click()
    page.wait_for_url("**/findings?**")
    desk.settled(page)
    assert query(page)["finding_state"] == ["open"]
    assert number_of(page, SAY("findings.findings")) == open_findings
    tick(page)
    page.get_by_role("button", name=SAY("findings.open_record")).click()
    page.wait_for_url("**/record?**")
    desk.settled(page)
    assert query(page)["finding_state"] == ["open"], "the filter comes along"
    expect(page.locator(".st-key-page-head h1")).to_be_visible()
    page.go_back()
    page.wait_for_url("**/findings?**")
    desk.settled(page)
    assert number_of(page, SAY("findings.findings")) == open_findings


def test_a_manager_finds_a_person_by_name_and_the_name_stands_in_no_address(visit: Visit) -> None:
    page = _overview(visit)
    box = page.get_by_test_id("stSidebar").get_by_role("textbox", name=SAY("search.box"))
    box.fill(PERSON)
    box.press("Enter")
    page.wait_for_url("**/search?**")
    desk.settled(page)
    hits = page.locator(".st-key-search-people").get_by_role("link")
    expect(hits.first).to_be_visible()
    assert PERSON not in page.url and PERSON not in page.locator(".st-key-search-people").inner_text()
    hits.first.click()
    page.wait_for_url("**/people?**person=**")
    expect(page.locator(".st-key-page-head h1")).to_be_visible()
    desk.settled(page)
    assert PERSON not in page.url and PERSON not in page.get_by_test_id("stMainBlockContainer").inner_text(), "covered"


def test_a_consultant_presents_takes_a_decision_down_and_leaves_with_the_letter(visit: Visit, tmp_path: Path) -> None:
    page = as_known_on_stage(visit)
    for number in range(2, len(SLIDES) + 1):
        page.keyboard.press("ArrowRight")
        expect(page.locator(".st-key-stage-head")).to_contain_text(f"{number} / {len(SLIDES)}")
        desk.settled(page)
        said = page.locator(".st-key-stage").inner_text()
        assert said.strip() and PERSON not in said
        assert page.locator("[data-testid=stException], [data-testid=stAlertContentError]").count() == 0
    page.get_by_role("button", name=SAY("present.record")).click()
    page.get_by_label(SAY("present.decided")).fill(DECIDED)
    page.get_by_label(SAY("present.said_by")).fill(SPEAKER)
    page.get_by_role("button", name=SAY("present.keep"), exact=True).click()
    expect(page.get_by_text(SAY("present.kept")).first).to_be_visible()
    page.get_by_role("button", name=SAY("present.record")).click()
    page.locator(".st-key-stage-becomes").get_by_text(SAY("present.become.disposition")).click()
    page.get_by_label(SAY("treatment.reason")).fill(DECIDED)
    page.get_by_label(SAY("present.said_by")).fill(SPEAKER)
    page.get_by_label(SAY("present.said_by")).press("Enter")
    page.locator(".st-key-deciding-do").get_by_role("button").click()
    expect(page.get_by_text(SAY("treatment.decided")).first).to_be_visible()
    page.get_by_role("link", name=SAY("present.leave")).click()
    expect(page.locator(".co-verdict")).to_be_visible()
    screen(page, "papers")
    with page.expect_download() as download:
        page.locator(".st-key-papers .st-key-pdf-letter-zh").get_by_role("button").click()
    paper = tmp_path / download.value.suggested_filename
    download.value.save_as(paper)
    assert paper.read_bytes().startswith(b"%PDF") and re.fullmatch(r"small-letter-[-\d]+-zh\.pdf", paper.name)
    screen(page, "log")
    assert sum(SPEAKER in row for row in rows(page)) == 2, "who said it"


def as_known_on_stage(visit: Visit) -> Page:
    """The presentation's first page; it has no page head to wait for."""
    page = _overview(visit)
    page.get_by_test_id("stSidebar").get_by_role("link", name=SAY("nav.present"), exact=True).click()
    page.wait_for_url("**/present?**")
    expect(page.locator(".st-key-stage-head")).to_contain_text(f"1 / {len(SLIDES)}")
    desk.settled(page)
    return page
