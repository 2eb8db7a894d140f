"""Entries of registers: what is worked out from them, and whether they are open, overdue or closed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import cast

from engine.assess.clocks import ends
from engine.assess.facts import holds
from engine.assess.periods import last_day
from engine.catalogue import Catalogue
from engine.model.engagement import Engagement
from engine.model.rules import Computed, Deadline, DeadlineKind, Function, Register, RegisterClock

Value = str | int | bool | date | Decimal | tuple[str, ...]
"""What a field holds: a moment is a `datetime` with its zone, several values of an enum are a tuple."""
Result = date | timedelta | float
Entry = Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Running:
    """One clock of an entry: the rule that set it ("" for a target of ours) and when it ends (None: not started).

    `binding` is False for a recommended standard and for targets of ours; `at_once` says that the law asks for it
    immediately, whatever the clock says.
    """

    rule: str
    ends: date | None
    binding: bool = True
    working_days: bool = False
    at_once: bool = False


@dataclass(frozen=True, slots=True)
class Judged:
    """An entry with what follows from it; `state` is open, overdue or closed, `recent` as its register counts it."""

    state: str
    results: Mapping[str, Result] = field(default_factory=dict[str, Result])
    clocks: tuple[Running, ...] = ()
    recent: bool = False


@dataclass(frozen=True, slots=True)
class Tally:
    """How a register stands: entries, those open (overdue ones too), overdue, recent, and the next deadline to come."""

    entries: int = 0
    open: int = 0
    overdue: int = 0
    next_due: date | None = None
    recent: int = 0

    def count(self, state: str) -> int:
        """Entries that are open, overdue or recent."""
        return {"open": self.open, "overdue": self.overdue, "recent": self.recent}[state]


def tally(register: Register, lines: Iterable[Judged], as_of: date) -> Tally:
    """How a register stands; `next_due` is the earliest deadline of an open entry that is not over."""
    found = list(lines)
    waiting = [one for one in found if one.state != "closed"]
    deadlines = [one.id for one in register.computed if one.function is Function.DEADLINE]
    ends = [one.results.get(name) for one in waiting for name in deadlines]
    days = [end.date() if isinstance(end, datetime) else end for end in ends if isinstance(end, date)]
    overdue = sum(one.state == "overdue" for one in found)
    next_due = min((day for day in days if day >= as_of), default=None)
    return Tally(len(found), len(waiting), overdue, next_due, sum(one.recent for one in found))


def judged(
    register: Register, entry: Entry, engagement: Engagement, rules: Catalogue, now: datetime | None = None
) -> Judged:
    """What follows from an entry: days are judged as of the engagement's date, hours against `now` if it is given."""
    results: dict[str, Result] = {}
    clocks: list[Running] = []
    for one in sorted(register.computed, key=lambda one: one.function is not Function.RATIO):
        if one.function is Function.RATIO:
            _keep(results, one.id, _ratio(entry, one.of))
        elif one.function is Function.DEADLINE:
            running = _running(register, one, entry, engagement, rules, results)
            clocks += running
            _keep(results, one.id, _earliest(running))
        elif one.function is Function.REMAINING:
            _keep(results, one.id, _remaining(entry, results, one.of, engagement.as_of, now))
    recent = _is_recent(register, entry, engagement.as_of)
    return Judged(_state(register, entry, results), results, tuple(clocks), recent)


def totals(register: Register, entries: Iterable[Entry], counts: Mapping[str, int]) -> Mapping[str, float]:
    """Sums over all entries and ratios of them; `counts` are those of the evidence, which a ratio may name."""
    found: dict[str, float] = {}
    lines = list(entries)
    for one in register.totals:
        if one.function is Function.SUM:
            found[one.id] = float(sum((_number(line.get(one.of[0])) or Decimal(0) for line in lines), Decimal(0)))
        elif one.function is Function.RATIO:
            part, whole = ({**counts, **found}.get(name) for name in one.of)
            if part is not None and whole:
                found[one.id] = part / whole
    return found


def _keep(results: dict[str, Result], name: str, value: Result | None) -> None:
    if value is not None:
        results[name] = value


