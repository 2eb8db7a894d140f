"""Changes people make: one module per action, each with ``perform(ledger, actor, …)`` that leaves one event."""

import importlib
import pkgutil
from collections.abc import Callable
from functools import cache

from engine.model.events import Event


@cache
def actions() -> dict[str, Callable[..., Event]]:
    """Every action by its module's name."""
    names = [module.name for module in pkgutil.iter_modules(__path__)]
    return {name: importlib.import_module(f"{__name__}.{name}").perform for name in names}
