"""What a company owes people: amounts as tables write them, and the one amount that counts for a person."""

import re
from collections.abc import Iterable

from engine.model.basis import Owed

_AMOUNT = re.compile(r"[-+]?\d{1,3}(?:,\d{3})+(?:\.\d+)?|[-+]?\d+(?:\.\d+)?")
_CURRENCIES = (
    ("CNY", re.compile(r"人民币|rmb|cny|[¥￥]|(?<!美)(?<!港)(?<!日)(?<!欧)元")),
    ("USD", re.compile(r"usd|us\$|美元|美金")),
    ("HKD", re.compile(r"hkd|hk\$|港元|港币")),
    ("EUR", re.compile(r"eur|€|欧元")),
    ("GBP", re.compile(r"gbp|£|英镑")),
    ("SGD", re.compile(r"sgd|s\$|新加坡元|新币")),
    ("JPY", re.compile(r"jpy|日元")),
)
_LARGEST = 1e12


def amount(cell: str) -> float | None:
    """The number a cell states; None if it states none or more than one."""
    found = _AMOUNT.findall(cell.strip())
    value = float(found[0].replace(",", "")) if len(found) == 1 else None
    return value if value is not None and abs(value) < _LARGEST else None


def currency(text: str) -> str:
    """The currency that a column's header or a cell names; "" if it names none."""
    plain = text.casefold()
    return next((code for code, pattern in _CURRENCIES if pattern.search(plain)), "")


def owed(told: Iterable[Owed]) -> tuple[Owed, bool] | None:
    """What counts of all that tables say of a person's account, and whether it is unclear; None if none says a word.

    Of several rows of a table (a ledger) the latest counts, of one day the highest. Where tables differ the highest
    does: the company owes that much at most. It is unclear where tables differ, and where undated rows of one do.
    """
    tables: dict[str, list[Owed]] = {}
    for one in told:
        tables.setdefault(one.table, []).append(one)
    settled = [_of_table(lines) for lines in tables.values()]
    if not settled:
        return None
    counts = max((one for one, _ in settled), key=lambda one: (one.amount, one.record))
    return counts, any(unclear or one.amount != counts.amount for one, unclear in settled)


def _of_table(lines: list[Owed]) -> tuple[Owed, bool]:
    last = max((one.day for one in lines if one.day), default=None)
    among = [one for one in lines if one.day == last]
    counts = max(among, key=lambda one: (one.amount, one.record))
    undated = any(one.day is None and one.amount != counts.amount for one in lines)
    return counts, undated or any(one.amount != counts.amount for one in among)
