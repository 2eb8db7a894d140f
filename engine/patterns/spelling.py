"""One spelling for texts that are written alike: how words and patterns meet what people wrote."""

import re
from pathlib import Path

_FOLD = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_FOLD |= dict.fromkeys((0x3000, 0x00A0, 0x2002, 0x2003, 0x2009, 0x202F), " ")
_FOLD |= dict.fromkeys((0x2010, 0x2011, 0x2012, 0x2013, 0x2014, 0x2212, 0xFE63), "-")
_FOLD |= dict.fromkeys((0x2018, 0x2019, 0x02BC), "'")
_FOLD |= dict.fromkeys((0x201C, 0x201D), '"')
_TRADITIONAL = Path(__file__).resolve().parent.parent.parent / "data" / "traditional.txt"
_SIMPLE = {ord(pair[0]): pair[1] for pair in _TRADITIONAL.read_text(encoding="utf-8").split()}
_FOLD |= _SIMPLE
FORMS = {code: chr(plain) if isinstance(plain, int) else plain for code, plain in _FOLD.items()}
"""What each sign that is written in other ways folds into, by its code."""
_HALF = re.compile("[\ud800-\udfff]")
HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0002ebef]")


def has_han(text: str) -> bool:
    """Whether a Chinese character stands in `text`."""
    return not text.isascii() and HAN.search(text) is not None


def fold(text: str) -> str:
    """Full-width forms as ASCII, odd spaces, dashes and quotes plain, traditional characters as simplified ones.

    Each part is as long as it was, so that offsets hold.
    """
    plain = text if text.isascii() else text.translate(_FOLD)
    return plain.replace("&nbsp;", "      ") if "&nbsp;" in plain else plain


def encodable(text: str) -> str:
    """`text` with a mark for each half of a character, which no encoding knows and no compiled library takes."""
    return text if text.isascii() else _HALF.sub("?", text)


def simplified(text: str) -> str:
    """Traditional characters as simplified ones, the rest as it is: how words and patterns meet folded text."""
    return text.translate(_SIMPLE)
