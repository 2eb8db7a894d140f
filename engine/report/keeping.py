"""Chapter "retention": what must be kept, why, and until when."""

from collections.abc import Sequence

from engine.model.rules import DURATION, NoteKind, RetentionRule
from engine.report.blocks import (
    Block,
    Cell,
    Chapter,
    Column,
    column_chart,
    number,
    paragraph,
    points,
    section,
    stack,
    table,
)
from engine.report.verdict import not_scanned
from engine.report.voice import Voice
from engine.views.due import months_ahead, quarters_ahead
from engine.views.retention import RetentionStatus

_QUARTER, _STATED = 10, 12.5  # millimetres for a count
_STATES = ("must_keep", "may_keep", "due", "on_hold", "unknown_date", "no_rule")


def retention_chapter(voice: Voice, kept: RetentionStatus, scanned: bool) -> Chapter:
    """By class and state, with the rules that decided and what ends in the coming months."""
    if not scanned:
        return Chapter(voice("retention.title"), (not_scanned(voice),))
    states = dict(kept.states)
    ordered = {state: states[state] for state in _STATES if state in states}
    blocks: list[Block] = [
        paragraph(voice("retention.intro", as_of=voice.day(kept.as_of))),
        stack(voice("retention.bar", count=number(kept.records)), voice.marks("retention_state", ordered)),
        _classes(voice, kept, list(ordered)),
        *_partly(voice, kept),
        section(voice("retention.basis")),
    ]
    if kept.rules:
        blocks.append(_rules(voice, kept))
    else:
        blocks.append(paragraph(voice("retention.no_rules")))
    blocks += [*_open_rules(voice, kept), section(voice("retention.not_done")), _traps(voice)]
    blocks += [section(voice("retention.timeline")), *_timeline(voice, kept)]
    return Chapter(voice("retention.title"), tuple(blocks))


def _classes(voice: Voice, kept: RetentionStatus, states: Sequence[str]) -> Block:
    cells = {(line.record_class, line.state): line.records for line in kept.classes}
    sums: dict[str, int] = {}
    for line in kept.classes:
        sums[line.record_class] = sums.get(line.record_class, 0) + line.records
    rows: list[list[Cell]] = []
    for name in sorted(sums, key=lambda one: (-sums[one], one)):
        counts = [cells.get((name, state), 0) for state in states]
        rows.append(
            [voice.record_class(name), *(number(count) if count else "–" for count in counts), number(sums[name])]
        )
    totals = dict(kept.states)
    rows.append([voice("sum"), *(number(totals[state]) for state in states), number(kept.records)])
    columns = [Column(voice("col.record_class"), fr=1)]
    columns += [Column(voice.term("retention_state", state), right=True) for state in states]
    columns.append(Column(voice("sum"), right=True))
    return table(voice("retention.classes_table", count=number(kept.records)), columns, rows, total=True)


def _partly(voice: Voice, kept: RetentionStatus) -> list[Block]:
    """Of how many records only some fields must be kept, and how many may only be stored."""
    told: list[Block] = []
    if kept.partly:
        counted = (f"{voice.record_class(one.record_class)} {number(one.records)}" for one in kept.partly)
        total = sum(one.records for one in kept.partly)
        told.append(paragraph(voice("retention.partly", count=number(total), classes=voice("join").join(counted))))
    if kept.restricted:
        told.append(paragraph(voice("retention.restricted", count=number(kept.restricted))))
    return told


def _open_rules(voice: Voice, kept: RetentionStatus) -> list[Block]:
    """The rules that wait for a fact."""
    if not kept.open_rules:
        return []
    rows: list[list[Cell]] = [
        [
            {"text": voice.named(voice.rules.retention_rules, one.rule), "note": one.rule},
            voice("join").join(voice.named(voice.rules.facts, fact) for fact in one.facts),
            number(one.records),
        ]
        for one in kept.open_rules
    ]
    columns = [
        Column(voice("col.rule"), fr=1),
        Column(voice("col.facts"), fr=1),
        Column(voice("col.reach"), right=True),
    ]
    return [table(voice("retention.open_table", count=number(len(rows))), columns, rows, size=7.6)]


def _traps(voice: Voice) -> Block:
    """What the schedule does not do."""
    notes = voice.rules.schedule_notes.values()
    return points(note.label[voice.language] for note in notes if note.kind is NoteKind.TRAP)


