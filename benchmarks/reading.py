"""What reading the corpora finds, as Markdown: ``python -m benchmarks.reading [folder of the corpora]``.

One table of the sets of mail and tables: files, items found, read, skipped by reason, the slowest file. One of the
hostile files that are not read as ``expected.json`` asks, with what happens instead and why.
"""

import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from json import loads
from pathlib import Path

from benchmarks.clock import processor
from benchmarks.corpora import FOLDER
from engine import ingest
from engine.model.records import Record

DEVIATIONS = {
    "csv/columns_10000.csv": "All 10,000 cells are read, each with its column's name; nothing is left to warn of.",
    "misc/unknown.xyz": "It holds readable text, and any text is read and scanned whatever its name.",
    "outlook/not_ole.msg": "A text named .msg: it is read as the text it is, and its misleading suffix is noted.",
    "eml/charset_iso2022cn.eml": "ISO-2022-CN is decoded in full, so nothing was lost that a warning could name.",
}
"""Hostile files that are not read as expected, and why."""


@dataclass(slots=True)
class Reading:
    """What reading one file, or the files of one set, gave; `seconds` is processor time, of the slowest file.

    `found` counts the places items stand at, each once; `notes` are about whole files.
    """

    files: int = 0
    found: int = 0
    read: int = 0
    warned: int = 0
    notes: int = 0
    skipped: Counter[str] = field(default_factory=Counter[str])
    seconds: float = 0.0

    def add(self, other: "Reading") -> None:
        """Count another reading into this one."""
        self.files += other.files
        self.found += other.found
        self.read += other.read
        self.warned += other.warned
        self.notes += other.notes
        self.skipped += other.skipped
        self.seconds = max(self.seconds, other.seconds)


def reading(path: Path) -> Reading:
    """What reading one file gives."""
    started = processor()
    result = Reading(files=1)
    places: set[str] = set()
    with path.open("rb") as file:
        result.notes = len(ingest.describe(file, path.name).notes)
        for item in ingest.read(file, "0" * 64, path.name):
            places.add(item.locator)
            if isinstance(item, Record):
                result.read += 1
                result.warned += bool(item.warnings)
            else:
                result.skipped[item.reason] += 1
    result.found = len(places)
    result.seconds = processor() - started
    return result


def files(folder: Path) -> list[Path]:
    """All files below a folder, in order."""
    return [path for path in sorted(folder.rglob("*")) if path.is_file()]


def sets(corpora: Path) -> Iterator[tuple[str, Reading]]:
    """Each set of mail and tables, and what reading its files gives."""
    for folder in sorted((corpora / "mail-and-tables" / "files").iterdir()):
        total = Reading()
        for path in files(folder):
            total.add(reading(path))
        yield folder.name, total


def as_expected(expected: str, result: Reading) -> bool:
    """Whether a hostile file was read as its class asks: anything expected at all must be visible."""
    skipped = result.skipped.total()
    if expected.startswith("INGEST tables"):
        return result.read > 0
    wanted = [part.strip() for part in expected.replace(" or ", "/").replace(";", "/").split("/")]
    return any(_fits(each, result, skipped) for each in wanted)


def _fits(wanted: str, result: Reading, skipped: int) -> bool:
    if wanted.startswith("INGEST 0 rows"):
        return result.read == 0 and skipped > 0
    if "WARN" in wanted:
        return result.read > 0 and bool(result.warned or result.notes or skipped)
    if "REPORT" in wanted and "INGEST" in wanted:
        return result.read > 0 and skipped > 0
    if wanted.startswith("INGEST"):
        return result.read > 0
    return skipped > 0 and wanted.startswith(("SKIP", "REJECT", "REPORT", "salvage"))


def hostile(corpora: Path) -> Iterator[tuple[str, str, Reading]]:
    """Each hostile file, the class `expected.json` puts it in, and what reading it gives."""
    for entry in loads((corpora / "hostile" / "expected.json").read_text(encoding="utf-8")):
        yield entry["path"], entry["expected"], reading(corpora / "hostile" / "files" / entry["path"])


def _reasons(skipped: Counter[str]) -> str:
    return ", ".join(f"{reason} {count:,}" for reason, count in skipped.most_common())


def main() -> None:
    """Print both tables."""
    corpora = Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER
    print("| set | files | found | read | with warnings | skipped | skipped because | slowest file, s |")
    print("|---|--:|--:|--:|--:|--:|---|--:|")
    total = Reading()
    for name, each in sets(corpora):
        total.add(each)
        _row(name, each)
    _row("all", total)
    print("\n| hostile file | expected | instead | why |\n|---|---|---|---|")
    count = 0
    for path, expected, each in hostile(corpora):
        count += 1
        if not as_expected(expected, each):
            instead = f"{each.read} read ({each.warned} with warnings); {_reasons(each.skipped) or 'none skipped'}"
            print(f"| {path} | {expected} | {instead} | {DEVIATIONS.get(path, '')} |")
    print(f"\n{count} hostile files")


def _row(name: str, each: Reading) -> None:
    skipped = each.skipped.total()
    counts = f"{each.files:,} | {each.found:,} | {each.read:,} | {each.warned:,} | {skipped:,}"
    print(f"| {name} | {counts} | {_reasons(each.skipped)} | {each.seconds:.1f} |", flush=True)


if __name__ == "__main__":
    main()
