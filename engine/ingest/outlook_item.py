"""One item of Outlook's (mail, contact, appointment, …) on its way from the helper that reads it.

The helper answers in small steps, so that an attachment of any size passes in pieces: ``properties``, ``recipient``,
``attachment``, ``embedded`` and ``close`` around a message in an attachment, and bytes for the binary property that
the answer names. `steps` takes an item apart, `Gathering` puts it together.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from engine.ingest.mapi import Value

SIZE_LIMIT = 256 << 20
"""Bytes of one item, attachments and all; a larger one is not read."""
PIECE = 4 << 20
DEPTH_LIMIT = 25
"""Messages inside messages that a helper follows."""


@dataclass(slots=True)
class Attachment:
    """An attachment: its properties, its content (None: there is none in the file), or the message it is."""

    values: dict[str, Value]
    content: bytearray | None = None
    embedded: "Item | None" = None
    problem: str = ""


@dataclass(slots=True)
class Item:
    """An item: its properties, recipients and attachments, and the code of what made it unreadable ("": nothing)."""

    values: dict[str, Value] = field(default_factory=dict)
    recipients: list[dict[str, Value]] = field(default_factory=list)
    attachments: list[Attachment] = field(default_factory=list)
    warnings: tuple[str, ...] = ()
    problem: str = ""

    def text(self, name: str) -> str:
        """A property as text, several values one a line; "" if there is none."""
        value = self.values.get(name, "")
        return "\n".join(value) if isinstance(value, list) else "" if isinstance(value, bytes) else str(value)


def steps(key: str, values: Mapping[str, Value], warnings: tuple[str, ...] = ()) -> Iterator[dict[str, Any]]:
    """The answers that carry `values` under `key`: first what JSON can hold, then bytes, piece by piece."""
    plain = {name: value for name, value in values.items() if not isinstance(value, bytes)}
    yield {key: plain, "warnings": warnings}
    for name, value in values.items():
        if isinstance(value, bytes):
            yield from pieces(name, value)


def pieces(name: str, content: bytes) -> Iterator[dict[str, Any]]:
    """The answers that carry the bytes of the property `name`."""
    for at in range(0, len(content), PIECE):
        yield {"bytes": name, "content": content[at : at + PIECE]}


class Gathering:
    """An item while its answers arrive."""

    def __init__(self) -> None:
        self.item = Item()
        self._open = [self.item]
        self._size = 0

    def take(self, answer: Mapping[str, Any]) -> None:
        """Add what one answer says."""
        item = self._open[-1]
        item.warnings += tuple(answer.get("warnings", ()))
        if "properties" in answer:
            item.values.update(answer["properties"])
        elif "recipient" in answer:
            item.recipients.append(answer["recipient"])
        elif "attachment" in answer:
            item.attachments.append(Attachment(answer["attachment"]))
        elif "unreadable" in answer:
            item.attachments[-1].problem = answer["unreadable"]
        elif "embedded" in answer:
            inner = Item()
            item.attachments[-1].embedded = inner
            self._open.append(inner)
        elif "close" in answer:
            self._open.pop()
        elif "bytes" in answer:
            self._bytes(item, answer["bytes"], answer["content"])
        elif "problem" in answer:
            item.problem = answer["problem"]

    def _bytes(self, item: Item, name: str, content: bytes) -> None:
        self._size += len(content)
        if self._size > SIZE_LIMIT:
            self.item = Item(self.item.values, problem="too_large")
            return
        if name == "data":
            attachment = item.attachments[-1]
            attachment.content = (attachment.content or bytearray()) + content
        else:
            held = item.values.get(name)
            item.values[name] = (held if isinstance(held, bytes) else b"") + content
