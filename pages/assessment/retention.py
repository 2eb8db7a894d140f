"""Retention: what must stay, what may stay and what is due, by which rule; and what is decided about it."""

import streamlit as st

from engine import charts
from engine.model.assessment import RetentionState
from engine.model.palette import RETENTION
from engine.views.due import quarters_ahead
from engine.views.findings import facets
from engine.views.records import record_lines
from engine.views.retention import RetentionStatus, RuleLine, retention_status
from engine.views.selection import Selection
from pages.frame import Place, badges, empty, go, guard, header, keeping, label, link, pager, plain, plot, table
from pages.frame.adjusted import adjusted, mark
from pages.frame.class_rightness import measured_rightness
from pages.frame.deciding import decision
from pages.frame.filters import narrow_all, record_facets
from pages.frame.formats import day, number, share
from pages.frame.grounds import checked, grounds, is_unsure, lasts, source_of
from pages.frame.listings import record_columns, record_rows
from pages.frame.picking import fitting, picking
from pages.frame.reclassing import reclass
from pages.frame.tables import grid

PAGE_SIZE = 50
_RULE_COLUMNS = ("label", "source", "period", "records", "start", "kind", "keeps", "checked", "earliest", "latest")
_WIDE = 270  # pixels, of a rule and of its law: its article is read without scrolling
_NEEDS_WORK = ("unknown_date", "no_rule")


def draw(place: Place) -> None:
    """The page."""
    words = place.words
    header(place, "retention")
    everything = place.seat.view(retention_status, Selection())
    if not everything.records:
        empty(words("retention.empty"), "sources", words("retention.to_sources"))
        return
    record_facets(words, place.rules, "retention", place.seat.view(facets).years)
    status = place.seat.view(retention_status, place.selection)
    _states(place, status)
    _open_questions(place, status)
    keeping.partly(place, status)
    _charts(place, status)
    _rules(place, status)
    keeping.open_rules(place, status)
    keeping.notes(place)
    _records(place)
    measured_rightness(place)


def _states(place: Place, status: RetentionStatus) -> None:
    """Every state with its number and what it means, those without records too."""
    words, counts = place.words, dict(status.states)
    told = ", ".join(f"{label(words, 'retention', state)} {number(count)}" for state, count in status.states)
    with st.container(border=True):
        st.subheader(words("retention.states", number=number(status.records)), anchor=False)
        bar = charts.retention_bar(_without(place, "retention"), place.language, place.selection)
        plot(bar, "retention-states", alt=told)
        for row in (tuple(RetentionState)[:3], tuple(RetentionState)[3:]):
            for column, state in zip(st.columns(3), row, strict=True):
                with column:
                    badges([(label(words, "retention", state), RETENTION[state])])
                    count = counts.get(state, 0)
                    narrowed = place.selection.with_facet("retention", (str(state),))
                    with st.container(gap=None, key=f"figure-large-{state}"):
                        told = f"**{number(count)}** :gray[· {plain(share(count, status.records))}]"
                        link(told, "retention", selection=narrowed)
                    st.caption(words(f"retention_state_help.{state}"))


def _without(place: Place, *facets: str) -> RetentionStatus:
    selection = place.selection
    for name in facets:
        selection = selection.with_facet(name, ())
    return place.seat.view(retention_status, selection)


def _open_questions(place: Place, status: RetentionStatus) -> None:
    words = place.words
    for state in _NEEDS_WORK:
        count = dict(status.states).get(state, 0)
        if count and place.selection.retention != (state,):
            with st.container(border=True, horizontal=True, vertical_alignment="center", key=f"retention-{state}"):
                st.markdown(words(f"retention.{state}", number=number(count)), width="stretch")
                narrowed = place.selection.with_facet("retention", (state,))
                link(words("retention.show_them"), "retention", selection=narrowed)


def _charts(place: Place, status: RetentionStatus) -> None:
    words, language, selection = place.words, place.language, place.selection
    ahead = _without(place, "record_class", "due", "retention")
    left, right = st.columns(2)
    with left.container(border=True, height="stretch"):
        st.subheader(words("retention.by_class"), anchor=False, help=words("retention.click"))
        classes = charts.retention_by_class(_without(place, "retention", "record_class"), language, selection)
        plot(classes, "retention-classes", alt=words("retention.by_class"))
    with right.container(border=True, height="stretch"):
        st.subheader(words("retention.timeline"), anchor=False, help=words("retention.timeline_help"))
        if status.ahead:
            figure = charts.due_timeline(ahead, language, selection, charts.height_of(classes))
            plot(figure, "retention-timeline", alt=words("retention.timeline"))
            if status.copies:
                st.caption(words("retention.timeline_copies", number=number(status.copies)))
        else:
            st.caption(words("retention.timeline_empty"))
    _quarters(place, ahead)


