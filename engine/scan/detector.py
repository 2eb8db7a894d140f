"""The detector: texts in, personal data out; Presidio is the frame, rules and language models are ours."""

from collections import OrderedDict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property
from hashlib import blake2b
from typing import NamedTuple

from presidio_analyzer import AnalyzerEngine, RecognizerRegistry, RecognizerResult
from presidio_analyzer.context_aware_enhancers import ContextAwareEnhancer
from presidio_analyzer.nlp_engine import NlpArtifacts

from engine.catalogue import catalogue
from engine.model.findings import Segment, Span
from engine.scan.alike import with_alike
from engine.scan.columns import is_impersonal
from engine.scan.encoded import legible
from engine.scan.grids import with_columns
from engine.scan.headers import column_label
from engine.scan.names import NamesEngine
from engine.scan.permits import settled
from engine.scan.recognizers import LANGUAGE, NameRecognizer, RuleRecognizer, Rules, ScanArtifacts
from engine.scan.repeats import repeated
from engine.scan.resolver import MODEL, Candidate, resolved
from engine.scan.rules import rules
from engine.scan.segments import Piece, pieces
from engine.scan.silence import silenced

CACHED_PIECES = 20_000
MASKED = frozenset(rule.id for rule in rules() if rule.masked)
_Key = bytes
_Finding = tuple[int, int, str, float, str]


class _Part(NamedTuple):
    """A piece of a segment with its label, and the key that both are remembered by."""

    key: _Key
    label: str
    piece: Piece


@cache
def thresholds() -> Mapping[str, float]:
    """The score below which a finding is not reported, by entity type.

    It applies to what the resolver has settled: a weak finding gives its place in the text to no other type.
    """
    return {kind.id: kind.threshold for kind in catalogue().entity_types.values()}


class _NoEnhancer(ContextAwareEnhancer):
    """Leaves scores as they are: rules look for their own context."""

    def __init__(self) -> None:
        super().__init__(0.0, 0.0, 0, 0)

    def enhance_using_context(
        self,
        text: str,
        raw_results: list[RecognizerResult],
        nlp_artifacts: NlpArtifacts,
        recognizers: list,
        context: list[str] | None = None,
    ) -> list[RecognizerResult]:
        """The results as they came."""
        return raw_results


class _Analyzer(AnalyzerEngine):
    """Presidio's engine over recognisers that stay the same: their types are gathered once, not for each text."""

    def get_supported_entities(self, language: str | None = None) -> list[str]:
        """The entity types of all recognisers."""
        return self._types

    @cached_property
    def _types(self) -> list[str]:
        return super().get_supported_entities(LANGUAGE)


class Detector:
    """Finds personal data in texts. Models load at the first text that needs them; results are cached by content."""

    def __init__(self) -> None:
        registry = RecognizerRegistry(
            recognizers=[Rules([RuleRecognizer(rule) for rule in rules()]), NameRecognizer()],
            supported_languages=[LANGUAGE],
        )
        self._names = NamesEngine()
        self._analyzer = _Analyzer(
            registry=registry,
            nlp_engine=self._names,
            supported_languages=[LANGUAGE],
            context_aware_enhancer=_NoEnhancer(),
        )
        self._cache: OrderedDict[_Key, tuple[_Finding, ...]] = OrderedDict()

    def detect(self, segments: Sequence[Segment]) -> list[tuple[Span, ...]]:
        """The findings of each segment and what is masked in it: sorted, non-overlapping, offsets in code points."""
        cut = [[_Part(_key(label, piece.text), label, piece) for label, piece in _labelled(one)] for one in segments]
        known = self._findings(part for parts in cut for part in parts)
        return [
            silenced(
                segment.text,
                repeated(segment.text, with_alike(segment.text, settled(segment.text, tuple(_spans(parts, known))))),
            )
            for segment, parts in zip(segments, cut, strict=True)
        ]

    def _findings(self, parts: Iterable[_Part]) -> dict[_Key, tuple[_Finding, ...]]:
        known: dict[_Key, tuple[_Finding, ...]] = {}
        fresh: dict[_Key, _Part] = {}
        for part in parts:
            if part.key in self._cache:
                self._cache.move_to_end(part.key)
                known[part.key] = self._cache[part.key]
            else:
                fresh[part.key] = part
        labelled = [(part.label + part.piece.text, len(part.label)) for part in fresh.values()]
        read = self._names.read(labelled)
        for part, artifacts, (text, header) in zip(fresh.values(), read, labelled, strict=True):
            found = self._analysed(text, header, artifacts)
            if part.label and is_impersonal(part.label.removesuffix(": ")):
                found = (one for one in found if one[-1] != MODEL)
            known[part.key] = self._cache[part.key] = tuple(found)
        while len(self._cache) > CACHED_PIECES:
            self._cache.popitem(last=False)
        return known

    def _analysed(self, text: str, header: int, artifacts: ScanArtifacts) -> Iterator[_Finding]:
        results = self._analyzer.analyze(text, LANGUAGE, nlp_artifacts=artifacts)
        named = ((r, r.recognition_metadata["recognizer_name"]) for r in results if r.start >= header)
        candidates = [Candidate(r.start, r.end, r.entity_type, r.score, name, name in MASKED) for r, name in named]
        for c in resolved(legible(text, candidates)):
            if c.score >= thresholds().get(c.entity_type, 0.0):
                yield c.start - header, c.end - header, c.entity_type, c.score, c.recognizer


def _key(label: str, text: str) -> _Key:
    return blake2b(f"{label}\0{text}".encode("utf-8", "surrogatepass"), digest_size=16).digest()


def _labelled(segment: Segment) -> Iterator[tuple[str, Piece]]:
    """The pieces of a segment with their labels: the name of the segment's column, or of the table's within it."""
    label = column_label(segment.context)
    for inner, piece in with_columns(pieces(segment.text)):
        yield inner or label, piece


def _spans(parts: Iterable[_Part], known: Mapping[_Key, tuple[_Finding, ...]]) -> Iterator[Span]:
    for key, _, piece in parts:
        for start, end, entity_type, score, recognizer in known[key]:
            yield Span(*piece.origin(start, end), entity_type, score, recognizer, recognizer in MASKED)
