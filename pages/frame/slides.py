"""What each page of the presentation shows; every number is the screens' own and leads to them."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import streamlit as st

from engine import charts
from engine.model.palette import LEVEL
from engine.model.rules import RiskMethod
from engine.strings import Words
from engine.views.because import sentence
from engine.views.coverage import Coverage
from engine.views.duties import Group, obligations
from engine.views.findings import exposure
from engine.views.overview import Overview, overview
from engine.views.retention import retention_status
from engine.views.risks import RiskLine, register
from engine.views.selection import Selection
from engine.views.situations import situations
from engine.views.snapshots import listed, state
from engine.views.sources import sources
from engine.views.tasks import tasks
from pages.frame.escape import plain, safe, shortened
from pages.frame.figures import badge, figure
from pages.frame.formats import day, moment, number, share
from pages.frame.guard import Place
from pages.frame.labels import label, say
from pages.frame.masked import marked
from pages.frame.navigation import link
from pages.frame.picking import fitting
from pages.frame.plots import bar, plot
from pages.frame.tables import table

_SOURCES, _DUTIES, _GATES, _RISKS, _BLOCKERS, _TYPES = 8, 8, 6, 6, 5, 12
_TALL, _LEVELS_TALL, _LETTERS = 470, 240, 16


def _question(place: Place) -> None:
    """What is asked, of whom, and the answer as it stands."""
    words, view = place.words, place.seat.view(overview)
    deal = place.rules.facts["deal_structure"].values[str(place.engagement.deal_structure)][place.language]
    goes = " → ".join(filter(None, [place.engagement.company, place.engagement.recipient]))
    st.markdown(f"**{plain(goes)}**  \n{plain(deal)}")
    st.markdown(words("present.question", places=_places(place)))
    colour = {True: LEVEL["low"], False: LEVEL["severe"], None: LEVEL["unknown"]}[view.verdict.ready]
    st.html(f'<div class="co-verdict">{badge(words(f"verdict.{view.verdict.code}"), colour)}</div>')
    columns = st.columns(4)
    for column, (name, value, screen) in zip(columns, _answer(words, view), strict=True):
        with column:
            figure(name, value, screen, key=f"stage-{name}-{screen}", explain=False)
    for code, count in view.verdict.blockers[:_BLOCKERS]:
        st.markdown(f":material/block: {say(words, f'blocker.{code}', code, number=number(count))}")


def _places(place: Place) -> str:
    names = [label(place.words, "jurisdiction", one) for one in place.engagement.jurisdictions]
    return plain(place.words("frame.comma").join(names) or "—")


def _answer(words: Words, view: Overview) -> list[tuple[str, str, str]]:
    return [
        (words("overview.customers"), number(view.customers), "people"),
        (words("overview.sensitive"), number(view.people.sensitive), "people"),
        (words("figure.blockers"), number(len(view.verdict.blockers)), "overview"),
        (words("present.days_left"), number(view.days_left) if view.days_left is not None else "—", "engagement"),
    ]


def _received(place: Place) -> None:
    words, view = place.words, place.seat.view(overview)
    read = view.coverage
    columns = st.columns(4)
    for at, (column, (name, value)) in enumerate(zip(columns, _items(words, read), strict=True)):
        with column:
            figure(name, value, "sources", key=f"stage-{at}", explain=False)
    told = ", ".join(f"{label(words, 'coverage', one)} {number(count)}" for one, count in read.states.items())
    bar(_legible(charts.coverage_bar(read, place.language)), "stage-coverage", alt=told, click=False)
    lines = place.seat.view(sources, Selection(), 1, _SOURCES)
    if lines.total:
        chart = charts.coverage_by_source(lines.lines, place.language)
        plot(_large(chart), "stage-sources", alt=told, click=False)
    if lines.total > _SOURCES:
        link(words("present.more_sources", number=number(lines.total - _SOURCES)), "sources")
    if read.skipped:
        st.markdown(words("present.not_read", number=number(read.skipped)))


def _items(words: Words, read: Coverage) -> list[tuple[str, str]]:
    return [
        (words("present.sources"), number(read.sources)),
        (words("figure.found"), number(read.found)),
        (words("figure.read"), number(read.read)),
        (words("overview.read"), share(read.read, read.found) if read.found else "—"),
    ]


def _exposure(place: Place) -> None:
    words, view = place.words, place.seat.view(overview)
    found = place.seat.view(exposure, Selection())
    groups = ("identity", "bank", "health", "minors")
    for column, group in zip(st.columns(4), groups, strict=True):
        with column:
            figure(
                words(f"figure.{group}"),
                number(getattr(view.people, group)),
                "people",
                key=f"stage-{group}",
                explain=False,
            )
    left, right = st.columns(2)
    with left:
        chart = charts.exposure_by_type(replace(found, types=found.types[:_TYPES]), place.language)
        plot(_large(chart, _TALL), "stage-types", alt=words("present.slide.exposure"), to="findings")
    with right:
        chart = charts.records_by_year(found, place.language)
        plot(_large(chart, _TALL), "stage-years", alt=words("present.by_year"), to="findings")


def _situations(place: Place) -> None:
    words, found = place.words, place.seat.view(situations)
    if not found:
        st.markdown(words("present.no_situations"))
    for column, half in zip(st.columns(2), (found[::2], found[1::2]), strict=True):
        with column:
            for one in half:
                with st.container(border=True, key=f"situation-{one.code}"):
                    link(
                        f"**{words(f'situation.{one.code}', number=number(one.number))}**", "record", record=one.record
                    )
                    where = f"{label(words, 'record_class', one.record_class)} · {one.day or '—'}"
                    st.html(f'<div class="co-around">{safe(where)} · {marked(words, one.around)} …</div>')


def _method(place: Place) -> RiskMethod:
    return place.rules.methods.get(place.engagement.risk_method, place.rules.default_method)


def _legible(chart: Any) -> Any:
    """A single bar whose numbers can be read from the last row."""
    return chart.update_traces(textfont={"size": _LETTERS})


def _large(chart: Any, height: int = 0) -> Any:
    """The chart as it can be read from the last row."""
    chart.update_layout(font={"size": _LETTERS}, legend={"font": {"size": _LETTERS}}, height=height or None)
    chart.update_xaxes(tickfont={"size": _LETTERS}).update_yaxes(tickfont={"size": _LETTERS})
    return chart.update_traces(textfont={"size": _LETTERS}, selector=lambda trace: hasattr(trace, "textfont"))


def _risk(place: Place) -> None:
    words, everything = place.words, place.seat.view(register)
    method = _method(place)
    for column, stage in zip(st.columns(2), ("current", "target"), strict=True):
        with column:
            st.subheader(label(words, "stage", stage), anchor=False)
            chart = charts.risk_matrix(everything, stage, place.language, Selection(), method, _TALL, place.rules)
            plot(_large(chart, _TALL), f"stage-matrix-{stage}", alt=label(words, "stage", stage), to="risks")


def _path(place: Place) -> None:
    """The articles this deal brings about, in the words of the law's own rules."""
    words, known = place.words, place.seat.view(obligations)
    deal = place.rules.facts["deal_structure"].values[str(place.engagement.deal_structure)][place.language]
    st.markdown(words("present.path", deal=plain(deal)))
    lines = [*known.blocking, *(one for one in known.group(Group.DEAL) if one not in known.blocking)]
    for one in lines[:_DUTIES]:
        rule = place.rules.obligations[one.obligation]
        law = label(words, "instrument", rule.authority.law) if rule.authority.law else ""
        grounds = " ".join(filter(None, [law, rule.authority.place(place.language)]))
        told, due = st.columns([8, 2])
        told.markdown(f"**{plain(rule.label[place.language])}** :gray[{plain(grounds)}]")
        due.markdown(" · ".join(filter(None, [words(f"duty_state.{one.state}"), day(one.due) if one.due else ""])))
    if len(lines) > _DUTIES:
        link(words("present.more_duties", number=number(len(lines) - _DUTIES)), "obligations")


