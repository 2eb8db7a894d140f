"""A notice as the letter that a person receives, in the language it is written in."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from engine.catalogue import Catalogue
from engine.model.engagement import Engagement
from engine.model.rules import Notice
from engine.store import engagements
from engine.store import notices as stored
from engine.store.database import Database
from engine.store.overrides import rules_of
from engine.strings import words


@dataclass(frozen=True, slots=True)
class Letter:
    """`parts` are headings and what stands under them; `mark` says that it is a draft or withdrawn, else ""."""

    language: str
    title: str
    greeting: str
    opening: str
    parts: tuple[tuple[str, str], ...]
    closing: tuple[str, ...]
    mark: str = ""

    @property
    def text(self) -> str:
        """The letter as plain text."""
        head = [f"[{self.mark}]"] if self.mark else []
        blocks = [*head, self.title, self.greeting, self.opening]
        blocks += [f"{heading}\n{told}" for heading, told in self.parts]
        return "\n\n".join([*blocks, "\n".join(self.closing)]) + "\n"


def letter(
    rules: Catalogue,
    notice: Notice,
    texts: Mapping[str, str],
    language: str,
    engagement: Engagement,
    sent_on: date | None = None,
    mark: str = "",
) -> Letter:
    """The letter; it speaks to everybody alike and holds nothing of any one person. Empty fields are left out."""
    say = words(language)
    parts: list[tuple[str, str]] = []
    for need in notice.fields:
        heading = need.heading or rules.notice_fields[need.field].heading
        if told := texts.get(need.field, "").strip():
            parts.append((heading[language], told))
    sender = engagement.recipient if notice.by_recipient else engagement.company
    return Letter(
        language,
        notice.title[language],
        say("letter.greeting"),
        notice.opening[language],
        tuple(parts),
        (sender, sent_on.isoformat() if sent_on else say("letter.undated")),
        mark,
    )


def letter_of(database: Database, number: int) -> Letter:
    """A notice as it was written; a draft and one that was withdrawn say so."""
    known, rules = stored.notice(database, number), rules_of(database)
    mark = words(known.language)(f"notices.mark.{known.state}")
    facts = engagements.load(database)
    return letter(rules, rules.notices[known.kind], known.texts, known.language, facts, known.sent_on, mark)
