"""The counts that risks and readiness rest on, as scanned so far."""

from collections.abc import Mapping, Sequence

import pyarrow as pa

from engine.assess.evidence import OLD_YEARS, OVERDUE_DAYS, Evidence
from engine.store.database import Database
from engine.store.remembering import remembered
from engine.views.counted import counted_table
from engine.views.counting import place_trait
from engine.views.inventory import inventory
from engine.views.places import told_places
from engine.views.registers import register_counts
from engine.views.selection import sensitive_types
from engine.views.standings import basis_counts

FOREIGN_MAIL_HOSTS = (
    "gmail.com", "googlemail.com", "outlook.com", "hotmail.com", "live.com", "msn.com", "yahoo.com", "icloud.com",
    "me.com", "aol.com", "gmx.de", "gmx.net", "web.de", "proton.me", "protonmail.com", "zoho.com", "mail.ru",
)  # fmt: skip
"""Consumer mail hosts outside mainland China; our own list, not law."""

UNREAD_REASONS = (
    "image_not_read", "recording_not_read", "format_not_read", "attachment_format_not_read", "attachment_damaged",
    "embedded_not_read", "attachment_elsewhere",
)  # fmt: skip
"""Why something that is there was not read although nothing locked it."""

_HOST = "[@.]({})([^a-z0-9.-]|$)"
"""A mail host or one below it, to its end."""

_HEADERS = (
    "lower(concat_ws(' ', json_extract_string(fields, '$.from'), json_extract_string(fields, '$.to'),"
    " json_extract_string(fields, '$.cc')))"
)


@remembered
def evidence(database: Database) -> Evidence:
    """The counts of this engagement. Duplicates count as records and once in exposure."""
    counts = (
        _of_records(database)
        | _of_assessment(database)
        | _of_endings(database)
        | _of_decisions(database)
        | _of_people(database)
        | _of_findings(database)
        | _of_mail(database)
        | _by_place(database)
        | _of_systems(database)
        | dict(register_counts(database))
    )
    return Evidence(**counts)


@remembered
def _of_records(database: Database) -> dict[str, int]:
    reasons = dict(database.rows("SELECT reason, count(*) FROM skipped GROUP BY 1"))
    return {
        "skipped": sum(reasons.values()),
        "attachments_unread": sum(reasons.get(reason, 0) for reason in UNREAD_REASONS),
        "image_items": reasons.get("image_not_read", 0),
    } | _row(
        database,
        """
        SELECT count(*) AS records, count(r.duplicate_of) AS duplicate_records,
            count(*) FILTER (r.kind = 'row') AS table_records, count(*) FILTER (r.kind = 'contact') AS contact_records,
            count(*) FILTER (r.day < e.as_of - to_years(?)) AS old_records,
            count(*) FILTER (coalesce(r.duplicate_of, r.id) NOT IN (SELECT record FROM disposition))
                AS undecided_records
        FROM record r CROSS JOIN engagement e
        """,
        [OLD_YEARS],
    )


@remembered
def _of_assessment(database: Database) -> dict[str, int]:
    states = dict(database.rows("SELECT retention_state, count(*) FROM assessment GROUP BY 1"))
    classes = dict(database.rows("SELECT record_class, count(*) FROM assessment GROUP BY 1"))
    named = {
        "customs_records": "customs_sale",
        "membership_records": "membership",
        "marketing_records": "marketing",
        "complaint_records": "after_sales",
        "employment_records": "employment",
        "order_records": "order",
    }
    return {
        **{f"{state}_records": states.get(state, 0) for state in ("due", "must_keep", "unknown_date", "no_rule")},
        "on_hold_records": states.get("on_hold", 0),
        **{name: classes.get(record_class, 0) for name, record_class in named.items()},
    } | _row(
        database,
        """
        SELECT count(*) FILTER (a.retention_state = 'on_hold' AND d.ends) AS hold_conflicts,
            count(*) FILTER (a.retention_state = 'must_keep' AND d.ends) AS kept_but_deleted,
            count(*) FILTER (
                a.retention_state = 'due' AND d.record IS NULL
                AND coalesce(a.due_from, a.keep_until) < e.as_of - to_days(?)
            )
                AS decisions_overdue,
            count(*) FILTER (d.states > 1) AS decided_twice
        FROM assessment a JOIN record r ON r.id = a.record CROSS JOIN engagement e LEFT JOIN (
            SELECT record, bool_or(state IN ('deleted', 'anonymised')) AS ends, count(*) AS states
            FROM ending GROUP BY 1
        ) d ON d.record = coalesce(r.duplicate_of, r.id)
        """,
        [OVERDUE_DAYS],
    )


def _of_endings(database: Database) -> dict[str, int]:
    """Records said to be carried out of which the log knows nothing."""
    return _row(
        database,
        """
        SELECT count(*) AS done_without_event
        FROM assessment a JOIN record r ON r.id = a.record JOIN (
            SELECT DISTINCT record FROM ending
            WHERE done AND coalesce(event NOT IN (SELECT sequence FROM event), true)
        ) d ON d.record = coalesce(r.duplicate_of, r.id)
        """,
    )


@remembered
def _of_decisions(database: Database) -> dict[str, int]:
    """Records whose decision waits for a second person."""
    return _row(
        database,
        """
        SELECT count(*) AS awaiting_records FROM record r JOIN ending e ON e.record = coalesce(r.duplicate_of, r.id)
        JOIN decision c ON c.event = e.event WHERE NOT e.done AND c.progress = 'planned' AND len(c.needs) > 0
        """,
    )


