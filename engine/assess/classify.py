"""Classification: which class a record belongs to, and the rule that said so."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

from engine.assess.patterns import Signs
from engine.assess.quoting import bare_subject, own_words
from engine.catalogue import Catalogue
from engine.model.assessment import Classification
from engine.model.records import Record, RecordKind
from engine.model.rules import ClassRule, Place

OTHER = "other"
_ENOUGH = 3
"""The weight from which a class is believed; below it the record is `other`."""

_STRONG = 4
"""The weight of a sign that says what a message is for; a lighter one yields to the rest of its thread."""

_BODY = 1_200
"""Characters of the body that are looked at: what a mail is for stands at its beginning."""

_NAMES = ("file_name", "sheet")
"""Fields that say what the container of a record is called."""

_YIELDS = ("order", "enquiry", OTHER)
"""Classes of messages that belong to a complaint once one was made in their thread."""

_ALONE = ("system", OTHER)
"""Classes that say nothing of the other messages of a thread."""


@dataclass(frozen=True, slots=True, eq=False)
class Rulebook:
    """The classification rules with their patterns compiled, by place, and the classes in order of precedence."""

    by_place: dict[Place, Signs]
    rank: dict[str, int]
    strong: frozenset[str]
    seen: dict[tuple[str, tuple[str, ...]], tuple[str, str, str]] = field(
        default_factory=dict[tuple[str, tuple[str, ...]], tuple[str, str, str]]
    )


@cache
def rulebook(catalogue: Catalogue) -> Rulebook:
    """The rulebook of a catalogue, compiled once."""
    by_place = {place: Signs(rule for rule in catalogue.class_rules.values() if rule.place is place) for place in Place}
    rank = {name: place for place, name in enumerate(catalogue.record_classes)}
    return Rulebook(
        by_place, rank, frozenset(rule.id for rule in catalogue.class_rules.values() if rule.weight >= _STRONG)
    )


def classify(record: Record, rules: Rulebook) -> Classification:
    """The class of a record. `evidence` is the place where the deciding sign stands, a code under ``class_evidence.``.

    Rows are judged by their column names and their sheet, so all rows of a sheet are of one class. A message whose own
    words show nothing is judged by what it quotes. A record without enough signs is `other` by rule `other`; nothing
    is guessed.
    """
    if record.kind is RecordKind.ROW:
        key = (_names(record), tuple(name for name in record.fields if name not in _NAMES))
        if key not in rules.seen:
            rules.seen[key] = _verdict({Place.SHEET: key[0], Place.HEADERS: " | ".join(key[1])}, rules)
        return Classification(record.id, *rules.seen[key])
    texts = _texts(record)
    verdict = _verdict(texts, rules)
    whole = record.fields.get("body", "")[:_BODY]
    if verdict[0] == OTHER and record.kind is RecordKind.MESSAGE and whole != texts[Place.BODY]:
        record_class, rule, evidence = _verdict(texts | {Place.BODY: whole}, rules)
        verdict = (record_class, rule, "quoted" if record_class != OTHER else evidence)
    return Classification(record.id, *verdict)


def judged_with_thread(messages: Sequence[Classification], rules: Rulebook) -> list[Classification]:
    """The messages of one thread, in the order of their dates, judged together.

    A message with weak signs or none is about what the message before it was about, or else the next one. Once
    somebody has complained, what follows on the order belongs to the complaint; an enquiry that led to an order is
    part of it.
    """
    judged = _filled(messages, rules)
    ordered = next((one for one in judged if one.record_class == "order" and one.rule in rules.strong), None)
    complaint: Classification | None = None
    for place, one in enumerate(judged):
        if one.record_class == "after_sales":
            complaint = complaint or one
        elif complaint and one.record_class in _YIELDS:
            judged[place] = _as(complaint, one)
        elif ordered and one.record_class == "enquiry":
            judged[place] = _as(ordered, one)
    return judged


def _filled(messages: Sequence[Classification], rules: Rulebook) -> list[Classification]:
    """Messages without a strong sign of their own take the class of the strong one next to them.

    Where no message of the thread has a strong sign, those with weak ones lead.
    """
    telling = [one if one.record_class not in _ALONE else None for one in messages]
    strong = [one if one and one.rule in rules.strong else None for one in telling]
    leading = strong if any(strong) else telling
    coming = next((one for one in leading if one), None)
    before: Classification | None = None
    filled: list[Classification] = []
    for one, lead in zip(messages, leading, strict=True):
        before = lead or before
        neighbour = before or coming
        yields = lead is None and one.record_class != "system"
        filled.append(_as(neighbour, one) if yields and neighbour else one)
    return filled


def _as(leading: Classification, own: Classification) -> Classification:
    return Classification(own.record, leading.record_class, leading.rule, "thread")


def _names(record: Record) -> str:
    """What the file or sheet is called that the record stands in."""
    return " ".join(record.fields[name] for name in _NAMES if name in record.fields)


def _texts(record: Record) -> dict[Place, str]:
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
    return texts


def _verdict(texts: dict[Place, str], rules: Rulebook) -> tuple[str, str, str]:
    """Class, rule and evidence: the class whose signs weigh most, and its heaviest sign."""
    totals: dict[str, int] = {}
    heaviest: dict[str, ClassRule] = {}
    for place, text in texts.items():
        for rule in rules.by_place[place].standing_in(text) if text else ():
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
