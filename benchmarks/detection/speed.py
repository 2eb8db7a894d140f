"""How fast each contender reads the same texts, cold and again, by wall clock and by processor time."""

import statistics
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from benchmarks.corpora import Message
from benchmarks.detection.contenders import Answer, Contender, NotRun, Running
from benchmarks.detection.markdown import Row
from engine.pipeline import pool

READY: list[Message] = [[("", segment.text)] for segment in pool.READY] * 4
"""What is read before the clock runs: texts for which all that a contender has must be loaded."""
HEAD = (
    "texts", "contender", "start-up, s", "cold, s", "processor, s", "characters/s", "messages/s", "× Presidio",
    "again, s", "processor, s", "characters/s", "× Presidio", "MB a process",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Run:
    """One fresh process of a contender: seconds until its first answer, the first reading and the second."""

    ready: float
    cold: Answer
    warm: Answer


def measured(
    contenders: Sequence[Contender], messages: Sequence[Message], repeats: int, say: Callable[[str], None]
) -> dict[str, list[Run]]:
    """Runs by contender; contenders take turns, so that a busy minute falls on all of them."""
    runs: dict[str, list[Run]] = {}
    for number in range(repeats):
        for one in contenders:
            try:
                runs.setdefault(one.name, []).append(run(one, messages))
            except NotRun as reason:
                say(f"{one.name} was not run: {reason}")
            else:
                say(f"{one.name}, {number + 1} of {repeats}: {runs[one.name][-1].cold.seconds:.1f} s")
    return {name: each for name, each in runs.items() if each}


def run(contender: Contender, messages: Sequence[Message]) -> Run:
    """Start the contender, have it load what it needs, then read the messages twice."""
    contender.python()
    begun = time.perf_counter()
    with Running(contender) as running:
        running.ask(READY)
        ready = time.perf_counter() - begun
        return Run(ready, running.ask(messages), running.ask(messages))


def rows(texts: str, runs: dict[str, list[Run]], messages: Sequence[Message], stock: str) -> Iterable[Row]:
    """A table's rows: medians of the runs, with their range where it says the most; ratios by both clocks."""
    characters = sum(len(text) for message in messages for _, text in message)
    for name, every in runs.items():
        cold, warm = [one.cold for one in every], [one.warm for one in every]
        beside = runs.get(stock, [])
        yield (
            texts,
            name,
            f"{statistics.median(one.ready for one in every):.1f}",
            *_clocks(cold),
            int(characters / _median(cold)),
            f"{len(messages) / _median(cold):.1f}",
            _ratios([one.cold for one in beside], cold),
            *_clocks(warm),
            int(characters / _median(warm)),
            _ratios([one.warm for one in beside], warm),
            max(one.memory for one in warm) >> 20,
        )


def _median(answers: Iterable[Answer]) -> float:
    return statistics.median(one.seconds for one in answers)


def _clocks(answers: Sequence[Answer]) -> tuple[str, str]:
    """Wall clock with its range, and processor time."""
    seconds = [one.seconds for one in answers]
    spent = statistics.median(one.processor for one in answers)
    return f"{_median(answers):.2f} ({min(seconds):.2f}–{max(seconds):.2f})", f"{spent:.2f}"


def _ratios(stock: Sequence[Answer], ours: Sequence[Answer]) -> str:
    """How many times as fast as stock, by the medians of both clocks: wall / processor."""
    if not stock:
        return "–"
    spent = [statistics.median(max(one.processor, 0.01) for one in every) for every in (stock, ours)]
    return f"{_median(stock) / _median(ours):.1f} / {spent[0] / spent[1]:.1f}"
