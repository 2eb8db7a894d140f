"""All that one snapshot prints, taken from the views at one moment."""

from dataclasses import dataclass, replace
from datetime import datetime

from engine.model.events import Profile
from engine.report.duties import obligations_chapter
from engine.report.ending import balance_chapter
from engine.report.exposure import LISTED_PEOPLE, exposure_chapter, people_chapter
from engine.report.inventory import systems
from engine.report.keeping import retention_chapter
from engine.report.method import method
from engine.report.names import CoveredNames
from engine.report.registers import registers_chapter
from engine.report.remaining import remaining_chapter
from engine.report.risk import matrix_chapter, method_of, register_chapter
from engine.report.scope import annex, scope
from engine.report.verdict import verdict
from engine.report.voice import Voice
from engine.store.audit import GENESIS
from engine.store.overrides import rules_of
from engine.store.workspace import Ledger
from engine.views.checks import consistency
from engine.views.decisions import decision_lines
from engine.views.duties import obligations
from engine.views.findings import exposure
from engine.views.holds import holds
from engine.views.inventory import inventory
from engine.views.masked import already_masked
from engine.views.overview import overview
from engine.views.people import person_lines
from engine.views.registers import register_pages
from engine.views.retention import retention_status
from engine.views.risks import Register, register
from engine.views.runs import runs
from engine.views.sample import precision
from engine.views.selection import Selection
from engine.views.sources import sources
from engine.views.tasks import tasks

_ALL = 1_000_000


@dataclass(frozen=True, slots=True)
class LogHead:
    """The newest event of the audit log when the snapshot was taken."""

    sequence: int
    hash: str


def content(ledger: Ledger, language: str, author: Profile, created_at: datetime) -> dict[str, object]:
    """Everything that is printed, as plain data in the words of `language`; no view is read halfway through a write."""
    with ledger.database.writing():
        return _content(ledger, Voice(language, rules_of(ledger.database)), author, created_at)


def _content(ledger: Ledger, voice: Voice, author: Profile, created_at: datetime) -> dict[str, object]:
    database, everything = ledger.database, Selection()
    seen = overview(database)
    scanned, found = bool(seen.coverage.read), exposure(database, everything)
    covered = CoveredNames(ledger)
    files = [replace(line, name=covered(line.name)) for line in sources(database, everything, size=_ALL).lines]
    risks, kept = _in_order(register(database), voice), retention_status(database, everything)
    grid, decided = method_of(voice, risks), decision_lines(database, size=_ALL).lines
    chapters = [
        verdict(voice, seen, found),
        scope(voice, seen.engagement, seen.coverage, files, systems(voice, inventory(database), covered)),
        method(voice, runs(database), grid, kept, precision(database), already_masked(database)),
        exposure_chapter(voice, found, scanned),
        people_chapter(voice, seen.people, found, person_lines(database, everything, size=LISTED_PEOPLE), scanned),
        matrix_chapter(voice, risks, grid, scanned),
        register_chapter(voice, risks, grid, consistency(database)),
        retention_chapter(voice, kept, scanned),
        balance_chapter(voice, seen.balance, seen.people, decided, holds(database), scanned),
        obligations_chapter(voice, obligations(database)),
        registers_chapter(voice, register_pages(database, created_at)),
        remaining_chapter(voice, tasks(database), seen.engagement.recipient),
        annex(voice, files),
    ]
    engagement, head = seen.engagement, _head(ledger)
    deal = voice.term("deal_structure", engagement.deal_structure)
    return {
        "lang": voice.language,
        "region": "cn" if voice.language == "zh" else "gb",
        "title": voice("title"),
        "product": voice("product"),
        "mark": voice("confidential"),
        "company": engagement.company,
        "running": f"{_shortened(engagement.company)} – {voice('title')}",
        "deal": deal,
        "cover": [
            [voice("fact.engagement"), ledger.slug],
            [voice("fact.deal"), deal],
            [voice("fact.recipient"), engagement.recipient or voice("none_named")],
            [voice("fact.as_of"), voice.day(engagement.as_of)],
            [voice("fact.closing"), voice.day(engagement.closing_date)],
            [voice("fact.created"), created_at.isoformat(sep=" ", timespec="seconds")],
            [voice("fact.author"), voice("author", name=author.name, role=voice.term("profile.role", author.role))],
            [voice("fact.version"), voice("version", sequence=head.sequence, hash=head.hash[:16])],
        ],
        "as_of": voice.day(engagement.as_of),
        "log_head": head.hash,
        "id_label": voice("snapshot_id"),
        "hash_note": voice("hash_note"),
        "contents": voice("contents"),
        "page_words": voice("page", number="\n", total="\n").split("\n"),
        "author": author.name,
        "chapters": [chapter.data() for chapter in chapters if chapter],
    }


def _in_order(risks: Register, voice: Voice) -> Register:
    """The register in the order of the catalogue; scenarios that left it stand last."""
    places = {name: place for place, name in enumerate(voice.rules.scenarios)}
    return Register(
        tuple(sorted(risks.lines, key=lambda line: (places.get(line.scenario, len(places)), line.scenario)))
    )


def _head(ledger: Ledger) -> LogHead:
    newest = ledger.audit.events(limit=1)
    return LogHead(newest[0].sequence, newest[0].hash) if newest else LogHead(0, GENESIS)


def _shortened(text: str, most: int = 36) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"
