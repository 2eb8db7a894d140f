"""The start screen: three steps to a result, who is working, and the ways to begin."""

from dataclasses import replace

import streamlit as st

from engine.model.errors import ActionableError
from engine.strings import Words
from engine.views.selection import Selection
from pages.frame import opening
from pages.frame.address import stay
from pages.frame.escape import plain
from pages.frame.facts import facts_form, new_slug
from pages.frame.formats import number
from pages.frame.navigation import go, link
from pages.frame.profiles import profile_choice
from pages.frame.tour import begin

_STEPS = ("begin", "bring", "read")


def draw(words: Words) -> None:
    """Draw the start screen."""
    st.title(words("welcome.title"), anchor=False)
    st.write(words("welcome.lead"))
    for column, step in zip(st.columns(len(_STEPS)), _STEPS, strict=True):
        with column.container(border=True, height="stretch"):
            st.markdown(f"**{words(f'welcome.{step}.title')}**")
            st.caption(words(f"welcome.{step}.text"))
    if opening.profile() is None:
        with st.container(border=True, key="who"):
            st.subheader(words("profile.who"), anchor=False)
            st.caption(words("profile.who_help"))
            profile_choice(words)
        return
    labels = opening.desk().engagements()
    if labels:
        _existing(words)
    _departed(words)
    left, right = st.columns([1, 2])
    with left.container(border=True, key="demo-card"):
        _demos(words, {label.slug for label in labels})
    with right.container(border=True, key="new-card"):
        _new(words, {label.slug for label in labels})
    link(words("welcome.settings"), "settings", selection=Selection(), icon=":material/settings:")


def _existing(words: Words) -> None:
    st.subheader(words("welcome.existing"), anchor=False)
    with st.container(horizontal=True, key="existing"):
        for label in opening.desk().engagements():
            name = plain(label.company) + (f" · {words('nav.demo_mark')}" if label.demo else "")
            st.button(
                name,
                key=f"open-{label.slug}",
                icon=":material/folder_open:",
                on_click=lambda slug=label.slug: stay(engagement=slug),
            )


def _departed(words: Words) -> None:
    """What is left of the engagements that were destroyed."""
    gone = opening.desk().destroyed()
    if not gone:
        return
    with st.expander(words("parting.list", number=len(gone)), key="departed"):
        for one in reversed(gone):
            by = words("frame.comma").join(dict.fromkeys(filter(None, (one.asked_by, one.approved_by))))
            said = {"company": one.company, "at": one.destroyed_at[:16].replace("T", " "), "name": one.destroyed_by}
            line = words("parting.line", **said, by=by, reason=one.reason, records=number(one.records))
            st.markdown(plain(line))
            st.caption(words("parting.log_head", hash=one.log_head))


def _demos(words: Words, taken: set[str]) -> None:
    st.subheader(words("welcome.demo.title"), anchor=False)
    for case, slug in opening.desk().demos.items():
        st.write(words(f"welcome.demo.{case}.text"))
        name = words(f"welcome.demo.{case}.open")
        if slug in taken:
            st.button(words("welcome.demo.again", name=name), key=f"demo-open-{case}", on_click=_reopen, args=(slug,))
        elif st.button(name, key=f"demo-{case}", type="primary", icon=":material/play_arrow:"):
            _make(words, case)


def _reopen(slug: str) -> None:
    stay(engagement=slug)


def _make(words: Words, case: str) -> None:
    """Make a demo and go where its scan is to be seen."""
    who = opening.profile()
    try:
        with st.spinner(words("welcome.demo.making")):
            made = opening.desk().create_demo(who, case) if who else ""
    except ActionableError as error:
        st.error(plain(words.sentence(error)))
        return
    stay(engagement=made)
    begin()
    go("sources")


def _new(words: Words, taken: set[str]) -> None:
    st.subheader(words("welcome.new"), anchor=False)
    stated = facts_form(words, None, "new", words("welcome.create"))
    who = opening.profile()
    if stated is None or who is None:
        return
    engagement = replace(stated, slug=new_slug(stated.company, stated.as_of, taken))
    try:
        opening.desk().create(engagement, who)
    except ActionableError as error:
        st.error(plain(words.sentence(error)))
        return
    stay(engagement=engagement.slug)
    opening.tell(words("welcome.created", slug=engagement.slug))
    go("sources")
