"""Two exports of the same data: recognised, ordered, compared item by item; and coverage that sums up."""

import io
from collections.abc import Iterator
from datetime import date

import pytest

from engine.model.engagement import DealStructure, Engagement
from engine.pipeline import intake
from engine.pipeline.scanning import Scan
from engine.store.workspace import Ledger, Workspace
from engine.views.coverage import coverage, covered_items
from engine.views.overlap import CHANGES, Overlap, overlap_items, overlaps
from engine.views.selection import Selection
from engine.views.sources import sources
from tests.conftest import ACTOR
from tests.pipeline.pools import StraightPool, mailbox

OLD = "会员编号,姓名,邮箱\n" + "".join(f"M{n:05},客户{n},c{n}@example.test\n" for n in range(1, 9))
NEW = "会员编号,姓名,邮箱\n" + "".join(
    f"M{n:05},客户{n},{'changed' if n == 4 else 'c'}{n}@example.test\n" for n in range(3, 12)
)
OTHER = "会员编号,姓名,邮箱\n" + "".join(f"K{n:05},别人{n},o{n}@example.test\n" for n in range(1, 9))


@pytest.fixture(scope="module")
def scanned(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    workspace = Workspace(tmp_path_factory.mktemp("overlap"))
    ledger = workspace.create(Engagement("studio", "某某摄影", DealStructure.ASSET_TRANSFER, date(2026, 11, 21)))
    files = {
        "members-2025.csv": OLD.encode(),
        "members-2026.csv": NEW.encode(),
        "others.csv": OTHER.encode(),
        "late.mbox": mailbox(6, start=2),
        "early.mbox": mailbox(5),
        "noise.bin": bytes(range(256)) * 4,
    }
    for name, content in files.items():
        intake.receive(ledger, name, io.BytesIO(content), ACTOR)
    Scan(ledger, StraightPool(), ACTOR).run()  # type: ignore[arg-type]
    yield ledger
    workspace.close()


def test_exports_of_the_same_are_found_and_counted(scanned: Ledger) -> None:
    assert overlaps(scanned.database) == (
        Overlap(1, 2, "members-2025.csv", "members-2026.csv", same=5, changed=1, new=3, gone=2),
        Overlap(4, 5, "late.mbox", "early.mbox", same=3, changed=0, new=2, gone=3),
    )


@pytest.mark.parametrize("change", CHANGES)
def test_the_items_behind_each_number_are_listed(scanned: Ledger, change: str) -> None:
    for pair in overlaps(scanned.database):
        page = overlap_items(scanned.database, pair.older, pair.newer, change)
        assert page.total == getattr(pair, change)
        assert all(item.change == change and item.record for item in page.lines)


def test_coverage_states_sum_to_what_was_found_in_total_and_by_source(scanned: Ledger) -> None:
    read = coverage(scanned.database)
    assert sum(read.states.values()) == read.found == read.read + read.skipped
    for line in sources(scanned.database, Selection()).lines:
        assert line.scanned + line.warned + line.skipped + line.duplicates == line.found


@pytest.mark.parametrize("state", ["scanned", "warned", "not_scanned", "duplicate"])
def test_every_coverage_number_has_its_items(scanned: Ledger, state: str) -> None:
    page = covered_items(scanned.database, Selection(coverage=(state,)))
    assert page.total == coverage(scanned.database).states[state]
    assert all(item.state == state and item.id for item in page.lines)
