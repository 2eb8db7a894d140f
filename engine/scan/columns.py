"""What the columns of a table mean, by their headers: the export they are known from, or the names columns go by.

Rules: `data/crm_exports.yaml`. Headers are compared without case, spaces, marks and brackets, in full and half width.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from engine.catalogue import catalogue
from engine.model.rules import Export
from engine.patterns.spelling import HAN, simplified

IDENTIFYING = ("order_id", "customer_id", "member_id", "resident_id", "email", "phone")
"""Meanings of a column whose values tell one row from another, the surest first; who ordered comes after what."""

_LONGEST = 60
_NUMERALS = re.compile("[0-9０-９]")
_NUMBERED = 4  # digits from which a value is no name
_QUALIFIERS = 3
"""So many words that only say whose a column is may stand before what it holds."""
_BRACKETS = re.compile(r"[(\[{【<《][^)\]}】>》]*[)\]}】>》]")
_PARTS = re.compile(r"[/|、&]|或|\bor\b")
_SEVERAL_FORMS = re.compile(rf"{_BRACKETS.pattern}|{_PARTS.pattern}|[^\x00-\x7f]")
"""What a header has in which other forms than the plain one are looked for."""
_REPEATED = re.compile(r" \(\d+\)$")
_MARKS = re.compile(r"[^0-9a-z]+")
_COUNTER = re.compile(r"\d+$")


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of one table: the export it was recognised as ("" if none), and the meaning of each header known."""

    export: str
    meanings: Mapping[str, str]


@lru_cache(maxsize=4096)
def columns_of(headers: tuple[str, ...]) -> Columns:
    """What the columns with these headers mean; a header without a known meaning is left out."""
    export = _export({plain(header) for header in headers})
    known = {plain(header): meaning for header, meaning in export.columns.items()} if export else {}
    meanings = {header: known.get(plain(header)) or _general(header) for header in headers}
    return Columns(export.id if export else "", {header: meaning for header, meaning in meanings.items() if meaning})


@lru_cache(maxsize=65536)
def is_known(header: str) -> bool:
    """Whether a column of this header could have a meaning in some table."""
    name = plain(header)
    if name in _exported():
        return True
    one_word = header.isascii() and header.isalpha()
    several = not one_word and (name[-1:].isdigit() or _SEVERAL_FORMS.search(header) is not None)
    return (several or _ends_known(name)) and _general(header) != ""  # neither is so in nearly all of running text


@lru_cache(maxsize=65536)
def is_impersonal(header: str) -> bool:
    """Whether a column of this header holds things or numbers, in which no name stands."""
    meaning = catalogue().meanings.get(_general(header))
    return meaning is not None and meaning.impersonal


def identifying_header(headers: Sequence[str], meanings: Mapping[str, str] | None = None) -> str | None:
    """The header of the column that tells one row from another; None if no column does.

    `meanings` are what the columns mean if that is known better than by their headers.
    """
    found = columns_of(tuple(headers)).meanings if meanings is None else meanings
    for wanted in IDENTIFYING:
        for header in headers:
            if found.get(header) == wanted:
                return header
    return None


def context_of(header: str, meaning: str, value: str) -> str:
    """What the detector reads before a value: its column's name, unless the meaning has words which that name lacks.

    They are Chinese where header or value is. A number in a column of persons (会员) is read with the column's name.
    """
    if meaning == "person_name" and len(_NUMERALS.findall(value)) >= _NUMBERED:
        return header
    chinese, other = _contexts(header, meaning)
    return chinese if chinese == other or HAN.search(value) else other


@lru_cache(maxsize=65536)
def _contexts(header: str, meaning: str) -> tuple[str, str]:
    """What is read before Chinese values of a column, and before others."""
    known = catalogue().meanings.get(meaning)
    if known is None or known.context is None:
        return header, header
    words = known.context.zh, known.context.zh if HAN.search(header) else known.context.en
    chinese, other = (header if plain(one) in plain(header) else one for one in words)
    return chinese, other


@lru_cache(maxsize=65536)
def plain(header: str) -> str:
    """A header in the form in which headers are compared, simplified; the counter of a repeated name is left out."""
    text = _REPEATED.sub("", header) if header.endswith(")") else header
    if text.isascii():
        return text.casefold() if text.isalpha() else _MARKS.sub("", text.casefold())
    return "".join(c for c in simplified(unicodedata.normalize("NFKC", text)).casefold() if c.isalnum())


def _export(headers: set[str]) -> Export | None:
    """The export whose signature stands in the headers; of several the one that asks for most."""
    found = [one for one in catalogue().exports.values() if headers.issuperset(map(plain, one.signature))]
    return max(found, key=lambda one: (len(one.signature), len(headers & set(map(plain, one.columns)))), default=None)


@cache
def _exported() -> frozenset[str]:
    return frozenset(plain(name) for one in catalogue().exports.values() for name in (*one.signature, *one.columns))


@cache
def _names() -> Mapping[str, str]:
    return {plain(name): meaning.id for meaning in catalogue().meanings.values() for name in meaning.headers}


def _ends_known(name: str) -> bool:
    """Whether it ends with the name of a meaning."""
    return name.endswith(_endings().get(name[-1:], ()))


@cache
def _endings() -> Mapping[str, tuple[str, ...]]:
    """The shortest names that every name ends with, by their last character."""
    names = set(_names())
    found: dict[str, tuple[str, ...]] = {}
    for name in names:
        if not any(name[start:] in names for start in range(1, len(name))):
            found[name[-1]] = (*found.get(name[-1], ()), name)
    return found


@cache
def _qualifiers() -> tuple[str, ...]:
    words = {plain(word) for qualifier in catalogue().qualifiers.values() for word in qualifier.words}
    return tuple(sorted(words, key=lambda word: (-len(word), word)))


@lru_cache(maxsize=65536)
def _general(header: str) -> str:
    """The meaning a header has in any table, or ""."""
    if len(header) > _LONGEST:
        return ""
    for name in _forms(header):
        for rest in _unqualified(name) if _ends_known(name) else ():
            if rest in _names():
                return _names()[rest]
    parts = [part for part in _PARTS.split(header) if part.strip()]
    meanings = {_general(part) for part in parts} if len(parts) > 1 else set[str]()
    return meanings.pop() if len(meanings) == 1 else ""


def _forms(header: str) -> Iterator[str]:
    """A header whole, without what stands in brackets, and without a number behind it."""
    normal = header if header.isascii() else unicodedata.normalize("NFKC", header)
    bare = _BRACKETS.sub("", normal)
    names = (plain(header),) if bare == normal else (plain(header), plain(bare))
    yield from names
    yield from (_COUNTER.sub("", name) for name in names if name[-1:].isdigit())


def _unqualified(name: str) -> Iterator[str]:
    """A name, and what is left of it behind each word that only says whose or which."""
    pending = {name: None}
    for _ in range(_QUALIFIERS + 1):
        yield from pending
        pending = dict.fromkeys(
            each.removeprefix(word)
            for each in pending
            for word in _qualifiers()
            if each.startswith(word) and each != word
        )
