"""What the scan says of the facts: each with the records behind it, to be confirmed or answered otherwise."""

import streamlit as st

from engine.model.rules import FactType
from engine.views.behind import behind
from engine.views.proposed import Proposal, proposed_facts
from pages.frame.escape import plain
from pages.frame.formats import number
from pages.frame.guard import Place, mending
from pages.frame.labels import label
from pages.frame.navigation import link
from pages.frame.opening import act, tell


def proposed(place: Place) -> None:
    """The panel; nothing where nothing is to be confirmed."""
    words, found = place.words, place.seat.view(proposed_facts)
    if not found:
        return
    with st.container(border=True, key="proposed-facts"):
        st.subheader(words("proposed.title", number=len(found)), anchor=False, help=words("proposed.help"))
        for one in found:
            _line(place, one)
        fresh = [one.fact for one in found if not one.contradicts]
        if len(fresh) > 1:
            st.button(
                words("proposed.all", number=len(fresh)),
                key="confirm-all",
                type="primary",
                on_click=_confirm,
                args=(fresh,),
            )


def _line(place: Place, one: Proposal) -> None:
    words = place.words
    with st.container(key=f"proposed-{one.fact}", gap="xsmall"):
        told, answers = st.columns([8, 3], vertical_alignment="center")
        with told:
            question = f"**{plain(label(words, 'fact', one.fact))}** → **{_said(place, one.value)}**"
            if one.contradicts:
                question += (
                    f"  \n:orange[:material/warning: {words('proposed.stated', answer=_said(place, one.stated))}]"
                )
            st.markdown(question)
            _grounds(place, one)
        with answers.container(horizontal=True, gap="small", horizontal_alignment="right"):
            st.button(words("proposed.confirm"), key=f"confirm-{one.fact}", on_click=_confirm, args=([one.fact],))
            if st.button(words("proposed.otherwise"), key=f"contest-{one.fact}", type="tertiary"):
                st.dialog(words("proposed.otherwise"))(_contest)(place, one)


def _grounds(place: Place, one: Proposal) -> None:
    """The counts that speak for it, each with the way to what was counted."""
    with st.container(horizontal=True, gap="small"):
        for name, count in one.found.items():
            told, way = place.words(f"evidence.{name}", number=number(count)), behind(name)
            if way:
                link(told, way[0], selection=way[1])
            else:
                st.caption(told)


def _said(place: Place, value: object) -> str:
    if isinstance(value, bool):
        return place.words("answer.yes" if value else "answer.no")
    return number(value) if isinstance(value, int) else plain(str(value))


def _confirm(facts: list[str]) -> None:
    act("confirm_facts", facts=facts, notice="proposed.confirmed")


def _contest(place: Place, one: Proposal) -> None:
    words, is_number = place.words, place.rules.facts[one.fact].type is FactType.INT
    st.markdown(f"**{plain(label(words, 'fact', one.fact))}**")
    _grounds(place, one)
    with st.form(f"contest-{one.fact}-form", border=False, enter_to_submit=False):
        if is_number:
            stated = one.stated if isinstance(one.stated, int) else None
            value = st.number_input(words("proposed.answer"), min_value=0, value=stated, step=1)
        else:
            st.markdown(f"{words('proposed.answer')}: **{words('answer.no')}**")
            value = False
        reason = st.text_area(words("proposed.reason"), max_chars=500, height=80, help=words("proposed.reason_help"))
        sent = st.form_submit_button(words("proposed.save"), type="primary")
    if sent and value is None:
        st.error(words("proposed.number_missing"))
    elif sent:
        with mending():
            place.seat.perform("contest_fact", fact=one.fact, value=value, reason=reason)
            tell(words("proposed.contested"))
            st.rerun()
