"""Lawful basis and consent: where people stand for each use of their data, and what they are owed."""

import streamlit as st

from engine.model.basis import Standing
from engine.model.people import SubjectKind
from engine.views.basis import Bases, StandingLine, bases, reached, standing_lines
from engine.views.debts import DebtSum, debt_lines, debts, owed_people
from engine.views.groups import GROUPS
from engine.views.people import people
from engine.views.selection import Selection
from engine.views.standing_told import because, since
from pages.frame import Place, act, empty, facet, figure, go, guard, header, label, link, narrow, pager, plain, table
from pages.frame.formats import moment, number
from pages.frame.grounds import source_of
from pages.frame.picking import fitting
from pages.frame.standing import amount, currency, money, settle, state

PAGE_SIZE = 50
_LAW = 280  # pixels: the article is read without scrolling
_LISTED = 200  # creditors listed at once; the exported table has all


def draw(place: Place) -> None:
    """The page."""
    words = place.words
    header(place, "basis")
    st.caption(words("basis.lead"))
    known = place.seat.view(bases)
    if not place.seat.view(people, Selection()).total:
        empty(words("basis.empty"), "sources", words("basis.to_sources"))
        return
    _totals(place, known)
    _purposes(place, known)
    _list(place, known)
    _debts(place)
    _decisions(place, known)


def _totals(place: Place, known: Bases) -> None:
    words = place.words
    shown = [
        (f"standing.{Standing.UNANSWERED}", (Standing.UNANSWERED,), words("basis.unanswered_help")),
        (f"standing.{Standing.CONSENTED}", (Standing.CONSENTED,), None),
        (f"standing.{Standing.GROUNDED}", (Standing.GROUNDED,), None),
        ("basis.denied", (Standing.WITHDRAWN, Standing.REFUSED), None),
        ("basis.objected", (Standing.OBJECTED,), None),
    ]
    figures = [
        (name, known.count(*standings), Selection(standing=tuple(map(str, standings))), told)
        for name, standings, told in shown
    ]
    disputed = sum(line.disputed for line in known.lines)
    figures.append(("basis.disputed", disputed, Selection(group=("disputed",)), words("basis.disputed_help")))
    figures.append(("basis.owed", place.seat.view(owed_people), Selection(group=("owed",)), None))
    for column, (name, count, selection, told) in zip(st.columns(len(figures)), figures, strict=True):
        with column.container(border=True, height="stretch"):
            figure(words(name), number(count), "basis", selection=selection, help=told)


def _purposes(place: Place, known: Bases) -> None:
    words, rules = place.words, place.rules
    st.subheader(words("basis.by_purpose"), anchor=False, help=words("basis.by_purpose_help"))
    rows = [
        {
            "purpose": label(words, "purpose", line.purpose),
            "bases": words("frame.comma").join(
                label(words, "basis", one) for one in rules.purposes[line.purpose].bases
            ),
            "people": line.people,
            **{str(one): line.standings[one] or None for one in Standing},
            "disputed": line.disputed or None,
            "source": source_of(words, rules.purposes[line.purpose].authority),
        }
        for line in known.lines
    ]
    columns: dict[str, object] = {"purpose": words("basis.column.purpose")}
    columns["source"] = st.column_config.TextColumn(words("duties.column.source"), width=_LAW)
    columns["people"] = words("basis.column.people")
    columns |= {str(one): words(f"standing.{one}") for one in Standing}
    columns |= {name: words(f"basis.column.{name}") for name in ("disputed", "bases")}
    chosen = table(rows, columns, "basis-purposes", alt=words("basis.by_purpose"), pick=True, height=fitting(len(rows)))
    if known.open:
        names = words("frame.comma").join(label(words, "purpose", one) for one in known.open)
        st.caption(words("basis.open", purposes=plain(names)))
        link(words("basis.to_facts"), "engagement", icon=":material/tune:")
    if chosen is not None:
        narrow("purpose", [known.lines[chosen].purpose])
        st.rerun()


def _list(place: Place, known: Bases) -> None:
    words, selection = place.words, place.selection
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        st.subheader(words("basis.list"), anchor=False, help=words("basis.list_help"))
        with st.container(horizontal=True, width="content", gap="small"):
            _state_all(place, known)
            st.download_button(
                words("basis.csv"), data=lambda: place.seat.standings_file(selection), mime="text/csv",
                file_name=f"{place.seat.slug}-standings-{place.engagement.as_of.isoformat()}.csv", key="basis-csv",
                icon=":material/download:", on_click="ignore",
            )  # fmt: skip
    with st.expander(words("basis.filters"), expanded=False, key="basis-filters"):
        for column, (name, options) in zip(st.columns(5), _facets(place, known), strict=True):
            with column:
                facet(words, name, options)
    page = place.seat.view(standing_lines, selection, place.address.page, PAGE_SIZE)
    if not page.total:
        st.info(words("basis.nothing_selected"))
        return
    rows = [_row(place, line) for line in page.lines]
    columns: dict[str, object] = {name: words(f"basis.column.{name}") for name in rows[0]}
    chosen = table(rows, columns, "basis-list", alt=words("basis.list"), pick=True, height=fitting(len(rows)))
    pager(words, page)
    if chosen is not None:
        go("people", person=page.lines[chosen].subject)


