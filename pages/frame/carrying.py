"""Planned ends carried out in the company's systems: what can be stated, with what proof, and all that was done."""

from dataclasses import asdict
from datetime import date
from typing import Any

import streamlit as st

from engine.model.assessment import DispositionState
from engine.model.decisions import PROVED_BY_FILE
from engine.views.carrying import CarriedLine, Carrying, carried, carrying
from engine.views.planning import Wish
from pages.frame.escape import plain, shortened
from pages.frame.fetching import attachment
from pages.frame.formats import day, moment, number, size
from pages.frame.guard import Place
from pages.frame.labels import label
from pages.frame.opening import act
from pages.frame.picking import fitting
from pages.frame.receiving import localised
from pages.frame.tables import table

_ROUND, _PICKED, _HASH_SHOWN = "carrying-round", "carried-picked", 16


def carrying_out(place: Place, wish: Wish, key: str) -> None:
    """Draw a form for each planned state among what the wish means; nothing where none is planned."""
    found = place.seat.view(carrying, wish)
    if any(one.records for one in found.values()):
        localised(place.words)
    for state, one in found.items():
        with st.container(border=True, key=f"{key}-carrying-{state}"):
            _state(place, wish, state, one, f"{key}-carry-{state}")


def _state(place: Place, wish: Wish, state: DispositionState, found: Carrying, key: str) -> None:
    """What can be stated of one state, what stays and why."""
    words = place.words
    named = words("carrying.title", state=words(f"carrying.state.{state}"))
    st.subheader(named, anchor=False, help=words(f"carrying.help.{state}"))
    told = [words(f"carrying.stays.{name}", number=number(count)) for name, count in found.stays.items()]
    if found.records:
        told.insert(0, words("carrying.ready", number=number(found.records)))
    st.markdown("  \n".join(told))
    if found.records:
        with st.expander(words("carrying.open"), icon=":material/task_alt:"):
            _form(place, wish, state, found.records, f"{key}-{st.session_state.get(_ROUND, 0)}")


def _form(place: Place, wish: Wish, state: DispositionState, records: int, key: str) -> None:
    words = place.words
    st.caption(f"{words(f'carrying.proof_of.{state}')} {words('carrying.copy_stays')}")
    left, right = st.columns(2)
    told: dict[str, Any] = {"day": left.date_input(words("carrying.day"), key=f"{key}-day", format="YYYY-MM-DD")}
    told["by"] = right.text_input(words("carrying.by"), max_chars=120, key=f"{key}-by")
    if state is DispositionState.TRANSFERRED:
        recipient = place.engagement.recipient or ""
        told["recipient"] = st.text_input(words("carrying.recipient"), recipient, max_chars=200, key=f"{key}-recipient")
    told["note"] = st.text_input(words("carrying.note"), max_chars=500, key=f"{key}-note")
    needed = state in PROVED_BY_FILE
    file = st.file_uploader(words("carrying.proof" if needed else "carrying.proof_optional"), key=f"{key}-proof")
    incomplete = not all(told[name].strip() for name in ("by", "recipient") if name in told) or (needed and not file)
    st.warning(words("carrying.forever"))
    st.button(
        words("carrying.do", number=number(records)), key=f"{key}-do", type="primary", disabled=incomplete,
        help=words("carrying.fill_first") if incomplete else None, on_click=_carry_out,
        args=(wish, state, records, told, file),
    )  # fmt: skip


def _carry_out(wish: Wish, state: DispositionState, expected: int, told: dict[str, Any], file: Any) -> None:
    proof = (file.name, file.getvalue()) if file else None
    stated = {"records": wish.records, "selection": wish.selection, "expected": expected, "proof": proof, **told}
    if act("carry_out", state=str(state), **stated, notice="carrying.done"):
        st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1


def carried_out(place: Place) -> None:
    """All that was carried out, the newest first, deletions included; the one picked is told with its proof."""
    words, lines = place.words, place.seat.view(carried)
    st.subheader(words("carrying.list", number=number(len(lines))), anchor=False, help=words("carrying.list_help"))
    if not lines:
        st.caption(words("carrying.list_none"))
        return
    rows = [
        {
            "event": line.event,
            "day": day(line.day),
            "state": label(words, "disposition", line.state),
            "records": line.records,
            "by": shortened(line.by, 40),
            "recipient": shortened(line.recipient, 40) or "—",
            "proof": f"SHA-256 {line.proof.sha256[:_HASH_SHOWN]}…" if line.proof else "—",
        }
        for line in lines
    ]
    columns: dict[str, object] = {name: words(f"carrying.column.{name}") for name in rows[0]}
    chosen = table(rows, columns, "carried", alt=words("carrying.alt"), pick=True, height=fitting(len(rows)))
    if chosen is not None:
        st.session_state[_PICKED] = lines[chosen].event
    picked = next((line for line in lines if line.event == st.session_state.get(_PICKED)), lines[0])
    with st.container(border=True, key="carried-one"):
        _about(place, picked)


def _about(place: Place, line: CarriedLine) -> None:
    """Everything that is known of one, and its proof to download."""
    words = place.words
    state = label(words, "disposition", line.state)
    named = words("carrying.one", event=line.event, state=state, number=number(line.records))
    st.markdown(f"**{plain(named)}**" + (f"  \n{plain(line.note)}" if line.note else ""))
    facts: dict[str, date | str] = {"day": day(line.day), "by": line.by, "name": line.registered_by}
    said = [words("carrying.made", at=moment(line.registered_at), **facts)]
    if line.recipient:
        said.append(words("carrying.received_by", name=line.recipient))
    if line.decisions:
        said.append(words("carrying.follows", numbers=words("frame.comma").join(map(str, line.decisions))))
    said += [words("decisions.custodian_is", **asdict(one)) for one in line.custodians]
    if line.early:
        said.append(words("carrying.early"))
    st.caption("  \n".join(plain(sentence) for sentence in said))
    if file := line.proof:
        attachment(place, file)
        st.caption(f"{size(file.bytes)} · SHA-256 {file.sha256}")
