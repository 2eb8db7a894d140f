"""Where our detector's processor time goes: samples of what runs, each weighted with the time since the last.

A signal reaches Python only when a call into a library returns, so the sample after a long one carries all of its time.
"""

import signal
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from types import FrameType
from typing import Self

import yaml

from benchmarks.corpora import Message
from benchmarks.detection.finders import batches
from benchmarks.detection.markdown import table
from engine.model.findings import Segment
from engine.pipeline.pool import READY
from engine.scan import rules
from engine.scan.detector import Detector

INTERVAL = 0.001
SCAN = Path(rules.__file__).parent
RULES = "rules: which can match"
OTHER = "rest: keys, cache, spans"
STAGES = {
    "segments": "cutting and folding", "quotes": "cutting and folding",
    "grids": "grids and columns", "columns": "grids and columns",
    "recognizers": RULES, "anchors": RULES, "gate": RULES,
    "tokens": "tokens", "tagger": "network", "marks": "marks of the network",
    "names": "names told by titles and labels", "headers": "names told by titles and labels",
    "chinese_names": "names told by titles and labels", "pinyin_names": "names told by titles and labels",
    "repeats": "repeats", "resolver": "resolver",
    "detector": OTHER,
}  # fmt: skip
"""Modules of engine.scan by stage: the innermost of them on the stack has the time; others work for their caller."""


class Profile:
    """Processor seconds by stage, of what runs inside the `with` block in the main thread."""

    def __init__(self) -> None:
        self.seconds: defaultdict[str, float] = defaultdict(float)
        self._last = 0.0

    def __enter__(self) -> Self:
        self._before = signal.signal(signal.SIGPROF, self._sample)
        self._last = time.process_time()
        _themes()
        signal.setitimer(signal.ITIMER_PROF, INTERVAL)
        return self

    def __exit__(self, *_: object) -> None:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, self._before)

    def _sample(self, _: int, frame: FrameType | None) -> None:
        """Note what runs; the clock runs on only when that is done, so that sampling is not in the figures."""
        self.seconds[stage(frame)] += time.process_time() - self._last
        signal.setitimer(signal.ITIMER_PROF, INTERVAL)
        self._last = time.process_time()


def stage(frame: FrameType | None) -> str:
    """The stage that a stack stands in."""
    for each in _outwards(frame):
        at_work = _stage_of(each.f_code.co_filename)
        if at_work:
            return _rules(each) if at_work == RULES else at_work
    return OTHER


@cache
def _stage_of(file: str) -> str:
    """The stage of a source file; "" if what runs in it works for its caller."""
    path = Path(file)
    if "presidio_analyzer" in path.parts:
        return "Presidio's frame"
    return STAGES.get(path.stem, "") if path.parent == SCAN else ""


def _outwards(frame: FrameType | None) -> Iterator[FrameType]:
    while frame is not None:
        yield frame
        frame = frame.f_back


def _rules(frame: FrameType) -> str:
    """The theme of the rule at work, told by the rule that a function of the recognisers holds."""
    for each in _outwards(frame):
        rule = getattr(each.f_locals.get("self"), "rule", None)
        if isinstance(rule, rules.Rule):
            return f"rules: {_themes().get(rule.id, 'other')}"
    return RULES


@cache
def _themes() -> dict[str, str]:
    """The file of `data/recognizers` that each rule stands in."""
    files = {path.stem: yaml.safe_load(path.read_text(encoding="utf-8")) for path in rules.RULES.glob("*.yaml")}
    return {entry["id"]: theme for theme, content in files.items() for entry in content.get("recognizers", ())}


def shares(texts: Mapping[str, Sequence[Message]]) -> str:
    """A table of each stage's share, one column a kind of text, read by a fresh detector that has loaded its models."""
    found: dict[str, Mapping[str, float]] = {}
    for name, messages in texts.items():
        detector = Detector()
        detector.detect(READY)
        with Profile() as profile:
            for batch in batches(messages):
                detector.detect([Segment(text, field) for message in batch for field, text in message])
        found[name] = profile.seconds
    totals = {name: max(sum(seconds.values()), 1e-9) for name, seconds in found.items()}
    stages = sorted({stage for seconds in found.values() for stage in seconds})
    share = {name: {stage: each / totals[name] for stage, each in seconds.items()} for name, seconds in found.items()}
    stages.sort(key=lambda stage: -sum(each.get(stage, 0.0) for each in share.values()))
    rows = [(stage, *(f"{100 * each.get(stage, 0.0):.1f} %" for each in share.values())) for stage in stages]
    rows.append(("processor seconds", *(f"{each:.1f}" for each in totals.values())))
    return table(("stage", *found), rows)
