"""What is known to write a notice from, and the texts proposed for it."""

from collections.abc import Mapping

from engine.assess.drafting import ClassEnd, FoundType, Known, Owing, Proposal, proposals
from engine.model.assessment import RetentionState
from engine.model.people import SubjectKind
from engine.store import engagements
from engine.store.database import Database
from engine.store.overrides import rules_of
from engine.strings import words
from engine.views.debts import debts
from engine.views.evidence import evidence
from engine.views.notices import notices

_OWN = (SubjectKind.STAFF, SubjectKind.APPLICANT, SubjectKind.SUPPLIER)
"""Kinds of people whom a notice to customers does not speak of."""


def drafted(database: Database, notice: str, language: str, screen: str) -> Mapping[str, Proposal]:
    """Texts proposed for a notice in `language`, by field; why stands in the language of the screen."""
    rules, line = rules_of(database), notices(database).of(notice)
    if line is None:
        return {}
    counted = evidence(database)
    known = Known(
        engagements.load(database),
        _types(database),
        _ends(database),
        line.duty.due,
        counted.minors,
        tuple(
            Owing(one.debt, one.open_people, one.open_amount, one.currency)
            for one in debts(database)
            if one.open_people
        ),
    )
    return proposals(rules, line.notice, known, words(language), words(screen))


def _types(database: Database) -> tuple[FoundType, ...]:
    """Kinds of data found of customers, or of nobody that can be told; those of most people first."""
    marks = ", ".join("?" * len(_OWN))
    rows = database.rows(
        f"""
        SELECT f.entity_type, count(DISTINCT p.id) FROM finding f
        LEFT JOIN attribution t ON t.finding = f.id LEFT JOIN subject p ON p.id = t.subject
        WHERE f.state <> 'rejected' AND coalesce(p.kind, '') NOT IN ({marks})
        GROUP BY 1 ORDER BY 2 DESC, 1
        """,
        [str(kind) for kind in _OWN],
    )
    return tuple(FoundType(*row) for row in rows)


def _ends(database: Database) -> tuple[ClassEnd, ...]:
    """Records by class and retention state, with the latest end; the largest class first."""
    rows = database.rows(
        "SELECT a.record_class, a.retention_state, count(*), max(a.keep_until) FROM assessment a"
        " GROUP BY 1, 2 ORDER BY sum(count(*)) OVER (PARTITION BY a.record_class) DESC, 1, 2"
    )
    return tuple(ClassEnd(name, RetentionState(state), records, until) for name, state, records, until in rows)
