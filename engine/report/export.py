"""What leaves as files: the engagement as CSV (UTF-8 with BOM, ids and masked forms only), read items as JSON lines."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from engine.model.records import Record, Skipped
from engine.report.basis import DEBT_COLUMNS, STANDING_COLUMNS, debt_rows, standing_rows
from engine.report.table_files import write_csv, write_query
from engine.store.database import Database
from engine.store.decisions import FOLLOWED
from engine.views.balance import NEVER_PLANNED
from engine.views.inventory import inventory
from engine.views.risks import STAGES, register
from engine.views.selection import Selection
from engine.views.tasks import tasks

_UNPLANNED = ", ".join(f"'{state}'" for state in sorted(NEVER_PLANNED))
_RECORDS = """
    SELECT r.source, r.locator, r.kind, coalesce(r.dated, ''), coalesce(a.record_class, 'other'),
        coalesce(a.retention_state, 'no_rule'), coalesce(cast(a.keep_until AS VARCHAR), ''),
        array_to_string(coalesce(a.rules, []), ' '), coalesce(d.state, 'undecided'),
        coalesce((SELECT string_agg(DISTINCT x.subject, ' ' ORDER BY x.subject) FROM appearance x
                  WHERE x.record = r.id), ''),
        coalesce(o.source || ':' || o.locator, ''), array_to_string(coalesce(r.warnings, []), ' ')
    FROM record r JOIN source s ON s.sha256 = r.source LEFT JOIN assessment a ON a.record = r.id
    LEFT JOIN disposition d ON d.record = coalesce(r.duplicate_of, r.id) LEFT JOIN record o ON o.id = r.duplicate_of
    ORDER BY s.ordinal, r.position
"""
_FINDINGS = """
    SELECT r.source, r.locator, f.field, f.start_at, f.end_at, f.entity_type, round(f.score, 3), f.recognizer, f.masked,
        f.state
    FROM finding f JOIN record r ON r.id = f.record JOIN source s ON s.sha256 = r.source
    ORDER BY s.ordinal, r.position, f.field, f.start_at
"""
_DISPOSITIONS = f"""
    WITH followed AS ({FOLLOWED})
    SELECT r.id, r.source, r.locator, coalesce(d.state, 'undecided'),
        CASE WHEN coalesce(d.done, false) THEN 'done' WHEN coalesce(d.state, 'undecided') IN ({_UNPLANNED}) THEN ''
            ELSE 'planned' END, coalesce(cast(d.until AS VARCHAR), ''),
        coalesce(a.proposal, ''), coalesce(a.proposal_reason, ''), coalesce(cast(d.event AS VARCHAR), ''),
        coalesce(CASE WHEN len(c.needs) > 0 AND c.progress = 'planned' THEN 'awaiting' ELSE c.progress END, ''),
        coalesce(c.decided_by, ''), CASE WHEN c.progress = 'approved' THEN coalesce(c.closed_by, '') ELSE '' END,
        CASE WHEN d.state = 'restricted_until' THEN coalesce(json_extract_string(c.custodian, '$.name'), '')
            ELSE '' END,
        coalesce((SELECT string_agg(cast(h.hold AS VARCHAR), ' ' ORDER BY h.hold) FROM held h
                  WHERE h.record = r.id), ''),
        coalesce(cast(k.day AS VARCHAR), ''), coalesce(k.carried_by, ''), coalesce(k.recipient, ''),
        coalesce(f.sha256, '')
    FROM record r JOIN source s ON s.sha256 = r.source LEFT JOIN assessment a ON a.record = r.id
    LEFT JOIN disposition d ON d.record = coalesce(r.duplicate_of, r.id)
    LEFT JOIN followed w ON w.record = d.record
    LEFT JOIN decision c ON c.event = CASE WHEN d.done THEN w.event ELSE d.event END
    LEFT JOIN carried_out k ON d.done AND k.event = d.event LEFT JOIN attachment f ON f.id = k.file
    ORDER BY s.ordinal, r.position
"""
_SUBJECTS = """
    SELECT p.id, p.kind, count(DISTINCT x.record),
        coalesce((SELECT string_agg(DISTINCT f.entity_type, ' ' ORDER BY f.entity_type) FROM attribution t
                  JOIN finding f ON f.id = t.finding WHERE t.subject = p.id AND f.state <> 'rejected'), ''),
        coalesce(cast(min(r.day) AS VARCHAR), ''), coalesce(cast(max(r.day) AS VARCHAR), '')
    FROM subject p LEFT JOIN appearance x ON x.subject = p.id LEFT JOIN record r ON r.id = x.record
    GROUP BY p.id, p.kind ORDER BY p.id
