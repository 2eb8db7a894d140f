"""A person's dossier tells where, until when, and what was decided; a copy of it carries the values asked for."""

import csv
import io
from datetime import UTC, date, datetime

import pytest

from engine.act import actions
from engine.desk import Desk
from engine.model.engagement import DealStructure, Engagement
from engine.model.papers import Extent
from engine.report.dossier import Copy, copy_content
from engine.report.voice import Voice
from engine.store.overrides import rules_of
from engine.store.workspace import Ledger
from engine.strings import LANGUAGES, words
from engine.views.dossier import Matter, dossier
from engine.views.dossier_told import Telling
from engine.views.held_values import held_values
from engine.views.people import person
from engine.views.selection import Selection
from tests.conftest import ACTOR

TABLE = "姓名,邮箱,手机号\n陈安安,an@mail.example,13900001234\n李波波,bo@mail.example,13900001235\n"


def _in_table(ledger: Ledger) -> str:
    return str(
        ledger.database.value(
            "SELECT min(x.subject) FROM appearance x JOIN record r ON r.id = x.record WHERE r.kind = 'row'"
        )
    )


def _everything_decided(ledger: Ledger, subject: str) -> None:
    do, of_them = actions(), Selection(subject=(subject,))
    do["decide"](ledger, ACTOR, selection=of_them, state="transferred", reason="all goes")
    do["reclass"](ledger, ACTOR, selection=of_them, record_class="order", reason="it is one")
    do["place_hold"](
        ledger, ACTOR, reach="people", people=[subject], matter="a claim", ordered_by="court", since=date(2026, 11, 1)
    )
    do["hand_out_dossier"](ledger, ACTOR, subject, "csv", "masked", "zh", "0" * 64)


def test_it_tells_where_until_when_and_every_decision(ledger: Ledger) -> None:
    subject = _in_table(ledger)
    _everything_decided(ledger, subject)
    shown, known = person(ledger.database, subject), dossier(ledger.database, subject)
    assert sum(one.records for one in known.places) == shown.line.records == sum(one.records for one in known.kept)
    assert {one.matter for one in known.decided} == {
        Matter.DISPOSITION, Matter.RECLASS, Matter.HOLD, Matter.HANDED_OUT,
    }  # fmt: skip
    assert [one.at for one in known.decided] == sorted((one.at for one in known.decided), reverse=True)
    for language in LANGUAGES:
        telling = Telling(words(language), rules_of(ledger.database))
        for sheet in (telling.places(known), telling.kept(known), telling.decided(known)):
            assert sheet.rows and all(set(row) == set(sheet.columns) for row in sheet.rows)


def test_the_paper_for_the_person_has_the_values_and_not_what_was_decided_about_them(ledger: Ledger) -> None:
    subject = _in_table(ledger)
    _everything_decided(ledger, subject)
    at, voice = datetime(2026, 11, 22, tzinfo=UTC), Voice("zh", rules_of(ledger.database))
    told = {
        extent: str(copy_content(ledger, Copy(subject, extent, "request 3"), voice, ACTOR, at)["chapters"])
        for extent in Extent
    }
    values = [one.text for one in held_values(ledger.database, subject, clear=True)]
    assert all(value in told[Extent.FULL] for value in values)
    assert not any(value in told[Extent.MASKED] for value in values if "@" in value)
    assert "a claim" in told[Extent.MASKED] and "a claim" not in told[Extent.FULL]


def test_values_are_masked_unless_asked_for_in_clear(ledger: Ledger) -> None:
    subject = _in_table(ledger)
    masked, clear = held_values(ledger.database, subject), held_values(ledger.database, subject, clear=True)
    assert [one.entity_type for one in masked] == [one.entity_type for one in clear]
    assert any("@example.test" in one.text and "***" not in one.text for one in clear)
    assert all("***" in one.text or one.entity_type != "EMAIL" for one in masked)
    assert all(one.text in _text_of(ledger, subject) for one in clear)


def _text_of(ledger: Ledger, subject: str) -> str:
    rows = ledger.database.rows(
        "SELECT r.fields FROM record r JOIN appearance x ON x.record = r.id WHERE x.subject = ?", [subject]
    )
    return "".join(row[0] for row in rows)


@pytest.fixture(scope="module")
def seat(tmp_path_factory: pytest.TempPathFactory):
    """A desk of one table of two people."""
    desk = Desk(tmp_path_factory.mktemp("dossier"), workers=1)
    desk.create(Engagement("two", "某某摄影", DealStructure.ASSET_TRANSFER, date(2026, 11, 21)), ACTOR)
    at = desk.seat("two", ACTOR)
    at.receive("customers.csv", io.BytesIO(TABLE.encode()))
    at.start_scan()
    at.wait_for_scan()
    yield at
    desk.close()


def _who(seat, name: str) -> str:
    return seat.search(name, Selection()).people[0].id


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_copy_holds_the_values_asked_for_and_the_log_none(seat, language) -> None:
    subject = _who(seat, "13900001234")
    made = {
        extent: list(
            csv.reader(seat.dossier_copy(subject, "csv", extent, language, "3").decode("utf-8-sig").splitlines())
        )
        for extent in ("masked", "full")
    }
    value = made["full"][0].index(words(language)("copy.column.value"))
    told = {extent: {row[value] for row in rows[1:]} for extent, rows in made.items()}
    assert {"陈安安", "an@mail.example", "13900001234"} <= told["full"]
    assert not told["full"] & told["masked"] and "bo@mail.example" not in told["full"]
    event = seat.events(1)[0]
    assert event.kind == "dossier_handed_out" and event.facts["extent"] == "full"
    assert "陈安安" not in str(event.facts) and "13900001234" not in str(event.facts)


@pytest.mark.parametrize(
    ("written", "by"),
    [
        ("13900001234", "value"),
        ("陈安安 AN@mail.example", "value"),
        ("陈安安", "name"),
        ("王五", ""),
        ("13900001235", ""),
    ],
)
def test_an_entry_of_a_register_is_put_to_whom_it_names(seat, written, by) -> None:
    subject = _who(seat, "13900001234")
    values = {"received_on": date(2026, 11, 20), "kind": "access", "place": "CN", "person": written}
    entry = seat.perform("add_entry", register="requests", values=values, files={})
    found = {one.line.number: one.by for one in seat.entries_naming(subject)}
    assert found.get(entry.facts["number"], "") == by


def test_an_entry_that_names_the_id_is_put_to_the_person(seat) -> None:
    subject = _who(seat, "13900001234")
    values = {"received_on": date(2026, 11, 20), "kind": "erasure", "place": "CN", "person": subject.lower()}
    seat.perform("add_entry", register="requests", values=values, files={})
    assert seat.entries_naming(subject)[0].by == "id"
