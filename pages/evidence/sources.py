"""Sources: bring files in, scan them, and see what was read of each and what was not."""

import streamlit as st

from engine.views.selection import Selection
from engine.views.sources import Coverage, SkippedLine, SourceLine, coverage, skipped_items, sources
from pages.frame import Place, empty, facet, guard, header, label, pager, plain, say, shortened, table
from pages.frame.formats import moment, number, size
from pages.frame.picking import fitting
from pages.frame.progress import scan
from pages.frame.receiving import bring_in, outcomes

_LISTED, _SKIPPED_SHOWN = 500, 20


def _totals(place: Place, read: Coverage) -> None:
    words = place.words
    known = read.found or not read.unfinished
    figures = (
        ("found", read.found),
        ("read", read.read),
        ("skipped", read.skipped),
        ("duplicates", read.duplicates),
        ("warned", read.warned),
    )
    for column, (name, count) in zip(st.columns(len(figures)), figures, strict=True):
        column.metric(
            words(f"sources.{name}"),
            number(count if known else None),
            help=words(f"sources.{name}_help"),
            border=True,
        )
    if known:
        st.caption(words("sources.sum", found=number(read.found), read=number(read.read), skipped=number(read.skipped)))


def _list(place: Place, lines: tuple[SourceLine, ...]) -> None:
    words = place.words
    rows = [_row(place, line) for line in lines]
    columns = {
        "number": st.column_config.NumberColumn(words("sources.column.number"), width=50),
        "name": st.column_config.TextColumn(words("sources.column.name"), width=170),
        "format": st.column_config.TextColumn(words("sources.column.format"), width=150),
        "about": st.column_config.TextColumn(words("sources.column.about"), width="medium"),
        "state": st.column_config.TextColumn(words("sources.column.state")),
        "found": st.column_config.NumberColumn(words("sources.found"), format="localized"),
        "read": st.column_config.NumberColumn(words("sources.read"), format="localized"),
        "skipped": st.column_config.NumberColumn(words("sources.skipped"), format="localized"),
        "duplicates": st.column_config.NumberColumn(words("sources.duplicates"), format="localized"),
        "warned": st.column_config.NumberColumn(words("sources.warned"), format="localized"),
        "size": st.column_config.TextColumn(words("sources.column.size")),
        "received": st.column_config.TextColumn(words("sources.column.received")),
    }
    table(rows, columns, "sources", alt=words("nav.sources"))


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
        "read": line.read if counted else None,
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


def _skipped(place: Place, lines: tuple[SourceLine, ...], read: Coverage) -> None:
    words = place.words
    st.subheader(words("sources.skipped_title"), anchor=False)
    left, right = st.columns(2)
    names = {str(line.number): f"{line.number} · {line.name}" for line in lines}
    with left:
        facet(words, "source", names, label_of=lambda number: names.get(number, number))
    with right:
        facet(words, "reason", read.reasons, counts=dict(read.reasons))
    page = place.seat.view(skipped_items, place.selection, place.address.page, _SKIPPED_SHOWN)
    if not page.total:
        st.caption(words("sources.none_skipped" if not read.skipped else "sources.none_selected"))
        return
    columns = {
        "source": words("sources.column.source"),
        "locator": st.column_config.TextColumn(words("sources.column.locator"), width="medium"),
        "reason": st.column_config.TextColumn(words("facet.reason"), width="large"),
        "detail": words("sources.column.detail"),
    }
    rows = [_item(place, line) for line in page.lines]
    table(rows, columns, "skipped", alt=words("sources.skipped_title"), height=fitting(len(rows)))
    pager(words, page)


def _item(place: Place, line: SkippedLine) -> dict[str, object]:
    return {
        "source": f"{line.number} · {shortened(line.source_name, 40)}",
        "locator": place.words("sources.whole_file") if line.locator == "file" else line.locator,
        "reason": label(place.words, "reason", line.reason),
        "detail": line.detail,
    }


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
    lines = place.seat.view(sources, Selection(), 1, _LISTED).lines
    chosen = [line for line in lines if not place.selection.source or str(line.number) in place.selection.source]
    running = (progress := place.seat.progress()) is not None and progress.running
    if not running:
        _totals(place, read)
    _list(place, tuple(chosen))
    if not running:
        _warnings(place, read)
        _skipped(place, lines, read)
    _hashes(place, lines)
else:
    empty(place.words("sources.empty"))
    bring_in(place)
