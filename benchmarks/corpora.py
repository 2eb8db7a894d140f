"""Where the labelled texts and the real mail lie: $CLOSEOUT_CORPORA, else ../shared/corpora beside the project."""

import io
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.marked import documents

FOLDER = Path(os.environ.get("CLOSEOUT_CORPORA", "../shared/corpora"))
SETS = ("customer-service", "argus-zh", "presidio-research")
OWN = ("work", "held_back", "bare")
"""Our own labelled texts (`benchmarks/labelled`): the half that was worked on, the half that is only measured, and
identifiers that stand without the word for them, only measured too."""
MARKED = ("hard", "twins")
"""Texts of our own that were written to be hard; they label the types that the network marks, and no others."""
_TYPES = {
    "CN_ID": "CN_RESIDENT_ID", "CARD": "BANK_CARD", "PLATE": "VEHICLE_PLATE", "WECHAT": "WECHAT_ID", "IP": "IP_ADDRESS"
}  # fmt: skip
Message = list[tuple[str, str]]
"""A message's fields as (name, text)."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """A text and its labelled spans (start, end, entity type), in code points and our types."""

    text: str
    spans: frozenset[tuple[int, int, str]]


def labelled(name: str) -> list[Labelled]:
    """The documents of a labelled set, in order."""
    if name in (*OWN, *MARKED):
        marked = documents(Path(__file__).parent / "labelled" / f"{name}.txt")
        return [Labelled(one.text, frozenset(one.spans)) for one in marked]
    with (FOLDER / "detection" / f"{name}.jsonl").open(encoding="utf-8") as file:
        return [_document(line) for line in file if line.strip()]


def _document(line: str) -> Labelled:
    document = json.loads(line)
    spans = [(s["start"], s["end"], str(_TYPES.get(s["type"], s["type"]))) for s in document["spans"]]
    return Labelled(document["text"], frozenset(spans))


def real_mail(messages: int) -> Iterator[Message]:
    """The fields of the first messages of real English mail, spread evenly over its folders."""
    folders = sorted(p for p in (FOLDER / "mail-and-tables/files/spamassassin-cc0").iterdir() if p.is_dir())
    for folder in folders:
        for path in sorted(p for p in folder.rglob("*") if p.is_file())[: messages // len(folders)]:
            yield from _messages(path.name, path.read_bytes())


def demo() -> Iterator[Message]:
    """The fields of all records of the demo engagement."""
    from engine.demo import sources

    for name, content in sources():
        yield from _messages(name, content)


def _messages(name: str, content: bytes) -> Iterator[Message]:
    from engine.ingest import read
    from engine.model.records import UNSCANNED_FIELDS, Record

    for item in read(io.BytesIO(content), name, name):
        if isinstance(item, Record):
            yield [(field, text) for field, text in item.fields.items() if text and field not in UNSCANNED_FIELDS]
