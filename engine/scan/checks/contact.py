"""Telephone numbers, mailboxes and addresses of devices: whose they cannot be."""

import re
from functools import lru_cache
from ipaddress import AddressValueError, IPv4Address, IPv6Address

from engine.scan.checks.digits import digits
from engine.scan.lexicon import PINYIN_SURNAMES
from engine.scan.normalise import normalise
from engine.scan.words import english, latin_names, places

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
    r"promo(?:tions?)?|offers?|deals|social|press|media|pr|communications?|editor|office|reception|secretary|assistant|"
    r"enquir(?:y|ies)|inquir(?:y|ies)|ask|questions?|help(?:desk)?|feedback|reviews?|survey|complaints?|returns?|"
    r"refunds?|exchange|shop|store|boutique|studio|photo|photos|gallery|print|lab|team|staff|crew|manager|management|"
    r"director|ceo|cfo|coo|lists?|subscribe|unsubscribe|bounces?|transfers?|handover|migration|closings?|closures?|community|charity|liquidat(?:ion|or)|system|sys|server|bot|robot|auto|scan|scanner|printer|fax|"
    r"service|kefu|shouhou|caiwu|caigou|xiaoshou|tousu|yewu|renshi|zhaopin|shichang|cangku|wuliu|yunying|qiantai|"
    r"bangong(?:shi)?|xingzheng|fawu|jishu|zongjingli|huiyuan|yuyue|dingdan|fapiao|guanjia|dianzhang|mendian",
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
    r"cn|hk|tw|mo|sg|uk|us|eu|jp|kr|de|fr|it|es|au|ca|my|th|vn|sh|bj|sz|gz|en|zh|asia|china|apac|emea|intl|global|hq",
    re.IGNORECASE,
)
_SHORT_NAME = 4
_NO_MAILBOX = frozenset(
    ("look", "meet", "stay", "see", "live", "work", "me", "us", "you", "home", "arrive", "is", "be")
)


def ip_address(value: str) -> bool:
    """An address a device can have: neither loopback, unspecified, multicast nor a netmask."""
    try:
        address = IPv6Address(value) if ":" in value else IPv4Address(value)
    except AddressValueError:
        return False
    netmask = isinstance(address, IPv4Address) and value.startswith("255.")
    return not (address.is_loopback or address.is_unspecified or address.is_multicast or netmask)


def ip_address_of_long_numbers(value: str) -> bool:
    """An address with a number of three digits, as versions of software have none."""
    return ip_address(value) and max(map(len, value.split("."))) > 2


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
    told = [word for word in words if not (word.isdigit() or _REGION.fullmatch(word) or _ROLES.fullmatch(word))]
    if any(_ROLES.fullmatch(word) for word in words):
        told = [word for word in told if not _says_nothing(word)]
    return bool(told) or not any(_ROLES.fullmatch(word) for word in words)


def _is_firms_own(name: str, domain: str) -> bool:
    """Whether a mailbox is called like its domain, or as a part of it, and like no person."""
    label = domain.partition(".")[0]
    known = all(name not in names for names in latin_names()) and name not in PINYIN_SURNAMES
    return known and (name == label or (len(name) > _SHORT_NAME and label.startswith(f"{name}-")))


def _says_nothing(word: str) -> bool:
    """Whether a word beside a role names nobody: a place, an article, an abbreviation that is no surname."""
    plain = word.casefold()
    short = len(plain) == 1 or (len(plain) == 2 and plain not in PINYIN_SURNAMES and not set(plain) & set("aeiouy"))
    return short or _is_thing(plain) or plain in ("hainan", "sanya") or word.title() in places()


def _is_thing(plain: str) -> bool:
    """Whether a word is an English one, and nobody's name."""
    return plain in english() and all(plain not in names for names in latin_names())


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


def _without_extension(value: str) -> str:
    number = re.split(r"(?i)ext|x|转|分机|#", value)[0]
    return re.sub(r"(?<=\d{7})-\d{1,5}$", "", number)


def mobile(value: str) -> bool:
    """A mobile number of mainland China in at most four groups; digits one by one are no telephone number."""
    groups = re.split(r"[^0-9]+", re.sub(r"^\(?(?:\+|00)?86\)?[ .-]{0,3}", "", value).strip("()"))
    dotted = "." in value and [len(group) for group in groups] not in ([3, 4, 4], [3, 3, 5], [4, 3, 4], [3, 8])
    return len(groups) <= 4 and not dotted and telephone(value)


_FREE = re.compile(
    r"\(?(?:\+?1[-. ]?)?\(?8(?:00|88|77|66|55|44|33)\)?[-. ]\d{3}[-. ]\d{4}|1[38]00[ -]?\d{3}[ -]?\d{3}|"
    r"\(?0(?:80[08]|84[345]|30[03])\)?[ -]?\d{3}[ -]?\d{3,4}"
)


def telephone(value: str) -> bool:
    """Seven to fifteen digits, not all alike, neither a hotline (400, 800, 95xxx) nor a switchboard (…0000)."""
    text = digits(_without_extension(value))
    if not 7 <= len(text) <= 15 or len(set(text)) < 3 or re.match(r"(?:86)?[48]00\d{7}$|95\d{3,5}$", text):
        return False
    if re.fullmatch(r"95\d{6}", value):
        return False
    switchboard = text.endswith("0000") or re.search(r"[ -]0$", value)
    return not _FREE.fullmatch(value) and (not switchboard or re.fullmatch(r"(?:86)?1[3-9]\d{9}", text) is not None)


def misread_mobile(value: str) -> bool:
    """A mobile number in which at most two digits became letters (O for 0, l or I for 1)."""
    return 0 < sum(c.isalpha() for c in value) <= 2


def mobile_in_signs(value: str) -> bool:
    """A mobile number of mainland China of which at least a digit is written as another sign."""
    return not value.isascii() and re.fullmatch(r"1[3-9]\d{9}", normalise("PHONE", value)) is not None


def international_telephone(value: str) -> bool:
    """A number with its country code: nine to fifteen digits (ITU-T E.164)."""
    text = digits(_without_extension(value))
    return 9 <= len(text.removeprefix("00")) <= 16 and telephone(text[-11:]) and not re.search(r"[ -]0$", value)
