"""What is counted from small tables, made anew in part only, is what counting every finding one by one gives."""

import random
import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.act import actions
from engine.catalogue import catalogue
from engine.store.answers import Answers
from engine.store.database import Database
from engine.store.workspace import Ledger, Workspace
from engine.views import counting
from engine.views.evidence import evidence, minor_mentions
from engine.views.findings import UNKNOWN_YEAR, exposure, finding_lines
from engine.views.lists import _entries, proposals  # pyright: ignore[reportPrivateUsage]
from engine.views.people import people, person_lines
from engine.views.records import record_lines
from engine.views.review import change
from engine.views.selection import SHOWN, STATES, Selection, sensitive_types, types_in_group
from tests.conftest import ACTOR
from tests.small import SMALL


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory, small: Path) -> Iterator[Ledger]:
    workspace = Workspace(shutil.copytree(small, tmp_path_factory.mktemp("counted") / "workspace"))
    ledger = workspace.open(SMALL.slug)
    with ledger.database.writing() as writer:
        writer.execute("UPDATE engagement SET staff_domains = ['mail.example']")
    yield ledger
    workspace.close()


STEPS = st.lists(st.sampled_from(["review", "undo", "pattern", "take back", "twice", "split"]), max_size=4)
SELECTIONS = st.builds(
    Selection,
    type=st.sampled_from([(), ("PHONE",), ("PHONE", "PERSON")]),
    sensitivity=st.sampled_from([(), ("general",)]),
    finding_state=st.sampled_from([(), ("open",), ("rejected",), ("confirmed", "rejected"), STATES]),
    year=st.sampled_from([(), ("2025",), (UNKNOWN_YEAR,)]),
    kind=st.sampled_from([(), ("message",)]),
    source=st.sampled_from([(), ("1",)]),
    attribution=st.sampled_from([(), ("nobody",), ("somebody",)]),
)


def _take(ledger: Ledger, step: str, dice: random.Random) -> None:
    """One thing that somebody does to findings or people."""
    database, act = ledger.database, actions()
    finding = dice.choice(database.rows("SELECT id FROM finding ORDER BY 1"))[0]
    state = dice.choice(STATES)
    if step == "review":
        act["review"](ledger, ACTOR, findings=[finding], state=state)
    elif step == "twice":
        with database.writing():
            act["review"](ledger, ACTOR, findings=[finding], state=state)
            _counts(database, Selection())
            act["review"](ledger, ACTOR, findings=[finding], state="confirmed")
    elif step == "take back":
        with pytest.raises(RuntimeError), database.writing():
            act["review"](ledger, ACTOR, findings=[finding], state=state)
            _counts(database, Selection())
            raise RuntimeError
    elif step == "pattern":
        act["review_pattern"](ledger, ACTOR, reach="value", state=state, reason="r", finding=finding)
    elif step == "undo":
        for (event,) in database.rows("SELECT max(event) FROM finding_review HAVING max(event) > 0"):
            act["undo_review"](ledger, ACTOR, event=event)
    elif split := database.rows(
        "SELECT subject, min(record) FROM appearance GROUP BY 1 HAVING count(DISTINCT record) > 1"
    ):
        person, record = dice.choice(sorted(split))
        with database.writing() as writer:
            writer.execute("UPDATE attribution SET subject = ? WHERE record = ?", [person, record])


def _counts(database: Database, selection: Selection) -> tuple[object, ...]:
    found = exposure(database, selection)
    lines = [line.id for number in (1, 2, 99) for line in finding_lines(database, selection, number, 3).lines]
    told = people(database, selection), person_lines(database, selection).lines, evidence(database), proposals(database)
    return found, lines, finding_lines(database, selection).total, told, record_lines(database, selection).lines


