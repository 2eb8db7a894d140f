"""What the columns of one source's tables mean, and the word of a person who knows better."""

import streamlit as st

from engine.catalogue import catalogue
from engine.views.columns import Column, SourceColumns, Table
from engine.views.sources import SourceLine
from pages.frame.escape import plain, shortened
from pages.frame.formats import number, share
from pages.frame.guard import Place
from pages.frame.labels import label
from pages.frame.located import spot
from pages.frame.opening import act
from pages.frame.picking import fitting
from pages.frame.tables import table

_AT_ONCE, _ABREAST = 30, 3
_COUNTED_UNASKED = 50_000
"""Items of a source whose columns are counted without being asked: about a second."""


def columns(place: Place, line: SourceLine) -> None:
    """Draw the tables of the source: each column with its meaning, how full it is, and a form to correct it."""
    words = place.words
    with st.expander(words("columns.title"), icon=":material/view_column:"):
        found = _known(place, line)
        if found is None:
            return
        if not found.tables:
            st.caption(words("columns.none" if found.scanned or line.found else "columns.none_at_first"))
            return
        if found.changed:
            st.warning(words("columns.changed", button=words("care.afresh")))
        chosen = _chosen(place, line, found)
        _recognised(place, chosen)
        _list(place, line, found, chosen)
        _correct(place, line, chosen)


def _known(place: Place, line: SourceLine) -> SourceColumns | None:
    """The columns as scanned; where that takes long, or the source has to be read first, only when somebody asks."""
    words, key = place.words, f"columns-{line.number}-asked"
    if not 0 < line.found <= _COUNTED_UNASKED and not st.session_state.get(key):
        st.caption(words("columns.ask_large_help" if line.found else "columns.ask_help"))
        if not st.button(words("columns.ask_large" if line.found else "columns.ask"), key=f"columns-{line.number}-ask"):
            return None
        st.session_state[key] = True
    with st.spinner(words("columns.reading")):
        return place.seat.columns(line.sha256)


def _chosen(place: Place, line: SourceLine, found: SourceColumns) -> Table:
    """The one table, or the one that is chosen."""
    if len(found.tables) == 1:
        return found.tables[0]
    known = {one.key: one for one in found.tables}
    chosen = st.selectbox(
        place.words("columns.table", number=number(len(known))),
        list(known),
        format_func=lambda key: _table_name(place, known[key]),
        key=f"columns-{line.number}-table",
    )
    return known[chosen]


def _table_name(place: Place, table: Table) -> str:
    """Where a table lies, with the name of its sheet or file where that does not tell it."""
    name = shortened(table.name, 60)
    where = spot(place.words, table.key, name)
    return where if name in where else f"{where} · {name}"


def _recognised(place: Place, shown: Table) -> None:
    words, export = place.words, catalogue().exports.get(shown.export)
    if export is None:
        st.caption(words("columns.general"))
        return
    st.markdown(words("columns.recognised", export=plain(export.label[place.language])))
    checked = words("columns.verified" if export.verified else "columns.unverified")
    st.caption(plain(export.note[place.language]) if export.note else checked)


def _list(place: Place, line: SourceLine, found: SourceColumns, shown: Table) -> None:
    words = place.words
    st.caption(words("columns.counted" if found.scanned else "columns.counted_first", rows=number(shown.rows)))
    heads = {
        "number": st.column_config.NumberColumn(words("columns.column.number"), width=50),
        "header": st.column_config.TextColumn(words("columns.column.header"), width="medium"),
        "meaning": words("columns.column.meaning"),
        "said_by": words("columns.column.said_by"),
        "filled": st.column_config.TextColumn(words("columns.column.filled"), help=words("columns.column.filled_help")),
        "distinct": st.column_config.NumberColumn(words("columns.column.distinct"), format="localized"),
        "samples": st.column_config.TextColumn(
            words("columns.column.samples"), help=words("columns.column.samples_help"), width="medium"
        ),
    }
    rows = [_row(place, shown, one) for one in shown.columns]
    table(rows, heads, f"columns-{line.number}-{shown.key}-list", alt=words("columns.title"), height=fitting(len(rows)))


def _row(place: Place, shown: Table, one: Column) -> dict[str, object]:
    by = "person" if one.by_person else "rule" if one.meaning else "nobody"
    return {
        "number": one.number,
        "header": one.header,
        "meaning": label(place.words, "meaning", one.meaning) if one.meaning else "",
        "said_by": place.words(f"columns.by.{by}"),
        "filled": share(one.filled, shown.rows),
        "distinct": one.distinct,
        "samples": " · ".join(one.samples),
    }


def _correct(place: Place, line: SourceLine, shown: Table) -> None:
    """A form with the meaning of each column, some columns at a time; nothing can be said while a scan runs."""
    words, key = place.words, f"columns-{line.number}-{shown.key}"
    progress = place.seat.progress()
    running = progress is not None and progress.running
    part = shown.columns
    if len(part) > _AT_ONCE:
        firsts = list(range(0, len(part), _AT_ONCE))
        first = st.selectbox(
            words("columns.part"),
            firsts,
            format_func=lambda at: f"{at + 1}–{min(at + _AT_ONCE, len(shown.columns))}",
            key=f"{key}-part",
        )
        part = part[first : first + _AT_ONCE]
    with st.form(key, border=False, enter_to_submit=False):
        st.markdown(f"**{words('columns.correct')}**")
        for at in range(0, len(part), _ABREAST):
            for cell, one in zip(st.columns(_ABREAST), part[at : at + _ABREAST], strict=False):
                with cell:
                    _choice(place, key, one)
        if running:
            st.caption(words("columns.busy"))
        st.form_submit_button(
            words("columns.save"), type="primary", disabled=running, on_click=_save, args=(line, shown, part, key)
        )


def _choice(place: Place, key: str, one: Column) -> None:
    words = place.words
    options = ["", *catalogue().meanings]
    st.selectbox(
        plain(f"{one.number} · {shortened(one.header, 40)}"),
        options,
        index=options.index(one.meaning),
        format_func=lambda meaning: label(words, "meaning", meaning) if meaning else words("columns.by_header"),
        key=_key(key, one),
    )


def _key(key: str, one: Column) -> str:
    return f"{key}-{one.number}-{one.meaning}-{one.by_person}"


def _save(line: SourceLine, shown: Table, part: tuple[Column, ...], key: str) -> None:
    """Perform one action for each column whose meaning changed; what the rules say anyway is left to them."""
    for one in part:
        stated = st.session_state[_key(key, one)]
        if stated == one.meaning:
            continue
        meaning = "" if stated == one.by_header else stated
        place = {"source": line.number, "table": shown.key, "column": one.number, "header": one.header}
        if act("set_column_meaning", **place, meaning=meaning, notice="columns.saved") is None:
            return
