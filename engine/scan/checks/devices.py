"""Numbers of devices and of places on the map."""

import re

from engine.scan.checks.digits import digits, luhn


def mac_address(value: str) -> bool:
    """A hardware address of one device: neither empty nor meant for all, nor a row of numbers with dashes."""
    text = re.sub(r"[^0-9A-Fa-f]", "", value).lower()
    return len(set(text)) > 2 and (":" in value or not text.isdigit())


def imei(value: str) -> bool:
    """Fifteen digits with the Luhn sum, not all alike (3GPP TS 23.003)."""
    text = digits(value)
    return len(text) == 15 and len(set(text)) > 2 and luhn(text)


def coordinates(value: str) -> bool:
    """A pair of degrees that lies on the globe, in either order."""
    numbers = [float(number) for number in re.findall(r"\d+(?:\.\d+)?", value)]
    if len(numbers) > 2:
        return all(number <= 180 for number in numbers)
    return len(numbers) == 2 and min(numbers) <= 90 and max(numbers) <= 180
