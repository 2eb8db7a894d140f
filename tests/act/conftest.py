import io
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
import pyzipper

from engine.model.engagement import DealStructure, Engagement
from engine.pipeline import intake
from engine.pipeline.scanning import Scan
from engine.store.workspace import Ledger, Workspace
from tests.conftest import ACTOR
from tests.pipeline.pools import StraightPool

_MAIL = """From {sender} Thu Jan  1 00:00:00 2026
Message-ID: <{number}@example.test>
From: {sender}
To: studio@example.test
Date: {day} 10:00:00 +0800
Subject: {subject}
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary=b

--b
Content-Type: text/plain; charset=utf-8

{body}
--b
Content-Type: text/plain; charset=utf-8
Content-Disposition: attachment; filename=note.txt

attached for {sender}
--b--

"""
TABLE = "订单号,客户,邮箱,下单日期\n1,甲,t1@example.test,2025-03-01\n2,乙,t2@example.test,2025-04-01\n"
MAILBOX = "".join(
    _MAIL.format(number=n, sender=f"p{n}@example.test", day=day, subject=subject, body=f"text of p{n}@example.test")
    for n, (day, subject) in enumerate(
        [
            ("Mon, 6 Jan 2020", "咨询一下婚纱照价格"),
            ("Mon, 6 Jan 2025", "订单确认"),
            ("Tue, 3 Mar 2020", "请问可以拍全家福吗"),
        ]
    )
)


def locked_archive() -> bytes:
    """A zip of two tables, one of them under the password ``opensesame``."""
    packed = io.BytesIO()
    with pyzipper.AESZipFile(packed, "w") as archive:
        archive.writestr("open.csv", "姓名,邮箱\n丙,open@example.test\n")
        archive.setpassword(b"opensesame")
        archive.setencryption(pyzipper.WZ_AES)
        archive.writestr("locked.csv", "姓名,邮箱\n丁,locked@example.test\n戊,second@example.test\n")
    return packed.getvalue()


@pytest.fixture(scope="session")
def scanned(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed workspace to be copied: two old enquiries, an order to be kept, an order table, a locked archive."""
    folder = tmp_path_factory.mktemp("scanned") / "workspace"
    workspace = Workspace(folder)
    ledger = workspace.create(
        Engagement("studio", "某某摄影", DealStructure.ASSET_TRANSFER, date(2026, 11, 21), date(2026, 12, 31))
    )
    for name, content in (("box.mbox", MAILBOX), ("orders.csv", TABLE), ("again.mbox", MAILBOX + " ")):
        intake.receive(ledger, name, io.BytesIO(content.encode()), ACTOR)
    intake.receive(ledger, "locked.zip", io.BytesIO(locked_archive()), ACTOR)
    Scan(ledger, StraightPool(), ACTOR).run()  # type: ignore[arg-type]
    workspace.close()
    return folder


@pytest.fixture
def ledger(tmp_path: Path, scanned: Path) -> Iterator[Ledger]:
    """A scanned engagement of one's own."""
    workspace = Workspace(shutil.copytree(scanned, tmp_path / "workspace"))
    yield workspace.open("studio")
    workspace.close()


def records_where(ledger: Ledger, condition: str) -> list[str]:
    rows = ledger.database.rows(
        f"SELECT r.id FROM record r JOIN source s ON s.sha256 = r.source LEFT JOIN assessment a ON a.record = r.id"
        f" WHERE {condition} ORDER BY s.ordinal, r.position, r.suborder"
    )
    return [row[0] for row in rows]
