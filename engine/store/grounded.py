"""What people answered when the evidence proposed a fact."""

import json

from engine.assess.signs import Grounded
from engine.store.database import Database, Writer


def answers(database: Database) -> dict[str, Grounded]:
    """The answers by fact; each counts as long as the engagement still says the same."""
    rows = database.rows("SELECT fact, value, found, reason, answered_by, answered_on FROM fact_answer")
    return {
        fact: Grounded(json.loads(value), json.loads(found), reason, by, on)
        for fact, value, found, reason, by, on in rows
    }


def keep(writer: Writer, fact: str, answered: Grounded) -> None:
    """Keep an answer in place of an earlier one."""
    writer.execute("DELETE FROM fact_answer WHERE fact = ?", [fact])
    writer.execute(
        "INSERT INTO fact_answer VALUES (?, ?, ?, ?, ?, ?)",
        [
            fact,
            json.dumps(answered.value),
            json.dumps(dict(answered.found)),
            answered.reason,
            answered.by,
            answered.on,
        ],
    )
