"""The part of reading an Outlook mailbox file that runs in the helper process: libpff's items as properties.

Items are numbered from 1 in the order of their folders, folders from 1 in the order of their tree. What libpff finds
outside of every folder comes last, in folder 0.
"""

import struct
from collections.abc import Iterator
from itertools import pairwise
from typing import Any, BinaryIO

import pypff

from engine.ingest.mapi import MULTIPLE, VARIABLE, Names, Raw, Value, name_of, names_in, properties
from engine.ingest.outlook_item import DEPTH_LIMIT, PIECE, steps
from engine.ingest.sandbox import HelperRefused
from engine.ingest.sandboxed import libpff
from engine.ingest.sandboxed.remembered import Remembered

_FOLDER_LIMIT = 100_000
_EMBEDDED, _OLE = 5, 6
"""Methods of an attachment that is a message, or an object of another program."""
_CLASS = 0x001A
_LEAST = 64
"""Bytes that an item takes at the very least; a damaged folder may count more items than the file can hold."""


def produce(file: BinaryIO, first: int = 1, last: int = 0) -> Iterator[dict[str, Any]]:
    """The answers for the items from `first` to `last` (0: the end); each begins with ``begin``, ends with ``end``.

    Raises `HelperRefused` where the file cannot be opened.
    """
    store = pypff.file()
    try:
        store.open_file_object(Remembered(file))
        root = store.root_folder
    except OSError as error:
        raise HelperRefused("mailbox_damaged") from error
    reader = _Reader(store)
    number = 0
    for answer in _found(store, root):
        if "item" not in answer:
            yield answer
            continue
        number += 1
        if number < first:
            continue
        opened = answer.pop("item")
        yield {"begin": number, **answer}
        yield from reader.answers(opened)
        yield {"end": number}
        if number == last:
            return


