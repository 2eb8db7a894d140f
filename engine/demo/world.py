"""The invented people of the demo: households, staff, applicants, suppliers and companies."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from engine.demo import numbers
from engine.demo.dice import Dice

FOLDER = Path(__file__).resolve().parent.parent.parent / "data" / "demo"
_HOUSEHOLDS = 88
_COUPLES = 52
_NEW_NUMBERS = date(2021, 6, 1)


@dataclass(frozen=True, slots=True)
class Person:
    """One invented person; `number` is the internal number that the truth speaks of. Absent values are ""."""

    number: str
    name: str
    sur: str
    given: str
    latin: str
    female: bool
    birth: date
    phone: str = ""
    old_phone: str = ""
    email: str = ""
    address: str = ""
    country: str = "CN"
    member: str = ""
    pet: str = ""
    job: str = ""
    papers: Mapping[str, str] = field(default_factory=dict)

    def phone_on(self, day: date) -> str:
        """The number in use on a day: some changed theirs."""
        return self.old_phone if self.old_phone and day < _NEW_NUMBERS else self.phone

    @property
    def title(self) -> str:
        return "女士" if self.female else "先生"


@dataclass(frozen=True, slots=True)
class Household:
    """Who belongs together: the customer, and whom the customer brings along. `company` is the customer's employer."""

    number: str
    me: Person
    partner: Person | None = None
    child: Person | None = None
    relative: Person | None = None
    company: Mapping[str, str] = field(default_factory=dict)

    @property
    def people(self) -> tuple[Person, ...]:
        return tuple(person for person in (self.me, self.partner, self.child, self.relative) if person)


@dataclass(frozen=True, slots=True)
class House:
    """How the company itself writes: its mail domain, role mailboxes and what stands under its letters.

    `boxes` are (display name, mailbox) pairs; `short` stands before a colleague's name.
    """

    domain: str
    boxes: tuple[tuple[str, str], ...]
    short: str
    office: str
    premises: str
    hotline: str
    desk: str
    office_en: str
    closing_en: str


@dataclass(frozen=True, slots=True, eq=False)
class World:
    """Everybody of one demo, by the part they play; `words` is what its texts are put together from."""

    words: Mapping[str, Any]
    house: House
    couples: tuple[Household, ...]
    singles: tuple[Household, ...]
    overseas: tuple[Household, ...]
    business: tuple[Household, ...]
    applicants: tuple[Household, ...]
    suppliers: tuple[Household, ...]
    staff: tuple[Person, ...]
    compatriots: tuple[Household, ...] = ()

    @property
    def customers(self) -> tuple[Household, ...]:
        return self.couples + self.singles + self.overseas + self.compatriots

    @property
    def households(self) -> tuple[Household, ...]:
        return self.customers + self.business + self.applicants + self.suppliers


@cache
def words(*files: str) -> Mapping[str, Any]:
    """What names, addresses and firms are put together from; what `files` say besides goes before it."""
    bank: dict[str, Any] = {}
    for file in ("people.yaml", *files):
        bank |= yaml.safe_load((FOLDER / file).read_text(encoding="utf-8"))
    return bank


def house(stated: Mapping[str, Any]) -> House:
    """The company as a file states it."""
    return House(**{**stated, "boxes": tuple((name, box) for name, box in stated["boxes"])})


@cache
def studio() -> World:
    """The people around the studio, the same every time."""
    dice = Dice("people")
    couples = tuple(_household(dice, index, couple=True) for index in range(_COUPLES))
    singles = tuple(_household(dice, index, couple=False) for index in range(_COUPLES, _HOUSEHOLDS))
    return World(
        words=words("studio.yaml"),
        house=house(words("studio.yaml")["house"]),
        couples=couples,
        singles=_namesakes(singles),
        overseas=tuple(abroad(dice, index, entry) for index, entry in enumerate(words()["overseas"])),
        business=tuple(_firm(dice, index, entry) for index, entry in enumerate(words("studio.yaml")["companies"])),
        applicants=tuple(Household(f"A{i:02d}", person_of(dice, f"A{i:02d}", dice.chance(0.5), 24)) for i in range(6)),
        suppliers=tuple(
            Household(
                f"V{i:02d}", person_of(dice, f"V{i:02d}", i % 2 == 0, 38, mail="supply.example"), company={"zh": firm}
            )
            for i, firm in enumerate(words("studio.yaml")["suppliers"])
        ),
        staff=tuple(
            colleague(dice, index, entry, words("studio.yaml")["house"]["domain"])
            for index, entry in enumerate(words("studio.yaml")["staff"])
        ),
    )


def person_of(dice: Dice, number: str, female: bool, age: int, mail: str = "", sur: str = "") -> Person:
    """One person of the mainland, about `age` in 2020."""
    bank = words()
    sur = sur or dice.pick(bank["surnames"])
    given = dice.pick(list(bank["given_female" if female else "given_male"]))
    pinyin = bank["given_female" if female else "given_male"][given]
    birth = dice.day(date(2020 - age - 4, 1, 1), date(2020 - age + 4, 12, 28))
    surname_pinyin = bank["pinyin"][sur]
    box = (f"{surname_pinyin}{pinyin}" if dice.chance(0.6) else f"{pinyin}.{surname_pinyin}").lower()
    return Person(
        number=number,
        name=sur + given,
        sur=sur,
        given=given,
        latin=f"{pinyin} {surname_pinyin}",
        female=female,
        birth=birth,
        phone=numbers.mobile(dice),
        email=f"{box}{number[1:]}@{mail or dice.pick(bank['mail_domains'])}",
        address=_address(dice),
        papers=_papers(dice, birth, female, f"{surname_pinyin}/{pinyin}".upper()),
    )


