"""Answers of views, kept as long as they hold."""

import threading
from collections.abc import Callable
from typing import TypeVar

from engine.store.database import Database

T = TypeVar("T")
_ANSWERS_KEPT = 200


class Answers:
    """Answers of views, kept until something is written."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._answers: dict[object, object] = {}
        self._version = -1
        self._lock = threading.Lock()

    def answer(self, query: Callable[..., T], args: tuple, kwargs: dict) -> T:
        """The view's answer, from the cache if nothing was written since."""
        key = (query, args, tuple(sorted(kwargs.items())))
        version = self._database.version
        with self._lock:
            if version != self._version or len(self._answers) > _ANSWERS_KEPT:
                self._answers.clear()
                self._version = version
            if key in self._answers:
                return self._answers[key]  # type: ignore[return-value]
        answer = query(self._database, *args, **kwargs)
        with self._lock:
            if version == self._version:
                self._answers[key] = answer
        return answer
