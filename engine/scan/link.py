"""From appearances to data subjects: strong links merge, shared numbers make households, a name alone never merges.

Tiers, strongest first: identity documents (whatever the names), then member number, e-mail and phone (names must not
conflict). Two clusters never merge when they hold different resident identity numbers, whichever chain would join them.
A number or mailbox shared by conflicting names makes a household, unless more than `HOUSEHOLD_LIMIT` share it (a shop's
phone); a role mailbox joins only equal names. An appearance without a name at a shared number cannot be told and gets
no subject; so does a name alone, except where a row, a contact or a sender is one person: then it is a subject of its
own. The result does not depend on the order of the appearances.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from engine.model.people import Appearance, DataSubject, Link, Role, SubjectKind
from engine.scan.checks.contact import personal_mailbox
from engine.scan.identity import FULL, NAMELESS, compatible, plain, rank
from engine.scan.masking import mask

DOCUMENTS = ("CN_RESIDENT_ID", "PASSPORT", "TRAVEL_PERMIT", "HK_ID", "US_SSN")
TIERS = (*DOCUMENTS, "MEMBER_ID", "EMAIL", "PHONE")
"""Types that merge, strongest first."""
_ONE_PER_PERSON = frozenset({"CN_RESIDENT_ID", "HK_ID", "US_SSN"})
_REASONS = {
    **dict.fromkeys(DOCUMENTS, "same_document"),
    "MEMBER_ID": "same_member_number",
    "EMAIL": "same_email",
    "PHONE": "same_phone",
}
_ALONE = frozenset({Role.ROW, Role.CONTACT, Role.SENDER})
HOUSEHOLD_LIMIT = 8
"""More people than this at one number are no household."""


@dataclass(frozen=True, slots=True)
class Linked:
    """Everybody, and why each appearance belongs to whom."""

    subjects: list[DataSubject]
    links: list[Link]


@dataclass(slots=True)
class _Cluster:
    """Appearances that are one person, by number; `first` is the smallest."""

    first: int
    members: list[int]
    names: set[str]
    documents: set[tuple[str, str]]

    def may_join(self, other: "_Cluster", names_matter: bool) -> bool:
        mine = dict(self.documents)
        if any(mine.get(kind, value) != value for kind, value in other.documents):
            return False
        return not names_matter or all(compatible(one, two) for one in self.names for two in other.names)

    def rank(self) -> int:
        return max((rank(name) for name in self.names), default=NAMELESS)


@dataclass(slots=True)
class _Clusters:
    """All clusters, and who shares what."""

    seen: list[Appearance]
    of: list[_Cluster] = field(default_factory=list)
    shared: dict[tuple[str, str], list[int]] = field(default_factory=lambda: defaultdict(list))
    people_at: dict[tuple[str, str], int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for number, one in enumerate(self.seen):
            name = plain(one.name)
            pairs = {(kind, _whole(kind, value)) for kind, value in one.identifiers}
            unique = {pair for pair in pairs if pair[0] in _ONE_PER_PERSON}
            several = Counter(kind for kind, _ in unique)
            documents = {pair for pair in unique if several[pair[0]] == 1}
            self.of.append(_Cluster(number, [number], {name} if name else set(), documents))
            for pair in pairs:
                if pair[0] in TIERS and not (pair in unique and pair not in documents):
                    self.shared[pair].append(number)

    def at(self, pair: tuple[str, str]) -> list[_Cluster]:
        """The clusters at an identifier, in the order of their first appearance."""
        return list({self.of[number].first: self.of[number] for number in self.shared[pair]}.values())

    def join(self, keeper: _Cluster, other: _Cluster) -> None:
        keeper, other = (keeper, other) if len(keeper.members) >= len(other.members) else (other, keeper)
        keeper.first = min(keeper.first, other.first)
        keeper.members += other.members
        keeper.names |= other.names
        keeper.documents |= other.documents
        for number in other.members:
            self.of[number] = keeper


def link(appearances: Iterable[Appearance], staff_domains: Collection[str], pseudonym: Callable[[str], str]) -> Linked:
    """The data subjects behind the appearances; `pseudonym` turns an identifier into an id that tells nothing."""
    clusters = _Clusters(sorted(appearances, key=lambda one: (one.record, one.ordinal)))
    for pair in sorted(clusters.shared, key=lambda each: (TIERS.index(each[0]), each[1])):
        _merge(clusters, pair)
    clusters.people_at = {pair: len(clusters.at(pair)) for pair in clusters.shared}
    people = [cluster for cluster in _distinct(clusters) if _is_told(clusters, cluster)]
    keys = _keys(clusters, people)
    ids = {cluster.first: pseudonym(keys[cluster.first]) for cluster in people}
    homes = _households(clusters, ids, keys, pseudonym)
    domains = tuple(domain.casefold().lstrip("@") for domain in staff_domains)
    subjects = [_subject(clusters, cluster, ids, homes, domains) for cluster in people]
    links = [reason for cluster in people for reason in _reasons(clusters, cluster, ids[cluster.first])]
    return Linked(sorted(subjects, key=lambda one: one.id), sorted(links, key=lambda one: (one.record, one.ordinal)))


def _whole(kind: str, value: str) -> str:
    """The 18 digits of a resident identity number of 15, so that both of a person's are one."""
    if kind != "CN_RESIDENT_ID" or len(value) != 15 or not value.isdigit():
        return value
    body = f"{value[:6]}19{value[6:]}"
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    return body + "10X98765432"[sum(int(digit) * weight for digit, weight in zip(body, weights, strict=True)) % 11]