def _rules(voice: Voice, kept: RetentionStatus) -> Block:
    rows: list[list[Cell]] = []
    for line in kept.rules:
        rule = voice.rules.retention_rules.get(line.rule)
        ends: Cell = {"text": line.earliest or "–", "note": line.latest if line.latest != line.earliest else ""}
        if rule is None:
            rows.append([line.rule, "–", number(line.records), ends, "–", "–"])
            continue
        checked = voice.day(rule.authority.checked_on)
        verified = voice.verified(rule.authority)
        rows.append([_basis(voice, rule), _period(voice, rule), number(line.records), ends, verified, checked])
    columns = [
        Column(voice("col.rule"), fr=1),
        Column(voice("col.period"), mm=21),
        Column(voice("col.records"), right=True),
        Column(voice("col.ends")),
        Column(voice("col.verified")),
        Column(voice("col.checked_on")),
    ]
    return table(voice("retention.rules_table", count=number(len(rows))), columns, rows, size=7.6)


def _basis(voice: Voice, rule: RetentionRule) -> Cell:
    authority = rule.authority
    parts = [f"{rule.id} · {voice.citation(authority)}"]
    if ("retention_rules", rule.id) in voice.rules.overrides:
        parts.append(voice("retention.adjusted"))
    if authority.quote:
        parts.append(voice("quote", text=authority.quote))
    if authority.note and authority.law:
        parts.append(authority.note[voice.language])
    if needed := [voice.named(voice.rules.meanings, name) for name in rule.fields_kept]:
        parts.append(voice("retention.needed", fields=voice("join").join(needed)))
    return {"text": rule.label[voice.language], "note": "\n".join(parts)}


def _period(voice: Voice, rule: RetentionRule) -> Cell:
    kind = voice.term("retention_kind", rule.kind)
    stated = DURATION.fullmatch(rule.period)
    parts = [(unit, int(count)) for unit, count in stated.groupdict().items() if count] if stated else []
    words = " ".join(voice(f"period.{unit}", count=count) for unit, count in parts if count)
    if rule.permanent:
        words = voice("period.permanent")
    return {"text": words, "note": kind} if words else kind


def _timeline(voice: Voice, kept: RetentionStatus) -> list[Block]:
    """In which months how many records become due, then which classes in which quarters."""
    if not kept.ahead:
        return [paragraph(voice("retention.none_ending")), _quarters(voice, kept)]
    caption = voice("retention.months_chart", count=number(kept.ahead))
    ending = [(month, sum(line.within((month,)) for line in kept.due)) for month in months_ahead(kept.as_of)]
    chart = column_chart(caption, [(month[2:], records, "due") for month, records in ending])
    copies = [paragraph(voice("retention.copies", count=number(kept.copies)))] if kept.copies else []
    return [chart, *copies, _quarters(voice, kept)]


def _quarters(voice: Voice, kept: RetentionStatus) -> Block:
    """Every class with what of it is due, in which quarter, later or on no known day."""
    quarters = quarters_ahead(kept.as_of)
    lines = sorted(kept.due, key=lambda line: (-line.records, line.record_class))
    rows = [
        (voice.record_class(line.record_class),
         [line.already, *(line.within(months) for months in quarters.values()), line.later, line.open, line.records])
        for line in lines
    ]  # fmt: skip
    sums = [sum(counts) for counts in zip(*(counts for _, counts in rows), strict=True)]
    shown: list[list[Cell]] = [
        [name, *(number(count) if count else "–" for count in counts)] for name, counts in [*rows, (voice("sum"), sums)]
    ]
    ahead = (quarter[2:].replace("-", "") for quarter in quarters)  # 26Q4: no place to break it in a narrow column
    parts = (voice("retention.already"), *ahead, voice("retention.later"), voice("retention.open_end"), voice("sum"))
    widths = (_STATED, *(_QUARTER for _ in quarters), _STATED, _STATED, _STATED)
    columns = [Column(voice("col.record_class"), fr=1)]
    columns += [Column(part, right=True, mm=width) for part, width in zip(parts, widths, strict=True)]
    return table(voice("retention.quarters_table", count=number(kept.records)), columns, shown, total=True, size=7.4)
