"""Review: what people say of findings, one by one or by rules that later scans follow."""

from dataclasses import dataclass
from enum import StrEnum

from engine.model.findings import FindingState


class MadeIn(StrEnum):
    """Where findings were ticked: in a list, in the random sample, or as everything under a filter at that moment."""

    LIST = "list"
    SAMPLE = "sample"
    FILTER = "filter"


class RuleKind(StrEnum):
    """A pattern of the reviewer, or an entry of the allow list (never a finding) or the deny list (always one)."""

    PATTERN = "pattern"
    ALLOW = "allow"
    DENY = "deny"


class Reach(StrEnum):
    """How a rule finds the findings it decides.

    `value`: equal values in any writing; `shape`: values like ``400-###-####``; `domain`: mailboxes of a domain;
    `word`: values that hold a word; `column`: a column of tables; `recognizer`: what one recogniser found; `filter`:
    what a filter lets through; `members`: the findings ticked when the rule was made, and no later ones.
    """

    VALUE = "value"
    SHAPE = "shape"
    DOMAIN = "domain"
    WORD = "word"
    COLUMN = "column"
    RECOGNIZER = "recognizer"
    FILTER = "filter"
    MEMBERS = "members"


@dataclass(frozen=True, slots=True)
class Rule:
    """A decision that holds for every finding it reaches, of this scan and later ones.

    `text` is what the reach looks for (shape, domain, word, header, recogniser, filter; in the deny list the term);
    `hashes` are the keyed hashes of a value, one per type. `entity_type` and `source` (SHA-256) narrow it, empty ones
    do not. `event` is the number of the event that made it. `shown` is what may be seen of `text` without a look being
    logged.
    """

    kind: RuleKind
    reach: Reach
    state: FindingState
    entity_type: str = ""
    source: str = ""
    text: str = ""
    hashes: tuple[str, ...] = ()
    shown: str = ""
    reason: str = ""
    event: int = 0


AUTHORITY = {"": 0, "allow": 1, "deny": 1, "pattern": 2, "person": 3}
"""Who decides about a finding, the strongest last: the engine, whose findings are open; the lists; patterns; a person's
word on the very finding. Among equals the newest stands."""