@lru_cache(maxsize=1 << 17)
def _is_role(pair: tuple[str, str]) -> bool:
    return pair[0] == "EMAIL" and not personal_mailbox(pair[1])


def _merge(clusters: _Clusters, pair: tuple[str, str]) -> None:
    """Join the clusters at one identifier: those that say most first; who could be several of them stays apart."""
    names_matter = pair[0] not in DOCUMENTS
    here = sorted(clusters.at(pair), key=lambda one: (-one.rank(), one.first))
    crowd = _is_role(pair) or len({name for one in here for name in one.names if rank(name) == FULL}) > HOUSEHOLD_LIMIT
    groups: list[_Cluster] = []
    by_name: dict[str, list[_Cluster]] = defaultdict(list)
    for one in here:
        equal = [group for name in sorted(one.names) for group in by_name[name]]
        possible = [group for group in equal if clusters.of[group.members[0]].may_join(one, names_matter)]
        if not possible and not crowd:
            possible = [group for group in groups if group.may_join(one, names_matter)]
            possible = possible if len(possible) == 1 else []
        if possible:
            _join(clusters, groups, by_name, possible[0], one)
        else:
            groups.append(one)
            for name in one.names:
                by_name[name].append(one)


def _join(
    clusters: _Clusters, groups: list[_Cluster], by_name: dict[str, list[_Cluster]], group: _Cluster, one: _Cluster
) -> None:
    clusters.join(group, one)
    kept = clusters.of[one.members[0]]
    if kept is not group:
        groups[groups.index(group)] = kept
        for name in kept.names:
            by_name[name] = [kept if each is group else each for each in by_name[name]]
    for name in kept.names:
        if kept not in by_name[name]:
            by_name[name].append(kept)


def _distinct(clusters: _Clusters) -> list[_Cluster]:
    return sorted({one.first: one for one in clusters.of}.values(), key=lambda one: one.first)


def _identifiers(clusters: _Clusters, cluster: _Cluster) -> set[tuple[str, str]]:
    return {(kind, _whole(kind, value)) for n in cluster.members for kind, value in clusters.seen[n].identifiers}


def _is_told(clusters: _Clusters, cluster: _Cluster) -> bool:
    """Whether the cluster is a person of its own."""
    pairs = {pair for pair in _identifiers(clusters, cluster) if pair[0] in TIERS}
    if cluster.names:
        roles = {clusters.seen[number].role for number in cluster.members}
        kinds = {clusters.seen[number].kind for number in cluster.members}
        return bool(pairs) or (bool(roles & _ALONE) and kinds != {SubjectKind.STAFF})
    return any(not _is_role(pair) and clusters.people_at.get(pair) == 1 for pair in pairs)


