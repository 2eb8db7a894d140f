"""Cases of sources: originals, passwords, reading again, columns, systems that are known of."""

from engine.act import actions
from engine.store.workspace import Ledger
from tests.act.cases.given import Cases, Params, Refused, due, planned
from tests.conftest import ACTOR


def _destroyed(ledger: Ledger) -> int:
    """The number of a source of which one item was destroyed."""
    record = planned(ledger)
    actions()["destroy"](ledger, ACTOR, records=[record])
    query = "SELECT s.ordinal FROM source s JOIN record r ON r.source = s.sha256 WHERE r.id = ?"
    return int(str(ledger.database.value(query, [record])))


def _listed(ledger: Ledger) -> Params:
    actions()["list_system"](ledger, ACTOR, kind="paper", state="not_received")
    return {"number": 1, "reason": "listed twice"}


CASES: Cases = {
    "fetch_original": lambda ledger: {"record": due(ledger)},
    "give_password": lambda _: {"source": 4, "password": "opensesame"},
    "read_again": lambda _: {"source": 4},
    "scan_again": lambda _: {"source": 2},
    "withdraw_source": lambda _: {"source": 2, "reason": "another company's orders"},
    "set_column_meaning": lambda _: {"source": 2, "table": "csv", "column": 2, "header": "客户", "meaning": "company"},
    "list_system": lambda _: {"kind": "paper", "state": "not_received", "note": "boxes on Monday"},
    "remove_system": _listed,
}

REFUSED: Refused = [
    ("fetch_original", lambda _: {"record": "nothing"}, "record_unknown"),
    ("give_password", lambda _: {"source": 4, "password": ""}, "password_missing"),
    ("give_password", lambda _: {"source": 99, "password": "x"}, "source_unknown"),
    ("read_again", lambda _: {"source": 2}, "nothing_to_read_again"),
    ("read_again", lambda _: {"source": 4, "reasons": ("image_not_read",)}, "nothing_to_read_again"),
    ("scan_again", lambda ledger: {"source": _destroyed(ledger)}, "source_partly_destroyed"),
    ("withdraw_source", lambda _: {"source": 2, "reason": " "}, "reason_missing"),
    ("withdraw_source", lambda ledger: {"source": _destroyed(ledger), "reason": "x"}, "disposition_done"),
    (
        "set_column_meaning",
        lambda _: {"source": 2, "table": "csv", "column": 1, "header": "a", "meaning": "nothing"},
        "meaning_unknown",
    ),
    ("set_column_meaning", lambda _: {"source": 99, "table": "csv", "column": 1, "header": "a"}, "source_unknown"),
]
