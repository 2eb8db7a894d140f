"""Risks: the matrix filled from the register, the register itself, the controls' answers and what is decided."""

import streamlit as st

from engine import charts
from engine.model.assessment import Level
from engine.model.palette import LEVEL
from engine.model.rules import RiskMethod
from engine.strings import Words
from engine.views.checks import consistency
from engine.views.risks import STAGES, Register, RiskLine, register
from pages.frame import (
    Place,
    badge,
    empty,
    facet,
    guard,
    header,
    label,
    mending,
    plain,
    plot,
    say,
    shortened,
    stay,
)
from pages.frame.adjusted import mark
from pages.frame.controls import controls
from pages.frame.formats import day, number
from pages.frame.grounds import grounds
from pages.frame.treating import treat

_STAGE = "risks-stage"
_ORDER = (Level.SEVERE, Level.HIGH, Level.UNKNOWN, Level.MEDIUM, Level.LOW)


def draw(place: Place) -> None:
    """The page."""
    words = place.words
    header(place, "risks")
    everything = place.seat.view(register)
    if not everything.lines:
        empty(words("risks.empty"), "engagement", words("risks.to_engagement"))
        return
    unknown = everything.levels("residual")["unknown"]
    if unknown:
        st.info(words("risks.unknown", number=unknown, all=len(everything.lines)))
    _matrix(place, everything)
    _x_rays(place)
    _register(place)
    controls(place)
    _method(place)


def _chosen(place: Place) -> RiskMethod:
    """The matrix this engagement is judged by."""
    return place.rules.methods.get(place.engagement.risk_method, place.rules.default_method)


def _stage(place: Place) -> str:
    """The stage shown: what was switched to, else that of the chosen cells, else the residual one."""
    chosen = {cell.partition(":")[0] for cell in place.selection.risk} & set(STAGES)
    if _STAGE not in st.session_state:
        st.session_state[_STAGE] = chosen.pop() if len(chosen) == 1 else "residual"
    shown = st.segmented_control(
        place.words("risks.stage"),
        STAGES,
        format_func=lambda one: label(place.words, "stage", one),
        key=_STAGE,
        label_visibility="collapsed",
    )
    return str(shown or "residual")


def _matrix(place: Place, everything: Register) -> None:
    words, language = place.words, place.language
    left, right = st.columns([3, 2])
    with left.container(border=True, height="stretch"):
        with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
            st.subheader(words("matrix.title"), anchor=False, help=words("matrix.help"))
            stage = _stage(place)
        figure = charts.risk_matrix(everything, stage, language, place.selection, _chosen(place), 500, place.rules)
        plot(figure, f"risks-matrix-{stage}", alt=_told(words, everything, stage))
    with right.container(border=True, height="stretch"):
        st.subheader(words("matrix.levels"), anchor=False, help=words("matrix.levels_help"))
        figure = charts.risk_levels(everything, language, place.selection)
        plot(figure, "risks-levels", alt="; ".join(_told(words, everything, stage) for stage in STAGES))
        st.subheader(words("matrix.movement"), anchor=False, help=words("matrix.movement_help"))
        figure = charts.risk_movement(everything, language, _chosen(place), height=290)
        plot(figure, "risks-movement", alt=words("matrix.movement"), click=False)


def _told(words: Words, everything: Register, stage: str) -> str:
    counts = everything.levels(stage)
    parts = [f"{label(words, 'level', level)} {count}" for level, count in counts.items() if count]
    return f"{label(words, 'stage', stage)}: {', '.join(parts)}"


def _x_rays(place: Place) -> None:
    """Contradictions are shown open; that there are none is said in one line."""
    words, found = place.words, place.seat.view(consistency)
    if not found:
        st.caption(words("risks.consistent"))
        return
    with st.container(border=True, key="x-rays"):
        st.subheader(words("risks.x_rays", number=len(found)), anchor=False, help=words("risks.x_rays_help"))
        for ray in found:
            kind = "scenario" if ray.subject in place.rules.scenarios else "control"
            st.warning(f"{plain(label(words, kind, ray.subject))}: {plain(say(words, f'x_ray.{ray.code}', ray.code))}")


