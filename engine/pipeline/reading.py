"""How a source is read: with the passwords given for it, and as deep as the engagement says."""

from engine.ingest import Settings
from engine.store.workspace import Ledger


def settings(ledger: Ledger, source: str) -> Settings:
    """What `ingest.read` is told about a source."""
    secrets = ledger.database.rows("SELECT secret FROM password WHERE source = ? ORDER BY 1", [source])
    return Settings(tuple(secret for (secret,) in secrets), ledger.engagement.archive_depth)
