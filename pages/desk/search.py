"""Search: a name, an identifier in any spelling or words, across people, records and files."""

import streamlit as st

from engine.views.search import FileHit, Found, PersonHit, RecordHit
from pages.frame import Place, facet, guard, header, label, link, marked, pager, plain, safe, shortened
from pages.frame.finding import seek, sought
from pages.frame.formats import number
from pages.frame.labels import say
from pages.frame.located import spots

_SHOWN = 10
_KEY = "search-again"


def draw(place: Place) -> None:
    """The page."""
    words, text = place.words, sought()
    header(place, "search")
    st.session_state[_KEY] = text
    st.text_input(
        words("search.label"), key=_KEY, help=words("search.help"), placeholder=words("search.placeholder"),
        icon=":material/search:", on_change=lambda: seek(st.session_state[_KEY]), autocomplete="off",
    )  # fmt: skip
    if not text:
        st.caption(words("search.nothing_asked"))
        return
    with st.spinner(words("search.running")):
        found = place.seat.search(text, place.selection, place.address.page)
    if not (found.people_total or found.records.total or found.files_total):
        st.info(words("search.nothing_found"))
        return
    st.caption(
        words(
            "search.found",
            people=number(found.people_total),
            records=number(found.records.total),
            files=number(found.files_total),
        )
    )
    if found.people:
        _people(place, found)
    _records(place, found)
    if found.files:
        _files(place, found)


def _people(place: Place, found: Found) -> None:
    words = place.words
    st.subheader(words("search.people", number=number(found.people_total)), anchor=False)
    with st.container(border=True, key="search-people", gap="xsmall"):
        for hit in found.people[:_SHOWN]:
            _person(place, hit)
        if len(found.people) > _SHOWN:
            with st.expander(words("search.more", number=number(len(found.people) - _SHOWN))):
                for hit in found.people[_SHOWN:]:
                    _person(place, hit)
        if found.people_total > len(found.people):
            st.caption(words("search.narrow", number=number(found.people_total - len(found.people))))


def _person(place: Place, hit: PersonHit) -> None:
    words = place.words
    name = plain(f"{hit.masked_name or words('people.nameless')} · {hit.id}")
    by = words("frame.comma").join(label(words, "type", one) for one in hit.by) or words("search.by_id")
    kind = label(words, "subject_kind", hit.kind)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        link(f"**{name}**", "people", person=hit.id, icon=":material/person:")
        st.caption(words("search.person", kind=kind, records=number(hit.records), by=plain(by)), width="content")


def _records(place: Place, found: Found) -> None:
    words = place.words
    st.subheader(words("search.records", number=number(found.records.total)), anchor=False)
    with st.expander(words("retention.filters"), expanded=False, key="search-filters"):
        left, right = st.columns(2)
        with left:
            facet(words, "record_class", place.rules.record_classes)
        with right:
            facet(words, "kind", ("message", "attachment", "row", "contact"))
    if found.records.lines:
        with st.container(border=True, key="search-records", gap="small"):
            lines = found.records.lines
            places = spots(place, [(hit.id, hit.locator) for hit in lines])
            for hit, where in zip(lines, places, strict=True):
                _record(place, found, hit, where)
    pager(words, found.records)


def _record(place: Place, found: Found, hit: RecordHit, where: str) -> None:
    words = place.words
    parts = (label(words, "record_class", hit.record_class), label(words, "kind", hit.kind), hit.day or "—")
    with st.container(gap=None, key=f"search-record-{hit.id}"):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            link(f"**{plain(' · '.join(parts))}**", "record", record=hit.id, icon=":material/description:")
            source = words("frame.source_number", number=hit.source)
            st.caption(plain(f"{source} · {shortened(where, 60)}"), width="content")
        if hit.around:
            before, after = ("… " if cut else "" for cut in hit.cut)
            text = f"{before}{marked(words, hit.around, sought=found.patterns)} {after}"
            st.html(f'<div class="co-around">{safe(label(words, "field", hit.field))} · {text}</div>')


def _files(place: Place, found: Found) -> None:
    words = place.words
    st.subheader(words("search.files", number=number(found.files_total)), anchor=False)
    with st.container(border=True, key="search-files", gap="xsmall"):
        places = spots(place, [(hit.record, hit.locator) for hit in found.files])
        for hit, where in zip(found.files, places, strict=True):
            _file(place, hit, where)
        if found.files_total > len(found.files):
            st.caption(words("search.narrow", number=number(found.files_total - len(found.files))))


def _file(place: Place, hit: FileHit, where: str) -> None:
    words = place.words
    name = f"{hit.source_name} · {where}" if where else hit.source_name
    told = plain(shortened(name, 90))
    if hit.record:
        link(told, "record", record=hit.record, icon=":material/attach_file:")
        return
    of_source = place.selection.with_facet("source", [str(hit.source)]).only("source")
    if hit.reason:
        told += f" :gray[{words('search.not_read', reason=plain(say(words, f'skipped.{hit.reason}', hit.reason)))}]"
    link(told, "sources", selection=of_source, icon=":material/draft:")


draw(guard())
