"""How right classes are on records classed by hand, written for the product to show.

Run: python -m benchmarks.classes          the half that is worked on, with what goes wrong in it
     python -m benchmarks.classes held     what no rule was worked on with: counts only, written to the file the product
                                           reads
"""

import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import yaml

from benchmarks.marked import documents
from engine.assess.classify import Rulebook, classify, judged_with_thread, rulebook
from engine.assess.precision import wilson
from engine.catalogue import catalogue
from engine.model.records import Record, RecordKind

LABELLED = Path(__file__).resolve().parent / "labelled"
WORK, HELD_BACK = LABELLED / "classes_work.yaml", LABELLED / "classes_held_back.yaml"
OTHERS = LABELLED / "classes_of_texts.yaml"
FILE = Path(__file__).resolve().parent.parent / "data" / "measured_classes.yaml"
_SUBJECT = re.compile(r"^(?:subject|主题|主旨)[:：] *(.*)$", re.IGNORECASE | re.MULTILINE)
_PAPERS = ("form", "note")
_HEAD = """\
# How right classes are on records classed by hand: `right` of the `said` records that were put in the class, and of the
# `labelled` ones that belong there.
# Written by `python -m benchmarks.classes held`, not by hand.
"""
_SETS = {
    "held_back": "{zh: 分类规则的作者所写、留作测量的记录, en: 'Held-back records, by the author of the rules'}",
    "others": "{zh: 他人为其他目的所写的文本, en: Texts that others wrote for another purpose}",
}
"""What classes are measured on, by id, with its label as YAML."""


@dataclass(frozen=True, slots=True)
class Counts:
    """Records put in a class, those of them that belong there, and all that belong there."""

    said: int
    right: int
    labelled: int


def groups(file: Path) -> Iterator[list[tuple[str, Record]]]:
    """The labelled records of a file with their classes: each alone, the messages of a thread together, in order."""
    for number, entry in enumerate(yaml.safe_load(file.read_text(encoding="utf-8"))):
        members = entry.get("messages", [entry])
        yield [(one["class"], _record(f"{number}.{place}", one)) for place, one in enumerate(members)]


def _record(locator: str, entry: Mapping[str, object]) -> Record:
    kind = RecordKind(entry.get("kind", "message"))
    names = {name: str(entry[name]) for name in ("file_name", "sheet", "from", "subject", "body") if name in entry}
    columns, stated = entry.get("columns", ()), entry.get("fields", {})
    assert isinstance(columns, Iterable) and isinstance(stated, Mapping)
    fields = names | dict.fromkeys(map(str, columns), "x") | {str(name): str(text) for name, text in stated.items()}
    return Record("labelled", locator, kind, fields, locator)


def texts_of_others(held: bool, file: Path = OTHERS) -> Iterator[list[tuple[str, Record]]]:
    """Documents that others wrote for finding personal data, as messages, or as attachments where they are papers.

    Those with an even number are held back, the others worked on.
    """
    classes = yaml.safe_load(file.read_text(encoding="utf-8"))
    for number, text in enumerate(documents(LABELLED / "work.txt"), 1):
        if number in classes and (number % 2 == 0) == held:
            stated = _SUBJECT.search(text.text)
            fields = {"subject": stated[1] if stated else "", "body": _SUBJECT.sub("", text.text, count=1)}
            kind = RecordKind.ATTACHMENT if text.genre in _PAPERS else RecordKind.MESSAGE
            yield [(classes[number], Record("others", text.id, kind, fields, text.id))]


def verdicts(groups: Iterable[list[tuple[str, Record]]], rules: Rulebook) -> Iterator[tuple[str, str, Record]]:
    """The class that belongs to a record, the class it is put in, and the record."""
    for group in groups:
        judged = [classify(record, rules) for _, record in group]
        if len(group) > 1:
            judged = judged_with_thread(judged, rules)
        for (expected, record), one in zip(group, judged, strict=True):
            yield expected, one.record_class, record


def counted(pairs: Iterable[tuple[str, str]]) -> dict[str, Counts]:
    """(belongs, said) pairs counted by class, in the order of the catalogue."""
    known = list(pairs)
    said, labelled = Counter(one for _, one in known), Counter(one for one, _ in known)
    right = Counter(one for one, other in known if one == other)
    met = [name for name in catalogue().record_classes if said[name] or labelled[name]]
    return {name: Counts(said[name], right[name], labelled[name]) for name in met}


def measured() -> dict[str, list[tuple[str, str]]]:
    """The sets no rule was worked on with, each as (belongs, said) pairs."""
    rules = rulebook(catalogue())
    sets = {"held_back": groups(HELD_BACK), "others": texts_of_others(held=True)}
    return {name: [(expected, said) for expected, said, _ in verdicts(one, rules)] for name, one in sets.items()}


def written(sets: Mapping[str, Sequence[tuple[str, str]]]) -> str:
    """The counts of all sets as the product reads them."""
    counts = counted(chain.from_iterable(sets.values()))
    lines = ["measured_classes:"]
    lines += [
        f"- {{id: {name}, said: {one.said}, right: {one.right}, labelled: {one.labelled}}}"
        for name, one in counts.items()
    ]
    lines.append("measured_sets:")
    for name, pairs in sets.items():
        right = sum(expected == said for expected, said in pairs)
        lines.append(f"- {{id: {name}, records: {len(pairs)}, right: {right}, label: {_SETS[name]}}}")
    return _HEAD + "\n".join(lines) + "\n"


def _printed(counts: Mapping[str, Counts]) -> None:
    print(f"  {'class':18} {'said':>5} {'right':>5} {'of':>4}   precision (95 %)      recall (95 %)")
    for name, one in counts.items():
        print(
            f"  {name:18} {one.said:5} {one.right:5} {one.labelled:4}   "
            f"{_share(one.right, one.said)}   {_share(one.right, one.labelled)}"
        )
    right, total = sum(one.right for one in counts.values()), sum(one.labelled for one in counts.values())
    print(f"  {'all':18} {total:5} {right:5} {'':4}   {_share(right, total)}")


def _share(right: int, total: int) -> str:
    if not total:
        return f"{'-':>18}"
    found = wilson(right, total)
    return f"{found.share:5.3f} {found.low:.3f}-{found.high:.3f}"


def main(arguments: Sequence[str] = ()) -> None:
    if list(arguments) == ["held"]:
        sets = measured()
        for title, pairs in sets.items():
            print(title)
            _printed(counted(pairs))
        FILE.write_text(written(sets), encoding="utf-8")
        return
    found = list(verdicts(chain(groups(WORK), texts_of_others(held=False)), rulebook(catalogue())))
    _printed(counted((expected, said) for expected, said, _ in found))
    for expected, said, record in found:
        if expected != said:
            shown = {name: text[:90] for name, text in record.fields.items() if name != "from"}
            print(f"  {expected} -> {said}: {shown}")


if __name__ == "__main__":
    main(sys.argv[1:])