def _keys(clusters: _Clusters, people: list[_Cluster]) -> dict[int, str]:
    """A text that stays the person's from scan to scan: the strongest identifier nobody shares, else with the name."""
    keys: dict[int, str] = {}
    taken: set[str] = set()
    for one in people:
        pairs = [pair for pair in _identifiers(clusters, one) if pair[0] in TIERS]
        pairs.sort(key=lambda pair: (TIERS.index(pair[0]), pair[1]))
        own = next((pair for pair in pairs if not _is_role(pair) and clusters.people_at.get(pair) == 1), None)
        name = min(one.names, key=lambda each: (-rank(each), each), default="")
        appearance = clusters.seen[one.first]
        key = "\n".join(own or (*(pairs[0] if pairs else ()), name))
        if key in taken or not pairs:
            key = f"{key}\n{appearance.record}\n{appearance.ordinal}"
        taken.add(key)
        keys[one.first] = key
    return keys


def _households(
    clusters: _Clusters, ids: dict[int, str], keys: dict[int, str], pseudonym: Callable[[str], str]
) -> dict[int, str]:
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


def _companies(clusters: _Clusters) -> Iterator[list[_Cluster]]:
    """Clusters that belong together: at one identifier, or in one row."""
    for pair in clusters.shared:
        few = 1 < clusters.people_at[pair] <= HOUSEHOLD_LIMIT
        if few and pair[0] not in DOCUMENTS and not _is_role(pair):
            yield clusters.at(pair)
    rows: dict[str, list[_Cluster]] = defaultdict(list)
    for number, one in enumerate(clusters.seen):
        if one.role in (Role.ROW, Role.CONTACT) and one.kind is not SubjectKind.STAFF:
            rows[one.record].append(clusters.of[number])
    yield from (together for together in rows.values() if len(together) > 1)


def _subject(
    clusters: _Clusters, cluster: _Cluster, ids: dict[int, str], homes: dict[int, str], domains: tuple[str, ...]
) -> DataSubject:
    written = Counter(clusters.seen[number].name for number in cluster.members if clusters.seen[number].name)
    if written:
        name = min(written, key=lambda each: (-rank(plain(each)), -written[each], each))
        masked = mask("PERSON", name)
    else:
        pairs = [pair for pair in _identifiers(clusters, cluster) if pair[0] in TIERS]
        masked = mask(*min(pairs, key=lambda pair: (TIERS.index(pair[0]), pair[1])))
    kind = _kind(clusters, cluster, domains)
    return DataSubject(ids[cluster.first], kind, masked, homes.get(cluster.first, ""))


def _kind(clusters: _Clusters, cluster: _Cluster, domains: tuple[str, ...]) -> SubjectKind:
    """Staff by the company's own domains; a relative only while no record shows the person as a customer."""
    for kind, value in _identifiers(clusters, cluster):
        host = value.rpartition("@")[2] if kind == "EMAIL" else ""
        if host and any(host == domain or host.endswith(f".{domain}") for domain in domains):
            return SubjectKind.STAFF
    told = Counter(clusters.seen[number].kind for number in cluster.members)
    for kind in (SubjectKind.STAFF, SubjectKind.APPLICANT, SubjectKind.SUPPLIER):
        if told[kind]:
            return kind
    return SubjectKind.RELATIVE if set(told) == {SubjectKind.RELATIVE} else SubjectKind.CUSTOMER


def _reasons(clusters: _Clusters, cluster: _Cluster, subject: str) -> Iterator[Link]:
    """For each appearance the strongest identifier it shares with another of the same person."""
    held = {n: {(kind, _whole(kind, value)) for kind, value in clusters.seen[n].identifiers} for n in cluster.members}
    counts = Counter(pair for pairs in held.values() for pair in pairs if pair[0] in TIERS)
    for number in cluster.members:
        one = clusters.seen[number]
        pairs = sorted(
            (pair for pair in held[number] if pair[0] in TIERS), key=lambda pair: (TIERS.index(pair[0]), pair[1])
        )
        joined = next((pair for pair in pairs if counts[pair] > 1), None)
        if joined:
            yield Link(one.record, one.ordinal, subject, _REASONS[joined[0]], joined[0])
        elif pairs:
            yield Link(one.record, one.ordinal, subject, "only_appearance", pairs[0][0])
        else:
            yield Link(one.record, one.ordinal, subject, "name_only", "PERSON")