def _ends(place: Place) -> None:
    words, view = place.words, place.seat.view(overview)
    sums = words(
        "overview.balance_sum", records=number(view.balance.records), difference=number(view.balance.difference)
    )
    bar(_legible(charts.balance_bar(view.balance, place.language)), "stage-balance", alt=sums, to="disposition")
    st.markdown(sums)
    kept = place.seat.view(retention_status, Selection())
    st.subheader(words("present.by_class"), anchor=False)
    chart = charts.retention_by_class(kept, place.language)
    plot(_large(chart, _TALL), "stage-classes", alt=words("present.by_class"), to="retention")


def _timetable(place: Place) -> None:
    words, todo = place.words, place.seat.view(tasks)
    chart = charts.tasks_by_phase(todo, place.language)
    left, right = st.columns([3, 2])
    with left:
        plot(_large(chart, _TALL), "stage-phases", alt=words("present.slide.timetable"), to="tasks")
    with right:
        st.subheader(words("present.gates"), anchor=False)
        gates = [line for line in todo.remaining if line.gate][:_GATES]
        for line in gates:
            owner = line.assignee or label(words, "role", line.owner)
            told = f"**{day(line.due)}** {plain(shortened(line.rule.label[place.language], 60))} · {plain(owner)}"
            st.markdown(f":red[{told}]" if line.overdue else told)
        if not gates:
            st.markdown(words("present.no_gates"))


