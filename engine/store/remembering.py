"""Views that many ask of one state are computed once."""

from collections.abc import Callable, Collection
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from engine.store.answers import Stamps
from engine.store.database import Database

P = ParamSpec("P")
T = TypeVar("T")

Carried = Callable[[Database, T | None, Collection[str]], T]
"""A view that makes its answer from an earlier one and the records of whose findings other things are said since.

Without an earlier one, it makes it from nothing.
"""


def remembered(view: Callable[Concatenate[Database, P], T]) -> Callable[Concatenate[Database, P], T]:
    """`view`, whose answer to the same arguments is kept until something is written to a table it read.

    Arguments must be hashable; what is not in the database, the clock for one, must be among them.
    """
    asked = getattr(view, "__wrapped__", view)

    @wraps(asked)
    def answered(database: Database, *args: P.args, **kwargs: P.kwargs) -> T:
        question = (asked, args, tuple(sorted(kwargs.items())))
        if known := database.answers.known(question):
            return known[0]  # type: ignore[return-value]
        with database.answers.once(question):
            if known := database.answers.known(question):
                return known[0]  # type: ignore[return-value]
            with database.answers.resting() as grounds:
                answer = asked(database, *args, **kwargs)
            database.answers.keep(question, answer, grounds)
            return answer

    return answered


def carried(view: Carried[T]) -> Callable[[Database], T]:
    """`view`, remembered, and made from its last answer as long as only what is said of findings changed since.

    The last answer stays even when something it told was destroyed: it must hold nothing but ids and numbers.
    """

    @wraps(view)
    def answered(database: Database) -> T:
        if known := database.answers.known(view):
            return known[0]  # type: ignore[return-value]
        with database.answers.once(view):
            if known := database.answers.known(view):
                return known[0]  # type: ignore[return-value]
            earlier, noted = database.answers.last(view) or (None, Stamps())
            with database.answers.resting() as grounds:
                database.answers.read(lambda: noted)
                judged = database.judged_between(noted, grounds)
                answer = view(database, None if judged is None else earlier, judged or ())  # type: ignore[arg-type]
            database.answers.keep(view, answer, grounds)
            database.answers.keep_last(view, answer, grounds)
            return answer

    return answered
