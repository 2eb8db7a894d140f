"""The views that people saved by name, per engagement."""

from datetime import UTC, datetime

from engine.model.errors import ActionableError
from engine.model.saved import SavedView
from engine.store.database import Database, Writer

_LONGEST = 60


def saved(database: Database) -> tuple[SavedView, ...]:
    """All of them, by name."""
    rows = database.rows("SELECT number, name, screen, filter, made_by, made_at FROM saved_view ORDER BY name, number")
    return tuple(SavedView(*row) for row in rows)


def view(database: Database, number: int) -> SavedView:
    """The one with this number."""
    found = next((one for one in saved(database) if one.number == number), None)
    if found is None:
        raise ActionableError("view_unknown")
    return found


def fitting(database: Database, name: str, besides: int = 0) -> str:
    """The name as it is kept; refused where it is empty, too long, or another's."""
    kept = " ".join(name.split())
    if not kept or len(kept) > _LONGEST:
        raise ActionableError("view_name_unfit", most=_LONGEST)
    if any(one.name == kept and one.number != besides for one in saved(database)):
        raise ActionableError("view_name_taken", name=kept)
    return kept


def add(database: Database, writer: Writer, name: str, screen: str, filter: str, by: str) -> int:
    """Keep a view and answer its number, which is given once."""
    number = int(str(database.value("SELECT nextval('saved_view_number')")))
    now = datetime.now(UTC).replace(tzinfo=None)
    writer.execute("INSERT INTO saved_view VALUES (?, ?, ?, ?, ?, ?)", [number, name, screen, filter, by, now])
    return number


def rename(writer: Writer, number: int, name: str) -> None:
    """Call it otherwise."""
    writer.execute("UPDATE saved_view SET name = ? WHERE number = ?", [name, number])


def remove(writer: Writer, number: int) -> None:
    """Forget it."""
    writer.execute("DELETE FROM saved_view WHERE number = ?", [number])
