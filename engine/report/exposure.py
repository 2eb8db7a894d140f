"""Chapters "exposure" and "people": what personal data was found, and whose it is."""

from collections.abc import Sequence

from engine.report.blocks import (
    Block,
    Cell,
    Chapter,
    Column,
    badge,
    bars,
    column_chart,
    heat,
    key_figures,
    number,
    paragraph,
    ranked,
    section,
    stack,
    table,
)
from engine.report.verdict import group_detail, not_scanned
from engine.report.voice import Voice
from engine.views.findings import Exposure
from engine.views.paging import Page
from engine.views.people import People, PersonLine

LISTED_PEOPLE = 15

_TONES = {"sensitive": "severe", "conditional": "medium", "general": "plain"}


def exposure_chapter(voice: Voice, found: Exposure, scanned: bool) -> Chapter:
    """Types, class by type, age."""
    if not scanned:
        return Chapter(voice("exposure.title"), (not_scanned(voice),))
    counts = {
        "findings": number(found.findings),
        "exposures": number(found.exposures),
        "records": number(found.records),
        "duplicates": number(found.duplicates),
    }
    blocks = [paragraph(voice("exposure.summary", **counts))]
    if found.types:
        blocks += [_types(voice, found), section(voice("exposure.age")), *_years(voice, found)]
        blocks += [section(voice("exposure.where")), _heat(voice, found)]
    return Chapter(voice("exposure.title"), tuple(blocks))


def people_chapter(voice: Voice, people: People, found: Exposure, top: Page[PersonLine], scanned: bool) -> Chapter:
    """Counts, kinds, groups, those with most records under pseudonyms."""
    if not scanned:
        return Chapter(voice("people.title"), (not_scanned(voice),))
    blocks: list[Block] = [
        key_figures(
            [
                (voice("tile.people"), number(people.total), voice("people.total_detail"), "bar"),
                (voice("tile.households"), number(people.households), voice("people.households_detail"), "bar"),
                (voice("tile.minors"), number(people.minors), group_detail(voice, people, found, "minors"), "warn"),
                (voice("tile.unattributed"), number(people.unattributed), voice("people.unattributed_detail"), "bar"),
            ]
        ),
        section(voice("people.kinds")),
        bars(
            voice("people.kinds_chart", count=number(people.total)),
            [(name, count, "bar") for name, count, _ in voice.marks("subject_kind", ranked(people.kinds))],
        ),
        section(voice("people.groups")),
        bars(voice("people.groups_chart", count=number(people.total)), _groups(voice, people)),
        stack(
            voice("people.dispositions", count=number(people.total)),
            voice.marks("disposition_state", ranked(people.dispositions)),
        ),
    ]
    if top.lines:
        blocks += [section(voice("people.top")), paragraph(voice("people.pseudonyms")), _top(voice, top)]
    return Chapter(voice("people.title"), tuple(blocks))


def _types(voice: Voice, found: Exposure) -> Block:
    rows: list[list[Cell]] = []
    for line in found.types:
        sensitivity = badge(voice.term("sensitivity", line.sensitivity), _TONES[line.sensitivity])
        counts = (line.exposures, line.findings, line.records, line.people, line.open, line.confirmed, line.rejected)
        rows.append([voice.entity(line.entity_type), sensitivity, *map(number, counts)])
    columns = [Column(voice("col.type"), fr=1), Column(voice("col.sensitivity"))]
    for name in ("exposures", "findings", "records", "people", "open", "confirmed", "rejected"):
        columns.append(Column(voice(f"col.{name}"), right=True))
    return table(voice("exposure.types_table", count=len(found.types)), columns, rows)


def _heat(voice: Voice, found: Exposure) -> Block:
    cells = {(cell.entity_type, cell.record_class): cell.exposures for cell in found.heat}
    by_class: dict[str, int] = {}
    for cell in found.heat:
        by_class[cell.record_class] = by_class.get(cell.record_class, 0) + cell.exposures
    columns = [(name, voice.record_class(name)) for name in sorted(by_class, key=lambda name: (-by_class[name], name))]
    shown = {kind for kind, _ in cells}
    rows = [(line.entity_type, voice.entity(line.entity_type)) for line in found.types if line.entity_type in shown]
    caption = voice("exposure.heat_table", count=number(found.exposures), types=len(rows), classes=len(columns))
    return heat(caption, voice("col.type"), voice("sum"), columns, rows, cells)


def _years(voice: Voice, found: Exposure) -> list[Block]:
    """The dated records by year, after a sentence on the others, which could dwarf every year."""
    marks = [(line.year, line.records, "bar") for line in found.dated]
    blocks = [column_chart(voice("exposure.years_chart", count=number(found.records - found.undated)), marks)]
    undated = [paragraph(voice("exposure.undated", count=number(found.undated)))] if found.undated else []
    return undated + (blocks if marks else [])


def _groups(voice: Voice, people: People) -> list[tuple[str, int, str]]:
    names = ("sensitive", "identity", "bank", "health", "minors")
    return [(voice(f"tile.{name}"), getattr(people, name), "high") for name in names]


def _top(voice: Voice, top: Page[PersonLine]) -> Block:
    rows: list[list[Cell]] = [
        [
            line.id,
            voice.term("subject_kind", line.kind),
            number(line.records),
            voice("join").join(voice.entity(name) for name in line.entity_types),
            _span(line),
            voice.term("disposition_state", line.disposition),
        ]
        for line in top.lines
    ]
    columns = [
        Column(voice("col.pseudonym")),
        Column(voice("col.kind")),
        Column(voice("col.records"), right=True),
        Column(voice("col.types"), fr=1),
        Column(voice("col.seen")),
        Column(voice("col.disposition")),
    ]
    caption = voice("people.top_table", shown=number(len(rows)), count=number(top.total))
    return table(caption, columns, rows, size=7.6)


def _span(line: PersonLine) -> str:
    days: Sequence[str] = [day for day in (line.first_seen, line.last_seen) if day]
    return " – ".join(dict.fromkeys(days)) or "–"
