"""Chapter "scope": what was received, what of it was read, what was not and why."""

from collections.abc import Sequence

from engine.model.engagement import Engagement
from engine.report.annexes import MOST
from engine.report.blocks import (
    Block,
    Cell,
    Chapter,
    Column,
    badge,
    callout,
    facts,
    key_figures,
    number,
    paragraph,
    section,
    share,
    stack,
    table,
)
from engine.report.verdict import not_scanned
from engine.report.voice import Voice
from engine.views.coverage import Coverage
from engine.views.sources import SourceLine

_COUNTED = ("found", "scanned", "warned", "skipped", "duplicates")


def scope(
    voice: Voice, engagement: Engagement, read: Coverage, lines: Sequence[SourceLine], inventory: Sequence[Block]
) -> Chapter:
    """The chapter, `inventory` before what was read; very many sources are summed up by format, too."""
    blocks: list[Block] = [facts(_engagement(voice, engagement))]
    if not read.read:
        blocks.append(not_scanned(voice))
    blocks += inventory
    blocks += [section(voice("scope.coverage")), *_coverage(voice, read), section(voice("scope.not_read"))]
    blocks += _not_read(voice, read)
    blocks.append(section(voice("scope.sources")))
    if len(lines) > MOST:
        blocks.append(_by_format(voice, lines))
    blocks.append(_source_table(voice, lines) if lines else paragraph(voice("scope.no_sources")))
    return Chapter(voice("scope.title"), tuple(blocks), newpage=True)


def _source_table(voice: Voice, lines: Sequence[SourceLine]) -> Block:
    """Every source as received, with its counts; the last row sums them up."""
    rows: list[list[Cell]] = [_source_row(voice, line) for line in lines]
    sums = [sum(getattr(line, name) for line in lines) for name in ("bytes", *_COUNTED)]
    rows.append(["", voice("sum"), "", _size(sums[0]), *map(number, sums[1:]), ""])
    columns = [
        Column(voice("col.number"), right=True),
        Column(voice("col.source"), fr=1),
        Column(voice("col.format")),
        Column(voice("col.size"), right=True),
        *(Column(voice(f"col.{name}"), right=True) for name in _COUNTED),
        Column(voice("col.state")),
    ]
    return table(voice("scope.sources_table", count=number(len(lines))), columns, rows, total=True, size=7.6)


def _engagement(voice: Voice, engagement: Engagement) -> list[tuple[Cell, Cell]]:
    places = [voice.named(voice.rules.jurisdictions, place) for place in engagement.jurisdictions]
    return [
        (voice("fact.company"), engagement.company),
        (voice("fact.deal"), voice.deal(engagement.deal_structure)),
        (voice("fact.recipient"), engagement.recipient or voice("none_named")),
        (voice("fact.jurisdictions"), voice("join").join(places)),
        (voice("fact.as_of"), voice.day(engagement.as_of)),
        (voice("fact.closing"), voice.day(engagement.closing_date)),
    ]


def _coverage(voice: Voice, read: Coverage) -> list[Block]:
    tiles = [
        (voice("tile.sources"), number(read.sources), _size(read.bytes), "bar"),
        (voice("tile.found"), number(read.found), voice("tile.found_detail"), "bar"),
        (voice("tile.read"), number(read.read), share(read.read, read.found), "good"),
        (
            voice("tile.skipped"),
            number(read.skipped),
            share(read.skipped, read.found),
            "warn" if read.skipped else "bar",
        ),
    ]
    parts = [(voice.term("coverage_state", state), count, state) for state, count in read.states.items() if count]
    blocks = [key_figures(tiles), stack(voice("scope.coverage_bar", count=number(read.found)), parts)]
    if read.unfinished:
        blocks.append(callout("warn", voice("scope.unfinished", count=number(read.unfinished)), voice("scope.partial")))
    counts = {"scanned": read.scanned, "warned": read.warned, "skipped": read.skipped, "duplicates": read.duplicates}
    blocks.append(paragraph(voice("scope.within", **{name: number(count) for name, count in counts.items()})))
    return blocks


def _not_read(voice: Voice, read: Coverage) -> list[Block]:
    blocks: list[Block] = [paragraph(voice("scope.inventory"))]
    for name, counts, total in (("skipped", read.reasons, read.skipped), ("warning", read.warnings, read.warned)):
        if not counts:
            continue
        rows: list[list[Cell]] = [[voice.term(name, code), number(count)] for code, count in counts.items()]
        columns = [Column(voice(f"col.{name}_reason"), fr=1), Column(voice("col.items"), right=True)]
        blocks.append(table(voice(f"scope.{name}_table", count=number(total)), columns, rows))
    if read.read and not read.skipped:
        blocks.append(paragraph(voice("scope.all_read")))
    return blocks


def _source_row(voice: Voice, line: SourceLine) -> list[Cell]:
    noted = [voice.term("note", note) for note in line.notes]
    name: Cell = {"text": line.name, "note": voice("semicolon").join([f"SHA-256 {line.sha256[:16]}", *noted])}
    state = voice.term("source_state", line.state)
    return [
        str(line.number),
        name,
        _format(voice, line.format),
        _size(line.bytes),
        *(number(getattr(line, name)) for name in _COUNTED),
        state if line.state == "scanned" else badge(state, "medium"),
    ]


def _by_format(voice: Voice, lines: Sequence[SourceLine]) -> Block:
    groups: dict[str, list[SourceLine]] = {}
    for line in lines:
        groups.setdefault(line.format or "", []).append(line)
    rows: list[list[Cell]] = []
    for name, members in [*sorted(groups.items(), key=lambda group: -len(group[1])), ("sum", list(lines))]:
        sums = [sum(getattr(one, field) for one in members) for field in _COUNTED]
        title = voice("sum") if members == list(lines) and name == "sum" else _format(voice, name)
        rows.append([title, number(len(members)), _size(sum(one.bytes for one in members)), *map(number, sums)])
    columns = [
        Column(voice("col.format"), fr=1),
        *(Column(voice(f"col.{name}"), right=True) for name in ("sources", "size", *_COUNTED)),
    ]
    return table(voice("scope.formats_table", count=number(len(lines))), columns, rows, total=True)


def _format(voice: Voice, name: str | None) -> str:
    return voice.term("format", name) if name else voice("unknown_format")


def _size(count: int) -> str:
    size = float(count)
    for unit in ("B", "KB", "MB", "GB"):
        if size < 1024 or unit == "GB":
            return f"{size:.0f} {unit}" if unit == "B" else f"{size:.1f} {unit}"
        size /= 1024
    raise AssertionError
