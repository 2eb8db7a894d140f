"""Views that many ask of one state are computed once."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from engine.store.database import Database

P = ParamSpec("P")
T = TypeVar("T")


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
        with database.answers.resting() as grounds:
            answer = asked(database, *args, **kwargs)
        database.answers.keep(question, answer, grounds)
        return answer

    return answered
