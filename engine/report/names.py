"""File names as they may leave the building: whatever in them is a person's is covered.

An exported mailbox is often named after its owner. E-mail addresses and long numbers are told by their form, names of
people by comparing their keyed hash with those of the findings, so that no clear value has to be kept for it.
"""

import re
from collections.abc import Iterator

from engine.scan.masking import mask
from engine.store.workspace import Ledger

_MAILBOX = re.compile(r"[0-9A-Za-z][\w.+%-]*@[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*\.[A-Za-z]{2,}")
_DATE = r"(?!20\d\d-?[01]\d-?[0-3]\d(?!\d)|20\d{12}(?!\d))"
_LONG_NUMBER = re.compile(rf"(?<![0-9A-Za-z]){_DATE}\+?\d[\d -]{{7,}}\d[\dXx](?![0-9A-Za-z])")
_HAN_RUN = re.compile(r"[\u3400-\u9fff\U00020000-\U0002ebef]{2,}")
_LATIN_RUN = re.compile(r"[A-Za-z']+(?:[ ._-]+[A-Za-z']+){1,3}")
_LONGEST_HAN_NAME = 4


class CoveredNames:
    """Covers what is personal in file names, knowing the people of one engagement by their hashes only."""

    def __init__(self, ledger: Ledger) -> None:
        rows = ledger.database.rows("SELECT DISTINCT value_hmac FROM finding WHERE entity_type = 'PERSON'")
        self._people = frozenset(row[0] for row in rows)
        self._known_by = ledger.known_by

    def __call__(self, name: str) -> str:
        """The file name with mailboxes, long numbers and names of found people covered."""
        name = _MAILBOX.sub(lambda found: mask("EMAIL", found[0]), name)
        name = _LONG_NUMBER.sub(lambda found: mask("PHONE", found[0]), name)
        if not self._people:
            return name
        for candidate in dict.fromkeys(_candidates(name)):
            if self._is_found(candidate):
                name = name.replace(candidate, mask("PERSON", " ".join(re.split(r"[ ._-]+", candidate))))
        return name

    def _is_found(self, candidate: str) -> bool:
        return self._known_by("PERSON", " ".join(re.split(r"[ ._-]+", candidate))) in self._people


def _candidates(name: str) -> Iterator[str]:
    """What could be a name of a person, the longest first."""
    for run in _HAN_RUN.findall(name):
        for length in range(_LONGEST_HAN_NAME, 1, -1):
            yield from (run[start : start + length] for start in range(len(run) - length + 1))
    for run in _LATIN_RUN.findall(name):
        words = list(re.finditer(r"[A-Za-z']+", run))
        for length in range(len(words), 1, -1):
            for first in range(len(words) - length + 1):
                yield run[words[first].start() : words[first + length - 1].end()]
