"""What people changed of the rules for this engagement, and the rules in force that follow from it."""

from dataclasses import replace
from datetime import UTC, datetime

from engine.catalogue import Catalogue, RuleError, amended, catalogue
from engine.model.events import Profile
from engine.model.rules import Override
from engine.store.database import Database, Writer
from engine.store.remembering import remembered

_COLUMNS = "number, section, rule, content, reason, made_by, made_at, event, ended"


@remembered
def rules_of(database: Database) -> Catalogue:
    """The rules in force for the engagement: the shipped ones with what people changed.

    A change that no longer fits the shipped rules has no effect (`unfit` names it), so that an engagement can be opened
    after an update of the product.
    """
    return _fitting(standing(database))[0]


def unfit(database: Database) -> dict[int, RuleError]:
    """The changes that do not fit the shipped rules any more, by number, with what is wrong."""
    return _fitting(standing(database))[1]


def standing(database: Database) -> tuple[Override, ...]:
    """The changes that hold, the oldest first."""
    return tuple(one for one in all_of(database) if one.ended is None)


def all_of(database: Database) -> tuple[Override, ...]:
    """All changes, those taken back too, the oldest first."""
    return tuple(Override(*row) for row in database.rows(f"SELECT {_COLUMNS} FROM rule_override ORDER BY number"))


def next_number(database: Database) -> int:
    """The number of the next change."""
    return int(str(database.value("SELECT coalesce(max(number), 0) + 1 FROM rule_override")))


def draft(database: Database, actor: Profile, section: str, rule: str, content: str, reason: str) -> Override:
    """A change as it would be kept, so that it can be tried."""
    made_at = datetime.now(UTC).replace(tzinfo=None)
    return Override(next_number(database), section, rule, content, reason, actor.name, made_at, event=0)


def tried(database: Database, override: Override) -> Catalogue:
    """The rules that would be in force with one change more; a `RuleError` if it does not fit."""
    _, errors = _fitting(standing(database))
    return amended((*(one for one in standing(database) if one.number not in errors), override))


def add(writer: Writer, override: Override, event: int) -> None:
    """Keep a change that the event `event` made."""
    values = [getattr(replace(override, event=event), name) for name in _COLUMNS.split(", ")]
    writer.execute(f"INSERT INTO rule_override ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", values)


def end(writer: Writer, number: int, event: int) -> None:
    """Take a change back by the event `event`."""
    writer.execute("UPDATE rule_override SET ended = ? WHERE number = ?", [event, number])


def _fitting(overrides: tuple[Override, ...]) -> tuple[Catalogue, dict[int, RuleError]]:
    """The rules under as many of these changes as fit one after the other, and the error of each that does not."""
    if not overrides:
        return catalogue(), {}
    try:
        return amended(overrides), {}
    except RuleError:
        kept: tuple[Override, ...] = ()
        errors: dict[int, RuleError] = {}
        for one in overrides:
            try:
                amended((*kept, one))
                kept = (*kept, one)
            except RuleError as error:
                errors[one.number] = error
        return (amended(kept) if kept else catalogue()), errors
