"""Early warning on screen: in full on Risks, the first of it on Overview."""

import streamlit as st

from engine.views.alerts import Alert, early_warning, told
from engine.views.selection import Selection
from pages.frame.escape import plain, shortened
from pages.frame.grounds import checked, is_unsure, source_of
from pages.frame.guard import Place
from pages.frame.navigation import link
from pages.frame.remedies import remedy

_OPEN, _BRIEF, _LETTERS = 5, 2, 70


def warnings(place: Place) -> None:
    """Draw every warning with what it rests on; that there is none is said in one line."""
    words, found = place.words, place.seat.view(early_warning)
    if not found:
        st.caption(words("alert.none"))
        return
    with st.container(border=True, key="alerts"):
        st.subheader(words("alert.title", number=len(found)), anchor=False, help=words("alert.help"))
        for alert in found[:_OPEN]:
            _alert(place, alert)
        if len(found) > _OPEN:
            with st.expander(words("alert.more", number=len(found) - _OPEN)):
                for alert in found[_OPEN:]:
                    _alert(place, alert)


def first_warnings(place: Place) -> None:
    """The first warnings as links, and the way to all of them; nothing where there is none."""
    found = place.seat.view(early_warning)
    with st.container(gap=None, key="first-alerts"):
        for alert in found[:_BRIEF]:
            one = told(place.words, place.rules, alert)
            link(
                plain(shortened(one.sentence, _LETTERS)),
                one.screen,
                selection=one.selection,
                icon=":material/notifications:",
            )
        if len(found) > _BRIEF:
            link(place.words("alert.all", number=len(found)), "risks", selection=Selection())


def _alert(place: Place, alert: Alert) -> None:
    words, one = place.words, told(place.words, place.rules, alert)
    with st.container(horizontal=True, vertical_alignment="center", key=f"alert-{alert.code}-{alert.subject}"):
        text = plain(one.sentence)
        if one.authority:
            grounds = plain(f"{source_of(words, one.authority)} · {checked(words, one.authority, brief=True)}")
            text += f"  \n:{'orange' if is_unsure(one.authority) else 'gray'}[{grounds}]"
        st.markdown(text, width="stretch")
        remedy(place, alert.kind, alert.subject, one.screen, one.selection, f"alert-{alert.code}-{alert.subject}")
