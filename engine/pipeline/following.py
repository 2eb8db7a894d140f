"""Findings follow the review: text is searched for what is on the deny list, and all findings are settled anew."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from engine.model.findings import Finding, Span
from engine.model.progress import Progress
from engine.model.records import UNSCANNED_FIELDS, Record
from engine.model.review import Reach, Rule, RuleKind
from engine.pipeline import assessing, linking
from engine.pipeline.settling import settle
from engine.scan.listed import Listed, ListedText
from engine.scan.masking import mask
from engine.store import records, reviews, scans
from engine.store.workspace import Ledger

DENY_LIST = "deny_list"
"""The recogniser of findings that are there because their value is on the deny list."""


def finding(ledger: Ledger, record: Record, name: str, span: Span, listed: int = 0) -> Finding:
    """A span of a record's field as it is stored."""
    value = record.fields[name][span.start : span.end]
    return Finding(
        record=record.id,
        field=name,
        start=span.start,
        end=span.end,
        entity_type=span.entity_type,
        score=span.score,
        recognizer=span.recognizer,
        masked=mask(span.entity_type, value),
        value_hmac=ledger.known_by(span.entity_type, value),
        listed=listed,
    )


class ListedTerms:
    """What the deny list adds to the findings of a text."""

    def __init__(self, ledger: Ledger, rules: Iterable[Rule]) -> None:
        self._ledger = ledger
        self._rules = {rule.event: rule for rule in rules if rule.kind is RuleKind.DENY}
        self._texts: dict[str, ListedText] = {}

    def __bool__(self) -> bool:
        return bool(self._rules)

    def findings(self, record: Record, name: str, known: Iterable[Span]) -> Iterator[Finding]:
        """Findings of listed values in one field, save where a finding of their type is `known`."""
        if not self._rules:
            return
        text = record.fields[name]
        listed = self._text_of(record.source).spans(text)
        taken = {self._rules[event].entity_type: bytearray(len(text)) for _, _, event in listed}
        for one in known if listed else ():
            if one.entity_type in taken:
                taken[one.entity_type][one.start : one.end] = b"\1" * (one.end - one.start)
        for start, end, event in listed:
            entity_type = self._rules[event].entity_type
            if 1 not in taken[entity_type][start:end]:
                yield finding(self._ledger, record, name, Span(start, end, entity_type, 1.0, DENY_LIST), event)

    def _text_of(self, source: str) -> ListedText:
        if source not in self._texts:
            entries = [
                Listed(rule.event, rule.text, rule.reach is Reach.SHAPE)
                for rule in self._rules.values()
                if rule.source in ("", source)
            ]
            self._texts[source] = ListedText(entries)
        return self._texts[source]


def follow_review(ledger: Ledger) -> reviews.Pending:
    """Search stored text for deny entries made since the last time and settle all findings; the rules followed.

    What is found for an entry that changed while text was searched is left out; it is followed the next time.
    """
    followed = reviews.pending(ledger.database)
    fresh = ListedTerms(ledger, reviews.rules(ledger.database, pending=True))
    found = list(_in_stored_text(ledger, fresh)) if fresh else []
    with ledger.database.writing() as writer:
        now = reviews.pending(ledger.database)
        unchanged = {event for event, changed in followed.items() if now.get(event) == changed}
        fit = [one for one in found if one.listed in unchanged]
        scans.add_findings(writer, records.still_there(ledger.database, fit))
        reviews.forget_withdrawn(writer)
        settle(ledger.database, writer)
    return followed


def _in_stored_text(ledger: Ledger, listed: ListedTerms) -> Iterator[Finding]:
    for record, known in records.records_with_spans(ledger.database):
        for name, text in record.fields.items():
            if text and name not in UNSCANNED_FIELDS:
                yield from listed.findings(record, name, known.get(name, ()))


@dataclass(slots=True)
class Following:
    """Bringing findings, people and risks in step with a changed review; leaves no event of its own."""

    ledger: Ledger
    progress: Progress = field(default_factory=lambda: Progress(0, 1, phase="following"))

    def run(self) -> None:
        """Follow until nothing is left to follow."""
        try:
            followed = follow_review(self.ledger)
            self.progress.phase = "linking"
            linking.link_people(self.ledger)
            self.progress.phase = "assessing"
            with self.ledger.database.writing() as writer:
                assessing.assess_risks(self.ledger)
                reviews.applied(writer, followed)
            self.progress.end("done")
        except BaseException:
            self.progress.end("failed", "scan_failed")
            raise
