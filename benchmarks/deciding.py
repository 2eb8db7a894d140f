"""How long the balance, decisions and holds take over many records, with an invented engagement straight in the tables.

Run: python -m benchmarks.deciding [records]. Of the records one in ten is a copy, one in three sensitive, and five
people share each ten; classes, proposals and dates go round. Prints seconds by the wall and peak memory.
"""

import resource
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TypeVar

from engine.act import actions
from engine.model.decisions import Custodian
from engine.model.engagement import DealStructure, Engagement
from engine.model.events import Profile, ProfileRole
from engine.store.workspace import Ledger, Workspace
from engine.views.balance import balance
from engine.views.decision import reach
from engine.views.decisions import decision_lines
from engine.views.destroying import destruction
from engine.views.ends import ends
from engine.views.people import people
from engine.views.planning import Wish
from engine.views.selection import Selection

Answer = TypeVar("Answer")
MAKER, SECOND = Profile("甲", ProfileRole.CONSULTANT), Profile("乙", ProfileRole.MANAGER)
KEEPER = Custodian("清算组", "档案室", "x@example.test", "清算组")
_FILL = """
    INSERT INTO source (sha256, ordinal, name, format, bytes, state, units)
        VALUES ('s', 1, 'made', 'mbox', 1, 'scanned', 1);
    INSERT INTO unit VALUES ('s', 1, {n}, 0);
    INSERT INTO record (id, source, unit, position, locator, kind, day, fields, content_hash, origin, thread, warnings,
            duplicate_of)
        SELECT 'r' || i, 's', 1, i, 'm' || i, 'message', DATE '2018-01-01' + (i % 3000)::INTEGER, '{{}}',
            'c' || CASE WHEN i % 10 = 9 THEN i - 1 ELSE i END, i, [], [],
            CASE WHEN i % 10 = 9 THEN 'r' || (i - 1) END
        FROM range({n}) t(i);
    INSERT INTO assessment (record, record_class, class_rule, class_evidence, retention_state, rules, start_event,
            proposal, proposal_reason, proposal_until, keep_until, due_from)
        SELECT 'r' || i, ['order', 'enquiry', 'invoice', 'membership', 'marketing'][1 + j % 5], '', '[]',
            ['due', 'must_keep', 'may_keep', 'unknown_date'][1 + j % 4], [], '',
            ['deleted', 'restricted_until', 'transferred', 'undecided'][1 + j % 4], '',
            CASE WHEN j % 4 = 1 THEN DATE '2030-01-01' END, DATE '2030-01-01', DATE '2030-01-02'
        FROM (SELECT CASE WHEN i % 10 = 9 THEN i - 1 ELSE i END AS j, i FROM range({n}) t(i)) q;
    INSERT INTO finding (id, record, field, start_at, end_at, entity_type, score, recognizer, masked, value_hmac, state)
        SELECT 'f' || i, 'r' || (i // 3), 'body', 0, 3, CASE WHEN i % 9 = 0 THEN 'CN_RESIDENT_ID' ELSE 'PHONE' END, 1,
            'x', '*', 'v' || (i % 50000), 'open' FROM range({n} * 3) t(i);
    INSERT INTO subject (id, kind, masked_name, household, minor) SELECT 'p' || i, 'customer', '*', '', i % 50 = 0
        FROM range({n} // 5) t(i);
    INSERT INTO appearance (record, ordinal, role, subject, reason, entity_type)
        SELECT 'r' || i, 1, 'sender', 'p' || (i // 5), '', 'EMAIL' FROM range({n}) t(i);
"""


def main(records: int) -> None:
    """Fill, measure, print."""
    with tempfile.TemporaryDirectory() as folder:
        workspace = Workspace(Path(folder))
        made = Engagement("big", "某某", DealStructure.ASSET_TRANSFER, date(2026, 11, 21), date(2026, 12, 31))
        ledger = workspace.create(made)
        _said("fill", lambda: _fill(ledger, records))
        _views(ledger)
        _acts(ledger)
        _views(ledger)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"{records:,} records, peak {peak:,.0f} MB")
        workspace.close()


def _fill(ledger: Ledger, records: int) -> None:
    with ledger.database.writing() as writer:
        for statement in _FILL.format(n=records).split(";"):
            if statement.strip():
                writer.execute(statement)


def _views(ledger: Ledger) -> None:
    database, everything = ledger.database, Selection()
    _said("balance", lambda: balance(database))
    _said("where records and people end", lambda: ends(database, everything))
    _said("people", lambda: people(database, everything))
    _said("preview of all proposals", lambda: reach(database, Wish(selection=everything)))
    some = Wish(state="transferred", selection=Selection(record_class=("order", "membership")))
    _said("preview of one state by filter", lambda: reach(database, some))
    _said("list of decisions", lambda: decision_lines(database))
    _said("preview of destroying", lambda: destruction(database, Wish(selection=everything)))


def _acts(ledger: Ledger) -> None:
    act = actions()
    every = _said(
        "accept all proposals",
        lambda: act["accept_proposals"](ledger, MAKER, selection=Selection(), reason="x", custodian=KEEPER),
    )
    _said("approve", lambda: act["approve_decision"](ledger, SECOND, decision=every.sequence))
    more = _said(
        "decide by filter",
        lambda: act["decide"](
            ledger, MAKER, state="transferred", selection=Selection(record_class=("order",)), reason="x"
        ),
    )
    _said("undo", lambda: act["undo_decision"](ledger, MAKER, decision=more.sequence))
    assert balance(ledger.database).difference == 0


def _said(name: str, work: Callable[[], Answer]) -> Answer:
    began = time.perf_counter()
    answer = work()
    print(f"{name:32} {time.perf_counter() - began:7.2f} s", flush=True)
    return answer


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
