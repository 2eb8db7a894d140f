"""Helper processes with limits for foreign parsers: a file that crashes or hangs one costs itself, nothing else.

A helper is a plain ``python -c`` child, so it never runs the caller's main module (Streamlit's app, a test runner).
It sees no path, no key and no database: it asks for the bytes of its file block by block, so that a file of any size
costs no memory, and answers with one JSON object after the other, each with bytes behind it if it has ``content``.
"""

import contextlib
import importlib
import io
import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, BinaryIO

from engine.model.seekable import Seekable

MEMORY_LIMIT = 2 << 30
"""Bytes of address space of a helper, where the system can limit it."""
TIME_LIMIT = 60.0
"""Seconds of its own a helper may take for its next answer; the time it waits for us does not count."""
_BLOCK = 1 << 18
_ROOT = Path(__file__).resolve().parents[2]
_START = "import engine.ingest.sandbox as s; s.serve()"
_LOOK = 0.25


class HelperFailed(Exception):
    """The helper could not read the file; `reason` is a code under ``skipped.``."""

    reason = "reader_crashed"


class HelperCrashed(HelperFailed):
    """The helper died: out of memory, or a fault in the parser."""


class HelperTimedOut(HelperFailed):
    """The helper took longer than it may for one answer."""

    reason = "reader_timeout"


class HelperRefused(HelperFailed):
    """The parser says what is wrong with the file."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Sandbox:
    """The helpers of one pass over a source: started when needed, reused, one for each parser at work at a time."""

    def __init__(self, *, memory_limit: int = MEMORY_LIMIT, time_limit: float = TIME_LIMIT) -> None:
        self._memory_limit = memory_limit
        self._time_limit = time_limit
        self._idle: list[_Helper] = []
        self._all: list[_Helper] = []

    def produce(
        self, module: str, file: BinaryIO, arguments: Mapping[str, object] | None = None
    ) -> Iterator[dict[str, Any]]:
        """What ``produce(file, **arguments)`` of `module` yields, made in a helper.

        Raises `HelperFailed` where the helper dies, hangs or refuses.
        """
        helper = self._idle.pop() if self._idle else self._started()
        finished = False
        try:
            yield from helper.answers(module, file, arguments or {})
            finished = True
        except HelperRefused:
            finished = True
            raise
        finally:
            if finished:
                self._idle.append(helper)
            else:
                helper.close()
                self._all.remove(helper)

    def close(self) -> None:
        """End all helpers."""
        helpers, self._all, self._idle = self._all, [], []
        for helper in helpers:
            helper.close()

    def _started(self) -> "_Helper":
        helper = _Helper(self._memory_limit, self._time_limit)
        self._all.append(helper)
        return helper


class _Helper:
    """One child process, and the watch that ends it when it takes too long."""

    def __init__(self, memory_limit: int, time_limit: float) -> None:
        environment = {**os.environ, "PYTHONPATH": str(_ROOT), "CLOSEOUT_HELPER_MEMORY": str(memory_limit)}
        self._process = subprocess.Popen(  # noqa: S603 - our own interpreter, a constant program
            [sys.executable, "-c", _START],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=_ROOT,
            env=environment,
        )
        assert self._process.stdin and self._process.stdout
        self._requests, self._replies = self._process.stdin, self._process.stdout
        self._limit, self._left = time_limit, time_limit
        self._waiting_since: float | None = None
        self._late = False
        threading.Thread(target=self._watch, daemon=True).start()

    def answers(self, module: str, file: BinaryIO, arguments: Mapping[str, object]) -> Iterator[dict[str, Any]]:
        """Send one request, serve the blocks it asks for, and pass on what it answers."""
        size = file.seek(0, io.SEEK_END)
        self._send({"module": module, "size": size, "arguments": arguments})
        self._left = self._limit
        while True:
            answer = self._receive()
            if "read" in answer:
                offset, count = answer["read"]
                file.seek(offset)
                block = _all_of(file, count)
                self._send({"bytes": len(block)}, block)
            elif "value" in answer:
                value = answer["value"]
                if "content" in answer:
                    value["content"] = self._exactly(answer["content"])
                yield value
                self._left = self._limit
            elif "refused" in answer:
                raise HelperRefused(str(answer["refused"]))
            else:
                return

    def close(self) -> None:
        """End the process."""
        self._process.kill()
        self._process.wait()
        for pipe in (self._requests, self._replies):
            with contextlib.suppress(OSError):
                pipe.close()

    def _send(self, header: Mapping[str, object], content: bytes = b"") -> None:
        try:
            self._requests.write(json.dumps(header).encode() + b"\n" + content)
            self._requests.flush()
        except OSError:
            raise self._failure() from None

    def _receive(self) -> dict[str, Any]:
        self._waiting_since = time.monotonic()
        try:
            line = self._replies.readline()
        finally:
            self._left -= time.monotonic() - self._waiting_since
            self._waiting_since = None
        if not line.endswith(b"\n"):
            raise self._failure()
        try:
            return json.loads(line)
        except ValueError:
            raise HelperCrashed from None

    def _exactly(self, count: int) -> bytes:
        content = self._replies.read(count)
        if len(content) < count:
            raise self._failure()
        return content

    def _failure(self) -> HelperFailed:
        return HelperTimedOut() if self._late else HelperCrashed()

    def _watch(self) -> None:
        while self._process.poll() is None:
            since = self._waiting_since
            if since is not None and time.monotonic() - since > self._left:
                self._late = True
                self._process.kill()
                return
            time.sleep(min(_LOOK, self._limit / 4))


def _all_of(file: BinaryIO, count: int) -> bytes:
    """`count` bytes from where `file` stands, fewer at its end only."""
    content = file.read(count)
    while 0 < len(content) < count and (more := file.read(count - len(content))):
        content += more
    return content


class _Asked(Seekable):
    """The file as the helper sees it: every read asks the owner."""

    def __init__(self, size: int, requests: BinaryIO, replies: BinaryIO) -> None:
        super().__init__(size)
        self._requests, self._replies = requests, replies

    def run(self, position: int, count: int) -> bytes:
        """The bytes as the owner answers; without an owner the helper ends."""
        self._replies.write(json.dumps({"read": [position, count]}).encode() + b"\n")
        self._replies.flush()
        got = json.loads(self._requests.readline())["bytes"]
        content = self._requests.read(got)
        if len(content) < got:
            os._exit(1)
        return content


def serve() -> None:
    """The helper's main loop; ends when its owner does."""
    _limit_memory(int(os.environ.get("CLOSEOUT_HELPER_MEMORY", MEMORY_LIMIT)))
    requests, replies = sys.stdin.buffer, os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    while line := requests.readline():
        request = json.loads(line)
        file = io.BufferedReader(_Asked(request["size"], requests, replies), _BLOCK)
        reader = importlib.import_module(request["module"])
        last: dict[str, object] = {"done": True}
        try:
            for value in reader.produce(file, **request["arguments"]):
                content = value.pop("content", None)
                header = {"value": value} if content is None else {"value": value, "content": len(content)}
                replies.write(json.dumps(header).encode() + b"\n" + (content or b""))
                replies.flush()
        except HelperRefused as refusal:
            last = {"refused": refusal.reason}
        replies.write(json.dumps(last).encode() + b"\n")
        replies.flush()


def _limit_memory(limit: int) -> None:
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
