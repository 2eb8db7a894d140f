"""Tasks as files: every line is there, every reader can read them, and nothing of a customer is in them."""

import csv
import io
from datetime import UTC, date, datetime, timedelta

import icalendar
import openpyxl
import pytest

from engine import ingest
from engine.act import actions
from engine.pipeline.assessing import plan_tasks
from engine.report.calendar import Entry, calendar
from engine.report.work_files import TaskFiles
from engine.store.overrides import rules_of
from engine.store.workspace import Ledger
from engine.strings import LANGUAGES, words
from engine.views.task import changes
from engine.views.tasks import Tasks, tasks
from tests.conftest import ACTOR

MADE = datetime(2026, 11, 22, 8, 30, tzinfo=UTC)
CUSTOMER = "陈安安"


@pytest.fixture
def worked(ledger: Ledger) -> Ledger:
    """Some tasks closed, one added by hand, a customer's name wherever people may write."""
    with ledger.database.writing() as writer:
        writer.execute("UPDATE engagement SET closing_date = DATE '2026-12-31'")
    plan_tasks(ledger)
    act = actions()
    act["update_task"](
        ledger, ACTOR, task="P-02", state="done", references={"scope_definition": f"letter of {CUSTOMER}"}
    )
    act["update_task"](ledger, ACTOR, task="P-04", state="not_applicable", reason="a branch of the group")
    act["comment_task"](ledger, ACTOR, task="P-01", text=f"{CUSTOMER} asked")
    act["attach_evidence"](ledger, ACTOR, task="P-01", kind="facts_sheet", name=f"{CUSTOMER}.pdf", content=b"x")
    title = "=HYPERLINK(1); keys, \\shop\nand more"
    act["add_task"](ledger, ACTOR, title=title, phase="close", responsible="OWN", accountable="MGT")
    return ledger


def files(ledger: Ledger, language: str = "en") -> tuple[Tasks, TaskFiles]:
    shown = tasks(ledger.database)
    return shown, TaskFiles(
        shown, ledger.engagement, rules_of(ledger.database), words(language), changes(ledger.database)
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_calendar_has_an_event_for_each_task_with_a_day(worked: Ledger, language: str) -> None:
    shown, made = files(worked, language)
    read = icalendar.Calendar.from_ical(made.ics(MADE))
    events = {str(event["uid"]).split(".")[0].upper(): event for event in read.walk("VEVENT")}
    assert set(events) == {line.id for line in shown.lines if line.due} and len(events) > 80
    for line in shown.lines:
        event = events[line.id]
        assert event.decoded("dtstart") == line.due
        assert event.decoded("dtend") == line.due + timedelta(days=1)  # type: ignore[operator]
        assert (
            line.rule.label[language] in str(event["summary"]).replace("\n", " ").replace("  ", " ")
            or line.id[0] == "X"
        )
        assert len(event.walk("VALARM")) == (0 if line.finished else 2 if line.gate else 1)
    assert str(events["P-04"]["status"]) == "CANCELLED" and str(events["P-02"]["summary"]).startswith("✓")


def test_a_later_calendar_updates_the_earlier_one(worked: Ledger) -> None:
    def numbers() -> dict[str, int]:
        events = icalendar.Calendar.from_ical(files(worked)[1].ics(MADE)).walk("VEVENT")
        return {str(event["uid"]): int(event["sequence"]) for event in events}

    before = numbers()
    actions()["plan_tasks"](worked, ACTOR, tasks=["P-01"], shift=2, reason="closing moved")
    after = numbers()
    assert before.keys() == after.keys()
    assert [uid for uid in after if after[uid] > before[uid]] == ["p-01.studio@closeout.invalid"]


def test_the_calendar_can_be_read_back_by_the_desk_itself(worked: Ledger) -> None:
    shown, made = files(worked)
    items = list(ingest.read(io.BytesIO(made.ics(MADE)), "0" * 64, "tasks.ics"))
    assert len(items) == len([line for line in shown.lines if line.due]) + 1  # and the calendar's name


@pytest.mark.parametrize("summary", ["long " * 60, "跨行的长标题" * 30, "a;b,c\\d\ne", "\x07bell\x1b"])
def test_no_line_is_longer_than_the_standard_allows_and_texts_come_back(summary: str) -> None:
    made = calendar("x", [Entry("u@x", date(2028, 2, 29), summary, summary, "c", reminders=(0,))], MADE)
    assert max(len(line) for line in made.split(b"\r\n")) <= 75
    (event,) = icalendar.Calendar.from_ical(made).walk("VEVENT")
    assert str(event["summary"]) == summary.replace("\x07", "").replace("\x1b", "")
    assert event.decoded("dtend") == date(2028, 3, 1)


@pytest.mark.parametrize("language", LANGUAGES)
def test_csv_and_workbook_hold_every_task_alike(worked: Ledger, language: str) -> None:
    shown, made = files(worked, language)
    rows = list(csv.reader(io.StringIO(made.csv().decode("utf-8-sig"), newline="")))
    sheet = openpyxl.load_workbook(io.BytesIO(made.xlsx())).active
    assert sheet is not None and sheet.freeze_panes == "A2"
    cells = list(sheet.iter_rows(values_only=True))
    assert len(rows) == len(cells) == len(shown.lines) + 1
    assert rows[0] == [str(cell) for cell in cells[0]]
    for line, row, cell in zip(shown.lines, rows[1:], cells[1:], strict=True):
        assert row[0] == cell[0] == line.id
        assert row[9] == str(line.due) and cell[9].date() == line.due  # type: ignore[union-attr]
    assert rows[-1][1].startswith("'="), "no cell is a formula"


def test_nothing_that_people_wrote_of_customers_leaves(worked: Ledger) -> None:
    made = files(worked, "zh")[1]
    workbook = openpyxl.load_workbook(io.BytesIO(made.xlsx())).active
    assert workbook is not None
    said = str(list(workbook.iter_rows(values_only=True))) + made.csv().decode() + made.ics(MADE).decode()
    assert CUSTOMER not in said.replace("\r\n ", "")
