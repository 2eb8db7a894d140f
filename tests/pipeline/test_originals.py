import io
import zipfile

import pytest

from engine.model.errors import ActionableError
from engine.pipeline import intake, originals
from engine.pipeline.scanning import Scan
from engine.store.workspace import Ledger
from tests.conftest import ACTOR
from tests.pipeline.pools import StraightPool, mailbox

CSV = b"name,email\nx,x@example.test\ny,y@example.test\n"
CARD = b"BEGIN:VCARD\nVERSION:3.0\nFN:X\nEND:VCARD\n"


def _zip() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("box.mbox", mailbox(2, start=50))
        archive.writestr("table.csv", CSV)
    return packed.getvalue()


def _message(number: int) -> bytes:
    """A message of `mailbox` without its From_ line."""
    return mailbox(1, start=number).partition(b"\n")[2]


@pytest.mark.parametrize(
    ("content", "locator", "expected", "suffix"),
    [
        (mailbox(3), "#2 <1@example.test>", _message(1), "eml"),
        (CSV, "csv!2", CSV, "csv"),
        (_zip(), "1/#2 <51@example.test>", _message(51), "eml"),
        (_zip(), "2/csv!1", CSV, "csv"),
        (CARD, "contact-1", CARD, "vcf"),
    ],
    ids=["mailbox", "table", "mailbox in an archive", "table in an archive", "contact"],
)
def test_the_original_is_what_was_received(
    ledger: Ledger, content: bytes, locator: str, expected: bytes, suffix: str
) -> None:
    intake.receive(ledger, "file", io.BytesIO(content), ACTOR)
    Scan(ledger, StraightPool(), ACTOR).run()  # type: ignore[arg-type]
    record = str(ledger.database.value("SELECT id FROM record WHERE locator = ?", [locator]))
    assert originals.original(ledger, record) == (expected, suffix)


def test_an_unknown_record_has_no_original(ledger: Ledger) -> None:
    with pytest.raises(ActionableError, match="record_unknown"):
        originals.original(ledger, "nothing")
