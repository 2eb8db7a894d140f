"""What remains to be done, by whom, until when."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from engine.store.database import Database
from engine.store.overrides import rules_of
from engine.views.selection import Selection


@dataclass(frozen=True, slots=True)
class TaskLine:
    """One task of the checklist with what people said of it. `owner` is a role id, `assignee` a profile's name."""

    id: str
    phase: str
    owner: str
    assignee: str
    gate: bool
    due: date | None
    state: str
    note: str
    evidence: str
    overdue: bool


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
        todo = [line for line in self.lines if line.state in ("open", "in_progress")]
        return tuple(sorted(todo, key=lambda line: (line.due or date.max, line.id)))

    @property
    def overdue(self) -> tuple[TaskLine, ...]:
        """Remaining tasks whose day has passed."""
        return tuple(line for line in self.remaining if line.overdue)


def tasks(database: Database, selection: Selection | None = None) -> Tasks:
    """The tasks under the selection (phase and state)."""
    as_of = database.rows("SELECT as_of FROM engagement")[0][0]
    rows = database.rows(
        """
        SELECT t.id, t.phase, t.owner, coalesce(u.assignee, ''), t.gate, coalesce(u.due, t.due),
            coalesce(u.state, 'open'), coalesce(u.note, ''), coalesce(u.evidence, ''),
            coalesce(coalesce(u.due, t.due) < ?, false) AND coalesce(u.state, 'open') IN ('open', 'in_progress')
        FROM task t LEFT JOIN task_update u ON u.task = t.id
        """,
        [as_of],
    )
    place = {task: number for number, task in enumerate(rules_of(database).tasks)}
    lines = sorted((TaskLine(*row) for row in rows), key=lambda line: place.get(line.id, len(place)))
    if selection and selection.phase:
        lines = [line for line in lines if line.phase in selection.phase]
    if selection and selection.task_state:
        lines = [line for line in lines if line.state in selection.task_state]
    return Tasks(as_of, tuple(lines))
