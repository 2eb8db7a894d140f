"""The snapshot: content, its hash and id, and the typeset PDF."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from engine.model.events import Profile
from engine.model.firm import NOBODY, Firm
from engine.model.papers import BOTH, Paper
from engine.report.annexes import with_annexes
from engine.report.content import content
from engine.report.fonts import static_fonts
from engine.report.standing import standing
from engine.report.typesetting import typeset
from engine.store.workspace import Ledger
from engine.strings import LANGUAGES, words


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
    ledger: Ledger,
    language: str,
    author: Profile,
    created_at: datetime,
    fonts: Path,
    paper: Paper = Paper.REPORT,
    firm: Firm = NOBODY,
) -> Snapshot:
    """Print a paper as a draft; the same state at the same `created_at` (with a zone) gives the same bytes.

    `language` may be `BOTH`. `fonts` is a folder of the workspace where the typeface is kept.
    """
    parts = [
        with_annexes(content(ledger, one, author, created_at, paper, firm), words(one))
        for one in (LANGUAGES if language == BOTH else (language,))
    ]
    annexes = [file for part in parts for file in part.pop("annexes")]
    frozen = {**parts[0], "others": parts[1:], "annexes": annexes, "logo": firm.logo, "colour": firm.colour}
    digest = fingerprint(frozen)
    name = f"CO-{created_at:%Y%m%d}-{digest[:8].upper()}"
    stamped = {**frozen, "id": name, "sha256": digest, "short": digest[:16]}
    pdf = typeset(standing(stamped, None), created_at, static_fonts(fonts))
    return Snapshot(pdf, name, digest, file_name(name, ledger.slug, paper, language), stamped)


def file_name(id: str, slug: str, paper: Paper, language: str) -> str:
    """The name a paper is given: engagement, paper, language and snapshot id."""
    return f"{slug}-{paper}-{language}-{id}.pdf"


def fingerprint(printed: dict[str, object]) -> str:
    """SHA-256 over the canonical JSON: keys sorted, no spaces, UTF-8."""
    canonical = json.dumps(printed, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return sha256(canonical.encode(errors="surrogatepass")).hexdigest()
