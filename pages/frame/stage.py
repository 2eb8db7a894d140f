"""The stage of a presentation: the page whole, big type, keys, notes, decisions taken down, and the order of pages."""

from pathlib import Path

import streamlit as st

from engine.model.slides import Slide
from engine.views.presentation import mark
from pages.frame.address import here, stay
from pages.frame.escape import safe
from pages.frame.formats import number
from pages.frame.guard import Place, mending
from pages.frame.helping import page_help
from pages.frame.minutes import take_down
from pages.frame.navigation import link
from pages.frame.receiving import localised

_FOLDER = Path(__file__).resolve().parent
_MARK, _KILOBYTES = 96, 1_000


def look() -> None:
    """The page whole, with big type; to be drawn before the slide."""
    st.html(_FOLDER / "stage.css")


def head(place: Place, slide: Slide, at: int, all: int) -> None:
    """Whose engagement this is, under the client's mark, the slide's title, and where one is."""
    words = place.words
    with st.container(key="stage-head", horizontal=True, vertical_alignment="center"):
        if drawing := place.seat.view(mark):
            with st.container(key="stage-mark", width="content"):
                st.image(drawing, width=_MARK)
        st.caption(f"{safe(place.engagement.company)} · {words('app.name')}")
        st.caption(f"{words('report.confidential')} · {at} / {all}", width="content")
    st.title(words(f"present.slide.{slide.id}"), anchor=False)


def foot(place: Place, slides: tuple[Slide, ...], shown: list[Slide], at: int) -> None:
    """The ways on and back, notes, decisions, the order, and the way out."""
    words = place.words
    with st.container(key="stage-foot", horizontal=True, vertical_alignment="center", gap="small"):
        st.button("←", key="stage-back", disabled=at == 0, on_click=_turn, args=(at,), help=words("present.back"))
        st.button("→", key="stage-next", disabled=at + 1 >= len(shown), on_click=_turn, args=(at + 2,),
                  help=words("present.next"))  # fmt: skip
        st.button("⇤", key="stage-first", disabled=at == 0, on_click=_turn, args=(1,), help=words("present.first"))
        st.caption(words("present.keys"), width="stretch")
        with st.popover(words("present.notes"), icon=":material/sticky_note_2:"):
            _notes(place, slides, shown[at])
        if st.button(words("present.record"), icon=":material/edit_note:", type="primary", key="stage-record"):
            take_down(place)
        with st.popover(words("present.order"), icon=":material/swap_vert:"):
            _order(place, slides)
        with st.popover(words("present.mark"), icon=":material/branding_watermark:"):
            _mark(place)
        page_help(words, "present")
        link(words("present.leave"), "overview", icon=":material/close:")
    keys = (_FOLDER / "stage.js").read_text(encoding="utf-8")
    st.html(f"<script>{keys}</script>", unsafe_allow_javascript=True)  # constant text; Streamlit has no keys of its own


def _turn(number: int) -> None:
    stay(page=number)


def _notes(place: Place, slides: tuple[Slide, ...], slide: Slide) -> None:
    words = place.words
    with st.form(f"notes-{slide.id}", border=False, enter_to_submit=False):
        text = st.text_area(
            words("present.notes_for", slide=words(f"present.slide.{slide.id}")), slide.notes, height=160
        )
        if st.form_submit_button(words("present.save")):
            arranged = [Slide(one.id, one.shown, text) if one.id == slide.id else one for one in slides]
            with mending():
                place.seat.perform("arrange_presentation", slides=arranged)
                st.rerun()


def _order(place: Place, slides: tuple[Slide, ...]) -> None:
    words = place.words
    st.caption(words("present.order_help"))
    rows = [
        {"place": at, "title": words(f"present.slide.{one.id}"), "shown": one.shown} for at, one in enumerate(slides, 1)
    ]
    edited = st.data_editor(
        rows, key="stage-order", hide_index=True, disabled=["title"],
        column_config={
            "place": st.column_config.NumberColumn(words("present.column.place"), min_value=1, max_value=99, step=1),
            "title": words("present.column.title"),
            "shown": words("present.column.shown"),
        },
    )  # fmt: skip
    if st.button(words("present.save"), key="stage-order-save"):
        chosen = sorted(zip(edited, slides, strict=True), key=lambda pair: pair[0]["place"])
        arranged = [Slide(one.id, bool(row["shown"]), one.notes) for row, one in chosen]
        with mending():
            place.seat.perform("arrange_presentation", slides=arranged)
            stay(page=1)
            st.rerun()


def _mark(place: Place) -> None:
    """The client's mark: a file to place, or the way to take it away."""
    words = place.words
    localised(words, 1)
    with st.form("stage-mark-form", border=False, clear_on_submit=True):
        file = st.file_uploader(
            words("settings.upload", most=number(_KILOBYTES)), ["png", "svg"], key="stage-mark-file",
            max_upload_size=1, help=words("settings.upload_help"),
        )  # fmt: skip
        placed = st.form_submit_button(words("present.mark_place"), type="primary")
    removed = bool(place.seat.view(mark)) and st.button(words("settings.remove_logo"), key="stage-mark-remove")
    if removed or (placed and file):
        with mending():
            place.seat.perform("place_mark", content=file.getvalue() if placed and file else b"")
            st.rerun()


def at(shown: list[Slide]) -> int:
    """Which of the shown slides the URL names, from 0."""
    return min(here().page, len(shown)) - 1
