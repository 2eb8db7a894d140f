"""The scan as it runs: phase, counts, rate, time left, cancel; the same for every tab and visitor."""

import streamlit as st

from engine.model.progress import Progress
from engine.views.selection import Selection
from pages.frame.escape import plain, shortened
from pages.frame.formats import duration, number
from pages.frame.guard import Place, mending
from pages.frame.labels import say
from pages.frame.navigation import link


def scan(place: Place) -> None:
    """The running scan, live; else how the last one ended, and the button that starts the next."""
    progress = place.seat.progress()
    if progress and progress.running:
        with st.container(border=True, key="scan"):
            _live(place)
        return
    if progress:
        _ended(place, progress)
    if place.seat.unfinished:
        with st.container(border=True, key="scan", horizontal=True, vertical_alignment="center"):
            st.write(place.words("sources.waiting"))
            st.button(
                place.words("sources.scan"),
                key="scan-start",
                type="primary",
                icon=":material/search:",
                on_click=_start,
                args=(place,),
            )


def _start(place: Place) -> None:
    with mending():
        place.seat.start_scan()


@st.fragment(run_every=1)
def _live(place: Place) -> None:
    words, progress = place.words, place.seat.progress()
    if not progress or not progress.running:
        st.rerun()
    left, right = st.columns([5, 1], vertical_alignment="center")
    with left:
        st.progress(
            progress.share, text=f"**{words(f'progress.phase.{progress.phase}')}** · {_counts(place, progress)}"
        )
        facts = [words("progress.elapsed", time=duration(words, progress.seconds))]
        if progress.rate:
            facts.append(words("progress.rate", rate=number(progress.rate)))
        if progress.phase == "reading":
            known = progress.seconds_left is not None
            left_text = words("progress.left", time=duration(words, progress.seconds_left))
            facts.append(left_text if known else words("progress.left_unknown"))
            if progress.source:
                facts.append(words("progress.source", name=plain(shortened(progress.source, 50))))
        st.caption(" · ".join(facts))
    right.button(
        words("progress.cancel"),
        key="scan-cancel",
        help=words("progress.cancel_help"),
        on_click=place.seat.cancel_scan,
        width="stretch",
    )


def _ended(place: Place, progress: Progress) -> None:
    words = place.words
    facts = f"{_counts(place, progress)} · {words('progress.took', time=duration(words, progress.seconds))}"
    text = f"**{words(f'progress.phase.{progress.phase}')}** · {facts}"
    if progress.phase == "done":
        with st.container(border=True, key="scan-ended", horizontal=True, vertical_alignment="center"):
            st.markdown(f":green[:material/check_circle:] {text}")
            link(words("progress.to_overview"), "overview", selection=Selection(), icon=":material/space_dashboard:")
    elif progress.phase == "failed":
        st.error(f"{text} {say(words, f'error.{progress.error}', '')}")
    else:
        st.warning(f"{text} {words('progress.cancel_help')}")


def _counts(place: Place, progress: Progress) -> str:
    return place.words(
        "progress.counts",
        read=number(progress.read),
        skipped=number(progress.skipped),
        findings=number(progress.findings),
    )
