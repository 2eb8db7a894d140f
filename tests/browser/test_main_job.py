"""The main job as people do it: real Chromium, real server, from an empty workspace to a PDF."""

import io
import re
import zipfile
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, TimeoutError, expect

from engine.catalogue import catalogue
from engine.strings import words
from tests.browser import desk
from tests.browser.looking import (
    COUNTS,
    SAY,
    WHO,
    Visit,
    as_known,
    counts,
    number_of,
    printed,
    query,
    rows,
    screen,
    tick,
)

_TRIES, _PER_TRY, _HOVER = 4, 15_000, 400  # milliseconds
_APART = 6  # pixels
COMPANY = "青禾影像工作室（测试）"


@pytest.fixture(scope="module")
def demo(visit: Visit) -> Page:
    """The desk's first visitor, on the Sources page a click after the empty workspace: the demo is being scanned.

    The first page that this server shows is not its start page; a dialog in the way would let nothing be filled in.
    """
    page = visit("sources?lang=zh")
    page.get_by_label(SAY("profile.name")).fill(WHO)
    page.get_by_role("button", name=SAY("profile.begin")).click()
    page.get_by_role("button", name=SAY("welcome.demo.studio.open")).click()
    expect(page.locator(".st-key-scan, .st-key-scan-ended").first).to_contain_text(COUNTS)
    return page


@pytest.fixture(scope="module")
def scanned(demo: Page) -> Page:
    """The same visitor when the scan has ended."""
    expect(demo.locator(".st-key-scan-ended")).to_be_visible()
    return demo


def test_a_refresh_and_a_second_visitor_see_the_same_scan_and_change_nothing(demo: Page, visit: Visit):
    other = as_known(visit("sources?lang=zh&engagement=demo"))
    before = counts(demo)
    demo.reload()
    assert counts(demo) >= before, "a refresh goes on with the scan and with the person"
    assert counts(other) >= before
    expect(demo.locator(".st-key-scan-ended")).to_be_visible()
    expect(other.locator(".st-key-scan-ended")).to_be_visible()
    assert counts(demo) == counts(other)
    screen(other, "log")
    kinds = "\n".join(rows(other))
    assert kinds.count(SAY("event.scan_started", engine="2", workers="2").split("（")[0]) == 1


def test_the_demo_runs_to_its_overview(scanned: Page):
    read, skipped, findings = counts(scanned)
    assert read > 900 and skipped and findings > 1000
    scanned.locator(".st-key-scan-ended").get_by_role("link").click()
    expect(scanned.locator(".co-verdict")).to_be_visible()
    desk.settled(scanned)
    assert number_of(scanned, SAY("overview.customers")) > 100
    assert number_of(scanned, SAY("overview.unreviewed")) == findings
    assert scanned.locator("[data-testid=stException], [data-testid=stAlertContentError]").count() == 0


@pytest.mark.usefixtures("scanned")
def test_a_deep_link_opens_filtered(visit: Visit):
    everything = as_known(visit("findings?lang=zh&engagement=demo"))
    some = as_known(visit("findings?lang=zh&engagement=demo&type=EMAIL&year=2020"))
    expect(some.locator("[class*='st-key-chip-']")).to_have_count(2)
    assert query(some)["type"] == ["EMAIL"] and query(some)["year"] == ["2020"]
    before, after = (number_of(one, SAY("findings.findings")) for one in (everything, some))
    assert 0 < after < before
    kind = catalogue().entity_types["EMAIL"].label["zh"]
    shown = [row for row in rows(some) if row]
    assert shown and all(kind in row for row in shown)


@pytest.mark.usefixtures("scanned")
def test_a_value_is_masked_until_it_is_revealed_and_the_log_shows_who_looked(visit: Visit):
    phone = catalogue().entity_types["PHONE"].label["zh"]
    page = as_known(visit("findings?lang=zh&engagement=demo&type=PHONE"))
    tick(page)
    page.get_by_role("button", name=SAY("findings.open_record")).click()
    page.wait_for_url("**/record?*")
    mark = page.locator(".co-mark").filter(has_text=phone).first
    expect(mark).to_contain_text("*")
    masked = mark.inner_text()
    record = query(page)["record"][0]
    page.get_by_role("button", name=SAY("record.reveal")).click()
    expect(page.get_by_text(SAY("record.revealed"))).to_be_visible()
    assert page.locator(".co-mark").filter(has_text=phone).first.inner_text() != masked
    screen(page, "log")
    looked = next(row for row in rows(page) if SAY("event.record_revealed", record=record) in row)
    assert WHO in looked


def test_from_a_new_engagement_to_its_pdf(visit: Visit, scanned: Page, tmp_path: Path):
    del scanned  # the workers are free again
    page = visit("?lang=zh&engagement=-")
    _new_engagement(page)
    _upload(page, tmp_path)
    read, skipped, findings = counts(page)
    assert (read, skipped) == (5, 3) and findings >= 8
    screen(page, "overview")
    expect(page.locator(".co-verdict")).to_be_visible()
    shown = {name: number_of(page, SAY(f"overview.{name}")) for name in ("customers", "unreviewed")}
    assert shown == {"customers": 3, "unreviewed": findings}
    blockers = page.locator(".st-key-blockers a p").all_inner_texts()
    _matrix(page)
    screen(page, "overview")
    text = printed(page, tmp_path)
    told = re.sub(r"\s+", "", text)
    assert re.sub(r"\s+", "", COMPANY) in told
    for line in blockers:
        assert re.sub(r"\s+", "", line) in told, "what stands in the way is counted on screen as on paper"
    assert f"待复核{shown['unreviewed']}项" in told and f"读取{read}/发现{read + skipped}项" in told
    snapshot = re.search(r"CO-\d{8}-[0-9A-F]{8}", text)
    assert snapshot and text.count(snapshot[0]) >= text.count("\f"), "the id stands on every page"
    screen(page, "log")
    assert any(snapshot[0] in row for row in rows(page)), "the log names the snapshot that was printed"


