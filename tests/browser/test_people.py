"""Who is who, as people decide it: two people made one, one line parted again, both taken back, kept for others."""

import re
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser import desk
from tests.browser.looking import SAY, Visit, as_known, number_of, query, rows, tick

PEOPLE = "people?lang=zh&engagement=small"
REASON = "客户来电确认"
LIST, WHY = 0, -1  # the table of all people, and the last one of a person, which says why it is one


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory, small: Path) -> Path:
    return shutil.copytree(small, tmp_path_factory.mktemp("people") / "workspace")


def _people(page: Page) -> int:
    return number_of(page, SAY("people.total"))


def _of(person: str) -> str:
    """The address of a person's page."""
    return f"{PEOPLE}&person={person}"


def _unfolded(page: Page, title: str) -> Locator:
    """The form under this title, unfolded."""
    form = page.get_by_test_id("stExpander").filter(has_text=SAY(title))
    desk.settled(page)
    if form.locator("details").first.get_attribute("open") is None:
        form.locator("summary").click()
    expect(form.get_by_role("textbox").first).to_be_visible()
    return form


def _reasoned(form: Locator, button: Locator) -> None:
    """Give a reason, and press the button that waits for it."""
    expect(button).to_be_disabled()
    reason = form.get_by_role("textbox", name=SAY("sameness.reason"))
    reason.fill(REASON)
    reason.press("Tab")
    expect(button).to_be_enabled()
    button.click()


def _undone(page: Page) -> None:
    page.get_by_role("button", name=SAY("sameness.undo")).first.click()
    expect(page.get_by_text(SAY("sameness.undone"))).to_be_visible()
    desk.settled(page)


def test_two_people_are_merged_split_again_and_both_taken_back(visit: Visit, look: Visit):
    page = as_known(visit(PEOPLE))
    before = _people(page)
    lines = [row.split(" | ") for row in rows(page)]
    first, other = lines[0][1], lines[-1][1]
    tick(page, LIST)
    page.wait_for_url(re.compile(f"person={first}"))
    expect(page.get_by_role("heading", level=1)).to_contain_text(first)
    desk.settled(page)
    alone = len(rows(page, WHY))

    form = _unfolded(page, "sameness.merge_title")
    box = form.get_by_role("combobox")
    box.fill(other)
    box.press("Enter")
    _reasoned(form, form.get_by_role("button", name=SAY("sameness.merge")))
    expect(page.get_by_text(SAY("sameness.merge_done"))).to_be_visible()
    desk.settled(page)
    [one] = query(page)["person"]

    again = as_known(visit(_of(one)))
    told = rows(again, WHY)
    assert len(told) > alone and any(SAY("sameness.thing.by_hand", number=1) in row for row in told), "it says why"
    expect(again.locator("[class*='st-key-decision-']")).to_contain_text(REASON)
    assert _people(look(PEOPLE)) == before - 1

    tick(again, WHY)
    expect(again.locator("button", has_text=SAY("sameness.split", number=1)).first).to_be_attached()
    desk.settled(again)
    form = _unfolded(again, "sameness.split_title")
    _reasoned(form, form.get_by_role("button", name=SAY("sameness.split", number=1)))
    again.wait_for_url(lambda url: f"person={one}" not in url)
    desk.settled(again)
    [parted] = query(again)["person"]
    assert len(rows(look(_of(parted)), WHY)) == 1
    assert _people(look(PEOPLE)) == before

    _undone(again)
    [whole] = query(again)["person"]
    assert len(rows(look(_of(whole)), WHY)) == len(told)
    _undone(again)
    expect(again.locator("[class*='st-key-decision-']")).to_have_count(0)
    assert _people(look(PEOPLE)) == before
