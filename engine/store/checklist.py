"""The checklist of one engagement: the tasks of the rules, and those its people added."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime

from engine.model.rules import Applies, Authority, AuthorityKind, Label, Raci, TaskRule
from engine.store.database import Database, Writer
from engine.store.overrides import rules_of

_PREFIX = "X"


def checklist(database: Database) -> Mapping[str, TaskRule]:
    """Every task by its id, own ones last; whether it applies is not asked here."""
    return {**rules_of(database).tasks, **{rule.id: rule for rule in own_tasks(database)}}


def own_tasks(database: Database) -> list[TaskRule]:
    """The tasks added by hand, each as a rule of this engagement alone: said in one language, the person's."""
    rows = database.rows(
        "SELECT number, title, phase, responsible, accountable, consulted, informed, gate, done FROM own_task"
        " ORDER BY number"
    )
    return [
        TaskRule(
            id=f"{_PREFIX}-{number:02}",
            phase=phase,
            label=Label(title, title),
            applies=Applies.BOTH,
            raci=Raci(responsible, accountable, tuple(consulted), tuple(informed)),
            basis=(),
            evidence=(),
            done=Label(done or title, done or title),
            authority=Authority(AuthorityKind.DESIGN),
            gate=gate,
        )
        for number, title, phase, responsible, accountable, consulted, informed, gate, done in rows
    ]


def add(database: Database, writer: Writer, title: str, phase: str, raci: Raci, gate: bool, done: str, by: str) -> str:
    """Keep a task added by hand and answer its id; numbers are given once."""
    number = int(str(database.value("SELECT coalesce(max(number), 0) + 1 FROM own_task")))
    consulted: Sequence[str] = list(raci.C)
    writer.execute(
        "INSERT INTO own_task VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [number, title, phase, raci.R, raci.A, consulted, list(raci.I), gate, done, by,
         datetime.now(UTC).replace(tzinfo=None)],
    )  # fmt: skip
    return f"{_PREFIX}-{number:02}"


def update(
    writer: Writer, task: str, state: str, assignee: str = "", due: date | None = None, reason: str = ""
) -> None:
    """Keep what somebody said of a task, instead of what was said before; `due` None is the planned day."""
    writer.execute("INSERT OR REPLACE INTO task_update VALUES (?, ?, ?, ?, ?)", [task, state, assignee, due, reason])


def comment(database: Database, writer: Writer, task: str, text: str, by: str) -> int:
    """Keep a comment and answer its number."""
    number = int(str(database.value("SELECT coalesce(max(number), 0) + 1 FROM task_comment")))
    now = datetime.now(UTC).replace(tzinfo=None)
    writer.execute("INSERT INTO task_comment VALUES (?, ?, ?, ?, ?)", [number, task, text, by, now])
    return number
