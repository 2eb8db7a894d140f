"""How right classes are, by what was measured on records classed by hand."""

from dataclasses import dataclass

from engine.assess.precision import Estimate, wilson
from engine.catalogue import Catalogue
from engine.model.rules import Label


@dataclass(frozen=True, slots=True)
class ClassRightness:
    """One class: records put in it and those that belong there; shares are None where there was nothing to measure."""

    record_class: str
    said: int
    labelled: int
    precision: Estimate | None
    recall: Estimate | None


@dataclass(frozen=True, slots=True)
class SetRightness:
    """One set of records: how many, and the share of them that was put in its class."""

    set: str
    label: Label
    records: int
    right: int
    share: Estimate


def class_rightness(rules: Catalogue) -> tuple[ClassRightness, ...]:
    """Every class with its precision and recall, in the order of the catalogue."""
    found = [rules.measured_classes[name] for name in rules.record_classes if name in rules.measured_classes]
    return tuple(
        ClassRightness(one.id, one.said, one.labelled, _share(one.right, one.said), _share(one.right, one.labelled))
        for one in found
    )


def set_rightness(rules: Catalogue) -> tuple[SetRightness, ...]:
    """What all classes together came to on each set."""
    return tuple(
        SetRightness(one.id, one.label, one.records, one.right, wilson(one.right, one.records))
        for one in rules.measured_sets.values()
        if one.records
    )


def _share(right: int, total: int) -> Estimate | None:
    return wilson(right, total) if total else None
