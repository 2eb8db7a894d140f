"""Rules about tables: what a column means, and the exports known by their headers."""

from collections.abc import Mapping
from dataclasses import dataclass

from engine.model.basis import Saying
from engine.model.rules.grounds import Label


@dataclass(frozen=True, slots=True)
class ColumnSaying:
    """What the cells of a column say of the row's person.

    `purpose` is empty where it is that of the only other column of the table that states one. A cell of yes, or a day
    in a column of `days`, says `says`; a cell of no says `denies` (None: nothing).
    """

    says: Saying
    purpose: str = ""
    denies: Saying | None = None
    days: bool = False


@dataclass(frozen=True, slots=True)
class Meaning:
    """What the values of a column are.

    `headers` are the names such columns go by; `context` is what the detector reads before a value (None: the column's
    own name); `entity_type` is the kind of personal data its values are ("": none of those that are looked for).
    `impersonal`: its values are things and numbers, so what looks like a name there is none. `starts`: the start events
    that fall on the days it states. `states`: what its cells say of a person's consent. `named`: what a cell of another
    column calls such a value by (see `Telling`).
    """

    id: str
    label: Label
    headers: tuple[str, ...] = ()
    context: Label | None = None
    entity_type: str = ""
    impersonal: bool = False
    starts: tuple[str, ...] = ()
    states: ColumnSaying | None = None
    named: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Telling:
    """Columns of some meanings (`by`) or headers (`called`) that say what stands in others of their row.

    Those are the columns with a meaning of `of` or a header of `headers`; if there is none, the nearest behind the
    telling one, else before it, with a header of `alone`. What is said is `meaning`; "": what the telling cell names.
    A table with a column of `unless` is one of other things.
    """

    id: str
    by: tuple[str, ...]
    called: tuple[str, ...] = ()
    of: tuple[str, ...] = ()
    headers: tuple[str, ...] = ()
    alone: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    meaning: str = ""


@dataclass(frozen=True, slots=True)
class Qualifier:
    """Words before a column's name that say whose it is or which of several, not what it holds."""

    id: str
    label: Label
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Export:
    """The table a product exports, known by the headers of `signature` standing in it together.

    `columns` are the headers whose meaning is known, `sample` is a header row for the tests. `verified`: every column
    was compared with a text of the vendor, which `sources` names; `note` says what the flag alone cannot.
    """

    id: str
    label: Label
    signature: tuple[str, ...]
    columns: Mapping[str, str]
    sample: tuple[str, ...]
    verified: bool
    sources: tuple[str, ...] = ()
    note: Label | None = None

    def __post_init__(self) -> None:
        if not self.signature:
            raise ValueError("an export needs a signature")
        if self.verified and not self.sources:
            raise ValueError("a verified export names its sources")
