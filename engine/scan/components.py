"""Which appearances hang together: what linking says of one depends on those of its component and on nobody else.

Two appearances hang together by a tie, by standing in one row, or by a decision about both. `engine.scan.link` looks at
nothing else that two appearances have in common; whoever gives it something new to look at adds it here.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from engine.model.people import Appearance, Role, SubjectKind
from engine.scan.clusters import Clusters
from engine.scan.decided import Places

_IN_ROWS = frozenset({Role.ROW, Role.CONTACT})


def components(clusters: Clusters, placed: Places) -> list[int]:
    """For each appearance, by its number, the smallest number in its component."""
    head = list(range(len(clusters.seen)))

    def top(number: int) -> int:
        while head[number] != number:
            head[number] = number = head[head[number]]
        return number

    decided = ((*rest, *chosen) for rest, chosen in placed.values())
    for together in chain(clusters.shared.values(), rows(clusters.seen), decided):
        for number in together[1:]:
            one, other = sorted((top(together[0]), top(number)))
            head[other] = one
    return [top(number) for number in head]


def rows(seen: Sequence[Appearance]) -> Iterator[list[int]]:
    """The appearances, by number, that stand in one row or contact and may be of one household."""
    found: dict[str, list[int]] = {}
    for number, one in enumerate(seen):
        if one.role in _IN_ROWS and one.kind is not SubjectKind.STAFF:
            found.setdefault(one.record, []).append(number)
    yield from (numbers for numbers in found.values() if len(numbers) > 1)


def among(everybody: Sequence[Appearance], placed: Places, keys: Iterable[tuple[str, int]]) -> tuple[list[int], Places]:
    """The numbers of the appearances with these keys, and the decisions by places in that list."""
    wanted = frozenset(keys)
    numbers = [number for number, one in enumerate(everybody) if (one.record, one.ordinal) in wanted]
    place = {number: at for at, number in enumerate(numbers)}

    def there(side: list[int]) -> list[int]:
        return [place[number] for number in side if number in place]

    return numbers, {decision: (there(rest), there(chosen)) for decision, (rest, chosen) in placed.items()}
