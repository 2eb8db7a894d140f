"""How long assessing takes and how much memory: at first, after one fact has changed, and after one hold.

Run: python -m benchmarks.assessing [RECORDS]          (default 1,000,000; a folder of its own, removed at the end)

Records are made from the labelled ones and written straight into an engagement's database: mail in threads with
attachments, rows of four tables, contacts, and a twentieth of them twice.
"""

import json
import random
import resource
import sys
import time
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.classes import WORK, groups
from engine.act import actions
from engine.model.engagement import DealStructure, Engagement
from engine.model.events import Profile, ProfileRole
from engine.model.records import RecordKind, record_id
from engine.pipeline import assessing
from engine.store.workspace import Ledger, Workspace
from engine.views.balance import balance

ACTOR = Profile("bench", ProfileRole.CONSULTANT)
_CHUNK = 20_000
_FILLER = (
    "请查收，如有问题随时联系我们，谢谢。Please find the details below and let us know if anything is unclear. " * 4
)
_TABLES = (
    ("订单", ("订单编号", "客户姓名", "手机", "下单日期", "实付金额", "完成时间")),
    ("会员", ("会员号", "姓名", "手机", "入会日期", "积分", "注销日期")),
    ("tickets", ("Ticket ID", "Requester", "Issue", "Created at", "Resolved at")),
    ("GL", ("Posting date", "Journal", "Account", "Debit", "Credit")),
)
_FIRST = date(2015, 1, 1)


def engagement() -> Engagement:
    """The engagement that is measured."""
    return Engagement("bench", "某某摄影", DealStructure.ASSET_TRANSFER, date(2026, 11, 21), date(2026, 12, 31))


def fill(ledger: Ledger, count: int) -> None:
    """Write `count` records into the database, some thousand at a time."""
    made = _records(count)
    with ledger.database.writing() as writer:
        writer.execute(
            "INSERT INTO source (sha256, ordinal, name, state, units) VALUES ('s', 1, 'bench', 'scanned', 0)"
        )
    position = 0
    while position < count:
        rows = [
            {**row, "position": position + place, "suborder": 0, "unit": 0, "source": "s"}
            for place, row in enumerate(_some(made, min(_CHUNK, count - position)))
        ]
        with ledger.database.writing() as writer:
            writer.insert("record", rows)
        position += len(rows)


def _some(rows: Iterator[dict[str, object]], most: int) -> Iterator[dict[str, object]]:
    return (row for row, _ in zip(rows, range(most), strict=False))


def _records(count: int) -> Iterator[dict[str, object]]:
    chance = random.Random(20261121)
    mails = [record.fields for group in groups(WORK) for _, record in group if record.kind is RecordKind.MESSAGE]
    number = 0
    while True:
        number += 1
        drawn = chance.random()
        day = _FIRST + timedelta(days=chance.randrange(4300))
        if drawn < 0.18:
            made = list(_conversation(number, day, chance.choices(mails, k=chance.choice((1, 1, 2, 3, 5))), chance))
        elif drawn < 0.95:
            made = [_row(number, day, chance)]
        else:
            made = [_made(f"card {number}", RecordKind.CONTACT, {"name": f"客户{number}"}, None)]
        yield from made
        if chance.random() < 0.05:
            yield from ({**row, "id": record_id("s", f"again {row['locator']}")} for row in made)


def _conversation(
    number: int, day: date, mails: list[Mapping[str, str]], chance: random.Random
) -> Iterator[dict[str, object]]:
    named: list[str] = []
    for place, mail in enumerate(mails):
        identifier = f"{number}.{place}@bench.example"
        locator, sent = f"message {number}.{place}", day + timedelta(days=3 * place)
        body = f"{mail['body']}\n{_FILLER}\n{number}"
        fields = {"from": mail["from"], "to": "", "subject": mail["subject"], "body": body, "message_id": identifier}
        yield _made(locator, RecordKind.MESSAGE, fields, sent, named)
        if chance.random() < 0.25:
            yield _made(f"{locator}/2", RecordKind.ATTACHMENT, {"file_name": f"IMG_{number}.txt", "body": "-"}, sent)
        named = [*named, identifier][-5:]


def _row(number: int, day: date, chance: random.Random) -> dict[str, object]:
    sheet, columns = _TABLES[number % len(_TABLES)]
    closed = str(day + timedelta(days=chance.randrange(40))) if chance.random() < 0.7 else ""
    cells = {name: closed if name.endswith(("时间", "注销日期", "Resolved at")) else f"{number}" for name in columns}
    return _made(f"{sheet}!{number}", RecordKind.ROW, cells | {"sheet": sheet}, day)


def _made(
    locator: str, kind: RecordKind, fields: Mapping[str, str], day: date | None, thread: list[str] | None = None
) -> dict[str, object]:
    text = json.dumps(dict(fields), ensure_ascii=False)
    dated = datetime.combine(day, datetime.min.time(), UTC).isoformat() if day else None
    return {
        "id": record_id("s", locator),
        "locator": locator,
        "kind": str(kind),
        "dated": dated,
        "day": day,
        "fields": text,
        "content_hash": f"{locator} {hash(text)}",
        "thread": list(thread or ()),
        "warnings": [],
    }


def balanced(ledger: Ledger) -> bool:
    """Whether every record is assessed once, the states sum to the records, and so do the dispositions."""
    records, assessed, distinct = ledger.database.rows(
        "SELECT (SELECT count(*) FROM record), count(*), count(DISTINCT record) FROM assessment"
    )[0]
    states = ledger.database.rows("SELECT count(*) FROM assessment WHERE retention_state IS NOT NULL")[0][0]
    weighed = balance(ledger.database)
    return records == assessed == distinct == states == weighed.records and not weighed.difference


def measured(ledger: Ledger) -> Iterator[tuple[str, float, float]]:
    """Each step with its seconds by the clock and of the processor."""
    assessing.mark_duplicates(ledger)
    yield "first assessment", *_timed(lambda: assessing.assess(ledger))
    changed = replace(ledger.engagement, facts=dict(ledger.engagement.facts) | {"is_platform": True})
    yield "one fact changed", *_timed(lambda: actions()["update_engagement"](ledger, ACTOR, engagement=changed))
    some = [row[0] for row in ledger.database.rows("SELECT id FROM record ORDER BY id LIMIT 100")]
    hold = {"reach": "records", "matter": "dispute", "ordered_by": "court", "since": date(2026, 11, 1), "records": some}
    yield "hold on 100 records", *_timed(lambda: actions()["place_hold"](ledger, ACTOR, **hold))
    yield "hold released", *_timed(lambda: actions()["release_hold"](ledger, ACTOR, hold=1, reason="settled"))


def _timed(run: object) -> tuple[float, float]:
    assert callable(run)
    wall, processor = time.perf_counter(), time.process_time()
    run()
    return time.perf_counter() - wall, time.process_time() - processor


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    with TemporaryDirectory() as folder:
        ledger = Workspace(Path(folder)).create(engagement())
        wall, _ = _timed(lambda: fill(ledger, count))
        print(f"{count:,} records written in {wall:.0f} s; peak memory so far {_peak():,.0f} MB", flush=True)
        for step, seconds, processor in measured(ledger):
            assert balanced(ledger), f"the balance is broken after: {step}"
            print(
                f"  {step:24} {seconds:7.1f} s, processor {processor:7.1f} s, peak {_peak():6,.0f} MB, balance holds",
                flush=True,
            )


def _peak() -> float:
    """The most memory this process has held, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
