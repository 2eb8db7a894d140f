"""The consistency checks on screen: each contradiction with its sentence and the way to where it is mended."""

import streamlit as st

from engine.model.rules import Weight
from engine.views.checks import XRay, consistency, told
from engine.views.selection import Selection
from pages.frame.escape import plain
from pages.frame.guard import Place
from pages.frame.remedies import remedy

_OPEN = 6
"""How many contradictions stand open before the rest is folded away."""


def contradictions(place: Place) -> None:
    """Draw what the checks found, the blocking ones first; that there is nothing is said in one line."""
    words, checked = place.words, place.seat.view(consistency)
    if not checked.found:
        st.caption(words("risks.consistent", number=checked.checks))
        return
    with st.container(border=True, key="x-rays"):
        title = words("risks.x_rays", number=len(checked.found))
        st.subheader(title, anchor=False, help=words("risks.x_rays_help", number=checked.checks))
        for number, ray in enumerate(checked.found[:_OPEN]):
            _ray(place, ray, number)
        if len(checked.found) > _OPEN:
            with st.expander(words("risks.more_x_rays", number=len(checked.found) - _OPEN)):
                for number, ray in enumerate(checked.found[_OPEN:], _OPEN):
                    _ray(place, ray, number)


def _ray(place: Place, ray: XRay, number: int) -> None:
    check = place.rules.x_rays[ray.check]
    blocks = check.weight is Weight.BLOCKS
    mark = f":red[**{place.words('risks.blocks')}**] · " if blocks else ""
    with st.container(horizontal=True, vertical_alignment="center", key=f"x-ray-{number}"):
        st.markdown(f"{mark}{plain(told(place.words, place.rules, ray))}", width="stretch")
        selection = Selection(**{facet: (value,) for facet, value in ray.facets})
        remedy(place, ray.kind, ray.subject, check.screen, selection, f"x-ray-{number}")
