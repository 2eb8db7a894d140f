"""One spelling for each identifier, so that the same person's data is recognised in any writing."""

import re
import unicodedata

_MONTH_NAMES = "jan feb mar apr may jun jul aug sep oct nov dec"
_MONTHS = {name: number for number, name in enumerate(_MONTH_NAMES.split(), 1)}
_NUMBERED = (
    "CN_RESIDENT_ID PASSPORT TRAVEL_PERMIT HK_ID MO_ID TW_ID US_SSN UK_NINO EU_NATIONAL_ID DRIVING_LICENCE MILITARY_ID "
    "BANK_CARD BANK_ACCOUNT IBAN CN_USCC DEVICE_ID VEHICLE_PLATE MEMBER_ID QQ"
)
_HAN_DIGITS = str.maketrans("〇零○O一幺壹二两贰三叁四肆五伍六陆七柒八捌九玖", "000011122233445566778899")
_ALNUM = frozenset(_NUMBERED.split())


def normalise(entity_type: str, value: str) -> str:
    """`value` without what writing adds: full-width forms, case, separators, country and trunk prefixes."""
    text = unicodedata.normalize("NFKC", value).strip()
    if entity_type == "PHONE":
        return _phone(text)
    if entity_type in _ALNUM:
        return "".join(c for c in text.upper() if c.isalnum())
    if entity_type == "DATE_OF_BIRTH":
        return _date(text)
    if entity_type == "EMAIL":
        return _mailbox(text.casefold())
    if entity_type in ("WECHAT_ID", "IP_ADDRESS"):
        return text.casefold()
    if entity_type in ("USERNAME", "PAYMENT_ACCOUNT"):
        return text.casefold().removeprefix("@").replace(" ", "")
    if entity_type in ("CREDENTIAL", "GEO_LOCATION"):
        return text
    if entity_type == "ADDRESS":
        return "".join(c for c in text.casefold() if c.isalnum())
    if entity_type == "PERSON":
        return _name(text)
    return " ".join(text.casefold().split())


def _mailbox(text: str) -> str:
    """An address as it is meant: ``rose (at) example dot com`` and ``rose @ example。com`` are one."""
    plain = re.sub(r"[\s\[({<]*(?:(?<![a-z0-9])at(?![a-z0-9])|艾特|爱特|#|@)[\s\])}>]*", "@", text, count=1)
    return re.sub(r"[\s\[({<]*(?:(?<![a-z0-9])dot(?![a-z0-9])|点|。|\.)[\s\])}>]*", ".", plain)


def _phone(text: str) -> str:
    text = text.translate(_HAN_DIGITS)
    number, _, extension = re.sub(r"(?i)\s*(?:ext\.?|extension|分机|转|x|#)\s*", "x", text).partition("x")
    digits = "".join(c for c in number.replace("(0)", "") if c.isdigit())
    digits = digits.removeprefix("00") if number.lstrip(" (").startswith("00") else digits
    if re.fullmatch(r"86(?:1[3-9]\d{9}|[1-9]\d{8,10})", digits) and (
        number.lstrip().startswith(("+", "0", "(")) or len(digits) == 13
    ):
        digits = digits[2:]
    if re.fullmatch(r"0[1-9]\d{8,10}", digits):
        digits = digits[1:]
    if re.fullmatch(r"1[2-9]\d{9}", digits) and number.lstrip().startswith("+1"):
        digits = digits[1:]
    return f"{digits}x{extension}" if extension else digits


def _date(text: str) -> str:
    lowered = text.casefold()
    named = next((n for name, n in _MONTHS.items() if re.search(rf"(?<![a-z]){name}", lowered)), None)
    numbers = [int(n) for n in re.findall(r"\d+", lowered)]
    if named is not None and len(numbers) == 2:
        day, year = sorted(numbers)
        return f"{year:04d}-{named:02d}-{day:02d}"
    if len(numbers) == 1 and re.fullmatch(r"(?:19|20)\d{6}", lowered):
        return f"{lowered[:4]}-{lowered[4:6]}-{lowered[6:]}"
    if len(numbers) == 3 and numbers[0] > 31:
        return "{:04d}-{:02d}-{:02d}".format(*numbers)
    if len(numbers) == 3 and numbers[2] > 31:
        month, day = (numbers[1], numbers[0]) if numbers[0] > 12 else (numbers[0], numbers[1])
        return f"{numbers[2]:04d}-{month:02d}-{day:02d}"
    return "".join(lowered.split())


def _name(text: str) -> str:
    if re.search(r"[\u3400-\u9fff]", text):
        return re.sub(r"[\s·•・.]", "", text)
    return " ".join(re.sub(r"[/,._-]+", " ", text.casefold()).split())
