"""Rules as data: what the entries of `data/*.yaml` are once they are read."""

from engine.model.rules.approvals import Approval, ApprovalAct, ApprovalTest
from engine.model.rules.columns import ColumnSaying, Export, Meaning, Qualifier, Telling
from engine.model.rules.duties import SPAN, Clock, Deadline, DeadlineKind, Obligation, Occasion
from engine.model.rules.facts import Applies, Condition, Fact, FactSign, FactType, Jurisdiction
from engine.model.rules.glossary import Term
from engine.model.rules.grounds import Authority, AuthorityKind, Instrument, Label, Seen, Verified
from engine.model.rules.inventory import SystemCategory, SystemKind
from engine.model.rules.keeping import (
    DURATION,
    MessagePart,
    NoteKind,
    ProposalRule,
    RetentionKind,
    RetentionRule,
    ScheduleNote,
    StartEvent,
    StartPhrase,
    StartSource,
    Until,
)
from engine.model.rules.notices import FieldNeed, Need, Notice, NoticeChannel, NoticeField
from engine.model.rules.overrides import Override
from engine.model.rules.practice import PracticeConflict, PracticeItem
from engine.model.rules.purposes import Basis, DebtKind, Purpose, StatementPhrase
from engine.model.rules.records import (
    ClassRule,
    EntityType,
    Examples,
    Place,
    RecordClass,
    Sensitivity,
)
from engine.model.rules.registers import (
    Computed,
    Feed,
    FieldType,
    Function,
    Register,
    RegisterClock,
    RegisterField,
)
from engine.model.rules.risk import Axis, Control, Factor, Modifier, RiskMethod, ScaleLevel, Scenario, Treatment
from engine.model.rules.scores import Measured, MeasuredClass, MeasuredSet, ScoreBand
from engine.model.rules.thresholds import Threshold, ThresholdGroup, ThresholdRemark
from engine.model.rules.work import Phase, Raci, TaskRule, WorkRole
from engine.model.rules.xrays import Check, Weight

__all__ = [
    "DURATION",
    "SPAN",
    "Applies",
    "Approval",
    "ApprovalAct",
    "ApprovalTest",
    "Authority",
    "AuthorityKind",
    "Axis",
    "Basis",
    "Check",
    "ClassRule",
    "Clock",
    "ColumnSaying",
    "Computed",
    "Condition",
    "Control",
    "Deadline",
    "DeadlineKind",
    "DebtKind",
    "EntityType",
    "Examples",
    "Export",
    "Fact",
    "FactSign",
    "FactType",
    "Factor",
    "Feed",
    "FieldNeed",
    "FieldType",
    "Function",
    "Instrument",
    "Jurisdiction",
    "Label",
    "Meaning",
    "Measured",
    "MeasuredClass",
    "MeasuredSet",
    "MessagePart",
    "Modifier",
    "Need",
    "NoteKind",
    "Notice",
    "NoticeChannel",
    "NoticeField",
    "Obligation",
    "Occasion",
    "Override",
    "Phase",
    "Place",
    "PracticeConflict",
    "PracticeItem",
    "ProposalRule",
    "Purpose",
    "Qualifier",
    "Raci",
    "RecordClass",
    "Register",
    "RegisterClock",
    "RegisterField",
    "RetentionKind",
    "RetentionRule",
    "RiskMethod",
    "ScaleLevel",
    "Scenario",
    "ScheduleNote",
    "ScoreBand",
    "Seen",
    "Sensitivity",
    "StartEvent",
    "StartPhrase",
    "StartSource",
    "StatementPhrase",
    "SystemCategory",
    "SystemKind",
    "TaskRule",
    "Telling",
    "Term",
    "Threshold",
    "ThresholdGroup",
    "ThresholdRemark",
    "Treatment",
    "Until",
    "Verified",
    "Weight",
    "WorkRole",
]
