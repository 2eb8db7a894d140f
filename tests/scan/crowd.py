"""Appearances made for the tests of linking: one by one, and crowds drawn by chance."""

from hypothesis import strategies as st

from engine.model.people import Appearance, Role
from engine.scan.link import link
from engine.scan.ties import SUPPORTING
from tests.scan.numbers import PLACEHOLDERS
from tests.scan.told import known

STAFF = ("studio.example",)
ID_ONE, ID_TWO = "310101199003070035", "31010119850101123X"


def person(record: str, name: str = "", *values: tuple[str, str], role=Role.SENDER, kind=None) -> Appearance:
    told = {known(*each) for each in values}
    details = frozenset(each for each in told if each[0] in SUPPORTING)
    return Appearance(record, 0, role, name, frozenset(told) - details, (), kind, details)


def linked(*people: Appearance):
    return link(people, STAFF, lambda key: f"P-{key}")


def mail(address: str) -> tuple[str, str]:
    return "EMAIL", address


def phone(number: str) -> tuple[str, str]:
    return "PHONE", number


BORN = ("DATE_OF_BIRTH", "1990-03-07")
HOME = ("ADDRESS", "上海市静安区某某路100号2室")
ABROAD = ("ADDRESS", "12 Nowhere Street, London")
CARD, CARD_SPACED = PLACEHOLDERS["card"], PLACEHOLDERS["card_spaced"]

NAMES = st.sampled_from(["", "王", "王丽", "王强", "张伟", "小王", "Lihua Wang", "Ming Zhao", "Wang"])
PAIRS = st.sampled_from(
    [phone(f"1380000000{n}") for n in range(3)]
    + [mail(f"{n}@b.example") for n in "xyz"]
    + [("CN_RESIDENT_ID", ID_ONE), ("CN_RESIDENT_ID", ID_TWO), ("MEMBER_ID", "GY1"), ("PASSPORT", "E12345678")]
    + [BORN, HOME, ("WECHAT_ID", "sunny_1984"), ("QQ", "1234567890"), mail("1234567890@qq.com"), ("BANK_CARD", CARD)]
)
ANYBODY = st.lists(st.tuples(NAMES, st.lists(PAIRS, max_size=3), st.sampled_from(list(Role))), max_size=9)


def crowd(drawn) -> list[Appearance]:
    return [person(f"r{n}", name, *pairs, role=role) for n, (name, pairs, role) in enumerate(drawn)]
