r"""Rich text as it is read: words, braces and bytes in one pass, texts gathered by where they belong.

Code pages go by font and document (a Chinese one is read as GB18030), ``\uN`` by ``\ucN``; hidden and deleted text
counts. Damaged braces and words cost nothing but themselves. Time is linear.
"""

import re
from dataclasses import dataclass, field, replace

from engine.ingest.charset import codec

_TOKEN = re.compile(
    rb"\\([A-Za-z]{1,64})(-?\d{1,10})?[ ]?|((?:\\'[0-9A-Fa-f]{2})++)|\\([^A-Za-z])|([{}])|([^\\{}\r\n\0]+)"
)
_SAID = {
    **dict.fromkeys(("par", "line", "row", "nestrow", "sect", "page", "softline", "lbr"), "\n"),
    **dict.fromkeys(("cell", "nestcell", "tab"), "\t"),
    **dict.fromkeys(("emspace", "enspace", "qmspace"), " "),
    **{"emdash": "—", "endash": "–", "bullet": "•", "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”"},
}
_SIGNS = {b"~": " ", b"_": "-", b"\n": "\n", b"\r": "\n", b"\t": "\t", b"{": "{", b"}": "}", b"\\": "\\"}
_PROPERTIES = frozenset({
    "title", "subject", "author", "operator", "manager", "company", "keywords", "doccomm", "comment",
})  # fmt: skip
_APART = frozenset({
    "info", "pict", "fonttbl", "fldinst", "revtbl", "annotation", "atnauthor", "footnote", "header", "footer",
})  # fmt: skip
"""Groups whose text stands apart from the running text around them."""
_UNREAD = frozenset({
    "colortbl", "stylesheet", "filetbl", "themedata", "colorschememapping", "datastore", "latentstyles", "listtable",
    "listoverridetable", "rsidtbl", "generator", "xmlnstbl", "mmathPr", "sn", "sv", "objclass", "objname", "objdata",
    "nonshppict", "creatim", "revtim", "printim", "buptim", "mhtmltag", "fontemb", "fontfile", "falt", "panose",
    "pgdsctbl",
})  # fmt: skip
_READ_THOUGH_STARRED = _APART | _PROPERTIES | {"htmltag", "shpinst", "shptxt", "shppict", "ud", "atnid", "docvar"}
_CHARSETS = {
    77: "mac_roman", 128: "cp932", 129: "cp949", 130: "johab", 134: "gb18030", 136: "big5hkscs", 161: "cp1253",
    162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874",
    238: "cp1250",
}  # fmt: skip
_PAGES = {936: "gb18030", 950: "big5hkscs", 65001: "utf-8", 10000: "mac_roman", 10008: "gb18030", 10002: "big5hkscs"}
_NAMED = {"ansi": "cp1252", "mac": "mac_roman", "pc": "cp437", "pca": "cp850"}
_WIDE = frozenset({"gb18030", "big5hkscs", "cp932", "cp949", "johab"})
_CHINESE = re.compile(rb"(?:[\0-\x7f]|[\xa1-\xf7][\xa1-\xfe])*+")


@dataclass(frozen=True, slots=True)
class _Group:
    r"""What holds inside one pair of braces: where its text goes ("": nowhere), its font, what follows ``\u``."""

    to: str = "body"
    font: int = -1
    fallback: int = 1
    drawn: bool = False


