"""A helper process with limits for foreign parsers: a file that crashes or hangs one costs itself, nothing else.

The helper is a plain ``python -c`` child, so it never runs the caller's main module (Streamlit's app, a test
runner). It gets a file on its standard input and answers with one JSON value a line; it sees no path, no key and no
database.
"""

import contextlib
import importlib
import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

MEMORY_LIMIT = 2 << 30
"""Bytes of address space of the helper, where the system can limit it."""
TIME_LIMIT = 60.0
"""Seconds the helper may take for its next answer."""
_ROOT = Path(__file__).resolve().parents[2]
_START = "import engine.ingest.sandbox as s; s.serve()"


class HelperCrashed(Exception):
    """The helper died: out of memory, or a fault in the parser."""


class HelperTimedOut(Exception):
    """The helper took longer than it may for one answer."""


class HelperRefused(Exception):
    """The parser cannot read the file; `reason` is a code under ``skipped.``."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Sandbox:
    """At most one helper process, started when first needed and reused until it fails or is closed."""

    def __init__(self, *, memory_limit: int = MEMORY_LIMIT, time_limit: float = TIME_LIMIT) -> None:
        self._memory_limit = memory_limit
        self._time_limit = time_limit
        self._helper: subprocess.Popen[bytes] | None = None

    def produce(self, module: str, data: bytes) -> Iterator[object]:
        """What `module`'s ``produce(data)`` yields, made in the helper."""
        self._send(module, data)
        done = False
        try:
            while True:
                answer = self._answer()
                if "value" in answer:
                    yield answer["value"]
                    continue
                done = True
                if "refused" in answer:
                    raise HelperRefused(str(answer["refused"]))
                return
        finally:
            if not done:
                self.close()

    def close(self) -> None:
        """End the helper."""
        helper, self._helper = self._helper, None
        if helper is None:
            return
        helper.kill()
        helper.wait()
        for pipe in (helper.stdin, helper.stdout):
            if pipe:
                with contextlib.suppress(OSError):
                    pipe.close()

    def _send(self, module: str, data: bytes) -> None:
        helper = self._started()
        assert helper.stdin is not None
        try:
            helper.stdin.write(json.dumps({"module": module, "size": len(data)}).encode() + b"\n")
            helper.stdin.write(data)
            helper.stdin.flush()
        except OSError as error:
            self.close()
            raise HelperCrashed from error

    def _started(self) -> subprocess.Popen[bytes]:
        if self._helper is None or self._helper.poll() is not None:
            self.close()
            environment = {**os.environ, "PYTHONPATH": str(_ROOT), "CLOSEOUT_HELPER_MEMORY": str(self._memory_limit)}
            self._helper = subprocess.Popen(  # noqa: S603 - our own interpreter, a constant program
                [sys.executable, "-c", _START],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                cwd=_ROOT,
                env=environment,
            )
        return self._helper

    def _answer(self) -> dict[str, object]:
        helper = self._helper
        if helper is None or helper.stdout is None:
            raise HelperCrashed
        late = threading.Event()
        timer = threading.Timer(self._time_limit, lambda: (late.set(), helper.kill()))
        timer.daemon = True
        timer.start()
        try:
            line = helper.stdout.readline()
        finally:
            timer.cancel()
        if late.is_set():
            raise HelperTimedOut
        if not line.endswith(b"\n"):
            raise HelperCrashed
        return json.loads(line)


def serve() -> None:
    """The helper's main loop; ends when its owner does."""
    _limit_memory(int(os.environ.get("CLOSEOUT_HELPER_MEMORY", MEMORY_LIMIT)))
    requests, answers = sys.stdin.buffer, os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    while line := requests.readline():
        request = json.loads(line)
        data = requests.read(request["size"])
        if len(data) < request["size"]:
            return
        try:
            for value in importlib.import_module(request["module"]).produce(data):
                answers.write(json.dumps({"value": value}).encode() + b"\n")
            last: dict[str, object] = {"done": True}
        except HelperRefused as refusal:
            last = {"refused": refusal.reason}
        answers.write(json.dumps(last).encode() + b"\n")
        answers.flush()


def _limit_memory(limit: int) -> None:
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
