"""Presidio's NLP engine for this product: what is known of names in a batch of pieces; it downloads nothing."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import Any

from presidio_analyzer.nlp_engine import NlpArtifacts, NlpEngine

from engine.patterns.spelling import fold, has_han
from engine.scan.chinese_names import chinese_names
from engine.scan.headers import display_names, greeted, named_cell
from engine.scan.marks import TOLD, marked
from engine.scan.pinyin_names import pinyin_names
from engine.scan.recognizers import LANGUAGE, ScanArtifacts
from engine.scan.rows import told_in_rows
from engine.scan.streets import streets
from engine.scan.tagger import Tagger

_TOLD_SCORE = 0.95


class NamesEngine(NlpEngine):
    """What the tagger marks, and the persons that labels, titles, columns and mailboxes tell."""

    @cached_property
    def _tagger(self) -> Tagger:
        return Tagger()

    def load(self) -> None:
        """Load the tagger now."""
        _ = self._tagger

    def is_loaded(self) -> bool:
        """Always: the tagger loads with the first text that needs it."""
        return True

    def read(self, texts: Sequence[tuple[str, int]]) -> Iterator[ScanArtifacts]:
        """Artifacts of (text, length of its header) in order."""
        folded = [fold(text) for text, _ in texts]
        tagged = list(self._tagger.spans(folded))  # one run after another: what the network needs stays in the cache
        for (_, header), plain, tags in zip(texts, folded, tagged, strict=True):
            told = [*display_names(plain), *greeted(plain), *named_cell(plain, header), *pinyin_names(plain)]
            told += told_in_rows(plain)
            if has_han(plain):
                told += chinese_names(plain)
            names = [(start, end, "PERSON", _TOLD_SCORE) for start, end in told if start >= header]
            yield ScanArtifacts(self, plain, header, [*names, *marked(plain, tags), *streets(plain)])

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
        """What the tagger marks."""
        return sorted(TOLD)

    def get_supported_languages(self) -> list[str]:
        """The one language of a mixed text."""
        return [LANGUAGE]
