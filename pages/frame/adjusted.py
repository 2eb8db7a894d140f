"""The mark of a rule that was changed for this engagement, wherever the rule acts."""

import streamlit as st

from pages.frame.escape import plain
from pages.frame.formats import moment
from pages.frame.guard import Place


def mark(place: Place, section: str, rule: str) -> str:
    """What stands behind a rule's name: empty, or that it was adjusted here."""
    return f" · {place.words('rules.adjusted')}" if (section, rule) in place.rules.overrides else ""


def adjusted(place: Place, section: str, rule: str) -> None:
    """Draw why, by whom and when a rule was changed; nothing for a rule that was not."""
    if found := place.rules.overrides.get((section, rule)):
        told = place.words(
            "rules.adjusted_by", reason=plain(found.reason), name=plain(found.made_by), date=moment(found.made_at)
        )
        st.info(told, icon=":material/edit_note:")
