"""The studio's tables: the CRM's customer workbook and the shop's order list."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from engine.demo.dice import Dice
from engine.demo.scene import order_number
from engine.demo.truth import Mention, TrueRecord
from engine.demo.world import Household, Person, studio
from engine.model.records import RecordKind
from engine.spreadsheet import Cell, Sheet, workbook

CUSTOMERS, ORDERS = "customers.xlsx", "orders.csv"
_ORDER_COUNT = 350


@dataclass(slots=True)
class Row:
    """One row in the making: its cells by column, and what they say of whom."""

    person: str
    cells: dict[str, Cell]
    mentions: list[Mention]

    @classmethod
    def of(cls, person: Person) -> "Row":
        return cls(person.number, {}, [])

    def put(self, column: str, value: Cell, entity_type: str = "", person: Person | None = None) -> None:
        """One cell; with an entity type it is personal data, of the row's person unless told otherwise."""
        self.cells[column] = value
        if entity_type and value:
            self.mentions.append(Mention(person.number if person else self.person, entity_type, str(value)))


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet's rows with what is true of them."""

    name: str
    record_class: str
    rows: tuple[Row, ...]
    hidden: bool = False

    @property
    def header(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(column for row in self.rows for column in row.cells))

    @property
    def cells(self) -> list[list[Cell]]:
        return [[row.cells.get(column, "") for column in self.header] for row in self.rows]

    def records(self, source: str) -> list[TrueRecord]:
        prefix = f"{self.name}!" if self.name else ""
        return [
            TrueRecord(
                source, f"{prefix}{n}", RecordKind.ROW, row.person, self.record_class, _texts(row), tuple(row.mentions)
            )
            for n, row in enumerate(self.rows, 1)
        ]


def _texts(row: Row) -> dict[str, str]:
    return {column: str(value) for column, value in row.cells.items() if value not in ("", None)}


@cache
def sheets() -> tuple[Table, ...]:
    """The sheets of the customer workbook, the forgotten hidden one last."""
    dice = Dice("sheets")
    customers = dice.shuffled(studio().couples + studio().singles)
    return (
        Table("客户档案", "customer_profile", tuple(_profile(dice, at, home) for at, home in enumerate(_listed(dice)))),
        Table("会员卡", "membership", tuple(_card(dice, home.me) for home in customers if home.me.member)[:46]),
        Table("企业客户", "customer_profile", tuple(_company(home) for home in studio().business)),
        Table("2019旧档备份", "customer_profile", tuple(_old(dice, home.me) for home in customers[:22]), hidden=True),
    )


@cache
def orders() -> Table:
    """The order list; people come back, some with a new number."""
    dice = Dice("orders")
    days = sorted(dice.day(date(2016, 4, 1), date(2026, 11, 15)) for _ in range(_ORDER_COUNT))
    return Table("", "order", tuple(_order(dice, day, dice.pick(studio().customers)) for day in days))


def customer_workbook() -> bytes:
    """The CRM export as XLSX."""
    return workbook([Sheet(table.name, table.header, table.cells, table.hidden) for table in sheets()])


