from hypothesis import given
from hypothesis import strategies as st

from engine.views.selection import FACETS, Selection

VALUES = st.lists(st.text("abcdefghijklmnopqrstuvwxyz_0123456789:", min_size=1, max_size=8), max_size=3).map(tuple)


@given(st.fixed_dictionaries({name: VALUES for name in FACETS}))
def test_a_selection_survives_the_url(facets: dict[str, tuple[str, ...]]) -> None:
    selection = Selection(**facets)
    assert Selection.from_query(selection.to_query()) == selection
    assert bool(selection) == any(facets.values())


def test_foreign_parameters_are_left_alone() -> None:
    assert Selection.from_query({"lang": "zh", "type": "PHONE,EMAIL", "q": "x"}) == Selection(type=("PHONE", "EMAIL"))


def test_facets_are_replaced_and_kept() -> None:
    chosen = Selection(type=("PHONE",), year=("2020",))
    assert chosen.with_facet("type", []) == Selection(year=("2020",))
    assert chosen.only("type") == Selection(type=("PHONE",))
