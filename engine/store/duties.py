"""What people said of obligations, and when the clocks of their deadlines struck."""

from datetime import date

from engine.assess.duties import DutyAnswer
from engine.model.assessment import DutyState
from engine.store.database import Database, Writer


def answers(database: Database) -> dict[str, DutyAnswer]:
    """What was said, by obligation."""
    rows = database.rows("SELECT obligation, state, note, answered_by, answered_on FROM duty_answer")
    return {name: DutyAnswer(DutyState(state), note, by, on) for name, state, note, by, on in rows}


def keep(writer: Writer, obligation: str, answer: DutyAnswer | None) -> None:
    """Keep what is said of an obligation; None takes it back."""
    writer.execute("DELETE FROM duty_answer WHERE obligation = ?", [obligation])
    if answer:
        values = [obligation, str(answer.state), answer.note, answer.by, answer.on]
        writer.execute("INSERT INTO duty_answer VALUES (?, ?, ?, ?, ?)", values)


def starts(database: Database) -> dict[str, date]:
    """The days on which clocks struck."""
    return dict(database.rows("SELECT clock, day FROM clock_start"))


def start(writer: Writer, clock: str, day: date | None) -> None:
    """Keep the day a clock struck; None takes it back."""
    writer.execute("DELETE FROM clock_start WHERE clock = ?", [clock])
    if day:
        writer.execute("INSERT INTO clock_start VALUES (?, ?)", [clock, day])
