"""What each contender finds in the labelled texts, and what it finds in texts that hold nothing."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from benchmarks.corpora import OWN, Labelled, labelled
from benchmarks.detection.contenders import Contender, NotRun, Running
from benchmarks.detection.markdown import Row, table
from benchmarks.detection.scoring import GROUPS, Judged, cell, counted, only, touches
from engine.catalogue import catalogue


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one contender found in one set: gold and findings of each document, of the types the set labels."""

    contender: Contender
    judged: list[Judged]

    @property
    def known(self) -> list[Judged]:
        """The same with only the types the contender has."""
        return only(self.judged, set(self.contender.types.values()))


Outcomes = Mapping[str, Sequence[Outcome]]
"""By set, in the order of the contenders; one that could not be run is missing."""


def types_of(name: str, documents: Sequence[Labelled]) -> Collection[str]:
    """The types a set labels: our own sets all, the corpora those that occur in them."""
    return set(catalogue().entity_types) if name in OWN else {kind for one in documents for *_, kind in one.spans}


def measured(contenders: Sequence[Contender], sets: Sequence[str], say: Callable[[str], None]) -> Outcomes:
    """Run every contender over every set, one at a time."""
    texts = {name: labelled(name) for name in sets}
    outcomes: dict[str, list[Outcome]] = {name: [] for name in sets}
    for one in contenders:
        try:
            with Running(one) as running:
                for name, documents in texts.items():
                    answer = running.ask([[("", document.text)] for document in documents])
                    judged = zip((document.spans for document in documents), answer.spans, strict=True)
                    outcomes[name].append(Outcome(one, only(judged, types_of(name, documents))))
                    say(f"{one.name} has read {name} in {answer.seconds:.1f} s")
        except NotRun as reason:
            say(f"{one.name} was not run: {reason}")
    return outcomes


def by_group(outcomes: Outcomes) -> str:
    """The first table: one row a set and contender, one column a group of types."""
    rows = [
        (
            name,
            outcome.contender.name,
            *(cell(counted(outcome.judged), group) for group in GROUPS),
            cell(counted(outcome.known), "all"),
        )
        for name, every in outcomes.items()
        for outcome in every
    ]
    return table(("set", "contender", *GROUPS, "all it knows"), rows, left=2)


def by_type(every: Sequence[Outcome]) -> str:
    """One set's table: one row a type, one column a contender; a blank where a contender does not know the type."""
    counts = [counted(outcome.judged) for outcome in every]
    gold = {kind: count.gold for kind, count in counts[0].items() if kind not in GROUPS and count.gold}

    def cells(kind: str) -> Iterator[str]:
        for outcome, count in zip(every, counts, strict=True):
            yield cell(count, kind) if kind in outcome.contender.types.values() else ""

    rows = [(kind, gold[kind], *cells(kind)) for kind in catalogue().entity_types if kind in gold]
    return table(("type", "labelled", *(outcome.contender.name for outcome in every)), rows)


def silence(outcomes: Outcomes, characters: Mapping[str, Sequence[int]]) -> str:
    """What is found where nothing is: `characters` are those of each set's documents in order."""
    rows: list[Row] = []
    for name, every in outcomes.items():
        clean = [at for at, (gold, _) in enumerate(every[0].judged) if not gold] if every else []
        size = sum(characters[name][at] for at in clean)
        for outcome in every:
            found = [len(outcome.judged[at][1]) for at in clean]
            wrong = sum(not touches(span, gold) for gold, spans in outcome.judged for span in spans)
            share = f"{100 * sum(map(bool, found)) / len(clean):.0f} %" if clean else "–"
            rate = f"{10_000 * sum(found) / size:.1f}" if size else "–"
            overall = f"{10_000 * wrong / sum(characters[name]):.1f}"
            rows.append((name, outcome.contender.name, len(clean), share, rate, overall))
    head = ("set", "contender", "clean documents", "of them with a finding", "findings in 10,000 clean characters",
            "wrong findings in 10,000 of all characters")  # fmt: skip
    return table(head, rows, left=2)
