"""What an entry of the allow or deny list would change, before anybody makes it."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from engine.model.findings import Span
from engine.model.records import UNSCANNED_FIELDS, Record
from engine.model.review import Rule
from engine.scan.denied import DeniedTerms
from engine.scan.masking import mask
from engine.store.database import Database
from engine.store.records import records_with_spans
from engine.views.review import Change, change, examples

_EXAMPLES = 5


@dataclass(frozen=True, slots=True)
class Foreseen:
    """Findings that get another state, and those the deny list would add in stored text.

    `added` stand in `added_records` records. `examples` are (entity type, covered value, number), the most frequent
    first, the added before the others.
    """

    change: Change
    added: int
    added_records: int
    examples: tuple[tuple[str, str, int], ...]


def foreseen(database: Database, rule: Rule) -> Foreseen:
    """What the entry would change if it were made now."""
    added: Counter[tuple[str, str]] = Counter()
    records: set[str] = set()
    for record, name, span, _ in in_stored_text(database, DeniedTerms([rule])):
        added[span.entity_type, mask(span.entity_type, record.fields[name][span.start : span.end])] += 1
        records.add(record.id)
    shown = [(*key, count) for key, count in added.most_common(_EXAMPLES)]
    shown += examples(database, rule, _EXAMPLES - len(shown)) if len(shown) < _EXAMPLES else ()
    return Foreseen(change(database, rule), added.total(), len(records), tuple(shown))


def in_stored_text(database: Database, denied: DeniedTerms) -> Iterator[tuple[Record, str, Span, int]]:
    """What deny entries add to stored text: record, field, span, and the event of the entry."""
    for record, known in records_with_spans(database, denied.sieve) if denied else ():
        for name, text in record.fields.items():
            if text and name not in UNSCANNED_FIELDS:
                for span, event in denied.spans(record, name, known.get(name, ())):
                    yield record, name, span, event