"""
_RISK_COLUMNS = (
    "scenario,inherent_likelihood,inherent_impact,inherent_level,current_likelihood,current_impact,current_level,"
    "residual_likelihood,residual_impact,residual_level,"
    "target_likelihood,target_impact,target_level,aim,state,treatment,owner,due,review_on,accepted_by,accepted_until,reason"
)


def export(database: Database, folder: Path) -> list[Path]:
    """Write the engagement's tables into `folder`, from records to tasks; answers the files."""
    folder.mkdir(parents=True, exist_ok=True)
    return [
        _asked(
            database,
            folder / "records.csv",
            "source,locator,record_kind,date,record_class,retention_state,keep_until,rule,disposition,subject_ids,"
            "duplicate_of,warnings",
            _RECORDS,
        ),
        _asked(
            database,
            folder / "findings.csv",
            "source,locator,field,start,end,entity_type,score,recognizer,masked,state",
            _FINDINGS,
        ),
        _asked(
            database,
            folder / "dispositions.csv",
            "record_id,source,locator,disposition,progress,until,proposal,proposal_reason,event,decision,decided_by,"
            "approved_by,custodian,holds,carried_out_on,carried_out_by,recipient,proof_sha256",
            _DISPOSITIONS,
        ),
        _asked(
            database,
            folder / "subjects.csv",
            "subject_id,kind,records,entity_types,first_seen,last_seen",
            _SUBJECTS,
        ),
        _write(folder / "standings.csv", ",".join(STANDING_COLUMNS), standing_rows(database, Selection())),
        _write(folder / "debts.csv", ",".join(DEBT_COLUMNS), debt_rows(database)),
        _write(
            folder / "systems.csv",
            "system,kind,name,state,owner,place,abroad,people,sources,records,skipped,note",
            _systems(database),
        ),
        _write(folder / "risks.csv", _RISK_COLUMNS, _risks(database)),
        _write(
            folder / "tasks.csv",
            "task,phase,owner,assignee,gate,due,state,overdue,reason,evidence",
            [
                (
                    t.id,
                    t.phase,
                    t.owner,
                    t.assignee,
                    t.gate,
                    t.due or "",
                    t.state,
                    t.overdue,
                    t.reason,
                    " ".join(one.kind for one in t.evidence if one.given),
                )
                for t in tasks(database).lines
            ],
        ),
    ]


def item_line(item: Record | Skipped, source: str) -> dict[str, object]:
    """An item as ``records --jsonl`` writes it; `source` is what the reader knows the file by."""
    if isinstance(item, Skipped):
        return {
            "kind": "skipped",
            "source": source,
            "locator": item.locator,
            "reason": item.reason,
            "detail": item.detail,
        }
    return {
        "kind": "record",
        "source": source,
        "locator": item.locator,
        "record_kind": str(item.kind),
        "date": item.date.isoformat() if item.date else None,
        "fields": dict(item.fields),
        "warnings": list(item.warnings),
    }


def _systems(database: Database) -> Iterable[Sequence[object]]:
    for line in inventory(database).lines:
        one = line.system
        abroad = {True: "yes", False: "no", None: ""}[one.abroad]
        sources = " ".join(map(str, one.sources))
        people = "" if one.people is None else one.people
        yield (
            one.number, one.kind, one.name, str(line.state), one.owner, one.place, abroad, people, sources,
            line.records, line.skipped, one.note,
        )  # fmt: skip


def _risks(database: Database) -> Iterable[Sequence[object]]:
    for line in register(database).lines:
        decided = line.decision
        points = [part for point in map(line.at, STAGES) for part in (point.likelihood, point.impact, str(point.level))]
        yield (
            line.scenario,
            *points,
            str(line.aim),
            decided.state,
            decided.treatment,
            decided.owner,
            decided.due or "",
            decided.review_on or "",
            decided.accepted_by,
            decided.accepted_until or "",
            decided.reason,
        )


def _asked(database: Database, file: Path, columns: str, query: str) -> Path:
    with file.open("w", encoding="utf-8-sig", newline="") as opened:
        write_query(opened, database, columns.split(","), query)
    return file


def _write(file: Path, columns: str, rows: Iterable[Sequence[object]]) -> Path:
    with file.open("w", encoding="utf-8-sig", newline="") as opened:
        write_csv(opened, columns.split(","), rows)
    return file
