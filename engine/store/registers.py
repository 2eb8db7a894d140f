"""Entries of registers as the database keeps them."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from engine.assess.entries import fitting, kept
from engine.assess.registers import Value
from engine.model.errors import ActionableError
from engine.model.rules import Register
from engine.store.database import Database, Writer
from engine.store.overrides import rules_of


@dataclass(frozen=True, slots=True)
class Stored:
    """One entry; its number is given once within its register."""

    number: int
    values: Mapping[str, Value]
    made_by: str
    changed_at: datetime


def register_of(database: Database, name: str) -> Register:
    """The register by its id."""
    found = rules_of(database).registers.get(name)
    if found is None:
        raise ActionableError("register_unknown", register=name)
    return found


def entries(database: Database, registers: Sequence[Register]) -> Mapping[str, list[Stored]]:
    """The entries of these registers by register, the oldest first; what no longer fits its field is left out."""
    query = """
        SELECT register, number, content, made_by, changed_at FROM register_entry
        WHERE NOT removed ORDER BY register, number
    """
    found: dict[str, list[Stored]] = {one.id: [] for one in registers}
    rules = {one.id: one for one in registers}
    for register, number, content, by, at in database.rows(query):
        if register in rules:
            found[register].append(Stored(number, fitting(rules[register], json.loads(content)), by, at))
    return found


def entry(database: Database, register: Register, number: int) -> Stored:
    """One entry."""
    found = next((one for one in entries(database, [register])[register.id] if one.number == number), None)
    if found is None:
        raise ActionableError("entry_unknown")
    return found


def add(database: Database, writer: Writer, register: str, values: Mapping[str, Value], by: str) -> int:
    """Keep a new entry and answer its number."""
    query = "SELECT coalesce(max(number), 0) + 1 FROM register_entry WHERE register = ?"
    number = int(str(database.value(query, [register])))
    writer.execute(
        "INSERT INTO register_entry VALUES (?, ?, ?, ?, ?, false)", [register, number, _content(values), by, _now()]
    )
    return number


def change(writer: Writer, register: str, number: int, values: Mapping[str, Value]) -> None:
    """Put other values in the place of an entry's."""
    writer.execute(
        "UPDATE register_entry SET content = ?, changed_at = ? WHERE register = ? AND number = ?",
        [_content(values), _now(), register, number],
    )


def remove(writer: Writer, register: str, number: int) -> None:
    """Forget what an entry held; its number is not given again."""
    writer.execute(
        "UPDATE register_entry SET content = '{}', changed_at = ?, removed = true WHERE register = ? AND number = ?",
        [_now(), register, number],
    )


def _content(values: Mapping[str, Value]) -> str:
    return json.dumps(kept(values), ensure_ascii=False)


def _now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None)
