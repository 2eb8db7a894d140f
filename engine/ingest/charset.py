"""Bytes to text: the declared charset where it is true, a guess where it is missing or lies."""

import codecs
import re
from collections.abc import Iterable
from functools import lru_cache

import charset_normalizer

from engine.ingest import escapes

_ALIASES = {
    **dict.fromkeys(
        ("gb2312", "gbk", "cp936", "gb_2312-80", "x-gbk", "euc-cn", "gb-2312", "chinese", "936"), "gb18030"
    ),
    **dict.fromkeys(("iso-8859-1", "latin-1", "latin1", "iso8859-1", "ansi"), "cp1252"),
    **dict.fromkeys(("ms936", "windows-936", "cn-gb", "x-mac-chinesesimp", "gb2312-80", "csgb2312"), "gb18030"),
    **dict.fromkeys(("iso-2022-jp-ms", "csiso2022jp", "cp50220", "cp50221"), "iso-2022-jp-ext"),
    **dict.fromkeys(("iso-8859-8-i", "iso-8859-8-e", "logical"), "iso-8859-8"),
    **dict.fromkeys(("big5", "big-5", "x-big5", "cn-big5", "x-x-big5", "windows-950", "big5-eten"), "big5hkscs"),
    **dict.fromkeys(("utf8", "utf-8mb4", "utf8mb4", "unicode-1-1-utf-8", "cp65001", "utf-8-mac"), "utf-8"),
    **dict.fromkeys(("shift_jis", "shift-jis", "x-sjis", "sjis"), "cp932"),
    "hz-gb-2312": "hz",
    "ks_c_5601-1987": "cp949",
    "unicode-1-1-utf-7": "utf-7",
}
_ISO_2022_CN = frozenset({"iso-2022-cn", "iso-2022-cn-ext", "iso2022-cn"})
_RELATIVES = {"iso-2022-jp": ("cp932", "euc_jp"), "iso-2022-kr": ("cp949",), "hz": ("gb18030",)}
"""What senders have sent in eight bits under the name of a seven-bit charset."""
_NOT_CHARSETS = frozenset({"idna", "punycode", "unicode-escape", "raw-unicode-escape", "undefined"})
_ASCII = frozenset({"", "us-ascii", "ascii", "ansi_x3.4-1968", "7bit", "8bit"})
_SAMPLE = 1 << 16
_LATEST = 2
"""So many answers about the beginning of a file are kept: it, and what is left of it without a table's separators."""
_ENOUGH_UTF8 = 4
"""So many multi-byte sequences in a row of valid UTF-8 are no accident."""
_ENOUGH_CHINESE = 16
"""Bytes from which on Chinese can be told from Chinese in another charset."""
_SURROGATE = re.compile("[\ud800-\udfff]")
_UTF8_SEQUENCE = re.compile(rb"[\xc2-\xf4][\x80-\xbf]+")
_HAN = re.compile("[\u4e00-\u9fff]")
_PLAIN_CHINESE = re.compile("[\t\n\r -~\u2010-\u2030\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]+\ufffd?")
_CONTROL = re.compile("[\0-\x08\x0e-\x19\x1c-\x1f\x7f]")
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def clean(text: str) -> str:
    """`text` without NUL and lone surrogates."""
    return text if is_clean(text) else _SURROGATE.sub("\ufffd", text.replace("\0", ""))


def is_clean(text: str) -> bool:
    """Whether neither NUL nor a lone surrogate stands in `text`."""
    if "\0" in text:
        return False
    try:
        return text.isascii() or bool(text.encode())
    except UnicodeEncodeError:
        return False


