"""The scan: reads units, has the pool find, commits each unit once; survives cancelling, broken workers and kill -9."""

import threading
from collections import OrderedDict
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, CancelledError, Future, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field

from engine.model.events import Profile
from engine.model.findings import Finding, MaskedValue, Segment, Span
from engine.model.progress import Progress
from engine.model.records import UNSCANNED_FIELDS, Record, Skipped
from engine.pipeline import assessing, linking
from engine.pipeline.again import units_again
from engine.pipeline.columns import ColumnContexts
from engine.pipeline.following import finding, follow_review
from engine.pipeline.identity import item_key
from engine.pipeline.pool import WorkerPool
from engine.pipeline.units import Unit, batches, units
from engine.scan.denied import DeniedTerms
from engine.scan.version import engine_version
from engine.store import columns, known_texts, reviews, scans
from engine.store.workspace import Ledger

ATTEMPTS = 3
STALL_SECONDS = 300
_CACHED_VALUES = 200_000
_CACHED_LENGTH = 200


@dataclass(slots=True)
class _Task:
    """A batch of units on its way through the pool.

    `places` says which segment is which record's field, or what is known of it; `fresh` are the keys of the records
    that have to be remembered.
    """

    units: list[Unit]
    segments: list[Segment] = field(default_factory=list)
    places: list[tuple[Record, str, int | tuple[Span, ...]]] = field(default_factory=list)
    fresh: dict[str, bytes] = field(default_factory=dict)
    attempts: int = 0


