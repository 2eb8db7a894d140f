"""Notices: which apply to this deal and why, what was written and sent of each, and what is missing."""

from dataclasses import dataclass

from engine.assess.duties import Duty
from engine.assess.notices import Asked, NoticeStanding, asked, missing, standing, undecided
from engine.catalogue import Catalogue
from engine.model.engagement import Engagement
from engine.model.notices import NoticeState, WrittenNotice
from engine.model.rules import Notice
from engine.store import engagements
from engine.store import notices as stored
from engine.store.database import Database
from engine.store.overrides import rules_of
from engine.store.remembering import remembered
from engine.views.duties import Duties, Group, group_of, obligations


@dataclass(frozen=True, slots=True)
class NoticeText:
    """One text of a notice, with the fields missing here and those that hang on an unanswered fact."""

    written: WrittenNotice
    missing: tuple[str, ...]
    undecided: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NoticeLine:
    """One kind of notice in this engagement.

    `duty` is the obligation it answers, `fields` what it must say here, `texts` those written by number; `people` are
    those told by the texts that count. `due`: it stands in the way of the closing.
    """

    notice: Notice
    duty: Duty
    group: Group
    fields: tuple[Asked, ...]
    texts: tuple[NoticeText, ...]
    standing: NoticeStanding
    due: bool

    @property
    def sent(self) -> tuple[NoticeText, ...]:
        """The texts that went out and were not withdrawn, by number."""
        return tuple(one for one in self.texts if one.written.state is NoticeState.SENT)

    @property
    def people(self) -> int | None:
        """How many people were told, over all texts sent; None where nobody was counted."""
        told = [one.written.people for one in self.sent if one.written.people is not None]
        return sum(told) if told else None

    @property
    def missing(self) -> tuple[str, ...]:
        """What is missing in the text that is furthest: the last sent, else the last draft, else everything."""
        drafts = [one for one in self.texts if one.written.state is NoticeState.DRAFT]
        if self.standing is NoticeStanding.SENT:
            return ()
        last = [*drafts, *self.sent][-1:]
        return last[0].missing if last else tuple(one.need.field for one in self.fields if one.must)


@dataclass(frozen=True, slots=True)
class Notices:
    """All kinds of notice, in the order of the rules."""

    lines: tuple[NoticeLine, ...]

    @property
    def here(self) -> tuple[NoticeLine, ...]:
        """Those that apply now, hang on a fact, or were written although they do not apply."""
        return tuple(one for one in self.lines if one.texts or one.group not in (Group.WAITING, Group.NOT_HERE))

    @property
    def others(self) -> tuple[NoticeLine, ...]:
        """Those that wait for something to happen, or do not apply."""
        return tuple(one for one in self.lines if one not in self.here)

    @property
    def due(self) -> tuple[NoticeLine, ...]:
        """Those the closing waits for."""
        return tuple(one for one in self.lines if one.due)

    def of(self, notice: str) -> NoticeLine | None:
        """The line of one kind."""
        return next((one for one in self.lines if one.notice.id == notice), None)


@remembered
def notices(database: Database) -> Notices:
    """All notices as they stand."""
    rules, engagement, known = rules_of(database), engagements.load(database), obligations(database)
    texts = stored.written(database)
    lines = [
        _line(notice, [one for one in texts if one.kind == name], rules, engagement, known)
        for name, notice in rules.notices.items()
    ]
    return Notices(tuple(lines))


def _line(
    notice: Notice, texts: list[WrittenNotice], rules: Catalogue, engagement: Engagement, known: Duties
) -> NoticeLine:
    duty = next(one for one in known.lines if one.obligation == notice.obligation)
    how_far = standing(notice, texts, engagement)
    return NoticeLine(
        notice,
        duty,
        group_of(duty),
        asked(notice, engagement),
        tuple(
            NoticeText(one, missing(notice, one.texts, engagement), undecided(notice, one.texts, engagement))
            for one in texts
        ),
        how_far,
        duty in known.blocking and how_far is not NoticeStanding.SENT,
    )
