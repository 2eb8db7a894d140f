"""Papers and snapshots: what leaves the desk, what was printed when, and what has changed since."""

import streamlit as st

from engine.model.papers import Kept, Paper
from engine.views.snapshots import Since, State, listed, since, state
from pages.frame import Place, act, guard, header, label, plain, table
from pages.frame.fetching import offered
from pages.frame.formats import moment, number
from pages.frame.papers import EDITIONS, LANGUAGE_NAMES, paper_button
from pages.frame.picking import fitting

_NOW = "now"


def draw(place: Place) -> None:
    """The page."""
    header(place, "papers")
    place.seat.prepare_paper()
    _papers(place)
    _tables(place)
    kept = place.seat.view(listed)
    _snapshots(place, kept)
    if any(one.figures for one in kept):
        _compare(place, [one for one in kept if one.figures])


def _papers(place: Place) -> None:
    words = place.words
    st.subheader(words("papers.title"), anchor=False, help=words("papers.help"))
    with st.container(border=True, key="papers"):
        for paper in Paper:
            told, ways = st.columns([6, 4], vertical_alignment="center")
            told.markdown(f"**{words(f'report.paper.{paper}')}**  \n{words(f'papers.about.{paper}')}")
            with ways.container(horizontal=True, horizontal_alignment="right", gap="small"):
                for language in EDITIONS:
                    paper_button(place, paper, language)


def _tables(place: Place) -> None:
    words = place.words
    st.subheader(words("papers.tables"), anchor=False, help=words("papers.tables_help"))
    with st.container(border=True, key="tables"):
        for form, mime in (("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
                           ("zip", "application/zip")):  # fmt: skip
            told, way = st.columns([7, 3], vertical_alignment="center")
            told.markdown(f"**{words(f'papers.{form}')}**  \n{words(f'papers.about.{form}')}")
            with way.container(horizontal=True, horizontal_alignment="right"):
                st.download_button(
                    words("papers.download"), data=lambda chosen=form: place.seat.tables(chosen, place.language),
                    file_name=f"{place.seat.slug}-{place.engagement.as_of}.{form}", mime=mime, key=f"tables-{form}",
                    icon=":material/download:", on_click="ignore",
                )  # fmt: skip


def _snapshots(place: Place, kept: tuple[Kept, ...]) -> None:
    words = place.words
    st.subheader(words("papers.made", number=number(len(kept))), anchor=False, help=words("papers.made_help"))
    if not kept:
        st.caption(words("papers.none"))
        return
    rows = [
        {
            "id": one.id,
            "paper": words(f"report.paper.{one.paper}"),
            "language": LANGUAGE_NAMES[one.language],
            "at": moment(one.created_at),
            "by": one.made_by,
            "signed": one.signed.by if one.signed else words("papers.draft"),
            "engine": one.engine or "—",
            "rules": one.rules or "—",
            "hash": one.sha256,
        }
        for one in kept
    ]
    columns: dict[str, object] = {name: words(f"papers.column.{name}") for name in rows[0]}
    alt = words("papers.made", number=number(len(kept)))
    chosen = table(rows, columns, "snapshots", alt=alt, pick=True, height=fitting(len(rows)))
    if chosen is not None:
        st.session_state["snapshot-chosen"] = kept[chosen].id
    one = next((each for each in kept if each.id == st.session_state.get("snapshot-chosen")), None)
    if one is None:
        st.caption(words("papers.choose"))
    elif not one.has_content:
        st.info(words("papers.without_content", id=one.id))
    else:
        with st.container(horizontal=True, vertical_alignment="center"):
            offered(words("papers.reprint", id=one.id), words("papers.reprint_download"), f"reprint-{one.id}",
                    lambda: _again(place, one.id), "application/pdf")  # fmt: skip
            _sign_off(place, one)


def _sign_off(place: Place, one: Kept) -> None:
    """Signing off, for somebody else than who made it; who did, once it is done."""
    words = place.words
    if one.signed:
        at = moment(one.signed.at)
        told = words("papers.signed", name=plain(one.signed.by), at=at, event=one.signed.event)
        st.caption(f":material/verified: {told}")
        return
    own = one.made_by == place.seat.actor.name
    st.button(
        words("papers.sign", id=one.id), key=f"sign-{one.id}", icon=":material/verified:", disabled=own,
        help=words("papers.sign_own") if own else words("papers.sign_help"), on_click=_signed, args=(one.id,),
    )  # fmt: skip


def _signed(id: str) -> None:
    act("sign_off", snapshot=id, notice="papers.signed_now")


def _again(place: Place, id: str) -> tuple[str, bytes]:
    again = place.seat.reprint(id)
    return again.file_name, again.pdf


def _compare(place: Place, kept: list[Kept]) -> None:
    words = place.words
    st.subheader(words("papers.compare"), anchor=False, help=words("papers.compare_help"))
    by_id: dict[str, Kept | State] = {one.id: one for one in kept}
    times = {one.id: moment(one.created_at) for one in kept}
    left, right = st.columns(2)

    def told(name: str) -> str:
        return words("papers.now") if name == _NOW else f"{times[name]} · {name}"

    before = left.selectbox(words("papers.before"), list(by_id), format_func=told, key="compare-before")
    after = right.selectbox(words("papers.after"), [_NOW, *by_id], format_func=told, key="compare-after")
    found = since(by_id[before], place.seat.view(state) if after == _NOW else by_id[after])
    _versions(place, found)
    if not (found.changes or found.moved):
        st.info(words("papers.same"))
    if found.changes:
        rows = [
            {
                "figure": words(one.name) if one.name in words else one.name,
                "before": number(one.before),
                "after": number(one.after),
                "difference": f"{one.after - one.before:+,}",
            }
            for one in found.changes
        ]
        columns: dict[str, object] = {name: words(f"papers.column.{name}") for name in rows[0]}
        table(rows, columns, "compared", alt=words("papers.compare"), height=fitting(len(rows)))
    if found.moved:
        moved = [
            {
                "scenario": f"{one.scenario} · {label(words, 'scenario', one.scenario)}",
                "before": _levels(place, one.before),
                "after": _levels(place, one.after),
            }
            for one in found.moved
        ]
        columns = {name: words(f"papers.column.{name}") for name in moved[0]}
        table(moved, columns, "compared-levels", alt=words("papers.compare"), height=fitting(len(moved)))


def _levels(place: Place, levels: tuple[str, str] | None) -> str:
    return " / ".join(label(place.words, "level", one) for one in levels) if levels else "—"


def _versions(place: Place, found: Since) -> None:
    told = [place.words(f"report.since.{name}") for name in ("sources", "rules", "engine") if getattr(found, name)]
    for sentence in told:
        st.markdown(f":material/update: {plain(sentence)}")


draw(guard())
