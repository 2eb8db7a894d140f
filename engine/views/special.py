"""How many people belong to the groups that need special care."""

from collections.abc import Mapping

from engine.store.database import Database
from engine.store.remembering import remembered
from engine.views.groups import GROUPS, in_group
from engine.views.people import chosen_people
from engine.views.selection import Selection


@remembered
def people_in_groups(database: Database, selection: Selection) -> Mapping[str, int]:
    """The people under the selection by group, in the order of `GROUPS`; groups overlap, empty ones are left out."""
    counts = ", ".join(f"count(*) FILTER ({in_group(group)})" for group in GROUPS)
    row = database.rows(f"SELECT {counts} FROM chosen p", given={"chosen": chosen_people(database, selection)})[0]
    return {group: int(count) for group, count in zip(GROUPS, row, strict=True) if count}
