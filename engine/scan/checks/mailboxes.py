"""Mailboxes: whether they are somebody's, or an office's."""

import re
from collections.abc import Sequence
from functools import lru_cache

from engine.scan.lexicon import PINYIN_SURNAMES
from engine.scan.words import is_common, latin_names, places

_ROLES = re.compile(
    r"(?:no|do-?not|never)[-_.]?reply|(?:customer|client|guest|member|user|after|pre|tech|technical|it|online|web|e)?"
    r"[-_.]?(?:service|care|support|sale|relation|success|experience)s?|"
    r"cs|cc|kf|vip|members?(?:hip)?|clients?|guests?|purchas(?:e|ing)|procurement|sourcing|buy(?:ing|ers?)|leasing|rent|"
    r"rental|trade|business|biz|bd|partners?(?:hip)?|suppliers?|vendors?|agents?|dealers?|wholesale|retail|corporate|group|"
    r"ops|operations?|logistics?|shipping|shipments?|warehouse|stock|inventory|delivery|deliveries|dispatch|tracking|"
    r"fulfil?lment|export|import|customs|duty-?free|pick-?up|collections?|concierge|front-?(?:desk|office)|housekeeping|"
    r"spa|restaurant|dining|bar|events?|weddings?|banquets?|groups|mice|tours?|travel|visa|tickets?|ticketing|loyalty|"
    r"rewards|points|info|information|contacts?(?:us)?|hello|hi|hey|welcome|mail|mailbox|e-?mail|post|web|website|"
    r"hr|people|talent|personnel|payroll|jobs?|careers?|recruit(?:ing|ment)?|training|academy|school|"
    r"admin(?:istrat(?:or|ion))?|root|daemon|webmaster|postmaster|hostmaster|mailer(?:-daemon)?|noc|it|tech|dev|test|"
    r"abuse|security|soc|privacy|dpo|gdpr|data-?protection|compliance|legal|audit|risk|tax|vat|"
    r"billing|accounts?|accounting|finance|treasury|invoices?|fapiao|receipts?|payments?|payables?|receivables?|credit|"
    r"claims?|insurance|warranty|repairs?|quality|qa|qc|orders?|booking|bookings|reservations?|appointments?|calendar|"
    r"notif(?:y|ication|ications)|alerts?|monitor(?:ing)?|status|newsletters?|news|updates?|digest|marketing|"
    r"promo(?:tions?)?|offers?|deals|social|press|media|pr|communications?|editor|office|reception(?:ist)?|secretary|assistant|"
    r"enquir(?:y|ies)|inquir(?:y|ies)|ask|questions?|help(?:desk)?|feedback|reviews?|survey|complaints?|returns?|"
    r"refunds?|exchange|shop|store|boutique|studio|photo|photos|gallery|print|lab|team|staff|crew|manager|management|"
    r"director|ceo|cfo|coo|lists?|subscribe|unsubscribe|bounces?|transfers?|handover|migration|closings?|closures?|community|charity|liquidat(?:ion|or)|system|sys|server|bot|robot|auto|scan|scanner|printer|fax|"
    r"ar|ap|crm|erp|pos|api|sos|faq|rsvp|backup|demo|sandbox|rota|retouch(?:ing)?|alumni|church|users?|recipients?|subscribers?|sender|"
    r"receiver|someone|somebody|nobody|anonymous|example|dummy|service|kefu|shouhou|caiwu|caigou|xiaoshou|tousu|yewu|renshi|zhaopin|shichang|cangku|wuliu|yunying|qiantai|"
    r"bangong(?:shi)?|kehu|guke|shouqian|yingxiao|tuihuan|tuihuo|tuikuan|jiameng|hezuo|shangwu|weixiu|baoxiu|peixun|xingzheng|fawu|jishu|zongjingli|huiyuan|yuyue|dingdan|fapiao|guanjia|dianzhang|mendian",
    re.IGNORECASE,
)
_ROLE_AT_END = re.compile(
    r"[a-z]{2,}(?:kefu|shouhou|qiantai|zhaopin|caiwubu|xiaoshoubu|renshibu)[0-9]{0,3}", re.IGNORECASE
)
_LIST = re.compile(
    r".+-(?:request|admin|owner|bounces?|unsubscribe|subscribe|users|devel|dev|list|announce|help)", re.IGNORECASE
)


