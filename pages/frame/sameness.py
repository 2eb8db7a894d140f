"""Why a person's records are one person's, and what a person at the desk decides otherwise."""

import streamlit as st

from engine.model.errors import ActionableError
from engine.views.people import Person
from engine.views.sameness import BY_HAND, AppearanceLine, Sharing, candidates, decisions, sameness, subject_of
from pages.frame.address import stay
from pages.frame.escape import plain
from pages.frame.formats import moment, number
from pages.frame.guard import Place
from pages.frame.labels import label, say
from pages.frame.opening import act, tell, trouble
from pages.frame.picking import picking, unpick
from pages.frame.tables import pager

PAGE_SIZE = 50
_NAMED = 3
"""Lines that are named where something is shared by many."""
_KEY, _REASON, _INSIST = "person-same", "person-reason", "person-insist"


def together(place: Place, shown: Person) -> None:
    """The person's appearances with what each shares, the weakest link, and the ways to split and merge."""
    words, person = place.words, shown.line.id
    found = place.seat.view(sameness, person, place.address.page, PAGE_SIZE)
    if not found.lines.total:  # everybody was linked anew since the person was read
        return
    with st.container(border=True, key="sameness"):
        st.subheader(words("sameness.title"), anchor=False, help=words("sameness.help"))
        if found.lines.total == 1:
            st.caption(words("sameness.once"))
        elif found.weakest:
            st.markdown(words("sameness.weakest", shared=plain(_thing(place, found.weakest))))
        rows = [_row(place, line) for line in found.lines.lines]
        columns: dict[str, object] = {name: words(f"sameness.column.{name}") for name in rows[0]}
        columns["line"] = st.column_config.NumberColumn(words("sameness.column.line"), width=50)
        columns["shares"] = st.column_config.TextColumn(words("sameness.column.shares"), width="large")
        picked = picking(rows, columns, _KEY, alt=words("sameness.title"))
        pager(words, found.lines, "sameness-pager")
        chosen = [found.lines.lines[index] for index in picked]
        with st.expander(words("sameness.split_title"), icon=":material/call_split:", expanded=bool(chosen)):
            _split(place, person, found.lines.total, chosen)
        with st.expander(words("sameness.merge_title"), icon=":material/call_merge:"):
            _merge(place, person, found.lines.lines[0])
        _decided(place, person, found.lines.lines[0])


def _row(place: Place, line: AppearanceLine) -> dict[str, object]:
    words = place.words
    apart = words("sameness.nothing") if line.reason != "name_only" else words("link.name_only")
    return {
        "line": line.line,
        "name": line.masked_name or "—",
        "shares": words("sameness.and").join(_shared(place, one) for one in line.shares) or apart,
        "day": line.day or "—",
        "role": say(words, f"person_role.{line.role}", line.role),
        "kind": label(words, "kind", line.kind),
    }


def _thing(place: Place, one: Sharing) -> str:
    """The thing that is shared: its kind and its masked value."""
    words = place.words
    if one.reason == BY_HAND:
        return words("sameness.thing.by_hand", number=one.masked)
    kind = label(words, "type", one.entity_type)
    key = "mailbox" if one.reason == "name_and_mailbox" else "named" if one.reason.startswith("name_and") else "same"
    return words(f"sameness.thing.{key}", type=kind, value=one.masked)


def _shared(place: Place, one: Sharing) -> str:
    words = place.words
    lines = words("frame.comma").join(str(line) for line in one.lines[:_NAMED])
    if len(one.lines) > _NAMED:
        lines = words("sameness.more", lines=lines, number=number(len(one.lines)))
    return words("sameness.as", thing=_thing(place, one), lines=lines)


def _split(place: Place, person: str, total: int, chosen: list[AppearanceLine]) -> None:
    words = place.words
    st.caption(words("sameness.split_help"))
    reason = st.text_input(words("sameness.reason"), key=f"{_REASON}-split", max_chars=300)
    hindered = (
        words("sameness.pick_first")
        if not chosen
        else words("sameness.not_all")
        if len(chosen) == total
        else ""
        if reason.strip()
        else words("treatment.reason_first")
    )
    st.button(
        words("sameness.split", number=number(len(chosen))),
        key="person-split",
        type="primary",
        disabled=bool(hindered),
        help=hindered or None,
        on_click=_do_split,
        args=(place, person, [(one.record, one.ordinal) for one in chosen], reason),
    )


def _do_split(place: Place, person: str, appearances: list[tuple[str, int]], reason: str) -> None:
    if act("split_person", person=person, appearances=appearances, reason=reason):
        other = place.seat.view(subject_of, *appearances[0])
        tell(place.words("sameness.split_done", person=other))
        st.session_state[f"{_REASON}-split"] = ""
        unpick(_KEY)
        stay(person=other)


def _merge(place: Place, person: str, first: AppearanceLine) -> None:
    words, known = place.words, {one.id: one for one in place.seat.view(candidates, person)}
    st.caption(words("sameness.merge_help"))

    def named(one: str) -> str:
        if one not in known:
            return one
        found = known[one]
        hint = words("sameness.same_name" if found.same_name else "sameness.household")
        records = words("people.in_records", number=number(found.records))
        return f"{found.masked_name or words('people.nameless')} · {one} · {hint} · {records}"

    other = st.selectbox(
        words("sameness.other"),
        list(known),
        index=None,
        format_func=named,
        accept_new_options=True,
        placeholder=words("sameness.other_placeholder"),
        key=f"person-other-{person}",
    )
    reason = st.text_input(words("sameness.reason"), key=f"{_REASON}-merge", max_chars=300)
    insist = st.session_state.get(_INSIST) == (person, other) and st.checkbox(
        words("sameness.insist"), key="person-insisted"
    )
    ready = bool(other and reason.strip())
    st.button(
        words("sameness.merge"),
        key="person-merge",
        type="primary",
        disabled=not ready,
        help=None if ready else words("sameness.merge_first"),
        on_click=_do_merge,
        args=(place, person, (other or "").strip(), reason, insist, (first.record, first.ordinal)),
    )


def _do_merge(place: Place, person: str, other: str, reason: str, insist: bool, first: tuple[str, int]) -> None:
    try:
        place.seat.perform("merge_people", person=person, other=other, reason=reason, insist=insist)
    except ActionableError as error:
        trouble(error)
        if error.key == "merge_against_documents":
            st.session_state[_INSIST] = (person, other)
        return
    st.session_state.pop(_INSIST, None)
    st.session_state[f"{_REASON}-merge"] = ""
    tell(place.words("sameness.merge_done"))
    stay(person=place.seat.view(subject_of, *first))


def _decided(place: Place, person: str, first: AppearanceLine) -> None:
    """What was decided by hand, each with its way back."""
    words, made = place.words, place.seat.view(decisions, person)
    for one in made:
        kind = "merged" if one.merged else "split"
        said = words(
            f"sameness.decided_{kind}",
            number=one.number,
            by=plain(one.decided_by),
            date=moment(one.decided_at),
            reason=plain(one.reason),
        )
        with st.container(horizontal=True, vertical_alignment="center", key=f"decision-{one.number}"):
            st.markdown(said + (words("sameness.insisted") if one.insisted else ""))
            st.button(
                words("sameness.undo"),
                key=f"undo-decision-{one.number}",
                icon=":material/undo:",
                on_click=_undo,
                args=(place, one.number, (first.record, first.ordinal)),
            )


def _undo(place: Place, decision: int, first: tuple[str, int]) -> None:
    if act("undo_people_decision", decision=decision, notice="sameness.undone"):
        stay(person=place.seat.view(subject_of, *first))
