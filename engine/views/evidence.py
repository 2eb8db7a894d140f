"""The counts that risks and readiness rest on, as scanned so far."""

from engine.assess.evidence import Evidence
from engine.catalogue import catalogue
from engine.store.database import Database
from engine.views.inventory import inventory
from engine.views.selection import sensitive_types

FOREIGN_MAIL_HOSTS = (
    "gmail.com", "googlemail.com", "outlook.com", "hotmail.com", "live.com", "msn.com", "yahoo.com", "icloud.com",
    "me.com", "aol.com", "gmx.de", "gmx.net", "web.de", "proton.me", "protonmail.com", "zoho.com", "mail.ru",
)  # fmt: skip
"""Consumer mail hosts outside mainland China; our own list, not law."""


def types_in_group(group: str) -> list[str]:
    """The entity types that count in a group of evidence: identity, bank, health, religion or minor."""
    return sorted(kind.id for kind in catalogue().entity_types.values() if kind.group == group)


def evidence(database: Database) -> Evidence:
    """The counts of this engagement. Duplicates count as records and once in exposure."""
    listed = inventory(database)
    states = dict(database.rows("SELECT retention_state, count(*) FROM assessment GROUP BY 1"))
    return Evidence(
        records=_count(database, "SELECT count(*) FROM record"),
        skipped=_count(database, "SELECT count(*) FROM skipped"),
        people=_count(database, "SELECT count(*) FROM subject"),
        sensitive_people=_people_with(database, sensitive_types()),
        minors=_count(database, "SELECT count(*) FROM subject WHERE minor") + minor_mentions(database),
        identity_people=_people_with(database, types_in_group("identity")),
        bank_people=_people_with(database, types_in_group("bank")),
        health_people=_people_with(database, types_in_group("health")),
        unattributed_sensitive=_count(
            database,
            "SELECT count(*) FROM finding f WHERE f.state <> 'rejected' AND f.entity_type IN (SELECT unnest(?))"
            " AND NOT EXISTS (SELECT 1 FROM attribution t WHERE t.finding = f.id)",
            [sensitive_types()],
        ),
        due_records=states.get("due", 0),
        must_keep_records=states.get("must_keep", 0),
        undecided_records=_count(
            database,
            "SELECT count(*) FROM record r LEFT JOIN disposition d ON d.record = coalesce(r.duplicate_of, r.id)"
            " WHERE d.state IS NULL",
        ),
        unknown_date_records=states.get("unknown_date", 0),
        no_rule_records=states.get("no_rule", 0),
        on_hold_records=states.get("on_hold", 0),
        foreign_host_messages=_count(
            database,
            "SELECT count(*) FROM record WHERE kind = 'message' AND regexp_matches(lower(concat_ws(' ',"
            " json_extract_string(fields, '$.from'), json_extract_string(fields, '$.to'),"
            " json_extract_string(fields, '$.cc'))), ?)",
            [f"@({'|'.join(host.replace('.', '[.]') for host in FOREIGN_MAIL_HOSTS)})([^a-z0-9.-]|$)"],
        ),
        open_findings=_count(database, "SELECT count(*) FROM finding WHERE state = 'open'"),
        systems_missing=listed.missing,
        systems_unanswered=len(listed.unanswered),
        systems_abroad=listed.abroad,
        processors=listed.processors,
    )


def minor_mentions(database: Database) -> int:
    """Mentions of a child's age (record and value once) that could not be put to any person."""
    return _count(
        database,
        "SELECT count(DISTINCT (f.record, f.value_hmac)) FROM finding f JOIN record r ON r.id = f.record"
        " WHERE f.entity_type = 'MINOR' AND f.state <> 'rejected' AND r.duplicate_of IS NULL"
        " AND NOT EXISTS (SELECT 1 FROM attribution t WHERE t.finding = f.id)",
    )


def _people_with(database: Database, types: list[str]) -> int:
    return _count(
        database,
        "SELECT count(DISTINCT t.subject) FROM attribution t JOIN finding f ON f.id = t.finding"
        " WHERE f.state <> 'rejected' AND f.entity_type IN (SELECT unnest(?))",
        [types],
    )


def _count(database: Database, sql: str, parameters: list[object] | None = None) -> int:
    return int(str(database.value(sql, parameters or [])))
