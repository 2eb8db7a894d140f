"""The inventory: what the company has, what of it was received, and what nobody has answered yet."""

from collections.abc import Mapping
from dataclasses import dataclass

from engine.assess.facts import holds
from engine.model.inventory import Receipt, System
from engine.model.rules import SystemCategory
from engine.store import engagements
from engine.store import inventory as stored
from engine.store.database import Database
from engine.store.overrides import rules_of
from engine.store.remembering import remembered


@dataclass(frozen=True, slots=True)
class SystemLine:
    """One system with what was read of its sources: records in them and items that were not read.

    `state` is what counts: of a system that was stated as received, but whose sources were withdrawn or broke off,
    nothing or only a part was received.
    """

    system: System
    state: Receipt
    records: int
    skipped: int


@dataclass(frozen=True, slots=True)
class LooseSource:
    """A source that belongs to no system yet, with the kind its format points to ("" for none)."""

    number: int
    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class Inventory:
    """The inventory; `unanswered` are the kinds that are asked and of which nothing is stated, in the rules' order.

    `processors` counts those who process for the company.
    """

    lines: tuple[SystemLine, ...]
    unanswered: tuple[str, ...]
    loose: tuple[LooseSource, ...]
    processors: int

    @property
    def states(self) -> Mapping[Receipt, int]:
        """Systems per state; they sum to the lines."""
        return {state: sum(line.state is state for line in self.lines) for state in Receipt}

    @property
    def missing(self) -> int:
        """Systems of which nothing or only a part was received."""
        return self.states[Receipt.NOT_RECEIVED] + self.states[Receipt.PARTLY]

    @property
    def abroad(self) -> int:
        """Systems that stand or can be read abroad."""
        return sum(line.system.abroad is True for line in self.lines)


@remembered
def inventory(database: Database) -> Inventory:
    """The inventory as it stands."""
    rules, engagement = rules_of(database), engagements.load(database)
    listed = stored.systems(database)
    counts = _counts(database)
    lines = tuple(_line(system, counts) for system in listed)
    answered = {system.kind for system in listed}
    unanswered = tuple(
        kind.id
        for kind in rules.systems.values()
        if kind.asked and kind.id not in answered and holds(kind.when, engagement) is not False
    )
    placed = {number for system in listed for number in system.sources}
    by_format = {form: kind.id for kind in reversed([*rules.systems.values()]) for form in kind.formats}
    loose = tuple(
        LooseSource(number, name, by_format.get(form or "", ""))
        for number, name, form in database.rows("SELECT ordinal, name, format FROM source ORDER BY ordinal")
        if number not in placed
    )
    processors = sum(
        line.state is not Receipt.NOT_APPLICABLE
        and rules.systems[line.system.kind].category is SystemCategory.PROCESSOR
        for line in lines
        if line.system.kind in rules.systems
    )
    return Inventory(lines, unanswered, loose, processors)


def _counts(database: Database) -> dict[int, tuple[int, int, bool]]:
    """Records, items not read and whether the scan has ended, by source."""
    rows = database.rows(
        """
        SELECT s.ordinal, coalesce(r.n, 0), coalesce(k.n, 0), s.state = 'scanned' FROM source s
        LEFT JOIN (SELECT source, count(*) AS n FROM record GROUP BY 1) r ON r.source = s.sha256
        LEFT JOIN (SELECT source, count(*) AS n FROM skipped GROUP BY 1) k ON k.source = s.sha256
        """
    )
    return {number: (records, skipped, ended) for number, records, skipped, ended in rows}


def _line(system: System, counts: Mapping[int, tuple[int, int, bool]]) -> SystemLine:
    there = [counts[number] for number in system.sources if number in counts]
    state = system.state
    if state in (Receipt.RECEIVED, Receipt.PARTLY):
        if not there:
            state = Receipt.NOT_RECEIVED
        elif len(there) < len(system.sources) or not all(ended for *_, ended in there):
            state = Receipt.PARTLY
    return SystemLine(system, state, sum(one[0] for one in there), sum(one[1] for one in there))
