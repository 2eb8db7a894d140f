"""Settles overlapping candidates: rules against models, type against type; one order, written here and nowhere else."""

from collections.abc import Iterable
from dataclasses import dataclass

MODEL = "names"
_BY_ITS_WORD = "_marked"
"""How rules are called that rest on the model's word: they only add that a number has the form of its kind."""

# From the type that wins to the one that yields. Identifiers with a checksum explain a number better than a telephone
# does; what contains a name (address, mailbox) is one thing.
PRECEDENCE = (
    "EMAIL", "CN_RESIDENT_ID", "IBAN", "CN_USCC", "BANK_CARD", "HK_ID", "MO_ID", "TW_ID", "US_SSN", "UK_NINO",
    "EU_NATIONAL_ID", "TRAVEL_PERMIT", "PASSPORT", "DRIVING_LICENCE", "MILITARY_ID", "DEVICE_ID", "PAYMENT_ACCOUNT",
    "BANK_ACCOUNT", "CREDENTIAL", "MEMBER_ID", "VEHICLE_PLATE", "IP_ADDRESS", "GEO_LOCATION", "DATE_OF_BIRTH", "PHONE",
    "QQ", "WECHAT_ID", "USERNAME", "ADDRESS", "PERSON", "HEALTH", "RELIGION", "MINOR",
)  # fmt: skip
_RANK = {entity_type: rank for rank, entity_type in enumerate(PRECEDENCE)}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A span that one recogniser proposes."""

    start: int
    end: int
    entity_type: str
    score: float
    recognizer: str
    masked: bool = False


def resolved(candidates: Iterable[Candidate]) -> list[Candidate]:
    """The candidates that stand, in order of the text, none overlapping another.

    A value that is masked hides whatever else overlaps it. Rules win over models, whatever the type, and rules with
    evidence of their own over those that rest on a model's word; then the type's precedence, the higher score, the
    longer span, the earlier start and the recogniser's id decide. Of two candidates of one type, the one that contains
    the other wins.
    """
    chosen: list[Candidate] = []
    for candidate in sorted(candidates, key=_order):
        if all(candidate.end <= other.start or other.end <= candidate.start for other in chosen):
            chosen.append(candidate)
    return sorted(chosen, key=lambda c: c.start)


def _order(candidate: Candidate) -> tuple[bool, bool, bool, int, int, float, int, str]:
    return (
        not candidate.masked,
        candidate.recognizer == MODEL,
        candidate.recognizer.endswith(_BY_ITS_WORD),
        _RANK[candidate.entity_type],
        candidate.start - candidate.end,
        -candidate.score,
        candidate.start,
        candidate.recognizer,
    )
