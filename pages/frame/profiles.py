"""Who is working: choose a named local profile or add one."""

import streamlit as st

from engine.model.events import Profile, ProfileRole
from engine.strings import Words
from pages.frame import opening
from pages.frame.escape import plain

_NAME_LENGTH = 40


def profile_form(words: Words, key: str, prominent: bool = True) -> None:
    """A form that adds a profile and works as it."""
    with st.form(key, border=False):
        name = st.text_input(words("profile.name"), key=f"{key}-name", max_chars=_NAME_LENGTH)
        role = st.selectbox(
            words("profile.role_label"),
            list(ProfileRole),
            format_func=lambda one: words(f"profile.role.{one}"),
            key=f"{key}-role",
        )
        if st.form_submit_button(words("profile.begin"), type="primary" if prominent else "secondary"):
            if not name.strip():
                st.error(words("profile.name_missing"))
                return
            chosen = Profile(name.strip(), ProfileRole(role))
            opening.desk().add_profile(chosen)
            opening.work_as(chosen)
            st.rerun()


def profile_choice(words: Words) -> None:
    """On the start screen: one button per known profile, and the form for a new one."""
    known = opening.desk().profiles()
    if known:
        with st.container(horizontal=True):
            for number, one in enumerate(known):
                text = f"{plain(one.name)} · {words(f'profile.role.{one.role}')}"
                st.button(text, key=f"profile-{number}", on_click=opening.work_as, args=(one,))
        with st.expander(words("profile.add")):
            profile_form(words, "profile-new")
    else:
        profile_form(words, "profile-new")


def profile_switch(words: Words) -> None:
    """In the sidebar: who is working, and a way to change it."""
    who = opening.profile()
    if who is None:
        return
    with st.popover(
        f"{plain(who.name)} · {words(f'profile.role.{who.role}')}", icon=":material/person:", width="stretch"
    ):
        st.caption(words("profile.unauthenticated"))
        for number, one in enumerate(opening.desk().profiles()):
            if one != who:
                text = f"{plain(one.name)} · {words(f'profile.role.{one.role}')}"
                st.button(text, key=f"switch-{number}", on_click=opening.work_as, args=(one,), width="stretch")
        st.markdown(f"**{words('profile.add')}**")
        profile_form(words, "profile-side", prominent=False)
