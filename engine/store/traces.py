"""By what two states of a table differ, where that is known: a small change need not cost a new count of all."""

from collections import OrderedDict
from collections.abc import Mapping

Judged = dict[str, set[str] | None]
"""By table, the records of whose findings something else is said; None if anything may have happened to the table."""

_KEPT = 200
_MOST_RECORDS = 20_000


class Traces:
    """The last transactions that only changed what is said of findings, each between two states of a table."""

    def __init__(self) -> None:
        self._before: OrderedDict[int, tuple[int, set[str]]] = OrderedDict()

    def add(self, stamps: Mapping[str, int], written: Mapping[str, int], judged: Judged) -> None:
        """Note a transaction that found tables at `stamps` and left them as `written`."""
        for table, stamp in written.items():
            records = judged[table]
            if records is not None and len(records) <= _MOST_RECORDS:
                self._before[stamp] = stamps.get(table, 0), records
        while len(self._before) > _KEPT:
            self._before.popitem(last=False)

    def between(self, earlier: int, later: int) -> set[str] | None:
        """The records judged between two states of a table, or None if more may have happened."""
        judged: set[str] = set()
        while later != earlier:
            if later not in self._before:
                return None
            later, records = self._before[later]
            judged |= records
        return judged
