"""One profile at work on one engagement: what pages and commands call."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any, BinaryIO, Concatenate, ParamSpec, TypeVar

from engine.act import actions
from engine.act.list_value import entry
from engine.catalogue import Catalogue
from engine.desk.job import Job
from engine.model.engagement import Engagement
from engine.model.errors import ActionableError
from engine.model.events import Event, Profile
from engine.model.papers import Extent, Kept, Paper
from engine.model.progress import Progress
from engine.model.review import Rule
from engine.patterns.sought import patterns
from engine.pipeline import inbox, intake, originals
from engine.pipeline.inbox import InboxFile
from engine.pipeline.intake import Received
from engine.pipeline.preview import preview
from engine.report import fonts
from engine.report.basis import STANDING_COLUMNS, standing_rows
from engine.report.content import content
from engine.report.dossier import Copy, copy_csv, copy_pdf
from engine.report.notice_letter import letter_pdf
from engine.report.package import package
from engine.report.registers import register_csv
from engine.report.snapshot import Snapshot, file_name, snapshot
from engine.report.standing import standing
from engine.report.table_files import csv_file
from engine.report.typesetting import typeset
from engine.report.work_files import TaskFiles
from engine.report.workbook import workbook_of
from engine.scan.identity import letters, name_key, plain
from engine.store import snapshots
from engine.store.attachments import attachment
from engine.store.audit import Verification
from engine.store.database import Database
from engine.store.overrides import rules_of
from engine.store.remembering import remembered
from engine.store.workspace import Ledger, Workspace
from engine.strings import words
from engine.views.columns import SourceColumns, columns
from engine.views.letter import letter_of
from engine.views.naming import NamedEntry, Naming, entries_naming, named_people
from engine.views.registers import register_page
from engine.views.search import Found, Sought, search
from engine.views.selection import Selection
from engine.views.snapshots import state
from engine.views.sources import locked_items
from engine.views.task import changes
from engine.views.tasks import tasks

P = ParamSpec("P")
T = TypeVar("T")


class Seat:
    """One profile working on one engagement."""

    def __init__(self, workspace: Workspace, ledger: Ledger, actor: Profile, job: Job) -> None:
        self.actor = actor
        self.slug = ledger.slug
        self._workspace = workspace
        self._ledger = ledger
        self._job = job

    @property
    def engagement(self) -> Engagement:
        return self._ledger.engagement

    @property
    def rules(self) -> Catalogue:
        """The rules in force for the engagement."""
        return self.view(rules_of)

    def view(self, query: Callable[Concatenate[Database, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """``view(exposure, selection)`` is ``exposure(database, selection)``, computed again when something changed."""
        return remembered(query)(self._ledger.database, *args, **kwargs)

    def search(self, text: str, selection: Selection, number: int = 1) -> Found:
        """What meets the text among people, records and files; the text itself is kept nowhere."""
        words, plain, key = patterns(text), patterns(text, plain=True), self._name_pseudonym(text)
        hashes = tuple(self._ledger.known_by(kind, text) for kind in self.rules.entity_types) if words else ()
        return search(self._ledger.database, Sought(words, plain, hashes, key, text.strip().upper()), selection, number)

    def entries_naming(self, person: str) -> tuple[NamedEntry, ...]:
        """The entries of registers that name a person by id, by a value of theirs, or by the name."""
        return self.view(entries_naming, person, self._namings())

    def _namings(self) -> tuple[Naming, ...]:
        """How the entries of registers name people; the words themselves stay in the entries."""
        kinds = [kind.id for kind in self.rules.entity_types.values() if kind.identifier]
        return tuple(
            Naming(
                register,
                number,
                tuple(part.upper() for part in text.split()),
                tuple(self._ledger.known_by(kind, part) for part in text.split() for kind in kinds),
                self._name_pseudonym(text),
            )
            for register, number, text in self.view(named_people)
        )

    def _name_pseudonym(self, text: str) -> str:
        name = letters(plain(text))
        return self._ledger.pseudonym(name_key(name)) if name else ""

    def entry(self, kind: str, **facts: Any) -> Rule:
        """The entry that the action `list_value` would make of these facts, so that it can be foreseen."""
        return entry(self._ledger, kind, **facts)

    def perform(self, action: str, **params: object) -> Event:
        """Carry an action out; it leaves one event."""
        event = actions()[action](self._ledger, self.actor, **params)
        self._ledger.audit.publish()
        if action == "update_engagement":
            self._workspace.relabel(self.engagement)
        self._job.follow()
        return event

    def receive(self, name: str, file: BinaryIO) -> Received:
        """Bring one file in."""
        return intake.receive(self._ledger, name, file, self.actor)

    @property
    def inbox_folder(self) -> Path:
        """Where files too large for the browser are put, in clear."""
        folder = self._workspace.inbox / self.slug
        folder.mkdir(parents=True, exist_ok=True)
        return folder

    def inbox(self) -> list[InboxFile]:
        """What lies in the inbox folder."""
        return inbox.files(self._ledger, self.inbox_folder)

    def receive_inbox(self, names: list[str]) -> list[Received]:
        """Bring files of the inbox folder in; they stay there in clear until `remove_inbox`."""
        return [inbox.receive(self._ledger, self.inbox_folder, name, self.actor) for name in names]

    def remove_inbox(self, names: list[str]) -> None:
        """Remove clear files whose bytes are safely in the vault; others are refused."""
        inbox.remove(self._ledger, self.inbox_folder, names, self.actor)

    def unlock(self, passwords: Sequence[str]) -> bool:
        """Give passwords for every source with locked items; whether there are any, which wait for a scan then."""
        waiting = self.view(locked_items)
        for number in waiting:
            for password in passwords:
                self.perform("give_password", source=number, password=password)
        return bool(waiting and passwords)

    def start_scan(self) -> None:
        """Scan in the background what is not scanned yet."""
        if not self.unfinished:
            raise ActionableError("nothing_to_scan")
        self._job.start(self.actor)

    def cancel_scan(self) -> None:
        """Stop the scan after what is under way."""
        self._job.cancel()

    def wait_for_scan(self, seconds: float | None = None) -> None:
        """Block until the scan has ended, or for some seconds; raises what it failed with."""
        self._job.wait(seconds)
        if self._job.error:
            raise self._job.error

    @property
    def unfinished(self) -> bool:
        """Whether some source is not scanned to its end."""
        return bool(self._ledger.database.value("SELECT count(*) FROM source WHERE state <> 'scanned'"))

    def progress(self) -> Progress | None:
        """The running or last scan of this process."""
        return self._job.progress

    def following(self) -> Progress | None:
        """The running or last following of a changed review by findings, people and risks."""
        return self._job.following

    def columns(self, source: str) -> SourceColumns:
        """What the columns of a source mean: of one not scanned yet as far as its first rows show it."""
        known = self.view(columns, source)
        return known if known.scanned else preview(self._ledger, source)

    def original(self, record: str) -> tuple[str, bytes]:
        """The original bytes of the item a record stands in, and a file name without personal data; logged."""
        self.perform("fetch_original", record=record)
        content, suffix = originals.original(self._ledger, record)
        return f"{record}.{suffix}", content

    def attachment(self, file: str) -> tuple[str, bytes]:
        """An attached file's name and bytes; logged."""
        self.perform("fetch_attachment", file=file)
        kept = attachment(self._ledger.database, file)
        with self._ledger.vault.open(file) as opened:
            return kept.name, opened.read()

    def attachment_name(self, file: str) -> str:
        """What an attached file is called."""
        return attachment(self._ledger.database, file).name

    def register_file(self, register: str, language: str) -> bytes:
        """A register as a CSV file, personal data covered."""
        return register_csv(self.view(register_page, register, datetime.now(UTC)), words(language))

    def task_file(self, form: str, language: str) -> bytes:
        """All tasks as a file for others: ``csv``, ``xlsx`` or ``ics``."""
        files = TaskFiles(self.view(tasks), self.engagement, self.rules, words(language), self.view(changes))
        return files.ics(datetime.now(UTC)) if form == "ics" else files.xlsx() if form == "xlsx" else files.csv()

    def letter(self, number: int, form: str) -> bytes:
        """A notice as its reader gets it: ``txt`` or ``pdf``."""
        told = self.view(letter_of, number)
        if form == "txt":
            return told.text.encode("utf-8-sig")
        return letter_pdf(told, datetime.now(UTC).replace(microsecond=0), self._fonts)

    def standings_file(self, selection: Selection) -> bytes:
        """Where the people under the selection stand, as CSV; ids only, no names."""
        return csv_file(STANDING_COLUMNS, standing_rows(self._ledger.database, selection))

    def dossier_copy(self, person: str, form: str, extent: str, language: str, reason: str = "") -> bytes:
        """What is held of a person, masked or in full, as a file; kept nowhere, and logged with its hash alone."""
        copy = Copy(person, Extent(extent), reason, self.entries_naming(person))
        if form == "pdf":
            at = datetime.now(UTC).replace(microsecond=0)
            firm = self._workspace.settings().firm
            made = copy_pdf(self._ledger, copy, language, self.actor, at, self._fonts, firm)
        else:
            made = copy_csv(self._ledger.database, copy, words(language), self.rules)
        facts = {"form": form, "extent": extent, "language": language, "reason": reason}
        self.perform("hand_out_dossier", person=person, sha256=sha256(made).hexdigest(), **facts)
        return made

    def snapshot(self, language: str, paper: Paper = Paper.REPORT) -> Snapshot:
        """A paper as a PDF, in a language or `BOTH`; numbers, versions and content are frozen, and an event says so."""
        at = datetime.now(UTC).replace(microsecond=0)
        ledger = self._ledger
        with ledger.database.writing() as writer:
            firm = self._workspace.settings().firm
            printed = snapshot(ledger, language, self.actor, at, self._fonts, paper, firm)
            now = state(ledger.database)
            kept = Kept(
                printed.id, printed.sha256, paper, language, at, self.actor.name, now.engine, now.rules, now.sources,
                now.figures, now.levels,
            )  # fmt: skip
            snapshots.keep(writer, kept, printed.content)
            facts = {"id": printed.id, "sha256": printed.sha256, "language": language, "paper": str(paper)}
            ledger.audit.append(self.actor, "snapshot_made", facts)
        ledger.audit.publish()
        return printed

    def reprint(self, id: str) -> Snapshot:
        """The same paper once more, from what was frozen: a draft as it was, or as signed off since; logged."""
        kept = snapshots.kept(self._ledger.database, id)
        frozen = snapshots.content(self._ledger.database, id)
        pdf = typeset(standing(frozen, kept.signed), kept.created_at, fonts.static_fonts(self._fonts))
        with self._ledger.database.writing():
            self._ledger.audit.append(self.actor, "snapshot_reprinted", {"id": id})
        self._ledger.audit.publish()
        return Snapshot(pdf, id, kept.sha256, file_name(id, self.slug, kept.paper, kept.language), frozen)

    def tables(self, form: str, language: str) -> bytes:
        """The report's tables as a workbook (``xlsx``), or record by record as CSV in an archive (``zip``); logged."""
        ledger, at = self._ledger, datetime.now(UTC).replace(microsecond=0)
        if form == "xlsx":
            made = workbook_of(content(ledger, language, self.actor, at), words(language))
        else:
            made = package(ledger.database, words(language))
        with ledger.database.writing():
            ledger.audit.append(self.actor, "tables_exported", {"form": form})
        ledger.audit.publish()
        return made

    def prepare_paper(self) -> None:
        """Make the PDF's typeface ready in the background, so that the first download does not wait for it."""
        fonts.prepare(self._fonts)

    @property
    def _fonts(self) -> Path:
        return self._workspace.folder / "fonts"

    def events(self, limit: int = 200) -> list[Event]:
        """The newest events first."""
        return self._ledger.audit.events(limit)

    def verify(self) -> Verification:
        """Check the audit log's chain."""
        return self._ledger.audit.verify()
