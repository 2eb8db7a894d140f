"""Notices: which have to go out and why, what is written and sent of each, and a form for each."""

import streamlit as st

from engine.assess.notices import NoticeStanding
from engine.views.notices import NoticeLine, Notices, notices
from engine.views.selection import Selection
from pages.frame import Place, go, guard, header, label, plain, table
from pages.frame.formats import day, number
from pages.frame.grounds import source_of
from pages.frame.notice import field_names, one_notice
from pages.frame.picking import fitting

_COLUMNS = ("label", "applies", "source", "due", "standing", "sent_on", "people", "missing", "id")


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
    _list(place, known.here, "here")
    if known.others:
        with st.expander(words("notices.others", number=number(len(known.others)))):
            _list(place, known.others, "others")


def _totals(place: Place, known: Notices) -> None:
    words = place.words
    told = [line.people for line in known.here if line.people is not None]
    figures = [
        (words("notices.here"), number(len(known.here))),
        *(
            (words(f"notices.{name}"), number(sum(line.standing is state for line in known.here)))
            for name, state in (
                ("sent", NoticeStanding.SENT),
                ("incomplete", NoticeStanding.INCOMPLETE),
                ("drafts", NoticeStanding.DRAFT),
            )
        ),
        (words("notices.due"), number(len(known.due))),
        (words("notices.people"), number(sum(told) if told else None)),
    ]
    for column, (name, value) in zip(st.columns(len(figures)), figures, strict=True):
        column.metric(name, value, border=True)


def _list(place: Place, lines: tuple[NoticeLine, ...], key: str) -> None:
    words = place.words
    columns: dict[str, object] = {name: words(f"notices.column.{name}") for name in _COLUMNS}
    columns["label"] = st.column_config.TextColumn(words("notices.column.label"), width=240)
    columns["missing"] = st.column_config.TextColumn(words("notices.column.missing"), width="large")
    rows = [_row(place, line) for line in lines]
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
