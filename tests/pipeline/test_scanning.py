import io
from concurrent.futures import Future
from datetime import date

import pytest

from engine.model.engagement import DealStructure, Engagement
from engine.model.findings import Segment, Span
from engine.pipeline import assessing, intake, linking, units
from engine.pipeline.scanning import Scan
from engine.store.scans import forget_items
from engine.store.workspace import Ledger, Workspace
from engine.views.coverage import coverage
from engine.views.masked import already_masked
from tests.conftest import ACTOR
from tests.pipeline.pools import StraightPool, mailbox

CSV = b"name,email\n" + b"".join(b"n%d,same@example.test\n" % n for n in range(300))


def _bring_in(ledger: Ledger, *files: bytes) -> None:
    for number, content in enumerate(files):
        intake.receive(ledger, f"file-{number}", io.BytesIO(content), ACTOR)


def _totals(ledger: Ledger) -> dict[str, object]:
    database = ledger.database
    return {
        "records": database.rows("SELECT id, duplicate_of FROM record ORDER BY id"),
        "findings": database.rows("SELECT id, value_hmac IS NOT NULL, masked FROM finding ORDER BY id"),
        "skipped": database.rows("SELECT source, locator, reason FROM skipped ORDER BY ALL"),
        "units": database.rows("SELECT * FROM unit ORDER BY ALL"),
        "sources": database.rows("SELECT sha256, state, units FROM source ORDER BY 1"),
        "classes": database.rows("SELECT record, record_class, retention_state FROM assessment ORDER BY 1"),
    }


def _undisturbed(workspace: Workspace, *files: bytes) -> dict[str, object]:
    twin = workspace.create(Engagement("twin", "某某摄影", DealStructure.ASSET_TRANSFER, date(2026, 11, 21)))
    _bring_in(twin, *files)
    Scan(twin, StraightPool(), ACTOR).run()  # type: ignore[arg-type]
    return _totals(twin)


def test_every_item_is_read_or_skipped_and_every_source_ends_scanned(ledger: Ledger) -> None:
    _bring_in(ledger, mailbox(150), CSV, b"")
    Scan(ledger, StraightPool(), ACTOR).run()  # type: ignore[arg-type]
    read = coverage(ledger.database)
    assert (read.found, read.read, read.skipped, read.unfinished) == (451, 450, 1, 0)
    assert ledger.database.value("SELECT count(*) FROM finding") == 150 * 3 + 300


def test_distinct_values_of_a_column_are_scanned_once(ledger: Ledger) -> None:
    _bring_in(ledger, CSV)
    pool = StraightPool()
    Scan(ledger, pool, ACTOR).run()  # type: ignore[arg-type]
    assert sum(one.text == "same@example.test" for one in pool.scanned) <= 2 * pool.workers + 3


def test_a_second_scan_has_nothing_to_do(ledger: Ledger) -> None:
    _bring_in(ledger, mailbox(10))
    Scan(ledger, StraightPool(), ACTOR).run()  # type: ignore[arg-type]
    before, pool = _totals(ledger), StraightPool()
    Scan(ledger, pool, ACTOR).run()  # type: ignore[arg-type]
    assert _totals(ledger) == before and pool.calls == 0


@pytest.mark.parametrize("stop_after", [1, 2, 5])
def test_a_cancelled_scan_goes_on_where_it_was(ledger: Ledger, workspace: Workspace, stop_after: int) -> None:
    files = (mailbox(400), CSV)
    _bring_in(ledger, *files)

    class Cancelling(StraightPool):
        def submit(self, segments) -> Future:
            if self.calls + 1 == stop_after:
                scan.cancel()
            return super().submit(segments)

    scan = Scan(ledger, Cancelling(), ACTOR)  # type: ignore[arg-type]
    scan.run()
    assert scan.progress.phase == "cancelled" and not scan.progress.running
    assert coverage(ledger.database).unfinished > 0
    Scan(ledger, StraightPool(), ACTOR).run()  # type: ignore[arg-type]
    assert _totals(ledger) == _undisturbed(workspace, *files)


def test_broken_workers_are_replaced_and_nothing_is_lost_or_counted_twice(ledger: Ledger, workspace: Workspace) -> None:
    files = (mailbox(400), CSV)
    _bring_in(ledger, *files)
    pool = StraightPool(break_at=(1, 10))
    Scan(ledger, pool, ACTOR).run()  # type: ignore[arg-type]
    assert pool.kills >= 2
    assert _totals(ledger) == _undisturbed(workspace, *files)


def test_a_text_that_no_worker_survives_costs_its_record_and_is_named(ledger: Ledger) -> None:
    _bring_in(ledger, mailbox(30) + mailbox(1, start=666) + mailbox(30, start=700))
    Scan(ledger, StraightPool(poison="a666@"), ACTOR).run()  # type: ignore[arg-type]
    assert ledger.database.rows("SELECT locator, reason FROM skipped") == [("#31 <666@example.test>", "scan_crashed")]
    read = coverage(ledger.database)
    assert (read.found, read.read, read.skipped, read.unfinished) == (61, 60, 1, 0)


