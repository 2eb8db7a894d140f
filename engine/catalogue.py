"""The rules of `data/*.yaml`, typed and cross-checked; an error names file and entry."""

import types
from collections.abc import Callable, Iterable, Mapping
from dataclasses import MISSING, Field, dataclass, fields, is_dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any, Union, get_args, get_origin, get_type_hints

import yaml

from engine.model import rules
from engine.model.errors import ActionableError

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The safe loader, in C where the wheel brings it: ten times as fast."""

_FOLDER = Path(__file__).resolve().parent.parent / "data"


@dataclass(frozen=True, slots=True, eq=False)
class Catalogue:
    """All rules, by id, in the order of their files."""

    facts: Mapping[str, rules.Fact]
    jurisdictions: Mapping[str, rules.Jurisdiction]
    instruments: Mapping[str, rules.Instrument]
    record_classes: Mapping[str, rules.RecordClass]
    class_rules: Mapping[str, rules.ClassRule]
    start_events: Mapping[str, rules.StartEvent]
    retention_rules: Mapping[str, rules.RetentionRule]
    entity_types: Mapping[str, rules.EntityType]
    methods: Mapping[str, rules.RiskMethod]
    treatments: Mapping[str, rules.Treatment]
    modifiers: Mapping[str, rules.Modifier]
    factors: Mapping[str, rules.Factor]
    controls: Mapping[str, rules.Control]
    scenarios: Mapping[str, rules.Scenario]
    roles: Mapping[str, rules.WorkRole]
    phases: Mapping[str, rules.Phase]
    tasks: Mapping[str, rules.TaskRule]
    meanings: Mapping[str, rules.Meaning]
    qualifiers: Mapping[str, rules.Qualifier]
    exports: Mapping[str, rules.Export]
    score_bands: Mapping[str, rules.ScoreBand]
    measured: Mapping[str, rules.Measured]

    @property
    def default_method(self) -> rules.RiskMethod:
        """The method in which scenarios are written: the first of its file."""
        return next(iter(self.methods.values()))


_FILES: dict[str, dict[str, type]] = {
    "facts.yaml": {"facts": rules.Fact, "jurisdictions": rules.Jurisdiction},
    "instruments.yaml": {"instruments": rules.Instrument},
    "record_classes.yaml": {"record_classes": rules.RecordClass, "class_rules": rules.ClassRule},
    "retention.yaml": {"start_events": rules.StartEvent, "retention_rules": rules.RetentionRule},
    "entity_types.yaml": {"entity_types": rules.EntityType},
    "risk_methods.yaml": {"methods": rules.RiskMethod, "treatments": rules.Treatment, "modifiers": rules.Modifier},
    "controls.yaml": {"factors": rules.Factor, "controls": rules.Control},
    "scenarios.yaml": {"scenarios": rules.Scenario},
    "checklist.yaml": {"roles": rules.WorkRole, "phases": rules.Phase, "tasks": rules.TaskRule},
    "crm_exports.yaml": {"meanings": rules.Meaning, "qualifiers": rules.Qualifier, "exports": rules.Export},
    "score_bands.yaml": {"score_bands": rules.ScoreBand},
    "measured.yaml": {"measured": rules.Measured},
}

_REFERENCES: tuple[tuple[str, str, Callable[[Any], Iterable[str]]], ...] = (
    ("class_rules", "record_classes", lambda rule: [rule.record_class]),
    ("retention_rules", "record_classes", lambda rule: rule.record_classes),
    ("retention_rules", "start_events", lambda rule: [rule.start_event]),
    ("retention_rules", "jurisdictions", lambda rule: [rule.jurisdiction]),
    ("jurisdictions", "facts", lambda entry: [entry.fact] if entry.fact else []),
    ("controls", "factors", lambda control: [control.factor]),
    ("scenarios", "factors", lambda scenario: scenario.factors),
    ("scenarios", "modifiers", lambda scenario: scenario.modifiers),
    ("scenarios", "facts", lambda scenario: scenario.facts),
    ("tasks", "phases", lambda task: [task.phase]),
    ("tasks", "roles", lambda task: [task.raci.R, task.raci.A, *task.raci.C, *task.raci.I]),
    ("meanings", "entity_types", lambda meaning: [meaning.entity_type] if meaning.entity_type else []),
    ("measured", "entity_types", lambda entry: [entry.entity_type]),
    ("measured", "score_bands", lambda entry: [entry.band]),
    ("exports", "meanings", lambda export: export.columns.values()),
)

OPERATORS = ("eq", "in", "gt", "gte", "lt", "true")


class RuleError(ActionableError):
    """A mistake in a rule file: names the file, the entry and what is wrong."""

    def __init__(self, problem: str, file: str, entry: str, detail: str = "") -> None:
        super().__init__(f"rules.{problem}", file=file, entry=entry, detail=detail)


@cache
def catalogue() -> Catalogue:
    """The rules shipped with the product, read once."""
    return load(_FOLDER)


def load(folder: Path) -> Catalogue:
    """All rules of a folder, or a `RuleError`."""
    sections: dict[str, dict[str, Any]] = {}
    for file, kinds in _FILES.items():
        content = _content(folder / file)
        for name in content:
            if name not in kinds:
                raise RuleError("unknown_field", file, str(name), str(name))
        for section, kind in kinds.items():
            if section not in content:
                raise RuleError("missing_field", file, section, section)
            sections[section] = _entries(file, section, kind, content[section])
    _check_references(sections)
    return Catalogue(**sections)


def _content(path: Path) -> dict[str, Any]:
    try:
        content = yaml.load(path.read_text(encoding="utf-8"), _Loader)  # noqa: S506 - a safe loader
    except FileNotFoundError:
        raise RuleError("missing_file", path.name, "") from None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise RuleError("not_yaml", path.name, f"line {mark.line + 1}" if mark else "") from None
    if not isinstance(content, dict):
        raise RuleError("wrong_value", path.name, "", "a mapping of sections is expected")
    return content


def _entries(file: str, section: str, kind: type, items: object) -> dict[str, Any]:
    if not isinstance(items, list):
        raise RuleError("wrong_value", file, section, "a list of entries is expected")
    entries: dict[str, Any] = {}
    for position, item in enumerate(items, 1):
        name = str(item.get("id", f"#{position}")) if isinstance(item, dict) else f"#{position}"
        entry = _built(kind, item, file, f"{section} {name}")
        if name in entries:
            raise RuleError("duplicate_id", file, f"{section} {name}", name)
        entries[name] = entry
    return entries


def _built(kind: Any, value: Any, file: str, entry: str) -> Any:
    """`value` as the dataclass `kind`, checked field by field."""
    if not isinstance(value, dict):
        raise RuleError("wrong_value", file, entry, f"{kind.__name__}: a mapping is expected")
    hints, known = _shape(kind)
    for name in value:
        if name not in known:
            raise RuleError("unknown_field", file, entry, str(name))
    for name, field in known.items():
        if name not in value and field.default is MISSING and field.default_factory is MISSING:
            problem = "missing_language" if kind is rules.Label else "missing_field"
            raise RuleError(problem, file, entry, name)
    parts = {name: _value(hints[name], part, file, entry, name) for name, part in value.items()}
    try:
        return kind(**parts)
    except ValueError as error:
        raise RuleError("wrong_value", file, entry, str(error)) from None


@cache
def _shape(kind: Any) -> tuple[dict[str, Any], dict[str, Field[Any]]]:
    """Types and fields of a dataclass, by name."""
    return get_type_hints(kind), {field.name: field for field in fields(kind)}


def _value(kind: Any, value: Any, file: str, entry: str, name: str) -> Any:
    """`value` as a field's type; YAML's own types are taken as they are, never converted silently."""
    origin, arguments = get_origin(kind), get_args(kind)
    if origin in (Union, types.UnionType):
        return None if value is None else _value(arguments[0], value, file, entry, name)
    if origin is tuple and isinstance(value, list):
        return tuple(_value(arguments[0], part, file, entry, name) for part in value)
    if origin is not None and origin is not tuple and isinstance(value, dict):
        return {str(key): _value(arguments[1], part, file, entry, name) for key, part in value.items()}
    if kind is object:
        return tuple(value) if isinstance(value, list) else value
    if is_dataclass(kind):
        return _built(kind, value, file, entry)
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        text = str(value).lower() if isinstance(value, bool) else value
        if isinstance(text, str) and text in list(kind):
            return kind(text)
    elif kind in (str, int, bool, date) and type(value) is kind:
        return value
    elif kind is float and type(value) in (int, float):
        return float(value)
    raise RuleError("wrong_value", file, entry, f"{name}: {value!r}")


def _check_references(sections: Mapping[str, Mapping[str, Any]]) -> None:
    for section, target, named in _REFERENCES:
        for entry in sections[section].values():
            for reference in named(entry):
                if reference not in sections[target]:
                    raise RuleError("dangling_reference", _file_of(section), f"{section} {entry.id}", reference)
    for section, entries in sections.items():
        for entry in entries.values():
            law = getattr(getattr(entry, "authority", None), "law", "")
            if law and law not in sections["instruments"]:
                raise RuleError("dangling_reference", _file_of(section), f"{section} {entry.id}", law)
            for condition in getattr(entry, "when", ()):
                _check_condition(condition, sections["facts"], _file_of(section), f"{section} {entry.id}")
    _check_steps(sections)


def _check_steps(sections: Mapping[str, Mapping[str, Any]]) -> None:
    """Scenarios are written in the steps of the default method, and every method can translate those."""
    for method in sections["methods"].values():
        for scenario in sections["scenarios"].values():
            for step, known in (
                (scenario.impact, method.from_impact),
                (scenario.likelihood, method.from_likelihood),
            ):
                if step not in known:
                    raise RuleError("dangling_reference", "scenarios.yaml", f"scenarios {scenario.id}", step)


def _check_condition(condition: rules.Condition, facts: Mapping[str, rules.Fact], file: str, entry: str) -> None:
    fact = facts.get(condition.fact)
    if fact is None:
        raise RuleError("dangling_reference", file, entry, condition.fact)
    if condition.op not in OPERATORS:
        raise RuleError("wrong_value", file, entry, f"op: {condition.op}")
    values = condition.value if isinstance(condition.value, tuple) else (condition.value,)
    fits = {
        rules.FactType.BOOL: condition.op == "true" and condition.value is None,
        rules.FactType.INT: condition.op in ("eq", "gt", "gte", "lt") and type(condition.value) is int,
        rules.FactType.ENUM: condition.op in ("eq", "in") and all(value in fact.values for value in values),
    }
    if not fits[fact.type]:
        raise RuleError("wrong_value", file, entry, f"{condition.fact} {condition.op} {condition.value!r}")


def _file_of(section: str) -> str:
    return next(file for file, kinds in _FILES.items() if section in kinds)
