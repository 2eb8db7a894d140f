"""The background scan of an engagement."""

import logging
import threading
import traceback

from engine.model.errors import ActionableError
from engine.model.events import Profile
from engine.model.progress import Progress
from engine.pipeline.pool import WorkerPool
from engine.pipeline.scanning import Scan
from engine.store.workspace import Ledger

_log = logging.getLogger(__name__)


class Job:
    """The background scan of one engagement: at most one at a time, whoever started it."""

    def __init__(self, ledger: Ledger, pool: WorkerPool) -> None:
        self._ledger = ledger
        self._pool = pool
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self._scan: Scan | None = None
        self._looked_back = False
        self._error: BaseException | None = None

    @property
    def progress(self) -> Progress | None:
        return self._scan.progress if self._scan else None

    @property
    def error(self) -> BaseException | None:
        """What ended the last scan, if it failed."""
        return self._error

    def start(self, actor: Profile) -> None:
        """Start a scan in the background."""
        with self._lock:
            if self._thread and self._thread.is_alive():
                raise ActionableError("scan_running")
            self._scan = Scan(self._ledger, self._pool, actor)
            self._error = None
            self._thread = threading.Thread(target=self._run, name=f"scan-{self._ledger.slug}", daemon=True)
            self._thread.start()

    def resume(self, actor: Profile) -> None:
        """Go on with a scan that was under way when an earlier process ended; looked for once."""
        with self._lock:
            if self._looked_back:
                return
            self._looked_back = True
        if self._ledger.database.value("SELECT count(*) FROM source WHERE state = 'scanning'"):
            self.start(actor)

    def cancel(self) -> None:
        if self._scan:
            self._scan.cancel()

    def wait(self, seconds: float | None = None) -> None:
        """Block until the scan has ended, or for some seconds."""
        if self._thread:
            self._thread.join(seconds)

    def _run(self) -> None:
        assert self._scan
        try:
            self._scan.run()
        except BaseException as error:
            self._error = error
            where = "".join(traceback.format_tb(error.__traceback__))
            _log.error("the scan failed with %s\n%s", type(error).__name__, where)
