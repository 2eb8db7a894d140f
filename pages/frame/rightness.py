"""How right findings are: by the reviewed sample of this engagement, and by what was measured on labelled texts."""

import streamlit as st

from engine.catalogue import catalogue
from engine.strings import Words
from engine.views.sample import Precision
from pages.frame.formats import number, share
from pages.frame.labels import label

FEWEST = 10
"""Measured findings below which a share of them says too little to be shown."""


def estimated(words: Words, known: Precision) -> None:
    """The estimate over all types, or that there is none yet."""
    found = known.estimate
    if found is None:
        st.caption(words("sample.unreviewed"))
        return
    st.markdown(
        words(
            "sample.estimated",
            share=f"**{share(found.share, 1)}**",
            low=share(found.low, 1),
            high=share(found.high, 1),
            judged=number(known.judged),
            covered=share(known.covered, known.findings),
        )
    )


def labelled(words: Words, entity_type: str, band: str, short: bool = False) -> str:
    """How many of a type's findings in a band of score were right on labelled texts; "" where too few were measured."""
    measured = catalogue().measured.get(f"{entity_type}.{band}")
    if measured is None or measured.found < FEWEST:
        return ""
    told = share(measured.right, measured.found)
    return told if short else words("sample.labelled", band=label(words, "band", band), share=told)
