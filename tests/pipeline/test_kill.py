"""kill -9 of the process that scans: no worker is left behind, and the next run ends with the same totals."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from engine import demo

pytestmark = [pytest.mark.slow, pytest.mark.skipif(not Path("/proc").is_dir(), reason="looks for processes in /proc")]


def _command(workspace: Path, *arguments: str) -> list[str]:
    return [sys.executable, "-m", "engine", *arguments, "--workspace", str(workspace), "--lang", "en"]


def _scan(workspace: Path, files: Path) -> list[str]:
    return _command(
        workspace, "scan", str(files), "--engagement", "real", "--as-of", "2026-11-21", "--workers", "1", "--json"
    )


def _marked(token: str) -> list[int]:
    """Processes whose environment carries the token."""
    found = []
    for folder in Path("/proc").iterdir():
        if folder.name.isdecimal():
            try:
                if token.encode() in (folder / "environ").read_bytes():
                    found.append(int(folder.name))
            except OSError:
                continue
    return found


def test_a_killed_scan_leaves_no_worker_and_goes_on_to_the_same_totals(tmp_path: Path) -> None:
    files = tmp_path / "files"
    files.mkdir()
    for name, content in demo.sources():
        (files / name).write_bytes(content)
    token = f"closeout-kill-test-{os.getpid()}"
    doomed = subprocess.Popen(
        _scan(tmp_path / "killed", files),
        stderr=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        text=True,
        env=os.environ | {"CLOSEOUT_TOKEN": token},
    )
    assert doomed.stderr
    for line in doomed.stderr:
        if "scanning" in line and ": 0 read" not in line:
            break
    assert len(_marked(token)) > 1
    doomed.send_signal(signal.SIGKILL)
    doomed.wait()
    deadline = time.monotonic() + 20
    while _marked(token) and time.monotonic() < deadline:
        time.sleep(0.2)
    assert _marked(token) == []

    totals = []
    for workspace in ("killed", "undisturbed"):
        run = subprocess.run(
            _scan(tmp_path / workspace, files), capture_output=True, text=True, timeout=300, check=True
        )
        summary = json.loads(run.stdout)
        for moving in ("seconds", "messages_per_second", "bytes_per_second"):
            del summary[moving]
        totals.append(summary)
    assert totals[0] == totals[1]
    assert totals[0]["found"] == totals[0]["read"] + totals[0]["skipped"] > 1000
    checked = subprocess.run(
        _command(tmp_path / "killed", "audit", "--engagement", "real"), capture_output=True, text=True, check=True
    )
    assert json.loads(checked.stdout)["intact"]
