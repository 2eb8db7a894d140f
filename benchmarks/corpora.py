"""Where the labelled texts and the real mail lie: $CLOSEOUT_CORPORA, else ../shared/corpora beside the project."""

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.marked import documents

FOLDER = Path(os.environ.get("CLOSEOUT_CORPORA", "../shared/corpora"))
SETS = ("customer-service", "argus-zh", "presidio-research")
OWN = ("work", "held_back")
"""Our own labelled texts (`benchmarks/labelled`): the half that was worked on, and the half that is only measured."""


def labelled(name: str) -> list[dict[str, Any]]:
    """The documents of a labelled set: id, lang, text and spans."""
    if name in OWN:
        return [
            {
                "id": one.id,
                "lang": one.language,
                "text": one.text,
                "spans": [{"start": start, "end": end, "type": kind} for start, end, kind in one.spans],
            }
            for one in documents(Path(__file__).parent / "labelled" / f"{name}.txt")
        ]
    with (FOLDER / "detection" / f"{name}.jsonl").open(encoding="utf-8") as file:
        return [json.loads(line) for line in file if line.strip()]


def real_mail(messages: int) -> Iterator[dict[str, str]]:
    """The fields of the first messages of real English mail, spread evenly over its folders."""
    from engine.ingest import read

    folders = sorted(p for p in (FOLDER / "mail-and-tables/files/spamassassin-cc0").iterdir() if p.is_dir())
    for folder in folders:
        for path in sorted(p for p in folder.rglob("*") if p.is_file())[: messages // len(folders)]:
            with path.open("rb") as file:
                for item in read(file, path.name, path.name):
                    fields = getattr(item, "fields", None)
                    if fields:
                        yield {name: text for name, text in fields.items() if name != "message_id"}
