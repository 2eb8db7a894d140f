"""Appearances on their way to be one person: clusters that grow tie by tie, strongest ties first.

Two clusters never join when they hold different documents of which nobody has two, or stand on two sides of a decision.
Where a cluster could be several others at a tie, it stays apart from all of them.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from engine.model.people import Appearance
from engine.scan.identity import FULL, LATIN, NAMELESS, compatible, letters, plain, rank
from engine.scan.ties import KINDS, ONE_PER_PERSON, Tie, full_letters, is_role, ties_of

HOUSEHOLD_LIMIT = 8
"""More people than this at one number are no household."""
_NAMES_LIMIT = 40
"""More names than this at one number, short ones included, are a crowd, whoever they are."""
_DOCUMENTS = frozenset(place for place, kind in enumerate(KINDS) if kind.reason == "same_document")


@dataclass(slots=True, eq=False)
class Cluster:
    """Appearances that are one person, by number; `first` is the smallest.

    `sole` holds what a person has one of: a document by its type, the side taken in a decision by the decision's name.
    """

    first: int
    members: list[int]
    names: set[str]
    letters: set[str]
    sole: dict[str, str]

    def contradictions(self, other: "Cluster") -> list[str]:
        """What a person has one of and the two have different values of."""
        few, many = sorted((self.sole, other.sole), key=len)
        return [kind for kind, value in few.items() if many.get(kind, value) != value]

    def may_join(self, other: "Cluster", names_matter: bool) -> bool:
        """Whether nothing speaks against it; who bears one full name may have other names that do not fit."""
        if self.contradictions(other):
            return False
        pairs = [(one, two) for one in self.names for two in other.names] if names_matter else []
        if all(compatible(one, two) for one, two in pairs):
            return True
        return any(letters(one) == letters(two) != "" and compatible(one, two) for one, two in pairs)

    def rank(self) -> int:
        return max((rank(name) for name in self.names), default=NAMELESS)


@dataclass(slots=True)
class Clusters:
    """All clusters, and who shares what; `sides` are the sides that appearances take in decisions (`Cluster.sole`)."""

    seen: list[Appearance]
    sides: Mapping[int, Mapping[str, str]] = field(default_factory=dict[int, Mapping[str, str]])
    of: list[Cluster] = field(default_factory=list[Cluster])
    ties: list[tuple[Tie, ...]] = field(default_factory=list[tuple[Tie, ...]])
    shared: dict[Tie, list[int]] = field(default_factory=lambda: defaultdict(list))

    def __post_init__(self) -> None:
        for number, one in enumerate(self.seen):
            name, full = plain(one.name), full_letters(one)
            ties = ties_of(one)
            several = Counter(KINDS[tie[0]].entity_type for tie in ties if not tie[2])
            doubtful = {kind for kind in ONE_PER_PERSON if several[kind] > 1}
            ties = tuple(tie for tie in ties if KINDS[tie[0]].entity_type not in doubtful)
            sole = {KINDS[tie[0]].entity_type: tie[1] for tie in ties if KINDS[tie[0]].entity_type in ONE_PER_PERSON}
            sole |= self.sides.get(number, {})
            self.of.append(Cluster(number, [number], {name} if name else set(), {full} if full else set(), sole))
            self.ties.append(ties)
            for tie in ties:
                self.shared[tie].append(number)

    def at(self, tie: Tie) -> list[Cluster]:
        """The clusters at a tie, in the order of their first appearance."""
        return list({self.of[number].first: self.of[number] for number in self.shared[tie]}.values())

    def alone_at(self, tie: Tie) -> bool:
        """Whether the tie is one cluster's."""
        first, *others = self.shared[tie]
        return all(self.of[number] is self.of[first] for number in others)

    def distinct(self) -> list[Cluster]:
        """Every cluster once, in the order of first appearances."""
        return sorted({one.first: one for one in self.of}.values(), key=lambda one: one.first)

    def join(self, keeper: Cluster, other: Cluster) -> Cluster:
        """Make two clusters one; what they disagree in stays as the larger has it."""
        keeper, other = (keeper, other) if len(keeper.members) >= len(other.members) else (other, keeper)
        keeper.first = min(keeper.first, other.first)
        keeper.members += other.members
        keeper.names |= other.names
        keeper.letters |= other.letters
        keeper.sole = other.sole | keeper.sole
        for number in other.members:
            self.of[number] = keeper
        return keeper

    def merge(self) -> None:
        """Join what belongs together, tie by tie."""
        for tie in sorted(tie for tie, numbers in self.shared.items() if len(numbers) > 1):
            self._merge_at(tie)

    def _merge_at(self, tie: Tie) -> None:
        """Join the clusters at one tie, those that say most first: by name, by sound, then whoever fits one only."""
        names_matter = tie[0] not in _DOCUMENTS
        here = sorted(self.at(tie), key=lambda one: (-one.rank(), not one.sole, one.first))
        if len(here) == 1:
            return
        crowd = is_role(tie) or _is_crowd(here)
        groups: list[Cluster] = []
        known_by: dict[str, set[int]] = defaultdict(set)
        for one in here:
            fitting = _fitting(one, groups, known_by, crowd, names_matter)
            if len(fitting) == 1:
                place = fitting[0]
                groups[place] = self.join(groups[place], one)
            else:
                place = len(groups)
                groups.append(one)
            for key in (*groups[place].names, *groups[place].letters):
                known_by[key].add(place)


def _fitting(
    one: Cluster, groups: Sequence[Cluster], known_by: Mapping[str, set[int]], crowd: bool, names_matter: bool
) -> list[int]:
    """Which groups the cluster may join: of its name, else of its sound, else any; a crowd asks the name."""
    for keys in (one.names,) if crowd else (one.names, one.letters):
        near = sorted({place for key in keys for place in known_by.get(key, ())})
        if fitting := [place for place in near if groups[place].may_join(one, names_matter)]:
            return fitting
    return [] if crowd else [place for place, group in enumerate(groups) if group.may_join(one, names_matter)]


def _is_crowd(here: Sequence[Cluster]) -> bool:
    """Whether more people stand at a tie than live together."""
    names = {name for one in here for name in one.names}
    full = {letters(name) for name in names if rank(name) in (FULL, LATIN)}
    return len(full) > HOUSEHOLD_LIMIT or len(names) > _NAMES_LIMIT
