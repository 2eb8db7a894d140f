"""Ways to damage a file at random, each repeatable from its seed."""

import random
from collections.abc import Callable

_TOKENS = (b"A", b"<", b"(", b"[", b"{", b'"', b"=?", b"=?utf-8?B?", b"\r", b"\n", b";", b",", b"0", b" ", b"\t")
_TOKENS += (b"--", b"&amp;", b"\x1b$B", b"\0", b"\xff", b"From ", b">", b"a:", b"'", b"\\", b"BEGIN:VCARD\n", b"<div>")
_EDGES = (
    b"\0\0\0\0",
    b"\xff\xff\xff\xff",
    b"\x7f\xff\xff\xff",
    b"\x80\0\0\0",
    b"\1\0\0\0",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
)
_SIZES = (1, 10, 300, 5000, 70_000)
Damage = Callable[[bytes, bytes, random.Random], bytes]


def damaged(base: bytes, other: bytes, seed: str) -> tuple[bytes, list[str]]:
    """`base` after one to four operations, and their names; some take a piece of `other`."""
    dice = random.Random(seed)
    names = [dice.choice(sorted(_OPERATIONS)) for _ in range(dice.randint(1, 4))]
    for name in names:
        base = _OPERATIONS[name](base, other, dice) or base[:1]
    return base, names


def _flip(base: bytes, other: bytes, dice: random.Random) -> bytes:
    content = bytearray(base)
    for _ in range(dice.randint(1, 20)):
        content[dice.randrange(len(content))] ^= 1 << dice.randrange(8)
    return bytes(content)


def _cut_end(base: bytes, other: bytes, dice: random.Random) -> bytes:
    return base[: dice.randint(1, len(base))]


def _cut_start(base: bytes, other: bytes, dice: random.Random) -> bytes:
    return base[dice.randint(0, min(len(base) - 1, 4096)) :]


def _piece(content: bytes, dice: random.Random) -> tuple[int, int]:
    start = dice.randrange(len(content))
    return start, min(len(content), start + dice.randint(1, max(1, len(content) // 4)))


def _leave_out(base: bytes, other: bytes, dice: random.Random) -> bytes:
    start, end = _piece(base, dice)
    return base[:start] + base[end:]


def _repeat(base: bytes, other: bytes, dice: random.Random) -> bytes:
    start, end = _piece(base, dice)
    return base[:end] + base[start:end] * dice.randint(1, 4) + base[end:]


def _splice(base: bytes, other: bytes, dice: random.Random) -> bytes:
    at = dice.randrange(len(base))
    start, end = _piece(other, dice)
    return base[:at] + other[start:end] + base[at if dice.random() < 0.5 else min(len(base), at + end - start) :]


def _append(base: bytes, other: bytes, dice: random.Random) -> bytes:
    return base + other


def _token(base: bytes, other: bytes, dice: random.Random) -> bytes:
    at = dice.randrange(len(base))
    return base[:at] + dice.choice(_TOKENS) * dice.choice(_SIZES) + base[at:]


def _edge(base: bytes, other: bytes, dice: random.Random) -> bytes:
    at, edge = dice.randrange(len(base)), dice.choice(_EDGES)
    return base[:at] + edge + base[at + len(edge) :]


def _swap_lines(base: bytes, other: bytes, dice: random.Random) -> bytes:
    lines = base.split(b"\n")
    chosen = [number for number, line in enumerate(lines) if line.startswith(b"--") or b":" in line[:40]]
    pool = chosen if len(chosen) > 1 and dice.random() < 0.7 else range(len(lines))
    for _ in range(dice.randint(1, 6)):
        first, second = dice.choice(pool), dice.choice(pool)
        lines[first], lines[second] = lines[second], lines[first]
    return b"\n".join(lines)


def _line_ends(base: bytes, other: bytes, dice: random.Random) -> bytes:
    return base.replace(b"\r\n", b"\n").replace(b"\n", dice.choice((b"\r\n", b"\r", b"\n\n", b"\r\r\n", b"\n ")))


_OPERATIONS: dict[str, Damage] = {
    "append": _append,
    "cut_end": _cut_end,
    "cut_start": _cut_start,
    "edge": _edge,
    "flip": _flip,
    "leave_out": _leave_out,
    "line_ends": _line_ends,
    "repeat": _repeat,
    "splice": _splice,
    "swap_lines": _swap_lines,
    "token": _token,
}
