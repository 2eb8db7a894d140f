"""Linking many: nothing hangs on their order, no two people become one, time, and how well it does on the demo."""

from collections import Counter, defaultdict
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine import demo
from engine.model.people import Appearance
from engine.scan import clusters, draft
from engine.scan.identity import compatible, plain
from engine.scan.link import link
from tests.scan.crowd import ANYBODY, crowd, linked, mail, person, phone
from tests.scan.told import seen


@settings(max_examples=150)
@given(ANYBODY, st.randoms(use_true_random=False))
def test_the_order_does_not_matter(drawn, chance):
    people = crowd(drawn)
    mixed = list(people)
    chance.shuffle(mixed)
    assert linked(*people) == linked(*mixed)


@settings(max_examples=150)
@given(ANYBODY)
def test_invariants(drawn):
    people = crowd(drawn)
    result = linked(*people)
    assert len({(each.record, each.ordinal) for each in result.links}) == len(result.links)
    assert {each.subject for each in result.links} == {subject.id for subject in result.subjects}
    assert len({subject.id for subject in result.subjects}) == len(result.subjects)
    together: dict[str, list[Appearance]] = defaultdict(list)
    by_record = {one.record: one for one in people}
    for each in result.links:
        together[each.subject].append(by_record[each.record])
    for members in together.values():
        single = [dict(one.identifiers).get("CN_RESIDENT_ID") for one in members if ids_of(one) == 1]
        assert len(set(single)) <= 1
        if not any(kind in {"CN_RESIDENT_ID", "PASSPORT"} for one in members for kind, _ in one.identifiers):
            assert all(compatible(plain(a.name), plain(b.name)) for a, b in combinations(members, 2))


def ids_of(one: Appearance) -> int:
    return sum(kind == "CN_RESIDENT_ID" for kind, _ in one.identifiers)


def test_names_are_held_against_each_other_in_the_number_of_people_not_its_square(monkeypatch: pytest.MonkeyPatch):
    """Also where thousands of different people stand at one number."""
    asked = 0

    def counted(one: str, other: str) -> bool:
        nonlocal asked
        asked += 1
        return compatible(one, other)

    for module in (clusters, draft):
        monkeypatch.setattr(module, "compatible", counted)
    people = [
        person(f"r{n:06d}", f"李{chr(0x4E00 + n % 3000)}", phone(f"138{n % 6000:08d}"), mail(f"{n % 8000}@b.example"))
        for n in range(20_000)
    ]
    people += [person(f"s{n:06d}", f"王{chr(0x4E00 + n)}", phone("02100000000")) for n in range(5000)]
    result = linked(*people)
    assert 0 < asked < 5 * len(people)
    assert len(result.subjects) > 9000


def test_the_demo_is_linked_well():
    appearances = list(seen())
    result = link([one for one, _ in appearances], demo.engagement().staff_domains, lambda key: key)
    who = {(one.record, one.ordinal): number for one, number in appearances}
    found: dict[str, Counter[str]] = defaultdict(Counter)
    wanted: Counter[str] = Counter()
    for each in result.links:
        if number := who[each.record, each.ordinal]:
            found[each.subject][number] += 1
            wanted[number] += 1
    right = sum(pairs(count) for people in found.values() for count in people.values())
    precision = right / sum(pairs(sum(people.values())) for people in found.values())
    recall = right / sum(pairs(count) for count in wanted.values())
    assert precision >= 0.995
    assert recall >= 0.96


def pairs(count: int) -> int:
    return count * (count - 1) // 2
