"""Put records in another class: a person's word with a reason, what it would change in sight, and the way back."""

from typing import Any

import streamlit as st

from engine.views.reclassing import Reclassing, reclass_of, reclassing, standing
from engine.views.records import RecordText
from pages.frame.address import here
from pages.frame.escape import plain
from pages.frame.formats import moment, number
from pages.frame.guard import Place
from pages.frame.labels import label
from pages.frame.opening import act
from pages.frame.picking import unpick


def reclass(place: Place, picked: tuple[str, ...], total: int, key: str) -> None:
    """Draw the form for the picked records or for all under the filter, and what was said of classes so far."""
    words, scopes = place.words, ["picked", "all"]
    with st.expander(words("reclass.title"), icon=":material/label:", key="reclass"):
        st.caption(words("reclass.help"))
        counts = {"picked": number(len(picked)), "all": number(total)}
        scope = st.radio(
            words("treatment.scope"), scopes, horizontal=True, key="reclass-scope",
            format_func=lambda one: words(f"treatment.scope_{one}", number=counts[one]),
        )  # fmt: skip
        if scope == "all":
            _form(place, {"selection": here().selection}, "reclass", key)
        elif picked:
            _form(place, {"records": picked}, "reclass", key)
        else:
            st.caption(words("treatment.pick_first"))
        _standing(place)


def reclass_one(place: Place, shown: RecordText) -> None:
    """Draw what a person said of the class of one record, and the form to say something else."""
    words = place.words
    said = place.seat.view(reclass_of, shown.id)
    if said:
        facts = {"name": said.made_by, "day": moment(said.made_at), "reason": said.reason}
        st.caption(plain(words("reclass.by", **facts)))
        st.button(words("reclass.undo"), key="reclass-undo", on_click=_undo, args=(said.event,))
    if not shown.destroyed:
        with st.expander(words("reclass.title"), icon=":material/label:", key="reclass"):
            st.caption(words("reclass.help"))
            _form(place, {"records": (shown.id,)}, f"reclass-{shown.id}", "")


def _form(place: Place, what: dict[str, Any], name: str, key: str) -> None:
    """The form; `what` names the records as the view and the action want them."""
    words = place.words
    record_class = st.selectbox(
        words("reclass.to"), list(place.rules.record_classes), index=None, key=f"{name}-class",
        placeholder=words("reclass.choose"), format_func=lambda one: label(words, "record_class", one),
    )  # fmt: skip
    if record_class is None:
        return
    change = place.seat.view(reclassing, record_class, **what)
    _preview(place, change)
    reason = st.text_input(words("treatment.reason"), key=f"{name}-reason", max_chars=300)
    st.button(
        words("reclass.do", number=number(change.records)), key=f"{name}-do", type="primary",
        disabled=not (reason.strip() and change.records),
        help=None if reason.strip() else words("treatment.reason_first"),
        on_click=_reclass, args=(what, record_class, reason, name, key),
    )  # fmt: skip


def _preview(place: Place, change: Reclassing) -> None:
    words = place.words
    told = {
        name: plain(words("frame.comma").join(f"{label(words, facet, one)} {number(count)}" for one, count in counts))
        for name, facet, counts in (
            ("classes", "record_class", change.classes),
            ("before", "retention", change.before),
            ("after", "retention", change.after),
        )
    }
    st.markdown(words("reclass.preview", number=number(change.records), **told))


def _standing(place: Place) -> None:
    """What people said of classes, each with its way back."""
    words, lines = place.words, place.seat.view(standing)
    if not lines:
        return
    st.divider()
    st.markdown(f"**{words('reclass.standing', number=number(len(lines)))}**")
    for one, count in lines:
        with st.container(horizontal=True, vertical_alignment="center"):
            facts = {"name": one.made_by, "day": moment(one.made_at), "reason": one.reason}
            record_class = label(words, "record_class", one.record_class)
            st.markdown(
                plain(words("reclass.line", number=number(count), record_class=record_class, **facts)), width="stretch"
            )
            st.button(words("reclass.undo"), key=f"reclass-undo-{one.event}", on_click=_undo, args=(one.event,))


def _reclass(what: dict[str, Any], record_class: str, reason: str, name: str, key: str) -> None:
    if act("reclass", **what, record_class=record_class, reason=reason, notice="reclass.done"):
        st.session_state[f"{name}-class"] = None
        st.session_state[f"{name}-reason"] = ""
        unpick(key)


def _undo(event: int) -> None:
    act("undo_reclass", event=event, notice="reclass.undone")
