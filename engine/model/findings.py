"""Findings: spans of text that are personal data."""

from dataclasses import dataclass
from enum import StrEnum
from hashlib import blake2b


class FindingState(StrEnum):
    """What a reviewer said of a finding."""

    OPEN = "open"
    CONFIRMED = "confirmed"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Segment:
    """A text to scan, with the name of the field or column it stands in (``body``, ``手机号``; "" if it has none)."""

    text: str
    context: str = ""


@dataclass(frozen=True, slots=True)
class Span:
    """One piece of personal data in a text: code-point offsets, entity type, score 0-1, id of the recogniser.

    `masked`: the company had covered the value (``138****1234``) before it came; that is no exposure.
    """

    start: int
    end: int
    entity_type: str
    score: float
    recognizer: str
    masked: bool = False


@dataclass(frozen=True, slots=True)
class MaskedValue:
    """A place in one field of one record where a value stands that was covered before it came."""

    record: str
    field: str
    start: int
    end: int
    entity_type: str


@dataclass(frozen=True, slots=True)
class Finding:
    """A span of one field of one record, as stored: it keeps a masked form and a keyed hash, never the value.

    `listed` is the number of the event that put its value on the deny list, where that is why it was found; else 0.
    """

    record: str
    field: str
    start: int
    end: int
    entity_type: str
    score: float
    recognizer: str
    masked: str
    value_hmac: str
    state: FindingState = FindingState.OPEN
    listed: int = 0

    @property
    def id(self) -> str:
        key = f"{self.record}\n{self.field}\n{self.start}\n{self.end}\n{self.entity_type}"
        return blake2b(key.encode(errors="surrogatepass"), digest_size=8).hexdigest()
