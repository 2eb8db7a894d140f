"""What is dropped once all findings of a text are known: doubts in a text of nobody, a company's premises, specimens.

All look at a whole text, which no recogniser does: a name that the network half believes is a name where a letter
tells more of that person, and mostly a dish or a greeting where nothing else personal stands; an address is a
customer's where somebody is named, and the shop's own in an announcement or at the head of an invoice.
"""

import re
from collections.abc import Sequence

from engine.model.findings import Span
from engine.patterns.spelling import fold, has_han
from engine.scan.general import CIRCUMSTANCES, speaks_of_somebody
from engine.scan.repeats import RECOGNIZER as REPEATED
from engine.scan.resolver import MODEL

_BELIEVED = 0.95
"""Score from which the network is believed where nothing else speaks of anybody.

Measured on the labelled texts: below it such findings are false in Chinese and mixed texts, and true in purely English
ones (presidio-research), whose findings stay.
"""
_CELL = 20  # characters of a text that says too little for nothing else to tell anything, such as a table's cell
_NOTE = 40
"""Characters of a text that would say whose a fixed line is if it were somebody's."""
_BY_SENSE = frozenset(("PERSON", "ADDRESS", "HEALTH", "RELIGION", "MINOR"))
_AT_A_PLACE = frozenset(("ADDRESS", "PHONE"))
_MOBILE = re.compile(
    r"(?:\+?86[ -]?)?1[3-9]|\+?44 ?7|07|04[0-9]{2} |09[0-9]{2}|\+?852 ?[5-9]|"
    r"\+(?:81[ -]?[789]0|82[ -]?10|886[ -]?9|65[ -]?[89]|60[ -]?1|61[ -]?4|66[ -]?[689]|84[ -]?[35789]|62[ -]?8|"
    r"63[ -]?9|91[ -]?[6-9]|49[ -]?1[567]|33[ -]?[67]|39[ -]?3|34[ -]?[67]|7[ -]?9|353[ -]?8)"
)
_COMPANY = re.compile(
    r"公司|门店|本店|店址|影楼|[总分新]店|旗舰店|工作室|摄影馆|提货点|柜台|营业|开业|欢迎光临|热线|客服电话|公告|开票|税号|"
    r"厂址|"
    r"(?i:(?<![a-z])(?:ltd|limited|vat|invoice no|opening hours|open [0-9]|visit us|"
    r"our (?:shop|studio|store|office)|studio address|registered office|switchboard|front desk|hotel)(?![a-z]))"
)
_PRIVATE = re.compile(
    r"收[货件]|收方|寄[到给往]|送[到货至]|邮寄|住址|住在|现住|家庭|我(?!们|司|店)|[她您你]家|家里|本人|改[成到为]|"
    r"单位|抬头|就职|任职|"
    r"(?i:(?<![a-z])(?:i|i'm|me|my|ship|deliver|send|post|home|live|lives|resident|employer)(?![a-z]))"
)
_DWELLING = re.compile(r"单元|小区|新村|公寓|(?i:(?<![a-z])(?:flat|apt|apartment)(?![a-z]))")
_PLACED = re.compile(r"(?:^|\n)[ \t]*(?:(?:公司|厂|办公|门店)?地址|厂址|(?i:add(?:ress)?))[ \t]*[:：][ \t]*$")
_PREMISES = re.compile(
    r"(?:^|[\n|·;；。])[ \t]*(?:总部|总店|[一二三]店|[总分]公司|旗舰店|本店|门店|店址|工作室|影棚|办公室|厂址|"
    r"(?i:head office|registered office|our (?:studio|store|shop|office)|studio|store|shop|showroom|hq))"
    r"(?:地址|(?i: address))?[ \t]*[:：][^\n]{0,24}$"
)
"""What says of the address behind it that it is a firm's own, whatever else the text tells."""
_FIRM = re.compile(r"公司|集团|(?i:(?<![a-z])(?:ltd|limited|gmbh|inc|llc)(?![a-z]))")
_SPECIMEN = re.compile(
    r"(?:示例|样例|范例|样张|(?i:(?<![a-z])(?:specimen|example|sample|demo)(?: (?:user(?:name)?|number|id|code))?))"
    r"(?:号码?)?[ \t]*[:：是为(（]?[ \t]*$"
)
"""What says of the number behind it that it is nobody's."""
_ABOVE, _KEY = 200, 36