def _quarters(place: Place, ahead: RetentionStatus) -> None:
    """Every class with what of it is due when; a click on a number filters by it."""
    words, quarters = place.words, quarters_ahead(ahead.as_of)
    lines = sorted(ahead.due, key=lambda line: (-line.records, line.record_class))
    rows = [
        {
            "record_class": label(words, "record_class", line.record_class),
            "already": line.already or None,
            **{quarter: line.within(months) or None for quarter, months in quarters.items()},
            "later": line.later or None,
            "open_end": line.open or None,
            "sum": line.records,
        }
        for line in lines
    ]
    columns = {name: name if name in quarters else words(f"retention.due.{name}") for name in rows[0]}
    with st.container(border=True):
        st.subheader(words("retention.quarters"), anchor=False, help=words("retention.quarters_help"))
        chosen = grid(rows, columns, "retention-quarters", alt=words("retention.quarters"), height=fitting(len(rows)))
    if chosen:
        row, column = chosen
        narrow_all(
            {
                "record_class": (lines[row].record_class,),
                "retention": (str(RetentionState.DUE),) if column == "already" else (),
                "due": quarters.get(column, ()),
            }
        )
        st.rerun()


def _rules(place: Place, status: RetentionStatus) -> None:
    words = place.words
    lines = [*status.rules, *(RuleLine(rule, 0, "", "") for rule in status.idle)]
    unsure = [line for line in lines if _is_unsure(place, line)]
    with st.container(border=True):
        st.subheader(
            words("retention.rules", number=len(lines), deciding=len(status.rules)),
            anchor=False,
            help=words("retention.rules_help"),
        )
        if unsure:
            st.warning(words("retention.unsure", number=len(unsure), all=len(lines)))
        if not lines:
            st.caption(words("retention.rules_none"))
            return
        rows = [_rule_row(place, line) for line in lines]
        columns: dict[str, object] = {name: words(f"retention.rule.{name}") for name in rows[0]}
        for name in ("label", "source"):
            columns[name] = st.column_config.TextColumn(words(f"retention.rule.{name}"), width=_WIDE)
        height = fitting(len(rows))
        chosen = table(rows, columns, "retention-rules", alt=words("retention.rules_help"), pick=True, height=height)
        st.caption(words("retention.rules_pick"))
    if chosen is not None:
        st.dialog(words("retention.rule_title"), width="large")(_rule)(place, lines[chosen])


def _is_unsure(place: Place, line: RuleLine) -> bool:
    rule = place.rules.retention_rules.get(line.rule)
    return rule is not None and is_unsure(rule.authority)


def _rule_row(place: Place, line: RuleLine) -> dict[str, object]:
    words, rules = place.words, place.rules
    rule = rules.retention_rules.get(line.rule)
    if rule is None:
        return {name: line.rule if name == "label" else "—" for name in _RULE_COLUMNS}
    values = (
        rule.label[place.language] + mark(place, "retention_rules", rule.id),
        source_of(words, rule.authority),
        lasts(words, rule),
        line.records,
        rules.start_events[rule.start_event].label[place.language],
        words(f"retention_kind.{rule.kind}"),
        keeping.needed(place, rule),
        checked(words, rule.authority, brief=True),
        day(line.earliest),
        day(line.latest),
    )
    return dict(zip(_RULE_COLUMNS, values, strict=True))


def _rule(place: Place, line: RuleLine) -> None:
    """The rule whole, with the words of the law it rests on."""
    words, rules = place.words, place.rules
    row = _rule_row(place, line)
    st.markdown(f"**{plain(row['label'])}**")
    for name in ("period", "start", "kind", "records", "earliest", "latest"):
        st.markdown(f":gray[{words(f'retention.rule.{name}')}] {plain(row[name])}")
    rule = rules.retention_rules.get(line.rule)
    if rule:
        classes = [rules.record_classes[one].label[place.language] for one in rule.record_classes]
        st.markdown(f":gray[{words('retention.rule_classes')}] {plain(' · '.join(classes))}")
        keeping.asked(place, rule)
        st.divider()
        adjusted(place, "retention_rules", rule.id)
        grounds(words, rule.authority)


def _records(place: Place) -> None:
    words = place.words
    st.subheader(words("retention.list"), anchor=False)
    page = place.seat.view(record_lines, place.selection, place.address.page, PAGE_SIZE)
    if not page.total:
        st.info(words("retention.nothing_selected"))
        return
    rows = record_rows(place, page.lines)
    chosen = picking(rows, record_columns(words), "retention-list", alt=words("retention.list"))
    picked = tuple(page.lines[index].id for index in chosen)
    with st.container(horizontal=True, vertical_alignment="center"):
        pager(words, page)
        if st.button(words("listing.open"), key="retention-open", disabled=len(picked) != 1):
            go("record", record=picked[0])
    decision(place, picked, page.total, "retention-list")
    reclass(place, picked, page.total, "retention-list")


draw(guard())
