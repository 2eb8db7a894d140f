"""Measure detection and write it down as Markdown.

Run: python -m benchmarks.detection [--out docs/detection.md]. It needs requirements-bench.txt and, but for our own
labelled texts, the corpora. Peers are installed into `.peers` at the first run. --part, --set and --contender narrow it
down; each may be given several times.
"""

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.corpora import FOLDER, MARKED, OWN, SETS, Message, demo, labelled, real_mail
from benchmarks.detection import accuracy, speed, stages
from benchmarks.detection.contenders import Contender, contenders
from benchmarks.detection.machine import described, load
from benchmarks.detection.markdown import table

PARTS = ("accuracy", "speed", "stages")
STOCK = "Presidio"


def say(text: str) -> None:
    """How far it is, apart from the result."""
    print(f"  {text}", file=sys.stderr, flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure detection and write it down as Markdown.")
    parser.add_argument("--out", type=Path, help="a file to write besides standard output")
    parser.add_argument("--part", action="append", choices=PARTS)
    parser.add_argument("--set", action="append", choices=(*OWN, *MARKED, *SETS), dest="sets")
    parser.add_argument("--contender", action="append")
    parser.add_argument("--messages", type=int, default=300, help="of real mail")
    parser.add_argument("--repeats", type=int, default=3, help="of each measurement of speed")
    given = parser.parse_args()
    page = "\n".join(_page(given, contenders(given.contender or ())))
    print(page)
    if given.out:
        given.out.write_text(page + "\n", encoding="utf-8")


def _page(given: argparse.Namespace, every: Sequence[Contender]) -> Iterator[str]:
    parts = given.part or PARTS
    here = FOLDER.is_dir()
    yield "# Detection beside its peers\n"
    yield f"Printed by `python -m benchmarks.detection`. {described()}\n"
    yield _compared(every)
    if "accuracy" in parts:
        yield from _accuracy(
            [one for one in every if one.accuracy], given.sets or (*OWN, *MARKED, *(SETS if here else ()))
        )
    texts: dict[str, list[Message]] = {"demo": list(demo())}
    if here:
        texts = {"real mail": list(real_mail(given.messages)), **texts}
    if "speed" in parts:
        yield from _speed([one for one in every if one.speed], texts, given.repeats)
    if "stages" in parts:
        yield "## Where our time goes\n"
        yield f"Share of processor time in one process, nothing read before ({load()}).\n"
        yield stages.shares(texts)


def _compared(every: Sequence[Contender]) -> str:
    rows = [(one.name, ", ".join(one.requires) or "–", one.licence, one.settings) for one in every]
    return "## Who is compared\n\n" + table(("contender", "package", "licence", "settings"), rows, left=4)


def _accuracy(every: Sequence[Contender], sets: Sequence[str]) -> Iterator[str]:
    outcomes = accuracy.measured(every, sets, say)
    yield "## What is found\n"
    yield (
        "Each cell: precision/recall/F1 by overlap · precision/recall/F1 of spans with both ends right, in percent. "
        "In a set that labels some types only, findings of others are not looked at. `all it knows`: as if there were "
        "no types but the contender's. `work` was worked on, `held_back` and `bare` were not; `hard` and `twins` chose "
        "between networks and are not read; the others were read while rules were written, so they flatter us.\n"
    )
    yield accuracy.by_group(outcomes)
    for name, found in outcomes.items():
        yield f"### {name}, type by type\n"
        yield accuracy.by_type(found)
    yield "## What is found where nothing is\n"
    yield accuracy.silence(outcomes, {name: [len(one.text) for one in labelled(name)] for name in sets})


def _speed(every: Sequence[Contender], texts: dict[str, list[Message]], repeats: int) -> Iterator[str]:
    before = load()
    rows = [
        row
        for name, messages in texts.items()
        for row in speed.rows(name, speed.measured(every, messages, repeats, say), messages, STOCK)
    ]
    sizes = "; ".join(
        f"{name}: {len(messages):,} messages and records, {sum(len(t) for m in messages for _, t in m):,} characters"
        for name, messages in texts.items()
    )
    yield "## How fast\n"
    yield (
        f"Medians of {repeats} fresh processes each, by turns, with the range of the wall clock; ratios to Presidio "
        "message by message, by wall clock / by processor time. Cold: nothing read before, models loaded; start-up, up "
        "to the first answer, stands apart. Again: the same texts in the same process. Peers get a message's fields as "
        f"one text, we field by field, as a scan does. {sizes}; {before} before, {load()} after.\n"
    )
    yield table(speed.HEAD, rows, left=2)


if __name__ == "__main__":
    main()