def _papers(dice: Dice, birth: date, female: bool, ticket: str) -> dict[str, str]:
    return {
        "id": numbers.resident_id(dice, dice.pick(words()["regions"]), birth, female),
        "passport": dice.pick("EG") + dice.digits(8)
        if dice.chance(0.6)
        else "E" + dice.pick("ABCDEFGHJ") + dice.digits(7),
        "card": numbers.bank_card(dice),
        "wechat": dice.pick(("wx_", "sunny", "lan-", "mm", "qiqi_")) + dice.digits(dice.between(4, 6)),
        "qq": str(dice.between(1, 9)) + dice.digits(dice.between(7, 9)),
        "plate": numbers.plate(dice),
        "permit": "H" + dice.digits(8),
        "hkid": numbers.hong_kong_id(dice),
        "ticket": ticket,
        "allergy": dice.pick(words()["allergies"]),
    }


def _address(dice: Dice) -> str:
    bank = words()
    area = f"上海市{dice.pick(bank['districts'])}" if dice.chance(0.85) else dice.pick(bank["cities"])
    estate = dice.pick(bank["estates"]) if dice.chance(0.6) else ""
    room = f"{dice.between(1, 38)}号楼{dice.between(1, 24)}0{dice.between(1, 6)}室"
    return f"{area}{dice.pick(bank['streets'])}{dice.between(3, 1980)}{'弄' if estate else '号'}{estate}{room}"


def _household(dice: Dice, index: int, couple: bool) -> Household:
    number = f"C{index:03d}"
    me = person_of(dice, number, dice.chance(0.78), dice.between(24, 41))
    changed = replace(me, old_phone=numbers.mobile(dice) if index % 7 == 3 else "")
    me = replace(changed, member=f"GY{dice.between(2014, 2025)}{dice.digits(5)}" if index % 5 != 4 else "")
    relative = person_of(dice, f"R{index:03d}", True, 60)
    if not couple:
        return Household(number, me, child=_child(dice, index, me.sur) if index % 2 else None, relative=relative)
    partner = person_of(dice, f"P{index:03d}", not me.female, 32)
    if index % 7 == 1:
        partner = replace(partner, phone=me.phone)
    if index % 6 == 2:
        partner = replace(partner, email=me.email)
    if dice.chance(0.7):
        partner = replace(partner, address=me.address)
    child = _child(dice, index, (partner if me.female else me).sur)
    return Household(number, me, partner=partner, child=child, relative=relative)


def _child(dice: Dice, index: int, sur: str) -> Person:
    pet, given = dice.pick(words("studio.yaml")["pets"]), dice.pick(words()["child_given"])
    birth = dice.day(date(2014, 1, 1), date(2024, 6, 1))
    return Person(f"K{index:03d}", sur + given, sur, given, "", dice.chance(0.6), birth, pet=pet)


def _namesakes(singles: tuple[Household, ...]) -> tuple[Household, ...]:
    """Pairs of neighbours get one name: different people all the same."""
    result = list(singles)
    for pair, name in enumerate(words()["namesakes"]):
        for at in (2 * pair, 2 * pair + 1):
            me = replace(result[at].me, name=name, sur=name[0], given=name[1:])
            result[at] = replace(result[at], me=me, child=None)
    return tuple(result)


def abroad(dice: Dice, index: int, entry: Mapping[str, str]) -> Household:
    """A customer from another country, with a child."""
    number, country = f"F{index:02d}", entry["country"]
    name = f"{entry['given']} {entry['sur']}"
    birth = dice.day(date(1972, 1, 1), date(1996, 12, 28))
    box = f"{entry['given'][0]}.{entry['sur'].split('-')[0]}".lower().translate(str.maketrans("öü", "ou"))
    address = dice.pick(words()["addresses_overseas"][country]).format(n=dice.between(2, 240))
    papers = {"iban": numbers.iban(dice, country), "passport": dice.digits(9), "allergy": "nut allergy"}
    me = Person(number, name, entry["sur"], entry["given"], name, entry["sex"] == "f", birth, papers=papers)
    me = replace(
        me, phone=numbers.overseas_phone(dice, country), email=f"{box}@example.com", address=address, country=country
    )
    born = dice.day(date(2019, 1, 1), date(2022, 12, 28))
    child = Person(f"K{900 + index}", f"{entry['child']} {entry['sur']}", entry["sur"], entry["child"], "", True, born)
    return Household(number, me, child=replace(child, pet=entry["child"]))


def _firm(dice: Dice, index: int, entry: Mapping[str, str]) -> Household:
    number = f"B{index:02d}"
    me = person_of(dice, number, dice.chance(0.6), 33, mail=f"{entry['en'].split()[0].lower()}.example")
    return Household(number, me, company={**entry, "uscc": numbers.uscc(dice)})


def colleague(dice: Dice, index: int, entry: Mapping[str, str], domain: str) -> Person:
    """One of the staff."""
    name = entry["zh"]
    female = entry["box"] not in {"guym", "shenyz", "fangrui"}
    person = Person(f"S{index:02d}", name, name[0], name[1:], entry["latin"], female, date(1988, 5, 1 + index))
    mail = f"{entry['box']}@{domain}"
    return replace(person, phone=numbers.mobile(dice), email=mail, job=entry["job"])
