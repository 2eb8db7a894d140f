"""Invented identifiers whose check digits are right."""

from datetime import date

from engine.demo.dice import Dice

_MOBILE_PREFIXES = (
    "135",
    "136",
    "137",
    "138",
    "139",
    "150",
    "152",
    "158",
    "159",
    "176",
    "182",
    "186",
    "187",
    "189",
    "199",
)
_CARD_PREFIXES = ("621661", "622588", "621700", "622202", "621792")
_USCC_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_RESIDENT_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def mobile(dice: Dice) -> str:
    """A mainland mobile number."""
    return dice.pick(_MOBILE_PREFIXES) + dice.digits(8)


def overseas_phone(dice: Dice, country: str) -> str:
    """A number from the ranges that regulators keep free for fiction."""
    if country == "UK":
        return f"+44 7700 900{dice.between(100, 999)}"
    if country == "US":
        return f"+1 ({dice.pick(('828', '208', '813'))}) 555-01{dice.digits(2)}"
    return f"+49 30 23125 {dice.between(100, 999)}"


def resident_id(dice: Dice, region: str, birth: date, female: bool) -> str:
    """An 18-digit resident identity number (GB 11643): region, birth date, sequence, check character."""
    sequence = dice.between(10, 499) * 2 + (0 if female else 1)
    body = f"{region}{birth:%Y%m%d}{sequence:03d}"
    total = sum(int(digit) * weight for digit, weight in zip(body, _RESIDENT_WEIGHTS, strict=True))
    return body + "10X98765432"[total % 11]


def bank_card(dice: Dice) -> str:
    """A 19-digit debit card number with its Luhn digit."""
    body = dice.pick(_CARD_PREFIXES) + dice.digits(12)
    total = 0
    for place, digit in enumerate(reversed(body)):
        doubled = int(digit) * (2 if place % 2 == 0 else 1)
        total += doubled - 9 if doubled > 9 else doubled
    return body + str(-total % 10)


def uscc(dice: Dice) -> str:
    """A unified social credit code (GB 32100) of a company in Shanghai."""
    body = "91310" + dice.digits(3) + "MA1" + "".join(dice.pick(_USCC_ALPHABET) for _ in range(6))
    total = sum(_USCC_ALPHABET.index(sign) * pow(3, place, 31) for place, sign in enumerate(body))
    return body + _USCC_ALPHABET[-total % 31]


def iban(dice: Dice, country: str) -> str:
    """An IBAN (ISO 13616), in groups of four."""
    land, body = ("DE", dice.digits(18)) if country == "DE" else ("GB", "DEMO" + dice.digits(14))
    plain = "".join(str(int(sign, 36)) for sign in body + land + "00")
    whole = f"{land}{98 - int(plain) % 97:02d}{body}"
    return " ".join(whole[at : at + 4] for at in range(0, len(whole), 4))


def hong_kong_id(dice: Dice) -> str:
    """A Hong Kong identity card number with its check digit."""
    letter, digits = dice.pick("ABCDGHK"), dice.digits(6)
    total = 36 * 9 + (ord(letter) - 55) * 8 + sum(int(d) * w for d, w in zip(digits, range(7, 1, -1), strict=True))
    check = -total % 11
    return f"{letter}{digits}({'A' if check == 10 else check})"


def plate(dice: Dice) -> str:
    """A Shanghai number plate, now and then of an electric car."""
    letter = dice.pick("ABCDEFGHJKLMN")
    return f"沪A{letter}{dice.digits(5)}" if dice.chance(0.3) else f"沪{letter}·{dice.pick('DEFGHJKM')}{dice.digits(4)}"