def _facets(place: Place, known: Bases) -> list[tuple[str, list[str]]]:
    return [
        ("purpose", [line.purpose for line in known.lines]),
        ("standing", [str(one) for one in Standing]),
        ("subject_kind", [str(kind) for kind in SubjectKind]),
        ("group", [*GROUPS]),
        ("record_class", [*place.rules.record_classes]),
    ]


def _row(place: Place, line: StandingLine) -> dict[str, object]:
    words = place.words
    return {
        "name": line.masked_name or words("people.nameless"),
        "id": line.subject,
        "kind": label(words, "subject_kind", line.kind),
        "purpose": label(words, "purpose", line.purpose),
        "standing": words(f"standing.{line.standing}"),
        "day": since(words, line),
        "because": because(words, place.rules, line.decision, line.rule, line.place, line.standing),
        "disputed": words("basis.there") if line.disputed else "",
    }


def _state_all(place: Place, known: Bases) -> None:
    """A menu to state the same for all under the filter, with a word on whom it reaches."""
    words, selection = place.words, place.selection
    one = selection.purpose[0] if len(selection.purpose) == 1 else ""
    with st.popover(words("basis.state"), icon=":material/edit_note:"):
        if one not in [line.purpose for line in known.lines]:
            st.caption(words("basis.state_first"))
            return
        now = place.seat.view(reached, selection)
        states = words("frame.comma").join(
            f"{words(f'standing.{name}')} {number(count)}" for name, count in now.items()
        )
        st.markdown(f"**{plain(label(words, 'purpose', one))}**")
        st.markdown(plain(words("basis.preview", number=number(sum(now.values())), states=states or "—")))
        state(place, "basis-all", (), chosen={"selection": selection}, purpose=one)


def _debts(place: Place) -> None:
    words, sums = place.words, place.seat.view(debts)
    st.subheader(words("basis.debts"), anchor=False, help=words("basis.debts_help"))
    if not sums:
        st.caption(words("basis.debts_none"))
        return
    rows = [
        {
            "debt": label(words, "debt", one.debt),
            "currency": currency(place, one.debt, one.currency),
            "people": one.people,
            "amount": money(one.amount),
            "open": money(one.open_amount),
            "settled": one.settled or None,
            "unclear": one.unclear or None,
        }
        for one in sums
    ]
    columns = {name: words(f"basis.column.{name}") for name in rows[0]}
    table(rows, columns, "basis-debts", alt=words("basis.debts"), height=fitting(len(rows)))
    with st.container(horizontal=True, gap="small"):
        for debt in dict.fromkeys(one.debt for one in sums):
            _settle_all(place, debt, [one for one in sums if one.debt == debt])
    if any(place.engagement.deal_structure in place.rules.debts[one.debt].blocks for one in sums):
        st.caption(f":material/block: {words('basis.blocks')}")
    with st.expander(words("basis.creditors"), expanded=False, key="basis-creditors"):
        page = place.seat.view(debt_lines, 1, _LISTED)
        listed = [
            {"name": line.masked_name or words("people.nameless"), "id": line.subject, **amount(place, line)}
            for line in page.lines
        ]
        named = {name: words(f"basis.column.{name}") for name in listed[0]}
        chosen = table(
            listed, named, "basis-owed", alt=words("basis.creditors"), pick=True, height=fitting(len(listed))
        )
        if chosen is not None:
            go("people", person=page.lines[chosen].subject)


def _settle_all(place: Place, debt: str, sums: list[DebtSum]) -> None:
    left = max(one.open_people for one in sums)
    name = plain(label(place.words, "debt", debt))
    told = f"{name} · {place.words('basis.settle', number=number(left))}"
    with st.popover(told, icon=":material/task_alt:", disabled=not left):
        settle(place, f"settle-{debt}", debt)


def _decisions(place: Place, known: Bases) -> None:
    words = place.words
    if known.lost:
        st.warning(words("basis.lost", number=number(known.lost)))
    if not known.decisions:
        return
    with st.expander(words("basis.decisions", number=number(len(known.decisions))), key="basis-decisions"):
        for one, count in known.decisions:
            kind = "debt" if one.purpose in place.rules.debts else "purpose"
            what = f"{label(words, kind, one.purpose)} · {words(f'saying.{one.saying}')}"
            with st.container(horizontal=True, vertical_alignment="center", key=f"decision-{one.number}"):
                st.markdown(
                    f"{words('basis.by_hand', number=one.number)} · {plain(what)} · {number(count)}"
                    f"  \n:gray[{plain(one.reason)} · {plain(one.made_by)} · {moment(one.made_at)}]", width="stretch",
                )  # fmt: skip
                if one.undone:
                    st.caption(words("basis.undone"), width="content")
                    continue
                with st.popover(words("basis.undo"), width="content"):
                    reason = st.text_input(words("basis.undo_reason"), key=f"undo-{one.number}-reason", max_chars=300)
                    st.button(
                        words("basis.undo"), key=f"undo-{one.number}", disabled=not reason.strip(), on_click=_undo,
                        args=(one.number, reason),
                    )  # fmt: skip


def _undo(decision: int, reason: str) -> None:
    act("undo_basis", decision=decision, reason=reason, notice="basis.undone")


draw(guard())
