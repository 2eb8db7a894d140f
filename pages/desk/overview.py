"""Overview: the manager's ten seconds, on one screen; every number leads to its page with that filter set."""

from collections.abc import Sequence

import streamlit as st

from engine import charts
from engine.catalogue import catalogue
from engine.model.palette import DISPOSITION, LEVEL
from engine.views.overview import Overview, overview
from engine.views.risks import register
from engine.views.selection import Selection, types_in_group
from engine.views.tasks import TaskLine
from pages.frame import (
    Place,
    badge,
    bar,
    empty,
    figure,
    guard,
    header,
    label,
    link,
    plain,
    plot,
    say,
    segments,
    shortened,
)
from pages.frame.formats import day, number, share
from pages.frame.papers import snapshot_button
from pages.frame.warning import first_warnings

_BLOCKERS_SHOWN = 3
_MINORS = Selection(group=("minors",))
_OPEN_TASKS = Selection(task_state=("open", "in_progress"))
_BLOCKER_PAGES: dict[str, tuple[str, Selection]] = {
    "open_incidents": ("registers", Selection(register=("incidents",))),
    "overdue_requests": ("registers", Selection(register=("requests",))),
    "nothing_scanned": ("sources", Selection()),
    "unfinished_sources": ("sources", Selection()),
    "skipped_items": ("sources", Selection(coverage=("not_scanned",))),
    "contradictions": ("risks", Selection()),
    "severe_risks": ("risks", Selection(level=("severe",))),
    "unknown_risks": ("risks", Selection(level=("unknown",))),
    "undecided_records": ("retention", Selection(disposition=("undecided",))),
    "unknown_date_records": ("retention", Selection(retention=("unknown_date",))),
    "no_rule_records": ("retention", Selection(retention=("no_rule",))),
    "open_gates": ("tasks", Selection(task_state=("gate",))),
    "closing_date_missing": ("engagement", Selection()),
    "duties_open": ("obligations", Selection()),
    "consents_unanswered": ("basis", Selection(purpose=("handover", "succession"), standing=("unanswered",))),
    "objections_planned": (
        "basis",
        Selection(purpose=("handover", "succession"), standing=("objected", "refused", "withdrawn")),
    ),
    "owed_people": ("basis", Selection(group=("owed",))),
    "notices_due": ("notices", Selection()),
    "systems_missing": ("inventory", Selection()),
    "systems_unanswered": ("inventory", Selection()),
    "unconfirmed_facts": ("engagement", Selection()),
}


def _verdict(place: Place, view: Overview) -> None:
    words = place.words
    colour = {True: LEVEL["low"], False: LEVEL["severe"], None: LEVEL["unknown"]}[view.verdict.ready]
    st.subheader(words("overview.verdict"), anchor=False)
    with st.container(horizontal=True, vertical_alignment="center", gap="medium"):
        st.html(
            f'<div class="co-verdict">{badge(words(f"verdict.{view.verdict.code}"), colour)}</div>', width="content"
        )
        _days(place, view)
    blockers = view.verdict.blockers
    if not blockers:
        st.caption(words("overview.no_blockers"))
        return
    st.caption(words("overview.blockers", number=len(blockers)))
    with st.container(gap=None, key="blockers"):
        for code, count in blockers[:_BLOCKERS_SHOWN]:
            screen, selection = _BLOCKER_PAGES.get(code, ("tasks", Selection()))
            link(
                say(words, f"blocker.{code}", code, number=number(count)),
                screen,
                selection=selection,
                icon=":material/block:",
            )


def _days(place: Place, view: Overview) -> None:
    words, left = place.words, view.days_left
    if left is None:
        link(words("overview.no_closing_date"), "engagement", selection=Selection())
        return
    key = "overview.days_left" if left >= 0 else "overview.days_over"
    figure(
        words(key, date=day(view.engagement.closing_date)),
        words("overview.days", days=number(abs(left))),
        "tasks",
        key="days",
    )


def _people(place: Place, view: Overview, known: bool) -> None:
    words, counted = place.words, view.people
    st.subheader(words("overview.people"), anchor=False)
    groups = (
        ("identity", counted.identity),
        ("bank", counted.bank),
        ("health", counted.health),
        ("minor", counted.minors),
    )
    left, right = st.columns(2, gap="small")
    with left:
        figure(
            words("overview.customers"),
            number(view.customers if known else None),
            "people",
            selection=Selection(subject_kind=("customer", "relative")),
            help=words("overview.customers_help"),
        )
    with right:
        figure(
            words("overview.sensitive"),
            number(counted.sensitive if known else None),
            "people",
            selection=Selection(sensitivity=("sensitive", "conditional")),
            help=words("overview.sensitive_help"),
        )
    for column, (group, count) in zip(st.columns(len(groups), gap="small"), groups, strict=True):
        with column:
            figure(
                words(f"overview.group.{group}"),
                number(count if known else None),
                "people",
                selection=_MINORS if group == "minor" else Selection(type=tuple(types_in_group(group))),
                size="small",
            )
    if known:
        sentence = words("overview.unattributed", number=number(counted.unattributed), total=number(counted.total))
        st.caption(sentence)