@dataclass(slots=True)
class RichText:
    """A document as read: its texts by place, pictures as bytes, whether HTML is packed in it and text was deleted."""

    texts: dict[str, list[str]] = field(default_factory=dict[str, list[str]])
    pictures: list[bytes] = field(default_factory=list[bytes])
    objects: int = 0
    html: bool = False
    deleted: bool = False
    _page: str = "cp1252"
    _fonts: dict[int, str] = field(default_factory=dict[int, str])
    _group: _Group = field(default_factory=_Group)
    _outer: list[_Group] = field(default_factory=list[_Group])
    _starred: bool = False
    _passed_over: int = 0
    _pending: bytearray = field(default_factory=bytearray)
    _pending_font: int = -1

    def text(self, place: str) -> str:
        """The text at `place`; "" if there is none."""
        text = "".join(self.texts.get(place, ()))
        return text if text.isascii() else text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")

    def read(self, data: bytes) -> None:
        """Read the whole document."""
        position, size = 0, len(data)
        while position < size:
            match = _TOKEN.match(data, position)
            if match is None:
                position += 1
                continue
            position = match.end()
            word, number, code, sign, brace, plain = match.groups()
            if word:
                value = int(number) if number else None
                if word == b"bin":
                    position += max(0, value or 0)
                self._word(word.decode("ascii"), value)
            elif brace:
                self._brace(brace == b"{")
            elif sign:
                self._sign(sign)
            else:
                self._bytes(bytes.fromhex(code.replace(b"\\'", b"").decode("ascii")) if code else plain)
        self._flush()
        while self._outer:
            self._brace(opens=False)

    def _brace(self, opens: bool) -> None:
        self._flush()
        self._passed_over, self._starred = 0, False
        if opens:
            self._outer.append(self._group)
        elif self._outer:
            inner, self._group = self._group, self._outer.pop()
            if inner.to != self._group.to:
                self._leave(inner.to)

    def _leave(self, to: str) -> None:
        if to == "pict":
            digits = "".join(self.texts.pop(to, ()))
            digits = re.sub(r"[^0-9A-Fa-f]+", "", digits)
            self.pictures.append(bytes.fromhex(digits[: len(digits) // 2 * 2]))
        elif to in self.texts and to not in ("body", "fonttbl"):
            self.texts[to].append("\n")

    def _sign(self, sign: bytes) -> None:
        if sign == b"*":
            self._starred = True
        elif sign in _SIGNS:
            self._say(_SIGNS[sign])

    def _bytes(self, data: bytes) -> None:
        dropped = min(self._passed_over, len(data))
        self._passed_over -= dropped
        if dropped == len(data) or not self._group.to or (self.html and self._group.drawn):
            return
        if self._group.font != self._pending_font:
            self._flush()
            self._pending_font = self._group.font
        self._pending += data[dropped:]

    def _say(self, text: str) -> None:
        if self._passed_over:
            self._passed_over -= 1
        elif self._group.to and not (self.html and self._group.drawn):
            self._flush()
            self.texts.setdefault(self._group.to, []).append(text)

    def _flush(self) -> None:
        if self._pending:
            text = _decoded(bytes(self._pending), self._fonts.get(self._pending_font, ""), self._page)
            self.texts.setdefault(self._group.to, []).append(text)
            self._pending.clear()

    def _word(self, word: str, value: int | None) -> None:
        starred, self._starred = self._starred, False
        if word == "u" and value is not None:
            self._passed_over = 0
            self._say(chr(value & 0xFFFF))
            self._passed_over = self._group.fallback
        elif word in _SAID:
            self._say(_SAID[word])
        elif word == "uc":
            self._group = replace(self._group, fallback=min(max(value or 0, 0), 64))
        elif word in ("f", "af", "plain"):
            self._font(word, value)
        elif word in ("fcharset", "cpg", "ansicpg", *_NAMED):
            self._code_page(word, value or 0)
        elif word == "htmlrtf":
            self._flush()
            self._group = replace(self._group, drawn=value != 0)
        elif word == "fromhtml":
            self.html = True
        elif word == "deleted":
            self.deleted = self.deleted or value != 0
        elif self._group.to:
            self._destination(word, starred)

    def _font(self, word: str, value: int | None) -> None:
        if word == "f" or (word == "plain" and self._group.to != "fonttbl"):
            self._flush()
            self._group = replace(self._group, font=-1 if value is None else value)

    def _code_page(self, word: str, value: int) -> None:
        if word in _NAMED:
            self._page = _NAMED[word]
        elif word == "ansicpg":
            self._page = _page(value) or self._page
        elif self._group.to == "fonttbl":
            name = _CHARSETS.get(value, "plain" if value == 0 else "") if word == "fcharset" else _page(value)
            self._fonts[self._group.font] = name or self._fonts.get(self._group.font, "")

    def _destination(self, word: str, starred: bool) -> None:
        """Send what follows in this group where `word` says."""
        self.objects += word == "objdata"
        if word in _UNREAD or (starred and word not in _READ_THOUGH_STARRED):
            to = ""
        elif word in _APART or (word in _PROPERTIES and self._group.to == "info"):
            to = word
        else:
            return
        self._flush()
        self._group = replace(self._group, to=to)


def _page(number: int) -> str:
    name = _PAGES.get(number, f"cp{number}")
    return name if codec(name) else ""


def _decoded(data: bytes, font: str, page: str) -> str:
    """`data` in its font's code page; a plain font in a Chinese document may hold Chinese all the same."""
    if font == "plain":
        font = "cp1252" if page in _WIDE and not _CHINESE.fullmatch(data) else page
    return data.decode(font or page, "replace")
