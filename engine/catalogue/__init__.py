"""The rules of `data/*.yaml`, typed and cross-checked; an error names file and entry."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from engine.catalogue.checking import OPERATORS, check_grounds, check_references, check_steps
from engine.catalogue.reading import RuleError, built, content, entries, parsed
from engine.model import rules
from engine.model.rules import Override

__all__ = ["OPERATORS", "OVERRIDABLE", "Catalogue", "RuleError", "amended", "catalogue", "fingerprint", "load"]

_FOLDER = Path(__file__).resolve().parent.parent.parent / "data"


@dataclass(frozen=True, slots=True, eq=False)
class Catalogue:
    """All rules, by id, in the order of their files; rules a person added stand last."""

    facts: Mapping[str, rules.Fact]
    jurisdictions: Mapping[str, rules.Jurisdiction]
    fact_signs: Mapping[str, rules.FactSign]
    instruments: Mapping[str, rules.Instrument]
    systems: Mapping[str, rules.SystemKind]
    record_classes: Mapping[str, rules.RecordClass]
    class_rules: Mapping[str, rules.ClassRule]
    start_events: Mapping[str, rules.StartEvent]
    start_phrases: Mapping[str, rules.StartPhrase]
    message_parts: Mapping[str, rules.MessagePart]
    retention_rules: Mapping[str, rules.RetentionRule]
    schedule_notes: Mapping[str, rules.ScheduleNote]
    proposal_rules: Mapping[str, rules.ProposalRule]
    entity_types: Mapping[str, rules.EntityType]
    methods: Mapping[str, rules.RiskMethod]
    treatments: Mapping[str, rules.Treatment]
    modifiers: Mapping[str, rules.Modifier]
    factors: Mapping[str, rules.Factor]
    controls: Mapping[str, rules.Control]
    scenarios: Mapping[str, rules.Scenario]
    occasions: Mapping[str, rules.Occasion]
    clocks: Mapping[str, rules.Clock]
    obligations: Mapping[str, rules.Obligation]
    threshold_groups: Mapping[str, rules.ThresholdGroup]
    thresholds: Mapping[str, rules.Threshold]
    threshold_remarks: Mapping[str, rules.ThresholdRemark]
    notice_channels: Mapping[str, rules.NoticeChannel]
    notice_fields: Mapping[str, rules.NoticeField]
    notices: Mapping[str, rules.Notice]
    practice_items: Mapping[str, rules.PracticeItem]
    practice_conflicts: Mapping[str, rules.PracticeConflict]
    approvals: Mapping[str, rules.Approval]
    roles: Mapping[str, rules.WorkRole]
    phases: Mapping[str, rules.Phase]
    tasks: Mapping[str, rules.TaskRule]
    bases: Mapping[str, rules.Basis]
    purposes: Mapping[str, rules.Purpose]
    debts: Mapping[str, rules.DebtKind]
    statement_phrases: Mapping[str, rules.StatementPhrase]
    meanings: Mapping[str, rules.Meaning]
    tellings: Mapping[str, rules.Telling]
    qualifiers: Mapping[str, rules.Qualifier]
    exports: Mapping[str, rules.Export]
    x_rays: Mapping[str, rules.Check]
    score_bands: Mapping[str, rules.ScoreBand]
    measured: Mapping[str, rules.Measured]
    measured_classes: Mapping[str, rules.MeasuredClass]
    measured_sets: Mapping[str, rules.MeasuredSet]
    registers: Mapping[str, rules.Register]
    terms: Mapping[str, rules.Term]
    overrides: Mapping[tuple[str, str], Override] = field(default_factory=dict[tuple[str, str], Override])
    """What a person changed for the engagement, by section and id."""

    @property
    def default_method(self) -> rules.RiskMethod:
        """The method in which scenarios are written: the first of its file."""
        return next(iter(self.methods.values()))


_FILES: dict[str, dict[str, type]] = {
    "facts.yaml": {"facts": rules.Fact, "jurisdictions": rules.Jurisdiction, "fact_signs": rules.FactSign},
    "instruments.yaml": {"instruments": rules.Instrument},
    "record_classes.yaml": {"record_classes": rules.RecordClass, "class_rules": rules.ClassRule},
    "inventory.yaml": {"systems": rules.SystemKind},
    "start_phrases.yaml": {"start_phrases": rules.StartPhrase},
    "retention.yaml": {
        "start_events": rules.StartEvent,
        "message_parts": rules.MessagePart,
        "retention_rules": rules.RetentionRule,
        "schedule_notes": rules.ScheduleNote,
    },
    "proposals.yaml": {"proposal_rules": rules.ProposalRule},
    "entity_types.yaml": {"entity_types": rules.EntityType},
    "risk_methods.yaml": {"methods": rules.RiskMethod, "treatments": rules.Treatment, "modifiers": rules.Modifier},
    "controls.yaml": {"factors": rules.Factor, "controls": rules.Control},
    "scenarios.yaml": {"scenarios": rules.Scenario},
    "obligations.yaml": {"occasions": rules.Occasion, "clocks": rules.Clock, "obligations": rules.Obligation},
    "thresholds.yaml": {
        "threshold_groups": rules.ThresholdGroup,
        "thresholds": rules.Threshold,
        "threshold_remarks": rules.ThresholdRemark,
    },
    "notices.yaml": {
        "notice_channels": rules.NoticeChannel,
        "notice_fields": rules.NoticeField,
        "notices": rules.Notice,
    },
    "practice.yaml": {"practice_items": rules.PracticeItem, "practice_conflicts": rules.PracticeConflict},
    "x_rays.yaml": {"x_rays": rules.Check},
    "approvals.yaml": {"approvals": rules.Approval},
    "checklist.yaml": {"roles": rules.WorkRole, "phases": rules.Phase, "tasks": rules.TaskRule},
    "purposes.yaml": {
        "bases": rules.Basis,
        "purposes": rules.Purpose,
        "debts": rules.DebtKind,
        "statement_phrases": rules.StatementPhrase,
    },
    "crm_exports.yaml": {
        "meanings": rules.Meaning,
        "tellings": rules.Telling,
        "qualifiers": rules.Qualifier,
        "exports": rules.Export,
    },
    "score_bands.yaml": {"score_bands": rules.ScoreBand},
    "measured.yaml": {"measured": rules.Measured},
    "measured_classes.yaml": {"measured_classes": rules.MeasuredClass, "measured_sets": rules.MeasuredSet},
    "registers.yaml": {"registers": rules.Register},
    "glossary.yaml": {"terms": rules.Term},
}

_REFERENCES: tuple[tuple[str, str, Callable[[Any], Iterable[str]]], ...] = (
    ("class_rules", "record_classes", lambda rule: [rule.record_class]),
    ("systems", "record_classes", lambda kind: kind.holds),
    ("retention_rules", "record_classes", lambda rule: rule.record_classes),
    ("retention_rules", "start_events", lambda rule: [rule.start_event]),
    ("start_phrases", "start_events", lambda phrase: phrase.starts),
    ("tellings", "meanings", lambda telling: [*telling.by, *telling.of, *filter(None, [telling.meaning])]),
    ("meanings", "start_events", lambda meaning: meaning.starts),
    ("retention_rules", "jurisdictions", lambda rule: [rule.jurisdiction]),
    ("retention_rules", "meanings", lambda rule: rule.fields_kept),
    ("retention_rules", "message_parts", lambda rule: rule.parts_kept),
    ("retention_rules", "schedule_notes", lambda rule: rule.notes),
    ("record_classes", "meanings", lambda entry: entry.fields_dropped_first),
    ("proposal_rules", "record_classes", lambda rule: rule.record_classes),
    ("jurisdictions", "facts", lambda entry: [entry.fact] if entry.fact else []),
    ("jurisdictions", "entity_types", lambda entry: entry.entity_types),
    ("controls", "factors", lambda control: [control.factor]),
    ("scenarios", "factors", lambda scenario: scenario.factors),
    ("scenarios", "modifiers", lambda scenario: scenario.modifiers),
    ("scenarios", "facts", lambda scenario: scenario.facts),
    ("obligations", "jurisdictions", lambda duty: [duty.jurisdiction]),
    ("obligations", "occasions", lambda duty: duty.occasions),
    ("obligations", "clocks", lambda duty: filter(None, [duty.deadline.clock])),
    ("obligations", "notices", lambda duty: filter(None, [duty.template])),
    ("thresholds", "threshold_groups", lambda threshold: [threshold.group]),
    ("thresholds", "clocks", lambda one: filter(None, [one.deadline.clock if one.deadline else ""])),
    ("threshold_remarks", "threshold_groups", lambda remark: [remark.group]),
    ("notices", "obligations", lambda notice: [notice.obligation, *(one.by for one in notice.fields if one.by)]),
    ("notices", "notice_fields", lambda notice: [one.field for one in notice.fields]),
    ("practice_items", "registers", lambda item: item.registers),
    ("notices", "tasks", lambda notice: [one.task for one in notice.feeds]),
    ("notice_fields", "tasks", lambda part: [one.task for one in part.feeds]),
    ("practice_conflicts", "practice_items", lambda conflict: [conflict.item]),
    ("practice_conflicts", "obligations", lambda conflict: conflict.basis),
    ("tasks", "obligations", lambda task: task.basis),
    ("tasks", "practice_items", lambda task: task.seed),
    ("scenarios", "controls", lambda scenario: scenario.controls),
    ("scenarios", "tasks", lambda scenario: scenario.tasks),
    ("modifiers", "controls", lambda modifier: modifier.controls),
    ("fact_signs", "facts", lambda sign: [sign.fact]),
    ("tasks", "phases", lambda task: [task.phase]),
    ("tasks", "roles", lambda task: [task.raci.R, task.raci.A, *task.raci.C, *task.raci.I]),
    ("meanings", "entity_types", lambda meaning: [meaning.entity_type] if meaning.entity_type else []),
    ("meanings", "purposes", lambda meaning: filter(None, [meaning.states.purpose if meaning.states else ""])),
    ("purposes", "bases", lambda purpose: purpose.bases),
    ("purposes", "record_classes", lambda purpose: (*purpose.record_classes, *purpose.shown_by)),
    ("debts", "meanings", lambda debt: [debt.meaning]),
    ("statement_phrases", "purposes", lambda phrase: phrase.purposes),
    ("measured", "entity_types", lambda entry: [entry.entity_type]),
    ("measured", "score_bands", lambda entry: [entry.band]),
    ("measured_classes", "record_classes", lambda entry: [entry.id]),
    ("exports", "meanings", lambda export: export.columns.values()),
    ("registers", "tasks", lambda register: [feed.task for feed in register.feeds]),
    ("registers", "obligations", lambda register: filter(None, [clock.obligation for clock in register.clocks])),
    ("registers", "threshold_groups", lambda register: filter(None, [clock.group for clock in register.clocks])),
    ("registers", "controls", lambda register: register.against),
    ("registers", "facts", lambda register: register.facts),
)

OVERRIDABLE = ("retention_rules", "obligations", "thresholds", "scenarios", "modifiers", "controls", "phases", "tasks")
"""The sections whose entries a person may add to, change or take out for an engagement."""


@cache
def catalogue() -> Catalogue:
    """The rules shipped with the product, read once."""
    return load(_FOLDER)


def load(folder: Path) -> Catalogue:
    """All rules of a folder, or a `RuleError`."""
    sections: dict[str, dict[str, Any]] = {}
    for file, kinds in _FILES.items():
        stated = content(folder / file)
        for name in stated:
            if name not in kinds:
                raise RuleError("unknown_field", file, str(name), str(name))
        for section, kind in kinds.items():
            if section not in stated:
                raise RuleError("missing_field", file, section, section)
            sections[section] = entries(file, section, kind, stated[section])
    return _checked(sections)


@lru_cache(maxsize=64)
def amended(overrides: tuple[Override, ...]) -> Catalogue:
    """The shipped rules with these changes, the newer over the older; what does not fit is a `RuleError`."""
    shipped = catalogue()
    sections = {name: dict(getattr(shipped, name)) for kinds in _FILES.values() for name in kinds}
    for one in overrides:
        entry = f"{one.section} {one.rule}"
        if one.section not in OVERRIDABLE:
            raise RuleError("not_overridable", file_of(one.section), entry)
        if not one.content:
            if sections[one.section].pop(one.rule, None) is None:
                raise RuleError("dangling_reference", file_of(one.section), entry, one.rule)
            continue
        kind = _FILES[file_of(one.section)][one.section]
        found = built(kind, parsed(one.content, file_of(one.section)), file_of(one.section), entry)
        if found.id != one.rule:
            raise RuleError("wrong_value", file_of(one.section), entry, f"id: {found.id!r}")
        sections[one.section][one.rule] = found
    sections["scenarios"] = {name: _still_suggesting(one, sections) for name, one in sections["scenarios"].items()}
    return _checked(sections, {(one.section, one.rule): one for one in overrides})


def _still_suggesting(scenario: rules.Scenario, sections: Mapping[str, Mapping[str, Any]]) -> rules.Scenario:
    """The scenario without suggestions of controls and tasks that were taken out."""
    controls = tuple(one for one in scenario.controls if one in sections["controls"])
    tasks = tuple(one for one in scenario.tasks if one in sections["tasks"])
    same = (controls, tasks) == (scenario.controls, scenario.tasks)
    return scenario if same else replace(scenario, controls=controls, tasks=tasks)


def _checked(
    sections: Mapping[str, Mapping[str, Any]], overrides: Mapping[tuple[str, str], Override] | None = None
) -> Catalogue:
    check_references(sections, _REFERENCES, file_of)
    check_grounds(sections, file_of)
    check_steps(sections, file_of)
    return Catalogue(**sections, overrides=overrides or {})  # pyright: ignore[reportArgumentType]


def fingerprint(rules: Catalogue) -> str:
    """Which rules these are: a hash over the shipped files and over what was changed for the engagement."""
    content = sha256(_shipped())
    for (section, name), change in sorted(rules.overrides.items()):
        content.update(f"{section}\n{name}\n{change.content}\n".encode())
    return content.hexdigest()[:16]


@cache
def _shipped() -> bytes:
    return b"".join((_FOLDER / file).read_bytes() for file in _FILES)


def file_of(section: str) -> str:
    """The file a section stands in."""
    return next((file for file, kinds in _FILES.items() if section in kinds), section)
