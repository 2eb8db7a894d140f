"""What the demo knows about itself: who stands behind every record, and every personal value written anywhere."""

from collections.abc import Mapping
from dataclasses import dataclass

from engine.model.records import RecordKind


@dataclass(frozen=True, slots=True)
class Mention:
    """A value as written in a record, and the internal number of the person it is about ("" if nobody's)."""

    person: str
    entity_type: str
    value: str


@dataclass(frozen=True, slots=True)
class TrueRecord:
    """One record as a faithful reader sees it.

    `key` is the Message-ID of a message, ``sheet!row`` of a sheet's row, the number of a CSV row or contact (from 1).
    `person` is the sender, or whom the row or contact is about.
    """

    source: str
    key: str
    kind: RecordKind
    person: str
    record_class: str
    fields: Mapping[str, str]
    mentions: tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class Truth:
    """All records, which numbers share a household, and who is staff."""

    records: tuple[TrueRecord, ...]
    households: Mapping[str, str]
    staff: frozenset[str]

    @property
    def values(self) -> frozenset[str]:
        """Every personal value in clear, long enough that finding it elsewhere is a leak."""
        found = (mention.value for record in self.records for mention in record.mentions)
        return frozenset(value for value in found if _telling(value))


def _telling(value: str) -> bool:
    return len(value) >= (2 if any(sign > "\u2e7f" for sign in value) else 6)
