"""Chapter "disposition": where every record and person ends, who decided it and who approved, and what is on hold."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from textwrap import wrap

from engine.model.holds import HoldState
from engine.report.blocks import Block, Cell, Chapter, Column, callout, number, paragraph, section, share, stack, table
from engine.report.verdict import not_scanned
from engine.report.voice import Voice
from engine.views.balance import NEVER_PLANNED, Balance
from engine.views.carrying import CarriedLine
from engine.views.decisions import DecisionLine
from engine.views.holds import HoldLine
from engine.views.people import People

_GROUP = 16
"""Signs of a hash that stand together: a line breaks between them."""
_ENDS = (
    "undecided",
    "retained_in_use",
    "transferred",
    "restricted_until",
    "deleted",
    "anonymised",
    "on_hold",
)


def balance_chapter(
    voice: Voice,
    sums: Balance,
    people: People,
    made: Sequence[DecisionLine],
    done: Sequence[CarriedLine],
    held: Sequence[HoldLine],
    scanned: bool,
) -> Chapter:
    """Every record in exactly one state; the difference, which must be zero; who decided it; what shows it was done."""
    if not scanned:
        return Chapter(voice("balance.title"), (not_scanned(voice),))
    seen = _states(sums)
    marks = voice.marks("disposition_state", seen)
    total = sum(sums.states.values())
    tone = "warn" if sums.difference else "good"
    told = voice("balance.equation", records=number(sums.records), total=number(total), difference=sums.difference)
    return Chapter(
        voice("balance.title"),
        (
            paragraph(voice("balance.intro")),
            stack(voice("balance.bar", count=number(sums.records)), marks),
            _balance(voice, sums, seen),
            callout(tone, voice("balance.off" if sums.difference else "balance.holds"), told),
            stack(
                voice("balance.people", count=number(sum(people.dispositions.values()))),
                voice.marks("disposition_state", people.dispositions),
            ),
            section(voice("balance.decisions")),
            *_decisions(voice, made),
            section(voice("balance.carried")),
            *_carried(voice, done),
            section(voice("balance.hold_list")),
            *_holds(voice, held),
        ),
    )


def _states(sums: Balance) -> dict[str, int]:
    """Records by state in the order of the paper, those that are only proposed too."""
    seen = {**sums.states, **{state: 0 for state in sums.proposals if state not in sums.states}}
    ordered = [state for state in _ENDS if state in seen] + [state for state in seen if state not in _ENDS]
    return {state: seen[state] for state in ordered}


def _balance(voice: Voice, sums: Balance, seen: Mapping[str, int]) -> Block:
    """Planned and done by state, beside what is proposed."""
    rows: list[list[Cell]] = []
    for state, count in seen.items():
        counts = ("–", "–") if state in NEVER_PLANNED else (sums.planned.get(state, 0), sums.done.get(state, 0))
        part, proposed = share(count, sums.records), number(sums.proposals.get(state, 0))
        told = (number(one) if isinstance(one, int) else one for one in (*counts, count))
        rows.append([voice.term("disposition_state", state), *told, part, proposed])
    totals = (sum(sums.intended.values()), sum(sums.done.values()), sum(sums.states.values()))
    whole = share(totals[2], sums.records)
    rows.append([voice("sum"), *map(number, totals), whole, number(sum(sums.proposals.values()))])
    columns = [Column(voice("col.disposition"), fr=1)]
    columns += [Column(voice(f"col.{name}"), right=True) for name in ("planned", "done", "sum", "share", "proposed")]
    return table(voice("balance.table", count=number(sums.records)), columns, rows, total=True, size=8.6)


def _decisions(voice: Voice, made: Sequence[DecisionLine]) -> list[Block]:
    """Every decision, those undone and rejected too, the newest first."""
    if not made:
        return [paragraph(voice("balance.no_decisions"))]
    rows: list[list[Cell]] = []
    for line in made:
        told = voice.counted(line.states, "disposition_state")
        if not line.kind.of_records:
            told = voice.term("decisions.kind", line.kind, hold=line.hold)
        note = [line.reason]
        if line.custodian:
            note.append(voice.term("decisions", "custodian_is", **asdict(line.custodian)))
        progress = voice.term("decisions.progress", "awaiting" if line.awaits else line.progress)
        who = {"text": line.decided_by, "note": line.decided_at.date().isoformat()}
        closed = {"text": line.closed_by or "–", "note": line.closed_at.date().isoformat() if line.closed_at else ""}
        what = {"text": told, "note": "\n".join(note)}
        rows.append([str(line.event), what, number(line.records) if line.records else "–", progress, who, closed])
    columns = [Column(voice("col.number"), right=True), Column(voice("col.decision"), fr=1)]
    columns += [Column(voice("col.records"), right=True), Column(voice("col.progress"))]
    columns += [Column(voice("col.decided_by")), Column(voice("col.closed_by"))]
    return [table(voice("balance.decisions_table", count=number(len(rows))), columns, rows, size=7.6)]


def _carried(voice: Voice, done: Sequence[CarriedLine]) -> list[Block]:
    """What was carried out, and what shows it."""
    if not done:
        return [paragraph(voice("balance.no_carried"))]
    rows: list[list[Cell]] = []
    for line in done:
        note = [voice("balance.received_by", name=line.recipient)] if line.recipient else []
        note += [voice.term("decisions", "custodian_is", **asdict(one)) for one in line.custodians]
        note += [line.note] if line.note else []
        note += [voice("balance.early")] if line.early else []
        what = {"text": voice.term("disposition_state", line.state), "note": "\n".join(note)}
        shown = " ".join(wrap(line.proof.sha256, _GROUP)) if line.proof else "–"
        number_of = [str(line.event), line.day.isoformat(), what, number(line.records)]
        rows.append([*number_of, {"text": line.by, "note": line.registered_by}, shown])
    columns = [
        Column(voice("col.number"), right=True),
        Column(voice("col.day")),
        Column(voice("col.disposition"), fr=1),
    ]
    columns += [Column(voice("col.records"), right=True), Column(voice("col.carried_by")), Column("SHA-256", fr=1)]
    return [table(voice("balance.carried_table", count=number(len(rows))), columns, rows, size=7.6)]


def _holds(voice: Voice, held: Sequence[HoldLine]) -> list[Block]:
    """Every hold, those released too."""
    if not held:
        return [paragraph(voice("balance.no_holds"))]
    rows: list[list[Cell]] = []
    for line in held:
        state = "active" if line.state is HoldState.ACTIVE else "released"
        ended = f"{line.released_by} {line.released_at.date().isoformat()}" if line.released_at else ""
        rows.append(
            [
                str(line.number),
                {"text": line.matter, "note": line.released_for},
                {"text": line.ordered_by, "note": line.since.isoformat()},
                number(line.records) if state == "active" else "–",
                number(line.people) if state == "active" else "–",
                {"text": voice(f"balance.hold_{state}"), "note": ended},
            ]
        )
    columns = [
        Column(voice("col.number"), right=True),
        Column(voice("col.matter"), fr=1),
        Column(voice("col.ordered_by")),
    ]
    columns += [Column(voice("col.records"), right=True), Column(voice("col.people"), right=True)]
    columns.append(Column(voice("col.progress")))
    return [table(voice("balance.holds_table", count=number(len(rows))), columns, rows, size=7.6)]
