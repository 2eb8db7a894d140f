"""Which entries of registers name a person: by the id, by a value of theirs, or by the name alone."""

from dataclasses import dataclass
from datetime import datetime

from engine.model.rules import FieldType
from engine.store import registers as stored
from engine.store.database import Database
from engine.store.overrides import rules_of
from engine.views.registers import EntryLine, register_page


@dataclass(frozen=True, slots=True)
class Naming:
    """How an entry names somebody, comparable without the words themselves: ids, keyed hashes, a name's pseudonym."""

    register: str
    number: int
    ids: tuple[str, ...]
    hashes: tuple[str, ...]
    name_key: str


@dataclass(frozen=True, slots=True)
class NamedEntry:
    """An entry that names the person. `by` is ``id`` or ``value``, or ``name``, which namesakes share."""

    register: str
    line: EntryLine
    by: str


def named_people(database: Database) -> tuple[tuple[str, int, str], ...]:
    """Whom entries name, in clear, as (register, number, text); to be made comparable at once and never shown."""
    registers = tuple(rules_of(database).registers.values())
    people = {one.id: [each.id for each in one.fields if each.type is FieldType.PERSON] for one in registers}
    return tuple(
        (register, entry.number, str(entry.values[name]))
        for register, entries in stored.entries(database, registers).items()
        for entry in entries
        for name in people[register]
        if name in entry.values
    )


def entries_naming(
    database: Database, subject: str, namings: tuple[Naming, ...], now: datetime | None = None
) -> tuple[NamedEntry, ...]:
    """The entries that name the person, register by register, the newest first."""
    if not namings:
        return ()
    values = {
        row[0]
        for row in database.rows(
            "SELECT DISTINCT f.value_hmac FROM attribution t JOIN finding f ON f.id = t.finding WHERE t.subject = ?"
            " AND f.state <> 'rejected' AND f.entity_type <> 'PERSON'",
            [subject],
        )
    }
    key = database.value("SELECT name_key FROM subject WHERE id = ?", [subject])
    found: dict[tuple[str, int], str] = {}
    for one in namings:
        by = (
            "id"
            if subject in one.ids
            else "value"
            if values.intersection(one.hashes)
            else "name"
            if key and key == one.name_key
            else ""
        )
        if by:
            found[one.register, one.number] = by
    return tuple(
        NamedEntry(register, line, found[register, line.number])
        for register in dict.fromkeys(register for register, _ in found)
        for line in register_page(database, register, now).lines
        if (register, line.number) in found
    )
