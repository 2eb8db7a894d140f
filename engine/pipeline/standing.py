"""Where everybody stands by what is said of them now: after scans, merges and splits, and statements by hand."""

from collections.abc import Iterator

from engine.assess.basis import stand
from engine.assess.debts import owed
from engine.model.basis import Owed
from engine.store import standings
from engine.store.database import Database
from engine.store.workspace import Ledger


def settle_standings(ledger: Ledger) -> None:
    """Put each statement to whom it belongs by now, and follow what it brings about."""
    database = ledger.database
    with database.writing() as writer:
        told = [(person, purpose, stand(said)) for person, purpose, said in standings.heard(database)]
        standings.write(writer, told, list(_debts(database)))


def _debts(database: Database) -> Iterator[tuple[str, str, Owed, str, bool]]:
    """What people are owed, one line per currency; a column without one is taken for the only one that is named."""
    for person, debt, told in standings.told_debts(database):
        named = {currency for _, currency in told if currency}
        only = next(iter(named)) if len(named) == 1 else ""
        accounts: dict[str, list[Owed]] = {}
        for one, currency in told:
            accounts.setdefault(currency or only, []).append(one)
        for currency, lines in accounts.items():
            counted = owed(lines)
            if counted and counted[0].amount > 0:
                yield person, debt, counted[0], currency, counted[1]
