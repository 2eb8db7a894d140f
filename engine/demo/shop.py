"""The duty-free shop that is deregistered: its people, its files, its facts and what is true of them."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import cache

from engine.demo import numbers
from engine.demo.dice import Dice
from engine.demo.mime import mbox
from engine.demo.shop_tables import MEMBERS, SALES, member_workbook, sales_list, shop_records
from engine.demo.threads import Post, Sent, mailbox, truth_of
from engine.demo.truth import Truth
from engine.demo.world import Household, Person, World, abroad, colleague, house, person_of, words
from engine.model.engagement import DealStructure, Engagement

SLUG = "demo-shop"
MAILBOX = Post("service-mail.mbox", ("shop_zh.yaml", "shop_en.yaml"), rounds=4)
_MEMBERS, _CLOSING = 120, date(2027, 3, 31)


@cache
def shop() -> World:
    """The people around the shop, the same every time."""
    dice, bank = Dice("shop"), words("shop.yaml")
    return World(
        words=bank,
        house=house(bank["house"]),
        couples=(),
        singles=tuple(_member(dice, index) for index in range(_MEMBERS)),
        overseas=tuple(_visitor(dice, index, entry) for index, entry in enumerate(bank["overseas"])),
        compatriots=tuple(_compatriot(dice, index, entry) for index, entry in enumerate(bank["compatriots"])),
        business=tuple(
            Household(
                f"B{i:02d}", person_of(dice, f"B{i:02d}", i % 2 == 1, 34, mail="travel.example"),
                company={**entry, "uscc": numbers.uscc(dice)},
            )
            for i, entry in enumerate(bank["companies"])
        ),
        applicants=(),
        suppliers=tuple(
            Household(
                f"V{i:02d}", person_of(dice, f"V{i:02d}", i % 2 == 0, 38, mail="supply.example"), company={"zh": firm}
            )
            for i, firm in enumerate(bank["suppliers"])
        ),
        staff=tuple(
            colleague(dice, index, entry, bank["house"]["domain"]) for index, entry in enumerate(bank["staff"])
        ),
    )  # fmt: skip


def _member(dice: Dice, index: int) -> Household:
    """A member from the mainland; some travel with a husband or wife, some with a child."""
    number = f"M{index:03d}"
    me = person_of(dice, number, dice.chance(0.62), dice.between(22, 58))
    me = replace(me, member=_card(dice), old_phone=numbers.mobile(dice) if index % 9 == 4 else "")
    partner = person_of(dice, f"P{index:03d}", not me.female, 36) if index % 4 == 0 else None
    child = None
    if index % 6 == 0:
        given, born = dice.pick(words()["child_given"]), dice.day(date(2014, 1, 1), date(2025, 6, 1))
        pet = dice.pick(words("shop.yaml")["pets"])
        child = Person(f"K{index:03d}", me.sur + given, me.sur, given, "", dice.chance(0.5), born, pet=pet)
    return Household(number, me, partner=partner, child=child)


def _card(dice: Dice) -> str:
    """A member number: a letter for the tier and nine digits."""
    return dice.pick("DGS") + dice.digits(9)


def _visitor(dice: Dice, index: int, entry: Mapping[str, str]) -> Household:
    home = abroad(dice, index, entry)
    return replace(home, me=replace(home.me, member=_card(dice) if index % 3 else ""))


def _compatriot(dice: Dice, index: int, entry: Mapping[str, str]) -> Household:
    """A member from Hong Kong or Taiwan, with the permit such members show."""
    number, country = f"T{index:02d}", entry["country"]
    family, given = entry["latin"].split(maxsplit=1)
    born = dice.day(date(1970, 1, 1), date(2000, 12, 28))
    if country == "HK":
        phone, permit = f"+852 5{dice.digits(3)} {dice.digits(4)}", "H" + dice.digits(8)
        papers = {"permit": permit, "hkid": numbers.hong_kong_id(dice)}
    else:
        phone, permit = f"+886 9{dice.digits(2)} {dice.digits(3)} {dice.digits(3)}", dice.digits(8)
        papers = {"permit": permit}
    box = f"{given.replace(' ', '').replace('-', '')}.{family}".lower()
    me = Person(
        number, entry["zh"], entry["zh"][0], entry["zh"][1:], f"{given} {family}", entry["sex"] == "f", born,
        phone=phone, email=f"{box}@example.net", country=country, member=_card(dice), papers=papers,
    )  # fmt: skip
    return Household(number, me)


@cache
def letters() -> tuple[Sent, ...]:
    """The letters of the shop's service mailbox."""
    return mailbox(MAILBOX, shop())


def sources() -> Iterator[tuple[str, bytes]]:
    """The files of the demo, as (name, bytes)."""
    yield MAILBOX.file, mbox([sent.letter for sent in letters()])
    yield MEMBERS, member_workbook(shop())
    yield SALES, sales_list(shop())


def engagement(as_of: date) -> Engagement:
    """A dissolution with liquidation, deregistered by the end of March 2027."""
    return Engagement(
        slug=SLUG,
        company="上海云港免税品有限公司（虚构）",
        deal_structure=DealStructure.DISSOLUTION,
        as_of=as_of,
        closing_date=_CLOSING,
        jurisdictions=("CN",),
        staff_domains=(shop().house.domain,),
        facts={
            "sensitive_pi": True,
            "minors_u14": True,
            "minors_u18": True,
            "face_recognition": False,
            "is_ciio": False,
            "is_online_seller": True,
            "is_platform": False,
            "is_duty_free": True,
            "in_shanghai": True,
            "has_prepaid_members": True,
            "uses_processor": True,
            "uses_cctv": True,
        },
        demo=True,
    )


def truth() -> Truth:
    """Who stands behind every record."""
    return truth_of(shop(), letters(), shop_records(shop()))
