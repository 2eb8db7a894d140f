"""Tasks as files for others: CSV and XLSX of all, and a calendar of those with a day.

Written references, comments and file names stay here: they may speak of customers. What leaves are the checklist's own
words, roles, profile names, days, states, counts, and the reasons that the log keeps anyway.
"""

from collections.abc import Mapping
from datetime import datetime

from engine.catalogue import Catalogue
from engine.model.engagement import Engagement
from engine.report.calendar import Entry, calendar
from engine.report.table_files import csv_file, xlsx_file
from engine.spreadsheet import Cell
from engine.strings import Words
from engine.views.tasks import TaskLine, Tasks

_WIDTHS = {
    "id": 8, "task": 46, "phase": 12, "responsible": 18, "accountable": 18, "consulted": 20, "informed": 20,
    "assignee": 14, "gate": 7, "due": 12, "planned": 12, "state": 12, "overdue": 8, "evidence": 10, "missing": 30,
    "done_when": 46, "basis": 26, "reason": 24,
}  # fmt: skip
_DAYS_AHEAD, _DAYS_AHEAD_OF_A_GATE = (3,), (7, 3)
"""Days ahead of its day on which a task's calendar entry reminds; our own choice."""


class TaskFiles:
    """The tasks of one engagement in one language."""

    def __init__(
        self, tasks: Tasks, engagement: Engagement, rules: Catalogue, words: Words, changes: Mapping[str, int]
    ) -> None:
        self._tasks, self._engagement, self._rules, self._words = tasks, engagement, rules, words
        self._changes = changes

    def csv(self) -> bytes:
        """All tasks, one a line."""
        return csv_file(self._header(), [self._row(line) for line in self._tasks.lines])

    def xlsx(self) -> bytes:
        """The same as a workbook."""
        rows = [self._row(line) for line in self._tasks.lines]
        return xlsx_file(self._words("nav.tasks"), self._header(), rows, tuple(_WIDTHS.values()))

    def ics(self, made_at: datetime) -> bytes:
        """A calendar entry for each task with a day: closed ones without reminder, inapplicable ones cancelled."""
        name = f"{self._words('app.name')} · {self._engagement.company}"
        return calendar(name, [self._entry(line) for line in self._tasks.lines if line.due], made_at)

    def _header(self) -> list[str]:
        return [self._words(f"tasks.file_column.{name}") for name in _WIDTHS]

    def _row(self, line: TaskLine) -> list[Cell]:
        rule, language, yes = line.rule, self._words.language, self._words("answer.yes")
        cells: dict[str, Cell] = {
            "id": line.id,
            "task": rule.label[language],
            "phase": self._rules.phases[line.phase].label[language],
            "responsible": self._roles(line.owner),
            "accountable": self._roles(rule.raci.A),
            "consulted": self._roles(*rule.raci.C),
            "informed": self._roles(*rule.raci.I),
            "assignee": line.assignee,
            "gate": yes if line.gate else "",
            "due": line.due,
            "planned": line.planned,
            "state": self._words(f"task_state.{line.state}"),
            "overdue": yes if line.overdue else "",
            "evidence": f"{len(rule.evidence) - len(line.missing)} / {len(rule.evidence)}",
            "missing": self._kinds(line),
            "done_when": rule.done[language],
            "basis": " ".join(rule.basis),
            "reason": line.reason,
        }
        return [cells[name] for name in _WIDTHS]

    def _entry(self, line: TaskLine) -> Entry:
        words, language = self._words, self._words.language
        assert line.due, "only tasks with a day are entered"
        phase = self._rules.phases[line.phase].label[language]
        told = [
            words("tasks.ics.phase", phase=phase, state=words(f"task_state.{line.state}")),
            words("tasks.ics.people", role=self._roles(line.owner), assignee=line.assignee or "—"),
            words("tasks.ics.done", done=line.rule.done[language]),
        ]
        if line.missing and not line.finished:
            told.append(words("tasks.ics.missing", kinds=self._kinds(line)))
        marks = {"done": "✓ ", "not_applicable": ""}
        ahead = _DAYS_AHEAD_OF_A_GATE if line.gate else _DAYS_AHEAD
        return Entry(
            f"{line.id.lower()}.{self._engagement.slug}@closeout.invalid",
            line.due,
            f"{marks.get(line.state, '◆ ' if line.gate else '')}{line.id} {line.rule.label[language]}",
            "\n".join(told),
            phase,
            self._changes.get(line.id, 0),
            () if line.finished else ahead,
            line.state == "not_applicable",
        )

    def _roles(self, *roles: str) -> str:
        known = self._rules.roles
        named = (known[one].label[self._words.language] if one in known else one for one in roles)
        return self._words("frame.comma").join(named)

    def _kinds(self, line: TaskLine) -> str:
        keys = [f"task_evidence.{kind}" for kind in line.missing]
        return self._words("frame.comma").join(self._words(key) for key in keys if key in self._words)
