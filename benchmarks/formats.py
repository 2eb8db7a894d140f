"""How fast each format is read, as Markdown: ``python -m benchmarks.formats [--megabytes N] [--only mbox,csv]``.

Each measurement runs in a process of its own. Seconds are of the clock; MB/s, items/s and ratios go by processor
seconds of the process and its helpers, so that a busy machine shows the same figures. ``--huge`` measures a mailbox
of 2 GB instead, read from the disk and out of a vault.
"""

import json
import subprocess
import sys
import time
from argparse import ArgumentParser
from collections.abc import Callable
from dataclasses import asdict, dataclass
from io import BytesIO
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from tempfile import TemporaryDirectory
from typing import BinaryIO

from benchmarks.clock import processor

MEGA = 1_000_000
_HEADER = (
    "| format | MB | items | s | processor s | MB/s | items/s | bare parser: s, times as long | MB of memory"
    " | of its helper |\n|---|--:|--:|--:|--:|--:|--:|---|--:|--:|"
)


@dataclass(frozen=True, slots=True)
class Cost:
    """What one measurement took; memory in MB at its peak, `helper` that of the largest helper process.

    A helper counts no less than its owner held when it was started, as Linux has it.
    """

    items: int
    seconds: float
    processor: float
    memory: float
    helper: float


def cost(work: Callable[[], int]) -> Cost:
    """Do `work`, which returns how many items it met, in this process."""
    begun, used = time.perf_counter(), processor()
    items = work()
    helper = getrusage(RUSAGE_CHILDREN).ru_maxrss * 1024 / MEGA
    return Cost(items, time.perf_counter() - begun, processor() - used, _peak(), helper)


def _peak() -> float:
    """MB of memory of this program at its peak; the process counts what it was before it became this program too."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.partition("VmHWM:")[2].split()[0]) * 1024 / MEGA


def apart(arguments: list[str]) -> Cost | None:
    """The cost of this module run with `arguments` in a fresh process; None if it fails."""
    command = [sys.executable, "-m", "benchmarks.formats", *arguments]
    done = subprocess.run(command, stdout=subprocess.PIPE, check=False)
    return Cost(**json.loads(done.stdout)) if not done.returncode else None


def read(file: BinaryIO) -> int:
    """Read a file to exhaustion."""
    from engine import ingest

    return sum(1 for _ in ingest.read(file, "0" * 64, ""))


def _read_files(paths: list[Path]) -> int:
    count = 0
    for path in paths:
        with path.open("rb") as file:
            count += read(file)
    return count


def _parse_files(sample: str, parser: str, paths: list[Path]) -> Cost:
    """What a bare parser takes for files; those it cannot read count as nothing."""
    from benchmarks.bare import BARE

    parse = BARE[sample][parser]
    return cost(lambda: _parsed(parse, paths))


def _parsed(parse: Callable[[Path], int], paths: list[Path]) -> int:
    count = 0
    for path in paths:
        try:
            count += parse(path)
        except BaseException:
            if len(paths) == 1:
                raise
    return count


def _row(name: str, size: int) -> str:
    """Write a sample, read it, give it to its bare parsers: one row of the table."""
    from benchmarks.bare import BARE

    with TemporaryDirectory() as folder:
        listing = Path(folder) / "files"
        subprocess.run([sys.executable, "-m", "benchmarks.formats", "--write", name, folder, str(size)], check=True)
        paths = [Path(line) for line in listing.read_text(encoding="utf-8").splitlines()]
        if not paths:
            return f"| {name} | skipped: the corpora are not there |"
        megabytes = sum(path.stat().st_size for path in paths) / MEGA
        title = name if len(paths) == 1 else f"{name}, {len(paths)} files"
        ours = apart(["--measure", name, "", str(listing)])
        if ours is None:
            return f"| {title} | {megabytes:.1f} | failed |"
        others: list[str] = []
        for parser in BARE.get(name, {}):
            bare = apart(["--measure", name, parser, str(listing)])
            others.append(
                f"{parser} {bare.processor:.1f}, {ours.processor / bare.processor:.1f}" if bare else f"{parser} failed"
            )
        return (
            f"| {title} | {megabytes:.1f} | {ours.items:,} | {ours.seconds:.1f} | {ours.processor:.1f} |"
            f" {megabytes / ours.processor:.1f} | {ours.items / ours.processor:,.0f} | {'; '.join(others)} |"
            f" {ours.memory:.0f} | {f'{ours.helper:.0f}' if ours.helper else ''} |"
        )


def _write(name: str, folder: Path, size: int) -> None:
    from benchmarks.samples import files

    paths = files(name, folder, size)
    (folder / "files").write_text("\n".join(map(str, paths)), encoding="utf-8")


def _measure(name: str, parser: str, listing: Path) -> Cost:
    paths = [Path(line) for line in listing.read_text(encoding="utf-8").splitlines()]
    if parser:
        return _parse_files(name, parser, paths)
    read(BytesIO())
    return cost(lambda: _read_files(paths))


def main() -> None:
    """Print the table, or measure one thing for it."""
    asked = ArgumentParser(prog="python -m benchmarks.formats")
    asked.add_argument("--megabytes", type=float, default=30.0, help="size of a sample; packed ones are smaller")
    asked.add_argument("--only", default="", help="names of formats, with commas")
    asked.add_argument("--huge", action="store_true", help="a mailbox of 2 GB, or of --gigabytes")
    asked.add_argument("--gigabytes", type=float, default=2.0)
    asked.add_argument("--write", nargs=3, metavar=("FORMAT", "FOLDER", "BYTES"), help="write one sample")
    asked.add_argument("--measure", nargs=3, metavar=("FORMAT", "PARSER", "FILES"), help="measure one thing")
    asked.add_argument("--step", nargs=2, metavar=("STEP", "FOLDER"), help="one step of --huge")
    options = asked.parse_args()
    if options.write:
        _write(options.write[0], Path(options.write[1]), int(options.write[2]))
    elif options.measure:
        print(json.dumps(asdict(_measure(options.measure[0], options.measure[1], Path(options.measure[2])))))
    elif options.step or options.huge:
        from benchmarks import huge

        if options.step:
            print(json.dumps(asdict(huge.step(options.step[0], Path(options.step[1])))))
        else:
            huge.table(int(options.gigabytes * 1e9))
    else:
        from benchmarks.samples import FOUND, SAMPLES

        wanted = options.only.split(",") if options.only else [*SAMPLES, *FOUND]
        print(_HEADER)
        for name in (
            each for each in (*SAMPLES, *FOUND) if each.split(",")[0].split(" ")[0] in wanted or each in wanted
        ):
            print(_row(name, int(options.megabytes * MEGA)), flush=True)


if __name__ == "__main__":
    main()
