"""Chapter "method and limits": how the numbers came about, and what they do not say."""

from collections.abc import Mapping, Sequence
from importlib.metadata import PackageNotFoundError, version

from engine.model.rules import Authority, RiskMethod, Verified
from engine.report.blocks import (
    Block,
    Cell,
    Chapter,
    Column,
    callout,
    facts,
    moment,
    muted,
    number,
    paragraph,
    points,
    section,
    share,
    table,
)
from engine.report.voice import Voice
from engine.scan.version import engine_version
from engine.views.class_rightness import class_rightness, set_rightness
from engine.views.retention import RetentionStatus
from engine.views.runs import RunLine
from engine.views.sample import Estimate, Precision, TypePrecision

_COMPONENTS = ("presidio-analyzer", "onnxruntime", "duckdb", "typst")
_STEPS = ("read", "find", "link", "assess")
_EXAMPLES = range(1, 11)
_LIMITS = ("not_detected", "not_received", "masking", "unreviewed", "advice")


def method(
    voice: Voice,
    runs: Sequence[RunLine],
    grid: RiskMethod,
    kept: RetentionStatus,
    right: Precision,
    masked: Mapping[str, int],
) -> Chapter:
    """The chapter; `masked` are values by type that the company had covered itself."""
    flagged = _flagged(voice, grid, kept)
    blocks = [
        facts([*_versions(voice, runs, grid), *_masked(voice, masked)]),
        section(voice("method.steps")),
        points(voice(f"step.{step}") for step in _STEPS),
        section(voice("method.precision")),
        *_precision(voice, right),
        section(voice("method.classes")),
        *_classes(voice),
        section(voice("method.limits")),
        points(voice(f"limit.{limit}") for limit in _LIMITS),
        section(voice("method.missed")),
        points(voice(f"missed.n{n}") for n in _EXAMPLES),
        section(voice("method.wrong")),
        points(voice(f"wrong.n{n}") for n in _EXAMPLES),
    ]
    if flagged:
        blocks.append(callout("medium", voice("method.flagged"), *flagged))
    blocks += _adjusted(voice)
    return Chapter(voice("method.title"), tuple(blocks))


def _precision(voice: Voice, right: Precision) -> list[Block]:
    """What the reviewed sample says, or that there is none."""
    found = right.estimate
    if found is None:
        return [paragraph(voice("method.precision_unreviewed"))]
    told = voice(
        "method.precision_estimated",
        share=share(found.share, 1),
        low=share(found.low, 1),
        high=share(found.high, 1),
        judged=number(right.judged),
        covered=share(right.covered, right.findings),
    )
    columns = [Column(voice("col.type"), fr=1)]
    columns += [Column(voice(f"col.{name}"), right=True) for name in ("findings", "drawn", "judged", "precision")]
    rows = [_of_type(voice, one) for one in right.types]
    caption = voice("method.precision_table", judged=number(right.judged))
    return [paragraph(told), paragraph(voice("method.precision_how")), table(caption, columns, rows)]


def _of_type(voice: Voice, one: TypePrecision) -> list[Cell]:
    told = _interval(one.estimate) if one.estimate else muted(voice("method.not_reviewed"))
    return [voice.entity(one.entity_type), number(one.findings), number(one.drawn), number(one.judged), told]


def _classes(voice: Voice) -> list[Block]:
    """How right classes are on records classed by hand."""
    sets = [
        voice("method.class_set", label=one.label[voice.language], right=one.right, records=one.records)
        for one in set_rightness(voice.rules)
    ]
    columns = [Column(voice("col.class"), fr=1)]
    columns += [Column(voice(f"col.{name}"), right=True) for name in ("said", "class_precision", "labelled", "recall")]
    rows = [
        [
            voice.record_class(one.record_class),
            number(one.said),
            _interval(one.precision) if one.precision else "–",
            number(one.labelled),
            _interval(one.recall) if one.recall else "–",
        ]
        for one in class_rightness(voice.rules)
    ]
    told = [paragraph(voice("method.classes_told")), points(sets)]
    return [*told, table(voice("method.classes_table"), columns, rows)]


def _interval(found: Estimate) -> str:
    return f"{share(found.share, 1)} ({share(found.low, 1)} – {share(found.high, 1)})"


def _versions(voice: Voice, runs: Sequence[RunLine], grid: RiskMethod) -> list[tuple[Cell, Cell]]:
    engines = list(dict.fromkeys(run.engine for run in runs))
    told = voice("method.never")
    if runs:
        told = voice("method.runs", count=len(runs), last=moment(runs[-1].started_at))
    return [
        (voice("fact.engine"), voice("join").join(engines) or engine_version()),
        (voice("fact.components"), voice("join").join(_installed())),
        (voice("fact.runs"), told),
        (voice("fact.risk_method"), grid.label[voice.language]),
        (voice("fact.matrix_source"), voice.citation(grid.authority)),
    ]


def _masked(voice: Voice, masked: Mapping[str, int]) -> list[tuple[Cell, Cell]]:
    told = voice("join").join(f"{voice.entity(name)} {count:,}" for name, count in masked.items())
    return (
        [(voice("fact.masked"), voice("method.masked", count=f"{sum(masked.values()):,}", types=told))]
        if masked
        else []
    )


def _flagged(voice: Voice, grid: RiskMethod, kept: RetentionStatus) -> list[str]:
    texts = []
    if grid.authority.verified is not Verified.TRUE:
        texts.append(voice("method.matrix_draft", note=_note(voice, grid.authority)))
    used = [voice.rules.retention_rules[line.rule] for line in kept.rules if line.rule in voice.rules.retention_rules]
    unverified = [rule for rule in used if rule.authority.verified is not Verified.TRUE]
    if unverified:
        names = voice("join").join(rule.id for rule in unverified)
        texts.append(voice("method.rules_unverified", count=len(unverified), total=len(used), names=names))
    return texts


def _adjusted(voice: Voice) -> list[Block]:
    """What was changed of the rules for this engagement, by whom and why."""
    changes = voice.rules.overrides
    if not changes:
        return []
    rows: list[list[Cell]] = []
    for (section_name, rule), one in changes.items():
        entry = getattr(voice.rules, section_name).get(rule)
        told = entry.label[voice.language] if entry else voice("method.taken_out")
        by = {"text": one.made_by, "note": voice.day(one.made_at.date())}
        name: Cell = {"text": f"{voice.term('rules.sections', section_name)} · {rule}", "note": told}
        rows.append([name, one.reason, by])
    columns = [
        Column(voice("col.changed_rule"), fr=1),
        Column(voice("col.reason"), fr=1),
        Column(voice("col.changed_by"), mm=34),
    ]
    caption = voice("method.adjusted_table", count=len(rows))
    return [section(voice("method.adjusted")), paragraph(voice("method.adjusted_how")), table(caption, columns, rows)]


def _note(voice: Voice, authority: Authority) -> str:
    return authority.note[voice.language] if authority.note else ""


def _installed() -> list[str]:
    found = []
    for name in _COMPONENTS:
        try:
            found.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            continue
    return found
