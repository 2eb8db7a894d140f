"""What a person changed of the rules for one engagement."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Override:
    """A whole entry of a section, in the shape of its file, that stands instead of the shipped one.

    `content` is the entry as YAML; empty: the entry is taken out. A new `rule` adds one. `event` is the number of the
    audit event that made it, `ended` of the one that took it back. Of two for one rule the newer stands.
    """

    number: int
    section: str
    rule: str
    content: str
    reason: str
    made_by: str
    made_at: datetime
    event: int
    ended: int | None = None
