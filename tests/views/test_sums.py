"""The sums hold over random engagements: found = read + skipped, and dispositions sum to records, under any filter."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.assess.disposition import STRICTEST_FIRST
from engine.model.assessment import DispositionState, RetentionState
from engine.model.engagement import DealStructure, Engagement
from engine.store.workspace import Ledger, Workspace
from engine.views.balance import balance
from engine.views.coverage import coverage
from engine.views.decision import reach
from engine.views.findings import exposure
from engine.views.people import people
from engine.views.planning import Wish, planned
from engine.views.records import record_lines
from engine.views.retention import RetentionStatus, retention_status
from engine.views.selection import Selection
from engine.views.sources import sources

CLASSES = ("order", "enquiry", "other")
TYPES = ("PHONE", "EMAIL", "CN_RESIDENT_ID")


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    folder: Path = tmp_path_factory.mktemp("sums")
    workspace = Workspace(folder)
    yield workspace.create(Engagement("sums", "某某", DealStructure.DISSOLUTION, date(2026, 11, 21)))
    workspace.close()


@st.composite
def _records(draw: st.DrawFn) -> list[dict]:
    made = []
    for number in range(draw(st.integers(0, 12))):
        made.append(
            {
                "id": f"r{number}",
                "source": draw(st.sampled_from(["s1", "s2"])),
                "copy_of": draw(st.sampled_from([None, *(f"r{n}" for n in range(number) if not made[n]["copy_of"])])),
                "class": draw(st.sampled_from(CLASSES)),
                "state": draw(st.sampled_from(list(RetentionState))),
                "due_from": draw(st.none() | st.dates(date(2026, 1, 1), date(2030, 1, 1))),
                "end": draw(st.sampled_from([None, *DispositionState])),
                "done": draw(st.booleans()),
                "held": draw(st.integers(0, 4)) == 0,
                "proposal": draw(st.sampled_from([None, *DispositionState])),
                "until": draw(st.none() | st.dates(date(2030, 1, 1), date(2030, 1, 3))),
                "findings": draw(st.lists(st.tuples(st.sampled_from(TYPES), st.integers(0, 2)), max_size=4)),
            }
        )
    return made


def _fill(ledger: Ledger, made: list[dict], skipped: int) -> None:
    with ledger.database.writing() as writer:
        for table in (
            "source",
            "record",
            "skipped",
            "finding",
            "assessment",
            "ending",
            "held",
            "subject",
            "appearance",
        ):
            writer.execute(f"DELETE FROM {table}")
        for number, source in enumerate(("s1", "s2"), 1):
            writer.execute(
                "INSERT INTO source (sha256, ordinal, name, bytes, received_at, details, notes, state)"
                " VALUES (?, ?, ?, 1, now(), '{}', [], 'scanned')",
                [source, number, source],
            )
        for number in range(skipped):
            writer.execute(
                "INSERT INTO skipped (source, unit, position, locator, reason) VALUES ('s1', 0, ?, ?, 'encrypted')",
                [number, f"x{number}"],
            )
        for position, one in enumerate(made):
            writer.execute(
                "INSERT INTO record (id, source, position, locator, kind, fields, warnings, duplicate_of)"
                " VALUES (?, ?, ?, ?, 'row', '{}', [], ?)",
                [one["id"], one["source"], position, one["id"], one["copy_of"]],
            )
            writer.execute(
                "INSERT INTO assessment (record, record_class, retention_state, rules, due_from, proposal,"
                " proposal_until) VALUES (?, ?, ?, [], ?, ?, ?)",
                [one["id"], one["class"], str(one["state"]), one["due_from"], one["proposal"], one["until"]],
            )
            if one["held"] and not one["copy_of"]:
                writer.execute("INSERT INTO held (hold, record) VALUES (1, ?)", [one["id"]])
            if one["end"] not in (None, "undecided") and not one["copy_of"]:
                writer.execute(
                    "INSERT INTO ending VALUES (?, ?, ?, NULL, 1)", [one["id"], str(one["end"]), one["done"]]
                )
            for at, (kind, value) in enumerate(one["findings"]):
                writer.execute(
                    "INSERT INTO finding (id, record, field, start_at, end_at, entity_type, score, recognizer, masked,"
                    " value_hmac, state) VALUES (?, ?, 'f', ?, ?, ?, 0.9, 'x', '*', ?, 'open')",
                    [f"{one['id']}-{at}", one["id"], at, at + 1, kind, str(value)],
                )


def _by_class(kept: RetentionStatus) -> dict[str, int]:
    sums: dict[str, int] = {}
    for one in kept.classes:
        sums[one.record_class] = sums.get(one.record_class, 0) + one.records
    return sums


SELECTIONS = st.builds(
    Selection,
    source=st.sampled_from([(), ("1",), ("2",)]),
    record_class=st.sampled_from([(), ("order",), ("order", "other")]),
    type=st.sampled_from([(), ("PHONE",)]),
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(made=_records(), skipped=st.integers(0, 3), selection=SELECTIONS)
def test_every_sum_holds_under_every_filter(
    ledger: Ledger, made: list[dict], skipped: int, selection: Selection
) -> None:
    _fill(ledger, made, skipped)
    database = ledger.database
    read = coverage(database)
    assert read.found == read.read + read.skipped == len(made) + skipped
    assert sum(line.found for line in sources(database, Selection()).lines) == read.found

    chosen = record_lines(database, selection, size=100)
    assert chosen.total == len(chosen.lines)
    weighed = balance(database, selection)
    assert weighed.difference == 0 and sum(weighed.states.values()) == weighed.records == chosen.total
    kept = retention_status(database, selection)
    assert kept.records == chosen.total == sum(one.records for one in kept.classes)
    assert {one.record_class: one.records for one in kept.due} == _by_class(kept)
    assert people(database, selection).total == 0

    found = exposure(database, Selection())
    assert found.findings == sum(len(one["findings"]) for one in made) == sum(line.findings for line in found.types)
    assert found.exposures == sum(len(set(one["findings"])) for one in made if not one["copy_of"])
    assert found.exposures == sum(line.exposures for line in found.types) == sum(cell.exposures for cell in found.heat)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(made=_records(), selection=SELECTIONS, state=st.sampled_from(["", "deleted"]))
def test_a_decision_reaches_what_deciding_record_by_record_would(
    ledger: Ledger, made: list[dict], selection: Selection, state: str
) -> None:
    _fill(ledger, made, 0)
    database = ledger.database
    chosen = {line.id for line in record_lines(database, selection, size=100).lines}
    expected, spoken_of = {}, 0
    for first in (one for one in made if not one["copy_of"]):
        alike = [one for one in made if first["id"] in (one["id"], one["copy_of"])]
        if chosen & {one["id"] for one in alike}:
            spoken_of += len(alike)
            told = _proposed(first, alike) if not state else (state, None)
            expected |= {one["id"]: told for one in alike if told}
    for wish in (Wish((), state, None, selection), Wish(tuple(sorted(chosen)), state)):
        decided = planned(database, wish).to_pylist()
        assert {row["record"]: (row["state"], row["until"]) for row in decided} == expected
        foreseen = reach(database, wish)
        assert foreseen.records == len(expected) and foreseen.left == spoken_of - len(expected)
        assert foreseen.states == Counter(DispositionState(told) for told, _ in expected.values())
        sensitive = {one["id"] for one in made if any(kind == "CN_RESIDENT_ID" for kind, _ in one["findings"])}
        assert sum(weight.sensitive for weight in foreseen.weights.values()) == len(sensitive & {*expected})
        assert sum(weight.against for weight in foreseen.weights.values()) == sum(
            (one["proposal"] or "undecided") not in ("undecided", "on_hold", expected[one["id"]][0])
            for one in made
            if one["id"] in expected
        )


def _proposed(first: dict, alike: list[dict]) -> tuple[str, date | None] | None:
    """What the rules propose for a record and its copies."""
    strictest = min(
        alike,
        key=lambda one: (
            STRICTEST_FIRST.index(one["state"]),
            -(one["until"] or date.min).toordinal(),
            one["copy_of"] is not None,
            one["id"],
        ),
    )
    state, until = strictest["proposal"], strictest["until"]
    if first["held"] or first["end"] not in (None, "undecided") or state in (None, "undecided", "on_hold"):
        return None
    if state == "restricted_until":
        return ("restricted_until", until) if until else None
    return str(state), None
