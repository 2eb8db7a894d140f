"""The presentation as it is arranged."""

from engine.store.presentation import arranged

__all__ = ["arranged"]
