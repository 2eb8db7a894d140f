"""Everything there is to one task: its files, what was said of it, what happened to it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from engine.store.attachments import Attachment, attachments
from engine.store.database import Database

__all__ = ["Attachment", "Comment", "Happening", "TaskDetail", "changes", "task_detail"]


@dataclass(frozen=True, slots=True)
class Comment:
    """What somebody said of a task; `at` is UTC, None where an earlier version did not note it."""

    text: str
    by: str
    at: datetime | None


@dataclass(frozen=True, slots=True)
class Happening:
    """One event about a task: `kind` as in the log."""

    at: datetime
    by: str
    kind: str
    state: str


@dataclass(frozen=True, slots=True)
class TaskDetail:
    """Files, comments (oldest first) and events (newest first) of one task."""

    files: tuple[Attachment, ...]
    comments: tuple[Comment, ...]
    history: tuple[Happening, ...]


def task_detail(database: Database, task: str) -> TaskDetail:
    """What belongs to one task."""
    said = database.rows("SELECT text, made_by, made_at FROM task_comment WHERE task = ? ORDER BY number", [task])
    events = database.rows(
        """
        SELECT happened_at, actor, kind, coalesce(json_extract_string(facts, '$.state'), '') FROM event
        WHERE json_extract_string(facts, '$.task') = $1
            OR list_contains(CAST(json_extract_string(facts, '$.tasks[*]') AS VARCHAR[]), $1)
        ORDER BY sequence DESC
        """,
        [task],
    )
    return TaskDetail(
        tuple(attachments(database, task)),
        tuple(Comment(*row) for row in said),
        tuple(Happening(datetime.fromisoformat(at), by, kind, state) for at, by, kind, state in events),
    )


def changes(database: Database) -> Mapping[str, int]:
    """How often each task was changed, so that an exported calendar entry knows which of two is the later one.

    The closing date moves every task's day, so a change of the engagement's facts counts for all of them.
    """
    rows = database.rows(
        """
        SELECT t.id, count(*) FROM task t JOIN event e ON e.kind = 'engagement_updated'
            OR json_extract_string(e.facts, '$.task') = t.id
            OR list_contains(CAST(json_extract_string(e.facts, '$.tasks[*]') AS VARCHAR[]), t.id)
        GROUP BY t.id
        """
    )
    return dict(rows)