def decode(data: bytes, declared: str = "") -> tuple[str, tuple[str, ...]]:
    """The text of `data`, and warnings about its charset."""
    name = declared.strip().strip("\"'").lower()
    seven_bit = data.isascii()
    if name in _ISO_2022_CN:
        text = escapes.iso_2022_cn(data) if seven_bit else guess(data)[0]
        return text, ("charset_unsupported",) if "\ufffd" in text else ()
    true_name = codec(name) if name not in _ASCII else None
    if seven_bit and name not in {"utf-7", "unicode-1-1-utf-7", "hz", "hz-gb-2312"} and not _stateful(true_name or ""):
        return _seven_bit(data, name)
    if name in _ASCII:
        text, guessed = guess(data)
        return text, () if guessed.startswith("utf-8") else ("charset_guessed",)
    if true_name is None:
        return guess(data)[0], ("charset_unknown",)
    if _is_wide(true_name) and b"\0" not in data and _decodes(data, "utf-8"):
        return data.decode(), ("charset_wrong",)
    if true_name != "utf-8" and not _stateful(true_name):
        contradicted = _contradiction(data, true_name)
        if contradicted:
            return data.decode(contradicted, "replace"), ("charset_wrong",)
    try:
        return data.decode(true_name), ()
    except (UnicodeError, ValueError):
        return _despite(data, true_name), ("charset_wrong",)


def codec(name: str) -> str | None:
    """The codec for a charset's name, wider than the name where senders mean more; None if there is none."""
    name = re.sub(r"^cp-(?=\d+$)", "cp", name.strip().lower())
    name = _ALIASES.get(name, name)
    try:
        info = codecs.lookup(name)
    except (LookupError, ValueError):
        return None
    usable = getattr(info, "_is_text_encoding", True) and info.name.replace("_", "-") not in _NOT_CHARSETS
    return name if usable else None


def _seven_bit(data: bytes, name: str) -> tuple[str, tuple[str, ...]]:
    """The text of ASCII bytes: what escapes in them stand for, else what they are."""
    found = escapes.undeclared(data)
    if found == "iso-2022-cn":
        return escapes.iso_2022_cn(data), ("charset_guessed",)
    if found:
        return data.decode(found, "replace"), ("charset_guessed",)
    return data.decode("ascii"), () if name in _ASCII or codec(name) else ("charset_unknown",)


def guess(data: bytes) -> tuple[str, str]:
    """The text of `data` and the charset that was guessed for it."""
    name = encoding_of([data])
    return data.decode(name, "replace"), name


def encoding_of(blocks: Iterable[bytes]) -> str:
    """The encoding of a text given in blocks: byte order mark, UTF-16 by its zeros, strict UTF-8, then a guess."""
    strict = codecs.getincrementaldecoder("utf-8")()
    sample = b""
    for number, block in enumerate(blocks):
        if number == 0:
            sample = block[:_SAMPLE]
            marked = marked_encoding(sample)
            if marked:
                return marked
        try:
            strict.decode(block)
        except UnicodeDecodeError as error:
            return _legacy(sample if not sample.isascii() else _around(block, error.start))
    try:
        strict.decode(b"", final=True)
    except UnicodeDecodeError:
        return _legacy(sample) if len(sample) < _SAMPLE else "utf-8"
    return "utf-8"


@lru_cache(maxsize=_LATEST)
def encoding_of_head(head: bytes) -> str:
    """The encoding of a file by its beginning; one format after another asks, so the last answers stay."""
    return encoding_of([head])


def marked_encoding(head: bytes) -> str | None:
    """The encoding that a byte order mark or the zeros of UTF-16 text show, or None."""
    for mark, name in _BOMS:
        if head.startswith(mark):
            return name
    pairs = len(head) // 2
    even, odd = head[0 : 2 * pairs : 2].count(0), head[1 : 2 * pairs : 2].count(0)
    needed = 0.9 if head.isascii() else 0.08  # Chinese in UTF-16 has few zeros, and bytes that are not ASCII
    if pairs >= 2 and max(even, odd) >= max(2, pairs * needed) and min(even, odd) * 20 <= max(even, odd):
        name = "utf-16-be" if even > odd else "utf-16-le"
        text = head[: 2 * pairs].decode(name, "replace")
        return name if text.count("\ufffd") * 50 <= len(text) and "\0" not in text else None
    return _chinese_utf16(head[: 2 * pairs]) if even or odd else None


def _chinese_utf16(head: bytes) -> str | None:
    """The byte order in which a text with few zeros is plain Chinese, or None: other encodings have no zeros.

    Two Latin letters look like one Chinese character; bytes that are no ASCII tell them apart.
    """
    if sum(byte > 0x7E for byte in head) * 20 < len(head):
        return None
    for name in ("utf-16-le", "utf-16-be"):
        text = head.decode(name, "replace")
        if len(_HAN.findall(text)) * 4 >= len(text) and _PLAIN_CHINESE.fullmatch(text):
            return name
    return None


