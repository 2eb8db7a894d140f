"""Retention: what must be kept, may be kept and is due, as of the engagement's date, and by which rule."""

from dataclasses import dataclass
from datetime import date

from engine.assess.applying import applying, hanging_on
from engine.model.records import RecordKind
from engine.store import engagements
from engine.store.database import Database
from engine.store.overrides import rules_of
from engine.store.remembering import remembered
from engine.views.counted import counted, under
from engine.views.due import ClassDue, due_by_class
from engine.views.selection import Selection


@dataclass(frozen=True, slots=True)
class ClassState:
    """Records of one class in one retention state."""

    record_class: str
    state: str
    records: int


@dataclass(frozen=True, slots=True)
class RuleLine:
    """How many records a retention rule decides, and the earliest and latest end it gives."""

    rule: str
    records: int
    earliest: str
    latest: str


@dataclass(frozen=True, slots=True)
class OpenRule:
    """A rule that does not act because nobody answered these facts, and how many records it might concern."""

    rule: str
    facts: tuple[str, ...]
    records: int


@dataclass(frozen=True, slots=True)
class PartlyDue:
    """Rows and contacts of one class of which the law needs some fields only, while the rest is due."""

    record_class: str
    records: int


@dataclass(frozen=True, slots=True)
class RetentionStatus:
    """Retention of the selected records; the states sum to `records`.

    `due` says of every class when its records are due as a whole. `rules` decided something; `idle` ones are in force
    and decided nothing; `open_rules` hang on facts. `restricted` records may be stored and protected and nothing else.
    """

    as_of: date
    records: int
    states: tuple[tuple[str, int], ...]
    classes: tuple[ClassState, ...]
    due: tuple[ClassDue, ...]
    rules: tuple[RuleLine, ...]
    restricted: int = 0
    partly: tuple[PartlyDue, ...] = ()
    idle: tuple[str, ...] = ()
    open_rules: tuple[OpenRule, ...] = ()

    @property
    def ahead(self) -> int:
        """The records that become due within the months ahead."""
        return sum(line.ahead for line in self.due)

    @property
    def copies(self) -> int:
        """How many of these are duplicates."""
        return sum(line.copies for line in self.due)


@remembered
def retention_status(database: Database, selection: Selection) -> RetentionStatus:
    """Retention under the selection."""
    chosen = {"records": under(database, "records", selection)}
    state, of_class = "coalesce(r.retention, 'no_rule')", "coalesce(r.record_class, 'other')"
    as_of = database.rows("SELECT as_of FROM engagement")[0][0]
    states = counted(database, f"SELECT {state}, count(*) FROM records r GROUP BY 1 ORDER BY 2 DESC, 1", given=chosen)
    classes = counted(
        database, f"SELECT {of_class}, {state}, count(*) FROM records r GROUP BY ALL ORDER BY ALL", given=chosen
    )
    rules = counted(
        database,
        "SELECT rule, count(*), coalesce(cast(min(keep_until) AS VARCHAR), ''),"
        " coalesce(cast(max(keep_until) AS VARCHAR), '')"
        " FROM (SELECT unnest(r.rules) AS rule, r.keep_until FROM records r) GROUP BY 1 ORDER BY 2 DESC, 1",
        given=chosen,
    )
    partly = counted(
        database,
        "SELECT r.record_class, count(*) FROM records r WHERE r.partly AND r.kind IN ('row', 'contact')"
        " GROUP BY 1 ORDER BY 2 DESC, 1",
        given=chosen,
    )
    restricted = counted(database, "SELECT count(*) FILTER (r.restricted) FROM records r", given=chosen)[0][0]
    kinds = counted(database, f"SELECT {of_class}, r.kind, count(*) FROM records r GROUP BY ALL", given=chosen)
    idle, open_rules = _others(database, {row[0] for row in rules}, kinds)
    return RetentionStatus(
        as_of,
        sum(count for _, count in states),
        tuple(states),
        tuple(ClassState(*row) for row in classes),
        due_by_class(database, chosen["records"], as_of),
        tuple(RuleLine(*row) for row in rules),
        restricted,
        tuple(PartlyDue(*row) for row in partly),
        idle,
        open_rules,
    )


def _others(
    database: Database, deciding: set[str], kinds: list[tuple[str, str, int]]
) -> tuple[tuple[str, ...], tuple[OpenRule, ...]]:
    """Rules in force that decide nothing, and those that are open; `kinds` counts records by class and kind."""
    engagement, catalogue = engagements.load(database), rules_of(database)
    idle, open_rules = [], []
    for rule in catalogue.retention_rules.values():
        found = applying(rule, engagement, catalogue)
        if found.verdict and rule.id not in deciding:
            idle.append(rule.id)
        if found.verdict is None:
            reach = sum(
                count
                for record_class, kind, count in kinds
                if record_class in rule.record_classes and kind in (rule.record_kinds or tuple(RecordKind))
            )
            open_rules.append(OpenRule(rule.id, hanging_on(found, engagement, catalogue), reach))
    return tuple(idle), tuple(sorted(open_rules, key=lambda one: -one.records))