def _register(place: Place) -> None:
    words = place.words
    shown = place.seat.view(register, place.selection)
    st.subheader(words("risks.register", number=len(shown.lines)), anchor=False, help=words("risks.register_help"))
    with st.container(key="risks-filter"):
        facet(words, "level", [str(level) for level in reversed(Level)])
    if not shown.lines:
        st.info(words("risks.nothing_selected"))
        return
    listed = list(place.rules.scenarios)
    for line in sorted(shown.lines, key=lambda line: (_ORDER.index(line.residual.level), listed.index(line.scenario))):
        _risk(place, line)


def _risk(place: Place, line: RiskLine) -> None:
    """One risk: levels, from which counts and answers they follow, and what was decided."""
    words = place.words
    levels = " → ".join(
        badge(label(words, "level", str(line.at(stage).level)), LEVEL[str(line.at(stage).level)])
        for stage in ("inherent", "residual")
    )
    with st.container(border=True, key=f"risk-{line.scenario}"):
        first, second, third, fourth = st.columns([2, 7, 3, 1.4], vertical_alignment="center")
        first.html(levels)
        name = f"{line.scenario} · {label(words, 'scenario', line.scenario)}"
        name += mark(place, "scenarios", line.scenario)
        second.markdown(f"**{plain(name)}**  \n{plain(words('risks.because', evidence=_because(words, line)))}")
        decided = [words(f"risk_state.{line.state}")]
        if line.treatment:
            decided.append(words(f"treatment.kind.{line.treatment}"))
        if line.owner:
            decided.append(f"{words('risks.column.owner')} {plain(shortened(line.owner, 24))}")
        if line.due:
            decided.append(f"{words('risks.column.due')} {day(line.due)}")
        if line.accepted_by and line.accepted_until:
            decided.append(words("risks.accepted", name=plain(line.accepted_by), date=line.accepted_until))
        third.caption("  \n".join(decided))
        if fourth.button(words("risks.treat"), key=f"risk-{line.scenario}-treat"):
            treat(place, line.scenario)


def _because(words: Words, line: RiskLine) -> str:
    found = [say(words, f"evidence.{code}", code).format(number=number(count)) for code, count in line.evidence]
    reasons = [
        words(f"risk_reason.{code}") if f"risk_reason.{code}" in words else label(words, "modifier", code)
        for code in line.reasons
    ]
    return words("risks.joint").join([*(found or [words("risks.no_evidence")]), *reasons])


def _method(place: Place) -> None:
    """How the levels come about, how far the table itself is verified, and the choice of another one."""
    words, method = place.words, _chosen(place)
    with st.expander(words("matrix.method", method=method.label[words.language])):
        st.markdown(words("matrix.method_text"))
        grounds(words, method.authority)
        for axis, steps in (("impact", method.impact), ("likelihood", method.likelihood)):
            st.markdown(f"**{words(f'charts.{axis}')}**")
            for step in reversed(steps):
                st.markdown(f"- **{plain(step.label[words.language])}**: {plain(step.description[words.language])}")
        _choose(place, method)


def _choose(place: Place, method: RiskMethod) -> None:
    words, methods = place.words, place.rules.methods
    with st.form("risks-method", border=False):
        wanted = st.selectbox(
            words("matrix.choose"),
            list(methods),
            index=list(methods).index(method.id),
            format_func=lambda one: methods[one].label[words.language],
        )
        reason = st.text_input(words("matrix.reason"), help=words("matrix.reason_help"))
        if st.form_submit_button(words("matrix.apply")):
            with mending():
                place.seat.perform("choose_method", method=wanted, reason=reason)
                stay(selection=place.selection.with_facet("risk", ()))
                st.rerun()


draw(guard())
