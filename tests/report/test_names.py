import hmac

import pytest

from engine.report.names import CoveredNames
from engine.scan.normalise import normalise
from engine.store.workspace import Workspace
from tests.report import studio


@pytest.fixture
def covered(tmp_path):
    workspace = Workspace(tmp_path / "workspace")
    ledger = studio.empty(workspace)
    rows = []
    for number, person in enumerate(("陶知夏", "Mara Quill")):
        known_by = f"PERSON\n{normalise('PERSON', person)}".encode()
        digest = hmac.digest(ledger.hmac_key, known_by, "sha256").hex()[:32]
        rows.append({"id": str(number), "record": "r", "entity_type": "PERSON", "value_hmac": digest, "state": "open"})
    with ledger.database.writing() as writer:
        writer.insert("finding", rows)
    yield CoveredNames(ledger)
    workspace.close()


@pytest.mark.parametrize(
    ("name", "printed"),
    [
        ("陶知夏的邮箱.mbox", "陶**的邮箱.mbox"),
        ("mara_quill-2024.mbox", "m. q.-2024.mbox"),
        ("tao.zhixia@studio.example.mbox", "t***@studio.example.mbox"),
        ("订单_2019-2026.csv", "订单_2019-2026.csv"),
        ("导出20261121.xlsx", "导出20261121.xlsx"),
        ("backup 2026-11-21.zip", "backup 2026-11-21.zip"),
        ("微信 13900001234.txt", "微信 139******34.txt"),
    ],
)
def test_people_in_file_names_are_covered(covered, name, printed):
    assert covered(name) == printed
