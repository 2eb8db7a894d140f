"""Which messages belong to one thread: those that name each other's ids, and nothing else."""

from array import array
from collections.abc import Iterable, Sequence


def threads(named: Iterable[tuple[int, int]], messages: int, ids: int) -> Sequence[int]:
    """The thread of every message, as the number of its first one.

    `named` are pairs of a message (0 to `messages`) and an id (0 to `ids`) that it bears or names in References or
    In-Reply-To, in any order. Two messages are of one thread where a chain of shared ids leads from one to the other;
    equal subjects say nothing.
    """
    parent = array("q", range(messages + ids))

    def root(node: int) -> int:
        while parent[node] != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    for message, identifier in named:
        one, other = root(message), root(messages + identifier)
        if one != other:
            parent[max(one, other)] = min(one, other)
    return array("q", (root(message) for message in range(messages)))
