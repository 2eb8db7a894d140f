"""Findings follow the review: text is searched for what is on the deny list, and all findings are settled anew."""

from dataclasses import dataclass, field

from engine.model.findings import Finding, Span
from engine.model.progress import Progress
from engine.model.records import Record
from engine.pipeline import assessing, linking
from engine.pipeline.settling import settle
from engine.scan.denied import DeniedTerms
from engine.scan.masking import mask
from engine.store import records, reviews, scans
from engine.store.workspace import Ledger
from engine.views.foreseen import in_stored_text


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


def follow_review(ledger: Ledger) -> reviews.Pending:
    """Search stored text for deny entries made since the last time and settle all findings; the rules followed.

    What is found for an entry that changed while text was searched is left out; it is followed the next time.
    """
    followed = reviews.pending(ledger.database)
    fresh = DeniedTerms(reviews.rules(ledger.database, pending=True))
    found = [finding(ledger, *place) for place in in_stored_text(ledger.database, fresh)]
    with ledger.database.writing() as writer:
        now = reviews.pending(ledger.database)
        unchanged = {event for event, changed in followed.items() if now.get(event) == changed}
        fit = [one for one in found if one.listed in unchanged]
        scans.add_findings(writer, records.still_there(ledger.database, fit))
        reviews.forget_withdrawn(writer)
        settle(ledger.database, writer)
    return followed


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
