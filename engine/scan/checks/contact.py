"""Telephone numbers, mailboxes and addresses of devices: whose they cannot be."""

import re
from ipaddress import AddressValueError, IPv4Address, IPv6Address

from engine.scan.checks.digits import digits

_ROLE_MAILBOX = re.compile(
    r"(?:no|do-?not|never)[-_.]?reply|(?:customer|client|after|pre)?[-_.]?(?:service|care|support|sales?|relations)s?|"
    r"cs|kf|vip\d*|members?(?:hip)?|clients?|purchas(?:e|ing)|procurement|buy(?:ing|ers?)|leasing|trade|business|biz|bd|"
    r"ops|operations|logistics|shipping|warehouse|delivery|export|import|customs|concierge|front-?desk|events?|weddings?|"
    r"info|information|contact(?:us)?|hello|hi|hr|jobs?|careers?|recruit(?:ing|ment)?|admin(?:istrator)?|root|daemon|"
    r"webmaster|postmaster|hostmaster|mailer(?:-daemon)?|abuse|security|privacy|dpo|legal|billing|accounts?|accounting|"
    r"finance|invoices?|fapiao|payments?|orders?|booking|reservations?|notif(?:y|ication|ications)|alerts?|"
    r"newsletters?|news|marketing|promo(?:tions?)?|press|media|pr|office|reception|enquir(?:y|ies)|inquir(?:y|ies)|"
    r"help(?:desk)?|feedback|returns?|refunds?|shop|store|team|staff|list|lists|subscribe|unsubscribe|bounces?|system|"
    r"service\d*|kefu\d*|shouhou|caiwu|xiaoshou|tousu|yewu|.+-(?:request|admin|owner|bounces?|unsubscribe|"
    r"subscribe|users|"
    r"devel|dev|list|announce|help)",
    re.IGNORECASE,
)


_MESSAGE_ID = re.compile(
    r"[0-9]{8,}[.-][0-9A-Za-z.-]{4,}|(?=(?:[^0-9]*[0-9]){4})(?=.*[A-Z])(?=.*[a-z])[A-Za-z0-9=+_-]{28,}|"
    r"[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}|[0-9a-f]{24,}|.*JavaMail.*"
)
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


def personal_mailbox(value: str) -> bool:
    """An address that is not a role mailbox (service@, no-reply@ …)."""
    local = value.partition("@")[0].strip(".").partition("+")[0]
    bare = re.sub(r"(?i)(?<=[a-z]{2})[-_.](?:[a-z]{2}|asia|china|apac|emea|\d{1,3})$", "", local)
    return not (_ROLE_MAILBOX.fullmatch(local) or _ROLE_MAILBOX.fullmatch(bare) or _MESSAGE_ID.fullmatch(local))


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


def telephone(value: str) -> bool:
    """Seven to fifteen digits that are neither a hotline (400, 800, 95xxx) nor all alike."""
    text = digits(_without_extension(value))
    return 7 <= len(text) <= 15 and len(set(text)) > 2 and not re.match(r"(?:86)?[48]00\d{7}$|95\d{3,6}$", text)


def international_telephone(value: str) -> bool:
    """A number with its country code: nine to fifteen digits (ITU-T E.164)."""
    text = digits(_without_extension(value))
    return 9 <= len(text.removeprefix("00")) <= 16 and telephone(text[-11:])
