"""Notices as people wrote and sent them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class NoticeState(StrEnum):
    """What happened to a text: it can be changed while it is a draft, and never came back once it is withdrawn."""

    DRAFT = "draft"
    SENT = "sent"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class WrittenNotice:
    """One text of a notice in one language.

    `kind` is an id of `data/notices.yaml`, `texts` what it says by field. `channels` are how it went out, `people` how
    many were told (None: published, so nobody could be counted), `sent_by` who sent it; `reason` is why it was
    withdrawn. `written_at` is UTC.
    """

    number: int
    kind: str
    language: str
    texts: Mapping[str, str]
    state: NoticeState
    written_by: str
    written_at: datetime
    sent_on: date | None = None
    channels: tuple[str, ...] = ()
    people: int | None = None
    sent_by: str = ""
    reason: str = ""