def test_a_failing_scan_says_so_and_can_be_repeated(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    _bring_in(ledger, mailbox(5))
    monkeypatch.setattr(linking, "link_people", _fail)
    scan = Scan(ledger, StraightPool(), ACTOR)  # type: ignore[arg-type]
    with pytest.raises(RuntimeError):
        scan.run()
    assert (scan.progress.phase, scan.progress.error) == ("failed", "scan_failed")
    assert ledger.audit.events(1)[0].kind == "scan_failed"
    assert coverage(ledger.database).unfinished == 1
    monkeypatch.undo()
    again = Scan(ledger, StraightPool(), ACTOR)  # type: ignore[arg-type]
    again.run()
    assert again.progress.phase == "done" and coverage(ledger.database).unfinished == 0
    assert ledger.database.value("SELECT count(*) FROM record") == 5
    assert ledger.database.value("SELECT count(*) FROM subject") == 6
    assert ledger.database.value("SELECT count(*) FROM assessment") == 5


@pytest.mark.parametrize(
    ("module", "step"), [(assessing, "mark_duplicates"), (linking, "link_people"), (assessing, "assess")]
)
def test_a_process_that_dies_after_reading_leaves_a_scan_that_goes_on(
    ledger: Ledger, workspace: Workspace, monkeypatch: pytest.MonkeyPatch, module: object, step: str
) -> None:
    _bring_in(ledger, mailbox(80), CSV)
    monkeypatch.setattr(module, step, _fail)
    monkeypatch.setattr(Scan, "_finish", lambda *_: None)  # a dead process finishes nothing
    with pytest.raises(RuntimeError):
        Scan(ledger, StraightPool(), ACTOR).run()  # type: ignore[arg-type]
    monkeypatch.undo()
    assert ledger.database.value("SELECT count(*) FROM source WHERE state = 'scanning'") == 2
    Scan(ledger, StraightPool(), ACTOR).run()  # type: ignore[arg-type]
    assert _totals(ledger) == _undisturbed(workspace, mailbox(80), CSV)


def _fail(_: object) -> None:
    raise RuntimeError


def test_the_same_file_twice_is_recognised(ledger: Ledger) -> None:
    first = intake.receive(ledger, "a.mbox", io.BytesIO(mailbox(3)), ACTOR)
    second = intake.receive(ledger, "b.mbox", io.BytesIO(mailbox(3)), ACTOR)
    assert (first.already, second.already) == (False, True)
    assert second.source.name == "a.mbox" and ledger.database.value("SELECT count(*) FROM source") == 1


def test_the_same_message_in_two_sources_is_one_exposure(ledger: Ledger) -> None:
    _bring_in(ledger, mailbox(3), mailbox(4))
    Scan(ledger, StraightPool(), ACTOR).run()  # type: ignore[arg-type]
    read = coverage(ledger.database)
    assert (read.read, read.duplicates) == (7, 3)


def test_units_are_the_same_however_often_they_are_cut(ledger: Ledger) -> None:
    _bring_in(ledger, mailbox(200))
    source = str(ledger.database.value("SELECT sha256 FROM source"))

    def cut() -> list[tuple[int, int, bool]]:
        return [(one.ordinal, len(one.records), one.last) for one in units.units(ledger, source, "x", 0)]

    assert cut() == cut() and sum(records for _, records, _ in cut()) == 200
    assert [last for *_, last in cut()] == [False] * (len(cut()) - 1) + [True]


def _names(text: str) -> tuple[Span, ...]:
    return () if text.isdigit() else (Span(0, 2, "PERSON", 0.9, "any", text.endswith("*")),)


def test_what_the_company_had_masked_is_counted_apart_and_leaves_with_its_source(ledger: Ledger) -> None:
    class MaskingPool(StraightPool):
        def submit(self, segments: list[Segment]) -> Future[list[tuple[Span, ...]]]:
            future: Future[list[tuple[Span, ...]]] = Future()
            future.set_result([_names(one.text) for one in segments])
            return future

    rows = "".join(f"{name},{number}\n" for number, name in enumerate(["王*", "李*", "赵*", "张三"]))
    _bring_in(ledger, f"name,number\n{rows}".encode())
    Scan(ledger, MaskingPool(), ACTOR).run()  # type: ignore[arg-type]
    assert already_masked(ledger.database) == {"PERSON": 3}
    assert ledger.database.rows("SELECT count(*), count(DISTINCT record) FROM finding") == [(1, 1)]
    with ledger.database.writing() as writer:
        forget_items(writer, str(ledger.database.value("SELECT sha256 FROM source")))
    assert already_masked(ledger.database) == {}
    assert ledger.database.value("SELECT count(*) FROM masked_value") == 0
