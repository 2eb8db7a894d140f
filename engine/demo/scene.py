"""Filling a template's slots from one household, and remembering which value speaks of whom."""

import re
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any

from engine.demo.dice import Dice
from engine.demo.truth import Mention
from engine.demo.world import House, Household, Person, World

_CHOICE = re.compile(r"\[\[(.*?)\]\]", re.DOTALL)
_SLOT = re.compile(r"\{([a-z_]+\d?)(?:\.([a-z_]+))?([+-]\d+)?\}")
_TYPES = {
    "me": "PERSON", "sur": "PERSON", "given": "PERSON", "latin": "PERSON", "pet": "PERSON", "ticket": "PERSON",
    "phone": "PHONE", "oldphone": "PHONE", "email": "EMAIL", "address": "ADDRESS", "member": "MEMBER_ID",
    "birth": "DATE_OF_BIRTH", "id": "CN_RESIDENT_ID", "passport": "PASSPORT", "card": "BANK_CARD", "iban": "IBAN",
    "wechat": "WECHAT_ID", "qq": "QQ", "stranger_qq": "QQ",
    "plate": "VEHICLE_PLATE", "permit": "TRAVEL_PERMIT", "hkid": "HK_ID",
}  # fmt: skip
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")


class Scene:
    """One thread's cast and props: a slot keeps its value for the whole thread."""

    def __init__(self, world: World, dice: Dice, household: Household | None, day: date, english: bool = False) -> None:
        staff = dice.shuffled(world.staff)
        self._world = world
        self._dice, self._day, self._english = dice, day, english
        self._household = household
        self._people = {"staff": staff[0], "staff2": staff[1]}
        if household:
            cast = {"me": household.me, "partner": household.partner, "child": household.child}
            cast["relative"] = household.relative
            self._people |= {name: person for name, person in cast.items() if person}
        self._kept: dict[str, str] = {}
        self.mentions: list[Mention] = []

    @property
    def house(self) -> House:
        """The company the thread is with."""
        return self._world.house

    @property
    def words(self) -> Mapping[str, Any]:
        """What the texts of this demo are put together from."""
        return self._world.words

    def person(self, part: str) -> Person:
        return self._people[part]

    def has(self, part: str) -> bool:
        return part in self._people

    def on(self, day: date) -> None:
        """Later letters count their dates from their own day."""
        self._day = day

    def text(self, template: str) -> str:
        """The template with its wordings chosen and its slots filled; what it names is added to `mentions`."""
        chosen = _CHOICE.sub(lambda match: self._dice.pick(match[1].split("|")), template)
        return _SLOT.sub(self._slot, chosen)

    def _slot(self, match: re.Match[str]) -> str:
        name, attribute, shift = match[1], match[2] or "", int(match[3] or 0)
        if name in self._people:
            return self._personal(self._people[name], attribute)
        if name == "date":
            return self._kept.setdefault(f"date{shift}", self._date(self._day + timedelta(days=shift)))
        if name == "year":
            return str(self._day.year + shift)
        if name not in self._kept:
            self._kept[name] = self._prop(name)
        if name == "ip":
            self.mentions.append(Mention("", "IP_ADDRESS", self._kept[name]))
        return self._kept[name]

    def _date(self, day: date) -> str:
        if self._english:
            return f"{day.day} {_MONTHS[day.month - 1]}"
        return self._dice.pick((f"{day.month}月{day.day}日", f"{day.month}月{day.day}号", f"{day.month}.{day.day}"))

    def _personal(self, person: Person, attribute: str) -> str:
        value = self._attribute(person, attribute)
        entity_type = _TYPES.get(attribute or "me")
        if entity_type and value:
            stranger = attribute == "stranger_qq"
            self.mentions.append(Mention("" if stranger else person.number, entity_type, value))
        return value

    def _attribute(self, person: Person, attribute: str) -> str:
        match attribute:
            case "":
                return person.name
            case "phone":
                return self._phone(person)
            case "oldphone":
                return person.old_phone or person.phone
            case "masked":
                return f"{person.phone[:3]}****{person.phone[-4:]}"
            case "birth":
                return self._birth(person.birth)
            case "age" | "age_en":
                return self._age(person.birth)
            case "title_en":
                return "Ms" if person.female else "Mr"
            case "stranger_qq":
                return self._dice.digits(9)
            case "sur" | "given" | "latin" | "email" | "address" | "member" | "pet" | "title":
                return getattr(person, attribute)
            case _:
                return person.papers[attribute]

    def _phone(self, person: Person) -> str:
        number = person.phone_on(self._day)
        if not number.isdigit() or self._dice.chance(0.62):
            return number
        groups = (number[:3], number[3:7], number[7:])
        styles = (
            "-".join(groups),
            " ".join(groups),
            "+86 " + number,
            "+86-" + "-".join(groups),
            number.translate(_FULL_WIDTH),
        )
        return self._dice.pick(styles)

    def _birth(self, day: date) -> str:
        if self._english:
            return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
        return self._dice.pick((f"{day.year}年{day.month}月{day.day}日", f"{day:%Y-%m-%d}", f"{day:%Y.%m.%d}"))

    def _age(self, birth: date) -> str:
        months = max(1, (self._day - birth).days // 30)
        if self._english:
            return f"{months} months old" if months < 24 else f"{months // 12} years old"
        return f"{months}个月" if months < 24 else f"{months // 12}岁"

    def _prop(self, name: str) -> str:
        employer = self._household.company if self._household and "uscc" in self._household.company else None
        firm = employer or self._dice.pick(self._world.business).company
        if name == "supplier":
            return self._household.company["zh"] if self._household else firm["zh"]
        if name in {"company", "company_en", "uscc"}:
            self._kept |= {"company": firm["zh"], "company_en": firm["en"], "uscc": firm["uscc"]}
            return self._kept[name]
        if name in _LISTED:
            return self._dice.pick(self._world.words[_LISTED[name]])
        return _PROPS[name](self._dice, self._day)


def _number(low: int, high: int, step: int = 1) -> Callable[[Dice, date], str]:
    return lambda dice, _: str(dice.between(low, high) * step)


def order_number(dice: Dice, day: date) -> str:
    """A shop order number: long, full of digits, and no personal data."""
    return f"GY{day:%y%m%d}{dice.digits(4)}"


def sale_number(dice: Dice, day: date) -> str:
    """A duty-free sale's number: long, full of digits, and no personal data."""
    return f"YG{day:%Y%m%d}{dice.digits(5)}"


_PROPS: dict[str, Callable[[Dice, date], str]] = {
    "order": order_number,
    "sale": sale_number,
    "claim": lambda dice, day: f"QS-{day:%Y}-{dice.digits(4)}",
    "case": lambda dice, day: f"SH{day:%y%m}{dice.digits(4)}",
    "batch": lambda dice, _: dice.pick("ABKL") + dice.digits(6),
    "tracking": lambda dice, _: "SF" + dice.digits(13),
    "invoice": lambda dice, day: f"{day:%y}" + "312000" + dice.digits(12),
    "contract": lambda dice, day: f"HT-{day:%Y%m}-{dice.digits(3)}",
    "sku": lambda dice, _: f"XC-{dice.pick('ABK')}{dice.digits(6)}",
    "stamp": lambda dice, day: f"{day:%Y%m%d}{dice.digits(6)}",
    "ip": lambda dice, _: f"203.0.113.{dice.between(2, 250)}",
    "account": lambda dice, _: "4500" + dice.digits(11),
    "time": lambda dice, _: dice.pick(("9:00", "9:30", "10点", "13:30", "下午两点", "15:00")),
    "month": lambda dice, day: f"{day.month % 12 + 1}月",
    "img": lambda dice, _: dice.digits(4),
    "code": lambda dice, _: dice.digits(4),
    "tail": lambda dice, _: dice.digits(4),
    "ext": _number(801, 899),
    "flight": _number(5000, 5999),
    "price": _number(4, 96, 100),
    "price2": _number(2, 9, 90),
    "deposit": _number(5, 20, 100),
    "balance": _number(3, 48, 100),
    "points": _number(40, 2400, 5),
    "weeks": _number(19, 33),
    "days": _number(31, 70),
    "people": _number(3, 9),
    "people2": _number(12, 60),
    "floor": _number(3, 32),
}
_LISTED = {
    "bank": "banks", "package": "packages", "package_en": "packages_en", "package_wedding": "packages_wedding",
    "street": "streets", "district": "districts", "remark": "remarks", "product": "products",
    "product_en": "products_en", "flightno": "flights", "counter": "counters", "airport": "airports",
}  # fmt: skip
"""Slots filled from a list of the demo's words."""
