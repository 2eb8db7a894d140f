"""Review as people do it: one finding, all like it, a list, a sample; taken back, and kept for whoever comes anew."""

import re
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser import desk
from tests.browser.looking import SAY, Visit, as_known, figure_of, number_of, printed, rows, screen, tick

FINDINGS, LISTS = "findings?lang=zh&engagement=small", "lists?lang=zh&engagement=small"
REASON = "核对过原文"


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory, small: Path) -> Path:
    return shutil.copytree(small, tmp_path_factory.mktemp("review") / "workspace")


@pytest.fixture
def page(visit: Visit) -> Page:
    """Findings, as somebody sees them who comes anew."""
    return as_known(visit(FINDINGS))


def _count(page: Page) -> int:
    return number_of(page, SAY("findings.findings"))


def _falls_to(page: Page, number: int) -> None:
    expect(figure_of(page, SAY("findings.findings")).get_by_role("link")).to_have_text(f"{number:,}")
    desk.settled(page)


def _undo(page: Page) -> None:
    page.get_by_role("button", name=SAY("review.undo")).first.click()
    expect(page.get_by_text(SAY("review.undone"))).to_be_visible()


def test_a_rejected_finding_counts_no_more_for_anybody_until_it_is_taken_back(page: Page, look: Visit):
    before = _count(page)
    first = rows(page)[0]
    tick(page)
    page.get_by_role("button", name=SAY("review.rejected")).click()
    expect(page.get_by_text(SAY("review.done"))).to_be_visible()
    _falls_to(page, before - 1)
    other = look(f"{FINDINGS}&finding_state=rejected")
    assert _count(other) == 1
    assert rows(other)[0].split(" | ")[:2] == first.split(" | ")[:2], "the same type and masked value"
    _undo(page)
    _falls_to(page, before)
    expect(
        look(f"{FINDINGS}&finding_state=rejected").get_by_text(SAY("findings.nothing_selected")).first
    ).to_be_visible()


def test_all_findings_like_one_are_decided_as_the_preview_says(visit: Visit, look: Visit):
    page = as_known(visit(f"{FINDINGS}&type=PHONE"))
    before = _count(page)
    tick(page)
    page.locator(".st-key-alike label").click()
    page.get_by_text(re.compile(re.escape(SAY("review.scope_filter", number=before)))).click()
    preview = page.locator(".st-key-alike-form").get_by_text(
        re.compile(SAY("review.preview", findings=before, records=r"\d+", people=r"\d+"))
    )
    expect(preview).to_be_visible()
    decide = page.get_by_role("button", name=SAY("review.decide_rejected", number=before))
    expect(decide).to_be_disabled()
    reason = page.get_by_role("textbox", name=SAY("review.reason"))
    reason.fill(REASON)
    reason.press("Tab")
    expect(decide).to_be_enabled()
    decide.click()
    expect(page.get_by_text(SAY("findings.nothing_selected")).first).to_be_visible()
    rules = look(LISTS)
    rules.get_by_test_id("stButtonGroup").get_by_text(SAY("lists.pattern")).click()
    expect(rules.get_by_text(SAY("lists.pattern_help"))).to_be_visible()
    desk.settled(rules)
    [row] = [row for row in rows(rules) if REASON in row]
    assert f" | {before} | " in row, "the rule says how many it holds"
    tick(rules)
    rules.get_by_role("button", name=SAY("lists.withdraw")).click()
    expect(rules.get_by_text(SAY("review.undone"))).to_be_visible()
    assert _count(look(f"{FINDINGS}&type=PHONE")) == before


def test_what_is_put_on_the_ignore_list_is_found_no_more(page: Page, look: Visit):
    before = _count(page)
    held = _count(look(f"{FINDINGS}&type=EMAIL"))
    screen(page, "lists")
    page.get_by_role("combobox", name=SAY("lists.reach")).press("ArrowDown")
    page.get_by_role("option", name=SAY("lists.by.domain")).click()
    add = page.get_by_role("button", name=SAY("lists.add_allow"))
    expect(add).to_be_disabled()
    text = page.get_by_role("textbox", name=SAY("lists.text"))
    text.fill("mail.example")
    text.press("Tab")
    expect(
        page.get_by_text(re.compile(SAY("review.preview", findings=held, records=r"\d+", people=r"\d+")))
    ).to_be_visible()
    reason = page.get_by_role("textbox", name=SAY("review.reason"))
    reason.fill(REASON)
    reason.press("Tab")
    expect(add).to_be_enabled()
    add.click()
    expect(page.get_by_text(SAY("review.listed"))).to_be_visible()
    desk.settled(page)
    assert any("mail.example" in row and f" | {held} | " in row for row in rows(page))
    screen(page, "findings")
    _falls_to(page, before - held)
    other = look(LISTS)
    assert any("mail.example" in row for row in rows(other)), "whoever comes anew finds the entry"
    tick(other)
    other.get_by_role("button", name=SAY("lists.withdraw")).click()
    expect(other.get_by_text(SAY("review.undone"))).to_be_visible()
    assert _count(look(FINDINGS)) == before


def test_a_judged_sample_gives_an_interval_on_screen_and_paper(visit: Visit, look: Visit, tmp_path: Path):
    page = as_known(visit("sample?lang=zh&engagement=small"))
    expect(page.get_by_text(SAY("sample.unreviewed"))).to_be_visible()
    for judged in (1, 2, 3):
        page.keyboard.press("y" if judged < 3 else "n")
        expect(page.get_by_text(re.compile(SAY("sample.judged", judged=judged, drawn=r"\d+")))).to_be_visible()
        desk.settled(page)
    screen(page, "findings")
    told = re.compile(re.escape(SAY("sample.estimated").split("{")[0]) + r"\d+%（95% 置信区间 \d+%–>?\d+%）.* 3 处")
    expect(page.locator(".st-key-findings-right")).to_have_text(told)
    again = look(FINDINGS)
    expect(again.locator(".st-key-findings-right")).to_have_text(told)
    screen(again, "overview")
    text = re.sub(r"\s+", "", printed(again, tmp_path))
    assert re.search(r"准确率估计为[\d.]+%（95%置信区间[\d.]+%–[\d.]+%），依据随机抽样复核的3处", text)