@remembered
def _of_people(database: Database) -> dict[str, int]:
    """People, and what stands together of one and the same person."""
    groups = _counted(
        database,
        """
        SELECT count(*) FILTER (sensitive) AS sensitive_people, count(*) FILTER (identity) AS identity_people,
            count(*) FILTER (bank) AS bank_people, count(*) FILTER (health) AS health_people,
            count(*) FILTER (identity AND bank) AS identity_bank_people,
            count(*) FILTER (identity AND bank AND address) AS identity_bank_address_people,
            count(*) FILTER (member) AS member_people, count(*) FILTER (chat) AS chat_people
        FROM traits
        """,
    )
    subjects = _row(
        database,
        """
        SELECT count(*) AS people, count(*) FILTER (minor) AS minors,
            count(*) FILTER (household <> '') AS shared_contact_people
        FROM subject
        """,
    )
    return groups | subjects | basis_counts(database) | {"minors": subjects["minors"] + minor_mentions(database)}


def _by_place(database: Database) -> dict[str, int]:
    """How many people seem to live in each jurisdiction that can be told."""
    counts = (f"count(*) FILTER ({place_trait(one)}) AS {one.id.lower()}_people" for one in told_places())
    return _counted(database, f"SELECT {', '.join(counts)} FROM traits")


@remembered
def _of_findings(database: Database) -> dict[str, int]:
    return _counted(
        database,
        """
        SELECT coalesce(sum(f.open), 0) AS open_findings,
            count(*) FILTER (f.entity_type = 'CREDENTIAL' AND f.open + f.confirmed > 0) AS credential_records
        FROM tally f
        """,
    ) | _counted(
        database,
        """
        WITH nobodys AS (SELECT entity_type, state, sum(findings) AS findings FROM owned WHERE person = 0 GROUP BY 1, 2)
        SELECT coalesce(sum(findings), 0) AS unattributed_sensitive FROM nobodys
        WHERE state <> 'rejected' AND entity_type IN (SELECT unnest(?))
        """,
        [sensitive_types()],
    )


@remembered
def _of_mail(database: Database) -> dict[str, int]:
    known = {"abroad": _messages_abroad(database), "sensitive": sensitive_types()}
    messages = """
        SELECT len($abroad) AS foreign_host_messages, count(DISTINCT record) AS foreign_sensitive_messages FROM finding
        WHERE record IN (SELECT unnest($abroad)) AND state <> 'rejected' AND entity_type IN (SELECT unnest($sensitive))
        """
    this_year = """
        WITH found AS (
            SELECT f.entity_type IN (SELECT unnest($sensitive)) AS sensitive, t.subject
            FROM (SELECT unnest($abroad) AS id) m JOIN record r ON r.id = m.id CROSS JOIN engagement e
            JOIN finding f ON f.record = r.id AND f.state <> 'rejected' LEFT JOIN attribution t ON t.finding = f.id
            WHERE year(r.day) = year(e.as_of)
        )
        SELECT greatest(count(DISTINCT subject), least(count(*), 1)) AS export_people,
            greatest(count(DISTINCT subject) FILTER (sensitive), least(count(*) FILTER (sensitive), 1))
                AS export_sensitive_people
        FROM found
        """
    private = {"staff_private_messages": _private_messages(database)}
    return _row(database, messages, known) | _row(database, this_year, known) | private


@remembered
def _messages_abroad(database: Database) -> list[str]:
    """Messages from or to a mail host outside mainland China."""
    foreign = _HOST.format("|".join(host.replace(".", "[.]") for host in FOREIGN_MAIL_HOSTS))
    told = f"SELECT id FROM record WHERE kind = 'message' AND regexp_matches({_HEADERS}, ?) ORDER BY id"
    return [row[0] for row in database.rows(told, [foreign])]


@remembered
def _private_messages(database: Database) -> int:
    """Messages that staff sent from outside the company's domains; none can be told while no domain is stated."""
    domains = database.rows("SELECT staff_domains FROM engagement")[0][0]
    if not domains:
        return 0
    own = _HOST.format("|".join(domain.replace(".", "[.]") for domain in domains))
    return _count(
        database,
        "SELECT count(DISTINCT r.id) FROM record r JOIN appearance x ON x.record = r.id AND x.role = 'sender'"
        " JOIN subject p ON p.id = x.subject AND p.kind = 'staff'"
        " WHERE r.kind = 'message' AND contains(json_extract_string(r.fields, '$.from'), '@')"
        " AND NOT regexp_matches(lower(json_extract_string(r.fields, '$.from')), ?)",
        [own],
    )


def _of_systems(database: Database) -> dict[str, int]:
    listed = inventory(database)
    return {
        "systems_missing": listed.missing,
        "systems_unanswered": len(listed.unanswered),
        "systems_abroad": listed.abroad,
        "processors": listed.processors,
    }


def minor_mentions(database: Database) -> int:
    """Mentions of a child's age (record and value once) that could not be put to any person."""
    query = (
        "SELECT coalesce(sum(a.mentions), 0) AS mentions FROM aged a JOIN records r USING (number) WHERE NOT r.again"
    )
    return _counted(database, query)["mentions"]


def _row(database: Database, sql: str, parameters: Sequence[object] | Mapping[str, object] = ()) -> dict[str, int]:
    """The one row of a query, by the names of its columns."""
    return _numbers(database.table(sql, parameters))


def _counted(database: Database, sql: str, parameters: Sequence[object] = ()) -> dict[str, int]:
    """The one row of a query over `views.counted`."""
    return _numbers(counted_table(database, sql, parameters))


def _numbers(table: pa.Table) -> dict[str, int]:
    return {name: int(table.column(name)[0].as_py()) for name in table.column_names}


def _count(database: Database, sql: str, parameters: list[object] | None = None) -> int:
    return int(str(database.value(sql, parameters or [])))
