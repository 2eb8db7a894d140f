"""The days on which retention periods begin, as far as a record and its thread show them; never a guess."""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from functools import cache

from engine.assess.days import DAY, written_day
from engine.assess.patterns import prepared
from engine.catalogue import Catalogue
from engine.model.assessment import Moment, MomentOrigin
from engine.model.rules import StartEvent, StartPhrase, StartSource
from engine.patterns.anchors import needs
from engine.patterns.gate import Gate

_CLAUSE = re.compile(r"[。！!;；\n，、]|(?<=[?？])|\.(?=\s|$)|,(?!\s?\d{4})")
_DOUBT = re.compile(
    r"[?？]|吗|是否|有没有|什么时候|几时|何时|如|若|请|没|尚未|还未|未(?!央)|预计|预期|计划|将(?!军)|拟|争取|要求|我要|希望|之前"
    r"|后(请|再|将|可)|[日号\d]\s?[之以]?前"
    r"|\b(if|when|once|whether|unless|until|not|never|will|would|please|should|shall|can|could|might|expect\w*|before"
    r"|want to|going to|(?<!\d )(?<!of )may(?! \d))\b|n't\b|^\W*(has|have|is|was|did|do|does|are|were)\b"
)
"""What makes a clause say nothing of what has happened: questions, denials, conditions, requests, the future."""

_ZONES = timedelta(days=1)
"""How far the day of a message may lie behind one it writes of, by the zone of either; a later one is only planned."""


class Phrasebook:
    """The phrases that say that a start event has happened, compiled."""

    def __init__(self, phrases: Iterable[StartPhrase]) -> None:
        self._phrases = [(one, re.compile(one.pattern.replace("<day>", DAY))) for one in phrases]
        self._gate = Gate([needs(pattern) for _, pattern in self._phrases])

    def said_in(self, text: str, day: date | None) -> Mapping[str, Moment]:
        """Start event -> its day by the words of a message of `day`; a day written out counts more, then the later."""
        plain = prepared(text)
        found: dict[str, Moment] = {}
        likely = [self._phrases[number] for number in self._gate.open(plain)]
        for clause in _CLAUSE.split(plain) if likely else ():
            for phrase, pattern in likely:
                match = pattern.search(clause)
                if match and not _DOUBT.search(clause) and (moment := _moment(phrase, match[0], day)):
                    for event in phrase.starts:
                        found[event] = surer(found.get(event), moment)
        return found


@cache
def phrasebook(catalogue: Catalogue) -> Phrasebook:
    """The phrases of a catalogue, compiled once."""
    return Phrasebook(catalogue.start_phrases.values())


def surer(one: Moment | None, other: Moment) -> Moment:
    """Of two moments the one from the surer origin; of one origin the later."""
    if one is None:
        return other
    ranks = list(MomentOrigin)
    return min((one, other), key=lambda moment: (ranks.index(moment.origin), -moment.day.toordinal()))


def moments(
    events: Mapping[str, StartEvent],
    dated: date | None,
    last_contact: date | None = None,
    stated: Mapping[str, Moment] | None = None,
) -> Mapping[str, Moment]:
    """Start event -> day; an event that nothing shows is absent.

    `stated` are the days by columns and words. For other events, `dated`, the record's own date, or `last_contact`,
    the last date of its thread, stands where the event's `source` says so. A case that was called closed and written
    of again closed with the last message.
    """
    found: dict[str, Moment] = {}
    for name, event in events.items():
        told, derived = (stated or {}).get(name), _DERIVED[event.source](dated, last_contact)
        reopened = event.reopened_by_contact and told and told.origin is not MomentOrigin.COLUMN
        if told and not (reopened and derived and derived.day > told.day):
            found[name] = told
        elif derived:
            found[name] = derived
    return found


def _moment(phrase: StartPhrase, matched: str, day: date | None) -> Moment | None:
    if "<day>" not in phrase.pattern:
        return Moment(day, MomentOrigin.SAID, phrase.id) if day else None
    written = written_day(matched, day)
    if written is None or (day and written > day + _ZONES):
        return None
    return Moment(written, MomentOrigin.WRITTEN, phrase.id)


def _own(dated: date | None, _: date | None) -> Moment | None:
    return Moment(dated, MomentOrigin.RECORD) if dated else None


def _last(dated: date | None, last_contact: date | None) -> Moment | None:
    if last_contact and (dated is None or last_contact > dated):
        return Moment(last_contact, MomentOrigin.THREAD)
    return _own(dated, None)


def _after_fiscal_year(dated: date | None, _: date | None) -> Moment | None:
    """The first day after the fiscal year, which is the calendar year."""
    if dated is None or dated.year >= date.max.year:
        return None
    return Moment(date(dated.year + 1, 1, 1), MomentOrigin.RECORD)


_DERIVED: Mapping[StartSource, Callable[[date | None, date | None], Moment | None]] = {
    StartSource.RECORD_DATE: _own,
    StartSource.LAST_CONTACT: _last,
    StartSource.FISCAL_YEAR: _after_fiscal_year,
    StartSource.NONE: lambda _, __: None,
}
