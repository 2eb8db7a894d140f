"""How well appearances are put to people, on invented families with the truth: pairs, B-cubed, and what went wrong.

Run: python -m benchmarks.linking [households] [seed], or --speed [households …] for the time linking takes. A pair are
two appearances; right are pairs of one person that were put to one subject. B-cubed is the same seen from every
appearance, so that people with many mails do not count more than others. An appearance that was put to nobody stands
alone.
"""

import resource
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from benchmarks.clock import processor
from benchmarks.families import STAFF_DOMAIN, Town
from engine.model.people import Appearance, Linked
from engine.scan.link import link
from engine.scan.people import appearances
from engine.scan.ties import KINDS, ties_of


@dataclass(frozen=True)
class Measured:
    """Pairwise and B-cubed precision and recall, and the causes of wrong and missed pairs."""

    people: int
    appearances: int
    precision: float
    recall: float
    b_precision: float
    b_recall: float
    possible: float
    merged: Counter[str]
    missed: Counter[str]


def seen(town: Town) -> list[tuple[Appearance, str]]:
    """Every appearance with the person it is; of those that mix people, the one most of it speaks of."""
    told = []
    for record, spots in town.records:
        whose = {spot.id: spot for spot in spots}
        for one in appearances(record, spots, (STAFF_DOMAIN,)):
            votes: Counter[str] = Counter()
            for spot in (whose[id] for id in one.finding_ids):
                votes[spot.person] += 5 if spot.entity_type == "PERSON" else 1
            if votes:
                told.append((one, votes.most_common(1)[0][0]))
    return told


def measured(town: Town) -> Measured:
    """Link the town's records and compare with the truth."""
    told = seen(town)
    linked = link([one for one, _ in told], (STAFF_DOMAIN,), lambda key: key)
    subject = {(each.record, each.ordinal): each.subject for each in linked.links}
    found = [subject.get((one.record, one.ordinal), f"nobody {number}") for number, (one, _) in enumerate(told)]
    true = [person for _, person in told]
    both, theirs, wanted = Counter(zip(found, true, strict=True)), Counter(found), Counter(true)
    right = sum(map(_pairs, both.values()))
    count = len(told)
    return Measured(
        len(wanted),
        count,
        right / sum(map(_pairs, theirs.values())),
        right / sum(map(_pairs, wanted.values())),
        sum(n * n / theirs[group] for (group, _), n in both.items()) / count,
        sum(n * n / wanted[person] for (_, person), n in both.items()) / count,
        _possible(told) / sum(map(_pairs, wanted.values())),
        _merged(told, found, town.traits()),
        _missed(told, found, linked),
    )


def _pairs(count: int) -> int:
    return count * (count - 1) // 2


def _possible(told: Sequence[tuple[Appearance, str]]) -> int:
    """Pairs of one person that hang together by anything at all: more cannot be known from the records."""
    groups: dict[str, list[set[tuple[int, str, str]]]] = defaultdict(list)
    sizes: dict[str, list[int]] = defaultdict(list)
    for one, person in told:
        mine, number, apart = set(ties_of(one)), 1, []
        for place, group in enumerate(groups[person]):
            if mine & group:
                mine, number = mine | group, number + sizes[person][place]
            else:
                apart.append(place)
        groups[person] = [*(groups[person][place] for place in apart), mine]
        sizes[person] = [*(sizes[person][place] for place in apart), number]
    return sum(_pairs(number) for counts in sizes.values() for number in counts)


def _merged(told: Sequence[tuple[Appearance, str]], found: Sequence[str], traits: dict[str, set[str]]) -> Counter[str]:
    """For each two people in one subject: what their appearances share, and what is special about both."""
    groups: dict[str, dict[str, list[Appearance]]] = defaultdict(lambda: defaultdict(list))
    for (one, person), group in zip(told, found, strict=True):
        groups[group][person].append(one)
    causes: Counter[str] = Counter()
    for people in groups.values():
        for one, other in combinations(sorted(people), 2):
            common = _ties(people[one]) & _ties(people[other])
            reason = KINDS[min(common)[0]].reason if common else "through somebody else"
            causes[f"{reason}; {', '.join(sorted(traits[one] & traits[other])) or 'nothing special'}"] += 1
    return causes


def _missed(told: Sequence[tuple[Appearance, str]], found: Sequence[str], linked: Linked) -> Counter[str]:
    """For each part of a person beyond the first: why it was not put to the others."""
    parts: dict[str, dict[str, list[Appearance]]] = defaultdict(lambda: defaultdict(list))
    for (one, person), group in zip(told, found, strict=True):
        parts[person][group].append(one)
    causes: Counter[str] = Counter()
    for groups in parts.values():
        for group, members in sorted(groups.items(), key=lambda each: -len(each[1]))[1:]:
            others = {tie for other, theirs in groups.items() if other != group for tie in _ties(theirs)}
            common = _ties(members) & others
            if not common:
                causes["shares nothing with the others"] += 1
            elif group.startswith("nobody"):
                causes["could be several people, put to nobody"] += 1
            else:
                causes[f"{KINDS[min(common)[0]].reason}, kept apart by another name or a doubt"] += 1
    return causes


def _ties(members: Iterable[Appearance]) -> set[tuple[int, str, str]]:
    return {tie for one in members for tie in ties_of(one)}


def timed(households: Sequence[int]) -> None:
    """Print how long linking takes, without reading the records, for towns of growing size."""
    for count in households:
        everybody = [one for one, _ in seen(Town(count, surnames=100))]
        begun = processor()
        people = len(link(everybody, (STAFF_DOMAIN,), lambda key: key).subjects)
        seconds = processor() - begun
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        print(
            f"{len(everybody):9,} appearances, {people:8,} people: {seconds:6.1f} s,"
            f" {1e6 * seconds / len(everybody):5.0f} µs each, peak memory {peak:,} MB"
        )


def main() -> None:
    if sys.argv[1:2] == ["--speed"]:
        timed([int(text) for text in sys.argv[2:]] or [1_250, 12_500, 62_500])
        return
    households, seed = (
        (int(text) for text in (*sys.argv[1:], "160", "1")[:2]) if len(sys.argv) != 2 else (int(sys.argv[1]), 1)
    )
    result = measured(Town(households, seed))
    print(f"{result.people} people in {result.appearances} appearances (seed {seed})")
    print(f"  {'':9} {'precision':>9} {'recall':>7}")
    print(f"  {'pairs':9} {result.precision:9.3f} {result.recall:7.3f}")
    print(f"  {'B-cubed':9} {result.b_precision:9.3f} {result.b_recall:7.3f}")
    print(
        f"  {'possible':9} {'':9} {result.possible:7.3f}  (the rest shares nothing with any other record of the person)"
    )
    for title, causes in (("people wrongly made one", result.merged), ("parts of a person left apart", result.missed)):
        print(f"{title}: {causes.total()}")
        for cause, number in causes.most_common():
            print(f"  {number:5}  {cause}")


if __name__ == "__main__":
    main()
