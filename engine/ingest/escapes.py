"""Seven-bit charsets that switch by escapes: found where nobody declared them, and ISO-2022-CN, which Python lacks.

ISO-2022-CN is RFC 1922; its GB 2312 characters are read, those of CNS 11643 become replacement signs.
"""

import re

_JAPANESE = re.compile(rb"\x1b\$[@B](?:[!-~]{2})+?\x1b\([BJ]")
_KOREAN = b"\x1b$)C"
_CHINESE = re.compile(rb"\x1b\$\)[AEG]")
_HZ = re.compile(rb"~\{(?:[!-w][!-~]){2,}~\}")
_SWITCH = re.compile(rb"\x1b\$([)*])(.)|\x1bN([!-~]{2})|(\x0e)|(\x0f)|(\n)")
_GB = b"A"
_LOST = "\ufffd"


def undeclared(data: bytes) -> str | None:
    """The charset of ASCII bytes that hold escapes of one, or None."""
    if b"\x1b$" in data:
        if _JAPANESE.search(data):
            return "iso-2022-jp-ext"
        if _KOREAN in data:
            return "iso-2022-kr"
        return "iso-2022-cn" if _CHINESE.search(data) else None
    return "hz" if b"~{" in data and _HZ.search(data) and _is_everyday(data) else None


def iso_2022_cn(data: bytes) -> str:
    """The text of bytes in ISO-2022-CN."""
    pieces: list[str] = []
    designated, shifted, position = b"", False, 0
    for match in _SWITCH.finditer(data):
        pieces.append(_run(data[position : match.start()], designated if shifted else b""))
        position = match.end()
        if match[1] == b")":
            designated = match[2]
        elif match[3]:
            pieces.append(_LOST)
        elif match[4] or match[5]:
            shifted = bool(match[4])
        elif match[6]:
            pieces.append("\n")
            designated, shifted = b"", False
    pieces.append(_run(data[position:], designated if shifted else b""))
    return "".join(pieces)


def _run(data: bytes, designated: bytes) -> str:
    if not designated:
        return data.decode("ascii", "replace")
    if designated == _GB:
        return bytes(byte | 0x80 for byte in data).decode("gb2312", "replace")
    return _LOST * ((len(data) + 1) // 2)


def _is_everyday(data: bytes) -> bool:
    """Whether what stands between the marks of HZ is everyday Chinese (level 1 of GB 2312) for the most part."""
    pairs = [pair for run in _HZ.findall(data) for pair in re.findall(rb"..", run[2:-2])]
    return sum(0x30 <= pair[0] <= 0x57 for pair in pairs) * 2 >= len(pairs)
