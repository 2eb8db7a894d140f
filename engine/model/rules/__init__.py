"""Rules as data: what the entries of `data/*.yaml` are once they are read."""

from engine.model.rules.columns import Export, Meaning, Qualifier
from engine.model.rules.facts import Applies, Condition, Fact, FactType, Jurisdiction
from engine.model.rules.grounds import Authority, AuthorityKind, Instrument, Label, Seen, Verified
from engine.model.rules.overrides import Override
from engine.model.rules.records import (
    DURATION,
    ClassRule,
    EntityType,
    Examples,
    Place,
    RecordClass,
    RetentionKind,
    RetentionRule,
    Sensitivity,
    StartEvent,
    StartSource,
)
from engine.model.rules.risk import Axis, Control, Factor, Modifier, RiskMethod, ScaleLevel, Scenario, Treatment
from engine.model.rules.scores import Measured, ScoreBand
from engine.model.rules.work import Phase, Raci, TaskRule, WorkRole

__all__ = [
    "DURATION",
    "Applies",
    "Authority",
    "AuthorityKind",
    "Axis",
    "ClassRule",
    "Condition",
    "Control",
    "EntityType",
    "Examples",
    "Export",
    "Fact",
    "FactType",
    "Factor",
    "Instrument",
    "Jurisdiction",
    "Label",
    "Meaning",
    "Measured",
    "Modifier",
    "Override",
    "Phase",
    "Place",
    "Qualifier",
    "Raci",
    "RecordClass",
    "RetentionKind",
    "RetentionRule",
    "RiskMethod",
    "ScaleLevel",
    "Scenario",
    "ScoreBand",
    "Seen",
    "Sensitivity",
    "StartEvent",
    "StartSource",
    "TaskRule",
    "Treatment",
    "Verified",
    "WorkRole",
]
