"""Sources: bring files in, scan them, and see what was read of each and what was not."""

import streamlit as st

from engine import charts
from engine.views.coverage import Coverage, coverage
from engine.views.masked import already_masked
from engine.views.paging import Page
from engine.views.selection import Selection
from engine.views.sources import SourceLine, sources
from pages.frame import Place, bar, empty, figure, guard, header, label, pager, plain, plot, say, table
from pages.frame.covered import items
from pages.frame.formats import moment, number, size
from pages.frame.overlaps import overlapping
from pages.frame.progress import scan
from pages.frame.receiving import bring_in, outcomes
from pages.frame.source_care import care, locked, withdrawn

_LISTED, _BARS = 500, 12


def _totals(place: Place, read: Coverage) -> None:
    words = place.words
    known = read.found or not read.unfinished
    figures = {"found": read.found, **read.states}
    names = {"duplicate": "duplicates"}
    for column, (state, count) in zip(st.columns(len(figures)), figures.items(), strict=True):
        name = names.get(state, state)
        narrowed = Selection() if state == "found" else Selection(coverage=(state,))
        told, shown = words(f"sources.{name}_help"), number(count if known else None)
        with column.container(border=True, height="stretch"):
            figure(words(f"sources.{name}"), shown, "sources", selection=narrowed, help=told)
    if known:
        facts = {"found": read.found, "scanned": read.scanned, "warned": read.warned, "skipped": read.skipped}
        told = {name: number(count) for name, count in facts.items()}
        st.caption(words("sources.sum", duplicates=number(read.duplicates), **told))


def _masked(place: Place) -> None:
    masked = place.seat.view(already_masked)
    if masked:
        told = place.words("sources.masked_join").join(
            f"{label(place.words, 'type', name)} {number(count)}" for name, count in masked.items()
        )
        st.caption(place.words("sources.masked", count=number(sum(masked.values())), types=told))


def _chart(place: Place, page: Page[SourceLine], read: Coverage) -> None:
    """Coverage by source; many sources are one bar, because a bar for each would say nothing."""
    words = place.words
    counted = [line for line in page.lines if line.found]
    if not counted:
        return
    told = ", ".join(f"{label(words, 'coverage', state)} {number(count)}" for state, count in read.states.items())
    if len(counted) > _BARS or page.pages > 1:
        bar(charts.coverage_bar(read, place.language), "coverage", alt=told)
        return
    st.subheader(words("sources.coverage_title"), anchor=False)
    figure = charts.coverage_by_source(counted, place.language, place.selection)
    plot(figure, "coverage", alt=told)


def _list(place: Place, page: Page[SourceLine]) -> None:
    words = place.words
    rows = [_row(place, line) for line in page.lines]
    columns = {
        "number": st.column_config.NumberColumn(words("sources.column.number"), width=50),
        "name": st.column_config.TextColumn(words("sources.column.name"), width=170),
        "format": st.column_config.TextColumn(words("sources.column.format"), width=150),
        "about": st.column_config.TextColumn(words("sources.column.about"), width="medium"),
        "state": st.column_config.TextColumn(words("sources.column.state")),
        "found": st.column_config.NumberColumn(words("sources.found"), format="localized"),
        "scanned": st.column_config.NumberColumn(words("sources.scanned"), format="localized"),
        "warned": st.column_config.NumberColumn(words("sources.warned"), format="localized"),
        "skipped": st.column_config.NumberColumn(words("sources.not_scanned"), format="localized"),
        "duplicates": st.column_config.NumberColumn(words("sources.duplicates"), format="localized"),
        "size": st.column_config.TextColumn(words("sources.column.size")),
        "received": st.column_config.TextColumn(words("sources.column.received")),
    }
    table(rows, columns, "sources", alt=words("nav.sources"))
    if page.pages > 1:
        pager(words, page, "sources-pager", turns="sources")


def _row(place: Place, line: SourceLine) -> dict[str, object]:
    words = place.words
    counted = line.state == "scanned" or line.found > 0
    about = [*(say(words, f"note.{note}", note) for note in line.notes), *_details(place, line)]
    return {
        "number": line.number,
        "name": line.name,
        "format": say(words, f"format.{line.format or 'unknown'}", line.format or "?"),
        "state": label(words, "source_state", line.state),
        "found": line.found if counted else None,
        "scanned": line.scanned if counted else None,
        "skipped": line.skipped if counted else None,
        "duplicates": line.duplicates if counted else None,
        "warned": line.warned if counted else None,
        "size": size(line.bytes),
        "received": moment(line.received_at),
        "about": " · ".join(about),
    }


def _details(place: Place, line: SourceLine) -> list[str]:
    words = place.words
    return [
        f"{say(words, f'sources.detail.{name}', name)} {say(words, f'format.{name}.{value}', value)}"
        for name, value in line.details.items()
    ]


def _hashes(place: Place, lines: tuple[SourceLine, ...]) -> None:
    with st.expander(place.words("sources.hashes")):
        st.code("\n".join(f"{line.sha256}  {line.number}" for line in lines), language=None)


def _warnings(place: Place, read: Coverage) -> None:
    if read.warnings:
        with st.expander(place.words("sources.warnings_title", number=number(read.warned))):
            for code, count in read.warnings.items():
                st.markdown(f"- {plain(say(place.words, f'warning.{code}', code))} **{number(count)}**")


place = guard()
header(place, "sources")
scan(place)
outcomes(place.words)
read = place.seat.view(coverage)
if read.sources:
    with st.expander(place.words("sources.more"), icon=":material/add:"):
        bring_in(place)
    listed = place.seat.view(sources, Selection(), place.address.sources, _LISTED)
    filtered = bool(place.selection.source)
    shown = place.seat.view(sources, place.selection, place.address.sources, _LISTED) if filtered else listed
    lines = tuple({line.number: line for line in (*listed.lines, *shown.lines)}.values())
    running = (progress := place.seat.progress()) is not None and progress.running
    if not running:
        _totals(place, read)
        _masked(place)
        locked(place, read)
        _chart(place, shown, read)
    _list(place, shown)
    if not running:
        _warnings(place, read)
        overlapping(place)
        items(place, lines, read)
        care(place, lines)
    withdrawn(place)
    _hashes(place, listed.lines)
else:
    empty(place.words("sources.empty"))
    bring_in(place)
