"""What remains to be done, by whom, until when, and what shows that it is done."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from engine.assess.notices import proofs
from engine.model.rules import TaskRule
from engine.store import engagements, notices
from engine.store.checklist import checklist
from engine.store.database import Database
from engine.store.overrides import rules_of
from engine.store.remembering import remembered
from engine.views.registers import fed
from engine.views.selection import Selection

FINISHED = ("done", "not_applicable")


@dataclass(frozen=True, slots=True)
class Shown:
    """What was given for one kind of evidence.

    A written reference, files, entries of a register that count as it, the numbers of notices that were sent.

    The kind "" is what nobody asked for.
    """

    kind: str
    reference: str = ""
    files: int = 0
    register: str = ""
    entries: int = 0
    notices: tuple[int, ...] = ()

    @property
    def given(self) -> bool:
        """Whether there is anything."""
        return bool(self.reference or self.files or self.entries or self.notices)


@dataclass(frozen=True, slots=True)
class TaskLine:
    """One task of the checklist, or one added by hand, with what people said of it.

    `owner` is the id of the responsible role, `assignee` a profile's name; `planned` is the day counted from the
    closing, `due` the day that holds. `reason` belongs to a task that is not applicable or was opened again.
    """

    rule: TaskRule
    owner: str
    gate: bool
    planned: date | None = None
    due: date | None = None
    state: str = "open"
    assignee: str = ""
    reason: str = ""
    overdue: bool = False
    evidence: tuple[Shown, ...] = ()
    comments: int = 0

    @property
    def id(self) -> str:
        return self.rule.id

    @property
    def phase(self) -> str:
        return self.rule.phase

    @property
    def missing(self) -> tuple[str, ...]:
        """The kinds of evidence asked for of which nothing was given."""
        given = {one.kind for one in self.evidence if one.given}
        return tuple(kind for kind in self.rule.evidence if kind not in given)

    @property
    def finished(self) -> bool:
        """Done, or not applicable."""
        return self.state in FINISHED


@dataclass(frozen=True, slots=True)
class Tasks:
    """The tasks under the selection; overdue is judged as of the engagement's date."""

    as_of: date
    lines: tuple[TaskLine, ...]

    @property
    def states(self) -> Mapping[str, int]:
        """Tasks per state."""
        counts: dict[str, int] = {}
        for line in self.lines:
            counts[line.state] = counts.get(line.state, 0) + 1
        return counts

    @property
    def remaining(self) -> tuple[TaskLine, ...]:
        """Open and started tasks, the earliest due first."""
        todo = [line for line in self.lines if not line.finished]
        return tuple(sorted(todo, key=lambda line: (line.due or date.max, line.id)))

    @property
    def overdue(self) -> tuple[TaskLine, ...]:
        """Remaining tasks whose day has passed."""
        return tuple(line for line in self.remaining if line.overdue)

    def of(self, task: str) -> TaskLine | None:
        """The line of one task."""
        return next((line for line in self.lines if line.id == task), None)


@remembered
def tasks(database: Database, selection: Selection | None = None) -> Tasks:
    """The tasks under the selection (phase and state), in the order of the checklist, own ones last."""
    as_of = database.rows("SELECT as_of FROM engagement")[0][0]
    rules, shown = checklist(database), _evidence(database)
    rows = database.rows(
        """
        SELECT t.id, t.owner, t.gate, t.due, coalesce(u.due, t.due), coalesce(u.state, 'open'),
            coalesce(u.assignee, ''), coalesce(u.reason, ''),
            (SELECT count(*) FROM task_comment c WHERE c.task = t.id)
        FROM task t LEFT JOIN task_update u ON u.task = t.id
        """
    )
    lines = [
        TaskLine(
            rules[name], owner, gate, planned, due, state, assignee, reason,
            bool(due and due < as_of and state not in FINISHED), _in_order(rules[name], shown.get(name, {})), comments,
        )
        for name, owner, gate, planned, due, state, assignee, reason, comments in rows if name in rules
    ]  # fmt: skip
    place = {task: number for number, task in enumerate(rules)}
    if selection and selection.phase:
        lines = [line for line in lines if line.phase in selection.phase]
    if selection and selection.task_state:
        lines = [line for line in lines if _among(line, selection.task_state)]
    return Tasks(as_of, tuple(sorted(lines, key=lambda line: place[line.id])))


OVERDUE, GATE = "overdue", "gate"
"""What may be asked for beside states: what is over its day, and what the closing still waits for."""


def _among(line: TaskLine, asked: Collection[str]) -> bool:
    marks = {line.state, OVERDUE if line.overdue else "", GATE if line.gate and not line.finished else ""}
    return not marks.isdisjoint(asked)


def _evidence(database: Database) -> Mapping[str, Mapping[str, Shown]]:
    """What was given, by task and kind."""
    rows = database.rows(
        """
        SELECT task, kind, coalesce(max(text), ''), sum(files) FROM (
            SELECT task, kind, text, 0 AS files FROM task_reference
            UNION ALL SELECT owner, kind, NULL, 1 FROM attachment
        ) GROUP BY ALL
        """
    )
    entered, shown = fed(database), dict[str, dict[str, Shown]]()
    for task, kind, text, files in rows:
        shown.setdefault(task, {})[kind] = Shown(kind, text, int(files))
    for (task, kind), (register, entries) in entered.items():
        known = shown.setdefault(task, {}).get(kind, Shown(kind))
        shown[task][kind] = replace(known, register=register, entries=entries)
    sent = proofs(rules_of(database), engagements.load(database), notices.written(database))
    for (task, kind), numbers in sent.items():
        known = shown.setdefault(task, {}).get(kind, Shown(kind))
        shown[task][kind] = replace(known, notices=numbers)
    return shown


def _in_order(rule: TaskRule, given: Mapping[str, Shown]) -> tuple[Shown, ...]:
    """One line for each kind asked for, then whatever else was given."""
    others: Iterable[str] = sorted(given.keys() - set(rule.evidence))
    return tuple(given.get(kind, Shown(kind)) for kind in (*rule.evidence, *others))
