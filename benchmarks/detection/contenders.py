"""Who is compared: read from contenders.yaml, each run in an environment of its own and asked over a pipe."""

import json
import os
import subprocess
import sys
import venv
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import yaml

from benchmarks.detection.scoring import Spotted
from engine.catalogue import catalogue

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / ".peers"
FINDERS = Path(__file__).with_name("finders.py")
LISTED = Path(__file__).with_name("contenders.yaml")
Message = Sequence[tuple[str, str]]


class NotRun(Exception):
    """A contender could not be installed, started or asked; the text says why."""


@dataclass(frozen=True, slots=True)
class Contender:
    """One entry of contenders.yaml; `types` from its own to ours."""

    name: str
    licence: str
    settings: str
    finder: tuple[str, ...]
    types: Mapping[str, str]
    requires: tuple[str, ...] = ()
    accuracy: bool = True
    speed: bool = False

    def python(self) -> Path:
        """The interpreter it runs in: ours, or one made for it in `.peers` at the first call."""
        if not self.requires:
            return Path(sys.executable)
        folder = FOLDER / self.requires[0]
        python = folder / "bin" / "python"
        done = folder / "installed"
        if not done.exists():
            venv.create(folder, clear=True, with_pip=True)
            command = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *self.requires]
            made = subprocess.run(command, capture_output=True, text=True, check=False)
            if made.returncode:
                raise NotRun(f"not installed: {made.stderr.strip().splitlines()[-1]}")
            done.touch()
        return python


@dataclass(frozen=True, slots=True)
class Answer:
    """What one request gave: spans of each message in our types, seconds of wall clock and processors, peak bytes."""

    spans: list[set[Spotted]]
    seconds: float
    processor: float
    memory: int


class Running:
    """A contender's process, from entering to leaving the `with` block."""

    def __init__(self, contender: Contender) -> None:
        self._contender = contender

    def __enter__(self) -> Self:
        own = {} if self._contender.requires else {"PYTHONPATH": str(ROOT)}
        command = [self._contender.python(), "-P", FINDERS, *self._contender.finder]
        environment = {**os.environ, **own, "TOKENIZERS_PARALLELISM": "false", "HF_HUB_OFFLINE": "1"}
        self._process = subprocess.Popen(
            command, cwd=ROOT, env=environment, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL, encoding="utf-8",
        )  # fmt: skip
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._process.stdin:
            self._process.stdin.close()
        try:
            self._process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def ask(self, messages: Sequence[Message]) -> Answer:
        """Have it read messages, each a list of (field, text)."""
        assert self._process.stdin and self._process.stdout
        try:
            self._process.stdin.write(json.dumps({"messages": messages}) + "\n")
            self._process.stdin.flush()
            line = self._process.stdout.readline()
        except BrokenPipeError:
            line = ""
        if not line:
            raise NotRun("its process ended")
        answer: dict[str, Any] = json.loads(line)
        types = self._contender.types
        spans = [{(s, e, types[kind]) for s, e, kind in found if kind in types} for found in answer["spans"]]
        return Answer(spans, answer["seconds"], answer["processor"], answer["memory"])


def contenders(names: Collection[str] = (), file: Path = LISTED) -> list[Contender]:
    """The entries of the file, or those named."""
    ours = {kind: kind for kind in catalogue().entity_types}
    entries = yaml.safe_load(file.read_text(encoding="utf-8"))["contenders"]
    every = [_contender(entry | {"types": ours} if entry["types"] == "own" else entry) for entry in entries]
    return [one for one in every if not names or one.name in names]


def _contender(entry: Mapping[str, Any]) -> Contender:
    unknown = set(entry["types"].values()) - set(catalogue().entity_types)
    if unknown:
        raise ValueError(f"{entry['name']}: no entity types: {sorted(unknown)}")
    lists = {key: tuple(entry[key]) for key in ("finder", "requires") if key in entry}
    return Contender(**{**entry, **lists})
