"""Where everybody stands by what is said of them now: after scans, merges and splits, and statements by hand."""

from collections.abc import Iterator

from engine.assess.basis import stand
from engine.assess.debts import owed
from engine.model.basis import Owed
from engine.store import standings
from engine.store.database import Database
from engine.store.remembering import remembered
from engine.store.workspace import Ledger


def settle_standings(ledger: Ledger) -> None:
    """Put each statement to whom it belongs by now, and follow what it brings about."""
    if not settled(ledger.database):
        with ledger.database.writing() as writer:
            standings.write(writer, *_told(ledger.database))


@remembered
def settled(database: Database) -> bool:
    """Whether what is kept is what is told."""
    stood, owing = _told(database)
    return standings.kept(database) == (set(stood), set(owing))


@remembered
def _told(database: Database) -> tuple[list[tuple[object, ...]], list[tuple[object, ...]]]:
    """Where people stand, and what they are owed."""
    stood = [
        standings.standing_row(person, purpose, stand(said)) for person, purpose, said in standings.heard(database)
    ]
    settled = standings.settled(database)
    return stood, [
        (person, debt, one.amount, currency, unclear, settled.get((person, debt)), one.record)
        for person, debt, one, currency, unclear in _debts(database)
    ]


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