def _coverage(place: Place, view: Overview, known: bool) -> None:
    words, read = place.words, view.coverage
    st.subheader(words("overview.coverage"), anchor=False)
    left, right = st.columns(2, gap="small")
    with left:
        figure(words("overview.read"), share(read.read, read.found) if known else "—", "sources")
    with right:
        figure(
            words("overview.unreviewed"),
            number(view.findings_open if known else None),
            "findings",
            selection=Selection(finding_state=("open",)),
        )
    if known:
        told = ", ".join(f"{label(words, 'coverage', state)} {number(count)}" for state, count in read.states.items())
        bar(charts.coverage_bar(read, place.language), "overview-coverage", alt=told, to="sources")
    if not read.sources:
        st.caption(words("overview.not_received"))
    elif not known:
        st.caption(words("overview.not_scanned"))
    else:
        facts = {"found": number(read.found), "sources": read.sources, "findings": number(view.findings)}
        st.caption(words("overview.coverage_line", **facts))


def _balance(place: Place, view: Overview, known: bool) -> None:
    words, balance = place.words, view.balance
    st.subheader(words("overview.balance"), anchor=False, help=words("overview.balance_help"))
    if not known:
        st.caption(words("overview.unknown"))
        return
    parts = [f"{label(words, 'disposition', state)} {number(count)}" for state, count in balance.states.items()]
    sums = words("overview.balance_sum", records=number(balance.records), difference=number(balance.difference))
    bar(charts.balance_bar(balance, place.language), "balance", alt=f"{sums} {', '.join(parts)}", to="retention")
    st.caption(sums)
    st.caption(words("overview.proposals"))
    segments(
        [(label(words, "disposition", state), count, DISPOSITION[state]) for state, count in balance.proposals.items()]
    )


def _risk(place: Place, view: Overview, known: bool) -> None:
    words = place.words
    with st.container(horizontal=True, vertical_alignment="center"):
        st.subheader(words("overview.risk"), anchor=False)
        if known:
            residual = view.levels["residual"]
            link(
                words("overview.high_risks", number=residual["high"] + residual["severe"]),
                "risks",
                selection=Selection(level=("high", "severe")),
            )
            if view.contradictions:
                link(words("alert.contradictions", number=view.contradictions), "risks", selection=Selection())
    if not known:
        st.caption(words("overview.unknown"))
        return
    told = [
        f"{label(words, 'stage', stage)}: "
        + ", ".join(f"{label(words, 'level', level)} {count}" for level, count in counts.items() if count)
        for stage, counts in view.levels.items()
    ]
    first_warnings(place)
    figure_ = charts.risk_levels(place.seat.view(register), place.language)
    figure_.update_layout(height=170)
    plot(figure_, "risk-levels", alt="; ".join(told), to="risks")


def _tasks(place: Place, view: Overview) -> None:
    words = place.words
    with st.container(horizontal=True, vertical_alignment="center", gap="medium"):
        st.subheader(words("overview.tasks"), anchor=False, width="content")
        link(
            words("overview.tasks_done", done=view.tasks_done, total=view.tasks_total),
            "tasks",
            selection=Selection(),
        )
        if view.tasks_overdue:
            late = words("overview.overdue", number=view.tasks_overdue)
            link(f":red[**{late}**]", "tasks", selection=Selection(task_state=("overdue",)))
    if not view.next_tasks:
        st.caption(words("overview.no_tasks"))
    _task_lines(place, view.next_tasks)


def _task_lines(place: Place, lines: Sequence[TaskLine]) -> None:
    words = place.words
    with st.container(gap="xxsmall", key="next-tasks"):
        for line in lines:
            who = line.assignee or label(words, "role", line.owner)
            name, owner, due = st.columns([6, 2.4, 1.2], vertical_alignment="center", gap="small")
            with name:
                link(
                    plain(shortened(line.rule.label[place.language], 80)),
                    "tasks",
                    selection=Selection(phase=(line.phase,)),
                    icon=":material/radio_button_unchecked:",
                )
            owner.caption(plain(shortened(who, 32)))
            due.markdown(f":red[**{day(line.due)}**]" if line.overdue else day(line.due))


def _notes(place: Place, view: Overview) -> None:
    words, progress = place.words, place.seat.progress()
    if progress and progress.running:
        with st.container(horizontal=True, vertical_alignment="center", key="partial"):
            st.warning(words("overview.scanning"))
            link(words("overview.to_progress"), "sources", selection=Selection())
    elif view.coverage.unfinished and view.coverage.read:
        st.warning(words("overview.partial", number=view.coverage.unfinished))


place = guard()
view = place.seat.view(overview)
known = view.coverage.read > 0
progress = place.seat.progress()
unlinked = view.coverage.unfinished > 0 and not view.people.total
judged = known and not unlinked and not (progress and progress.running)
facts = place.engagement
deal = catalogue().facts["deal_structure"].values[str(facts.deal_structure)][place.language]
below = " → ".join(filter(None, [deal, facts.recipient]))
header(place, "overview", title=facts.company, below=below, beside=snapshot_button)
_notes(place, view)
if not view.coverage.sources:
    empty(place.words("overview.begin"), "sources", place.words("overview.bring_in"))
left, centre, right = st.columns([1.15, 1.1, 0.95], gap="small")
with left.container(border=True, height="stretch", gap="small"):
    _verdict(place, view)
with centre.container(border=True, height="stretch", gap="small"):
    _people(place, view, judged)
with right.container(border=True, height="stretch", gap="small"):
    _coverage(place, view, known)
left, right = st.columns(2, gap="small")
with left.container(border=True, height="stretch", gap="small"):
    _balance(place, view, judged)
with right.container(border=True, height="stretch", gap="small"):
    _risk(place, view, judged)
with st.container(border=True, gap="small"):
    _tasks(place, view)
