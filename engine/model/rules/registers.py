"""Rules about small registers: what an entry holds, what is worked out from it, and what it counts for."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from engine.model.rules.duties import SPAN
from engine.model.rules.grounds import Authority, Label
from engine.model.rules.keeping import DURATION


class FieldType(StrEnum):
    """What a field of an entry holds. A person and a personal text are personal data: covered in lists and files."""

    TEXT = "text"
    DATE = "date"
    DATETIME = "datetime"
    INT = "int"
    MONEY = "money"
    ENUM = "enum"
    PERSON = "person"
    BOOL = "bool"
    FILE = "file"


@dataclass(frozen=True, slots=True)
class RegisterField:
    """One field. `values` are those of an enum, of which `many` may be chosen.

    `fact` is what the field says for this entry alone when a rule's condition is tested, `facts` the same for a value
    of an enum. `personal`: free text that may speak of a customer; `task`: what it says can be made a task.
    """

    id: str
    type: FieldType
    label: Label
    required: bool = False
    help: Label | None = None
    values: Mapping[str, Label] = field(default_factory=dict[str, Label])
    many: bool = False
    fact: str = ""
    facts: Mapping[str, str] = field(default_factory=dict[str, str])
    personal: bool = False
    task: bool = False

    def __post_init__(self) -> None:
        if bool(self.values) != (self.type is FieldType.ENUM):
            raise ValueError(f"{self.id}: values belong to an enum")
        if unknown := set(self.facts) - set(self.values):
            raise ValueError(f"{self.id}: facts of {sorted(unknown)}")

    @property
    def covered(self) -> bool:
        """Whether what it holds is personal data."""
        return self.personal or self.type is FieldType.PERSON


class Function(StrEnum):
    """How something is worked out; there are no others."""

    DEADLINE = "deadline"
    REMAINING = "remaining"
    RATIO = "ratio"
    SUM = "sum"


@dataclass(frozen=True, slots=True)
class RegisterClock:
    """What sets a deadline: an obligation, a group of thresholds, or a `period` of our own from the field `start`.

    It applies where each field of `when` has one of the values, and where the ratio `below` is less than one.
    """

    obligation: str = ""
    group: str = ""
    period: str = ""
    start: str = ""
    when: Mapping[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])
    below: str = ""

    def __post_init__(self) -> None:
        if sum(map(bool, (self.obligation, self.group, self.period))) != 1:
            raise ValueError("a clock has one of obligation, group and period")
        if bool(self.period) != bool(self.start) or (self.period and not SPAN.fullmatch(self.period)):
            raise ValueError(f"a period has a start: {self.period}")


@dataclass(frozen=True, slots=True)
class Computed:
    """One thing worked out.

    `deadline`: the earliest of its clocks; `remaining`: the time left to the deadline or date `of[0]`, while the field
    `of[1]` is empty; `ratio`: `of[0]` to `of[1]`; `sum`: of a field, over all entries.
    """

    id: str
    function: Function
    label: Label
    of: tuple[str, ...] = ()
    clocks: tuple[RegisterClock, ...] = ()


@dataclass(frozen=True, slots=True)
class Feed:
    """Entries of a register, or notices sent, count as this kind of evidence of a task.

    `all_closed`: only while no entry is open.
    """

    task: str
    kind: str
    all_closed: bool = False


@dataclass(frozen=True, slots=True)
class Register:
    """One small register.

    An entry is open until one of the fields `closed_by` is filled; where `open_below` names a ratio, only while that is
    less than one. `starts` says which fields, the first filled one, start the clocks of laws. `counts` names evidence:
    the number of ``open`` or ``overdue`` entries. `totals` are worked out over all entries; there a ratio may name a
    count of the evidence. `against` names controls that cannot be called effective while there are entries that are
    ``open``, ``overdue`` or ``recent``: whose `recent_by` lies within `recent_for` before the day of reference.
    """

    id: str
    label: Label
    help: Label
    fields: tuple[RegisterField, ...]
    authority: Authority
    computed: tuple[Computed, ...] = ()
    totals: tuple[Computed, ...] = ()
    closed_by: tuple[str, ...] = ()
    open_below: str = ""
    starts: Mapping[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])
    feeds: tuple[Feed, ...] = ()
    counts: Mapping[str, str] = field(default_factory=dict[str, str])
    against: Mapping[str, str] = field(default_factory=dict[str, str])
    recent_by: str = ""
    recent_for: str = ""

    def __post_init__(self) -> None:
        ids = [one.id for one in (*self.fields, *self.computed)]
        if len(ids) != len(set(ids)):
            raise ValueError(f"an id stands twice: {ids}")
        named = {*self.closed_by, *filter(None, [self.open_below, self.recent_by]), *sum(self.starts.values(), ())}
        for one in self.computed:
            named |= set(one.of)
            for clock in one.clocks:
                named |= {*filter(None, [clock.start, clock.below]), *clock.when}
        if unknown := named - set(ids):
            raise ValueError(f"no such field: {sorted(unknown)}")
        if unknown := set(self.counts.values()) - {"open", "overdue"}:
            raise ValueError(f"counts: {sorted(unknown)}")
        if unknown := set(self.against.values()) - {"recent", "open", "overdue"}:
            raise ValueError(f"against: {sorted(unknown)}")
        if bool(self.recent_by) is not bool(DURATION.fullmatch(self.recent_for)):
            raise ValueError(f"recent: {self.recent_by} {self.recent_for}")
        if "recent" in self.against.values() and not self.recent_by:
            raise ValueError("against recent entries, but nothing says which these are")

    @property
    def clocks(self) -> tuple[RegisterClock, ...]:
        """What sets the deadlines of its entries."""
        return tuple(clock for one in self.computed for clock in one.clocks)

    @property
    def facts(self) -> tuple[str, ...]:
        """The facts that an entry answers for itself."""
        return tuple(fact for one in self.fields for fact in (one.fact, *one.facts.values()) if fact)
