"""Mass balance: whatever is done in whatever order, the states sum to what was read, of records and of people."""

import csv
import io
import tempfile
from contextlib import suppress
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.act import actions
from engine.model.assessment import DispositionState
from engine.model.decisions import Custodian
from engine.model.engagement import DealStructure, Engagement
from engine.model.errors import ActionableError
from engine.model.events import Profile, ProfileRole
from engine.pipeline import intake
from engine.pipeline.scanning import Scan
from engine.report.content import content
from engine.report.export import export
from engine.store.workspace import Ledger, Workspace
from engine.strings import words
from engine.views.balance import balance
from engine.views.carrying import carried
from engine.views.coverage import coverage
from engine.views.decisions import awaiting, decision_lines
from engine.views.ends import ends
from engine.views.overview import overview
from engine.views.people import people
from engine.views.selection import Selection
from tests.conftest import ACTOR
from tests.pipeline.pools import StraightPool

MANAGER = Profile("经理丙", ProfileRole.MANAGER)
KEEPER = Custodian("清算组组长", "上海市档案寄存中心", "liquidator@example.test", "清算组组长")
SUBJECTS = ("订单确认", "咨询一下婚纱照价格", "发票已开具", "售后申请", "你好")
_LETTER = """From x Thu Jan  1 00:00:00 2026
Message-ID: <{number}@balance.test>
From: p{who}@example.test
To: studio@example.test
Date: Mon, 6 Jan {year} 10:00:00 +0800
Subject: {subject}
Content-Type: multipart/mixed; boundary=b

--b
Content-Type: text/plain; charset=utf-8

{subject} 身份证 {who}
--b
Content-Type: text/plain; charset=utf-8
Content-Disposition: attachment; filename=note.txt

attached {note}
--b--

"""

LETTERS = st.lists(
    st.builds(
        lambda number, who, year, subject, note: _LETTER.format(
            number=number, who=who, year=year, subject=subject, note=note
        ),
        st.integers(0, 4),
        st.integers(0, 3),
        st.sampled_from((2015, 2020, 2025)),
        st.sampled_from(SUBJECTS),
        st.integers(0, 1),
    ),
    min_size=1,
    max_size=5,
)
SOURCES = st.lists(LETTERS.map("".join), min_size=1, max_size=3, unique=True)
STEPS = (
    "decide", "accept", "approve", "reject", "undo", "hold", "release", "destroy", "carry", "withdraw", "rescan",
    "assess",
)  # fmt: skip
MOVES = st.lists(st.tuples(st.sampled_from(STEPS), st.integers(0, 10_000)), min_size=3, max_size=12)


def _records(ledger: Ledger, dice: int) -> list[str]:
    """Some of the records there are, chosen by the dice."""
    ids = [row[0] for row in ledger.database.rows("SELECT id FROM record ORDER BY id")]
    due = [row[0] for row in ledger.database.rows("SELECT record FROM assessment WHERE retention_state = 'due'")]
    ids = sorted(due) if due and dice % 3 else ids
    return [one for at, one in enumerate(ids) if (dice >> at % 13) & 1] or ids[:1]


def _decision(ledger: Ledger, dice: int, waiting: bool = False) -> int:
    """Some decision, one that waits if it is to be approved."""
    lines = awaiting(ledger.database) if waiting else decision_lines(ledger.database, size=100).lines
    return lines[dice % len(lines)].event if lines else 0


def _one(ledger: Ledger, dice: int, query: str) -> object:
    """Some row's first column, so that most steps meet something they can do."""
    rows = ledger.database.rows(f"{query} ORDER BY 1")
    return rows[dice % len(rows)][0] if rows else None


def _move(ledger: Ledger, step: str, dice: int) -> None:
    do, order = actions(), {"matter": "a claim", "ordered_by": "the court", "since": date(2026, 11, 1)}
    if step == "decide":
        states = [str(state) for state in DispositionState if state is not DispositionState.ON_HOLD]
        states += ["deleted"] * 4
        state = states[dice % len(states)]
        until = date(2035, 1, 1) if state == "restricted_until" else None
        asked = {"records": _records(ledger, dice), "state": state, "until": until, "custodian": KEEPER}
        do["decide"](ledger, ACTOR, **asked, reason="x")
    elif step == "accept":
        do["accept_proposals"](ledger, ACTOR, selection=Selection(), reason="x", custodian=KEEPER)
    elif step in ("approve", "reject"):
        do[f"{step}_decision"](ledger, MANAGER, decision=_decision(ledger, dice, waiting=True), reason="x")
    elif step == "undo":
        do["undo_decision"](ledger, ACTOR, decision=_decision(ledger, dice))
    elif step == "hold":
        do["place_hold"](ledger, ACTOR, reach="records", records=_records(ledger, dice), **order)
    elif step == "release":
        do["release_hold"](
            ledger, ACTOR, hold=_one(ledger, dice, "SELECT number FROM hold WHERE released IS NULL"), reason="x"
        )
    elif step == "destroy":
        planned = _one(ledger, dice, "SELECT record FROM ending WHERE state = 'deleted' AND NOT done")
        one = [planned] if planned else _records(ledger, dice)[:1]
        do["destroy"](ledger, ACTOR, **({"selection": Selection()} if dice % 2 else {"records": one}))
    elif step == "carry":
        elsewhere = "SELECT DISTINCT state FROM ending WHERE state <> 'deleted' AND NOT done"
        stated = {"state": _one(ledger, dice, elsewhere) or "transferred", "day": date(2026, 11, 20), "by": "IT"}
        proof = {"recipient": "buyer", "proof": ("list.pdf", b"signed")}
        which = {"selection": Selection()} if dice % 2 else {"records": _records(ledger, dice)}
        do["carry_out"](ledger, ACTOR, **stated, **proof, **which)
    elif step == "withdraw":
        do["withdraw_source"](ledger, ACTOR, source=1 + dice % 3, reason="x")
    elif step == "rescan":
        do["scan_again"](ledger, ACTOR, source=1 + dice % 3)
        Scan(ledger, StraightPool(), ACTOR).run()  # type: ignore[arg-type]
    else:
        do["update_engagement"](ledger, ACTOR, engagement=ledger.engagement)


