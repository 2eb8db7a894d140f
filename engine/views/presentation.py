"""The presentation as it is arranged, and the client's mark on it."""

from engine.store.presentation import arranged, mark

__all__ = ["arranged", "mark"]
