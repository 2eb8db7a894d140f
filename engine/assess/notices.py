"""Notices: which of their fields are needed here, what is missing, and which evidence of tasks they show."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from engine.assess.applying import applying
from engine.assess.facts import holds
from engine.catalogue import Catalogue
from engine.model.engagement import Engagement
from engine.model.notices import NoticeState, WrittenNotice
from engine.model.rules import FieldNeed, Need, Notice

BLANKS = ("【待填", "[fill in")
"""How a proposed text marks what a person has yet to put in; a field with such a mark is not filled."""


class NoticeStanding(StrEnum):
    """How far a kind of notice is: sent in full, sent with something missing, written, or nothing yet."""

    SENT = "sent"
    INCOMPLETE = "incomplete"
    DRAFT = "draft"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Asked:
    """A field of a notice in this engagement; `needed` is None while that hangs on an unanswered fact."""

    need: FieldNeed
    needed: bool | None

    @property
    def must(self) -> bool:
        """Whether the notice may not go out without it."""
        return self.need.need is Need.MANDATORY and self.needed is True

    @property
    def may_have_to(self) -> bool:
        """Whether that hangs on a fact nobody has answered."""
        return self.need.need is Need.MANDATORY and self.needed is None


def asked(notice: Notice, engagement: Engagement) -> tuple[Asked, ...]:
    """The fields of a notice in their order, each with whether it is needed here."""
    return tuple(Asked(need, holds(need.when, engagement)) for need in notice.fields)


def filled(text: str) -> bool:
    """Whether a text says something and leaves nothing to be put in."""
    return bool(text.strip()) and not any(mark in text for mark in BLANKS)


def missing(notice: Notice, texts: Mapping[str, str], engagement: Engagement) -> tuple[str, ...]:
    """The mandatory fields needed here that are not filled."""
    fields = asked(notice, engagement)
    return tuple(one.need.field for one in fields if one.must and not filled(texts.get(one.need.field, "")))


def undecided(notice: Notice, texts: Mapping[str, str], engagement: Engagement) -> tuple[str, ...]:
    """The fields not filled that would be mandatory if a fact nobody has answered were true."""
    fields = asked(notice, engagement)
    return tuple(one.need.field for one in fields if one.may_have_to and not filled(texts.get(one.need.field, "")))


def standing(notice: Notice, texts: Iterable[WrittenNotice], engagement: Engagement) -> NoticeStanding:
    """How far a kind of notice is, from the texts of it; withdrawn ones do not count."""
    sent, drafts = ([one for one in texts if one.state is state] for state in (NoticeState.SENT, NoticeState.DRAFT))
    if any(not missing(notice, one.texts, engagement) for one in sent):
        return NoticeStanding.SENT
    if sent:
        return NoticeStanding.INCOMPLETE
    return NoticeStanding.DRAFT if drafts else NoticeStanding.NONE


def complete(catalogue: Catalogue, engagement: Engagement, texts: Collection[WrittenNotice]) -> tuple[str, ...]:
    """The kinds of notice of which a text without anything missing was sent."""
    return tuple(
        name
        for name, notice in catalogue.notices.items()
        if standing(notice, [one for one in texts if one.kind == name], engagement) is NoticeStanding.SENT
    )


def proofs(
    catalogue: Catalogue, engagement: Engagement, texts: Collection[WrittenNotice]
) -> Mapping[tuple[str, str], tuple[int, ...]]:
    """The numbers of sent notices that show a kind of evidence, by task and kind.

    A kind is shown once every notice that feeds it and applies for certain was sent with nothing missing.
    """
    done = complete(catalogue, engagement, texts)
    shown: dict[tuple[str, str], list[int]] = {}
    lacking: set[tuple[str, str]] = set()
    for name, notice in catalogue.notices.items():
        fed = [(one.task, one.kind) for one in notice.feeds]
        if name not in done:
            found = applying(catalogue.obligations[notice.obligation], engagement, catalogue)
            lacking |= set(fed) if found.verdict and not found.occasional else set()
    for one in texts:
        for proof in _shown_by(one, catalogue, engagement):
            shown.setdefault(proof, []).append(one.number)
    return {proof: tuple(numbers) for proof, numbers in shown.items() if proof not in lacking}


def _shown_by(one: WrittenNotice, catalogue: Catalogue, engagement: Engagement) -> list[tuple[str, str]]:
    """What a sent notice with nothing missing shows, by itself and by what it says."""
    notice = catalogue.notices.get(one.kind)
    if notice is None or one.state is not NoticeState.SENT or missing(notice, one.texts, engagement):
        return []
    said = [need.field for need in notice.fields if filled(one.texts.get(need.field, ""))]
    feeds = [*notice.feeds, *(feed for name in said for feed in catalogue.notice_fields[name].feeds)]
    return [(feed.task, feed.kind) for feed in feeds]
