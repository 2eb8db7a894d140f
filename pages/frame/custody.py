"""Who keeps what stays restricted once the company is gone: a form of four fields."""

from dataclasses import fields

import streamlit as st

from engine.model.decisions import Custodian
from pages.frame.guard import Place

_NAMES = tuple(field.name for field in fields(Custodian))


def custodian(place: Place, key: str) -> Custodian | None:
    """Draw the fields where the company ceases to be; None where it goes on, because it keeps them itself."""
    if place.engagement.deal_structure.is_transfer:
        return None
    words = place.words
    st.markdown(f"**{words('treatment.custodian')}**", help=words("treatment.custodian_help"))
    columns = st.columns(2)
    said = {
        name: columns[at % 2].text_input(words(f"treatment.keeper.{name}"), key=f"{key}-keeper-{name}", max_chars=120)
        for at, name in enumerate(_NAMES)
    }
    return Custodian(**said)
