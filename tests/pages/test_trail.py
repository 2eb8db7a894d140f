"""From any number to what is behind it, and back: a list is as long as its number says, crumbs keep the filter."""

import re
from urllib.parse import parse_qsl

import pytest

from engine.strings import words
from engine.views.basis import standing_lines
from engine.views.findings import finding_lines
from engine.views.groups import GROUPS
from engine.views.people import person_lines
from engine.views.records import record_lines
from engine.views.selection import Selection
from engine.views.tasks import tasks
from pages.frame.labels import told
from tests.pages.conftest import CONSULTANT, SCANNED

LISTS = {
    "people": person_lines,
    "retention": record_lines,
    "findings": finding_lines,
    "basis": standing_lines,
}
OTHERS = {"shared", "disputed", "owed"}  # these count households, people and purposes


@pytest.fixture
def seat(page, workspace):
    """A seat at the desk of the app: a database is opened once per process."""
    page("overview")
    from pages.frame.opening import opened

    return opened(str(workspace.resolve())).seat(SCANNED, CONSULTANT)


def _figures(test) -> list[tuple[int, str, Selection]]:
    """The numbers that are links: the number, the page and its filter."""
    found = []
    for one in test.get("page_link"):
        number = re.match(r"\*\*([\d,]+)\*\*", one.proto.label)
        if number:
            query = dict(parse_qsl(one.proto.query_string))
            found.append((int(number[1].replace(",", "")), one.proto.page, Selection.from_query(query)))
    return found


@pytest.mark.parametrize("screen", ["people", "retention", "findings", "tasks", "basis", "overview"])
def test_the_list_behind_a_number_is_as_long_as_the_number_says(page, seat, screen):
    figures = _figures(page(screen, "en"))
    assert figures
    for number, target, selection in figures:
        name = target.rstrip("/").rsplit("/", 1)[-1].removesuffix(".py")
        if set(selection.group) & OTHERS or not selection:
            continue
        if name == "tasks":
            assert len(seat.view(tasks, selection).lines) == number
        elif name in LISTS:
            assert seat.view(LISTS[name], selection).total == number, (screen, selection)


@pytest.mark.parametrize("group", GROUPS)
def test_each_group_filters_people_and_their_records(seat, group):
    whole = {line.id for line in seat.view(person_lines, Selection(), 1, 1000).lines}
    chosen = seat.view(person_lines, Selection(group=(group,)), 1, 1000)
    assert {line.id for line in chosen.lines} <= whole and chosen.total < len(whole)
    records = seat.view(record_lines, Selection(group=(group,)), 1, 1000)
    assert bool(records.total) == bool(chosen.total)


def test_what_belongs_to_nobody_and_to_somebody_is_everything(seat):
    totals = [seat.view(finding_lines, Selection(attribution=some)).total for some in (("nobody",), ("somebody",), ())]
    assert totals[0] + totals[1] == totals[2] and totals[0]


def _ways(test) -> list[tuple[str, dict[str, str]]]:
    return [(one.proto.label, dict(parse_qsl(one.proto.query_string))) for one in test.get("page_link")]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_record_leads_back_to_its_list_with_the_filter(page, seat, language):
    chosen, say = Selection(kind=("message",)), words(language)
    record = seat.view(record_lines, chosen).lines[0].id
    person = seat.view(person_lines, Selection()).lines[0].id
    test = page("record", language, record=record, person=person, kind="message", **{"from": "retention"})
    assert not test.exception
    ways = dict(_ways(test)[::-1])
    for step in (say("nav.retention"), told(say, chosen)):
        assert ways[step]["kind"] == "message" and "record" not in ways[step]
    back = next(query for label, query in ways.items() if label.replace("\\", "") == person)
    assert back["person"] == person and back["from"] == "retention" and back["kind"] == "message"


def test_a_list_that_does_not_exist_is_not_led_to(page, seat):
    record = seat.view(record_lines, Selection()).lines[0].id
    test = page("record", "zh", record=record, **{"from": "../../etc"})
    assert not test.exception and words("zh")("nav.findings") in dict(_ways(test))


def test_findings_are_judged_one_after_the_other_and_the_next_open_one_follows(page, seat):
    record = seat.view(record_lines, Selection(kind=("message",))).lines[0].id
    test = page("record", "en", record=record)
    first = next(one.value for one in test.subheader if one.value.startswith("1 of"))
    test.button(key="record-next").click().run()
    assert any(one.value.startswith("2 of") for one in test.subheader)
    test.button(key="record-previous").click().run()
    assert first in {one.value for one in test.subheader}
    test.button(key="record-confirmed").click().run()
    assert any(one.value.startswith("2 of") for one in test.subheader)
    assert seat.events(1)[0].kind == "findings_reviewed"
    test.button(key="record-undo").click().run()
    assert not test.exception and seat.events(1)[0].kind == "review_undone"
