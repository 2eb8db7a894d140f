"""What people said of findings: decisions on single ones, and rules; newer ones stand over older ones of their kind."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime

from engine.model.events import Profile
from engine.model.findings import FindingState
from engine.model.review import MadeIn, Reach, Rule, RuleKind
from engine.store.database import Database, Writer

Pending = Mapping[int, int]
"""Rules to be followed, by the number of the event that made them: the event that changed them last."""

_COLUMNS = "kind, reach, state, entity_type, source, text, hashes, shown, reason, event"


def decide(writer: Writer, event: int, findings: Iterable[str], state: FindingState, made_in: MadeIn) -> None:
    """Keep what the event `event` said of `findings`."""
    writer.execute(
        "INSERT INTO finding_review SELECT id, record, ?, ?, ? FROM finding WHERE id IN (SELECT unnest(?))",
        [str(state), event, str(made_in), list(findings)],
    )


def add_rule(writer: Writer, rule: Rule, actor: Profile) -> None:
    """Keep a rule; it is active from now on, and people are linked by it when it is applied."""
    row = {
        "event": rule.event,
        "kind": str(rule.kind),
        "reach": str(rule.reach),
        "state": str(rule.state),
        "entity_type": rule.entity_type,
        "source": rule.source,
        "text": rule.text,
        "hashes": list(rule.hashes),
        "shown": rule.shown,
        "reason": rule.reason,
        "made_by": actor.name,
        "made_at": datetime.now(UTC).replace(tzinfo=None),
        "ended": None,
        "applied": False,
        "changed": rule.event,
    }
    marks = ", ".join("?" * len(row))
    writer.execute(f"INSERT INTO review_rule ({', '.join(row)}) VALUES ({marks})", list(row.values()))


def rules(database: Database, *, pending: bool = False) -> list[Rule]:
    """The rules that hold, the oldest first; with `pending` only those that were not applied to all text yet."""
    which = "ended IS NULL" + (" AND NOT applied" if pending else "")
    return [_rule(row) for row in database.rows(f"SELECT {_COLUMNS} FROM review_rule WHERE {which} ORDER BY event")]


def pending(database: Database) -> Pending:
    """The rules that were made, ended or are to be searched again since people were linked last."""
    return dict(database.rows("SELECT event, changed FROM review_rule WHERE NOT applied ORDER BY event"))


def applied(writer: Writer, followed: Pending) -> None:
    """Note that people are linked with these rules as they were; what changed since is still to be followed."""
    writer.execute(
        "UPDATE review_rule SET applied = true FROM (SELECT unnest(?) AS event, unnest(?) AS changed) q"
        " WHERE q.event = review_rule.event AND q.changed = review_rule.changed",
        [list(followed), list(followed.values())],
    )


def made_by(database: Database, event: int) -> tuple[str, ...]:
    """The findings that an event decided one by one."""
    rows = database.rows("SELECT finding FROM finding_review WHERE event = ? AND event > 0 ORDER BY 1", [event])
    return tuple(row[0] for row in rows)


def take_back(writer: Writer, event: int, by: int) -> None:
    """Undo what the event said, as the event `by`; text that a deny entry hid from others is searched again."""
    writer.execute("DELETE FROM finding_review WHERE event = ?", [event])
    writer.execute("UPDATE review_rule SET ended = $1, applied = false, changed = $1 WHERE event = $2", [by, event])
    writer.execute(
        "UPDATE review_rule SET applied = false, changed = $1 WHERE kind = 'deny' AND ended IS NULL AND EXISTS"
        " (SELECT 1 FROM review_rule q WHERE q.event = $2 AND q.kind = 'deny')",
        [by, event],
    )
    forget_withdrawn(writer)


def forget_withdrawn(writer: Writer) -> None:
    """Remove the findings of deny entries that hold no longer, whoever wrote them and when."""
    gone = "listed > 0 AND listed NOT IN (SELECT event FROM review_rule WHERE ended IS NULL)"
    if not writer.cursor.execute(f"SELECT count(*) FROM finding WHERE {gone}").fetchall()[0][0]:
        return
    writer.execute(f"DELETE FROM attribution WHERE finding IN (SELECT id FROM finding WHERE {gone})")
    writer.execute(f"DELETE FROM finding WHERE {gone}")


def _rule(row: tuple) -> Rule:
    kind, reach, state, entity_type, source, text, hashes, shown, reason, event = row
    return Rule(
        RuleKind(kind),
        Reach(reach),
        FindingState(state),
        entity_type,
        source,
        text,
        tuple(hashes or ()),
        shown,
        reason,
        event,
    )
