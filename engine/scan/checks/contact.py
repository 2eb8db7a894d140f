"""Telephone numbers and addresses of devices: whose they cannot be."""

import re
from ipaddress import AddressValueError, IPv4Address, IPv6Address

from phonenumbers import COUNTRY_CODE_TO_REGION_CODE

from engine.scan.checks.digits import digits
from engine.scan.normalise import normalise


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
    r"\(?0(?:80[08]|84[345]|30[03])\)?[ -]?\d{3}[ -]?\d{3,4}|03(?:30|33|43|44|45|70|71) \d{3} \d{4}"
)


_FREE_ABROAD = re.compile(r"(?:\+|00) ?(?:[1-9][0-9]{0,2}[ .-]{0,2})?\(?0?800\)?[ .-]")
_COUNTRY = re.compile(r"00([1-9][0-9]{0,2})(?![0-9])")


def telephone(value: str) -> bool:
    """Seven to fifteen digits, not all alike, neither a hotline (400, 800, 95xxx) nor a switchboard (…0000)."""
    text = digits(_without_extension(value))
    if not 7 <= len(text) <= 15 or len(set(text)) < 3 or re.match(r"(?:86)?[48]00\d{7}$|95\d{3,5}$", text):
        return False
    if re.fullmatch(r"95\d{6}|1[568]\d{2}-\d{4}", value):
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
    """A number with its country code (behind 00 an assigned one): nine to fifteen digits (ITU-T E.164), not free."""
    text = digits(_without_extension(value))
    spelled = _COUNTRY.match(value)
    if _FREE_ABROAD.match(value) or (spelled and int(spelled[1]) not in COUNTRY_CODE_TO_REGION_CODE):
        return False
    return 9 <= len(text.removeprefix("00")) <= 16 and telephone(text[-11:]) and not re.search(r"[ -]0$", value)