def _state(register: Register, entry: Entry, results: Mapping[str, Result]) -> str:
    if not register.closed_by or any(entry.get(name) for name in register.closed_by):
        return "closed"
    if register.open_below:
        ratio = results.get(register.open_below)
        if ratio is not None and cast("float", ratio) >= 1:
            return "closed"
    lefts = [results[one.id] for one in register.computed if one.function is Function.REMAINING and one.id in results]
    return "overdue" if any(cast("timedelta", left) < timedelta(0) for left in lefts) else "open"


def _is_recent(register: Register, entry: Entry, as_of: date) -> bool:
    """Whether the entry lies within the register's period before the day of reference, or after that day."""
    day = entry.get(register.recent_by)
    if not isinstance(day, date):
        return False
    return last_day(day.date() if isinstance(day, datetime) else day, register.recent_for) >= as_of


def _running(
    register: Register,
    computed: Computed,
    entry: Entry,
    engagement: Engagement,
    rules: Catalogue,
    results: Mapping[str, Result],
) -> list[Running]:
    """The clocks that apply to an entry: rules are tested on the engagement's facts with the entry's own answers."""
    theirs = replace(engagement, facts={**engagement.facts, **_facts(register, entry)})
    found: list[Running] = []
    for clock in computed.clocks:
        if not _meant(clock, entry, results):
            continue
        if clock.period:
            start = entry.get(clock.start)
            found.append(Running("", ends(start, clock.period) if isinstance(start, date) else None, False))
        elif clock.obligation:
            duty = rules.obligations.get(clock.obligation)
            if duty and holds(duty.when, theirs):
                found.append(_set(register, entry, duty.id, duty.deadline, duty.binding, duty.keep))
        else:
            for one in rules.thresholds.values():
                if one.group == clock.group and one.deadline and holds(one.when, theirs):
                    found.append(_set(register, entry, one.id, one.deadline, one.binding))
    return found


def _set(register: Register, entry: Entry, rule: str, deadline: Deadline, binding: bool, keep: str = "") -> Running:
    """The clock that a rule sets: by its period, else by our own target where it asks for no particular time."""
    name = deadline.clock or ("periodic" if deadline.kind is DeadlineKind.PERIODIC else "keep")
    starts = (entry.get(one) for one in register.starts.get(name, ()))
    start = next((one for one in starts if isinstance(one, date)), None)
    period = deadline.period or (keep if name == "keep" else "") or deadline.internal_target
    ours = not deadline.period and not (keep and name == "keep")
    over = ends(start, period, deadline.working_days) if start and period else None
    at_once = deadline.kind is DeadlineKind.IMMEDIATE
    return Running(rule, over, binding and not ours, deadline.working_days, at_once)


def _earliest(running: list[Running]) -> date | None:
    """The earliest end that a law sets; where none does, the earliest of the others.

    Where a law asks for it at once, the limit of our own that stands in for that counts as the law's.
    """
    for pressing in (True, False):
        known = [one.ends for one in running if one.ends and (one.binding or one.at_once) is pressing]
        if known:
            return min(known)
    return None


def _meant(clock: RegisterClock, entry: Entry, results: Mapping[str, Result]) -> bool:
    if clock.below and not (clock.below in results and cast("float", results[clock.below]) < 1):
        return False
    return all(entry.get(name) in values for name, values in clock.when.items())


def _facts(register: Register, entry: Entry) -> dict[str, object]:
    """What the entry says of itself, by the facts that rules test: a place that is not named is not concerned."""
    said: dict[str, object] = {}
    for one in register.fields:
        value = entry.get(one.id)
        if one.fact:
            said[one.fact] = bool(value) if value is None or isinstance(value, bool) else value
        chosen = value if isinstance(value, tuple) else (value,)
        for name, fact in one.facts.items():
            said[fact] = name in chosen
    return said


def _ratio(entry: Entry, of: tuple[str, ...]) -> float | None:
    part, whole = (_number(entry.get(name)) for name in of)
    return float(part / whole) if part is not None and whole else None


def _number(value: Value | None) -> Decimal | None:
    return Decimal(value) if isinstance(value, int | Decimal) and not isinstance(value, bool) else None


def _remaining(
    entry: Entry, results: Mapping[str, Result], of: tuple[str, ...], as_of: date, now: datetime | None
) -> timedelta | None:
    end = results.get(of[0], entry.get(of[0]))
    if not isinstance(end, date) or any(entry.get(name) for name in of[1:]):
        return None
    if isinstance(end, datetime):
        return end - now if now else None
    return end - as_of
