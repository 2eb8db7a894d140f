"""Items by coverage: a filtered list, the way to the record, and the original of what was not read."""

import streamlit as st

from engine.strings import Words
from engine.views.coverage import Coverage, CoveredItem, covered_items
from engine.views.sources import SourceLine
from pages.frame.escape import plain, shortened
from pages.frame.fetching import original
from pages.frame.filters import facet
from pages.frame.guard import Place
from pages.frame.labels import label
from pages.frame.located import spots
from pages.frame.navigation import go
from pages.frame.picking import fitting
from pages.frame.tables import pager, table

_SHOWN = 20
_PICKED = "covered-picked"


def items(place: Place, lines: tuple[SourceLine, ...], read: Coverage) -> None:
    """The list under the facets source, coverage (none: not scanned) and reason."""
    words, chosen = place.words, place.selection
    st.subheader(words("sources.items_title" if chosen.coverage else "sources.items_not_scanned"), anchor=False)
    _facets(place, lines, read)
    page = place.seat.view(covered_items, chosen, place.address.page, _SHOWN)
    if not page.total:
        unfiltered = not (chosen.coverage or chosen.source or chosen.reason)
        st.caption(words("sources.items_all_read" if unfiltered else "sources.items_none"))
        return
    st.caption(words("sources.items_hint"))
    columns = {
        "source": words("sources.column.source"),
        "locator": st.column_config.TextColumn(words("sources.column.locator"), width="medium"),
        "state": words("facet.coverage"),
        "codes": st.column_config.TextColumn(words("sources.column.codes"), width="large"),
        "detail": words("sources.column.detail"),
    }
    places = spots(place, [(item.id, item.locator) for item in page.lines])
    rows = [_row(words, item, where) for item, where in zip(page.lines, places, strict=True)]
    picked = table(rows, columns, "covered", alt=words("sources.items_title"), pick=True, height=fitting(len(rows)))
    pager(words, page)
    if picked is not None and page.lines[picked].state != "not_scanned":
        go("record", record=page.lines[picked].id)
    if picked is not None:
        st.session_state[_PICKED] = page.lines[picked].id
    item = next((one for one in page.lines if one.id and one.id == st.session_state.get(_PICKED)), None)
    if item:
        _original(place, item)


def _facets(place: Place, lines: tuple[SourceLine, ...], read: Coverage) -> None:
    words = place.words
    left, centre, right = st.columns(3)
    names = {str(line.number): f"{line.number} · {line.name}" for line in lines}
    with left:
        facet(words, "source", names, label_of=lambda number: names.get(number, number))
    with centre:
        facet(words, "coverage", read.states, counts=dict(read.states))
    with right:
        codes = {**read.reasons, **read.warnings}
        facet(words, "reason", codes, counts=codes)


def _row(words: Words, item: CoveredItem, where: str) -> dict[str, object]:
    return {
        "source": f"{item.number} · {shortened(item.source_name, 40)}",
        "locator": words("sources.whole_file") if item.locator == "file" else where,
        "state": label(words, "coverage", item.state),
        "codes": " ".join(label(words, "reason", code) for code in item.codes),
        "detail": item.detail,
    }


def _original(place: Place, item: CoveredItem) -> None:
    words = place.words
    with st.container(border=True, key="covered-original"):
        [where] = spots(place, [(item.id, item.locator)])
        st.markdown(f"**{plain(words('sources.item_original', locator=where))}**")
        st.caption(" ".join(plain(label(words, "reason", code)) for code in item.codes))
        original(place, item.id, "covered", help=words("sources.item_original_help"))
