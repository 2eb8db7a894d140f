"""The shared filter on screen: chips to clear it, widgets to set one facet, clicks in charts."""

from collections.abc import Callable, Iterable, Mapping, Sequence

import streamlit as st

from engine.catalogue import Catalogue
from engine.model.assessment import DispositionState, RetentionState
from engine.strings import Words
from engine.views.groups import GROUPS
from engine.views.selection import FACETS, Selection
from pages.frame.address import here, stay
from pages.frame.escape import plain, shortened
from pages.frame.helping import explained
from pages.frame.labels import label

_CHIP = 28


def chips(words: Words, selection: Selection, followed: Sequence[str], beside: Callable[[], None]) -> None:
    """One chip per value, each with a way to clear it; those this page does not follow are drawn faint and say so.

    `beside` draws behind them.
    """
    chosen = [(facet, value) for facet in FACETS for value in getattr(selection, facet)]
    if not chosen:
        return
    with st.container(horizontal=True, gap="xsmall", key="chips", vertical_alignment="center"):
        st.caption(words("frame.filter"), width="content")
        for facet, value in chosen:
            used = facet in followed
            text = f"{words('facet.' + facet)}: {plain(shortened(label(words, facet, value), _CHIP))}"
            st.button(
                f"{text}  ✕",
                key=f"chip-{facet}-{value}",
                type="secondary" if used else "tertiary",
                help=words("frame.clear_one" if used else "frame.not_followed"),
                on_click=drop,
                args=(facet, value),
            )
        st.button(words("frame.clear_all"), key="chips-clear", type="tertiary", on_click=clear)
        beside()


def narrow(facet: str, values: Iterable[str]) -> None:
    """Set one facet of the filter; for callbacks. The page number goes back to 1."""
    stay(selection=here().selection.with_facet(facet, values))


def narrow_all(facets: Mapping[str, Sequence[str]]) -> None:
    """Set several facets at once; if they are set like this already, clear them. For callbacks."""
    selection = here().selection
    same = all(set(getattr(selection, name)) == set(values) for name, values in facets.items())
    for name, values in facets.items():
        selection = selection.with_facet(name, () if same else values)
    stay(selection=selection)


def toggle(facet: str, value: str) -> None:
    """Add a value to a facet, or take it out if it is there; for callbacks."""
    now = getattr(here().selection, facet)
    narrow(facet, [one for one in now if one != value] if value in now else [*now, value])


def drop(facet: str, value: str) -> None:
    """Clear one value."""
    narrow(facet, [one for one in getattr(here().selection, facet) if one != value])


def clear() -> None:
    """Clear the whole filter."""
    stay(selection=Selection())


def facet(
    words: Words,
    name: str,
    options: Iterable[str],
    *,
    counts: dict[str, int] | None = None,
    label_of: Callable[[str], str] | None = None,
) -> None:
    """A multi-select bound to one facet of the shared filter; `counts` adds numbers to the options."""
    chosen = list(getattr(here().selection, name))
    offered = list(dict.fromkeys([*options, *chosen]))
    key = f"facet-{name}"
    st.session_state[key] = chosen

    def shown(value: str) -> str:
        text = shortened(label_of(value) if label_of else label(words, name, value), 40)
        return f"{text} ({counts[value]:,})" if counts and value in counts else text

    st.multiselect(
        words(f"facet.{name}"),
        offered,
        key=key,
        format_func=shown,
        placeholder=words("frame.all"),
        help=explained(words.language, words(f"facet.{name}")),
        on_change=lambda: narrow(name, st.session_state[key]),
    )


def record_facets(words: Words, rules: Catalogue, key: str, years: Iterable[str]) -> None:
    """The facets of records, folded up; `years` are those there are."""
    with st.expander(words("retention.filters"), expanded=False, key=f"{key}-filters"):
        left, middle, right = st.columns(3)
        with left:
            facet(words, "retention", [str(state) for state in RetentionState])
            facet(words, "record_class", rules.record_classes)
        with middle:
            facet(words, "disposition", [str(state) for state in DispositionState])
            facet(words, "type", rules.entity_types)
        with right:
            facet(words, "year", years)
            facet(words, "kind", ("message", "attachment", "row", "contact"))
            facet(words, "group", GROUPS)
