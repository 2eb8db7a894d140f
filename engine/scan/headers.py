"""Fields of a message and columns of a table: a column's name as words before its value, display names as persons."""

import re
from collections.abc import Iterator

from engine.scan.checks.mailboxes import personal_mailbox
from engine.scan.lexicon import DOUBLE_SURNAMES, SURNAMES, titled
from engine.scan.words import is_common, is_ordinary, latin_names

_PLAIN = frozenset(
    ("", "subject", "body", "attachments", "preamble", "epilogue", "text", "from", "to", "cc", "bcc", "reply_to")
)
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])|[_\s]+")
_MAILBOX = re.compile(
    r"(?P<quote>[\"']?)(?P<name>[^<>\"'\n,;:@()]{1,40}(?:, [^<>\"'\n,;:@()]{1,30})?)(?P=quote)\s{0,3}"
    r"<(?P<address>[^<>\s@]{1,64}@[^<>\s]{1,80})>"
)
_NAME_COLUMN = re.compile(
    r"(?:客户|顾客|会员|买家|用户|真实|收件人?|收货人?|联系人?|寄件人?|旅客|乘客|学员|学生|员工|家长|儿童|孩子|"
    r"宝宝|新郎|新娘|经办人?|持卡人?)?(?:姓名|名字)|"
    r"(?:收件|收货|联系|寄件|持卡|经办|订购|预订|负责|下单)人|顾客|客户名称?|买家|"
    r"(?:(?:customer|contact|buyer|recipient|receiver|client|guest|passenger|member|billing|shipping|cardholder|"
    r"employee|ship|bill|to)'?s? ?)*"
    r"(?:(?:first|last|full|given|family|middle)? ?name|surname)|contact(?: person)?|recipient|customer|buyer|"
    r"guest|cardholder"
)
_HAN_NAME = re.compile(r"[\u4e00-\u9fff]{2,4}")
_NICKNAME = re.compile(r"[小老阿][\u4e00-\u9fff]{1,2}")
_LATIN_NAME = re.compile(r"[A-Z\u00c0-\u00de][\w.'-]*(?:,? [A-Za-z\u00c0-\u024f][\w.'-]*){0,3}")
_GREETED = re.compile(
    r"(?:^|[\n.!?>,] ?)(?i:dear|dearest|hi|hello|hey)(?: (?:Mr|Mrs|Ms|Miss|Dr|Prof)\.?)? "
    r"(?P<name>[A-Z\u00c0-\u00de][\w'’-]+(?: [A-Z\u00c0-\u00de][\w'’-]+){0,2})(?=[,!:;\n]|$)"
)
_LATIN_CELL = re.compile(r"[A-Za-z\u00c0-\u024f][\w.'-]*(?:[ ,/]{1,2}[A-Za-z\u00c0-\u024f][\w.'-]*){0,3}")
_DIGIT = re.compile("[0-9]")
_NOBODY = re.compile(
    r"^[非无未待暂空同]|测试|勿动|散客|会员|客户|其他|合计|小计|本人$|取消|作废|"
    r"(?i:^(?:unknown|t\.?b\.?[acd]\.?|none|nil|n/?a|anonymous|walk-?in|cancelled|test|void|not given|various|"
    r"duplicate))"
)
_NO_PERSON = re.compile(
    r"(?i:公司|客服|服务|团队|中心|部$|系统|通知|官方|工作室|摄影|影楼|商城|旗舰店|店$|(?<![a-z])(?:team|service|"
    r"services|support|sales|"
    r"info|customer|care|inc|ltd|llc|studios?|list|users?|news|newsletter|bot|admin|mail|mailer|alerts?|group|"
    r"dept|department|"
    r"reply|notifications?|billing|orders?|shop|store|office|desk|daily|weekly|online|update|updates)(?![a-z]))"
)


def column_label(context: str) -> str:
    """`context` as a label with colon (``buyer_mobile`` gives ``buyer mobile: ``); fields of a message give none."""
    name = context.strip()
    if name.casefold() in _PLAIN:
        return ""
    return " ".join(_CAMEL.sub(" ", name).split())[:60] + ": "


def display_names(text: str) -> Iterator[tuple[int, int]]:
    """Persons named before their mailbox, as in ``Rose Whitlow <rose@example.com>``, as (start, end)."""
    if "<" not in text or "@" not in text:
        return
    for match in _MAILBOX.finditer(text):
        start, end = match.span("name")
        start += len(match["name"]) - len(match["name"].lstrip())
        end -= len(match["name"]) - len(match["name"].rstrip())
        if _is_person(text[start:end], match["address"]):
            yield start, titled(text, start, end)


def greeted(text: str) -> Iterator[tuple[int, int]]:
    """Persons greeted in a letter, as in ``Dear Rose Whitlow,``, if a word of it is a name; as (start, end)."""
    for match in _GREETED.finditer(text):
        words = match["name"].split()
        if any(word.casefold() in names for word in words for names in latin_names()) and not _NO_PERSON.search(
            match["name"]
        ):
            yield match.span("name")


def named_cell(text: str, header: int) -> Iterator[tuple[int, int]]:
    """The value of a column of persons' names whose label has `header` characters, as (start, end)."""
    if not header:
        return
    value = text[header:].strip()
    if _NAME_COLUMN.fullmatch(text[: header - 2].strip().casefold()) and not _NO_PERSON.search(value):
        start = text.index(value, header)
        if re.fullmatch(r"[\u4e00-\u9fff·]{2,8}", value) and not _NOBODY.search(value) and not is_ordinary(value):
            yield start, titled(text, start, start + len(value))
        elif _LATIN_CELL.fullmatch(value) and not _DIGIT.search(value) and not _NOBODY.search(value):
            yield start, start + len(value)


def _is_person(name: str, address: str) -> bool:
    if _NO_PERSON.search(name):
        return False
    if _HAN_NAME.fullmatch(name):
        named = name[0] in SURNAMES or name[:2] in DOUBLE_SURNAMES or _NICKNAME.fullmatch(name) is not None
        return named and not is_ordinary(name)
    words = re.findall(r"[A-Za-z\u00c0-\u024f]{2,}", name)
    if not words or not _LATIN_NAME.fullmatch(name) or not personal_mailbox(address):
        return False
    local = address.partition("@")[0].casefold()
    named = any(
        word.casefold() in local or local.startswith(word[0].casefold() + words[-1].casefold()) for word in words
    )
    return named or (len(words) > 1 and not any(is_common(word) for word in words))