@dataclass(slots=True)
class Scan:
    """One scan of everything in an engagement that is not scanned yet, from reading to the assessment.

    `run` blocks until it is done; `cancel` may be called from any thread and leaves a state that a later scan goes on
    from. Totals do not depend on interruptions, on the number of workers or on the order in which units end.
    """

    ledger: Ledger
    pool: WorkerPool
    actor: Profile
    progress: Progress = field(init=False)
    _contexts: ColumnContexts = field(init=False)
    _denied: DeniedTerms = field(init=False)
    _remembers: bool = field(init=False, default=False)
    _cancelled: threading.Event = field(default_factory=threading.Event)
    _cache: OrderedDict[Segment, tuple[Span, ...]] = field(default_factory=OrderedDict)
    _pending: dict[Future[list[tuple[Span, ...]]], _Task] = field(default_factory=dict)
    _committed: set[tuple[str, int]] = field(default_factory=set)
    _outcomes: dict[str, dict[str, Skipped | None]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        unfinished = scans.unfinished_sources(self.ledger.database)
        self.progress = Progress(sum(size for _, _, size, _ in unfinished), self.pool.workers)

    def cancel(self) -> None:
        """Stop after the units that are under way."""
        self._cancelled.set()

    def run(self) -> None:
        """Scan, link and assess; errors end the scan, stay in `progress.error` and are raised."""
        self._note("scan_started", {"engine": engine_version(), "workers": self.pool.workers})
        try:
            totals = self._read()
            if self._cancelled.is_set():
                self._finish("cancelled")
                return
            self.progress.phase = "linking"
            assessing.mark_duplicates(self.ledger)
            followed = follow_review(self.ledger)
            linking.link_people(self.ledger)
            self.progress.phase = "assessing"
            assessing.assess(self.ledger)
            with self.ledger.database.writing() as writer:
                for outcomes in self._outcomes.values():
                    scans.settle(writer, outcomes)
                scans.finish_sources(writer, totals)
                reviews.applied(writer, followed)
            self._finish("done")
        except BaseException:
            self._finish("failed")
            raise

    def _read(self) -> dict[str, int]:
        """Commit every unit that is not yet; answers how many units each source that was read to its end has.

        Sources count as scanned only once people and assessment stand, so that a scan killed in between goes on.
        """
        database = self.ledger.database
        self._committed = scans.committed_units(database)
        with database.writing() as writer:
            writer.execute("UPDATE source SET state = 'scanning' WHERE state <> 'scanned'")
            columns.begin(writer)
            known_texts.begin(writer, engine_version())
        self._remembers = known_texts.any_known(database)
        self._contexts = ColumnContexts(database)
        self._denied = DeniedTerms(reviews.rules(database))
        totals: dict[str, int] = {}
        for batch in batches(self._units(), self._committed):
            if self._cancelled.is_set():
                break
            totals |= {unit.source: unit.ordinal + 1 for unit in batch if unit.last}
            while len(self._pending) >= 2 * self.pool.workers + 2:
                self._collect()
            self._submit(self._task(batch))
        while self._pending:
            self._collect()
        return totals | scans.unit_counts(database, self._outcomes)

    def _units(self) -> Iterator[Unit]:
        through = 0
        for source, name, size, read_before in scans.unfinished_sources(self.ledger.database):
            self.progress.source = name
            if read_before:
                outcomes = self._outcomes.setdefault(source, {})
                found = units_again(self.ledger, source, name, outcomes, through)
            else:
                found = units(self.ledger, source, name, size, through)
            for unit in found:
                if self._cancelled.is_set():
                    return
                yield unit
            through += size

    def _task(self, batch: list[Unit]) -> _Task:
        segments: dict[Segment, int] = {}
        task = _Task(batch)
        texts = {record.id: (record, self._texts(record)) for unit in batch for _, record in unit.records}
        keys = {identifier: self._key(found) for identifier, (_, found) in texts.items()}
        known = known_texts.known(self.ledger.database, list(keys.values())) if self._remembers else {}
        for identifier, (record, found) in texts.items():
            spans = known.get(keys[identifier])
            if spans is None:
                task.fresh[identifier] = keys[identifier]
            for name, segment in found.items():
                place = spans.get(name, ()) if spans is not None else self._cache.get(segment)
                if place is None:
                    place = segments.setdefault(segment, len(segments))
                task.places.append((record, name, place))
        task.segments = list(segments)
        return task

    def _texts(self, record: Record) -> dict[str, Segment]:
        """What is scanned of a record, by field."""
        contexts = self._contexts.of(record)
        return {
            name: Segment(text, contexts.get(name, name))
            for name, text in record.fields.items()
            if text and name not in UNSCANNED_FIELDS
        }

    def _key(self, texts: Mapping[str, Segment]) -> bytes:
        return self.ledger.content_key(
            part for name, segment in texts.items() for part in (name, segment.context, segment.text)
        )

    def _submit(self, task: _Task) -> None:
        if not task.segments:
            self._commit(task, [])
            return
        task.attempts += 1
        self._pending[self.pool.submit(task.segments)] = task

    def _collect(self) -> None:
        """Commit what has ended; replace the workers if one died or none ends in time."""
        done, _ = wait(self._pending, timeout=STALL_SECONDS, return_when=FIRST_COMPLETED)
        broken = not done
        for future in done:
            try:
                spans = future.result()
            except (BrokenProcessPool, CancelledError):
                broken = True
                continue
            self._commit(self._pending.pop(future), spans)
        if broken:
            self._start_over()

    def _start_over(self) -> None:
        self.pool.kill()
        tasks, self._pending = list(self._pending.values()), {}
        for task in tasks:
            if task.attempts < ATTEMPTS:
                self._submit(task)
            else:
                self._commit(task, self._one_by_one(task))

    def _one_by_one(self, task: _Task) -> list[tuple[Span, ...] | None]:
        """Spans of each segment, None for a segment that no worker survives."""
        answers: list[tuple[Span, ...] | None] = []
        for segment in task.segments:
            try:
                answers.append(self.pool.submit([segment]).result(timeout=STALL_SECONDS)[0])
            except (BrokenProcessPool, CancelledError, TimeoutError):
                self.pool.kill()
                answers.append(None)
        return answers

    def _commit(self, task: _Task, answers: Sequence[tuple[Span, ...] | None]) -> None:
        found: dict[str, dict[str, tuple[Span, ...]]] = {identifier: {} for identifier in task.fresh}
        lost: set[str] = set()
        findings: list[Finding] = []
        masked: list[MaskedValue] = []
        for record, name, place in task.places:
            spans = answers[place] if isinstance(place, int) else place
            if spans is None:
                lost.add(record.id)
                continue
            if record.id in found:
                found[record.id][name] = spans
            findings += (finding(self.ledger, record, name, span) for span in spans if not span.masked)
            masked += (MaskedValue(record.id, name, s.start, s.end, s.entity_type) for s in spans if s.masked)
            listed = self._denied.spans(record, name, spans)
            findings += (finding(self.ledger, record, name, span, event) for span, event in listed)
        self._remember(task.segments, answers)
        self._give_up(task.units, lost)
        kept = [one for one in masked if one.record not in lost]
        known = {task.fresh[identifier]: spans for identifier, spans in found.items() if identifier not in lost}
        self._write(task.units, [finding for finding in findings if finding.record not in lost], kept, known)

    def _remember(self, segments: list[Segment], answers: Sequence[tuple[Span, ...] | None]) -> None:
        for segment, spans in zip(segments, answers, strict=True):
            if spans is not None and len(segment.text) <= _CACHED_LENGTH:
                self._cache[segment] = spans
        while len(self._cache) > _CACHED_VALUES:
            self._cache.popitem(last=False)

    @staticmethod
    def _give_up(batch: list[Unit], lost: set[str]) -> None:
        """Turn records whose text no worker survives into skipped items."""
        for unit in batch:
            for order, record in [item for item in unit.records if item[1].id in lost]:
                unit.records.remove((order, record))
                crashed = Skipped(record.source, record.locator, "scan_crashed", origin=record.origin)
                unit.skipped.append((order, crashed))

    def _write(
        self,
        batch: list[Unit],
        findings: list[Finding],
        masked: list[MaskedValue],
        known: Mapping[bytes, known_texts.Found],
    ) -> None:
        fresh = [unit for unit in batch if (unit.source, unit.ordinal) not in self._committed]
        with self.ledger.database.writing() as writer:
            for unit in fresh:
                scans.add_unit(writer, unit.source, unit.ordinal, len(unit.records), len(unit.skipped))
            records = [(unit.ordinal, *item, item_key(item[1])) for unit in fresh for item in unit.records]
            scans.add_records(writer, records)
            scans.add_skipped(writer, [(unit.ordinal, *item) for unit in fresh for item in unit.skipped])
            scans.add_findings(writer, findings)
            scans.add_masked(writer, masked)
            known_texts.remember(writer, engine_version(), known)
        self.progress.read += sum(len(unit.records) for unit in fresh)
        self.progress.skipped += sum(len(unit.skipped) for unit in fresh)
        self.progress.findings += len(findings)
        self.progress.bytes_done = max([self.progress.bytes_done, *(unit.offset for unit in batch)])

    def _finish(self, phase: str) -> None:
        database, progress = self.ledger.database, self.progress
        with database.writing() as writer:
            if phase != "done":
                writer.execute("UPDATE source SET state = 'cancelled' WHERE state = 'scanning'")
            run = (progress.seconds, phase, progress.items, progress.bytes_done, self.pool.workers, engine_version())
            scans.add_run(database, writer, *run)
        facts: dict[str, object] = {"read": progress.read, "skipped": progress.skipped, "findings": progress.findings}
        self._note({"done": "scan_finished", "cancelled": "scan_cancelled", "failed": "scan_failed"}[phase], facts)
        progress.end(phase, "scan_failed" if phase == "failed" else None)

    def _note(self, kind: str, facts: dict[str, object]) -> None:
        with self.ledger.database.writing():
            self.ledger.audit.append(self.actor, kind, facts)
        self.ledger.audit.publish()
