"""Assessing: threads across sources, days from columns and words, classes that follow, and texts read once."""

import io
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from email.message import EmailMessage
from pathlib import Path

import pytest

from benchmarks import assessing as benchmark
from engine.model.engagement import DealStructure, Engagement
from engine.pipeline import assessing, intake, judging
from engine.pipeline.scanning import Scan
from engine.store.workspace import Ledger, Workspace
from tests.conftest import ACTOR
from tests.pipeline.pools import StraightPool


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    workspace = Workspace(tmp_path / "workspace")
    yield workspace.create(
        Engagement("studio", "某某摄影", DealStructure.ASSET_TRANSFER, date(2026, 11, 21), date(2026, 12, 31))
    )
    workspace.close()


def mail(number: str, day: str, subject: str, body: str, **headers: str) -> bytes:
    """One mail of the sixth month of 2024; `number` is its id."""
    message = EmailMessage()
    message["Message-ID"] = f"<{number}@example.test>"
    message["From"], message["To"], message["Subject"] = f"{number}@example.test", "studio@example.test", subject
    message["Date"] = f"{day} Jun 2024 10:00:00 +0800"
    for name, value in headers.items():
        message[name.replace("_", "-")] = value
    message.set_content(body)
    return message.as_bytes()


def scanned(ledger: Ledger, files: Mapping[str, bytes]) -> None:
    for name, content in files.items():
        intake.receive(ledger, name, io.BytesIO(content), ACTOR)
    Scan(ledger, StraightPool(), ACTOR).run()  # type: ignore[arg-type]


def assessed(ledger: Ledger, *columns: str) -> dict[str, tuple]:
    """What was assessed, by the id of the message or the first column of the row."""
    rows = ledger.database.rows(
        "SELECT coalesce(r.fields->>'$.message_id', r.fields->>'$.\"单号\"', r.fields->>'$.file_name'),"
        f" {', '.join(columns)} FROM record r JOIN assessment a ON a.record = r.id"
    )
    return {str(name).strip("<>").split("@")[0]: tuple(rest) for name, *rest in rows}


def test_messages_are_one_thread_by_the_ids_they_name_across_sources_and_never_by_their_subject(ledger: Ledger) -> None:
    ask, book = "请问全家福多少钱，周末还有档期吗？", "定金已付，请确认拍摄时间。"
    scanned(
        ledger,
        {
            "a.eml": mail("a", "1", "全家福", ask),
            "b.eml": mail(
                "b", "3", "Re: 全家福", book, In_Reply_To="<gone@example.test>", References="<a@example.test>"
            ),
            "c.eml": mail("c", "9", "Re: 全家福", "好的", References="<gone@example.test>"),
            "again.mbox": b"From x Thu Jan  1 00:00:00 2026\n" + mail("a", "1", "全家福", ask),
            "stranger.eml": mail("s", "20", "Re: 全家福", ask),
        },
    )
    numbers = ledger.database.rows(
        "SELECT t.number, list(DISTINCT r.fields->>'$.from' ORDER BY 1) FROM thread t JOIN record r ON r.id = t.record"
        " GROUP BY 1 ORDER BY 1"
    )
    assert [len(names) for _, names in numbers] == [3, 1]
    classes = assessed(ledger, "record_class", "started", "start_origin")
    assert {classes[one][0] for one in "abc"} == {"order"}
    assert classes["s"][0] == "enquiry"
    assert classes["a"][1:] == (date(2024, 6, 9), "thread")
    duplicates = ledger.database.rows(
        "SELECT DISTINCT a.record_class, a.started FROM record r JOIN assessment a ON a.record = r.id"
        " WHERE r.duplicate_of IS NOT NULL"
    )
    assert duplicates == [("order", date(2024, 6, 9))]


def test_an_attachment_that_says_nothing_is_of_the_class_of_its_message(ledger: Ledger) -> None:
    message = EmailMessage()
    message["Message-ID"], message["From"], message["Subject"] = (
        "<q@example.test>",
        "q@example.test",
        "相册有破损，申请退款",
    )
    message["Date"] = "1 Jun 2024 10:00:00 +0800"
    message.set_content("昨天收到的相册有划痕，希望退款。")
    message.add_attachment("a b c", filename="note.txt")
    message.add_attachment("价税合计 100 元", filename="电子发票.txt")
    scanned(ledger, {"q.eml": message.as_bytes()})
    found = assessed(ledger, "record_class", "class_evidence")
    assert found["note.txt"] == ("after_sales", "message")
    assert found["电子发票.txt"][0] == "invoice"


def test_days_come_from_columns_then_from_words_then_from_the_last_message(ledger: Ledger) -> None:
    rows = ("1,甲,破损,2024-01-05,2024-02-07", "2,乙,色差,2024-01-06,03/04/2024", "3,丙,少页,2024-01-07,")
    table = "\n".join(("单号,客户,投诉内容,登记时间,结案日期", *rows))
    scanned(
        ledger,
        {
            "tickets.csv": table.encode(),
            "d.eml": mail("d", "2", "相册可以取了", "您的相册已制作完成，请来店取件。"),
            "e.eml": mail("e", "5", "Re: 相册可以取了", "相册已于6月4日取走，谢谢。", In_Reply_To="<d@example.test>"),
            "f.eml": mail("f", "28", "Re: 相册可以取了", "新年好", In_Reply_To="<e@example.test>"),
        },
    )
    found = assessed(ledger, "record_class", "start_event", "started", "start_origin", "start_place")
    assert found["1"] == ("after_sales", "case_closed", date(2024, 2, 7), "column", "结案日期")
    assert found["2"][1:4] == ("case_closed", date(2024, 1, 6), "record")
    assert found["d"] == found["f"] == ("order", "delivery_completed", date(2024, 6, 4), "written", "delivered_on")


def test_texts_are_read_once_and_again_only_by_other_rules(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    scanned(
        ledger, {"a.eml": mail("a", "1", "订单确认", "定金已付"), "t.csv": "单号,下单日期\n1,2024-05-05\n".encode()}
    )
    before = assessed(ledger, "record_class", "keep_until")
    read: list[str] = []
    monkeypatch.setattr(judging, "classify", lambda record, book: read.append(record.id))
    assessing.assess(ledger)
    assert read == [] and assessed(ledger, "record_class", "keep_until") == before
    monkeypatch.undo()
    monkeypatch.setattr(judging, "fingerprint", lambda: "others")
    assessing.assess(ledger)
    assert ledger.database.rows("SELECT DISTINCT rules FROM judgement") == [("others",)]
    assert assessed(ledger, "record_class", "keep_until") == before


def test_what_is_made_for_the_benchmark_balances_at_every_step(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path / "bench")
    ledger = workspace.create(replace(benchmark.engagement(), slug="bench"))
    benchmark.fill(ledger, 2500)
    for step, *_ in benchmark.measured(ledger):
        assert benchmark.balanced(ledger), step
    assert ledger.database.value("SELECT count(DISTINCT record_class) FROM assessment") >= 12
    workspace.close()
