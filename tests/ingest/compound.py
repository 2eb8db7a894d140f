"""Writes the smallest compound files (MS-CFB) that hold given streams and storages."""

import struct
from typing import Union

Tree = dict[str, Union[bytes, "Tree"]]
_SECTOR, _MINI, _CUTOFF = 512, 64, 4096
_FREE, _END, _TABLE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def compound(tree: Tree) -> bytes:
    """The file whose root storage holds `tree`."""
    entries: list[dict] = [{"name": "Root Entry", "kind": 5, "content": b""}]
    _add(tree, entries, 0)
    small, small_table = b"", []
    big, table = b"", []
    for entry in entries[1:]:
        content = entry["content"]
        if 0 < len(content) < _CUTOFF:
            entry["start"] = len(small_table)
            small, small_table = _placed(content, small, small_table, _MINI)
    entries[0]["content"] = small
    for entry in entries:
        if len(entry["content"]) >= _CUTOFF or entry["kind"] == 5:
            entry["start"] = len(table) if entry["content"] else _END
            big, table = _placed(entry["content"], big, table, _SECTOR)
    small_at = len(table)
    big, table = _placed(struct.pack(f"<{len(small_table)}I", *small_table), big, table, _SECTOR, b"\xff")
    directory_at = len(table)
    big, table = _placed(b"".join(map(_entry, entries)), big, table, _SECTOR)
    tables = 1
    while (len(table) + tables) * 4 > tables * _SECTOR:
        tables += 1
    table_at = len(table)
    table += [_TABLE] * tables + [_FREE] * (tables * _SECTOR // 4 - len(table) - tables)
    small_tables = -(-len(small_table) * 4 // _SECTOR)
    places = (tables, directory_at, 0, _CUTOFF, small_at if small_table else _END, small_tables, _END, 0)
    versions = (0x3E, 3, 0xFFFE, 9, 6, 0)
    head = struct.pack("<8s16xHHHHH6xIIIIIIIII", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", *versions, *places)
    listed = [*range(table_at, table_at + tables), *[_FREE] * (109 - tables)]
    return head + struct.pack("<109I", *listed) + big + struct.pack(f"<{len(table)}I", *table)


def _add(tree: Tree, entries: list[dict], parent: int) -> None:
    numbers = []
    for name, held in sorted(tree.items(), key=lambda each: (len(each[0]), each[0].upper())):
        numbers.append(len(entries))
        entries.append({"name": name, "kind": 2, "content": held} if isinstance(held, bytes) else
                       {"name": name, "kind": 1, "content": b""})  # fmt: skip
        if not isinstance(held, bytes):
            _add(held, entries, numbers[-1])
    for number, following in zip(numbers, [*numbers[1:], _FREE], strict=True):
        entries[number]["right"] = following
    entries[parent]["child"] = numbers[0] if numbers else _FREE


def _placed(content: bytes, space: bytes, table: list[int], size: int, fill: bytes = b"\0") -> tuple[bytes, list[int]]:
    count = -(-len(content) // size)
    first = len(table)
    table = table + [first + index + 1 for index in range(count)]
    if count:
        table[-1] = _END
    return space + content + fill * (count * size - len(content)), table


def _entry(entry: dict) -> bytes:
    name = entry["name"].encode("utf-16-le") + b"\0\0"
    links = (_FREE, entry.get("right", _FREE), entry.get("child", _FREE))
    return struct.pack("<64sHBBIII36xIQ", name, len(name), entry["kind"], 1, *links, entry.get("start", 0),
                       len(entry["content"]))  # fmt: skip
