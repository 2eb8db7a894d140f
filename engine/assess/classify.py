"""Classification: which class a record belongs to, and the rule that said so."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache

from engine.assess.quoting import bare_subject, own_words
from engine.catalogue import Catalogue
from engine.model.assessment import Classification
from engine.model.records import Record, RecordKind
from engine.model.rules import ClassRule, Place

OTHER = "other"
_ENOUGH = 3
"""The weight from which a class is believed; below it the record is `other`."""

_BODY = 1_500
"""Characters of the body that are looked at: what a mail is for stands at its beginning."""

_NAMES = ("file_name", "sheet")
"""Fields that say what the container of a record is called."""


@dataclass(frozen=True, slots=True, eq=False)
class Rulebook:
    """The classification rules with their patterns compiled, by place, and the classes in order of precedence."""

    by_place: dict[Place, tuple[tuple[ClassRule, re.Pattern[str]], ...]]
    rank: dict[str, int]
    seen: dict[tuple[str, tuple[str, ...]], tuple[str, str, str]] = field(
        default_factory=dict[tuple[str, tuple[str, ...]], tuple[str, str, str]]
    )


@cache
def rulebook(catalogue: Catalogue) -> Rulebook:
    """The rulebook of a catalogue, compiled once."""
    by_place = {
        place: tuple(
            (rule, re.compile(rule.pattern, re.IGNORECASE | re.DOTALL))
            for rule in catalogue.class_rules.values()
            if rule.place is place
        )
        for place in Place
    }
    return Rulebook(by_place, {name: rank for rank, name in enumerate(catalogue.record_classes)})


def classify(record: Record, rules: Rulebook, staff_domains: Iterable[str] = ()) -> Classification:
    """The class of a record. `evidence` is the place where the deciding sign stands, a code under ``class_evidence.``.

    Rows are judged by their column names and their sheet, so all rows of a sheet are of one class. A record without
    enough signs is `other` by rule `other`; nothing is guessed.
    """
    if record.kind is RecordKind.ROW:
        key = (_names(record), tuple(name for name in record.fields if name not in _NAMES))
        if key not in rules.seen:
            rules.seen[key] = _verdict({Place.SHEET: key[0], Place.HEADERS: " | ".join(key[1])}, rules)
        return Classification(record.id, *rules.seen[key])
    return Classification(record.id, *_verdict(_texts(record, tuple(staff_domains)), rules))


def inherited(own: Classification, message: Classification) -> Classification:
    """The class of an attachment: its own, or that of its message where it shows no sign of its own."""
    if own.record_class != OTHER or message.record_class == OTHER:
        return own
    return Classification(own.record, message.record_class, message.rule, "message")


def _names(record: Record) -> str:
    """What the file or sheet is called that the record stands in."""
    return " ".join(record.fields[name] for name in _NAMES if name in record.fields)


def _texts(record: Record, staff_domains: tuple[str, ...]) -> dict[Place, str]:
    """What there is to read at each place of a message, an attachment or a contact."""
    fields = record.fields
    texts = {Place.KIND: record.kind.value}
    if record.kind is RecordKind.CONTACT:
        return texts
    if record.kind is RecordKind.ATTACHMENT:
        text = "\n".join(value for name, value in fields.items() if name not in _NAMES)
        return texts | {Place.FILE_NAME: _names(record), Place.BODY: text[:_BODY]}
    texts[Place.SUBJECT] = bare_subject(fields.get("subject", ""))
    texts[Place.BODY] = own_words(fields.get("body", ""))[:_BODY]
    texts[Place.SENDER] = fields.get("from", "")
    texts[Place.RECIPIENT] = fields.get("to", "")
    return texts


def _verdict(texts: dict[Place, str], rules: Rulebook) -> tuple[str, str, str]:
    """Class, rule and evidence: the class whose signs weigh most, and its heaviest sign."""
    totals: dict[str, int] = {}
    heaviest: dict[str, ClassRule] = {}
    for place, text in texts.items():
        for rule, pattern in rules.by_place[place] if text else ():
            if pattern.search(text):
                name = rule.record_class
                totals[name] = totals.get(name, 0) + rule.weight
                if name not in heaviest or rule.weight > heaviest[name].weight:
                    heaviest[name] = rule
    if not totals:
        return OTHER, OTHER, "none"
    best = max(totals, key=lambda name: (totals[name], -rules.rank[name]))
    if totals[best] < _ENOUGH:
        return OTHER, OTHER, "too_weak"
    return best, heaviest[best].id, heaviest[best].place.value
