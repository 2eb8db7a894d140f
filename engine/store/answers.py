"""Answers of views, kept as long as they hold."""

import threading

_KEPT = 400


class Answers:
    """Answers of one database by question, until something is written."""

    def __init__(self) -> None:
        self._answers: dict[object, object] = {}
        self._state: object = None
        self._lock = threading.Lock()

    def known(self, state: object, key: object) -> tuple[object] | None:
        """The answer to a question as of `state`, or None if it was not asked yet."""
        with self._lock:
            if state != self._state or len(self._answers) > _KEPT:
                self._answers.clear()
                self._state = state
            return (self._answers[key],) if key in self._answers else None

    def keep(self, state: object, key: object, answer: object) -> None:
        """Keep an answer, unless something was written while it was computed."""
        with self._lock:
            if state == self._state:
                self._answers[key] = answer
