"""Files made to break a reader: no exception, bounded time, nothing silent."""

import time
from pathlib import Path

import pytest

from engine import ingest
from engine.model.records import Record

SECONDS = 30.0
FOLDERS = ("archives", "attachments", "csv", "eml", "mbox", "misc", "vcard", "xlsx")


@pytest.mark.parametrize("folder", FOLDERS)
def test_hostile_files(folder: str, corpora: Path):
    silent, slow = [], []
    for path in sorted((corpora / "hostile" / "files" / folder).iterdir()):
        if path.stat().st_size > 6 << 20:
            continue
        started = time.monotonic()
        with path.open("rb") as file:
            ingest.describe(file, path.name)
            count = sum(1 for _ in ingest.read(file, "s", path.name))
        silent += [path.name] if not count else []
        slow += [path.name] if time.monotonic() - started > SECONDS else []
    assert (silent, slow) == ([], [])


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
