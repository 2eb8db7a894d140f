"""Papers that leave the desk, and what is kept of one so that it can be printed again and compared."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Paper(StrEnum):
    """What a paper tells: everything, or one thing of it."""

    REPORT = "report"
    LETTER = "letter"
    REGISTER = "register"
    SCHEDULE = "schedule"
    TASKS = "tasks"
    METHOD = "method"


class Extent(StrEnum):
    """How much a copy of a person's data shows: covered values for the file, or the values for the person."""

    MASKED = "masked"
    FULL = "full"


BOTH = "both"
"""A paper in both languages, the Chinese first; otherwise it is printed in one of the desk's languages."""


@dataclass(frozen=True, slots=True)
class SignOff:
    """That somebody (`by`, working as `role`) signed a snapshot off, when (UTC), by which event of the log."""

    by: str
    role: str
    at: datetime
    event: int


@dataclass(frozen=True, slots=True)
class Kept:
    """A printed state: `figures` are its numbers by their names, `levels` current and residual level by scenario.

    `engine` and `rules` say which versions it was made by; `sources` is a hash over the hashes of what was received.
    One without `content` was printed before contents were kept and cannot be printed again. `language` may be `BOTH`.
    """

    id: str
    sha256: str
    paper: Paper
    language: str
    created_at: datetime
    made_by: str
    engine: str
    rules: str
    sources: str
    figures: Mapping[str, int]
    levels: Mapping[str, str]
    has_content: bool = True
    signed: SignOff | None = None
