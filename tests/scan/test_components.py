"""Linking a component alone says what linking everybody says of it."""

from collections import Counter
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from engine.model.people import Anchor, Appearance, Key, Linked, PeopleDecision
from engine.scan.decided import marks, places
from engine.scan.link import link
from tests.scan.crowd import ANYBODY, STAFF, crowd

RECORDS = st.lists(st.integers(0, 5), min_size=9, max_size=9)
SIDE = st.lists(st.integers(0, 8), min_size=1, max_size=3)
DECISIONS = st.lists(st.tuples(st.booleans(), SIDE, SIDE, st.booleans()), min_size=1, max_size=4)


def _pseudonym(text: str) -> str:
    return f"P-{text}"


def _in_records(people: list[Appearance], records: list[int]) -> list[Appearance]:
    """The same people, several of them in one record."""
    count: Counter[int] = Counter()
    placed = []
    for one, record in zip(people, records, strict=False):
        placed.append(replace(one, record=f"r{record}", ordinal=count[record]))
        count[record] += 1
    return placed


def _decided(people: list[Appearance], drawn: list[tuple[bool, list[int], list[int], bool]]) -> list[PeopleDecision]:
    def anchor(number: int) -> Anchor:
        one = people[number % len(people)]
        return Anchor(one.record, one.ordinal, marks(one, _pseudonym))

    return [
        PeopleDecision(number, merged, (tuple(map(anchor, one)), tuple(map(anchor, other))), insisted)
        for number, (merged, one, other, insisted) in enumerate(drawn, 1)
    ]


def _spoken_of(people: list[Appearance], decision: PeopleDecision) -> set[Key]:
    (sides,) = places([decision], people, _pseudonym).values()
    return {(people[number].record, people[number].ordinal) for side in sides for number in side}


def _component(linked: Linked, keys: set[Key]) -> set[Key]:
    chosen = {linked.components[key] for key in keys}
    return {key for key, first in linked.components.items() if first in chosen}


def _said_of(linked: Linked, keys: set[Key], inside: bool) -> tuple[object, ...]:
    """What a result says of these appearances, or of all others."""
    links = [one for one in linked.links if ((one.record, one.ordinal) in keys) is inside]
    subjects = {one.subject for one in links}
    return (
        links,
        [one for one in linked.subjects if one.id in subjects],
        sorted((one for one in linked.shared if one.subject in subjects), key=repr),
        {key: first for key, first in linked.components.items() if (key in keys) is inside},
    )


@settings(max_examples=300)
@given(ANYBODY.filter(bool), RECORDS, DECISIONS)
def test_a_decision_made_or_undone_concerns_its_component_alone(drawn, records, made):
    people = _in_records(crowd(drawn), records)
    decisions = _decided(people, made)
    without, everything = (link(people, STAFF, _pseudonym, all_of) for all_of in (decisions[:-1], decisions))
    spoken_of = _spoken_of(people, decisions[-1])
    for before, after, now in ((without, everything, decisions), (everything, without, decisions[:-1])):
        keys = _component(before, spoken_of)
        theirs = {record for record, _ in keys}
        alone = link([one for one in people if one.record in theirs], STAFF, _pseudonym, now, keys)
        assert _said_of(alone, keys, inside=True) == _said_of(after, keys, inside=True)
        assert set(alone.components) == keys and not _said_of(alone, keys, inside=False)[0]
        assert _said_of(before, keys, inside=False) == _said_of(after, keys, inside=False)
        assert [one for one in after.refused if one.decision == decisions[-1].number] == [
            one for one in alone.refused if one.decision == decisions[-1].number
        ]
