"""The text of a record with its findings marked, and the review of one after the other by keys."""

import streamlit as st

from engine.strings import Words
from engine.views.records import Part, RecordText
from engine.views.sample import band_of
from engine.views.surroundings import neighbours
from pages.frame.address import stay
from pages.frame.escape import plain, safe, shortened
from pages.frame.guard import Place
from pages.frame.labels import label
from pages.frame.masked import marked_text
from pages.frame.navigation import link
from pages.frame.opening import act
from pages.frame.review import remember, state_of, undo
from pages.frame.rightness import labelled

REVEALED = "record-revealed"
_AT = "record-at"
_JUDGE = (("confirmed", "Y"), ("rejected", "N"), ("open", "O"))
_GRADES = ("sensitive", "conditional", "general")


def viewer(place: Place, shown: RecordText, revealed: bool) -> None:
    """Draw the text, and the finding that is looked at with what can be said of it."""
    words = place.words
    found = [part for field in shown.fields for part in field.parts if part.finding]
    at = _first(found)
    with st.container(border=True):
        _head(words, shown, revealed)
        for field in shown.fields:
            if field.parts:
                st.caption(f"**{plain(label(words, 'field', field.name))}**")
                marked_text(words, field.parts, at)
        if found:
            _legend(words)
            _into_sight(at)
        elif not shown.destroyed:
            st.caption(words("record.no_findings"))
    with st.container(border=True, key="record-at-hand"):
        if found:
            _at_hand(place, shown, found, at, revealed)
        _leaf(place, shown)


def _first(found: list[Part]) -> str:
    """The finding to look at: the one that was gone to, else the first open one, else the first."""
    ids, gone_to = [part.finding for part in found], st.session_state.get(_AT, "")
    if gone_to in ids:
        return gone_to
    return next((part.finding for part in found if part.state == "open"), ids[0] if ids else "")


def _head(words: Words, shown: RecordText, revealed: bool) -> None:
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        st.subheader(words("record.text"), anchor=False)
        if revealed:
            st.button(words("record.mask"), key="record-mask")
        elif not shown.destroyed:
            st.button(
                words("record.reveal"), key="record-reveal", help=words("record.reveal_help"),
                on_click=_reveal, args=(shown.id,),
            )  # fmt: skip
    if revealed:
        st.warning(words("record.revealed"))
    if shown.destroyed:
        st.info(words("record.destroyed"))


def _reveal(record: str) -> None:
    if act("reveal", record=record):
        st.session_state[REVEALED] = record


def _legend(words: Words) -> None:
    """What the colours and lines of the marks say, in the marks' own look."""
    graded = "".join(f'<mark class="co-mark co-{one}">{safe(words(f"sensitivity.{one}"))}</mark> ' for one in _GRADES)
    states = "".join(
        f'<mark class="co-mark co-general co-{one}">{safe(words(f"finding_state.{one}"))}</mark> '
        for one in ("confirmed", "rejected")
    )
    st.html(f'<div class="co-marks">{graded}{states}</div>')


def _into_sight(finding: str) -> None:
    """Roll the marked text to the finding that is looked at; the text may be longer than its frame."""
    st.html(
        f'<script data-at="{safe(finding)}">document.querySelectorAll(".co-asked")'
        '.forEach(one => one.scrollIntoView({block: "nearest"}))</script>',
        unsafe_allow_javascript=True,  # constant but for an id of our own
    )


def _at_hand(place: Place, shown: RecordText, found: list[Part], at: str, revealed: bool) -> None:
    """The finding that is looked at: what, why, whose; and the answers with their keys."""
    words = place.words
    number = next(index for index, part in enumerate(found) if part.finding == at)
    part = found[number]
    title = words("record.at", number=number + 1, all=len(found), type=label(words, "type", part.entity_type))
    st.subheader(plain(title), anchor=False, help=words("record.keys"))
    st.markdown(f"**{plain(shortened(part.text, 80))}** · {plain(state_of(words, part.state, part.decided_by))}")
    why = words("sample.found_by", score=f"{part.score:.2f}", recognizer=label(words, "recognizer", part.recognizer))
    measured = labelled(words, part.entity_type, band_of(part.score))
    st.caption(" · ".join(filter(None, [plain(why), measured])))
    if part.subject:
        named = " · ".join(filter(None, [dict(shown.subjects).get(part.subject), part.subject]))
        link(plain(named), "people", person=part.subject, icon=":material/person:")
    else:
        st.caption(words("record.unattributed"))
    keep = shown.id if revealed else ""
    ids = [one.finding for one in found]
    with st.container(horizontal=True, gap="small", vertical_alignment="center", key="record-judge"):
        for state, key in _JUDGE:
            st.button(
                words(f"record.judge.{state}"), key=f"record-{state}", shortcut=key, disabled=part.state == state,
                type="primary" if state == "confirmed" else "secondary",
                on_click=_judge, args=(part.finding, state, _after(found, number), keep),
            )  # fmt: skip
        _step(words("record.previous_finding"), "record-previous", "K", ids[number - 1] if number else "", keep)
        following = ids[number + 1] if number + 1 < len(ids) else ""
        _step(words("record.next_finding"), "record-next", "J", following, keep)
        undo(words, "record", lambda: _look(at, keep))


def _after(found: list[Part], number: int) -> str:
    """The finding to look at once this one is judged: the next open one, else the next."""
    rest = [part for part in (*found[number + 1 :], *found[:number]) if part.state == "open"]
    return rest[0].finding if rest else found[min(number + 1, len(found) - 1)].finding


def _step(text: str, key: str, shortcut: str, finding: str, keep: str) -> None:
    st.button(text, key=key, shortcut=shortcut, disabled=not finding, on_click=_look, args=(finding, keep))


def _look(finding: str, keep: str) -> None:
    """Look at a finding; what is revealed stays so while the person goes through one record."""
    st.session_state[_AT] = finding
    if keep:
        st.session_state[REVEALED] = keep


def _judge(finding: str, state: str, after: str, keep: str) -> None:
    remember(act("review", findings=[finding], state=state))
    _look(after, keep)


def _leaf(place: Place, shown: RecordText) -> None:
    """The records before and after this one under the filter."""
    words = place.words
    before, after = place.seat.view(neighbours, place.selection, shown.id)
    with st.container(horizontal=True, gap="small", vertical_alignment="center", key="record-leaf"):
        for name, key, record in (("before", "B", before), ("after", "M", after)):
            st.button(
                words(f"record.{name}"), key=f"record-{name}", shortcut=key, type="tertiary", disabled=not record,
                on_click=stay, kwargs={"record": record},
            )  # fmt: skip
        st.caption(words("record.leaf" if place.selection else "record.leaf_all"), width="content")
