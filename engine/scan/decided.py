"""What people decided by hand about who is who, carried out on clusters again and again, whatever is scanned next.

A split keeps its two sides apart while clusters grow, and makes its chosen side one person. A merge joins the grown
clusters that hold most of either side. A split outweighs a merge; different documents do unless the person insisted.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from engine.model.people import Anchor, Appearance, PeopleDecision, Refusal
from engine.scan.clusters import Cluster, Clusters
from engine.scan.identity import plain

_SPLIT = "split "
Places = dict[int, tuple[list[int], list[int]]]
"""By decision, the numbers of the appearances on its two sides."""


@dataclass(slots=True)
class CarriedOut:
    """Which appearances each decision holds together, and the merges that were refused."""

    together: dict[int, list[int]] = field(default_factory=dict[int, list[int]])
    refused: list[Refusal] = field(default_factory=list[Refusal])


def marks(one: Appearance, pseudonym: Callable[[str], str]) -> frozenset[str]:
    """Hashes by which an appearance is known again when its place in the record has changed."""
    told = [("PERSON", plain(one.name)), *one.identifiers] if one.name else list(one.identifiers)
    return frozenset(pseudonym(f"mark\n{kind}\n{value}") for kind, value in told)


def places(decisions: Iterable[PeopleDecision], seen: Sequence[Appearance], pseudonym: Callable[[str], str]) -> Places:
    """Where the anchors of the decisions are now; one that is in no record any more has no place."""
    decisions = list(decisions)
    wanted = {anchor.record for one in decisions for side in one.sides for anchor in side}
    found: dict[str, list[tuple[int, Appearance, frozenset[str]]]] = defaultdict(list)
    for number, one in enumerate(seen):
        if one.record in wanted:
            found[one.record].append((number, one, marks(one, pseudonym)))
    placed: Places = {}
    for one in decisions:
        rest, chosen = ([_place(anchor, found[anchor.record]) for anchor in side] for side in one.sides)
        placed[one.number] = [n for n in rest if n is not None], [n for n in chosen if n is not None]
    return placed


def _place(anchor: Anchor, there: Iterable[tuple[int, Appearance, frozenset[str]]]) -> int | None:
    best = min(
        ((-len(anchor.marks & known), abs(one.ordinal - anchor.ordinal), number) for number, one, known in there),
        default=(0, 0, 0),
    )
    return best[2] if best[0] else None


def sides(decisions: Iterable[PeopleDecision], placed: Places) -> Mapping[int, Mapping[str, str]]:
    """What keeps the two sides of each split apart (see `Cluster.sole`), by appearance."""
    taken: dict[int, dict[str, str]] = defaultdict(dict)
    for one in decisions:
        for side, numbers in enumerate(placed[one.number] if not one.merged else ()):
            for number in numbers:
                taken[number].setdefault(f"{_SPLIT}{one.number}", str(side))
    return taken


def carry_out(clusters: Clusters, decisions: Iterable[PeopleDecision], placed: Places) -> CarriedOut:
    """Join what people said is one, in the order of the decisions."""
    done = CarriedOut()
    for one in sorted(decisions, key=lambda each: each.number):
        rest, chosen = placed[one.number]
        if not one.merged:
            done.together[one.number] = _gather(clusters, chosen)
        elif rest and chosen:
            _merge(clusters, one, _largest(clusters, rest), _largest(clusters, chosen), done)
            if not any(refusal.decision == one.number for refusal in done.refused):
                whole = clusters.of[_largest(clusters, rest).first]
                done.together[one.number] = [n for n in (*rest, *chosen) if clusters.of[n] is whole]
    return done


def _merge(clusters: Clusters, decision: PeopleDecision, one: Cluster, other: Cluster, done: CarriedOut) -> None:
    against = one.contradictions(other)
    split = any(kind.startswith(_SPLIT) for kind in against)
    if split or (against and not decision.insisted):
        done.refused.append(Refusal(decision.number, split))
    elif one is not other:
        clusters.join(one, other)


def _gather(clusters: Clusters, numbers: Sequence[int]) -> list[int]:
    """Make the chosen appearances one person, as far as their documents allow; answers those that became one."""
    if not numbers:
        return []
    whole = clusters.of[numbers[0]]
    for number in numbers[1:]:
        other = clusters.of[number]
        if other is not whole and not whole.contradictions(other):
            whole = clusters.join(whole, other)
    return [number for number in numbers if clusters.of[number] is whole]


def _largest(clusters: Clusters, numbers: Sequence[int]) -> Cluster:
    """The cluster that holds most of these appearances."""
    held = Counter(clusters.of[number].first for number in numbers)
    return clusters.of[min(held, key=lambda first: (-held[first], first))]
