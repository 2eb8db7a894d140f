"""Views that people saved by name: a page and its filter."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class SavedView:
    """One saved view; `filter` is a selection as URL parameters, never a value that was searched for. `at` is UTC."""

    number: int
    name: str
    screen: str
    filter: str
    made_by: str
    at: datetime