def _decisions(place: Place) -> None:
    """What only the client can decide, each with the way to where it is decided."""
    words, view = place.words, place.seat.view(overview)
    st.markdown(words("present.decisions"))
    asked = [(f"blocker.{code}", count) for code, count in view.verdict.blockers]
    for code, count in asked:
        if code in words:
            st.markdown(f"- {words(code, number=number(count))}")
    if not asked:
        st.markdown(words("overview.no_blockers"))
    with st.container(horizontal=True, gap="small"):
        for screen in ("engagement", "disposition", "risks", "tasks"):
            link(words(f"nav.{screen}"), screen, selection=Selection(), icon=":material/arrow_forward:")


def _residual(place: Place) -> None:
    words, everything = place.words, place.seat.view(register)
    method = _method(place)
    chart = charts.risk_levels(everything, place.language)
    plot(_large(chart, _LEVELS_TALL), "stage-levels", alt=words("present.slide.residual"), to="risks")
    order = {"severe": 0, "high": 1, "medium": 2}
    grave = sorted(everything.lines, key=lambda line: (order.get(str(line.residual.level), 9), line.scenario))
    for line in grave[:_RISKS]:
        _residual_line(place, line, sentence(words, place.rules, method, line, "residual"))


def _residual_line(place: Place, line: RiskLine, because: str) -> None:
    words, level = place.words, str(line.residual.level)
    first, second = st.columns([1, 14], vertical_alignment="center")
    first.html(badge(label(words, "level", level), LEVEL[level]))
    second.markdown(f"**{plain(label(words, 'scenario', line.scenario))}**")
    second.caption(plain(because))


def _annex(place: Place) -> None:
    """What the numbers rest on: sources with their hashes, versions, snapshots."""
    words, now = place.words, place.seat.view(state)
    st.markdown(words("report.made_by", engine=now.engine, rules=now.rules, sources=now.sources))
    lines = place.seat.view(sources, Selection(), 1, _SOURCES).lines
    rows = [{"number": one.number, "name": one.name, "items": number(one.found), "sha256": one.sha256} for one in lines]
    names = ("number", "name", "items", "sha256")
    columns: dict[str, object] = {name: words(f"present.column.{name}") for name in names}
    table(rows, columns, "stage-annex", alt=words("present.slide.annex"), height=fitting(len(rows)))
    for one in place.seat.view(listed)[:3]:
        st.markdown(f"{moment(one.created_at)} · {words(f'report.paper.{one.paper}')} · {one.id}")
    link(words("papers.others"), "papers", icon=":material/print:")


DRAWN: dict[str, Callable[[Place], None]] = {
    "question": _question,
    "received": _received,
    "exposure": _exposure,
    "situations": _situations,
    "risk": _risk,
    "path": _path,
    "ends": _ends,
    "timetable": _timetable,
    "decisions": _decisions,
    "residual": _residual,
    "annex": _annex,
}
"""The drawing of each page by its id."""
