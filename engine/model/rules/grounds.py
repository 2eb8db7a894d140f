"""What a rule rests on, and the words it is said in."""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

_NUMBER = re.compile(r"[0-9](?:[0-9.、–]*[0-9])?")
_ENGLISH = str.maketrans({"、": ", ", "（": " (", "）": ")"})
_PARTS = {"附录": "Annex ", "附表": "schedule", "原": "formerly ", "之一": "-1"}


class Verified(StrEnum):
    """Whether a citation was compared with a stored text; `draft`: with an approval draft only."""

    TRUE = "true"
    DRAFT = "draft"
    FALSE = "false"


class AuthorityKind(StrEnum):
    """Where a rule comes from: a legal source, or our own design."""

    LAW = "law"
    DESIGN = "design"


class Seen(StrEnum):
    """How much of the source was seen when the quote was compared."""

    FULL_TEXT = "full_text"
    EXCERPT = "excerpt"
    SECONDARY_PAGE = "secondary_page"


@dataclass(frozen=True, slots=True)
class Label:
    """The words of an entry, in each language."""

    zh: str
    en: str

    def __post_init__(self) -> None:
        if not self.zh.strip() or not self.en.strip():
            raise ValueError("a label needs words in zh and en")

    def __getitem__(self, language: str) -> str:
        return self.zh if language == "zh" else self.en


@dataclass(frozen=True, slots=True)
class Authority:
    """What a rule rests on. `law` is an instrument's id; `note` says what the flag alone cannot.

    `also` is a second passage of the same source.

    A rule of our own design cites nothing; a verified citation carries its quote and the day it was checked.
    """

    kind: AuthorityKind = AuthorityKind.LAW
    law: str = ""
    article: str = ""
    quote: str = ""
    also: str = ""
    url: str = ""
    checked_on: date | None = None
    verified: Verified = Verified.FALSE
    seen: Seen | None = None
    note: Label | None = None

    def __post_init__(self) -> None:
        if self.kind is AuthorityKind.DESIGN:
            if self.law or self.quote or self.verified is not Verified.FALSE:
                raise ValueError("a rule of our own design cites no law")
            return
        if not self.law and not self.note:
            raise ValueError("a legal authority names its instrument, or says in a note what it rests on")
        if self.checked_on is None:
            raise ValueError("a legal authority needs checked_on")
        if self.verified is not Verified.FALSE and not self.quote:
            raise ValueError("a verified citation needs its quote")

    def place(self, language: str) -> str:
        """Where in the law, as its language says it: ``第29条``, ``附录D``; ``art. 29``, ``Annex D``."""
        number = _NUMBER.match(self.article)
        if language == "zh":
            return f"第{number[0]}条{self.article[number.end() :]}" if number else self.article
        told = self.article.translate(_ENGLISH)
        for chinese, english in _PARTS.items():
            told = told.replace(chinese, english)
        return f"art. {told}" if number else told


@dataclass(frozen=True, slots=True)
class Instrument:
    """A law, regulation, standard or guideline."""

    id: str
    label: Label
    jurisdiction: str
    type: str
    status: str
    checked_on: date
    verified: Verified
    effective: date | None = None
    url: str = ""
    note: Label | None = None
