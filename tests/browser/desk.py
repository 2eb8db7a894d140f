"""A desk served on this machine and a browser to look at it: for the browser test and the screenshots."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
HOST = "127.0.0.1"
_CHROMIUM_ARGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--force-color-profile=srgb",
)
_STARTS_WITHIN, _ENDS_WITHIN = 120, 20
SETTLED = "[data-testid=stApp][data-test-script-state=notRunning]"


def chromium() -> str:
    """The path of Chromium: $CLOSEOUT_CHROMIUM, else the one on the PATH; empty if there is none."""
    return os.environ.get("CLOSEOUT_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser") or ""


@contextmanager
def served(workspace: Path) -> Iterator[str]:
    """Serve a workspace on a free port and yield the address; the server is ended in any case."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port = probe.getsockname()[1]
    address = f"http://{HOST}:{port}"
    log = workspace.parent / f"{workspace.name}.log"
    command = (sys.executable, "app.py", "--server.address", HOST, "--server.port", str(port))
    with log.open("wb") as heard:
        server = subprocess.Popen(
            command,
            cwd=ROOT,
            env=os.environ | {"CLOSEOUT_WORKSPACE": str(workspace)},
            stdin=subprocess.DEVNULL,
            stdout=heard,
            stderr=subprocess.STDOUT,
        )
        try:
            _await_health(server, address, log)
            yield address
        finally:
            server.terminate()
            try:
                server.wait(_ENDS_WITHIN)
            except subprocess.TimeoutExpired:
                server.kill()
                server.wait()


def _await_health(server: subprocess.Popen[bytes], address: str, log: Path) -> None:
    end = time.monotonic() + _STARTS_WITHIN
    while time.monotonic() < end:
        if server.poll() is not None:
            raise RuntimeError(f"the server ended: {log.read_text(errors='replace')[-2000:]}")
        try:
            with urlopen(f"{address}/_stcore/health", timeout=2) as answer:
                if answer.status == 200:
                    return
        except (URLError, OSError):
            time.sleep(0.1)
    raise TimeoutError(f"no answer from {address}: {log.read_text(errors='replace')[-2000:]}")


@contextmanager
def browser() -> Iterator[Browser]:
    """A headless Chromium."""
    with sync_playwright() as play:
        opened = play.chromium.launch(executable_path=chromium(), args=list(_CHROMIUM_ARGS))
        try:
            yield opened
        finally:
            opened.close()


def settled(page: Page) -> None:
    """Wait until the script has run to its end and nothing on the page is stale."""
    page.wait_for_selector(SETTLED)
    page.wait_for_function(
        "() => !document.querySelector('[data-stale=true]') && !document.querySelector('[data-testid=stSkeleton]')"
    )
