"""Others' mail and tables: nothing crashes, hangs or gets lost.

Of each set a sample is read, always the same; `python -m benchmarks.reading` reads all of every set.
"""

from pathlib import Path
from random import Random

import pytest

from benchmarks.reading import files, reading

SECONDS = 60.0
SAMPLE = 40  # files of a set
SETS = [
    "aspose-samples",
    "crm-adventureworks",
    "crm-chinook-northwind",
    "crm-mall-sql",
    "enmime",
    "flanker",
    "imaptest",
    "james-project",
    "mail-mime-parser",
    "nodemailer-mailparser",
    "ruby-mail",
    "spamassassin-cc0",
    "spamassassin-tests",
    "spamscope",
    "spreadsheets",
    "thunderbird-android",
    "vcards",
    "webklex-php-imap",
]


def faults(path: Path) -> list[str]:
    result = reading(path)
    found = [] if result.found else ["silent"]
    found += ["lost"] if result.found != result.read + result.skipped.total() else []
    found += ["failed"] if result.skipped["reader_failed"] else []
    found += ["slow"] if result.seconds > SECONDS else []
    return found


@pytest.mark.slow
@pytest.mark.parametrize("name", SETS)
def test_every_item_of_a_sample_is_read_or_skipped_with_its_reason(name: str, corpora: Path):
    folder = corpora / "mail-and-tables" / "files" / name
    sample = files(folder)
    Random(name).shuffle(sample)
    assert {str(path): fault for path in sample[:SAMPLE] if (fault := faults(path))} == {}


def test_every_set_is_named(corpora: Path):
    assert sorted(SETS) == sorted(path.name for path in (corpora / "mail-and-tables" / "files").iterdir())
