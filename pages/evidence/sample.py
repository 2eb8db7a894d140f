"""Review sample: findings drawn at random, judged one after the other, and what that says of all of them."""

import streamlit as st

from engine.strings import Words
from engine.views.records import record_text
from engine.views.sample import Drawn, Estimate, Precision, drawn, excerpt, precision
from pages.frame import Place, act, empty, guard, header, label, marked_text, plain, shortened, table
from pages.frame.formats import number, share
from pages.frame.located import spots
from pages.frame.picking import fitting
from pages.frame.review import remember, undo
from pages.frame.rightness import estimated, labelled

_SKIPPED, _CLEAR = "sample-skipped", "sample-clear"
_ANSWERS = (("right", "confirmed", "Y"), ("wrong", "rejected", "N"))
_SKIP = "S"
_COUNTS = {"findings", "drawn", "judged", "right"}


def draw(place: Place) -> None:
    """The page."""
    words = place.words
    header(place, "sample")
    known = place.seat.view(precision)
    if not known.findings:
        empty(words("sample.none"), "sources", words("findings.to_sources"))
        return
    st.caption(words("sample.lead"))
    text = words("sample.judged", judged=number(known.judged), drawn=number(known.drawn))
    st.progress(known.judged / known.drawn, text=text)
    _judging(place, known)
    with st.container(border=True):
        st.subheader(words("sample.title"), anchor=False, help=words("sample.estimated_help"))
        estimated(words, known)
        _by_type(words, known)
        with st.expander(words("sample.table")):
            _by_stratum(words, known)


def _judging(place: Place, known: Precision) -> None:
    """One finding at a time: its text, the question, the answers with their keys."""
    words = place.words
    left, right = st.columns([2, 3], vertical_alignment="bottom")
    waiting = [one.entity_type for one in known.types if one.drawn > one.judged]
    chosen = left.selectbox(
        words("sample.type"), ["", *waiting], key="sample-type",
        format_func=lambda one: label(words, "type", one) if one else words("sample.any_type"),
    )  # fmt: skip
    clear = right.toggle(words("sample.clear"), key=_CLEAR)
    skipped = st.session_state.setdefault(_SKIPPED, set())
    left_over = [one for one in place.seat.view(drawn, chosen or "") if not one.verdict]
    one = next((one for one in left_over if one.finding not in skipped), None)
    with st.container(border=True, key="sample-card"):
        if one is None:
            st.write(words("sample.skipped_all", number=number(len(left_over))) if left_over else words("sample.done"))
            if left_over:
                st.button(words("sample.again"), key="sample-again", on_click=skipped.clear)
            undo(words, "sample")
            return
        _card(place, one, clear)
        _answers(words, one)


def _card(place: Place, one: Drawn, clear: bool) -> None:
    words = place.words
    # the look is logged once for each record that is shown in clear, not for each run of the page
    if clear and st.session_state.get("sample-looked") != one.finding and act("reveal", record=one.record):
        st.session_state["sample-looked"] = one.finding
    if not clear:
        st.session_state.pop("sample-looked", None)
    reveal = st.session_state.get("sample-looked") == one.finding
    shown = place.seat.view(record_text, one.record)
    [where] = spots(place, [(shown.id, shown.locator)])
    st.caption(words("sample.where", number=shown.source, locator=plain(shortened(where, 80))))
    parts = place.seat.view(excerpt, one, reveal)
    if parts:
        marked_text(words, parts, one.finding)
    else:
        st.info(words("sample.hidden"))
    st.markdown(f"**{words('sample.question', type=label(words, 'type', one.entity_type))}**")
    told = labelled(words, one.entity_type, one.band)
    found_by = words("sample.found_by", score=f"{one.score:.2f}", recognizer=label(words, "recognizer", one.recognizer))
    st.caption(" · ".join(filter(None, [plain(found_by), told])))


def _answers(words: Words, one: Drawn) -> None:
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        for name, state, key in _ANSWERS:
            st.button(
                words(f"sample.{name}"), key=f"sample-{name}", shortcut=key,
                type="primary" if name == "right" else "secondary", on_click=_judge, args=(one.finding, state),
            )  # fmt: skip
        st.button(words("sample.skip"), key="sample-skip", shortcut=_SKIP, on_click=_skip, args=(one.finding,))
        undo(words, "sample")


def _judge(finding: str, state: str) -> None:
    remember(act("review", findings=[finding], state=state, sampled=True))


def _skip(finding: str) -> None:
    st.session_state[_SKIPPED].add(finding)


def _by_type(words: Words, known: Precision) -> None:
    names = ("type", "findings", "drawn", "judged", "estimate")
    rows = [
        {
            "type": label(words, "type", one.entity_type),
            "findings": one.findings,
            "drawn": one.drawn,
            "judged": one.judged,
            "estimate": _told(words, one.estimate),
        }
        for one in known.types
    ]
    columns = _columns(words, names)
    table(rows, columns, "sample-types", alt=words("sample.by_type"), height=fitting(len(rows)))


def _by_stratum(words: Words, known: Precision) -> None:
    names = ("type", "band", "findings", "drawn", "judged", "right", "estimate", "labelled")
    rows = [
        {
            "type": label(words, "type", one.entity_type),
            "band": label(words, "band", one.band),
            "findings": one.findings,
            "drawn": one.drawn,
            "judged": one.judged,
            "right": one.right if one.judged else None,
            "estimate": _told(words, one.estimate),
            "labelled": labelled(words, one.entity_type, one.band, short=True),
        }
        for one in known.strata
    ]
    columns = _columns(words, names)
    table(rows, columns, "sample-strata", alt=words("sample.table"), height=fitting(len(rows)))


def _columns(words: Words, names: tuple[str, ...]) -> dict[str, object]:
    titles = {name: words(f"sample.column.{name}") for name in names}
    return {
        name: st.column_config.NumberColumn(title, format="localized", width="small") if name in _COUNTS else title
        for name, title in titles.items()
    }


def _told(words: Words, found: Estimate | None) -> str:
    if found is None:
        return words("sample.not_reviewed")
    return f"{share(found.share, 1)} ({share(found.low, 1)} – {share(found.high, 1)})"


draw(guard())
