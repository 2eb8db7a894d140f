"""Overlapping exports: what is new, gone, changed, item by item."""

import streamlit as st

from engine.views.overlap import CHANGES, Overlap, OverlapItem, overlap_items, overlaps
from pages.frame.escape import plain, shortened
from pages.frame.formats import number
from pages.frame.guard import Place
from pages.frame.labels import label
from pages.frame.located import spots
from pages.frame.navigation import go
from pages.frame.picking import fitting
from pages.frame.tables import table

_SHOWN = 200
_OPEN = 5
"""Pairs that are listed each by itself; of more than these one is chosen."""


def overlapping(place: Place) -> None:
    """A sentence for each pair of exports, and its items on demand."""
    words, pairs = place.words, place.seat.view(overlaps)
    if not pairs:
        return
    st.subheader(words("overlap.title"), anchor=False, help=words("overlap.help"))
    if len(pairs) > _OPEN:
        chosen = st.selectbox(
            words("overlap.choose", number=number(len(pairs))), pairs, index=None, format_func=_named,
            placeholder=words("overlap.choose_one"), key="overlap-pair",
        )  # fmt: skip
        if chosen:
            with st.container(border=True):
                _pair(place, chosen)
        return
    for pair in pairs:
        with st.expander(plain(_named(pair)), icon=":material/difference:"):
            _pair(place, pair)


def _named(pair: Overlap) -> str:
    return f"{pair.newer} · {shortened(pair.newer_name, 30)} ↔ {pair.older} · {shortened(pair.older_name, 30)}"


def _pair(place: Place, pair: Overlap) -> None:
    words = place.words
    counts = {"same": pair.same, "changed": pair.changed, "new": pair.new, "gone": pair.gone}
    told = {name: number(count) for name, count in counts.items()}
    st.markdown(words("overlap.sentence", newer=pair.newer, older=pair.older, **told))
    key = f"overlap-{pair.older}-{pair.newer}"
    offered = [change for change in CHANGES if counts[change]]
    change = st.segmented_control(
        words("overlap.show"),
        offered,
        format_func=lambda one: f"{words(f'overlap.change.{one}')} {told[one]}",
        key=f"{key}-change",
        label_visibility="collapsed",
    )
    if not change:
        return
    pages = -(-counts[change] // _SHOWN)
    chosen = 1
    if pages > 1:
        chosen = int(st.number_input(words("overlap.page", pages=number(pages)), 1, pages, 1, key=f"{key}-page"))
    page = place.seat.view(overlap_items, pair.older, pair.newer, change, chosen, _SHOWN)
    columns = {
        "kind": words("overlap.column.kind"),
        "locator": st.column_config.TextColumn(words("overlap.column.locator"), width="large"),
        "record": words("overlap.column.record"),
        "older": words("overlap.column.older"),
    }
    places = spots(place, [(item.record, item.locator) for item in page.lines])
    rows = [_row(place, item, where) for item, where in zip(page.lines, places, strict=True)]
    picked = table(rows, columns, key, alt=words("overlap.title"), pick=True, height=fitting(len(rows)))
    if picked is not None:
        go("record", record=page.lines[picked].record)


def _row(place: Place, item: OverlapItem, where: str) -> dict[str, object]:
    return {
        "kind": label(place.words, "kind", item.kind),
        "locator": where,
        "record": item.record,
        "older": item.older_record if item.change == "changed" else "",
    }
