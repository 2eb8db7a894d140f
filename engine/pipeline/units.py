"""Cutting sources into units of scanning: deterministic, so that a killed scan finds its place again."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from engine import ingest
from engine.model.records import Record, Skipped
from engine.pipeline.reading import settings
from engine.store.scans import Order
from engine.store.workspace import Ledger

UNIT_RECORDS = 64
UNIT_CHARACTERS = 200_000


@dataclass(slots=True)
class Unit:
    """Some consecutive items of one source, with their order in it; `last` if the source ends here.

    `offset` is how many bytes of the scan are through when the unit is: those before the source, and of it.
    """

    source: str
    ordinal: int
    records: list[tuple[Order, Record]] = field(default_factory=list)
    skipped: list[tuple[Order, Skipped]] = field(default_factory=list)
    characters: int = 0
    offset: int = 0
    last: bool = False

    @property
    def full(self) -> bool:
        """Whether the next item starts a new unit; depends on nothing but the items."""
        return len(self.records) + len(self.skipped) >= UNIT_RECORDS or self.characters >= UNIT_CHARACTERS

    def add(self, order: Order, item: Record | Skipped) -> None:
        """Take one item in."""
        if isinstance(item, Skipped):
            self.skipped.append((order, item))
            return
        self.records.append((order, item))
        self.characters += sum(map(len, item.fields.values()))


def units(ledger: Ledger, source: str, name: str, size: int, before: int = 0) -> Iterator[Unit]:
    """The units of one source in order; the last one is marked, and is empty if the source holds nothing more.

    `before` is how many bytes of other sources come first.
    """
    unit = Unit(source, 0, offset=before)
    with ledger.vault.open(source) as file:
        for position, item in enumerate(ingest.read(file, source, name, settings(ledger, source))):
            if unit.full:
                yield unit
                unit = Unit(source, unit.ordinal + 1, offset=unit.offset)
            unit.add((position, 0), item)
            unit.offset = max(unit.offset, before + min(file.tell(), size))
    unit.last, unit.offset = True, before + size
    yield unit


def batches(stream: Iterator[Unit], committed: Collection[tuple[str, int]]) -> Iterator[list[Unit]]:
    """Units that still need scanning, small ones together, so that many small sources cost few transactions.

    A source's last unit is passed on even if it is committed, because it tells how many units there are.
    """
    batch: list[Unit] = []
    weight = items = 0
    for unit in stream:
        if (unit.source, unit.ordinal) in committed:
            unit.records.clear()
            unit.skipped.clear()
            if not unit.last:
                continue
        batch.append(unit)
        weight += unit.characters
        items += len(unit.records) + len(unit.skipped)
        if weight >= UNIT_CHARACTERS or items >= UNIT_RECORDS:
            yield batch
            batch, weight, items = [], 0, 0
    if batch:
        yield batch
