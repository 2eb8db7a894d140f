"""A hand-filled engagement of a fictional studio: small numbers that can be counted by eye."""

import hashlib
import json
from datetime import date, datetime

from engine.catalogue import catalogue
from engine.model.assessment import STAGES
from engine.model.engagement import DealStructure, Engagement
from engine.model.events import Profile, ProfileRole
from engine.store.workspace import Ledger, Workspace

AUTHOR = Profile("周咏言", ProfileRole.CONSULTANT)
AS_OF = date(2026, 11, 21)
CLEAR_VALUES = ("陶知夏", "13900001234", "tao.zhixia@studio.example")
RECORDS = 40


def engagement(slug: str, company: str, structure: DealStructure, recipient: str) -> Engagement:
    return Engagement(slug, company, structure, AS_OF, date(2026, 12, 31), recipient, ("CN",), ("studio.example",))


def empty(workspace: Workspace, slug: str = "empty", company: str = "沪上免税品有限公司") -> Ledger:
    """An engagement that nothing was received for."""
    return workspace.create(engagement(slug, company, DealStructure.DISSOLUTION, ""))


def filled(workspace: Workspace, slug: str = "studio", sources: int = 3) -> Ledger:
    """An engagement after scan and assessment."""
    ledger = workspace.create(
        engagement(slug, "杭州光影数码摄影有限公司", DealStructure.ASSET_TRANSFER, "上海晨星影像科技有限公司")
    )
    hashes = [hashlib.sha256(str(number).encode()).hexdigest() for number in range(sources)]
    with ledger.database.writing() as writer:
        writer.insert("source", [_source(number, sha) for number, sha in enumerate(hashes)])
        writer.insert("record", [_record(number, hashes[number % sources]) for number in range(RECORDS)])
        writer.insert("skipped", [_skipped(number, hashes[0]) for number in range(4)])
        writer.insert("finding", [_finding(number) for number in range(2 * RECORDS)])
        writer.insert("subject", [_subject(number) for number in range(12)])
        writer.insert("appearance", [_appearance(number) for number in range(RECORDS)])
        writer.insert("attribution", [_attribution(number) for number in range(RECORDS)])
        writer.insert("assessment", [_assessment(number) for number in range(RECORDS)])
        writer.insert("ending", [_disposition(number) for number in range(0, RECORDS, 4)])
        writer.insert("risk", [_risk(number, name) for number, name in enumerate(catalogue().scenarios)])
        writer.insert("task", [_task(name) for name in catalogue().tasks])
        writer.execute("INSERT INTO scan_run VALUES (1, TIMESTAMP '2026-11-20 09:00:00', 2, 'done', 44, 900, 2, '1')")
        ledger.audit.append(AUTHOR, "scan_finished", {"records": RECORDS})
    ledger.audit.publish()
    return ledger


def _source(number: int, sha: str) -> dict[str, object]:
    return {
        "sha256": sha,
        "ordinal": number + 1,
        "name": f"导出-{number + 1}.mbox",
        "format": "mbox",
        "bytes": 1000 + number,
        "received_at": datetime(2026, 11, 20, 8, 0),
        "details": "{}",
        "notes": [],
        "state": "scanned",
    }


def _record(number: int, source: str) -> dict[str, object]:
    name, phone, mailbox = CLEAR_VALUES
    return {
        "id": f"r{number}",
        "source": source,
        "unit": 0,
        "position": number,
        "locator": f"m{number}",
        "kind": "message",
        "day": date(2018 + number % 8, 5, 2),
        "fields": json.dumps({"body": f"{name} {phone} {mailbox}"}, ensure_ascii=False),
        "content_hash": str(number),
        "warnings": ["charset_guessed"] if number == 7 else [],
        "duplicate_of": "r0" if number == 1 else None,
    }


def _skipped(number: int, source: str) -> dict[str, object]:
    reason = "encrypted" if number else "image_not_read"
    return {"source": source, "unit": 0, "position": 100 + number, "locator": f"s{number}", "reason": reason}


def _finding(number: int) -> dict[str, object]:
    kinds = ("PERSON", "PHONE", "EMAIL", "CN_RESIDENT_ID", "BANK_CARD")
    return {
        "id": f"f{number}",
        "record": f"r{number % RECORDS}",
        "field": "body",
        "start_at": number,
        "end_at": number + 1,
        "entity_type": kinds[number % len(kinds)],
        "score": 0.9,
        "recognizer": "test",
        "masked": "***",
        "value_hmac": f"v{number}",
        "state": ("open", "confirmed", "open", "rejected")[number % 4],
    }


def _subject(number: int) -> dict[str, object]:
    kind = "customer" if number < 9 else "staff"
    return {"id": f"P-{number:06X}", "kind": kind, "masked_name": "陶**", "household": "H1" if number < 2 else ""}


def _appearance(number: int) -> dict[str, object]:
    return {
        "record": f"r{number}",
        "ordinal": 0,
        "role": "sender",
        "subject": f"P-{number % 12:06X}",
        "reason": "email",
    }


def _attribution(number: int) -> dict[str, object]:
    return {"finding": f"f{number}", "record": f"r{number}", "subject": f"P-{number % 12:06X}"}


def _assessment(number: int) -> dict[str, object]:
    state = ("must_keep", "may_keep", "due", "unknown_date", "no_rule")[number % 5]
    rule = next(iter(catalogue().retention_rules))
    classes = list(catalogue().record_classes)
    return {
        "record": f"r{number}",
        "record_class": classes[number % 3],
        "retention_state": state,
        "rules": [rule] if state != "no_rule" else [],
        "keep_until": date(2027, 1 + number % 12, 9) if number % 5 < 2 else None,
        "due_from": date(2027, 1 + number % 12, 10) if number % 5 < 2 else None,
        "restricted": state == "must_keep",
        "shares": '[[["amount"], "must_keep", "2030-01-01", []], [[], "due", null, []]]'
        if state == "must_keep"
        else "[]",
        "proposal": "deleted",
    }


def _disposition(number: int) -> dict[str, object]:
    return {"record": f"r{number}", "state": "transferred" if number % 8 else "deleted", "done": number % 3 == 0}


def _risk(number: int, scenario: str) -> dict[str, object]:
    method = catalogue().default_method
    entry = catalogue().scenarios[scenario]
    lowest = method.likelihood[0].id
    row: dict[str, object] = {"scenario": scenario, "evidence": json.dumps([["people", 12]]), "aim": "medium"}
    for stage in STAGES:
        likelihood = lowest if stage in ("residual", "target") and number % 2 else entry.likelihood
        row[f"{stage}_likelihood"], row[f"{stage}_impact"] = likelihood, entry.impact
        row[f"{stage}_level"] = str(method.grid[entry.impact][likelihood])
    return row


def _task(name: str) -> dict[str, object]:
    task = catalogue().tasks[name]
    due = date(2026, 11, 1) if task.phase == "prepare" else date(2026, 12, 20)
    return {"id": name, "phase": task.phase, "owner": task.raci.R, "gate": task.gate, "due": due}
