"""The numbers a snapshot freezes, and what has changed since one."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from engine.catalogue import fingerprint
from engine.model.papers import Kept
from engine.scan.version import engine_version
from engine.store import snapshots
from engine.store.database import Database
from engine.store.overrides import rules_of
from engine.store.remembering import remembered
from engine.views.overview import overview
from engine.views.retention import retention_status
from engine.views.risks import register
from engine.views.selection import Selection


@dataclass(frozen=True, slots=True)
class Change:
    """A number that differs between two states; `name` is a key of the strings."""

    name: str
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class Moved:
    """A scenario whose current or residual level differs; None where it was not in the register."""

    scenario: str
    before: tuple[str, str] | None
    after: tuple[str, str] | None


@dataclass(frozen=True, slots=True)
class Since:
    """What differs between two states, and which versions do."""

    changes: tuple[Change, ...]
    moved: tuple[Moved, ...]
    engine: bool
    rules: bool
    sources: bool


@dataclass(frozen=True, slots=True)
class State:
    """An engagement's numbers, levels and versions at one moment, as a snapshot freezes them."""

    figures: Mapping[str, int]
    levels: Mapping[str, str]
    engine: str
    rules: str
    sources: str


@dataclass(frozen=True, slots=True)
class Moment:
    """The numbers at one printed state; without `at` and `id` they are those of now."""

    id: str
    at: datetime | None
    figures: Mapping[str, int]


def listed(database: Database) -> tuple[Kept, ...]:
    """All snapshots, the newest first."""
    return snapshots.listed(database)


@remembered
def state(database: Database) -> State:
    """The engagement as it stands."""
    received = database.value("SELECT string_agg(sha256, ' ' ORDER BY sha256) FROM source") or ""
    return State(
        figures(database),
        {line.scenario: f"{line.current.level} {line.residual.level}" for line in register(database).lines},
        engine_version(),
        fingerprint(rules_of(database)),
        sha256(str(received).encode()).hexdigest()[:16],
    )


def figures(database: Database) -> dict[str, int]:
    """The numbers by their names; each is a key of the strings. A number that is not there is zero."""
    seen = overview(database)
    kept = retention_status(database, Selection())
    told = {
        "figure.found": seen.coverage.found,
        "figure.read": seen.coverage.read,
        "figure.skipped": sum(seen.coverage.reasons.values()),
        "figure.findings": seen.findings,
        "figure.findings_open": seen.findings_open,
        "figure.people": seen.people.total,
        "figure.sensitive": seen.people.sensitive,
        "figure.identity": seen.people.identity,
        "figure.bank": seen.people.bank,
        "figure.health": seen.people.health,
        "figure.minors": seen.people.minors,
        "figure.tasks_done": seen.tasks_done,
        "figure.tasks_overdue": seen.tasks_overdue,
        "figure.contradictions": seen.contradictions,
        "figure.blockers": len(seen.verdict.blockers),
    }
    told |= {f"retention_state.{name}": count for name, count in kept.states}
    told |= {f"disposition_state.{name}": count for name, count in seen.balance.states.items()}
    told |= {f"figure.residual.{level}": count for level, count in seen.levels["residual"].items()}
    return {name: count for name, count in told.items() if count}


def since(before: State | Kept, after: State | Kept) -> Since:
    """What differs from one state to the other."""
    names = dict.fromkeys([*after.figures, *before.figures])
    changes = [Change(name, before.figures.get(name, 0), after.figures.get(name, 0)) for name in names]
    scenarios = dict.fromkeys([*after.levels, *before.levels])
    moved = [Moved(one, _pair(before.levels.get(one)), _pair(after.levels.get(one))) for one in scenarios]
    return Since(
        tuple(one for one in changes if one.before != one.after),
        tuple(one for one in moved if one.before != one.after),
        before.engine != after.engine,
        before.rules != after.rules,
        before.sources != after.sources,
    )


def moments(database: Database) -> tuple[Moment, ...]:
    """The numbers at every printed state that kept them, the oldest first, and now."""
    kept = [Moment(one.id, one.created_at, one.figures) for one in snapshots.listed(database) if one.figures]
    return (*reversed(kept), Moment("", None, state(database).figures))


def last(database: Database) -> Kept | None:
    """The newest snapshot with numbers to compare with."""
    return next((one for one in snapshots.listed(database) if one.figures), None)


def last_levels(database: Database) -> Mapping[str, tuple[str, str]]:
    """Current and residual level of every scenario at the last snapshot that kept them."""
    newest = next((one for one in snapshots.listed(database) if one.levels), None)
    pairs = {scenario: _pair(both) for scenario, both in newest.levels.items()} if newest else {}
    return {scenario: pair for scenario, pair in pairs.items() if pair}


def _pair(levels: str | None) -> tuple[str, str] | None:
    if not levels:
        return None
    current, _, residual = levels.partition(" ")
    return current, residual
