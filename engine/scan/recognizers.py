"""The rules and the language models' spans as Presidio recognisers."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from presidio_analyzer import EntityRecognizer, RecognizerResult
from presidio_analyzer.nlp_engine import NlpArtifacts

from engine.patterns.anchors import Words, folded, needs, tells
from engine.patterns.gate import Gate
from engine.patterns.spelling import has_han
from engine.scan.checks import CHECKS
from engine.scan.general import CIRCUMSTANCES, is_general
from engine.scan.marks import TOLD
from engine.scan.rules import Rule

_HAN = "\0han"  # stands in a gate for a text with Han characters
LANGUAGE = "mul"  # ISO 639-2 for several languages: a mixed text is one text and is analysed once
_CLAUSE_END = re.compile(r"[,;。!?\n]|、|(?<=[\u4e00-\u9fff])\.(?= )")
_SENTENCE_END = re.compile(r"[;。!?\n]")
_LIST_GAP = re.compile(r"[^0-9。!?]{1,24}")
_ENDED = re.compile(r"[。!?\n]")
_ROW_LETTERS = 6
_FEW = 4  # characters beside a number, from which nothing can be told
_WORD_BEHIND = re.compile(r"[ -][A-Za-z]{1,4}$")


class ScanArtifacts(NlpArtifacts):
    """What is known of a piece before the recognisers see it.

    `folded` is its text in plain forms, `header` the length of the column header put before the value, `names` the
    spans the language models found as (start, end, entity type, score).
    """

    def __init__(self, nlp_engine: Any, plain: str, header: int, names: Sequence[tuple[int, int, str, float]]) -> None:
        lowered = plain.lower()
        self.folded = plain
        self.lowered = lowered if len(lowered) == len(plain) else plain
        self.header = header
        self.names = names
        self.has_han = has_han(plain)
        self.nlp_engine = nlp_engine

    def names_person(self, start: int, end: int, before: int, after: int) -> bool:
        """Whether a person is named as in one row with this span, at most so many characters before or after it."""
        for begin, stop, kind, _ in self.names:
            left, right, distance = (stop, start, before) if stop <= start else (end, begin, after)
            if kind == "PERSON" and 0 <= right - left <= distance and _in_row(self.folded[left:right]):
                return True
        return False

    def names_on_line(self, start: int, end: int) -> bool:
        """Whether a person is named on the line of this span."""
        first, last = self.folded.rfind("\n", 0, start), self.folded.find("\n", end)
        last = len(self.folded) if last < 0 else last
        return any(kind == "PERSON" and first < begin and stop <= last for begin, stop, kind, _ in self.names)

    def speaks_of_nobody(self, entity_type: str, start: int, end: int) -> bool:
        """Whether this span is of a kind that is found only where somebody is spoken of, and nobody is."""
        persons = [(begin, stop) for begin, stop, kind, _ in self.names if kind == "PERSON"]
        return entity_type in CIRCUMSTANCES and is_general(self.folded, start, end, entity_type, persons)

    def is_tagged(self, entity_type: str, start: int, end: int, least: float) -> bool:
        """Whether the tagger takes something in this span for a value of this type, by what else the text says."""
        alone = len(self.folded) - self.header < end - start + _FEW
        return not alone and any(
            kind == entity_type and begin < end and start < stop and score >= least
            for begin, stop, kind, score in self.names
        )


class RuleRecognizer(EntityRecognizer):
    """A Presidio recogniser made of one rule."""

    def __init__(self, rule: Rule) -> None:
        super().__init__([rule.entity_type], name=rule.id, supported_language=LANGUAGE)
        self.rule = rule
        self._near = _any_of(rule.context)
        self._header = _any_of((*rule.context, *rule.columns))
        self._forbidden = _any_of(rule.exclude)
        self._never = _any_of(rule.never)
        self._check = CHECKS.get(rule.check)
        self._chinese_only = rule.languages == ("zh",)
        self._named = max(rule.beside, rule.behind_name)

    def load(self) -> None:
        """Nothing to load: the rule is complete."""

    def analyze(self, text: str, entities: list[str], nlp_artifacts: NlpArtifacts) -> list[RecognizerResult]:
        """The rule's findings in `text`, each with the score the rule states."""
        if not isinstance(nlp_artifacts, ScanArtifacts) or (self._chinese_only and not nlp_artifacts.has_han):
            return []
        return self.found(nlp_artifacts, self.rule.patterns)

    def found(self, artifacts: ScanArtifacts, patterns: Iterable[re.Pattern[str]]) -> list[RecognizerResult]:
        """What those of the rule's patterns that can match in the text find in it."""
        candidates = sorted(set(self._candidates(artifacts.folded, patterns)))
        if not candidates:
            return []
        shapes = [_shape(artifacts.folded[start:end]) for start, end in candidates]
        several = {shape for shape, count in Counter(shapes).items() if 0 < self.rule.several <= count}
        found: list[RecognizerResult] = []
        last = ""
        for (start, end), shape in zip(candidates, shapes, strict=True):
            listed = (
                bool(found)
                and shape == last
                and _LIST_GAP.fullmatch(artifacts.folded, found[-1].end, start) is not None
            )
            score = self._score(artifacts, start, end, listed or shape in several)
            if score:
                found.append(RecognizerResult(self.rule.entity_type, start, end, score))
                last = shape
        return found

    def _candidates(self, text: str, patterns: Iterable[re.Pattern[str]]) -> Iterator[tuple[int, int]]:
        """What the patterns match and the check lets pass; a word caught behind a number is left out of it."""
        for pattern in patterns:
            for match in pattern.finditer(text):
                start, end = match.span("value" if "value" in pattern.groupindex else 0)
                while start < end and self._check and not self._check(text[start:end]):
                    behind = _WORD_BEHIND.search(text, start, end)
                    end = behind.start() if behind else start
                if start < end:
                    yield start, end

    def _score(self, artifacts: ScanArtifacts, start: int, end: int, listed: bool) -> float:
        """The stated score, raised by support; 0 where that is wanting or a forbidden word stands nearer."""
        rule, text = self.rule, artifacts.lowered
        before = text[max(0, start - rule.window) : start]
        if artifacts.header and start < artifacts.header + rule.window:
            before = text[:start]
        sentence = max((m.end() for m in _SENTENCE_END.finditer(before)), default=0)
        if _last(self._never, before[sentence:]) >= 0:
            return 0.0
        near = _last(self._header if artifacts.header else self._near, before)
        clause = max((m.end() for m in _CLAUSE_END.finditer(before)), default=0)
        if _last(self._forbidden, before[clause:]) + clause > max(near, clause):
            return 0.0
        supported = (
            near >= 0
            or listed
            or (rule.after > 0 and self._near is not None and bool(self._near.search(text, end, end + rule.after)))
            or (self._named > 0 and artifacts.names_person(start, end, self._named, rule.beside or -1))
            or (rule.on_line and artifacts.names_on_line(start, end))
            or artifacts.is_tagged(rule.entity_type, start, end, rule.marked)
        )
        if (rule.context_required and not supported) or artifacts.speaks_of_nobody(rule.entity_type, start, end):
            return 0.0
        return min(1.0, rule.score + rule.raised) if supported else rule.score