_MESSAGE_ID = re.compile(
    r"[0-9]{8,}[.-][0-9A-Za-z.-]{4,}|(?=(?:[^0-9]*[0-9]){4})(?=.*[A-Z])(?=.*[a-z])[A-Za-z0-9=+_-]{28,}|"
    r"[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}|[0-9a-f]{24,}|.*JavaMail.*"
)
_REGION = re.compile(
    r"cn|hk|tw|mo|sg|uk|us|eu|jp|kr|de|fr|it|es|au|ca|my|th|vn|sh|bj|sz|gz|en|zh|asia|china|apac|emea|intl|global|hq|"
    r"beijing|shanghai|pudong|hongqiao|tianjin|guangzhou|shenzhen|hangzhou|nanjing|suzhou|chengdu|chongqing|wuhan|xiamen|"
    r"qingdao|dalian|hainan|haikou|sanya|hong-?kong|kowloon|macau|macao|taipei|singapore|tokyo|seoul|dubai|london|berlin|"
    r"(?:north|south|east|west)|t[0-9]",
    re.IGNORECASE,
)
_SHORT_NAME = 4
_NO_MAILBOX = frozenset(
    ("look", "meet", "stay", "see", "live", "work", "me", "us", "you", "home", "arrive", "is", "be")
)
_PROVIDER = re.compile(
    r"(?:[a-z0-9-]{1,40}\.)*(?:[a-z0-9-]*(?:mail|post|inbox)[a-z0-9-]*|outlook|live|msn|yahoo|icloud|me|mac|aol|gmx|web|"
    r"yandex|proton|pm|zoho|qq|163|126|139|189|188|yeah|sina|sohu|aliyun|21cn|tom|naver|daum|kakao|seznam|libero|orange|"
    r"free|wanadoo|t-online|btinternet|virginmedia|sky|talktalk|comcast|verizon|att|sbcglobal|cox|netvigator|pchome|hinet|"
    r"bigpond|optusnet|xtra|shaw|rogers)\."
)
"""Domains of those who give a mailbox to anybody."""


@lru_cache(maxsize=4096)
def personal_mailbox(value: str) -> bool:
    """An address of somebody: no role mailbox (service@, no-reply@, billing.cn2@ …) and not called like its firm."""
    local, _, domain = value.partition("@")
    local = local.strip(".").partition("+")[0]
    if (
        _ROLES.fullmatch(local)
        or _is_firms_own(local.casefold(), domain.casefold())
        or _ROLE_AT_END.fullmatch(local)
        or _LIST.fullmatch(local)
        or _MESSAGE_ID.fullmatch(local)
    ):
        return False
    words = [word for word in re.split(r"[-_.]|(?<=[A-Za-z])(?=[0-9])", local) if word]
    if _is_office(words, domain.casefold()):
        return False
    told = [word for word in words if not (word.isdigit() or _REGION.fullmatch(word) or _ROLES.fullmatch(word))]
    if any(_ROLES.fullmatch(word) for word in words):
        told = [word for word in told if not _says_nothing(word)]
    return bool(told) or not any(_ROLES.fullmatch(word) for word in words)


def _is_office(words: Sequence[str], domain: str) -> bool:
    """Whether a firm's mailbox is called by words for things and places alone (lounge, rota2, albums, pudong.t2).

    With a provider whose mailboxes anybody has, people call themselves so.
    """
    told = [word.casefold() for word in words if not word.isdigit()]
    numbered = any(word.isdigit() and len(word) > 1 for word in words)  # as people are whose name was taken
    return (
        bool(domain)
        and not numbered
        and not _PROVIDER.match(domain)
        and any(len(word) > 1 for word in told)
        and all(_REGION.fullmatch(word) or (len(word) > 1 and _names_thing(word, domain)) for word in told)
    )


def _names_thing(word: str, domain: str) -> bool:
    """Whether a word, or both words that it is put together of, one of them a role, is a thing, a place or the firm.

    Initial and surname are often a word together (chill, along, madams), and so are initials (am).
    """
    if _ROLES.fullmatch(word) or word.title() in places():
        return True
    if _is_thing(word) and len(word) > 2:
        return word[1:] not in latin_names()[1] and word[1:] not in PINYIN_SURNAMES
    if _is_firms_own(word, domain):
        return True
    halves = [(word[:at], word[at:]) for at in range(3, len(word) - 2)] if _is_nobody(word) else []
    return any(
        (_ROLES.fullmatch(one) and (_is_thing(two) or _is_firms_own(two, domain)))
        or (_ROLES.fullmatch(two) and (_is_thing(one) or _is_firms_own(one, domain)))
        for one, two in halves
    )


def _is_firms_own(name: str, domain: str) -> bool:
    """Whether a mailbox is called like its domain, or as a part of it, and like no person."""
    label = domain.partition(".")[0]
    part = len(name) > _SHORT_NAME and label.startswith(f"{name}-")
    return (name == label or part) and _is_nobody(name)


def _says_nothing(word: str) -> bool:
    """Whether a word beside a role names nobody: a place, an article, an abbreviation that is no surname."""
    plain = word.casefold()
    short = len(plain) == 1 or (len(plain) == 2 and plain not in PINYIN_SURNAMES and not set(plain) & set("aeiouy"))
    return short or _is_thing(plain) or word.title() in places()


def _is_thing(plain: str) -> bool:
    """Whether a word is an English one, and nobody's name."""
    return is_common(plain) and all(plain not in names for names in latin_names())


def _is_nobody(word: str) -> bool:
    """Whether no list has a word as anybody's name."""
    return word not in PINYIN_SURNAMES and all(word not in names for names in latin_names())


def disguised_mailbox(value: str) -> bool:
    """A mailbox written so that machines miss it ("rose at example dot com") and that is no role mailbox."""
    local = re.split(r"(?i)[\s\[({<]*(?:@|#|艾特|爱特|(?<![a-z0-9])at(?![a-z0-9]))", value)[0].strip()
    spelled = re.search(r"(?i)@|#|艾特|爱特|[\[({<] ?at|dot|点", value)
    plain = re.fullmatch(r"[^\s@]+@[A-Za-z0-9.-]+", value)
    return (
        bool(local)
        and spelled is not None
        and not plain
        and local.casefold() not in _NO_MAILBOX
        and personal_mailbox(local)
    )
