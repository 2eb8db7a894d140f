"""Sums over the digits of a value, whatever stands between them."""


def digits(value: str) -> str:
    """The digits of a value."""
    return "".join(c for c in value if c.isdigit())


def luhn(value: str) -> bool:
    """The Luhn sum over the digits (ISO/IEC 7812-1)."""
    total = 0
    for place, digit in enumerate(reversed(digits(value))):
        number = int(digit) * (2 if place % 2 else 1)
        total += number - 9 if number > 9 else number
    return total % 10 == 0


def has_digit(value: str) -> bool:
    """At least one digit: a number, not a word."""
    return any(c.isdigit() for c in value)