def _new_engagement(page: Page) -> None:
    new = page.locator(".st-key-new-card")
    page.get_by_role("button", name=WHO).click()
    new.get_by_role("textbox", name=SAY("engagement.company")).fill(COMPANY)
    new.get_by_role("textbox", name=SAY("engagement.recipient")).fill("接手方（测试）")
    new.get_by_role("textbox", name=SAY("engagement.staff_domains")).fill("studio.example")
    new.get_by_role("button", name=SAY("welcome.create")).click()
    expect(page.get_by_text(SAY("sources.empty"))).to_be_visible()


def _upload(page: Page, folder: Path) -> None:
    files = _files(folder)
    page.get_by_test_id("stFileUploaderDropzoneInput").set_input_files(files)
    expect(page.get_by_test_id("stFileUploader")).to_contain_text(Path(files[-1]).name)
    send = page.get_by_role("button", name=SAY("sources.bring_in")).first
    expect(send).to_be_enabled()
    send.click()
    told = page.locator(".st-key-outcomes")
    expect(told).to_contain_text(SAY("sources.outcomes", number=len(files)))
    expect(told).to_contain_text(SAY("note.misleading_suffix"))
    expect(told).to_contain_text(SAY("skipped.empty_file"))
    expect(told).to_contain_text(SAY("skipped.unknown_format"))
    page.get_by_role("button", name=SAY("sources.scan")).click()
    expect(page.locator(".st-key-scan-ended")).to_be_visible()
    desk.settled(page)


def _matrix(page: Page) -> None:
    """Click a cell: the register holds the cell's scenarios, and the URL says which cell."""
    screen(page, "risks")
    cards = page.locator("[class*='st-key-risk-S']:not([class*='treat']):not([class*='why'])")
    expect(cards.first).to_be_visible()
    everything = cards.count()
    marks = page.locator(".js-plotly-plot").first.locator(".scatterlayer .textpoint text")
    expect(marks.first).to_be_visible()
    number = int(marks.first.text_content() or "")
    assert 0 < number < everything
    marks.first.scroll_into_view_if_needed()
    for _ in range(_TRIES):  # the chart may be laid out anew between the look and the click
        box = marks.first.bounding_box()
        assert box
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        page.mouse.move(x - _APART, y - _APART)  # the chart knows what a click means only once the mouse has moved
        page.mouse.move(x, y, steps=_APART)
        page.wait_for_timeout(_HOVER)
        page.mouse.click(x, y)
        try:
            page.wait_for_url("**risk=**", timeout=_PER_TRY)
            break
        except TimeoutError:
            continue
    desk.settled(page)
    assert re.fullmatch(r"residual:\w+:\w+", query(page)["risk"][0])
    expect(cards).to_have_count(number)
    expect(page.get_by_text(SAY("risks.register", number=number))).to_be_visible()


def _files(folder: Path) -> list[str]:
    """A mailbox in a zip, a table with a misleading suffix, an empty file, one nobody can read; people are invented."""
    phone = "138" + "0" * 4 + "51"
    letters = "".join(
        f"From a@mail.example Thu Jan  1 00:00:00 2026\nFrom: {sender}\nTo: service@studio.example\n"
        f"Date: Mon, 0{day} Jan 2025 09:00:00 +0800\nSubject: =?utf-8?B?6K6i5Y2V?=\nMessage-ID: <{day}@mail.example>\n"
        f"Content-Type: text/plain; charset=utf-8\n\n{body}\n\n"
        for day, sender, body in (
            (6, "an@mail.example", f"您好，我是陈安安，手机号{phone}12，想订一套婚纱照，寄到静安区南京西路100号。"),
            (7, "bo@mail.example", f"我是李波波，请开发票，电话{phone}34，谢谢。"),
        )
    )  # fmt: skip
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("box.mbox", letters)
        archive.writestr("notes.xyz", b"\x00\x01\x02" * 90)
    table = f"姓名,手机号,邮箱,下单日期\n陈安安,{phone}12,an@mail.example,2025-01-06\n"
    table += f"李波波,{phone}34,bo@mail.example,2019-03-01\n王澄澄,{phone}56,cc@mail.example,2024-05-02\n"
    contents = {
        "mails.zip": packed.getvalue(),
        "orders.eml": table.encode("gb18030"),
        "strange.bin": bytes(range(256)) * 4,
        "nothing.csv": b"",
    }
    for name, content in contents.items():
        (folder / name).write_bytes(content)
    return [str(folder / name) for name in contents]


def test_nothing_is_asked_of_another_host(address: str, visit: Visit, asked: list[str]):
    visit("?lang=en").get_by_role("button", name=re.compile(f"{WHO}|{words('en')('profile.begin')}")).first.wait_for()
    here = urlsplit(address).netloc
    asked_of = {urlsplit(url).netloc for url in asked if urlsplit(url).scheme not in ("data", "blob")}
    assert asked_of == {here}
