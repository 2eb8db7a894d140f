"""The views that people saved by name, ready to be opened."""

import json
from dataclasses import dataclass

from engine.store import saved_views
from engine.store.database import Database
from engine.views.selection import Selection


@dataclass(frozen=True, slots=True)
class SavedLine:
    """One saved view: its number, name, page and filter, and who saved it."""

    number: int
    name: str
    screen: str
    selection: Selection
    made_by: str


def saved(database: Database) -> tuple[SavedLine, ...]:
    """All of them, by name."""
    return tuple(
        SavedLine(one.number, one.name, one.screen, Selection.from_query(json.loads(one.filter)), one.made_by)
        for one in saved_views.saved(database)
    )
