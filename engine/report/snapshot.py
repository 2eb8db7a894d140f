"""The snapshot: content, its hash and id, and the typeset PDF."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from engine.model.events import Profile
from engine.model.papers import Paper
from engine.report.content import content
from engine.report.fonts import static_fonts
from engine.report.typesetting import typeset
from engine.store.workspace import Ledger


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One printed state of an engagement; `sha256` covers everything printed and the log's newest event.

    `content` is what was typeset, so that the same bytes can be printed again.
    """

    pdf: bytes
    id: str
    sha256: str
    file_name: str
    content: Mapping[str, object]


def snapshot(
    ledger: Ledger, language: str, author: Profile, created_at: datetime, fonts: Path, paper: Paper = Paper.REPORT
) -> Snapshot:
    """Print a paper; the same state at the same `created_at` (with a zone) gives the same bytes.

    `fonts` is a folder of the workspace where the typeface is kept.
    """
    printed = content(ledger, language, author, created_at, paper)
    digest = fingerprint(printed)
    name = f"CO-{created_at:%Y%m%d}-{digest[:8].upper()}"
    stamped = {**printed, "id": name, "sha256": digest, "short": digest[:16]}
    pdf = typeset(stamped, created_at, static_fonts(fonts))
    return Snapshot(pdf, name, digest, file_name(name, ledger.slug, paper, language), stamped)


def file_name(id: str, slug: str, paper: Paper, language: str) -> str:
    """The name a paper is given: engagement, paper, language and snapshot id."""
    return f"{slug}-{paper}-{language}-{id}.pdf"


def fingerprint(printed: dict[str, object]) -> str:
    """SHA-256 over the canonical JSON: keys sorted, no spaces, UTF-8."""
    canonical = json.dumps(printed, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return sha256(canonical.encode(errors="surrogatepass")).hexdigest()
