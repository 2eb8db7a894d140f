"""Documents as items: one record of all its text at ``document``, then each embedded file at ``file-N``.

The readers in `engine.ingest.sandboxed` answer with pieces of fields, warnings and blocks of embedded files. Fields
are properties (`title`, `author`, `last_modified_by`, …), then `body`, then what stands beside it, in reading order.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any, BinaryIO

from engine.ingest.place import Place
from engine.ingest.sandbox import HelperFailed
from engine.model.records import Record, RecordKind, Skipped

EMBEDDED_LIMIT = 256 << 20
"""A larger embedded file is not read; it would have to be in memory as a whole."""
PACKAGE = "engine.ingest.sandboxed.package"


@dataclass(slots=True)
class _Text:
    """A document's texts while they come in."""

    fields: dict[str, list[str]] = field(default_factory=dict[str, list[str]])
    warnings: list[str] = field(default_factory=list[str])
    damaged: int = 0

    def record(self, place: Place) -> Iterator[Record | Skipped]:
        joined = {name: "".join(pieces).strip("\n") for name, pieces in self.fields.items() if name}
        told = {name: text for name, text in joined.items() if text.strip()}
        if told:
            yield place.record("document", RecordKind.ATTACHMENT, told, warnings=tuple(self.warnings))
        for number in range(1, self.damaged + 1):
            yield place.skipped(f"part-{number}", "document_part_damaged")


def items(
    reader: str, file: BinaryIO, place: Place, arguments: Mapping[str, object] | None = None
) -> Iterator[Record | Skipped]:
    """The items of a document that `reader` reads in a helper; what it cannot open is one skipped item."""
    text, count = _Text(), 0
    answers = place.reading.sandbox.produce(reader, file, arguments)
    failed = ""
    answer: dict[str, Any] | None = None
    try:
        for answer in answers:
            if "file" in answer or "unread" in answer or "skipped" in answer:
                break
            _take(text, answer)
        else:
            answer = None
    except HelperFailed as error:
        answer, failed = None, error.reason
    for item in text.record(place):
        count += 1
        yield item
    if answer is not None:
        try:
            for item in _rest(answer, answers, place):
                count += 1
                yield item
        except HelperFailed as error:
            failed = error.reason
    if failed:
        yield place.skipped("rest" if count else "", failed)


def _take(text: _Text, answer: Mapping[str, Any]) -> None:
    if "field" in answer:
        text.fields.setdefault(answer["field"], []).append(answer["text"])
    elif "warning" in answer:
        text.warnings.append(answer["warning"])
    elif "damaged" in answer:
        text.damaged += 1


def _rest(answer: Mapping[str, Any], answers: Iterator[dict[str, Any]], place: Place) -> Iterator[Record | Skipped]:
    """What follows the text: embedded files in blocks, and what is not read."""
    content = bytearray()
    following: Mapping[str, Any] | None = answer
    while following is not None:
        if "skipped" in following:
            yield place.skipped(following["step"], following["skipped"], following["detail"])
        elif "unread" in following:
            content.clear()
            yield place.skipped(f"file-{following['unread']}", "member_damaged")
        else:
            place.reading.spend(len(following["content"]))
            if len(content) <= EMBEDDED_LIMIT:
                content += following["content"]
            if not following["more"]:
                yield from _embedded(bytes(content), place, f"file-{following['file']}")
                content.clear()
        following = next(answers, None)


def _embedded(content: bytes, place: Place, step: str) -> Iterator[Record | Skipped]:
    if not place.concerns(step):
        return
    inside = place.inside(step, archives=1)
    if len(content) > EMBEDDED_LIMIT:
        yield inside.skipped("", "too_large")
    elif place.too_deep:
        yield inside.skipped("", "nested_too_deep")
    else:
        yield from inside.guarded(inside.read(BytesIO(content)))
