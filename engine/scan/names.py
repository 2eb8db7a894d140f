"""Presidio's NLP engine for this product: what the language models say of a batch of pieces; it downloads nothing."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import Any

from presidio_analyzer.nlp_engine import NlpArtifacts, NlpEngine

from engine.scan.addresses import chinese_addresses
from engine.scan.chinese_names import chinese_names
from engine.scan.headers import display_names, named_cell
from engine.scan.latin_names import latin_names, pinyin_names
from engine.scan.lexicon import is_surname
from engine.scan.ner_en import EnglishTagger
from engine.scan.ner_zh import ChineseTagger, Token, clauses
from engine.scan.recognizers import LANGUAGE, ScanArtifacts
from engine.scan.segments import HAN, fold

_LAC_SCORE = 0.85
_TOLD_SCORE = 0.9


class NamesEngine(NlpEngine):
    """Chinese by LAC sentence by sentence, Latin runs by Rampart; both only where a name can stand."""

    @cached_property
    def _chinese(self) -> ChineseTagger:
        return ChineseTagger()

    @cached_property
    def _english(self) -> EnglishTagger:
        return EnglishTagger()

    def load(self) -> None:
        """Load both models now."""
        _ = self._chinese, self._english

    def is_loaded(self) -> bool:
        """Always: a model loads with the first text that needs it."""
        return True

    def read(self, texts: Sequence[tuple[str, int]]) -> Iterator[ScanArtifacts]:
        """Artifacts of (text, length of its header) in order."""
        wanted = [[span for span in clauses(text) if _may_name(text[slice(*span)])] for text, _ in texts]
        tokens = self._tokens([text[s:e] for (text, _), spans in zip(texts, wanted, strict=True) for s, e in spans])
        for (text, header), spans in zip(texts, wanted, strict=True):
            names = [
                (s + start, s + end, kind, _LAC_SCORE)
                for s, e in spans
                for start, end, kind in self._of_sentence(text[s:e], tokens[text[s:e]])
            ]
            plain = fold(text)
            names += latin_names(plain, lambda window: self._english.spans(window))
            told = [*display_names(plain), *named_cell(plain, header), *pinyin_names(plain)]
            names += [(start, end, "PERSON", _TOLD_SCORE) for start, end in told if start >= header]
            yield ScanArtifacts(self, text, header, names)

    def _of_sentence(self, sentence: str, tokens: Sequence[Token]) -> Iterator[tuple[int, int, str]]:
        plain = fold(sentence)
        for start, end, tag in tokens:
            if tag == "ORG":
                yield start, end, "ORGANIZATION"
        for span in chinese_addresses(plain, tokens):
            yield *span, "ADDRESS"
        for span in chinese_names(plain, tokens, self._chinese.words):
            yield *span, "PERSON"

    def _tokens(self, sentences: list[str]) -> dict[str, list[Token]]:
        return self._chinese.tokens(sentences) if sentences else {}

    def process_text(self, text: str, language: str) -> NlpArtifacts:
        """Artifacts of one text."""
        return next(self.read([(text, 0)]))

    def process_batch(
        self,
        texts: Iterable[str],
        language: str,
        batch_size: int = 1,
        n_process: int = 1,
        **kwargs: Any,
    ) -> Iterator[tuple[str, NlpArtifacts]]:
        """Texts with their artifacts."""
        every = list(texts)
        yield from zip(every, self.read([(text, 0) for text in every]), strict=True)

    def is_stopword(self, word: str, language: str) -> bool:
        """No word is: only Presidio's own enhancer asks."""
        return False

    def is_punct(self, word: str, language: str) -> bool:
        """Whether `word` has no letter or digit."""
        return not any(c.isalnum() for c in word)

    def get_supported_entities(self) -> list[str]:
        """What the models find."""
        return ["PERSON", "ADDRESS", "ORGANIZATION"]

    def get_supported_languages(self) -> list[str]:
        """The one language of a mixed text."""
        return [LANGUAGE]


def _may_name(sentence: str) -> bool:
    """Whether a sentence can hold a Chinese name: two characters, one of them a surname or a nickname's prefix."""
    return len(HAN.findall(sentence)) > 1 and any(is_surname(c) or c in "小老阿" for c in sentence)
