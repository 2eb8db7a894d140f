"""Writes small mailbox files (MS-PST, Unicode, not encrypted): folders of items that `outlook.Parts` describe."""

import struct
import zlib

from tests.ingest.outlook import BINARY, BOOLEAN, INT, PERSONS_OWN, TEXT, TEXTS, Named, Parts, _bytes, _names

_HIERARCHY, _CONTENTS = 0x0D, 0x0E
_ROOT, _NAMES_NODE, _STORE = 0x122, 0x61, 0x21
_MESSAGE, _FOLDER, _ATTACHMENT, _LONG = 0x04, 0x02, 0x05, 0x1F
_RECIPIENTS, _ATTACHMENTS = 0x692, 0x671
_START = 0x400
_HEAP_LIMIT = 3500
_BLOCK_LIMIT = 8176


class Mailbox:
    """A mailbox file while it grows."""

    def __init__(self) -> None:
        self._data = bytearray(_START)
        self._blocks: list[tuple[int, int, int]] = []
        self._nodes: list[tuple[int, int, int, int]] = []
        self._names = [Named((PERSONS_OWN, "Keywords"))]
        self._folders: list[int] = []
        self._next = 1

    def folder(self, number: int, name: str, items: list[Parts]) -> None:
        """Add a folder with items; `number` tells folders and their items apart."""
        node = number << 5 | _FOLDER
        self._folders.append(node)
        self._node(node, _ROOT, *self._object({(0x3001, TEXT): name, (0x3602, INT): len(items)}))
        numbers = [(number << 16 | place + 1) << 5 | _MESSAGE for place in range(len(items))]
        for nid, each in zip(numbers, items, strict=True):
            self._node(nid, node, *self._item(each))
        self._node(number << 5 | _CONTENTS, node, *self._table([{}] * len(items), numbers))

    def orphan(self, number: int, item: Parts) -> None:
        """Add an item of a folder that is no more."""
        self._node((number << 16 | 1) << 5 | _MESSAGE, number << 5 | _FOLDER, *self._item(item))

    def content(self) -> bytes:
        """The bytes of the file."""
        names = _names(self._names)
        spaces = (names[f"__substg1.0_000{digit}0102"] for digit in (2, 3, 4))
        streams = {(number, BINARY): each for number, each in zip((2, 3, 4), spaces, strict=True) if each}
        self._node(_NAMES_NODE, 0, *self._object(streams))
        self._node(_STORE, 0, *self._object({(0x3001, TEXT): "Mailbox"}))
        self._node(_ROOT, _ROOT, *self._object({(0x3001, TEXT): "Root"}))
        self._node(_ROOT >> 5 << 5 | _HIERARCHY, _ROOT, *self._table([{}] * len(self._folders), self._folders))
        nodes = [struct.pack("<QQQII", nid, data, sub, parent, 0) for nid, data, sub, parent in sorted(self._nodes)]
        blocks = [struct.pack("<QQHHI", bid, at, size, 2, 0) for bid, at, size in sorted(self._blocks)]
        return self._headed(self._tree(nodes, 0x81), self._tree(blocks, 0x80))

    def _item(self, parts: Parts) -> tuple[int, int]:
        below: list[tuple[int, int, int]] = []
        if parts.recipients:
            below.append((_RECIPIENTS, *self._table(parts.recipients, list(range(1, len(parts.recipients) + 1)))))
        rows = []
        for number, each in enumerate(parts.attachments, start=1):
            nid = number << 5 | _ATTACHMENT
            inner = each.get("embedded")
            plain = {key: value for key, value in each.items() if key != "embedded"}
            rows.append({(0x0E20, INT): len(plain.get((0x3701, BINARY), b"")), (0x3705, INT): plain[0x3705, INT]})
            if inner is None:
                below.append((nid, *self._object(plain)))
            else:
                data, under = self._item(inner)
                plain[0x3701, 0x0D] = struct.pack("<II", 1 << 5 | _MESSAGE, 1000)
                below.append((nid, *self._object(plain, [(1 << 5 | _MESSAGE, data, under)])))
        if rows:
            below.append(
                (_ATTACHMENTS, *self._table(rows, [number << 5 | _ATTACHMENT for number in range(1, len(rows) + 1)]))
            )
        return self._object(parts.properties, below)

    def _object(self, properties: dict, below: list[tuple[int, int, int]] | None = None) -> tuple[int, int]:
        """A property context, and the nodes below it; the blocks they lie in."""
        below = list(below or [])
        heap = _Heap(0xBC)
        records = []
        for (number, kind), value in properties.items():
            if isinstance(number, Named):
                self._names += [number] if number not in self._names else []
                number = 0x8000 + self._names.index(number)
            content = _several(value) if kind == TEXTS else value if kind == 0x0D else _bytes(kind, value)
            if kind in (INT, BOOLEAN):
                held = content
            elif len(content) > _HEAP_LIMIT:
                nid = (len(below) + 64) << 5 | _LONG
                below.append((nid, self._block(content), 0))
                held = struct.pack("<I", nid)
            else:
                held = heap.add(content) if content else b"\0" * 4
            records.append((number, struct.pack("<HH4s", number, kind, held)))
        heap.root(struct.pack("<BBBBI", 0xB5, 2, 6, 0, heap.number(b"".join(each for _, each in sorted(records)))))
        return self._block(heap.content()), self._below(below)

    def _table(self, rows: list[dict], numbers: list[int]) -> tuple[int, int]:
        """A table context of rows that have these numbers and the same columns."""
        heap = _Heap(0x7C)
        columns = [(0x67F2, INT), *(rows[0] if rows else [])]
        matrix, index = b"", b""
        for place, (number, row) in enumerate(zip(numbers, rows, strict=True)):
            cells = struct.pack("<I", number)
            for key in columns[1:]:
                content = _bytes(key[1], row[key])
                cells += content if key[1] == INT else heap.add(content)
            matrix += cells + bytes([0xFF] * (-(-len(columns) // 8)))
            index += struct.pack("<II", number, place)
        end = 4 * len(columns)
        row_index = heap.number(struct.pack("<BBBBI", 0xB5, 4, 4, 0, heap.number(index)))
        described = sorted((key[0] << 16 | key[1], 4 * place, place) for place, key in enumerate(columns))
        shape = struct.pack("<BB4HIII", 0x7C, len(columns), end, end, end, end + -(-len(columns) // 8), row_index,
                            heap.number(matrix), 0)  # fmt: skip
        heap.root(shape + b"".join(struct.pack("<IHBB", tag, at, 4, bit) for tag, at, bit in described))
        return self._block(heap.content()), 0

    def _below(self, nodes: list[tuple[int, int, int]]) -> int:
        entries = b"".join(struct.pack("<QQQ", *each) for each in sorted(nodes))
        return self._stored(struct.pack("<BBHI", 2, 0, len(nodes), 0) + entries, 2) if nodes else 0

    def _block(self, content: bytes) -> int:
        """The block that holds `content`, or lists those that do."""
        if len(content) <= _BLOCK_LIMIT:
            return self._stored(content, 0)
        parts = [self._stored(content[at : at + _BLOCK_LIMIT], 0) for at in range(0, len(content), _BLOCK_LIMIT)]
        return self._stored(struct.pack(f"<BBHI{len(parts)}Q", 1, 1, len(parts), len(content), *parts), 2)

    def _stored(self, content: bytes, internal: int) -> int:
        bid, at = self._next << 2 | internal, len(self._data)
        self._next += 1
        padding = -(len(content) + 16) % 64
        trailer = struct.pack("<HHIQ", len(content), _signature(at, bid), _crc(content), bid)
        self._data += content + b"\0" * padding + trailer
        self._blocks.append((bid, at, len(content)))
        return bid

    def _node(self, nid: int, parent: int, data: int, below: int) -> None:
        self._nodes.append((nid, data, below, parent))

    def _tree(self, entries: list[bytes], kind: int) -> tuple[int, int]:
        """The pages of a B-tree; the id and place of its topmost."""
        level = 0
        while True:
            size = len(entries[0])
            pages = []
            for at in range(0, len(entries), 488 // size):
                held = entries[at : at + 488 // size]
                pages.append((held[0][:8], *self._page(b"".join(held), len(held), size, level, kind)))
            if len(pages) == 1:
                return pages[0][1], pages[0][2]
            entries = [struct.pack("<8sQQ", key, bid, at) for key, bid, at in pages]
            level += 1

    def _page(self, content: bytes, count: int, size: int, level: int, kind: int) -> tuple[int, int]:
        self._data += b"\0" * (-len(self._data) % 512)
        bid, at = self._next << 2, len(self._data)
        self._next += 1
        page = content.ljust(488, b"\0") + struct.pack("<BBBBI", count, 488 // size, size, level, 0)
        self._data += page + struct.pack("<BBHIQ", kind, kind, _signature(at, bid), _crc(page), bid)
        return bid, at

    def _headed(self, nodes: tuple[int, int], blocks: tuple[int, int]) -> bytes:
        root = struct.pack("<IQQQQQQQQBBH", 0, len(self._data), 0, 0, 0, *nodes, *blocks, 2, 0, 0)
        head = struct.pack("<2sHHBBIIQQI128x8x", b"SM", 23, 19, 1, 1, 0, 0, 0, self._next << 2, 1)
        head += root + b"\0" * 4 + b"\xff" * 256 + struct.pack("<BB2xQ", 0x80, 0, self._next << 2)
        self._data[:564] = (
            struct.pack("<4sI", b"!BDN", _crc(head[:471])) + head + struct.pack("<I36x", _crc(head[:516]))
        )
        return bytes(self._data)


class _Heap:
    """A heap on a node, in one block."""

    def __init__(self, client: int) -> None:
        self._client, self._content, self._starts, self._root = client, bytearray(12), [12], 0

    def number(self, content: bytes) -> int:
        """Put `content` on the heap; its number there, 0 if there is nothing to put."""
        if not content:
            return 0
        self._content += content
        self._starts.append(len(self._content))
        return (len(self._starts) - 1) << 5

    def add(self, content: bytes) -> bytes:
        return struct.pack("<I", self.number(content))

    def root(self, content: bytes) -> None:
        self._root = self.number(content)

    def content(self) -> bytes:
        self._content += b"\0" * (len(self._content) % 2)
        head = struct.pack("<HBBII", len(self._content), 0xEC, self._client, self._root, 0)
        places = struct.pack(f"<HH{len(self._starts)}H", len(self._starts) - 1, 0, *self._starts)
        return head + bytes(self._content[12:]) + places


def _several(texts: list[str]) -> bytes:
    contents = [_bytes(TEXT, text) for text in texts]
    at = 4 + 4 * len(contents)
    places = []
    for each in contents:
        places.append(at)
        at += len(each)
    return struct.pack(f"<I{len(places)}I", len(places), *places) + b"".join(contents)


def _crc(content: bytes) -> int:
    return zlib.crc32(content, 0xFFFFFFFF) ^ 0xFFFFFFFF


def _signature(at: int, bid: int) -> int:
    mixed = at ^ bid
    return (mixed >> 16 ^ mixed) & 0xFFFF
