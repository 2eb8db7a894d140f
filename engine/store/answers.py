"""Answers of views, kept as long as the tables they rest on stay as they are."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Generator, Iterable, Mapping
from contextlib import contextmanager
from weakref import WeakValueDictionary

_KEPT = 400

Stamps = dict[str, int]
"""The state of tables by name: a number that no other state of the same table ever had."""


class Answers:
    """Answers of one database by question, each with the tables that were read for it, as they stood.

    `stamp` tells the state of a table as a reader of this thread sees it.
    """

    def __init__(self, stamp: Callable[[str], int]) -> None:
        self._stamp = stamp
        self._answers: OrderedDict[object, tuple[object, Stamps]] = OrderedDict()
        self._last: dict[object, tuple[object, Stamps]] = {}
        self._asked: WeakValueDictionary[object, threading.RLock] = WeakValueDictionary()
        self._lock = threading.Lock()
        self._thread = threading.local()

    def known(self, question: object) -> tuple[object] | None:
        """The answer to a question as things stand, or None if it was not asked since."""
        with self._lock:
            answer, grounds = self._answers.get(question, (None, None))
            if grounds is None or not self._holds(grounds):
                return None
            self._answers.move_to_end(question)
        self._rest_on(grounds)
        return (answer,)

    @contextmanager
    def once(self, question: object) -> Generator[None]:
        """One thread at a time makes the answer to a question; others that ask it wait, and look again.

        No two wait for each other, because no answer is made of itself.
        """
        with self._lock:
            asked = self._asked.setdefault(question, threading.RLock())
        with asked:
            yield

    @contextmanager
    def resting(self) -> Generator[Stamps]:
        """What is read in the block by this thread, as it stood when it was read first."""
        outer, grounds = self._reading, Stamps()
        self._thread.grounds = grounds
        try:
            yield grounds
        finally:
            self._thread.grounds = outer
            self._rest_on(grounds)

    def read(self, tables: Callable[[], Iterable[str]]) -> None:
        """Note that what is being computed in this thread rests on `tables`, which are asked for only then."""
        if self._reading is not None:
            self._rest_on({table: self._stamp(table) for table in tables()})

    def keep(self, question: object, answer: object, grounds: Stamps) -> None:
        """Keep an answer; of too many the one that was asked for longest ago goes."""
        with self._lock:
            self._answers[question] = answer, grounds
            self._answers.move_to_end(question)
            while len(self._answers) > _KEPT:
                self._answers.popitem(last=False)

    def last(self, question: object) -> tuple[object, Stamps] | None:
        """The last answer kept by `keep_last`, which need not hold any more, and what it rested on."""
        return self._last.get(question)

    def keep_last(self, question: object, answer: object, grounds: Stamps) -> None:
        """Keep an answer that the next one can be made from; it must hold nothing but ids and numbers."""
        self._last[question] = answer, grounds

    def forget(self) -> None:
        """Drop what holds no longer: nothing that was destroyed stays in an answer."""
        with self._lock:
            for question in [one for one, (_, grounds) in self._answers.items() if not self._holds(grounds)]:
                del self._answers[question]

    def _holds(self, grounds: Mapping[str, int]) -> bool:
        return all(self._stamp(table) == stamp for table, stamp in grounds.items())

    @property
    def _reading(self) -> Stamps | None:
        return getattr(self._thread, "grounds", None)

    def _rest_on(self, grounds: Mapping[str, int]) -> None:
        if (resting := self._reading) is not None:
            for table, stamp in grounds.items():
                resting.setdefault(table, stamp)
