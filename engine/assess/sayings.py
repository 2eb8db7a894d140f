"""What people say of the use of their data, in messages, notes and cells; what only asks or supposes says nothing."""

import re
from collections.abc import Iterable, Sequence
from functools import cache

from engine.assess.patterns import prepared
from engine.catalogue import Catalogue
from engine.model.basis import Saying
from engine.model.rules import StatementPhrase
from engine.patterns.anchors import needs
from engine.patterns.gate import Gate

_CLAUSE = re.compile(r"[。！!;；\n，]|(?<=[?？])|\.(?=\s|$)|,(?!\s?\d)")
_SUPPOSED = re.compile(
    r"如(果|您|需|要|有|不|同意)|若(您|要|是|不|需)|假如|要是|的话|随时|有权|可以在|怎么|怎样|如何|是否|可否|征求|征得|之后可|方可"
    r"|\b(if|whether|unless|in case|how (do|can|to)|you (can|may|could)|at any time|click|do you|did you)\b"
    r"|\bwould you (agree|like)\b"
)
"""What makes a clause say nothing: conditions, information, questions how."""
_ASKED = re.compile(r"[?？]|吗\W*$|\b(may|might|should|shall) (i|we)\b")
"""What makes a yes say nothing; a no may be put as a polite question."""
_DENIED = re.compile(
    r"(不|未|没有?|从未|拒绝|反对)(曾|再|会)?(同意|愿意?|允许|授权|接受|想|希望)|\b(not|never|refuse\w*|cannot)\b|n't\b"
)
"""What makes a yes say nothing: a denial beside it."""
_ADDRESSING = re.compile(r"您|\byou(r)?\b.{0,20}\b(agree|consent)\b")
"""What makes words of consent those of the company to its customer."""
_YES = frozenset((
    "是", "有", "已", "同意", "已同意", "愿意", "接收", "接受", "允许", "授权", "已授权", "已签", "已签署", "签署",
    "√", "✓", "✔", "y", "yes", "true", "t", "1", "on", "agree", "agreed", "accept", "accepted", "granted", "given",
    "subscribed", "optin", "optedin", "x", "checked", "已退订", "退订", "拒收", "已拒收", "optout", "optedout",
    "unsubscribed",
))  # fmt: skip
_NO = frozenset((
    "否", "无", "未", "不", "没有", "不同意", "未同意", "拒绝", "不愿意", "不接收", "不接受", "不允许", "未授权",
    "未签", "未签署", "×", "✗", "n", "no", "false", "f", "0", "off", "disagree", "declined", "refused", "denied",
    "notgiven", "notgranted", "none", "未退订", "不退订", "notsubscribed",
))  # fmt: skip
_SPACE = re.compile(r"[\s_-]+")


class Phrases:
    """The phrases by which people say yes and no, compiled."""

    def __init__(self, phrases: Iterable[StatementPhrase]) -> None:
        self._phrases = [(one, re.compile(one.pattern)) for one in phrases]
        self._gate = Gate([needs(pattern) for _, pattern in self._phrases])

    def said_in(self, text: str) -> Sequence[StatementPhrase]:
        """The phrases that stand in a text; general ones only where no other says no."""
        plain = prepared(text)
        likely = [self._phrases[number] for number in self._gate.open(plain)]
        found: dict[str, StatementPhrase] = {}
        for clause in _CLAUSE.split(plain) if likely else ():
            for phrase, pattern in likely:
                if pattern.search(clause) and not _says_nothing(clause, phrase):
                    found[phrase.id] = phrase
        exact = any(one.saying.is_no and not one.general for one in found.values())
        return tuple(one for one in found.values() if not (one.general and exact))


@cache
def phrases(catalogue: Catalogue) -> Phrases:
    """The phrases of a catalogue, compiled once."""
    return Phrases(catalogue.statement_phrases.values())


def answered(cell: str) -> bool | None:
    """Whether a cell says yes or no; None if it says neither."""
    word = _SPACE.sub("", cell.strip().casefold())
    return True if word in _YES else False if word in _NO else None


def _says_nothing(clause: str, phrase: StatementPhrase) -> bool:
    if _SUPPOSED.search(clause):
        return True
    return phrase.saying is Saying.GIVEN and any(doubt.search(clause) for doubt in (_ASKED, _DENIED, _ADDRESSING))