def _found(store: Any, root: Any) -> Iterator[dict[str, Any]]:
    """Every item, as a way to open it, with its folder; folders that cannot be read say so."""
    waiting = [(root, "")] if root is not None else []
    seen: set[int] = set()
    folder_number = 0
    while waiting and folder_number < _FOLDER_LIMIT:
        folder, path = waiting.pop()
        folder_number += 1
        count = 0
        try:
            if folder.identifier in seen:
                continue
            seen.add(folder.identifier)
            count = min(folder.number_of_sub_messages, store.size // _LEAST)
            inner = [folder.get_sub_folder(index) for index in range(folder.number_of_sub_folders)]
            waiting += [(each, "/".join(filter(None, (path, _name(each))))) for each in reversed(inner)]
        except OSError:
            yield {"damaged_folder": folder_number}
        for index in range(count):
            yield {"item": (folder.get_sub_message, index), "folder": folder_number, "path": path}
    try:
        orphans = store.number_of_orphan_items
    except OSError:
        return
    for index in range(orphans):
        if _is_item(store, index):
            yield {"item": (store.get_orphan_item, index), "folder": 0, "path": ""}


def _name(folder: Any) -> str:
    try:
        return str(folder.name or "").replace("/", " ")
    except (OSError, UnicodeError):
        return ""


def _is_item(store: Any, index: int) -> bool:
    """Whether an orphan is an item at all: other parts of the file may stand alone too."""
    try:
        orphan = store.get_orphan_item(index)
        return any(entry.entry_type == _CLASS for each in orphan.record_sets for entry in each.entries)
    except OSError:
        return False


class _Reader:
    """The items of one mailbox file, read property by property."""

    def __init__(self, store: Any) -> None:
        self._damaged = False
        self._names: Names = {}
        try:
            names = store.name_to_id_map
            entries = {entry.entry_type: entry.data or b"" for each in names.record_sets for entry in each.entries}
            self._names = names_in(*(entries.get(number, b"") for number in (2, 3, 4)))
        except (OSError, AttributeError):
            self._damaged = True

    def answers(self, opened: tuple[Any, int]) -> Iterator[dict[str, Any]]:
        """The answers for one item, found by calling the first of `opened` with the second."""
        try:
            call, index = opened
            yield from self._message(call(index), 0)
        except OSError:
            yield {"problem": "item_damaged"}

    def _message(self, message: Any, depth: int) -> Iterator[dict[str, Any]]:
        values, warnings = properties(self._raw(message))
        yield from steps("properties", values, warnings)
        yield from self._told()
        try:
            recipients = libpff.recipients(message)
            for each in recipients.record_sets if recipients is not None else ():
                found, told = properties(self._entries(each), _codepage(values))
                yield {"recipient": found, "warnings": told}
        except OSError:
            self._damaged = True
        yield from self._told()
        for attachment in self._attachments(message):
            yield from self._attachment(attachment, _codepage(values), depth)
        yield from self._told()

    def _attachments(self, message: Any) -> Iterator[Any]:
        try:
            count = libpff.number_of_attachments(message)
        except OSError:
            self._damaged = True
            return
        for index in range(count):
            try:
                yield libpff.attachment(message, index)
            except OSError:
                yield None

    def _attachment(self, attachment: Any, codepage: int, depth: int) -> Iterator[dict[str, Any]]:
        if attachment is None:
            yield {"attachment": {}}
            yield {"unreadable": "attachment_damaged"}
            return
        values, told = properties(self._raw(attachment), codepage)
        values.pop("data", None)
        yield from steps("attachment", values, told)
        if values.get("method") == _EMBEDDED:
            yield from self._embedded(attachment, depth)
        elif values.get("method") == _OLE:
            yield {"unreadable": "attachment_format_not_read"}
        else:
            yield from self._content(attachment)

    def _embedded(self, attachment: Any, depth: int) -> Iterator[dict[str, Any]]:
        if depth >= DEPTH_LIMIT:
            yield {"unreadable": "nested_too_deep"}
            return
        try:
            message = libpff.embedded(attachment)
        except OSError:
            yield {"unreadable": "embedded_not_read"}
            return
        yield {"embedded": True}
        yield from self._message(message, depth + 1)
        yield {"close": True}

    def _content(self, attachment: Any) -> Iterator[dict[str, Any]]:
        try:
            left = attachment.size or 0
            while left > 0 and (content := attachment.read_buffer(min(left, PIECE))):
                left -= len(content)
                yield {"bytes": "data", "content": content}
            if left > 0:
                yield {"unreadable": "attachment_damaged"}
        except OSError:
            yield {"unreadable": "attachment_damaged"}

    def _raw(self, item: Any) -> Iterator[Raw]:
        for each in item.record_sets:
            yield from self._entries(each)

    def _entries(self, record_set: Any) -> Iterator[Raw]:
        for entry in record_set.entries:
            name = name_of(entry.entry_type or 0, self._names)
            if not name or name == "data":
                continue
            try:
                kind, data = entry.value_type, entry.data
            except OSError:
                self._damaged = True
                continue
            if data:
                yield Raw(name, kind, _several(data) if kind & MULTIPLE and kind & ~MULTIPLE in VARIABLE else data)

    def _told(self) -> Iterator[dict[str, Any]]:
        """The warning that a value could not be read, once."""
        if self._damaged:
            self._damaged = False
            yield {"warnings": ["property_damaged"]}


def _codepage(values: dict[str, Value]) -> int:
    page = values.get("text_codepage") or values.get("body_codepage")
    return page if isinstance(page, int) else 0


def _several(data: bytes) -> list[bytes]:
    """The values of a property that has several: their number, where each begins, and the values themselves."""
    count = min(struct.unpack_from("<I", data)[0], len(data) // 4 - 1) if len(data) >= 4 else 0
    starts = [*struct.unpack_from(f"<{count}I", data, 4), len(data)]
    return [data[begin:end] for begin, end in pairwise(starts)]
