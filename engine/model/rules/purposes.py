"""Rules about purposes: what people's data is used for, what that rests on, and how people say yes or no to it."""

from dataclasses import dataclass

from engine.model.basis import Saying, Speaker
from engine.model.engagement import DealStructure
from engine.model.people import SubjectKind
from engine.model.rules.facts import Condition
from engine.model.rules.grounds import Authority, Label
from engine.model.rules.records import Examples


@dataclass(frozen=True, slots=True)
class Basis:
    """What a use may rest on; `consent`: on the person's own word, which can be taken back."""

    id: str
    label: Label
    authority: Authority
    consent: bool = False


@dataclass(frozen=True, slots=True)
class Purpose:
    """What people's data is used for.

    It concerns the `kinds` of people who appear in records of `record_classes` (none: in any record), `minors` only
    those under 14, `stated_only` those who said something about it. `shown_by`: a record of these classes shows a basis
    other than consent. `transfer`: the business itself changes hands. `blocks`: nobody it concerns may be unanswered at
    the closing.
    """

    id: str
    label: Label
    bases: tuple[str, ...]
    authority: Authority
    record_classes: tuple[str, ...] = ()
    shown_by: tuple[str, ...] = ()
    kinds: tuple[SubjectKind, ...] = (SubjectKind.CUSTOMER, SubjectKind.RELATIVE)
    minors: bool = False
    transfer: bool = False
    blocks: bool = False
    stated_only: bool = False
    when: tuple[Condition, ...] = ()

    def __post_init__(self) -> None:
        if not self.bases:
            raise ValueError("a purpose names what it may rest on")


@dataclass(frozen=True, slots=True)
class DebtKind:
    """What a company owes people: `meaning` is what the column holds, `money` says that it has a currency."""

    id: str
    label: Label
    meaning: str
    authority: Authority
    money: bool = False
    blocks: tuple[DealStructure, ...] = ()


@dataclass(frozen=True, slots=True)
class StatementPhrase:
    """Words by which somebody says yes or no to `purposes`; `pattern` looks at one clause, in lower case.

    `general`: it counts where the text says nothing more exact.
    """

    id: str
    label: Label
    purposes: tuple[str, ...]
    saying: Saying
    by: Speaker
    pattern: str
    authority: Authority
    examples: Examples
    general: bool = False
