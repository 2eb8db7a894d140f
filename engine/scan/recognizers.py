"""Recognisers as data: the files of `data/recognizers/` as Presidio recognisers; a wrong entry is refused by name."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from presidio_analyzer import EntityRecognizer, RecognizerResult
from presidio_analyzer.nlp_engine import NlpArtifacts

from engine.scan.checks import CHECKS
from engine.scan.segments import HAN, fold

RULES = Path(__file__).resolve().parent.parent.parent / "data" / "recognizers"
LANGUAGE = "mul"  # ISO 639-2 for several languages: a mixed text is one text and is analysed once
_CLAUSE_END = re.compile(r"[,;。!?\n]|、")


class RuleError(ValueError):
    """An entry of a rules file is wrong; the text names file, entry and fault."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One entry of a file in `data/recognizers/`.

    `patterns` find candidates in folded text; a group named ``value`` is the finding, else the whole match is.
    `context` words must stand within `window` characters before (or `after` behind) it if `context_required`; else
    they raise the score by `raised`. `exclude` words between the nearest context word and the value, within the same
    clause, forbid it. `columns` are further context words that hold only in a column's header. `check` names a
    function of `scan.checks`. `needs` are characters without one of which the text is not searched at all.
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
    raised: float = 0.0
    exclude: tuple[str, ...] = ()
    needs: str = ""


_REQUIRED = ("id", "entity_type", "languages", "patterns", "score", "examples")
_TUPLES = ("languages", "context", "columns", "exclude")


@cache
def rules(folder: Path = RULES) -> tuple[Rule, ...]:
    """All entries of the folder's files, in the order of the files' names; an id stands once in all of them."""
    documents = {path: yaml.safe_load(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.yaml"))}
    parts = {name: text for document in documents.values() for name, text in document.get("parts", {}).items()}
    loaded: dict[str, Rule] = {}
    for path, document in documents.items():
        for entry in document.get("recognizers", ()):
            rule = _rule(path, entry, parts)
            if rule.id in loaded:
                raise RuleError(f"{path.name}: {rule.id}: the id stands twice")
            loaded[rule.id] = rule
    return tuple(loaded.values())


def _rule(path: Path, entry: Mapping[str, Any], parts: Mapping[str, str]) -> Rule:
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
    values: dict[str, Any] = {name: tuple(_flat(value)) if name in _TUPLES else value for name, value in entry.items()}
    values["patterns"] = tuple(_pattern(where, text, parts) for text in entry["patterns"])
    values["examples"] = {kind: tuple(texts) for kind, texts in examples.items()}
    return Rule(**values)


def _flat(value: Sequence[Any]) -> list[str]:
    return [word for item in value for word in ([item] if isinstance(item, str) else _flat(item))]


def _pattern(where: str, text: str, parts: Mapping[str, str]) -> re.Pattern[str]:
    expanded = text
    for _ in range(4):
        expanded = re.sub(r"<([a-z_]+)>", lambda m: f"(?:{parts[m[1]]})" if m[1] in parts else m[0], expanded)
    try:
        return re.compile(expanded)
    except re.error as error:
        raise RuleError(f"{where}: pattern {text}: {error}") from error


def _words(words: Sequence[str]) -> re.Pattern[str] | None:
    """A pattern for any of `words`, longest first; Latin words only as whole words."""
    if not words:
        return None
    escaped = [re.escape(word.casefold()) for word in sorted(set(words), key=lambda w: (-len(w), w))]
    whole = [rf"(?<![a-z]){w}(?![a-z])" if w.isascii() else w for w in escaped]
    return re.compile("|".join(whole))


class ScanArtifacts(NlpArtifacts):
    """What is known of a piece before the recognisers see it.

    `folded` is its text in plain forms, `header` the length of the column header put before the value, `names` the
    spans the language models found as (start, end, entity type, score).
    """

    def __init__(self, nlp_engine: Any, text: str, header: int, names: Sequence[tuple[int, int, str, float]]) -> None:
        self.folded = fold(text)
        self.lowered = self.folded.lower() if len(self.folded.lower()) == len(self.folded) else self.folded
        self.header = header
        self.names = names
        self.has_han = HAN.search(text) is not None
        self.nlp_engine = nlp_engine


class RuleRecognizer(EntityRecognizer):
    """A Presidio recogniser made of one rule."""

    def __init__(self, rule: Rule) -> None:
        super().__init__([rule.entity_type], name=rule.id, supported_language=LANGUAGE)
        self.rule = rule
        self._near = _words(rule.context)
        self._header = _words((*rule.context, *rule.columns))
        self._forbidden = _words(rule.exclude)
        self._check = CHECKS.get(rule.check)
        self._needs = frozenset(rule.needs)
        self._chinese_only = rule.languages == ("zh",)

    def load(self) -> None:
        """Nothing to load: the rule is complete."""

    def analyze(self, text: str, entities: list[str], nlp_artifacts: NlpArtifacts) -> list[RecognizerResult]:
        """The rule's findings in `text`, each with the score the rule states."""
        if not isinstance(nlp_artifacts, ScanArtifacts) or (self._chinese_only and not nlp_artifacts.has_han):
            return []
        if self._needs and self._needs.isdisjoint(nlp_artifacts.lowered):
            return []
        found: dict[tuple[int, int], RecognizerResult] = {}
        for pattern in self.rule.patterns:
            for match in pattern.finditer(nlp_artifacts.folded):
                start, end = match.span("value" if "value" in pattern.groupindex else 0)
                if (start, end) in found or start >= end or (self._check and not self._check(match.string[start:end])):
                    continue
                score = self._score(nlp_artifacts, start, end)
                if score:
                    found[start, end] = RecognizerResult(self.rule.entity_type, start, end, score)
        return list(found.values())

    def _score(self, artifacts: ScanArtifacts, start: int, end: int) -> float:
        """The stated score, raised by context; 0 where a needed word is missing or a forbidden one stands nearer."""
        rule, text = self.rule, artifacts.lowered
        before = text[max(0, start - rule.window) : start]
        if artifacts.header and start < artifacts.header + rule.window:
            before = text[:start]
        near = _last(self._header if artifacts.header else self._near, before)
        clause = max((m.end() for m in _CLAUSE_END.finditer(before)), default=0)
        if _last(self._forbidden, before[clause:]) + clause > max(near, clause):
            return 0.0
        supported = near >= 0 or (
            rule.after > 0 and self._near is not None and self._near.search(text, end, end + rule.after) is not None
        )
        if rule.context_required and not supported:
            return 0.0
        return min(1.0, rule.score + rule.raised) if supported else rule.score


def _last(words: re.Pattern[str] | None, text: str) -> int:
    """Where the last of `words` ends in `text`, or -1."""
    if words is None:
        return -1
    return max((m.end() for m in words.finditer(text)), default=-1)


class NameRecognizer(EntityRecognizer):
    """Hands the language models' spans, found for a whole batch beforehand, to Presidio."""

    def __init__(self) -> None:
        super().__init__(["PERSON", "ADDRESS", "ORGANIZATION"], name="names", supported_language=LANGUAGE)

    def load(self) -> None:
        """Nothing to load: the models belong to the NLP engine."""

    def analyze(self, text: str, entities: list[str], nlp_artifacts: NlpArtifacts) -> list[RecognizerResult]:
        """The models' spans as results."""
        if not isinstance(nlp_artifacts, ScanArtifacts):
            return []
        return [RecognizerResult(kind, start, end, score) for start, end, kind, score in nlp_artifacts.names]
