"""How a snapshot speaks: the words of its language for codes, ids, dates and sentences."""

from collections.abc import Mapping
from datetime import date

from engine.catalogue import Catalogue
from engine.model.rules import Authority, RiskMethod, Verified
from engine.report.blocks import Cell, Mark, badge, muted
from engine.strings import Words, words
from engine.views.because import sentence
from engine.views.checks import XRay, told
from engine.views.risks import RiskLine


class Voice:
    """The words of one language: of the screens (`term`), of the paper (called: section ``report``), of `rules`."""

    def __init__(self, language: str, rules: Catalogue) -> None:
        self.language = language
        self.rules = rules
        self._words: Words = words(language)

    def __call__(self, key: str, **params: object) -> str:
        """A sentence of the report."""
        return self._words(f"report.{key}", **params)

    def term(self, section: str, code: str, **params: object) -> str:
        """The screen's word for a code; a code that nobody named is printed as it stands, never left out."""
        key = f"{section}.{code}"
        return self._words(key, **params) if key in self._words else code

    def whole(self, key: str) -> str:
        """The screen's words for a whole key."""
        return self._words(key) if key in self._words else key

    def because(self, method: RiskMethod, line: RiskLine, stage: str, after: str | None = None) -> str:
        """Why a risk's level at a stage is what it is, told after another stage or alone."""
        return sentence(self._words, self.rules, method, line, stage, after)

    def contradiction(self, ray: XRay) -> str:
        """What a consistency check found."""
        return told(self._words, self.rules, ray)

    def named(self, entries: Mapping[str, object], name: str) -> str:
        """The label of a rule's entry; the id of one that is no longer in the catalogue."""
        label = getattr(entries.get(name), "label", None)
        return label[self.language] if label else name

    def entity(self, name: str) -> str:
        return self.named(self.rules.entity_types, name)

    def record_class(self, name: str) -> str:
        return self.named(self.rules.record_classes, name)

    def role(self, name: str) -> str:
        return self.named(self.rules.roles, name)

    def deal(self, structure: str) -> str:
        """The form of the exit, in the words of the facts' vocabulary."""
        label = self.rules.facts["deal_structure"].values.get(structure)
        return label[self.language] if label else structure

    def day(self, day: date | None) -> str:
        return day.isoformat() if day else "–"

    def marks(self, section: str, counts: Mapping[str, int]) -> list[Mark]:
        """Counts per code as labelled numbers, each in the tone of its code."""
        return [(self.term(section, code), count, code) for code, count in counts.items()]

    def level(self, level: str) -> Cell:
        return badge(self.term("level", level), level)

    def counted(self, counts: Mapping[str, int], section: str) -> str:
        """Counts per code in one line."""
        return self("join").join(f"{self.term(section, code)} {count:,}" for code, count in counts.items()) or "–"

    def citation(self, authority: Authority) -> str:
        """Law and article, or what the rule rests on instead."""
        article = authority.place(self.language)
        if authority.law:
            law = self.named(self.rules.instruments, authority.law)
            return self("article", law=law, article=article) if article else law
        note = authority.note[self.language] if authority.note else ""
        return " ".join(filter(None, (note, article))) or self("own_design")

    def verified(self, authority: Authority) -> Cell:
        """Whether the citation was compared with a stored text."""
        if authority.verified is Verified.TRUE:
            return muted(self.term("verified", "true"))
        return badge(self.term("verified", authority.verified), "medium")
