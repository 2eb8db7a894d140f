"""One assessment for one company and one event."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class DealStructure(StrEnum):
    """The form of the exit; it decides which articles apply."""

    SHARE_TRANSFER = "share_transfer"
    ASSET_TRANSFER = "asset_transfer"
    MERGER = "merger"
    DIVISION = "division"
    DISSOLUTION = "dissolution"
    DISSOLUTION_SIMPLIFIED = "dissolution_simplified"
    BANKRUPTCY = "bankruptcy"
    REVOKED = "revoked"

    @property
    def is_transfer(self) -> bool:
        """Whether somebody takes the business over."""
        return self in _TRANSFERS


_TRANSFERS = frozenset(
    {DealStructure.SHARE_TRANSFER, DealStructure.ASSET_TRANSFER, DealStructure.MERGER, DealStructure.DIVISION}
)

ARCHIVE_DEPTH, DEEPEST_ARCHIVES = 3, 8
"""How many archives may stand one in another and still be read: unless somebody says otherwise, and at most."""


@dataclass(frozen=True, slots=True)
class Engagement:
    """The facts of one engagement.

    `facts` holds further answers by the names of `data/facts.yaml` (int, bool or text); a fact that is absent is
    unknown, not false. `risk_method` is an id of `data/risk_methods.yaml`, empty for the default one. `archive_depth`
    is how many archives may stand one in another and still be read.
    """

    slug: str
    company: str
    deal_structure: DealStructure
    as_of: date
    closing_date: date | None = None
    recipient: str = ""
    jurisdictions: tuple[str, ...] = ("CN",)
    staff_domains: tuple[str, ...] = ()
    facts: Mapping[str, object] = field(default_factory=dict[str, object])
    risk_method: str = ""
    demo: bool = False
    archive_depth: int = ARCHIVE_DEPTH


@dataclass(frozen=True, slots=True)
class Destroyed:
    """What is left of an engagement that was destroyed: who asked, approved and did it, when (UTC) and why.

    `records` were in it; `log_head` is the last hash of its log, by which a copy of the log kept elsewhere is known.
    """

    slug: str
    company: str
    reason: str
    asked_by: str
    approved_by: str
    destroyed_by: str
    destroyed_at: str
    records: int
    log_head: str
