"""How right record classes are, by what was measured on records classed by hand."""

import streamlit as st

from engine.strings import Words
from engine.views.class_rightness import class_rightness, set_rightness
from engine.views.sample import Estimate
from pages.frame.formats import number, share
from pages.frame.guard import Place
from pages.frame.tables import table


def measured_rightness(place: Place) -> None:
    """What all classes came to on each set, and every class with its precision and recall."""
    words = place.words
    with st.expander(words("class_rightness.title"), key="class-rightness"):
        st.caption(words("class_rightness.told"))
        for one in set_rightness(place.rules):
            st.markdown(
                words(
                    "class_rightness.set",
                    label=one.label[place.language],
                    right=number(one.right),
                    records=number(one.records),
                    **_percent(one.share),
                )
            )
        rows = [
            {
                "class": place.rules.record_classes[one.record_class].label[place.language],
                "said": one.said,
                "precision": _interval(words, one.precision),
                "labelled": one.labelled,
                "recall": _interval(words, one.recall),
            }
            for one in class_rightness(place.rules)
        ]
        columns = {name: words(f"class_rightness.{name}") for name in rows[0]} if rows else {}
        table(rows, columns, "class-rightness-table", alt=words("class_rightness.title"))


def _interval(words: Words, found: Estimate | None) -> str:
    return words("class_rightness.interval", **_percent(found)) if found else ""


def _percent(found: Estimate) -> dict[str, str]:
    return {"share": share(found.share, 1), "low": share(found.low, 1), "high": share(found.high, 1)}
