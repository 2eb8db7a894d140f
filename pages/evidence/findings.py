"""Findings: what personal data was found, of which kind, where, and what a reviewer says of it."""

from typing import Any

import streamlit as st

from engine.strings import Words
from engine.views.findings import STATES, Exposure, Facets, FindingLine, exposure, facets, finding_lines
from engine.views.groups import GROUPS
from engine.views.sample import band_of, precision
from engine.views.selection import Selection
from engine.views.sources import sources
from pages.frame import Place, empty, facet, figure, go, guard, header, label, link, pager, shortened, stay, total
from pages.frame.alike import alike, following
from pages.frame.exposed import exposed
from pages.frame.formats import number
from pages.frame.located import spots
from pages.frame.picking import picking
from pages.frame.review import review_bar, state_of
from pages.frame.rightness import estimated, labelled

PAGE_SIZE = 50
ALL_SOURCES = 100_000


def draw(place: Place) -> None:
    """The page."""
    words, selection = place.words, place.selection
    header(place, "findings")
    following(place)
    known = place.seat.view(facets)
    if not known.types:
        empty(words("findings.empty"), "sources", words("findings.to_sources"))
        return
    _filters(place, known)
    shown = place.seat.view(exposure, selection)
    _summary(words, shown, selection)
    _rightness(place)
    if shown.findings:
        exposed(place)
    else:
        st.info(words("findings.nothing_selected"))
    _list(place)


def _filters(place: Place, known: Facets) -> None:
    words = place.words
    names = {
        str(line.number): f"{line.number} · {line.name}"
        for line in place.seat.view(sources, Selection(), size=ALL_SOURCES).lines
    }
    with st.expander(words("findings.filters"), expanded=False, key="findings-filters"):
        columns = st.columns(3)
        with columns[0]:
            facet(words, "type", known.types)
            facet(words, "sensitivity", ("sensitive", "conditional", "general"))
        with columns[1]:
            facet(words, "record_class", known.classes)
            facet(words, "source", names, label_of=lambda value: names.get(value, value))
        with columns[2]:
            facet(words, "year", known.years)
            facet(words, "finding_state", STATES)
            facet(words, "group", GROUPS)


def _with_findings(selection: Selection) -> Selection:
    """Records under the selection that have findings: a state is asked for, since none lets every record through."""
    return selection if selection.of_findings else selection.with_facet("finding_state", ("open", "confirmed"))


def _summary(words: Words, shown: Exposure, selection: Selection) -> None:
    first, *others = st.columns(4)
    with first.container(border=True, height="stretch"):
        total(words("findings.findings"), number(shown.findings), "list", help=words("findings.findings_help"))
    of_them = _with_findings(selection)
    for column, (name, value, screen, narrowed) in zip(
        others,
        (
            ("exposures", shown.exposures, "findings", selection.with_facet("coverage", ("scanned", "warned"))),
            ("records", shown.records, "retention", of_them),
            ("duplicates", shown.duplicates, "retention", of_them.with_facet("coverage", ("duplicate",))),
        ),
        strict=True,
    ):
        with column.container(border=True, height="stretch"):
            told = words(f"findings.{name}_help")
            figure(words(f"findings.{name}"), number(value), screen, selection=narrowed, help=told)
    st.caption(words("findings.units", findings=number(shown.findings), exposures=number(shown.exposures)))


def _rightness(place: Place) -> None:
    """How right all findings are by the reviewed sample, whatever the filter."""
    words = place.words
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="findings-right"):
        with st.container(width="stretch"):
            estimated(words, place.seat.view(precision))
        link(words("sample.open"), "sample", icon=":material/fact_check:", help=words("sample.estimated_help"))


def _list(place: Place) -> None:
    words = place.words
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        st.subheader(words("findings.list"), anchor="list", width="content")
        unsure = st.toggle(
            words("findings.unsure_first"), key="findings-unsure", help=words("findings.unsure_help"),
            on_change=lambda: stay(page=1),
        )  # fmt: skip
    page = place.seat.view(finding_lines, place.selection, place.address.page, PAGE_SIZE, unsure_first=unsure)
    if not page.total:
        st.caption(words("findings.nothing_selected"))
        return
    columns: dict[str, Any] = {
        name: words(f"findings.column.{name}")
        for name in (
            "type",
            "masked",
            "state",
            "record_class",
            "day",
            "field",
            "score",
            "labelled",
            "recognizer",
            "source",
            "locator",
        )
    }
    columns["labelled"] = st.column_config.TextColumn(
        words("findings.column.labelled"), help=words("findings.column.labelled_help")
    )
    key = "findings-list"
    places = spots(place, [(line.record, line.locator) for line in page.lines])
    rows = [_row(words, line, where) for line, where in zip(page.lines, places, strict=True)]
    chosen = picking(rows, columns, key, alt=words("findings.list"))
    lines = [page.lines[index] for index in chosen]
    review_bar(words, [(line.id, line.state) for line in lines], key)
    alike(place, lines[0].id if len(lines) == 1 else "", page.total, key)
    with st.container(horizontal=True, vertical_alignment="center"):
        pager(words, page)
        if st.button(
            words("findings.open_record"),
            key="findings-open",
            disabled=len({line.record for line in lines}) != 1,
            help=words("findings.open_record_help"),
        ):
            go("record", record=lines[0].record)


def _row(words: Words, line: FindingLine, where: str) -> dict[str, object]:
    return {
        "type": label(words, "type", line.entity_type),
        "masked": line.masked,
        "state": state_of(words, line.state, line.decided_by),
        "record_class": label(words, "record_class", line.record_class),
        "day": line.day or "—",
        "source": line.source,
        "locator": shortened(where, 60),
        "field": shortened(label(words, "field", line.field), 30),
        "score": f"{line.score:.2f}",
        "labelled": labelled(words, line.entity_type, band_of(line.score), short=True) or "—",
        "recognizer": label(words, "recognizer", line.recognizer),
    }


draw(guard())