def order_list() -> bytes:
    """The order list as CSV in GB18030, as a Chinese spreadsheet saves it."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(orders().header)
    writer.writerows(orders().cells)
    return out.getvalue().encode("gb18030")


def _listed(dice: Dice) -> Sequence[Household]:
    homes = [*studio().couples, *studio().singles, *studio().overseas[:6]]
    husbands = [Household(home.number, home.partner) for home in studio().couples[:10] if home.partner]
    return dice.shuffled(homes + husbands)


def _profile(dice: Dice, at: int, home: Household) -> Row:
    me, row = home.me, Row.of(home.me)
    added = dice.day(date(2016, 3, 1), date(2026, 10, 20))
    row.put("客户编号", f"KH{10001 + at}")
    row.put("姓名", me.name, "PERSON")
    row.put("性别", "女" if me.female else "男")
    row.put("手机号", me.phone_on(added), "PHONE")
    row.put("电子邮箱", me.email if dice.chance(0.75) else "", "EMAIL")
    row.put("微信号", me.papers.get("wechat", "") if dice.chance(0.5) else "", "WECHAT_ID")
    row.put("QQ", me.papers.get("qq", "") if dice.chance(0.15) else "", "QQ")
    row.put("生日", f"{me.birth:%Y-%m-%d}" if dice.chance(0.6) else "", "DATE_OF_BIRTH")
    row.put("身份证号", me.papers.get("id", "") if dice.chance(0.2) else "", "CN_RESIDENT_ID")
    row.put("地址", me.address if dice.chance(0.65) else "", "ADDRESS")
    row.put("会员卡号", me.member, "MEMBER_ID")
    row.put("来源", dice.pick(("大众点评", "老客介绍", "小红书", "路过", "公众号")))
    partner = home.partner if dice.chance(0.7) else None
    row.put("配偶姓名", partner.name if partner else "", "PERSON", partner)
    row.put("配偶电话", partner.phone if partner and dice.chance(0.6) else "", "PHONE", partner)
    child = home.child if dice.chance(0.7) else None
    row.put("宝宝姓名", dice.pick((child.name, child.pet)) if child else "", "PERSON", child)
    row.put("宝宝生日", f"{child.birth:%Y/%m/%d}" if child else "", "DATE_OF_BIRTH", child)
    row.put("备注", dice.pick(studio().words["remarks"]))
    row.put("建档日期", added)
    return row


def _card(dice: Dice, me: Person) -> Row:
    row, opened = Row.of(me), dice.day(date(2016, 6, 1), date(2025, 12, 1))
    row.put("会员号", me.member, "MEMBER_ID")
    row.put("会员姓名", me.name, "PERSON")
    row.put("手机", int(me.phone_on(opened)), "PHONE")
    row.put("卡级", dice.pick(("银卡", "银卡", "金卡", "钻石卡")))
    row.put("积分", dice.between(0, 2400) * 5)
    row.put("储值余额(元)", dice.pick((0, 0, 300, 500, 1200, 3800)))
    row.put("开卡日期", opened)
    row.put("到期日", opened + timedelta(days=1095))
    return row


def _company(home: Household) -> Row:
    row, me = Row.of(home.me), home.me
    row.put("公司名称", home.company["zh"])
    row.put("统一社会信用代码", home.company["uscc"])
    row.put("联系人", me.name, "PERSON")
    row.put("联系电话", me.phone, "PHONE")
    row.put("邮箱", me.email, "EMAIL")
    row.put("备注", f"英文名 {home.company['en']}，月结")
    return row


def _old(dice: Dice, me: Person) -> Row:
    row = Row.of(me)
    row.put("姓名", me.name, "PERSON")
    row.put("电话", me.phone_on(date(2019, 1, 1)), "PHONE")
    row.put("证件号码", me.papers["id"], "CN_RESIDENT_ID")
    row.put("退款卡号", me.papers["card"] if dice.chance(0.3) else "", "BANK_CARD")
    row.put("车牌", me.papers["plate"] if dice.chance(0.3) else "", "VEHICLE_PLATE")
    row.put("说明", dice.pick(("已退卡", "海岛旅拍", "样片已签", "")))
    return row


def _order(dice: Dice, day: date, home: Household) -> Row:
    buyer = home.partner if home.partner and dice.chance(0.18) else home.me
    row, price = Row.of(buyer), dice.between(4, 96) * 100
    row.put("订单号", order_number(dice, day))
    row.put("下单日期", f"{day:%Y/%m/%d}")
    row.put("客户姓名", dice.pick(_spellings(buyer)), "PERSON")
    row.put("联系电话", buyer.phone_on(day), "PHONE")
    row.put("会员号", buyer.member if dice.chance(0.4) else "", "MEMBER_ID")
    row.put("套餐", dice.pick(studio().words["packages"]))
    row.put("拍摄日期", f"{day + timedelta(days=dice.between(5, 60)):%Y/%m/%d}")
    row.put("门店", dice.pick(studio().words["shops"]))
    row.put("金额", price)
    row.put("已付定金", price // 5)
    row.put("状态", dice.pick(("已完成", "已完成", "已完成", "待选片", "已退款", "制作中")))
    photographer = dice.pick(studio().staff[1:4:2])
    row.put("摄影师", photographer.name, "PERSON", photographer)
    _delivery(dice, row, day, home, buyer)
    row.put("备注", dice.pick(studio().words["remarks"]))
    return row


def _spellings(person: Person) -> tuple[str, ...]:
    """How a name comes to stand in an order list: mostly right, now and then only the surname."""
    if person.country != "CN":
        return (person.name, person.name, person.name.upper())
    return (*(person.name,) * 9, person.sur)


def _delivery(dice: Dice, row: Row, day: date, home: Household, buyer: Person) -> None:
    if not dice.chance(0.55):
        for column in ("收货人", "收货电话", "收货地址", "快递单号"):
            row.put(column, "")
        return
    receiver = home.relative if home.relative and dice.chance(0.12) else buyer
    row.put("收货人", receiver.name, "PERSON", receiver)
    row.put("收货电话", receiver.phone_on(day), "PHONE", receiver)
    row.put("收货地址", receiver.address, "ADDRESS", receiver)
    row.put("快递单号", "SF" + dice.digits(13))


def table_records() -> list[TrueRecord]:
    """What is true of every row of both files."""
    return [record for table in sheets() for record in table.records(CUSTOMERS)] + orders().records(ORDERS)