def _in_row(between: str) -> bool:
    """Whether what stands between two values of a row is no sentence: marks, numbers and a word at most."""
    return not _ENDED.search(between) and sum(c.isalpha() for c in between) <= _ROW_LETTERS


def _any_of(words: Sequence[str]) -> re.Pattern[str] | None:
    """A pattern for any of `words`, longest first; Latin words only as whole words."""
    if not words:
        return None
    escaped = [re.escape(word.casefold()) for word in sorted(set(words), key=lambda w: (-len(w), w))]
    whole = [rf"(?<![a-z]){w}(?![a-z])" if w.isascii() else w for w in escaped]
    return re.compile("|".join(whole))


def _shape(value: str) -> str:
    """A value with every digit as 0 and every letter as A: numbers of one kind have one shape."""
    return "".join("0" if c.isdigit() else "A" if c.isalpha() else "" for c in value)


def _last(words: re.Pattern[str] | None, text: str) -> int:
    """Where the last of `words` ends in `text`, or -1."""
    if words is None:
        return -1
    return max((m.end() for m in words.finditer(text)), default=-1)


def _tagged(kind: str) -> str:
    """The word that stands in a gate for a mark of the tagger."""
    return f"\0{kind}"


def _conditions(rule: Rule, pattern: re.Pattern[str]) -> tuple[list[Words], int]:
    """What a text must hold for the rule to find something with the pattern: see `Gate`."""
    needed = needs(pattern)
    sets = list(needed.words)
    if rule.languages == ("zh",):
        sets.append(frozenset((_HAN,)))
    support = frozenset(folded(word) for word in (*rule.context, *rule.columns))
    if rule.context_required and not rule.several and (tells(support) or rule.marked):
        by_name = rule.beside or rule.behind_name or rule.on_line
        marks = {_tagged(rule.entity_type), _tagged("PERSON")} if by_name else {_tagged(rule.entity_type)}
        sets.append(support | marks)
    return sets, needed.digits


