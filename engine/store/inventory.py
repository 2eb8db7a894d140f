"""The inventory as people stated it."""

from dataclasses import fields

from engine.model.inventory import Receipt, System
from engine.store.database import Database, Writer

_COLUMNS = tuple(part.name for part in fields(System))


def systems(database: Database) -> tuple[System, ...]:
    """The systems of the inventory by number, without those removed."""
    rows = database.rows(f"SELECT {', '.join(_COLUMNS)} FROM system WHERE NOT removed ORDER BY number")
    return tuple(_system(dict(zip(_COLUMNS, row, strict=True))) for row in rows)


def next_number(database: Database) -> int:
    """The number of the next system; numbers of removed ones are not given again."""
    return int(str(database.value("SELECT coalesce(max(number), 0) + 1 FROM system")))


def keep(writer: Writer, system: System) -> None:
    """Keep a system, new or changed."""
    values = [getattr(system, name) for name in _COLUMNS]
    stated = [str(one) if isinstance(one, Receipt) else list(one) if isinstance(one, tuple) else one for one in values]
    marks = ", ".join("?" * len(_COLUMNS))
    writer.execute("DELETE FROM system WHERE number = ?", [system.number])
    writer.execute(f"INSERT INTO system ({', '.join(_COLUMNS)}) VALUES ({marks})", stated)


def remove(writer: Writer, number: int) -> None:
    """Take a system out of the inventory."""
    writer.execute("UPDATE system SET removed = true WHERE number = ?", [number])


def _system(row: dict) -> System:
    return System(**(row | {"state": Receipt(row["state"]), "sources": tuple(row["sources"] or ())}))
