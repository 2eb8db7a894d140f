"""The inventory: every system and carrier the company has, whether or not anything of it was received."""

from dataclasses import dataclass
from enum import StrEnum


class Receipt(StrEnum):
    """How much of a system's data was received; `not_applicable`: the company has none of this kind."""

    RECEIVED = "received"
    PARTLY = "partly"
    NOT_RECEIVED = "not_received"
    NOT_APPLICABLE = "not_applicable"


@dataclass(frozen=True, slots=True)
class System:
    """One system, carrier or processor of the company.

    `kind` is an id of `data/inventory.yaml`; `people` is about how many people it holds data of and `abroad` whether it
    stands or can be read outside mainland China (None: not known). `sources` are the numbers of the sources that came
    from it.
    """

    number: int
    kind: str
    name: str
    state: Receipt
    owner: str = ""
    place: str = ""
    people: int | None = None
    abroad: bool | None = None
    sources: tuple[int, ...] = ()
    note: str = ""
