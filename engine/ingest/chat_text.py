"""Chat messages in running text, by the lines that say who wrote when."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

from engine.ingest.dates import cell_date

_LONG = 1 << 20
"""Characters after which what follows is a message of its own."""
_BEFORE = 15
"""Lines that may stand before the first message."""
_LINES = 40
"""Lines of a message, on average."""
_DATE = r"(?:\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?|\d{1,2}[/.]\d{1,2}[/.]\d{2,4})"
_CLOCK = (
    r"(?:(?:上午|下午|凌晨|早上|中午|晚上)\s*)?"
    r"\d{1,2}[:：]\d{2}(?:[:：]\d{2}(?:\.\d+)?)?(?:\s*(?:上午|下午|[AaPp][Mm]\b))?"
)
_WEEKDAY = r"(?:\s*[(（]?(?:星期|周)[一二三四五六日天][)）]?)?"
_WHEN = rf"{_DATE}{_WEEKDAY}(?:[,，]?\s+|T|日?\s*){_CLOCK}"
_NAME = r"[^\s,;|<>\[\]{}:：，。；！？-][^\t\n,;|<>{}:：，。；！？]{0,60}?"
_FULL = re.compile(rf"(?P<when>{_WHEN})\s+(?P<name>{_NAME})\s*(?:说)?[:：]?\s*")
_NAME_FIRST = re.compile(rf"(?P<name>{_NAME})(?:\s*[:：])?\s+[\[(（]?(?P<when>{_WHEN})[\])）]?\s*[:：]?\s*")
_ON_ONE_LINE = re.compile(
    rf"[\[(（【]?(?P<when>{_WHEN})[\])）】]?\s*(?:[-–—]\s*)?(?P<name>{_NAME})\s*(?:说)?[:：]\s?(?P<body>.+)"
)
_DIGIT = re.compile(r"\d")
_DAY = re.compile(rf"[\W_]*(?P<day>{_DATE}){_WEEKDAY}[\W_]*")
_OF_A_DAY = re.compile(rf"(?P<name>{_NAME})\s+(?P<clock>{_CLOCK})|(?P<first>{_CLOCK})\s+(?P<later>{_NAME})")
_LEVEL = re.compile(r"(?:INFO|WARN|WARNING|ERROR|DEBUG|TRACE|FATAL|NOTICE|CRITICAL)\b.*", re.IGNORECASE)
_MEDIA = re.compile(
    r"[\[<【（(](?:图片|照片|相片|语音|视频|文件|表情|动画表情|名片|位置|语音通话|视频通话|聊天记录|小程序"
    r"|photo|image|video|voice|audio|file|sticker|media omitted|image omitted|video omitted)"
    r"[^\]>】）)]{0,80}[\]>】）)]",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Message:
    """One message: who, when as written and as a date, and its lines; without `when`, what stands before the first."""

    sender: str = ""
    when: str = ""
    date: datetime | None = None
    lines: list[str] = field(default_factory=list[str])

    @property
    def body(self) -> str:
        return "\n".join(self.lines).strip("\n")

    @property
    def lacks_media(self) -> bool:
        """Whether a picture, recording or file stood there that text does not hold."""
        return bool(_MEDIA.search(self.body))


def messages(lines: Iterable[str]) -> Iterator[Message]:
    """The messages in a text; what stands before the first comes first, without a sender."""
    day = ""
    message = Message()
    length = 0
    for each in lines:
        line = each.rstrip("\r\n")
        found = _begun(line.strip().lstrip("\ufeff\u200e"), day)
        if isinstance(found, str):
            day = found
        if found is None or isinstance(found, str):
            message.lines.append(line)
            length += len(line)
            if length <= _LONG:
                continue
            found = Message(message.sender, message.when, message.date)
        if message.sender or message.body:
            yield message
        message, length = found, 0
    if message.sender or message.body:
        yield message


def is_chat(lines: list[str]) -> bool:
    """Whether lines that begin a text are mostly messages: several, with words, and little before the first."""
    found = list(messages(lines))
    before = [message for message in found if not message.sender]
    written = [message for message in found if message.sender]
    if len(written) < 2 or sum(bool(message.body) for message in written) * 2 < len(written):
        return False
    if any(len(message.lines) > _BEFORE for message in before):
        return False
    return sum(map(len, (message.lines for message in written))) <= _LINES * len(written)


def _begun(line: str, day: str) -> Message | str | None:
    """The message that a line begins, or the day it names; None if it is a message's text."""
    if not line or len(line) > 2000 or not _DIGIT.search(line, 0, 120):
        return None
    one = _ON_ONE_LINE.match(line)
    if one and not _LEVEL.fullmatch(one["name"]):
        return Message(one["name"].strip(), one["when"], cell_date(one["when"]), [one["body"]])
    match = _FULL.fullmatch(line) or _NAME_FIRST.fullmatch(line)
    if match and not _LEVEL.match(match["name"]):
        return Message(match["name"].strip(), match["when"], cell_date(match["when"]))
    named = _DAY.fullmatch(line)
    if named:
        return named["day"]
    match = _OF_A_DAY.fullmatch(line) if day else None
    if match:
        when = f"{day} {match['clock'] or match['first']}"
        return Message((match["name"] or match["later"]).strip(), when, cell_date(when))
    return None
