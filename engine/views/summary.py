"""The summary that the command line prints after a scan and later (docs: README, "command line")."""

from engine.store import engagements
from engine.store.database import Database
from engine.views.balance import balance
from engine.views.coverage import coverage
from engine.views.risks import register
from engine.views.selection import Selection
from engine.views.sources import sources
from engine.views.tasks import tasks

SOURCES_LISTED = 100_000


def summary(database: Database) -> dict[str, object]:
    """The summary as JSON-ready values; seconds and rates are those of all finished and cancelled runs together."""
    read = coverage(database)
    seconds, items, size = database.rows(
        "SELECT coalesce(sum(seconds), 0), coalesce(sum(items), 0), coalesce(sum(bytes), 0) FROM scan_run"
    )[0]
    findings = database.rows(
        "SELECT entity_type, count(*) FROM finding WHERE state <> 'rejected' GROUP BY 1 ORDER BY 1"
    )
    lines = sources(database, Selection(), size=SOURCES_LISTED).lines
    return {
        "engagement": engagements.load(database).slug,
        "as_of": engagements.load(database).as_of.isoformat(),
        "sources": [
            {
                "source": line.sha256,
                "name": line.name,
                "format": line.format,
                "bytes": line.bytes,
                "state": line.state,
                "found": line.found,
                "read": line.read,
                "skipped": line.skipped,
            }
            for line in lines
        ],
        "found": read.found,
        "read": read.read,
        "skipped": read.skipped,
        "coverage": dict(read.states),
        "records": read.read,
        "duplicates": read.duplicates,
        "findings": dict(findings),
        "subjects": int(str(database.value("SELECT count(*) FROM subject"))),
        "dispositions": balance(database).states,
        "risks": register(database).levels("residual"),
        "tasks": dict(tasks(database).states),
        "seconds": round(float(seconds), 3),
        "messages_per_second": round(items / seconds, 1) if seconds else None,
        "bytes_per_second": round(size / seconds) if seconds else None,
    }