@settings(max_examples=20)
@given(steps=STEPS, selection=SELECTIONS, seed=st.integers(0, 1 << 30))
def test_findings_are_counted_as_one_by_one(ledger: Ledger, steps: list[str], selection: Selection, seed: int) -> None:
    database, dice = ledger.database, random.Random(seed)
    for step in steps:
        _take(ledger, step, dice)
        exposure(database, Selection())
    remembered, known = _counts(database, selection), database.answers
    database.answers = Answers(database.stamp)
    assert remembered == _counts(database, selection)
    database.answers = known

    found, every = exposure(database, selection), _one_by_one(database, selection)
    shown = [one for one in every if one["state"] in (selection.finding_state or SHOWN)]
    first = [one for one in shown if not one["again"]]
    assert found.findings == len(shown) == finding_lines(database, selection).total
    assert found.exposures == len({(one["record"], one["type"], one["value"]) for one in first})
    assert found.records == len({one["record"] for one in shown})
    assert found.duplicates == len({one["record"] for one in shown if one["again"]})
    for line in found.types:
        mine = [one for one in shown if one["type"] == line.entity_type]
        assert line.findings == len(mine) and line.records == len({one["record"] for one in mine})
        assert line.people == len({one["person"] for one in mine if one["person"]})
        states = Counter(one["state"] for one in every if one["type"] == line.entity_type)
        assert [states[state] for state in STATES] == [getattr(line, state) for state in STATES]
    kept = [one for one in _one_by_one(database, Selection()) if one["state"] != "rejected"]
    for group, types in (("sensitive", sensitive_types()), ("identity", types_in_group("identity"))):
        holders = {one["person"] for one in kept if one["person"] and one["type"] in types}
        assert getattr(people(database, Selection()), group) == len(holders)
        assert getattr(evidence(database), f"{group}_people") == len(holders)
    entries = [(one.text, change(database, one).findings) for one in _entries(database)]
    assert {(one.text, one.findings) for one in proposals(database)} == {one for one in entries if one[1]}
    aged = {(one["record"], one["value"]) for one in kept if one["type"] == "MINOR" and not one["person"]}
    again = {one["record"] for one in kept if one["again"]}
    assert minor_mentions(database) == len([one for one in aged if one[0] not in again])
    if selection.of_findings:
        assert people(database, selection).total == len({one["person"] for one in shown if one["person"]})
    for line in found.years:
        mine = [one for one in shown if one["year"] == line.year]
        assert line.records == len({one["record"] for one in mine})
    for number in range(1, -(-len(shown) // 4) + 1):
        listed = [line.id for line in finding_lines(database, selection, number, 4).lines]
        assert listed == [one["id"] for one in shown][4 * number - 4 : 4 * number]


def _one_by_one(database: Database, selection: Selection) -> list[dict]:
    """The findings under the selection whatever their state, in the order of their sources."""
    rows = database.rows(
        f"""
        SELECT f.id, f.record, f.entity_type, f.value_hmac, f.state, t.subject, r.duplicate_of IS NOT NULL,
            coalesce(cast(year(r.day) AS VARCHAR), '{UNKNOWN_YEAR}'), r.kind, s.ordinal
        FROM finding f JOIN record r ON r.id = f.record JOIN source s ON s.sha256 = r.source
        LEFT JOIN attribution t ON t.finding = f.id
        ORDER BY s.ordinal, r.position, r.suborder, r.id, f.field, f.start_at, f.id
        """
    )
    names = ("id", "record", "type", "value", "state", "person", "again", "year", "kind", "source")
    graded = {kind.id for kind in catalogue().entity_types.values() if kind.sensitivity in selection.sensitivity}
    return [
        one
        for one in (dict(zip(names, row, strict=True)) for row in rows)
        if (not selection.type or one["type"] in selection.type)
        and (not selection.sensitivity or one["type"] in graded)
        and (not selection.year or one["year"] in selection.year)
        and (not selection.kind or one["kind"] in selection.kind)
        and (not selection.source or str(one["source"]) in selection.source)
        and (not selection.attribution or ("somebody" if one["person"] else "nobody") in selection.attribution)
    ]


def test_a_decision_on_one_finding_counts_its_record_alone(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    database = ledger.database
    exposure(database, Selection())
    counted_again: list[tuple[str, list[str]]] = []

    def spied(name: str) -> None:
        made = getattr(counting, name)

        def counts(at: Database, condition: str, values: list[object], given: dict[str, pa.Table]) -> pa.Table:
            counted_again.append((name, sorted(set(given["finding"]["record"].to_pylist()))))
            return made(at, condition, values, given)

        monkeypatch.setattr(counting, name, counts)

    for name in ("tallied", "owned_by", "_aged"):
        spied(name)
    finding, record = database.rows("SELECT id, record FROM finding ORDER BY id")[0]
    for state in ("confirmed", "rejected", "open"):
        counted_again.clear()
        actions()["review"](ledger, ACTOR, findings=[finding], state=state)
        exposure(database, Selection())
        assert sorted(counted_again) == [(name, [record]) for name in ("_aged", "owned_by", "tallied")]
