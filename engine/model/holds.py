"""Legal holds: what may not be touched, by whose order, since when."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class HoldReach(StrEnum):
    """What a hold names: records, people (all records they are in, later ones too), or what a filter lets through."""

    RECORDS = "records"
    PEOPLE = "people"
    FILTER = "filter"


class HoldState(StrEnum):
    """Whether a hold is in force."""

    ACTIVE = "active"
    RELEASED = "released"


@dataclass(frozen=True, slots=True)
class Hold:
    """A hold as it was placed. What came under it stays under it until it is released, whatever is found out later.

    `filter` is a selection as URL parameters in JSON, "" for other reaches; `standing`: later records that it lets
    through come under the hold too. `since` is the day the order dates from.
    """

    number: int
    reach: HoldReach
    matter: str
    ordered_by: str
    since: date
    filter: str = ""
    standing: bool = False
