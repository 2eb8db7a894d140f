"""What people said about the use of their data, and where that leaves each person and purpose."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Saying(StrEnum):
    """What a statement says: a yes, a no, a yes taken back, a no to the transfer, or that another basis is shown."""

    GIVEN = "given"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    OBJECTED = "objected"
    SHOWN = "shown"

    @property
    def is_no(self) -> bool:
        """Whether it forbids the use."""
        return self in (Saying.REFUSED, Saying.WITHDRAWN, Saying.OBJECTED)


class Speaker(StrEnum):
    """Whose the words in a record are: the row's person, the sender, the company to its recipient, a guardian."""

    ROW = "row"
    SENDER = "sender"
    COMPANY = "company"
    GUARDIAN = "guardian"


class Standing(StrEnum):
    """Where a person and purpose stand; `unanswered` says that nothing shows a basis."""

    CONSENTED = "consented"
    GROUNDED = "grounded"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    OBJECTED = "objected"
    UNANSWERED = "unanswered"


NO = (Standing.REFUSED, Standing.WITHDRAWN, Standing.OBJECTED)
"""The standings that forbid the use."""


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing said about a person and purpose.

    `day` is None where none is written. `decision` numbers what was stated by hand (0: found in a record). `record`,
    `rule` and `place` say where it stands and what recognised it: a phrase and a field, or a column's header.
    """

    saying: Saying
    day: date | None = None
    decision: int = 0
    record: str = ""
    rule: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class Stand:
    """Where statements leave a person and purpose: the statement that decides, and whether others contradict it."""

    standing: Standing
    decisive: Statement | None = None
    disputed: bool = False


@dataclass(frozen=True, slots=True)
class Owed:
    """What one record says a person is owed; `table` is where it stands, `day` the record's (None if it has none)."""

    amount: float
    table: str
    day: date | None
    record: str