class Rules(EntityRecognizer):
    """All rules as one recogniser: each text is looked through once for what patterns need, few patterns are tried."""

    def __init__(self, recognizers: Sequence[RuleRecognizer]) -> None:
        types = sorted({entity_type for each in recognizers for entity_type in each.supported_entities})
        super().__init__(types, name="rules", supported_language=LANGUAGE)
        self._patterns = [(recognizer, pattern) for recognizer in recognizers for pattern in recognizer.rule.patterns]
        self._gate = Gate([_conditions(recognizer.rule, pattern) for recognizer, pattern in self._patterns])

    def load(self) -> None:
        """Nothing to load: rules are complete."""

    def analyze(self, text: str, entities: list[str], nlp_artifacts: NlpArtifacts) -> list[RecognizerResult]:
        """What the rules find, each result with its rule's id as the recogniser's name."""
        if not isinstance(nlp_artifacts, ScanArtifacts):
            return []
        told = {_tagged(kind) for _, _, kind, _ in nlp_artifacts.names}
        if nlp_artifacts.has_han:
            told.add(_HAN)
        possible: dict[RuleRecognizer, list[re.Pattern[str]]] = {}
        for number in self._gate.open(nlp_artifacts.folded, told):
            recognizer, pattern = self._patterns[number]
            possible.setdefault(recognizer, []).append(pattern)
        found: list[RecognizerResult] = []
        for recognizer, patterns in possible.items():
            for result in recognizer.found(nlp_artifacts, patterns):
                result.recognition_metadata = {
                    RecognizerResult.RECOGNIZER_NAME_KEY: recognizer.name,
                    RecognizerResult.RECOGNIZER_IDENTIFIER_KEY: self.id,
                }
                found.append(result)
        return found


class NameRecognizer(EntityRecognizer):
    """Hands the language models' spans, found for a whole batch beforehand, to Presidio."""

    def __init__(self) -> None:
        super().__init__(sorted(TOLD), name="names", supported_language=LANGUAGE)

    def load(self) -> None:
        """Nothing to load: the models belong to the NLP engine."""

    def analyze(self, text: str, entities: list[str], nlp_artifacts: NlpArtifacts) -> list[RecognizerResult]:
        """The models' spans as results."""
        if not isinstance(nlp_artifacts, ScanArtifacts):
            return []
        return [
            RecognizerResult(kind, start, end, score)
            for start, end, kind, score in nlp_artifacts.names
            if kind in TOLD and not nlp_artifacts.speaks_of_nobody(kind, start, end)
        ]