def silenced(text: str, spans: Sequence[Span]) -> tuple[Span, ...]:
    """`spans` of a text without doubts where nobody is told of, and without what is a company's own."""
    if not spans:
        return ()
    told = [span for span in spans if not span.masked]
    if _is_doubt(text, told):
        return tuple(span for span in spans if span.masked)
    if len(text) > _NOTE and all(_is_half_told(span) for span in told):
        spans = [span for span in spans if span.masked or _is_of_somebody(text, span)]
    if told and all(span.entity_type in _AT_A_PLACE for span in told) and _is_announcement(fold(text), told):
        return tuple(span for span in spans if span.masked)
    return tuple(span for span in spans if not (_is_firms(text, span) or _is_specimen(text, span)))


def _is_doubt(text: str, told: Sequence[Span]) -> bool:
    """Whether all that is told is half believed by the network, in a text long enough to tell more, with Chinese."""
    return (
        len(text) > _CELL
        and all(span.recognizer in (MODEL, REPEATED) and span.entity_type in _BY_SENSE for span in told)
        and all(span.score < _BELIEVED for span in told)
        and has_han(text)
    )


def _is_half_told(span: Span) -> bool:
    """Whether a finding tells of nobody by itself: a circumstance, or a name that is half believed."""
    half = span.entity_type == "PERSON" and span.recognizer in (MODEL, REPEATED) and span.score < _BELIEVED
    return half or span.entity_type in CIRCUMSTANCES


def _is_of_somebody(text: str, span: Span) -> bool:
    """Whether the sentence of a finding speaks of one person."""
    return span.entity_type not in CIRCUMSTANCES or speaks_of_somebody(fold(text), span.start, span.end)


def _is_announcement(plain: str, told: Sequence[Span]) -> bool:
    """Whether a folded text, in which addresses and telephones are told alone, tells them of a company."""
    if any(_is_mobile(plain, span) or _DWELLING.search(plain, span.start, span.end) for span in told):
        return False
    starts = [0, *(span.end for span in told)]
    ends = [*(span.start for span in told), len(plain)]
    beside = "\n".join(plain[start:end] for start, end in zip(starts, ends, strict=True))
    lines_alone = len(plain) > _NOTE and all(span.entity_type == "PHONE" for span in told)
    return (lines_alone or _COMPANY.search(beside) is not None) and _PRIVATE.search(beside) is None


def _is_mobile(plain: str, span: Span) -> bool:
    return span.entity_type == "PHONE" and _MOBILE.match(plain, span.start) is not None


def _is_firms(text: str, span: Span) -> bool:
    """Whether an address stands as the firm's own on the firm's card, beneath its name."""
    if span.entity_type != "ADDRESS":
        return False
    if _PREMISES.search(text, max(0, span.start - _KEY), span.start):
        return not _DWELLING.search(fold(text[span.start : span.end]))
    if not _PLACED.search(text, max(0, span.start - 16), span.start):
        return False
    above = fold(text[max(0, span.start - _ABOVE) : span.start])
    if _DWELLING.search(fold(text[span.start : span.end])):
        return False
    return _FIRM.search(above) is not None and not _PRIVATE.search(above)


def _is_specimen(text: str, span: Span) -> bool:
    """Whether a number is shown as an example of its kind."""
    return span.entity_type not in _BY_SENSE and _SPECIMEN.search(text, max(0, span.start - 24), span.start) is not None
