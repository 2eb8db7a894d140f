"""Presidio's NLP engine for this product: what the language models say of a batch of pieces; it downloads nothing."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import Any

from presidio_analyzer.nlp_engine import NlpArtifacts, NlpEngine

from engine.scan.addresses import chinese_addresses
from engine.scan.lexicon import common_word, is_surname, titled
from engine.scan.ner_en import EnglishTagger
from engine.scan.ner_zh import ChineseTagger, Token, clauses
from engine.scan.recognizers import LANGUAGE, ScanArtifacts
from engine.scan.segments import HAN, fold

Name = tuple[int, int, str, float]
_LATIN_RUN = re.compile(r"[^\u2e80-\u9fff\u3000-\u303f\uff00-\uffef\U00020000-\U0002ebef]+")
_CAPITALISED = re.compile(r"(?<![A-Za-z@./_-])[A-Z\u00c0-\u00de][A-Za-z\u00c0-\u024f'-]*")
_LAC_SCORE = 0.85


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
            names = [name for s, e in spans for name in _chinese_names(text, s, tokens[text[s:e]])]
            yield ScanArtifacts(self, text, header, names + self._latin(fold(text)))

    def _tokens(self, sentences: list[str]) -> dict[str, list[Token]]:
        return self._chinese.tokens(sentences) if sentences else {}

    def _latin(self, text: str) -> list[Name]:
        names: list[Name] = []
        for run in _LATIN_RUN.finditer(text):
            if any(not common_word(word) for word in _CAPITALISED.findall(run.group())):
                names += [
                    (run.start() + s, run.start() + e, kind, score)
                    for s, e, kind, score in self._english.spans(run.group())
                ]
        return names

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


def _chinese_names(text: str, offset: int, tokens: Sequence[Token]) -> Iterator[Name]:
    sentence = text[offset : offset + tokens[-1][1]]
    for start, end in chinese_addresses(fold(sentence), tokens):
        yield offset + start, offset + end, "ADDRESS", _LAC_SCORE
    for start, end, tag in tokens:
        begin, stop = offset + start, offset + end
        if tag == "ORG":
            yield begin, stop, "ORGANIZATION", _LAC_SCORE
        elif tag == "PER":
            stop = titled(text, begin, stop)
            if (HAN.match(text[begin]) and 2 <= stop - begin <= 15) or (stop - begin == 1 and stop < offset + end):
                yield begin, stop, "PERSON", _LAC_SCORE
