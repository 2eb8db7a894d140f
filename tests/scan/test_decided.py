"""Decisions by hand are found again in other scans, and the result depends on nobody's order."""

from hypothesis import given, settings
from hypothesis import strategies as st

from engine.model.people import Anchor, Appearance, PeopleDecision, Role
from engine.scan.decided import marks, places
from engine.scan.link import link
from tests.scan.crowd import ANYBODY, crowd, person, phone


def pseudonym(text: str) -> str:
    return f"P-{text}"


def anchor(one: Appearance) -> Anchor:
    return Anchor(one.record, one.ordinal, marks(one, pseudonym))


def at(record: str, ordinal: int, name: str, *identifiers: tuple[str, str]) -> Appearance:
    return Appearance(record, ordinal, Role.ADDRESSEE, name, frozenset(identifiers), ())


def test_an_appearance_is_known_again_where_another_number_stands_in_the_record():
    known = at("r", 0, "王丽", ("PHONE", "13800000001"))
    decision = PeopleDecision(1, True, ((anchor(known),), ()))
    moved = [at("r", 0, "张伟"), at("r", 1, "王丽", ("PHONE", "13800000001")), at("s", 0, "王丽")]
    assert places([decision], moved, pseudonym) == {1: ([1], [])}
    renamed = [at("r", 0, "", ("PHONE", "13800000001"))]
    assert places([decision], renamed, pseudonym) == {1: ([0], [])}
    gone = [at("r", 0, "张伟", ("PHONE", "13800000002"))]
    assert places([decision], gone, pseudonym) == {1: ([], [])}


def test_a_decision_about_records_that_are_gone_changes_nothing():
    people = [person("a", "王丽", phone("13800000001")), person("b", "张伟", phone("13800000002"))]
    lost = PeopleDecision(1, True, ((Anchor("x", 0, frozenset({"m"})),), (anchor(people[0]),)))
    assert link(people, (), pseudonym, [lost]) == link(people, (), pseudonym)


def decided(people: list[Appearance], drawn: list[tuple[bool, list[int], list[int], bool]]) -> list[PeopleDecision]:
    made = []
    for number, (merged, one, other, insisted) in enumerate(drawn, 1):
        sides = [tuple(anchor(people[at % len(people)]) for at in side) if people else () for side in (one, other)]
        made.append(PeopleDecision(number, merged, (sides[0], sides[1]), insisted))
    return made


NUMBERS = st.lists(st.integers(0, 20), min_size=1, max_size=3)
DECISIONS = st.lists(st.tuples(st.booleans(), NUMBERS, NUMBERS, st.booleans()), max_size=3)


@settings(max_examples=150)
@given(ANYBODY, DECISIONS, st.randoms(use_true_random=False))
def test_the_order_does_not_matter_and_a_split_always_holds(drawn, made, chance):
    people = crowd(drawn)
    decisions = decided(people, made)
    mixed = list(people)
    chance.shuffle(mixed)
    result = link(people, (), pseudonym, decisions)
    assert result == link(mixed, (), pseudonym, decisions[::-1])
    subject = {(one.record, one.ordinal): one.subject for one in result.links}
    for decision in decisions:
        rest, chosen = ({(one.record, one.ordinal) for one in side} for side in decision.sides)
        if not decision.merged and rest.isdisjoint(chosen):
            assert {subject.get(key) for key in rest}.isdisjoint({subject[key] for key in chosen if key in subject})
