"""Risks: the matrix filled from the register, the register itself, the controls' answers and what is decided."""

import streamlit as st

from engine import charts
from engine.model.assessment import Level
from engine.model.palette import LEVEL
from engine.model.rules import RiskMethod
from engine.strings import Words
from engine.views.because import sentence
from engine.views.risks import STAGES, Register, RiskLine, hanging, register
from engine.views.selection import Selection
from pages.frame import (
    Place,
    badge,
    empty,
    facet,
    guard,
    header,
    label,
    link,
    mending,
    plain,
    plot,
    shortened,
    stay,
)
from pages.frame.adjusted import mark
from pages.frame.contradictions import contradictions
from pages.frame.controls import controls
from pages.frame.formats import day
from pages.frame.grounds import grounds
from pages.frame.reasoning import reason
from pages.frame.treating import treat
from pages.frame.warning import warnings

_STAGE = "risks-stage"
_SHOWN = ("inherent", "current", "residual")
_ORDER = (Level.SEVERE, Level.HIGH, Level.UNKNOWN, Level.MEDIUM, Level.LOW)


def draw(place: Place) -> None:
    """The page."""
    words = place.words
    header(place, "risks")
    everything = place.seat.view(register)
    if not everything.lines:
        empty(words("risks.empty"), "engagement", words("risks.to_engagement"))
        return
    open_ones = place.seat.view(hanging)
    if open_ones:
        with st.container(horizontal=True, vertical_alignment="center", key="hanging"):
            named = words("risks.joint").join(label(words, "scenario", one) for one in open_ones)
            st.caption(words("risks.hanging", number=len(open_ones)), help=plain(named))
            link(words("risks.to_engagement"), "engagement", selection=Selection())
    unknown = everything.levels("residual")["unknown"]
    if unknown:
        st.info(words("risks.unknown", number=unknown, all=len(everything.lines)))
    _matrix(place, everything)
    warnings(place)
    contradictions(place)
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
        figure = charts.risk_movement(everything, language, _chosen(place), height=360)
        plot(figure, "risks-movement", alt=words("matrix.movement"), click=False)


def _told(words: Words, everything: Register, stage: str) -> str:
    counts = everything.levels(stage)
    parts = [f"{label(words, 'level', level)} {count}" for level, count in counts.items() if count]
    return f"{label(words, 'stage', stage)}: {', '.join(parts)}"


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
    """One risk: its levels, why it stands where it stands, and what was decided."""
    words = place.words
    levels = " → ".join(
        badge(label(words, "level", str(line.at(stage).level)), LEVEL[str(line.at(stage).level)]) for stage in _SHOWN
    )
    with st.container(border=True, key=f"risk-{line.scenario}"):
        first, second, third, fourth = st.columns([3, 7, 2.6, 1.4], vertical_alignment="center")
        first.html(levels)
        name = f"{line.scenario} · {label(words, 'scenario', line.scenario)}"
        name += mark(place, "scenarios", line.scenario)
        why = sentence(words, place.rules, _chosen(place), line, "residual")
        second.markdown(f"**{plain(name)}**  \n{plain(why)}")
        third.caption("  \n".join(_decided(place, line)))
        with fourth:
            if st.button(words("risks.why"), key=f"risk-{line.scenario}-why", width="stretch"):
                reason(place, line, _chosen(place))
            if st.button(words("risks.treat"), key=f"risk-{line.scenario}-treat", width="stretch"):
                treat(place, line)


def _decided(place: Place, line: RiskLine) -> list[str]:
    """What was decided about a risk, and how far the plan is from what is aimed at."""
    words, decision = place.words, line.decision
    decided = [words(f"risk_state.{decision.state}")]
    if decision.treatment:
        decided.append(words(f"treatment.kind.{decision.treatment}"))
    if decision.owner:
        decided.append(f"{words('risks.column.owner')} {plain(shortened(decision.owner, 24))}")
    if decision.due:
        decided.append(f"{words('risks.column.due')} {day(decision.due)}")
    if decision.accepted_by and decision.accepted_until:
        decided.append(words("risks.accepted", name=plain(decision.accepted_by), date=decision.accepted_until))
    if line.gap:
        decided.append(words("risks.gap", aim=words(f"level.{line.aim}"), gap=line.gap))
    return decided


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
