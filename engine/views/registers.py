"""The small registers: their entries with what follows from them, their sums, and what they count for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from engine.assess import registers as judging
from engine.assess.registers import Judged, Tally, Value
from engine.model.rules import Register
from engine.store import engagements
from engine.store import registers as stored
from engine.store.database import Database
from engine.store.overrides import rules_of

STATES = ("overdue", "open", "closed")


@dataclass(frozen=True, slots=True)
class EntryLine:
    """One entry: its number, its values by field, and what follows from them."""

    number: int
    values: Mapping[str, Value]
    judged: Judged
    made_by: str
    changed_at: datetime


@dataclass(frozen=True, slots=True)
class RegisterPage:
    """One register with its entries, the newest first, and its totals."""

    register: Register
    lines: tuple[EntryLine, ...]
    totals: Mapping[str, float]
    tally: Tally

    def count(self, state: str) -> int:
        """Entries in a state; an overdue one is open too."""
        return self.tally.count(state)


def register_pages(database: Database, now: datetime | None = None) -> tuple[RegisterPage, ...]:
    """All registers in their order.

    Days are judged as of the engagement's date; `now` is what clocks of hours are held against.
    """
    return _pages(database, tuple(rules_of(database).registers.values()), now)


def register_page(database: Database, name: str, now: datetime | None = None) -> RegisterPage:
    """One register, like `register_pages`."""
    return _pages(database, (stored.register_of(database, name),), now)[0]


def _pages(database: Database, registers: Sequence[Register], now: datetime | None) -> tuple[RegisterPage, ...]:
    engagement, rules = engagements.load(database), rules_of(database)
    counts = {"records": int(str(database.value("SELECT count(*) FROM record")))}
    kept = stored.entries(database, registers)
    pages: list[RegisterPage] = []
    for register in registers:
        lines = [
            EntryLine(
                one.number, one.values, judging.judged(register, one.values, engagement, rules, now), one.made_by,
                one.changed_at,
            )
            for one in reversed(kept[register.id])
        ]  # fmt: skip
        sums = judging.totals(register, (one.values for one in lines), counts)
        tally = judging.tally(register, (one.judged for one in lines), engagement.as_of)
        pages.append(RegisterPage(register, tuple(lines), sums, tally))
    return tuple(pages)


def register_tallies(database: Database) -> Mapping[str, Tally]:
    """How each register stands as of the engagement's date."""
    return {page.register.id: page.tally for page in register_pages(database)}


def register_counts(database: Database) -> Mapping[str, int]:
    """What registers count for the evidence, such as open incidents and overdue requests."""
    counts: dict[str, int] = {}
    for page in register_pages(database):
        for name, state in page.register.counts.items():
            counts[name] = counts.get(name, 0) + page.count(state)
    return counts


def fed(database: Database) -> Mapping[tuple[str, str], tuple[str, int]]:
    """Which register answers a task's kind of evidence, and with how many entries."""
    found: dict[tuple[str, str], tuple[str, int]] = {}
    for page in register_pages(database):
        for feed in page.register.feeds:
            if page.lines and not (feed.all_closed and page.count("open")):
                found[feed.task, feed.kind] = (page.register.id, len(page.lines))
    return found
