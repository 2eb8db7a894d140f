"""Recognisers as data: the files of `data/recognizers/` as typed rules; a wrong entry is refused by file and id."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from engine.patterns.spelling import simplified
from engine.scan.checks import CHECKS

RULES = Path(__file__).resolve().parent.parent.parent / "data" / "recognizers"


class RuleError(ValueError):
    """An entry of a rules file is wrong; the text names file, entry and fault."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One entry of a file in `data/recognizers/`; `masked` if its findings are values that were covered before.

    `patterns` find candidates in folded text; a group named ``value`` is the finding, else the whole match is.
    A candidate is supported by a word of `context` within `window` characters before it (or `after` behind it), by a
    person's name within `beside` characters on its line (`behind_name`: only one that stands before it; `on_line`:
    anywhere on it), by standing in a list behind a supported one, by at least `several` candidates of the same shape in
    the piece, or by a mark of the tagger with a score of `marked` at least. `context_required` drops what is not
    supported; else support raises the score by `raised`. `columns` are further context words that hold only in a
    column's header. What is told to everybody (`scan.general`) is no circumstance of a person, whatever supports it.
    `exclude` words between the nearest context word and the value, within the same clause, forbid it; `never` words
    forbid it wherever they stand before it in its sentence, within `window`. `check` names a function of
    `scan.checks`.
    """

    id: str
    entity_type: str
    languages: tuple[str, ...]
    patterns: tuple[re.Pattern[str], ...]
    score: float
    examples: Mapping[str, tuple[str, ...]]
    check: str = ""
    context: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    context_required: bool = False
    window: int = 24
    after: int = 0
    beside: int = 0
    behind_name: int = 0
    on_line: bool = False
    several: int = 0
    marked: float = 0.0
    raised: float = 0.0
    exclude: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    masked: bool = False


_REQUIRED = ("id", "entity_type", "languages", "patterns", "score", "examples")
_TUPLES = ("languages", "context", "columns", "exclude", "never")


@cache
def rules(folder: Path = RULES) -> tuple[Rule, ...]:
    """All entries of the folder's files, in the order of the files' names; an id stands once in all of them."""
    documents = {path: yaml.safe_load(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.yaml"))}
    parts = {name: text for document in documents.values() for name, text in document.get("parts", {}).items()}
    words = {name: some for document in documents.values() for name, some in document.get("words", {}).items()}
    loaded: dict[str, Rule] = {}
    for path, document in documents.items():
        for entry in document.get("recognizers", ()):
            rule = _rule(path, entry, parts, words)
            if rule.id in loaded:
                raise RuleError(f"{path.name}: {rule.id}: the id stands twice")
            loaded[rule.id] = rule
    return tuple(loaded.values())


def _rule(path: Path, entry: Mapping[str, Any], parts: Mapping[str, str], words: Mapping[str, Sequence[str]]) -> Rule:
    where = f"{path.name}: {entry.get('id', entry)}"
    unknown = set(entry) - {f.name for f in fields(Rule)}
    missing = [name for name in _REQUIRED if name not in entry]
    if unknown or missing:
        raise RuleError(f"{where}: unknown fields {sorted(unknown)}, missing fields {missing}")
    if entry.get("check", "") not in {"", *CHECKS}:
        raise RuleError(f"{where}: no check is called {entry['check']}")
    examples = entry["examples"]
    if set(examples) != {"match", "no_match"} or not examples["match"] or not examples["no_match"]:
        raise RuleError(f"{where}: examples need both match and no_match")
    values: dict[str, Any] = dict(entry)
    values |= {name: tuple(_words(where, entry[name], words)) for name in _TUPLES if name in entry}
    values["patterns"] = tuple(_pattern(where, text, parts) for text in entry["patterns"])
    values["examples"] = {kind: tuple(texts) for kind, texts in examples.items()}
    return Rule(**values)


def _words(where: str, listed: Iterable[Any], shared: Mapping[str, Sequence[str]]) -> Iterable[str]:
    """The words of a list; one that stands as ``<name>`` is a list shared by several rules."""
    for word in listed:
        if isinstance(word, bool):
            raise RuleError(f"{where}: a word that YAML reads as {word}; it needs quotes")
        item = str(word)
        name = item.removeprefix("<").removesuffix(">")
        if item == f"<{name}>" and name not in shared:
            raise RuleError(f"{where}: no shared words are called {name}")
        yield from _words(where, shared[name], shared) if item == f"<{name}>" else (simplified(item),)


def _pattern(where: str, text: str, parts: Mapping[str, str]) -> re.Pattern[str]:
    expanded, before = text, ""
    while expanded != before:
        before = expanded
        expanded = re.sub(r"<([a-z_]+)>", lambda m: f"(?:{parts[m[1]]})" if m[1] in parts else m[0], before)
    try:
        return re.compile(simplified(expanded))
    except re.error as error:
        raise RuleError(f"{where}: pattern {text}: {error}") from error
