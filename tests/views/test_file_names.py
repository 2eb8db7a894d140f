"""Attached files are called by their names, in which findings are masked; what was not read has only its number."""

import io
from email.message import EmailMessage

from engine.pipeline import intake
from engine.pipeline.scanning import Scan
from engine.store.workspace import Ledger
from engine.strings import words
from engine.views.file_names import file_names
from pages.frame.located import spot
from tests.conftest import ACTOR
from tests.pipeline.pools import StraightPool


def test_a_name_is_told_without_the_address_that_stands_in_it(ledger: Ledger) -> None:
    letter = EmailMessage()
    letter["From"], letter["Subject"] = "shop@example.test", "附件"
    letter.set_content("请查收。")
    for name in ("anna@example.test 的订单.txt", "须知.txt"):
        letter.add_attachment("内容见信。", filename=name)
    intake.receive(ledger, "letter.eml", io.BytesIO(letter.as_bytes()), ACTOR)
    Scan(ledger, StraightPool(), ACTOR).run()  # type: ignore[arg-type]
    records = [str(row[0]) for row in ledger.database.rows("SELECT id FROM record ORDER BY position, suborder")]
    names = file_names(ledger.database, tuple(records))
    assert records[0] not in names, "the letter itself has none"
    assert set(names.values()) == {"a***@example.test 的订单.txt", "须知.txt"}


def test_a_place_names_the_file_and_not_the_letter_s_own_id_or_part() -> None:
    say = words("en")
    assert spot(say, "#9 <one@example.test>/part-2/exif", "须知.jpg") == "#9 · 须知.jpg"
    assert spot(say, "#9 <one@example.test>/part-2/csv!4", "明细.csv") == "#9 · 明细.csv!4"
    assert spot(say, "#9 <one@example.test>/part-2") == f"#9 · {say('record.part', number=2)}"
    assert spot(say, "Sheet1!4", "客户.xlsx") == "Sheet1!4"
