"""The consistency checks that are always on: where register, answers, decisions, work and facts contradict."""

from dataclasses import dataclass

from engine.assess.xrays import Case, XRay, blocking, x_rays
from engine.catalogue import Catalogue
from engine.model.assessment import Task, TaskState
from engine.store import engagements, grounded, notices, risks
from engine.store.database import Database
from engine.store.overrides import rules_of
from engine.store.remembering import remembered
from engine.strings import Words, filled
from engine.views.evidence import evidence
from engine.views.registers import register_tallies
from engine.views.risks import register
from engine.views.tasks import Tasks, tasks

__all__ = ["Checked", "XRay", "as_tasks", "consistency", "standing", "told"]


@dataclass(frozen=True, slots=True)
class Checked:
    """What the checks found, that which blocks the closing first; `checks` is how many were made."""

    found: tuple[XRay, ...]
    blocking: int
    checks: int


@remembered
def consistency(database: Database) -> Checked:
    """All contradictions of the engagement as it stands; none is good news."""
    case = standing(database)
    found = x_rays(case)
    return Checked(found, sum(blocking(ray, case) for ray in found), len(case.rules.x_rays))


@remembered
def standing(database: Database) -> Case:
    """The engagement as it stands: what was computed, and what people said and decided."""
    lines = register(database).lines
    return Case(
        rules_of(database),
        engagements.load(database),
        evidence(database),
        risks.said(database),
        lines,
        {line.scenario: line.decision for line in lines},
        as_tasks(tasks(database)),
        grounded.answers(database),
        register_tallies(database),
        notices.written(database),
    )


def as_tasks(todo: Tasks) -> tuple[Task, ...]:
    """The checklist as the assessment knows it."""
    return tuple(
        Task(line.id, line.phase, line.owner, line.gate, line.due, TaskState(line.state), len(line.missing))
        for line in todo.lines
    )


def told(words: Words, rules: Catalogue, ray: XRay) -> str:
    """A contradiction as its sentence, in the words of a language."""
    blanks = {name: _blank(words, rules, kind, value) for name, kind, value in ray.blanks}
    subject = _named(words, rules, f"{ray.kind}s", ray.subject) if ray.kind else ""
    return filled(rules.x_rays[ray.check].sentence[words.language], {"subject": subject, **blanks})


def _blank(words: Words, rules: Catalogue, kind: str, value: str) -> str:
    if kind == "level":
        return words(f"level.{value}")
    if kind == "day":
        return value or words("cause.undated")
    if kind in ("task", "register"):
        return _named(words, rules, f"{kind}s", value)
    if kind == "notice_fields":
        return words("frame.comma").join(_named(words, rules, kind, field) for field in value.split(","))
    if kind == "stated":
        return words("answer.no") if value == "False" else value
    return words(kind, number=f"{int(value):,}") if kind.startswith("evidence.") else value


def _named(words: Words, rules: Catalogue, section: str, name: str) -> str:
    entry = getattr(rules, section).get(name)
    return entry.label[words.language] if entry else name
