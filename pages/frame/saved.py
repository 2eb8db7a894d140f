"""Saved views: the ones there are, opened by a click; saving, renaming and removing them."""

import streamlit as st

from engine.strings import Words
from engine.views.saved import SavedLine, saved
from pages.frame import opening
from pages.frame.address import here
from pages.frame.escape import plain, shortened
from pages.frame.labels import told
from pages.frame.navigation import SCREENS, link
from pages.frame.opening import act

_NAME, _LONGEST = "view-name", 60


def save(words: Words, screen: str) -> None:
    """The form that saves this page with its filter; below it those there are, to be renamed or removed."""
    with st.popover(words("saved.title"), icon=":material/bookmark:", width="content", key="saved-menu"):
        st.caption(words("saved.help"))
        st.markdown(plain(f"{words(f'nav.{screen}')} · {told(words, here().selection)}"))
        name = st.text_input(words("saved.name"), key=_NAME, max_chars=_LONGEST)
        st.button(
            words("saved.save"), key="view-save", type="primary", disabled=not name.strip(), on_click=_save,
            args=(screen,),
        )  # fmt: skip


def _save(screen: str) -> None:
    if act("save_view", name=st.session_state[_NAME], screen=screen, selection=here().selection, notice="saved.done"):
        st.session_state[_NAME] = ""


def listed(words: Words) -> None:
    """The saved views in the sidebar, each a link."""
    at = opening.seat()
    known = [one for one in at.view(saved) if one.screen in SCREENS] if at else []
    if not known:
        return
    with st.expander(words("saved.list", number=len(known)), icon=":material/bookmarks:", key="saved-views"):
        for one in known:
            with st.container(horizontal=True, vertical_alignment="center", gap=None, key=f"view-{one.number}"):
                with st.container(width="stretch"):
                    hint = f"{words(f'nav.{one.screen}')} · {told(words, one.selection)}"
                    link(plain(shortened(one.name, 30)), one.screen, selection=one.selection, help=plain(hint))
                _change(words, one)


def _change(words: Words, one: SavedLine) -> None:
    with st.popover("", icon=":material/more_horiz:", help=words("saved.change"), key=f"view-{one.number}-menu"):
        key = f"view-{one.number}-name"
        name = st.text_input(words("saved.name"), one.name, key=key, max_chars=_LONGEST)
        st.button(
            words("saved.rename"), key=f"view-{one.number}-rename", disabled=name.strip() in ("", one.name),
            on_click=_rename, args=(one.number, key),
        )  # fmt: skip
        st.button(words("saved.remove"), key=f"view-{one.number}-remove", on_click=_remove, args=(one.number,))


def _rename(number: int, key: str) -> None:
    act("rename_view", view=number, name=st.session_state[key], notice="saved.renamed")


def _remove(number: int) -> None:
    act("remove_view", view=number, notice="saved.removed")
