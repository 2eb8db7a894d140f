"""Break files at random and read them: ``python -m benchmarks.fuzz --minutes 20 --seed 1``.

Every run takes one file of the fixtures and the corpora, damages it by a few operations, and reads it. A finding is an
exception, a failed reader, no item at all, two items in one place, text with NUL or surrogates, an item outside every
extent, or time: more than `SLOW` seconds per MB, or `BUDGET` seconds at all. Only the seed, the number of the run, the
hash of the files and the operations are written, never content; ``--replay RUN --base HASH`` repeats one run.
"""

import argparse
import io
import json
import logging
import random
import resource
import signal
import time
import traceback
from collections import Counter
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from types import FrameType

from benchmarks.clock import processor
from benchmarks.corpora import FOLDER
from benchmarks.damage import damaged
from engine import ingest
from engine.model.records import Record

FIXTURES = Path("tests/ingest/fixtures")
BUDGET = 60
"""Seconds one file may take."""
SLOW = 5.0
"""Seconds of processor time, helpers included, that one MB may take, and any smaller file."""
SIZE_LIMIT = 1 << 20
"""Larger files are left out: many damaged small ones find more."""
MEMORY = 4 << 30
_MB = 1 << 20


class TookTooLong(BaseException):
    """A file took longer than `BUDGET`; no reader's own handler may stop it."""


class Failures(logging.Handler):
    """Where readers failed, as the log says it: the innermost place of the traceback."""

    def __init__(self) -> None:
        super().__init__()
        self.places: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        kind, trace = record.args if isinstance(record.args, tuple) and len(record.args) == 2 else ("", "")
        lines = [line.strip() for line in str(trace).splitlines() if line.strip().startswith("File")]
        self.places.append(f"{kind} {lines[-1].rpartition('/')[2] if lines else ''}")


def problems(data: bytes) -> list[str]:
    """What is wrong with how `data` is read, in words that quote none of it; normally nothing."""
    form = ingest.describe(io.BytesIO(data), "upload").format
    items = list(ingest.read(io.BytesIO(data), "0" * 64, "upload"))
    found = [] if items else ["no item"]
    found += [f"reader_failed {form}" for item in items if getattr(item, "reason", "") == "reader_failed"]
    if len({item.locator for item in items}) < len(items):
        found.append(f"two items at one locator {form}")
    records = [item for item in items if isinstance(item, Record)]
    for text in (text for each in records for text in (*each.fields, *each.fields.values(), each.locator)):
        if "\0" in text or (not text.isascii() and any("\ud800" <= char <= "\udfff" for char in text)):
            found.append(f"NUL or surrogate in a text {form}")
    position, offsets = 0, set[int]()
    for extent in ingest.extents(io.BytesIO(data), form):
        if extent.offset < position or extent.length <= 0:
            found.append(f"extents overlap {form}")
        position = extent.offset + extent.length
        offsets.add(extent.offset)
    if position > len(data) or not {record.origin for record in records} <= offsets:
        found.append(f"an item outside every extent {form}")
    return found


def examined(data: bytes, failures: Failures) -> list[str]:
    """`problems`, and exceptions and time as problems too."""
    failures.places.clear()
    started = processor()
    signal.alarm(BUDGET)
    try:
        found = problems(data)
    except TookTooLong as error:
        found = [f"hangs {_innermost(error)}"]
    except Exception as error:
        found = [f"raises {type(error).__name__} {_innermost(error)}"]
    finally:
        signal.alarm(0)
    seconds = processor() - started
    if seconds > SLOW * max(1.0, len(data) / _MB):
        found.append(f"slow: {seconds:.0f} s for {len(data) / _MB:.1f} MB")
    return [*dict.fromkeys(found), *dict.fromkeys(failures.places)]


def bases() -> list[bytes]:
    """The files to damage: all fixtures, and of the corpora, where they are here, all that are small."""
    paths = [path for path in sorted(FIXTURES.glob("*/*")) if path.is_file()] * 8
    for folder in ("hostile", "mail-and-tables"):
        paths += [path for path in sorted((FOLDER / folder / "files").rglob("*")) if path.is_file()]
    return [path.read_bytes() for path in paths if 0 < path.stat().st_size <= SIZE_LIMIT]


def runs(seed: int, files: list[bytes], minutes: float) -> Iterator[tuple[int, bytes, list[str], list[str]]]:
    """Number, damaged content, operations and hashes of run after run until the time is over."""
    end = time.monotonic() + minutes * 60
    number = 0
    while time.monotonic() < end:
        dice = random.Random(f"{seed}:{number}:files")
        base, other = dice.choice(files), dice.choice(files)
        content, operations = damaged(base, other, f"{seed}:{number}")
        yield number, content, operations, [_hash(base), _hash(other)]
        number += 1


def main() -> None:
    """Fuzz for some minutes, or repeat one run."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.fuzz")
    parser.add_argument("--minutes", type=float, default=20.0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--replay", type=int, help="number of one run to repeat")
    parser.add_argument("--base", nargs=2, metavar="HASH", help="the run's two files")
    parser.add_argument("--out", type=Path, help="where findings are written as lines of JSON")
    chosen = parser.parse_args()
    signal.signal(signal.SIGALRM, _ring)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    failures = Failures()
    logging.getLogger("engine.ingest").addHandler(failures)
    logging.getLogger("engine.ingest").propagate = False
    files = bases()
    if chosen.replay is not None:
        known = {_hash(each): each for each in files}
        base, other = (known[each] for each in chosen.base)
        content, operations = damaged(base, other, f"{chosen.seed}:{chosen.replay}")
        print(operations, examined(content, failures))
        return
    seen: Counter[str] = Counter()
    executions = 0
    for number, content, operations, hashes in runs(chosen.seed, files, chosen.minutes):
        executions += 1
        for problem in examined(content, failures):
            seen[problem] += 1
            line = {"seed": chosen.seed, "run": number, "base": hashes, "operations": operations, "problem": problem}
            if seen[problem] <= 3:
                print(json.dumps(line), flush=True)
                if chosen.out:
                    with chosen.out.open("a", encoding="utf-8") as file:
                        file.write(json.dumps(line) + "\n")
    print(f"{executions} runs over {len(files)} files, {sum(seen.values())} findings of {len(seen)} kinds")
    for problem, count in seen.most_common():
        print(f"{count:6} {problem}")


def _ring(number: int, frame: FrameType | None) -> None:
    raise TookTooLong


def _innermost(error: BaseException) -> str:
    frames = [each for each in traceback.extract_tb(error.__traceback__) if "/engine/" in each.filename]
    return f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""


def _hash(content: bytes) -> str:
    return sha256(content).hexdigest()[:12]


if __name__ == "__main__":
    main()
