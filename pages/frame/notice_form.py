"""The form of one text of a notice: a field for each thing it must say here, with what the scan proposes for it."""

from collections.abc import Mapping, Sequence

import streamlit as st

from engine.assess.drafting import Proposal
from engine.assess.notices import Asked
from engine.model.notices import WrittenNotice
from engine.views.drafting import drafted
from engine.views.notices import NoticeLine
from pages.frame.escape import plain
from pages.frame.grounds import source_of
from pages.frame.guard import Place
from pages.frame.opening import act

_HEIGHT = 110


def choice_key(notice: str) -> str:
    """Where the session keeps which text of a notice is shown."""
    return f"notice-text-{notice}"


def write(place: Place, line: NoticeLine, known: WrittenNotice | None, language: str) -> Mapping[str, str]:
    """Draw the form; what stands in it now, by field."""
    words = place.words
    fields = [one for one in line.fields if one.needed is not False]
    names = [one.need.field for one in fields]
    keys = {name: f"notice-{line.notice.id}-{known.number if known else 'new'}-{language}-{name}" for name in names}
    for name, key in keys.items():
        st.session_state.setdefault(key, known.texts.get(name, "") if known else "")
    proposed = place.seat.view(drafted, line.notice.id, language, place.language)
    with st.container(horizontal=True, gap="small", key="notice-fill"):
        empty = [name for name in proposed if name in keys and not st.session_state[keys[name]].strip()]
        st.button(
            words("notices.adopt_all", number=len(empty)), key="notice-adopt-all", icon=":material/auto_fix_high:",
            disabled=not empty, help=words("notices.adopt_help"), on_click=_fill,
            args=({keys[name]: proposed[name].text for name in empty},),
        )  # fmt: skip
        _earlier(place, line, known, language, keys)
    for one in fields:
        _field(place, one, keys[one.need.field], proposed.get(one.need.field))
    absent = [one.need.field for one in line.fields if one.needed is False]
    if absent:
        labels = words("frame.comma").join(place.rules.notice_fields[one].label[place.language] for one in absent)
        st.caption(plain(words("notices.not_needed", fields=labels)))
    number = known.number if known else None
    st.button(
        words("notices.save"), key="notice-save", type="primary", on_click=_save,
        args=(line.notice.id, language, keys, number),
    )  # fmt: skip
    return {name: st.session_state[key] for name, key in keys.items()}


def _earlier(
    place: Place, line: NoticeLine, known: WrittenNotice | None, language: str, keys: Mapping[str, str]
) -> None:
    """A new text may start from the last one in its language."""
    before = [one.written for one in line.texts if one.written.language == language]
    if known is None and before:
        last = before[-1]
        st.button(
            place.words("notices.from_earlier", number=last.number), key="notice-from", icon=":material/content_copy:",
            on_click=_fill, args=({keys[name]: text for name, text in last.texts.items() if name in keys},),
        )  # fmt: skip


def _field(place: Place, one: Asked, key: str, proposal: Proposal | None) -> None:
    words, need = place.words, one.need
    entry = place.rules.notice_fields[need.field]
    title = need.heading or entry.label
    force = "open" if one.may_have_to else "mandatory" if one.must else "recommended"
    colour = {"open": "orange", "mandatory": "red", "recommended": "gray"}[force]
    with st.container(border=True, key=f"field-{key}", gap="small"):
        label = f"**{plain(title[place.language])}** :{colour}[{words(f'notices.{force}')}]"
        st.text_area(label, key=key, height=_HEIGHT, max_chars=5000)
        notes = [need.note[place.language]] if need.note else []
        if duty := place.rules.obligations.get(need.by):
            notes.append(words("notices.asked_by", source=source_of(words, duty.authority)))
        if one.needed is None:
            facts = words("frame.comma").join(_facts(place, one))
            notes.append(words("notices.open_help", facts=facts))
        if notes:
            st.caption(plain(" · ".join(notes)))
        if proposal and st.session_state[key].strip() != proposal.text:
            _proposal(place, key, proposal)


def _proposal(place: Place, key: str, proposal: Proposal) -> None:
    words = place.words
    with st.container(horizontal=True, vertical_alignment="top", gap="small", key=f"proposal-{key}"):
        with st.container(gap=None, width="stretch"):
            st.markdown(f":gray[{words('notices.proposal')}] {plain(proposal.text)}")
            st.caption(plain(proposal.because))
        st.button(
            words("notices.adopt"), key=f"adopt-{key}", on_click=_fill, args=({key: proposal.text},),
            help=words("notices.adopt_help"),
        )  # fmt: skip


def _facts(place: Place, one: Asked) -> Sequence[str]:
    asked = [part.fact for condition in one.need.when for part in (condition.any or (condition,))]
    return [place.rules.facts[fact].label[place.language] for fact in asked if fact]


def _fill(texts: Mapping[str, str]) -> None:
    for key, text in texts.items():
        st.session_state[key] = text


def _save(notice: str, language: str, keys: Mapping[str, str], number: int | None) -> None:
    texts = {name: st.session_state[key] for name, key in keys.items()}
    event = act("write_notice", kind=notice, language=language, texts=texts, number=number, notice="notices.saved")
    if event:
        st.session_state[choice_key(notice)] = str(event.facts["number"])
        if number is None:
            _fill(dict.fromkeys(keys.values(), ""))
