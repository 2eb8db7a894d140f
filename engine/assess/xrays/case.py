"""What the checks look at, and what they find."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from engine.assess.evidence import Evidence, Said
from engine.assess.registers import Tally
from engine.assess.signs import Grounded, Proposal, proposals
from engine.assess.treatment import Decision
from engine.catalogue import Catalogue
from engine.model.assessment import RANK, Level, Risk, Task
from engine.model.engagement import Engagement
from engine.model.notices import WrittenNotice


@dataclass(frozen=True, slots=True)
class Case:
    """An engagement as it stands: what was computed, and what people said and decided.

    `decisions` are those about risks, by scenario; a risk nobody decided about has none.
    `grounded` holds answers to facts that the evidence had proposed, `registers` how each small register stands.
    """

    rules: Catalogue
    engagement: Engagement
    evidence: Evidence
    said: Said
    risks: tuple[Risk, ...] = ()
    decisions: Mapping[str, Decision] | None = None
    tasks: tuple[Task, ...] = ()
    grounded: Mapping[str, Grounded] = field(default_factory=dict[str, Grounded])
    registers: Mapping[str, Tally] = field(default_factory=dict[str, Tally])
    notices: tuple[WrittenNotice, ...] = ()

    @property
    def proposed(self) -> tuple[Proposal, ...]:
        """The facts that the evidence speaks for and nobody has confirmed."""
        return proposals(self.rules, self.engagement, self.evidence, self.grounded)

    @property
    def decided(self) -> list[tuple[Risk, Decision]]:
        """The risks that somebody decided about, with the decision."""
        made = self.decisions or {}
        return [(risk, made[risk.scenario]) for risk in self.risks if risk.scenario in made]


@dataclass(frozen=True, slots=True)
class XRay:
    """A contradiction found by the check `check`.

    `kind` says what `subject` is the id of (scenario, control, task, notice or fact; "": the engagement as a whole).
    `blanks` fill the check's sentence: numbers, days and ids as (name, kind of id or "", value). `facets` narrow the
    page where it is mended to what it speaks of.
    """

    check: str
    kind: str = ""
    subject: str = ""
    blanks: tuple[tuple[str, str, str], ...] = ()
    facets: tuple[tuple[str, str], ...] = ()


def of_risk(check: str, risk: Risk, *blanks: tuple[str, str, str]) -> XRay:
    """A contradiction about a scenario; its page is narrowed to its level."""
    return XRay(check, "scenario", risk.scenario, blanks, (("level", str(risk.residual.level)),))


def of_task(check: str, task: Task, *blanks: tuple[str, str, str]) -> XRay:
    """A contradiction about a task; its page is narrowed to its phase."""
    return XRay(check, "task", task.id, blanks, (("phase", task.phase),))


def number(name: str, value: int) -> tuple[str, str, str]:
    """A number as a blank."""
    return name, "", f"{value:,}"


def level(name: str, value: Level) -> tuple[str, str, str]:
    """A level as a blank."""
    return name, "level", str(value)


def above(one: Level, other: Level) -> bool:
    """Whether one known level stands above another."""
    return one in RANK and other in RANK and RANK[one] > RANK[other]
