"""Texts proposed for the fields of a notice, from what is known of the engagement; a person takes them over or not."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from engine.catalogue import Catalogue
from engine.model.assessment import RetentionState
from engine.model.engagement import Engagement
from engine.model.rules import Notice, Sensitivity
from engine.strings import Words


@dataclass(frozen=True, slots=True)
class FoundType:
    """A kind of personal data that was found of customers or of nobody that can be told, and of how many people."""

    entity_type: str
    people: int


@dataclass(frozen=True, slots=True)
class ClassEnd:
    """Records of a class in a retention state; `until` is the latest end among them, None where there is none."""

    record_class: str
    state: RetentionState
    records: int
    until: date | None


@dataclass(frozen=True, slots=True)
class Owing:
    """Stored value or points still owed to how many people, as tables state it; `currency` may be empty."""

    debt: str
    people: int
    amount: float
    currency: str = ""


@dataclass(frozen=True, slots=True)
class Known:
    """What a notice can be written from; `due` is the day its obligation is due, `minors` counts children found."""

    engagement: Engagement
    types: tuple[FoundType, ...] = ()
    ends: tuple[ClassEnd, ...] = ()
    due: date | None = None
    minors: int = 0
    owed: tuple[Owing, ...] = ()


@dataclass(frozen=True, slots=True)
class Proposal:
    """A text in the language of the letter, and the evidence for it in the language of the screen."""

    text: str
    because: str


class _Pen:
    """Writes in the words of the letter (`letter`) and of the screen (`screen`) about one notice."""

    def __init__(self, catalogue: Catalogue, notice: Notice, known: Known, letter: Words, screen: Words) -> None:
        self.catalogue, self.notice, self.known = catalogue, notice, known
        self.letter, self.screen = letter, screen

    def told(self, field: str, **blanks: object) -> str:
        """A sentence of the letter."""
        return self.letter(f"letter.propose.{field}", **blanks)

    def because(self, reason: str, **blanks: object) -> str:
        """The evidence for it."""
        return self.screen(f"notices.because.{reason}", **blanks)

    def types(self, say: Words, *, sensitive: bool, counted: bool = False) -> str:
        """The types found that are sensitive, or those that are not, in words, with how many people on request."""
        kinds = self.catalogue.entity_types
        named: list[str] = []
        for one in self.known.types:
            kind = kinds.get(one.entity_type)
            if kind is not None and (kind.sensitivity is not Sensitivity.GENERAL) is sensitive:
                label = kind.label[say.language]
                named.append(self.because("type", label=label, people=f"{one.people:,}") if counted else label)
        return say("frame.comma").join(named)


def proposals(
    catalogue: Catalogue, notice: Notice, known: Known, letter: Words, screen: Words
) -> Mapping[str, Proposal]:
    """Texts by field, for those fields of which anything is known; none holds anything of any one person."""
    pen = _Pen(catalogue, notice, known, letter, screen)
    fields = [need.field for need in notice.fields if need.heading is None and need.field in _WRITERS]
    made = {field: _WRITERS[field](pen) for field in fields}
    return {field: proposal for field, proposal in made.items() if proposal}


def _processor(pen: _Pen) -> Proposal | None:
    facts = pen.known.engagement
    name = facts.recipient if pen.notice.by_recipient else facts.company
    return Proposal(pen.told("processor", name=name), pen.because("facts")) if name.strip() else None


def _recipient(pen: _Pen) -> Proposal | None:
    name = pen.known.engagement.recipient.strip()
    return Proposal(name, pen.because("facts")) if name else None


def _categories(pen: _Pen) -> Proposal | None:
    general, sensitive = (pen.types(pen.letter, sensitive=kind) for kind in (False, True))
    if not (general or sensitive):
        return None
    counted = [pen.types(pen.screen, sensitive=kind, counted=True) for kind in (False, True)]
    found = pen.screen("frame.comma").join(filter(None, counted))
    key = "categories" if general and sensitive else "categories_sensitive" if sensitive else "categories_general"
    return Proposal(pen.told(key, general=general, sensitive=sensitive), pen.because("categories", found=found))


def _retention(pen: _Pen) -> Proposal | None:
    named: dict[str, list[ClassEnd]] = {}
    for one in pen.known.ends:
        rule = pen.catalogue.record_classes.get(one.record_class)
        if rule is not None and rule.customers:
            named.setdefault(one.record_class, []).append(one)
    lines = [_kept(pen, name, ends) for name, ends in named.items()]
    if not any(lines):
        return None
    told = pen.letter("letter.semicolon").join(filter(None, lines))
    records = sum(one.records for ends in named.values() for one in ends)
    return Proposal(pen.told("retention", classes=told), pen.because("retention", records=f"{records:,}"))


def _kept(pen: _Pen, record_class: str, ends: list[ClassEnd]) -> str:
    """How long a class is kept, in short: its latest end; "" where no rule or date is known."""
    label = pen.catalogue.record_classes[record_class].label[pen.letter.language]
    kept = [one for one in ends if one.state in (RetentionState.MUST_KEEP, RetentionState.MAY_KEEP)]
    if days := [one.until for one in kept if one.until]:
        return pen.told("kept_until", label=label, day=max(days))
    if kept:
        return pen.told("kept_open", label=label)
    over = any(one.state is RetentionState.DUE for one in ends)
    return pen.told("kept_over", label=label) if over else ""


def _rights(pen: _Pen) -> Proposal | None:
    facts = pen.known.engagement
    if pen.notice.by_recipient:
        return None
    key = "rights" if facts.deal_structure.is_transfer else "rights_closing"
    return Proposal(pen.told(key), pen.because("law"))


def _necessity(pen: _Pen) -> Proposal | None:
    sensitive = pen.types(pen.letter, sensitive=True)
    if not sensitive:
        return None
    counted = pen.types(pen.screen, sensitive=True, counted=True)
    return Proposal(pen.told("necessity", sensitive=sensitive), pen.because("categories", found=counted))


def _consent(pen: _Pen) -> Proposal:
    return Proposal(pen.told("separate_consent"), pen.because("law"))


def _guardians(pen: _Pen) -> Proposal | None:
    known = pen.known
    if not known.minors and known.engagement.facts.get("minors_u14") is not True:
        return None
    return Proposal(pen.told("guardian_version"), pen.because("minors", number=f"{known.minors:,}"))


def _dates(pen: _Pen) -> Proposal | None:
    facts = pen.known.engagement
    if facts.closing_date is None:
        return None
    key = "dates" if facts.deal_structure.is_transfer else "dates_closing"
    because = pen.because("dates", day=facts.closing_date)
    if pen.known.due:
        because = pen.because("dates_due", day=facts.closing_date, due=pen.known.due)
    return Proposal(pen.told(key, day=facts.closing_date, company=facts.company), because)


def _balance(pen: _Pen) -> Proposal | None:
    known = pen.known
    if not known.owed and known.engagement.facts.get("has_prepaid_members") is not True:
        return None
    named = [_owed(pen, one) for one in known.owed]
    because = pen.because("balance", owed=pen.screen("frame.comma").join(named)) if named else pen.because("prepaid")
    return Proposal(pen.told("balance"), because)


def _owed(pen: _Pen, one: Owing) -> str:
    label = pen.catalogue.debts[one.debt].label[pen.screen.language]
    amount = f"{one.amount:,.2f} {one.currency}".strip()
    return pen.because("owed", label=label, people=f"{one.people:,}", amount=amount)


def _source(pen: _Pen) -> Proposal:
    facts = pen.known.engagement
    return Proposal(pen.told("source", company=facts.company), pen.because("facts"))


_WRITERS: Mapping[str, Callable[[_Pen], Proposal | None]] = {
    "processor": _processor,
    "recipient_name": _recipient,
    "categories": _categories,
    "retention": _retention,
    "rights": _rights,
    "necessity": _necessity,
    "separate_consent": _consent,
    "guardian_version": _guardians,
    "dates": _dates,
    "balance": _balance,
    "source": _source,
}
"""Who writes what; of purpose, method, legal basis, contact and remedies nothing is known."""
