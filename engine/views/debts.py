"""Stored value and points owed: sums per currency, and the people they are owed to."""

from dataclasses import dataclass

from engine.store import engagements
from engine.store.database import Database
from engine.store.overrides import rules_of
from engine.views.paging import Page, page_of


@dataclass(frozen=True, slots=True)
class DebtSum:
    """What is owed of one kind and currency ("" for points, or where none is named).

    `people` are owed something, `amount` in all; of them `settled` people were settled and `open_amount` is left.
    `unclear` counts people whose tables contradict each other.
    """

    debt: str
    currency: str
    people: int
    amount: float
    settled: int
    open_amount: float
    unclear: int

    @property
    def open_people(self) -> int:
        return self.people - self.settled


@dataclass(frozen=True, slots=True)
class DebtLine:
    """What one person is owed, the record that says so, and the decision that settled it (None: it stands open)."""

    subject: str
    masked_name: str
    debt: str
    amount: float
    currency: str
    unclear: bool
    settled: int | None
    record: str


_LINES = """
    SELECT d.subject, p.masked_name, d.debt, d.amount, d.currency, d.unclear, d.settled, d.record
    FROM debt d JOIN subject p ON p.id = d.subject
"""


def debts(database: Database) -> tuple[DebtSum, ...]:
    """The sums, kind by kind in the order of the rules."""
    rows = database.rows(
        """
        SELECT debt, currency, count(DISTINCT subject), sum(amount),
            count(DISTINCT subject) FILTER (settled IS NOT NULL), coalesce(sum(amount) FILTER (settled IS NULL), 0),
            count(DISTINCT subject) FILTER (unclear)
        FROM debt GROUP BY 1, 2 ORDER BY 1, 2
        """
    )
    order = list(rules_of(database).debts)
    return tuple(sorted((DebtSum(*row) for row in rows), key=lambda one: (order.index(one.debt), one.currency)))


def debt_lines(database: Database, page: int = 1, size: int = 50) -> Page[DebtLine]:
    """Everybody who is owed something, the open and highest amounts first."""
    query = f"{_LINES} ORDER BY d.settled IS NOT NULL, d.debt DESC, d.amount DESC, d.subject"
    return page_of(database, query, (), page, size, lambda row: DebtLine(*row))


def debts_of(database: Database, subject: str) -> tuple[DebtLine, ...]:
    """What one person is owed."""
    rows = database.rows(f"{_LINES} WHERE d.subject = ? ORDER BY d.debt DESC, d.currency", [subject])
    return tuple(DebtLine(*row) for row in rows)


def owed_people(database: Database) -> int:
    """The people who are owed what has to be settled before the closing of this deal, and is not."""
    deal = engagements.load(database).deal_structure
    blocking = [name for name, one in rules_of(database).debts.items() if deal in one.blocks]
    query = "SELECT count(DISTINCT subject) FROM debt WHERE settled IS NULL AND debt IN (SELECT unnest(?))"
    return int(str(database.value(query, [blocking])))


def creditors(database: Database, debt: str) -> list[str]:
    """The people to whom a debt of this kind stands open."""
    query = "SELECT DISTINCT subject FROM debt WHERE debt = ? AND settled IS NULL ORDER BY 1"
    return [row[0] for row in database.rows(query, [debt])]
