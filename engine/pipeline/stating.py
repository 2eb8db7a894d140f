"""What records say of consent and of what people are owed, read where a source, its columns or the rules changed."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from hashlib import blake2b
from pathlib import Path

from engine.assess.debts import amount, currency
from engine.assess.quoting import bare_subject, own_words
from engine.assess.sayings import answered, phrases
from engine.catalogue import Catalogue
from engine.ingest.dates import row_date
from engine.model.basis import Saying, Speaker
from engine.model.records import PLACE_FIELDS
from engine.scan.columns import columns_of, plain
from engine.store import columns, statements
from engine.store.database import Database
from engine.store.statements import Line, TableColumns
from engine.store.workspace import Ledger

_WORDS = 2000
"""Characters of a message's own words in which phrases are looked for."""
_NOTES = ("note", "tags")
_ENGINE = Path(__file__).resolve().parent.parent
_DECIDES = (
    *("assess/debts.py", "assess/quoting.py", "assess/sayings.py", "pipeline/stating.py", "store/statements.py"),
    *("../data/crm_exports.yaml", "../data/purposes.yaml"),
)

Column = tuple[int, str, str, str]
"""A column of a table: the table's number, header, meaning, and the purpose it speaks of ("" for none)."""


@cache
def _shipped() -> str:
    content = blake2b(digest_size=6)
    for name in _DECIDES:
        content.update((_ENGINE / name).read_bytes())
    return content.hexdigest()


def read_statements(ledger: Ledger, rules: Catalogue) -> None:
    """Read what is not read yet, or was read by other rules or with other meanings of columns."""
    said = columns.said(ledger.database)
    meanings = json.dumps(sorted([*place, meaning] for place, meaning in said.items()))
    version = f"{_shipped()}-{blake2b(meanings.encode(), digest_size=4).hexdigest()}"
    sources = statements.unread(ledger.database, version)
    if not sources:
        return
    with ledger.database.writing() as writer:
        statements.begin(writer, sources, version)
        for lines in statements.messages(ledger.database, sources):
            statements.add(writer, [row for line in lines for row in _said(line, rules)])
        statements.collect(writer, sources)
        found = [one for table in statements.tables(ledger.database) for one in _columns(table, said, rules)]
        statements.find_cells(writer, found)
        statements.add_answers(writer, _answers(ledger.database, rules))
        statements.add_notes(writer, _notes(ledger.database, rules))
        for debt in rules.debts.values():
            statements.add_amounts(writer, debt.id, debt.meaning, _amounts(ledger.database, debt.meaning, debt.money))
        writer.drop_temporary()


def _said(line: Line, rules: Catalogue) -> Iterator[dict[str, object]]:
    """The statements of a message, by its subject and its own words."""
    found: dict[tuple[str, str], dict[str, object]] = {}
    texts = (("subject", bare_subject(line.subject)), ("body", own_words(line.body)[:_WORDS]))
    told = phrases(rules).said_in("\n".join(text for _, text in texts))
    for phrase in told:
        place = next((name for name, text in texts if phrase in phrases(rules).said_in(text)), "body")
        for purpose in phrase.purposes:
            found[purpose, phrase.id] = {
                "record": line.record,
                "speaker": str(phrase.by),
                "purpose": purpose,
                "saying": str(phrase.saying),
                "day": line.day,
                "rule": phrase.id,
                "place": place,
            }
    return iter(found.values())


def _columns(table: TableColumns, said: Mapping[columns.Place, str], rules: Catalogue) -> Iterator[Column]:
    """The columns of a table that say something, each with the purpose it speaks of."""
    headers = tuple(name for name in table.columns if name not in PLACE_FIELDS)
    sheet = columns.table_of(table.locator)
    own = {header: said[key] for header in headers if (key := (table.source, sheet, header)) in said}
    meanings = {**columns_of(headers).meanings, **own}
    states = {header: rules.meanings[meaning].states for header, meaning in meanings.items()}
    purposes = {one.purpose for one in states.values() if one and one.purpose and not one.days}
    for header, meaning in meanings.items():
        one = states[header]
        if one:
            purpose = one.purpose or (next(iter(purposes)) if len(purposes) == 1 else "")
            if purpose:
                yield table.number, header, meaning, purpose
        elif meaning in _NOTES:
            yield table.number, header, meaning, ""
        elif meaning in {debt.meaning for debt in rules.debts.values()}:
            yield table.number, header, _of_points(header, meaning, headers), ""


def _of_points(header: str, meaning: str, headers: Sequence[str]) -> str:
    """A column that is only called balance is one of points beside other columns of points."""
    bare = plain(header) in ("余额", "balance")
    return "points" if bare and any("积分" in name or "points" in name.casefold() for name in headers) else meaning


def _answers(database: Database, rules: Catalogue) -> Iterator[tuple[str, str, Saying, date | None, bool]]:
    stating = {name: one.states for name, one in rules.meanings.items() if one.states}
    seen: set[tuple[str, str]] = set()
    for meaning, _, cell in statements.cells(database, stating):
        states = stating[meaning]
        if (meaning, cell) in seen:
            continue
        seen.add((meaning, cell))
        written = row_date(cell)
        said = answered(cell)
        if written and (states.days or said is None):
            yield meaning, cell, states.says, written.date(), states.days
        elif said and not states.days:
            yield meaning, cell, states.says, None, False
        elif said is False and not states.days and states.denies:
            yield meaning, cell, states.denies, None, False


def _notes(database: Database, rules: Catalogue) -> Iterator[tuple[str, str, Saying, str]]:
    for cell in {cell for _, _, cell in statements.cells(database, _NOTES)}:
        for phrase in phrases(rules).said_in(cell):
            if phrase.by is not Speaker.COMPANY:
                yield from ((cell, purpose, phrase.saying, phrase.id) for purpose in phrase.purposes)


def _amounts(database: Database, meaning: str, money: bool) -> Iterable[tuple[str, str, float, str]]:
    for _, header, cell in statements.cells(database, [meaning]):
        found = amount(cell)
        if found is not None:
            yield header, cell, found, (currency(cell) or currency(header)) if money else ""