@lru_cache(maxsize=_LATEST)
def is_text(head: bytes) -> bool:
    """Whether the beginning of a file is text as `encoding_of` decodes it.

    Text has hardly any control characters, and in Latin letters no more accents than a language has.
    """
    encoding = encoding_of_head(head)
    text = head.decode(encoding, "ignore")
    if encoding == "cp1252" and sum(char > "\x7f" for char in text) * 3 > len(text):
        return False
    return bool(text) and len(_CONTROL.findall(text)) <= max(1, len(text) // 50)


def _stateful(name: str) -> bool:
    return name in {"hz", "utf-7"} or name.startswith(("iso-2022", "iso2022")) or _is_wide(name)


def _is_wide(name: str) -> bool:
    return name.startswith(("utf-16", "utf-32", "utf_16", "utf_32"))


def _contradiction(data: bytes, declared: str) -> str | None:
    """The charset the bytes are surely in although another one was declared."""
    if len(_UTF8_SEQUENCE.findall(data[:_SAMPLE])) >= _ENOUGH_UTF8 and _decodes(data, "utf-8"):
        return "utf-8"
    if declared == "cp1252" and _chinese_share(data[:_SAMPLE], "gb18030") >= 0.9:
        return "gb18030"
    other = {"gb18030": "big5hkscs", "big5hkscs": "gb18030"}.get(declared)
    sample = data[:_SAMPLE]
    if other and len(data) >= _ENOUGH_CHINESE and _chinese_share(sample, declared) <= 0.6 and _decodes(data, other):
        return other if _chinese_share(sample, other) >= 0.95 else None
    return None


def _despite(data: bytes, declared: str) -> str:
    """The text where the declared charset does not fit: a better charset, or the declared one with gaps."""
    for name, others in _RELATIVES.items():
        for other in others if declared.startswith(name) and not data.isascii() else ():
            if _decodes(data, other):
                return data.decode(other)
    text = data.decode(declared, "replace")
    if text.count("\ufffd") * 50 <= len(data) - len(text) or declared.startswith("utf-"):
        name = encoding_of([data])
        if declared.startswith("utf-") and name != "cp1252":
            return data.decode(name, "replace")
        return text
    return guess(data)[0]


def _decodes(data: bytes, name: str) -> bool:
    try:
        data.decode(name)
    except UnicodeError:
        return False
    return True


def _around(block: bytes, position: int) -> bytes:
    """A sample of `block` about `position` that begins at a line, so that no character is cut at its start."""
    start = block.rfind(b"\n", 0, position) + 1
    return block[start : start + _SAMPLE]


def _legacy(sample: bytes) -> str:
    mainland, traditional = _chinese_share(sample, "gb18030"), _chinese_share(sample, "big5hkscs")
    if max(mainland, traditional) >= 0.5:
        return "gb18030" if mainland >= traditional else "big5hkscs"
    best = charset_normalizer.from_bytes(sample, steps=3, chunk_size=2048).best() if len(sample) > 32 else None
    name = best.encoding if best else "cp1252"
    if name.startswith("gb") or name == "hz":
        return "gb18030"
    known = name.startswith(("cp125", "koi8", "shift_jis", "cp932", "euc", "cp949", "big5", "iso8859"))
    return name if known and name not in {"iso8859_1", "latin_1"} else "cp1252"


def _chinese_share(sample: bytes, name: str) -> float:
    """Which share of the non-ASCII characters is everyday Chinese when read as `name`; 0.0 if it cannot be read."""
    text = sample.decode(name, "ignore" if len(sample) >= _SAMPLE else "replace")
    high = [char for char in text if char > "\x7f"]
    if not high:
        return 0.0
    first = range(0xB0, 0xD8) if name == "gb18030" else range(0xA4, 0xC7)
    everyday = 0
    for char in high:
        if "\u4e00" <= char <= "\u9fff":
            encoded = char.encode(name, "replace")
            everyday += len(encoded) == 2 and encoded[0] in first
        elif "\u3000" <= char <= "\u303f" or "\uff00" <= char <= "\uffef":
            everyday += 1
        elif char == "\ufffd":
            everyday -= 2
    return everyday / len(high)
