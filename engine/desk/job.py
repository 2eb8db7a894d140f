"""The background work on an engagement: scanning, and following a changed review."""

import logging
import threading
import traceback

from engine.desk.ahead import count_ahead
from engine.model.errors import ActionableError
from engine.model.events import Profile
from engine.model.progress import Progress
from engine.pipeline import assessing
from engine.pipeline.following import Following
from engine.pipeline.pool import WorkerPool
from engine.pipeline.scanning import Scan
from engine.store import reviews
from engine.store.workspace import Ledger

_log = logging.getLogger(__name__)


class Job:
    """The background work on one engagement: at most one thing at a time, whoever started it.

    A scan follows the review itself; a review that changes while nothing is scanned is followed on its own.
    """

    def __init__(self, ledger: Ledger, pool: WorkerPool) -> None:
        self._ledger = ledger
        self._pool = pool
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self._scan: Scan | None = None
        self._following: Following | None = None
        self._looked_back = False
        self._error: BaseException | None = None
        self._at_work = 0
        self._ahead: threading.Thread | None = None
        self._ended = threading.Event()

    @property
    def progress(self) -> Progress | None:
        """The running or last scan."""
        return self._scan.progress if self._scan else None

    @property
    def following(self) -> Progress | None:
        """The running or last following of the review."""
        return self._following.progress if self._following else None

    @property
    def error(self) -> BaseException | None:
        """What ended the last work, if it failed."""
        return self._error

    def start(self, actor: Profile) -> None:
        """Start a scan in the background; the review is followed to the end first."""
        with self._lock:
            if self._scan and self._scan.progress.running:
                raise ActionableError("scan_running")
            self._scan = Scan(self._ledger, self._pool, actor)
            self._begin(self._scan)

    def follow(self) -> None:
        """Follow the review in the background, if it changed and nothing is at work; what is at work follows it too."""
        with self._lock:
            if not self._at_work and reviews.pending(self._ledger.database):
                self._following = Following(self._ledger)
                self._begin(self._following)

    def resume(self, actor: Profile) -> None:
        """Go on with what was under way when an earlier process ended; looked for once."""
        with self._lock:
            if self._looked_back:
                return
            self._looked_back = True
        if not self._ledger.database.value("SELECT count(*) FROM risk"):
            assessing.assess_risks(self._ledger)  # an earlier version kept a register that says less
        if self._ledger.database.value("SELECT count(*) FROM source WHERE state = 'scanning'"):
            self.start(actor)
        self.follow()
        self.look_ahead()

    def look_ahead(self) -> None:
        """Count in the background what will be asked first; what is at work does so when it has ended."""
        with self._lock:
            if self._at_work or self._ended.is_set() or (self._ahead and self._ahead.is_alive()):
                return
            self._ahead = threading.Thread(
                target=count_ahead,
                args=(self._ledger.database, self._ended),
                name=f"ahead-{self._ledger.slug}",
                daemon=True,
            )
            self._ahead.start()

    def cancel(self) -> None:
        if self._scan:
            self._scan.cancel()

    def wait(self, seconds: float | None = None) -> None:
        """Block until all work has ended, or for some seconds."""
        if self._thread:
            self._thread.join(seconds)

    def end(self) -> None:
        """End all work on the engagement, for good."""
        self._ended.set()
        self.cancel()
        self.wait()
        if self._ahead:
            self._ahead.join()

    def _begin(self, work: Scan | Following) -> None:
        before, self._error = self._thread, None
        self._at_work += 1
        self._thread = threading.Thread(
            target=self._run, args=(work, before), name=f"work-{self._ledger.slug}", daemon=True
        )
        self._thread.start()

    def _run(self, work: Scan | Following, before: threading.Thread | None) -> None:
        """Do `work` when what came before has ended, then follow the review as long as it changed meanwhile."""
        if before:
            before.join()
        try:
            work.run()
            while following := self._left_to_follow():
                following.run()
            if self._looked_back:
                self.look_ahead()
        except BaseException as error:
            with self._lock:
                self._at_work -= 1
            self._error = error
            where = "".join(traceback.format_tb(error.__traceback__))
            _log.error("%s failed with %s\n%s", type(work).__name__, type(error).__name__, where)

    def _left_to_follow(self) -> Following | None:
        """What changed meanwhile; if nothing did, the work is over in the same breath: no change falls between."""
        with self._lock:
            if not reviews.pending(self._ledger.database):
                self._at_work -= 1
                return None
            self._following = Following(self._ledger)
            return self._following
