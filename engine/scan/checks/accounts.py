"""Numbers under which a company knows a person."""

import re

from engine.scan.latin_names import is_common


def member_number(value: str) -> bool:
    """Four signs or more, three of them digits; no date, year, sum or mobile number."""
    text = re.sub(r"[^0-9A-Za-z]", "", value)
    digits = sum(c.isdigit() for c in text)
    other = re.fullmatch(r"1[3-9]\d{9}|(?:19|20)\d{2}(?:(?:0[1-9]|1[0-2])(?:\d{2})?)?", text)
    dated = re.match(r"(?:19|20)\d{2}[-./ ]\d{1,2}", value)
    return len(text) >= 4 and digits >= 3 and not other and not dated and (len(text) > 4 or text[0].isalpha())


def made_up_word(value: str) -> bool:
    """Letters that are no English word, as in an account's name."""
    return not is_common(value)
