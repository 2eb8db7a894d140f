"""Files made to break a reader: read as `expected.json` asks, in bounded time, nothing silent."""

import json
from pathlib import Path

import pytest

from benchmarks.reading import DEVIATIONS, as_expected, reading
from engine import ingest
from engine.model.records import Record

SECONDS = 60.0
SMALL = 1 << 20


def unexpected(corpora: Path, *, small: bool) -> list[str]:
    found: list[str] = []
    for entry in json.loads((corpora / "hostile" / "expected.json").read_text(encoding="utf-8")):
        path = corpora / "hostile" / "files" / entry["path"]
        if (path.stat().st_size <= SMALL) is small:
            result = reading(path)
            known = entry["path"] in DEVIATIONS
            fault = ["slow"] if result.seconds > SECONDS else []
            fault += [] if known or as_expected(entry["expected"], result) else ["not as expected"]
            found += [f"{entry['path']}: {each}" for each in fault]
    return found


def test_small_hostile_files_are_read_as_expected(corpora: Path):
    assert unexpected(corpora, small=True) == []


@pytest.mark.slow
def test_large_hostile_files_are_read_as_expected(corpora: Path):
    assert unexpected(corpora, small=False) == []


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("eml/boundary_never_appears.eml", 1),
        ("eml/parts_10000.eml", 1),
        ("mbox/from_mangling_mboxo.mbox", 2),
        ("mbox/mboxcl_content_length.mbox", 2),
        ("mbox/gmail_takeout_labels.mbox", 3),
        ("mbox/duplicate_message_ids.mbox", 3),
        ("csv/utf8_bom.csv", 3),
        ("vcard/10000_cards.vcf", 10_000),
        ("vcard/missing_end.vcf", 2),
        ("archives/zip_duplicate_names.zip", 2),
    ],
)
def test_what_a_good_reader_finds(path: str, expected: int, corpora: Path):
    file = corpora / "hostile" / "files" / path
    with file.open("rb") as opened:
        records = [item for item in ingest.read(opened, "s", file.name) if isinstance(item, Record)]
    assert len(records) == expected
