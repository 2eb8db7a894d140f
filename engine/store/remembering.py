"""Views that many ask of one state are computed once."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from engine.store.database import Database

P = ParamSpec("P")
T = TypeVar("T")


def remembered(view: Callable[Concatenate[Database, P], T]) -> Callable[Concatenate[Database, P], T]:
    """`view`, whose answer to the same arguments is kept until something is written; arguments must be hashable."""
    asked = getattr(view, "__wrapped__", view)

    @wraps(asked)
    def answered(database: Database, *args: P.args, **kwargs: P.kwargs) -> T:
        state, key = database.state, (asked, args, tuple(sorted(kwargs.items())))
        if known := database.answers.known(state, key):
            return known[0]  # type: ignore[return-value]
        answer = asked(database, *args, **kwargs)
        database.answers.keep(state, key, answer)
        return answer

    return answered
