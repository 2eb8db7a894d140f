"""From appearances to data subjects: strong ties merge, shared numbers make households, a name alone never merges.

What ties appearances together stands in `engine.scan.ties`, how they grow together in `engine.scan.clusters`, what
people decided otherwise in `engine.scan.decided`. A number
or mailbox shared by conflicting names makes a household, unless more than `HOUSEHOLD_LIMIT` share it (a shop's phone).
An appearance without a name at a shared number cannot be told and gets no subject; so does a name alone, except where a
row, a contact or a sender is one person: then it is a subject of its own. The result does not depend on the order of
the appearances.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

from engine.model.people import Appearance, DataSubject, Key, Link, Linked, PeopleDecision, Role, Shared, SubjectKind
from engine.scan.clusters import HOUSEHOLD_LIMIT, Cluster, Clusters
from engine.scan.components import among, components, rows
from engine.scan.decided import CarriedOut, carry_out, places, sides
from engine.scan.identity import name_key, plain, rank
from engine.scan.masking import mask
from engine.scan.ties import KINDS, Tie, is_role

_ALONE = frozenset({Role.ROW, Role.CONTACT, Role.SENDER})
Pseudonym = Callable[[str], str]


def link(
    appearances: Iterable[Appearance],
    staff_domains: Collection[str],
    pseudonym: Pseudonym,
    decisions: Sequence[PeopleDecision] = (),
    only: Collection[Key] | None = None,
) -> Linked:
    """The data subjects behind the appearances; `pseudonym` turns an identifier into an id that tells nothing.

    With `only`, which are whole components, those behind these: the same as if everybody had been given.
    `appearances` then holds all of the records they stand in, so that decisions find their place.
    """
    seen = sorted(appearances, key=lambda one: (one.record, one.ordinal))
    placed = places(decisions, seen, pseudonym)
    if only is not None:
        numbers, placed = among(seen, placed, only)
        seen = [seen[number] for number in numbers]
    clusters = Clusters(seen, sides(decisions, placed))
    clusters.merge()
    by_hand = carry_out(clusters, decisions, placed)
    decided = {number for numbers in by_hand.together.values() for number in numbers}
    people = [one for one in clusters.distinct() if _is_told(clusters, one) or not decided.isdisjoint(one.members)]
    keys = _keys(clusters, people)
    ids = {cluster.first: pseudonym(keys[cluster.first]) for cluster in people}
    homes = _households(clusters, ids, keys, pseudonym)
    domains = tuple(domain.casefold().lstrip("@") for domain in staff_domains)
    subjects = [
        DataSubject(
            ids[one.first],
            _kind(clusters, one, domains),
            _masked_name(clusters, one),
            homes.get(one.first, ""),
            pseudonym(name_key(min(one.letters))) if one.names and one.letters else "",
        )
        for one in people
    ]
    links, shared = [], list(_by_hand(clusters, by_hand, ids))
    for cluster in people:
        links += _links(clusters, cluster, ids[cluster.first], decided)
        shared += _shared(clusters, cluster, ids[cluster.first])
    links.sort(key=lambda one: (one.record, one.ordinal))
    firsts = [seen[number] for number in components(clusters, placed)]
    together = {
        (one.record, one.ordinal): (first.record, first.ordinal) for one, first in zip(seen, firsts, strict=True)
    }
    return Linked(sorted(subjects, key=lambda one: one.id), links, shared, by_hand.refused, together)


def _ties(clusters: Clusters, cluster: Cluster) -> list[Tie]:
    """Everything that ties the cluster's appearances to anybody, strongest first."""
    return sorted({tie for number in cluster.members for tie in clusters.ties[number]})


def _is_told(clusters: Clusters, cluster: Cluster) -> bool:
    """Whether the cluster is a person of its own."""
    ties = (tie for number in cluster.members for tie in clusters.ties[number])
    if cluster.names:
        roles = {clusters.seen[number].role for number in cluster.members}
        kinds = {clusters.seen[number].kind for number in cluster.members}
        return any(True for _ in ties) or (bool(roles & _ALONE) and kinds != {SubjectKind.STAFF})
    return any(not is_role(tie) and not KINDS[tie[0]].named and clusters.alone_at(tie) for tie in ties)


def _keys(clusters: Clusters, people: list[Cluster]) -> dict[int, str]:
    """A text that stays the person's from scan to scan: the strongest identifier nobody shares, else with the name."""
    keys: dict[int, str] = {}
    taken: set[str] = set()
    for one in people:
        ties = _ties(clusters, one)
        own = next((tie for tie in ties if not is_role(tie) and clusters.alone_at(tie)), None)
        name = min(one.names, key=lambda each: (-rank(each), each), default="")
        appearance = clusters.seen[one.first]
        key = "\n".join(_said(own) if own else (*(_said(ties[0]) if ties else ()), name))
        if key in taken or not ties:
            key = f"{key}\n{appearance.record}\n{appearance.ordinal}"
        taken.add(key)
        keys[one.first] = key
    return keys


def _said(tie: Tie) -> tuple[str, ...]:
    """The tie as a part of a key: type, value and the name it needs."""
    return (KINDS[tie[0]].entity_type, *tie[1:]) if KINDS[tie[0]].named else (KINDS[tie[0]].entity_type, tie[1])


