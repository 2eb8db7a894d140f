"""What the deny list says of the texts of records."""

from collections.abc import Iterable, Iterator

from engine.model.findings import Span
from engine.model.records import Record
from engine.model.review import Reach, Rule, RuleKind
from engine.scan.listed import Listed, ListedText, sieve

DENY_LIST = "deny_list"
"""The recogniser of findings that are there because their value is on the deny list."""


class DeniedTerms:
    """The deny entries among some rules, by the events that made them."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self._rules = {rule.event: rule for rule in rules if rule.kind is RuleKind.DENY}
        self._texts: dict[str, ListedText] = {}

    def __bool__(self) -> bool:
        return bool(self._rules)

    @property
    def sieve(self) -> str:
        """See `engine.scan.listed.sieve`."""
        return sieve(map(_listed, self._rules.values()))

    def spans(self, record: Record, name: str, known: Iterable[Span]) -> Iterator[tuple[Span, int]]:
        """Listed values in one field with the event that listed them, save where one of their type is `known`."""
        if not self._rules:
            return
        text = record.fields[name]
        listed = self._text_of(record.source).spans(text)
        taken = {self._rules[event].entity_type: bytearray(len(text)) for _, _, event in listed}
        for one in known if listed else ():
            if one.entity_type in taken:
                taken[one.entity_type][one.start : one.end] = b"\1" * (one.end - one.start)
        for start, end, event in listed:
            entity_type = self._rules[event].entity_type
            if 1 not in taken[entity_type][start:end]:
                yield Span(start, end, entity_type, 1.0, DENY_LIST), event

    def _text_of(self, source: str) -> ListedText:
        if source not in self._texts:
            here = [_listed(rule) for rule in self._rules.values() if rule.source in ("", source)]
            self._texts[source] = ListedText(here)
        return self._texts[source]


def _listed(rule: Rule) -> Listed:
    return Listed(rule.event, rule.text, rule.reach is Reach.SHAPE)