def _holds(ledger: Ledger) -> None:
    """Everything that must be true after every step."""
    database = ledger.database
    weighed, read, told = balance(database), coverage(database), ends(database, Selection())
    assert weighed.difference == 0 and weighed.records == read.read
    assert sum(sum(line.states.values()) for line in told.classes) == weighed.records
    crowd = people(database, Selection())
    assert sum(crowd.dispositions.values()) == crowd.total == sum(line.total for line in told.kinds)
    twice = "SELECT count(*) FROM (SELECT record FROM ending GROUP BY 1 HAVING count(*) > 1)"
    assert database.value(twice) == 0, "no record is decided twice"
    proofless = "SELECT count(*) FROM ending WHERE done AND event NOT IN (SELECT sequence FROM event)"
    assert database.value(proofless) == 0, "nothing is done without an event"
    done = database.value("SELECT count(*) FROM record r JOIN ending e ON e.record = r.id WHERE e.done")
    shown = sum(line.records for line in carried(database))
    assert done == sum(weighed.done.values()) == shown, "what is done is shown by what was carried out"
    gone = database.value(
        "SELECT count(*) FROM record WHERE fields IS NULL AND id NOT IN (SELECT record FROM ending WHERE done)"
    )
    kept = database.value(
        "SELECT count(*) FROM record JOIN ending ON record = id WHERE state = 'deleted' AND done AND fields IS NOT NULL"
    )
    assert gone == 0 == kept, "whose text is gone is done, and what counts as deleted is gone"
    held = database.value(
        "SELECT count(*) FROM held h JOIN disposition d ON d.record = h.record"
        " WHERE d.state <> 'on_hold' AND NOT d.done"
    )
    assert held == 0, "a hold wins over every plan"
    split = """
        SELECT count(*) FROM (SELECT coalesce(r.duplicate_of, r.id) FROM record r LEFT JOIN held h ON h.record = r.id
            GROUP BY 1 HAVING count(DISTINCT h.record IS NULL) > 1)
    """
    assert database.value(split) == 0, "copies are held together"


@pytest.mark.slow
@settings(max_examples=6)
@given(deal=st.sampled_from((DealStructure.ASSET_TRANSFER, DealStructure.DISSOLUTION)), sources=SOURCES, moves=MOVES)
def test_the_sums_hold_after_every_step(deal: DealStructure, sources: list[str], moves: list[tuple[str, int]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        workspace = Workspace(Path(folder) / "workspace")
        ledger = workspace.create(Engagement("sums", "某某", deal, date(2026, 11, 21), date(2026, 12, 31)))
        for number, source in enumerate(sources):
            intake.receive(ledger, f"{number}.mbox", io.BytesIO(source.encode()), ACTOR)
        Scan(ledger, StraightPool(), ACTOR).run()  # type: ignore[arg-type]
        _holds(ledger)
        for step, dice in moves:
            with suppress(ActionableError):  # a refusal changes nothing, which the next line checks
                _move(ledger, step, dice)
            _holds(ledger)
        _agree(ledger, Path(folder) / "export")
        assert ledger.audit.verify().broken_at is None or not ledger.audit.last_sequence()
        workspace.close()


def _agree(ledger: Ledger, folder: Path) -> None:
    """The balance, the overview, the paper and the tables say the same."""
    weighed = balance(ledger.database)
    assert overview(ledger.database).balance == weighed
    export(ledger.database, folder)
    with (folder / "dispositions.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    counted: dict[tuple[str, str], int] = {}
    for row in rows:
        counted[row["disposition"], row["progress"]] = counted.get((row["disposition"], row["progress"]), 0) + 1
    assert counted == {
        (state, progress): count
        for progress, counts in (("", weighed.open), ("planned", weighed.intended), ("done", weighed.done))
        for state, count in counts.items()
    }
    if not weighed.records:
        return
    printed = str(content(ledger, "en", ACTOR, datetime(2026, 11, 21, tzinfo=UTC)))
    sums = {"records": str(weighed.records), "total": str(sum(weighed.states.values())), "difference": 0}
    assert words("en")("report.balance.equation", **sums) in printed