def _households(clusters: Clusters, ids: dict[int, str], keys: dict[int, str], pseudonym: Pseudonym) -> dict[int, str]:
    """The household of each cluster that shares a number, a mailbox or a row with another."""
    parent = {first: first for first in ids}

    def head(first: int) -> int:
        while parent[first] != first:
            parent[first] = parent[parent[first]]
            first = parent[first]
        return first

    for group in _companies(clusters):
        firsts = [one.first for one in group if one.first in ids]
        for other in firsts[1:]:
            parent[head(other)] = head(firsts[0])
    members: dict[int, list[int]] = defaultdict(list)
    for first in ids:
        members[head(first)].append(first)
    homes = {}
    for together in members.values():
        if len(together) > 1:
            home = pseudonym("household\n" + min(keys[first] for first in together))
            homes |= dict.fromkeys(together, home)
    return homes


def _companies(clusters: Clusters) -> Iterator[list[Cluster]]:
    """Clusters that belong together: at one identifier, or in one row."""
    for tie, numbers in clusters.shared.items():
        kind = KINDS[tie[0]]
        if len(numbers) > 1 and not kind.named and kind.reason != "same_document" and not is_role(tie):
            here = clusters.at(tie)
            if 1 < len(here) <= HOUSEHOLD_LIMIT:
                yield here
    yield from ([clusters.of[number] for number in numbers] for numbers in rows(clusters.seen))


def _masked_name(clusters: Clusters, cluster: Cluster) -> str:
    """The name that says most, else the strongest identifier, as it may be shown."""
    written = Counter(clusters.seen[number].name for number in cluster.members if clusters.seen[number].name)
    if written:
        return mask("PERSON", min(written, key=lambda each: (-rank(plain(each)), -written[each], each)))
    strongest = next(iter(_ties(clusters, cluster)), None)
    return mask(KINDS[strongest[0]].entity_type, strongest[1]) if strongest else ""


def _kind(clusters: Clusters, cluster: Cluster, domains: tuple[str, ...]) -> SubjectKind:
    """Staff by the company's own domains; a relative only while no record shows the person as a customer."""
    for number in cluster.members:
        for kind, value in clusters.seen[number].identifiers:
            host = value.rpartition("@")[2] if kind == "EMAIL" else ""
            if host and any(host == domain or host.endswith(f".{domain}") for domain in domains):
                return SubjectKind.STAFF
    told = Counter(clusters.seen[number].kind for number in cluster.members)
    for kind in (SubjectKind.STAFF, SubjectKind.APPLICANT, SubjectKind.SUPPLIER):
        if told[kind]:
            return kind
    return SubjectKind.RELATIVE if set(told) == {SubjectKind.RELATIVE} else SubjectKind.CUSTOMER


def _links(clusters: Clusters, cluster: Cluster, subject: str, decided: Collection[int]) -> Iterator[Link]:
    """For each appearance the strongest tie to another of the same person."""
    counts = Counter(tie for number in cluster.members for tie in clusters.ties[number])
    for number in cluster.members:
        one, ties = clusters.seen[number], clusters.ties[number]
        joined = next((tie for tie in ties if counts[tie] > 1), None)
        if joined:
            kind = KINDS[joined[0]]
            yield Link(one.record, one.ordinal, subject, kind.reason, kind.entity_type)
        elif number in decided:
            yield Link(one.record, one.ordinal, subject, "by_hand")
        elif ties:
            yield Link(one.record, one.ordinal, subject, "only_appearance", KINDS[ties[0][0]].entity_type)
        else:
            yield Link(one.record, one.ordinal, subject, "name_only", "PERSON")


def _shared(clusters: Clusters, cluster: Cluster, subject: str) -> Iterator[Shared]:
    """What several of a person's appearances have in common, strongest first."""
    holders: dict[Tie, list[int]] = defaultdict(list)
    for number in cluster.members:
        for tie in clusters.ties[number]:
            holders[tie].append(number)
    shared = sorted(tie for tie, numbers in holders.items() if len(numbers) > 1)
    for thing, tie in enumerate(tie for tie in shared if _adds(clusters, tie, holders[tie])):
        kind = KINDS[tie[0]]
        masked = mask(kind.entity_type, tie[1])
        for number in holders[tie]:
            one = clusters.seen[number]
            yield Shared(subject, thing, one.record, one.ordinal, kind.reason, kind.entity_type, masked)


def _adds(clusters: Clusters, tie: Tie, holders: Sequence[int]) -> bool:
    """Whether a tie says more than a stronger one: the name of a mailbox does not, where the mailbox is one."""
    if KINDS[tie[0]].reason != "name_and_mailbox":
        return True
    mailboxes = {each for number in holders for each in clusters.ties[number] if KINDS[each[0]].reason == "same_email"}
    return len(mailboxes) > 1


def _by_hand(clusters: Clusters, by_hand: CarriedOut, ids: dict[int, str]) -> Iterator[Shared]:
    """What a decision holds together, with its number as the thing that is shared."""
    for decision, numbers in by_hand.together.items():
        for number in numbers if len(numbers) > 1 else ():
            one = clusters.seen[number]
            subject = ids[clusters.of[number].first]
            yield Shared(subject, -decision, one.record, one.ordinal, "by_hand", "", str(decision))
