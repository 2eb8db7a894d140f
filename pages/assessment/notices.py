"""Notices: which have to go out and why, what is written and sent of each, and a form for each."""

from collections.abc import Sequence

import streamlit as st

from engine.assess.notices import NoticeStanding
from engine.views.notices import NoticeLine, Notices, notices
from engine.views.selection import Selection
from pages.frame import Place, figure, go, guard, header, label, plain, table
from pages.frame.formats import day, number
from pages.frame.grounds import source_of
from pages.frame.notice import field_names, one_notice
from pages.frame.picking import fitting

_COLUMNS = ("label", "applies", "source", "due", "standing", "sent_on", "people", "missing", "id")
_DUE = "due"  # of the shared filter: what the closing waits for, however far it is


def draw(place: Place) -> None:
    """The page."""
    words = place.words
    header(place, "notices")
    known = place.seat.view(notices)
    chosen = [line for name in place.selection.notice if (line := known.of(name))]
    if len(chosen) == 1:
        one_notice(place, chosen[0])
        return
    st.caption(words("notices.lead"))
    _totals(place, known)
    if known.due:
        named = words("frame.comma").join(plain(line.notice.label[place.language]) for line in known.due)
        told = words("notices.waiting_for", number=number(len(known.due)))
        st.warning(f"**{told}** {named}", icon=":material/mail:")
    states = place.selection.notice_standing
    _list(place, _under(states, known.here), "here")
    if others := _under(states, known.others):
        with st.expander(words("notices.others", number=number(len(others)))):
            _list(place, others, "others")


def _totals(place: Place, known: Notices) -> None:
    words = place.words
    told = [line.people for line in known.here if line.people is not None]
    written = {"sent": NoticeStanding.SENT, "incomplete": NoticeStanding.INCOMPLETE, "drafts": NoticeStanding.DRAFT}
    figures: list[tuple[str, int | None, tuple[str, ...]]] = [
        ("here", len(known.here), ()),
        *((name, len(_under((state,), known.here)), (state,)) for name, state in written.items()),
        ("due", len(known.due), (_DUE,)),
        ("people", sum(told) if told else None, (NoticeStanding.SENT, NoticeStanding.INCOMPLETE)),
    ]
    for column, (name, count, states) in zip(st.columns(len(figures)), figures, strict=True):
        with column.container(border=True, height="stretch"):
            narrowed = Selection(notice_standing=states)
            figure(words(f"notices.{name}"), number(count), "notices", selection=narrowed, key=name)


def _under(states: Sequence[str], lines: tuple[NoticeLine, ...]) -> tuple[NoticeLine, ...]:
    """The lines in one of these states; all of them, if none is asked for."""
    return tuple(one for one in lines if not states or one.standing in states or (one.due and _DUE in states))


def _list(place: Place, lines: tuple[NoticeLine, ...], key: str) -> None:
    words = place.words
    columns: dict[str, object] = {name: words(f"notices.column.{name}") for name in _COLUMNS}
    columns["label"] = st.column_config.TextColumn(words("notices.column.label"), width=240)
    columns["missing"] = st.column_config.TextColumn(words("notices.column.missing"), width="large")
    rows = [_row(place, line) for line in lines]
    if not rows:
        st.caption(words("notices.nothing_selected"))
        return
    chosen = table(
        rows, columns, f"notices-{key}", alt=words("nav.notices"), pick=True, height=fitting(len(rows))
    )  # fmt: skip
    st.caption(words("notices.pick"))
    if chosen is not None:
        go("notices", selection=Selection(notice=(lines[chosen].notice.id,)))


def _row(place: Place, line: NoticeLine) -> dict[str, object]:
    words, duty = place.words, place.rules.obligations[line.duty.obligation]
    return {
        "label": line.notice.label[place.language],
        "applies": words(f"duties.groups.{line.group}"),
        "source": source_of(words, duty.authority),
        "due": day(line.duty.due),
        "standing": label(words, "notice_standing", line.standing),
        "missing": field_names(place, line.missing) or "—",
        "sent_on": day(max((one.written.sent_on for one in line.sent if one.written.sent_on), default=None)),
        "people": number(line.people),
        "id": line.notice.id,
    }


draw(guard())
