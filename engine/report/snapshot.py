"""The snapshot: content, its hash and id, and the typeset PDF."""

import json
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path

import typst

from engine.model.events import Profile
from engine.model.papers import Paper
from engine.report.content import content
from engine.report.fonts import loaded, printable, static_fonts
from engine.store.workspace import Ledger

_TEMPLATES = Path(__file__).resolve().parent / "templates"

_BREAK = "\u200b"
_UNBROKEN = re.compile(r"(?<![!-~])(?![0-9a-f]{64}(?![!-~]))[!-~]{25,}")
_PIECES = re.compile(r".{1,24}")
"""A run without a blank may be broken where it would leave the page; a hash stays whole."""


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


def typeset(stamped: Mapping[str, object], created_at: datetime, fonts: Path) -> bytes:
    """The PDF (PDF/UA-1 and PDF/A-2a). Content enters as data, so no text of a user is ever read as markup."""
    text = json.dumps(_legible(dict(stamped), printable(fonts)), ensure_ascii=False)
    compiler = typst.Compiler(
        _TEMPLATES / "report.typ", root=_TEMPLATES, font_paths=loaded(fonts), sys_inputs={"content": text}
    )
    pdf = compiler.compile(format="pdf", pdf_standards=["ua-1", "a-2a"], timestamp=created_at)
    assert isinstance(pdf, bytes)
    return pdf


def _legible(value: object, known: frozenset[int]) -> object:
    """The same data with what the typeface lacks written as code points, because a PDF/A holds no blank box."""
    if isinstance(value, str):
        plain = value.isascii() and value.isprintable()
        text = value if plain else "".join(_shown(letter, known) for letter in value)
        return _UNBROKEN.sub(lambda run: _BREAK.join(_PIECES.findall(run[0])), text)
    if isinstance(value, dict):
        return {key: _legible(part, known) for key, part in value.items()}
    if isinstance(value, list):
        return [_legible(part, known) for part in value]
    return value


def _shown(letter: str, known: frozenset[int]) -> str:
    if letter == "\n":
        return letter
    category = unicodedata.category(letter)
    if category in ("Cc", "Zl", "Zp"):
        return " "
    if category == "Cf":
        return ""
    return letter if ord(letter) in known and category != "Co" else f"[U+{ord(letter):04X}]"
