"""All that one snapshot prints, taken from the views at one moment."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from engine.model.events import Profile
from engine.model.firm import NOBODY, Firm
from engine.model.papers import Paper
from engine.report.blocks import Chapter, moment
from engine.report.duties import obligations_chapter
from engine.report.ending import balance_chapter
from engine.report.exposure import LISTED_PEOPLE, exposure_chapter, people_chapter
from engine.report.inventory import systems
from engine.report.keeping import retention_chapter
from engine.report.lawful_basis import basis_chapter
from engine.report.letter import letter
from engine.report.method import method
from engine.report.names import CoveredNames
from engine.report.notices import notices_chapter
from engine.report.registers import registers_chapter
from engine.report.remaining import remaining_chapter
from engine.report.risk import matrix_chapter, method_of, register_chapter
from engine.report.scope import scope
from engine.report.since import since_chapter
from engine.report.verdict import verdict
from engine.report.voice import Voice
from engine.store.audit import GENESIS
from engine.store.overrides import rules_of
from engine.store.workspace import Ledger
from engine.views.basis import bases
from engine.views.carrying import carried
from engine.views.checks import consistency
from engine.views.coverage import coverage
from engine.views.debts import debts, owed_people
from engine.views.decisions import decision_lines
from engine.views.duties import obligations
from engine.views.findings import exposure
from engine.views.holds import holds
from engine.views.inventory import inventory
from engine.views.masked import already_masked
from engine.views.notices import notices
from engine.views.overview import overview
from engine.views.people import person_lines
from engine.views.registers import register_pages
from engine.views.retention import retention_status
from engine.views.risks import Register, register
from engine.views.runs import runs
from engine.views.sample import precision
from engine.views.selection import Selection
from engine.views.snapshots import last, state
from engine.views.sources import SourceLine, sources
from engine.views.tasks import tasks

_ALL = 1_000_000


@dataclass(frozen=True, slots=True)
class LogHead:
    """The newest event of the audit log when the snapshot was taken."""

    sequence: int
    hash: str


def content(
    ledger: Ledger,
    language: str,
    author: Profile,
    created_at: datetime,
    paper: Paper = Paper.REPORT,
    firm: Firm = NOBODY,
) -> dict[str, object]:
    """Everything that is printed, as plain data in the words of `language`; no view is read halfway through a write."""
    with ledger.database.writing():
        return _content(ledger, Voice(language, rules_of(ledger.database)), author, created_at, paper, firm)


def _content(
    ledger: Ledger, voice: Voice, author: Profile, created_at: datetime, paper: Paper, firm: Firm
) -> dict[str, object]:
    engagement, head, now = ledger.engagement, log_head(ledger), state(ledger.database)
    chapters = _CHAPTERS[paper](ledger, voice, created_at)
    deal = voice.term("deal_structure", engagement.deal_structure)
    before = last(ledger.database) if paper is Paper.REPORT else None
    if before:
        chapters.append(since_chapter(voice, before, now))
    cover = [
        [voice("fact.engagement"), ledger.slug],
        [voice("fact.deal"), deal],
        [voice("fact.recipient"), engagement.recipient or voice("none_named")],
        [voice("fact.as_of"), voice.day(engagement.as_of)],
        [voice("fact.closing"), voice.day(engagement.closing_date)],
        [voice("fact.created"), moment(created_at)],
        [voice("fact.author"), voice("author", name=author.name, role=voice.term("profile.role", author.role))],
        [voice("fact.version"), voice("version", sequence=head.sequence, hash=head.hash[:16])],
        [voice("fact.made_by"), voice("made_by", engine=now.engine, rules=now.rules, sources=now.sources)],
    ]
    printed = framed(ledger, voice, author, firm, voice(f"paper.{paper}"), cover, chapters)
    return {**printed, "covered": paper is Paper.REPORT}


def framed(
    ledger: Ledger,
    voice: Voice,
    author: Profile,
    firm: Firm,
    title: str,
    cover: Sequence[Sequence[str]],
    chapters: Sequence[Chapter],
) -> dict[str, object]:
    """What the template asks of any paper, without a cover; `cover` are names and values, eight at least."""
    engagement, head = ledger.engagement, log_head(ledger)
    return {
        "lang": voice.language,
        "region": "cn" if voice.language == "zh" else "gb",
        "title": title,
        "covered": False,
        "product": voice("product"),
        "mark": firm.said("mark", voice.language) or voice("confidential"),
        "firm": {"name": firm.said("name", voice.language), "address": firm.said("address", voice.language)},
        "company": engagement.company,
        "running": f"{_shortened(engagement.company)} – {title}",
        "deal": voice.term("deal_structure", engagement.deal_structure),
        "cover": [list(row) for row in cover],
        "as_of": voice.day(engagement.as_of),
        "log_head": head.hash,
        "id_label": voice("snapshot_id"),
        "hash_note": voice("hash_note"),
        "contents": voice("contents"),
        "page_words": voice("page", number="\n", total="\n").split("\n"),
        "author": author.name,
        "chapters": [chapter.data() for chapter in chapters],
    }


def _report(ledger: Ledger, voice: Voice, at: datetime) -> list[Chapter]:
    database, everything = ledger.database, Selection()
    seen = overview(database)
    scanned, found = bool(seen.coverage.read), exposure(database, everything)
    files = _files(ledger)
    return [
        verdict(voice, seen, found),
        *_scope_and_method(ledger, voice, files),
        exposure_chapter(voice, found, scanned),
        people_chapter(voice, seen.people, found, person_lines(database, everything, size=LISTED_PEOPLE), scanned),
        *_basis(ledger, voice, at),
        *_register(ledger, voice, at),
        *_schedule(ledger, voice, at),
        *_tasks(ledger, voice, at),
    ]


def _letter(ledger: Ledger, voice: Voice, _at: datetime) -> list[Chapter]:
    database = ledger.database
    return [letter(voice, overview(database), exposure(database, Selection()), tasks(database))]


def _scope_and_method(ledger: Ledger, voice: Voice, files: Sequence[SourceLine]) -> list[Chapter]:
    database, seen = ledger.database, overview(ledger.database)
    grid, kept = method_of(voice, register(database)), retention_status(database, Selection())
    known = systems(voice, inventory(database), CoveredNames(ledger))
    return [
        scope(voice, seen.engagement, seen.coverage, files, known),
        method(voice, runs(database), grid, kept, precision(database), already_masked(database)),
    ]


def _basis(ledger: Ledger, voice: Voice, _at: datetime) -> list[Chapter]:
    database = ledger.database
    scanned = bool(coverage(database).read)
    return [basis_chapter(voice, bases(database), debts(database), owed_people(database), scanned)]


def _register(ledger: Ledger, voice: Voice, _at: datetime) -> list[Chapter]:
    database, scanned = ledger.database, bool(coverage(ledger.database).read)
    risks = _in_order(register(database), voice)
    grid = method_of(voice, risks)
    return [matrix_chapter(voice, risks, grid, scanned), register_chapter(voice, risks, grid, consistency(database))]


def _schedule(ledger: Ledger, voice: Voice, _at: datetime) -> list[Chapter]:
    database, seen = ledger.database, overview(ledger.database)
    scanned, decided = bool(seen.coverage.read), decision_lines(database, size=_ALL).lines
    return [
        retention_chapter(voice, retention_status(database, Selection()), scanned),
        balance_chapter(voice, seen.balance, seen.people, decided, carried(database), holds(database), scanned),
    ]


def _tasks(ledger: Ledger, voice: Voice, at: datetime) -> list[Chapter]:
    database = ledger.database
    return [
        obligations_chapter(voice, obligations(database)),
        notices_chapter(voice, notices(database), CoveredNames(ledger)),
        registers_chapter(voice, register_pages(database, at)),
        remaining_chapter(voice, tasks(database), ledger.engagement.recipient),
    ]


def _method(ledger: Ledger, voice: Voice, _at: datetime) -> list[Chapter]:
    return _scope_and_method(ledger, voice, _files(ledger))


_CHAPTERS: Mapping[Paper, Callable[[Ledger, Voice, datetime], list[Chapter]]] = {
    Paper.REPORT: _report,
    Paper.LETTER: _letter,
    Paper.REGISTER: _register,
    Paper.SCHEDULE: _schedule,
    Paper.TASKS: _tasks,
    Paper.METHOD: _method,
}


def _files(ledger: Ledger) -> list[SourceLine]:
    covered = CoveredNames(ledger)
    listed = sources(ledger.database, Selection(), size=_ALL).lines
    return [replace(line, name=covered(line.name)) for line in listed]


def _in_order(risks: Register, voice: Voice) -> Register:
    """The register in the order of the catalogue; scenarios that left it stand last."""
    places = {name: place for place, name in enumerate(voice.rules.scenarios)}
    return Register(
        tuple(sorted(risks.lines, key=lambda line: (places.get(line.scenario, len(places)), line.scenario)))
    )


def log_head(ledger: Ledger) -> LogHead:
    """The newest event of the log."""
    newest = ledger.audit.events(limit=1)
    return LogHead(newest[0].sequence, newest[0].hash) if newest else LogHead(0, GENESIS)


def _shortened(text: str, most: int = 36) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"
