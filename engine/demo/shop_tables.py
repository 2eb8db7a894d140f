"""The duty-free shop's tables: the member workbook with points and cases, and the list of duty-free sales."""

import csv
import io
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache

from engine.demo.dice import Dice
from engine.demo.scene import sale_number
from engine.demo.tables import Row, Table
from engine.demo.truth import TrueRecord
from engine.demo.world import Household, Person, World
from engine.spreadsheet import Sheet, workbook

MEMBERS, SALES, CASES = "members.xlsx", "dutyfree-sales.csv", "售后与投诉台账"
_SALES_COUNT, _POINT_LINES, _CASE_COUNT = 420, 260, 70
_FIRST, _LAST = date(2019, 1, 5), date(2026, 11, 10)
_LANDS = {"CN": "中国", "HK": "中国香港", "TW": "中国台湾", "UK": "英国", "US": "美国", "DE": "德国"}
_PAPERS = {"CN": ("护照", "passport", "PASSPORT"), "HK": ("回乡证", "permit", "TRAVEL_PERMIT")}
_PAPERS |= {"TW": ("台胞证", "permit", "TRAVEL_PERMIT")}


@cache
def tables(world: World) -> tuple[Table, ...]:
    """The sheets of the member workbook, the forgotten hidden one last, then the sales."""
    dice = Dice("shop tables")
    members = dice.shuffled([home for home in world.customers if home.me.member])
    days = sorted(dice.day(_FIRST, _LAST) for _ in range(_SALES_COUNT))
    points = [dice.pick(members).me for _ in range(_POINT_LINES)]
    cases = sorted(dice.day(date(2020, 3, 1), _LAST) for _ in range(_CASE_COUNT))
    profiles = tuple(_member(dice, world, home) for home in members)
    ledger = tuple(_points(dice, person) for person in points)
    _balance(ledger, profiles)
    return (
        Table("会员资料", "membership", profiles),
        Table("积分流水", "membership", ledger),
        Table(CASES, "after_sales", tuple(_case(dice, world, day, dice.pick(members).me) for day in cases)),
        Table("2021导出勿删", "membership", tuple(_exported(dice, home.me) for home in members[:30]), hidden=True),
        Table("", "customs_sale", tuple(_sale(dice, world, day, dice.pick(world.customers)) for day in days)),
    )


def member_workbook(world: World) -> bytes:
    """The member system's export as XLSX."""
    *sheets, _ = tables(world)
    return workbook([Sheet(table.name, table.header, table.cells, table.hidden) for table in sheets])


def sales_list(world: World) -> bytes:
    """The duty-free sales as CSV in UTF-8 with a byte order mark."""
    sales, out = tables(world)[-1], io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(sales.header)
    writer.writerows(sales.cells)
    return out.getvalue().encode("utf-8-sig")


def shop_records(world: World) -> Iterator[TrueRecord]:
    """What is true of every row of both files."""
    *sheets, sales = tables(world)
    for table in sheets:
        yield from table.records(MEMBERS)
    yield from sales.records(SALES)


def _paper(person: Person) -> tuple[str, str, str]:
    """The document a person shows: its name, its number, its entity type."""
    name, kind, entity_type = _PAPERS.get(person.country, _PAPERS["CN"])
    return name, person.papers[kind], entity_type


def _member(dice: Dice, world: World, home: Household) -> Row:
    me, row = home.me, Row.of(home.me)
    joined = dice.day(date(2018, 5, 1), date(2026, 9, 30))
    paper, number, entity_type = _paper(me)
    agreed = dice.chance(0.7)
    row.put("会员号", me.member, "MEMBER_ID")
    row.put("姓名", me.name, "PERSON")
    row.put("英文姓名", me.latin.upper() if me.latin else "", "PERSON")
    row.put("性别", "女" if me.female else "男")
    row.put("国籍/地区", _LANDS[me.country])
    row.put("证件类型", paper)
    row.put("证件号码", number if dice.chance(0.85) else "", entity_type)
    row.put("手机号", me.phone, "PHONE")
    row.put("电子邮箱", me.email if dice.chance(0.8) else "", "EMAIL")
    row.put("微信号", me.papers.get("wechat", "") if dice.chance(0.3) else "", "WECHAT_ID")
    row.put("生日", f"{me.birth:%Y-%m-%d}" if dice.chance(0.8) else "", "DATE_OF_BIRTH")
    row.put("会员等级", {"D": "钻卡", "G": "金卡", "S": "银卡"}[me.member[0]])
    row.put("可用积分", dice.between(0, 900) * 20)
    row.put("储值余额(元)", dice.pick((0, 0, 0, 200, 500, 1000, 3000)))
    row.put("入会日期", joined)
    row.put("营销同意", "是" if agreed else "否")
    row.put("同意日期", joined if agreed else "")
    row.put("退订日期", dice.day(joined, _LAST) if agreed and dice.chance(0.15) else "")
    row.put("备注", dice.pick(world.words["remarks"]))
    return row


def _points(dice: Dice, person: Person) -> Row:
    row = Row.of(person)
    spent = dice.chance(0.3)
    row.put("流水号", "JF" + dice.digits(10))
    row.put("会员号", person.member, "MEMBER_ID")
    row.put("日期", dice.day(date(2021, 1, 1), _LAST))
    row.put("类型", "兑换" if spent else dice.pick(("消费", "消费", "生日赠送", "活动赠送")))
    row.put("积分变动", -dice.between(5, 60) * 100 if spent else dice.between(1, 90) * 20)
    row.put("余额", dice.between(0, 900) * 20)
    return row


def _balance(ledger: tuple[Row, ...], profiles: tuple[Row, ...]) -> None:
    """Let each member's last line of the ledger close with the points of the profile, but for every tenth member."""
    held = {row.person: row.cells["可用积分"] for at, row in enumerate(profiles) if at % 10}
    latest: dict[str, Row] = {}
    for row in sorted(ledger, key=lambda row: str(row.cells["日期"])):
        latest[row.person] = row
    for person, row in latest.items():
        row.cells["余额"] = held.get(person, row.cells["余额"])


def _case(dice: Dice, world: World, day: date, person: Person) -> Row:
    row = Row.of(person)
    closed = dice.chance(0.85)
    refund = dice.chance(0.25) and "card" in person.papers
    row.put("受理号", f"SH{day:%y%m}{dice.digits(4)}")
    row.put("受理日期", f"{day:%Y-%m-%d}")
    row.put("会员号", person.member, "MEMBER_ID")
    row.put("客户姓名", person.name, "PERSON")
    row.put("联系电话", person.phone_on(day), "PHONE")
    row.put("商品", dice.pick(world.words["products"]))
    row.put("投诉事由", dice.pick(world.words["reasons"]))
    row.put("处理结果", dice.pick(world.words["results"]) if closed else "处理中")
    row.put("办结日期", f"{day + timedelta(days=dice.between(1, 21)):%Y-%m-%d}" if closed else "")
    row.put("退款卡号", person.papers["card"] if refund else "", "BANK_CARD")
    return row


def _exported(dice: Dice, person: Person) -> Row:
    row = Row.of(person)
    row.put("姓名", person.name, "PERSON")
    row.put("手机", person.phone_on(date(2021, 1, 1)), "PHONE")
    row.put("证件", _paper(person)[1], _paper(person)[2])
    row.put("住址", person.address if dice.chance(0.5) else "", "ADDRESS")
    return row


def _sale(dice: Dice, world: World, day: date, home: Household) -> Row:
    buyer = home.partner if home.partner and dice.chance(0.15) else home.me
    row, (paper, number, entity_type) = Row.of(buyer), _paper(buyer)
    cashier = dice.pick(world.staff[:3])
    row.put("销售单号", sale_number(dice, day))
    row.put("销售日期", f"{day:%Y-%m-%d}")
    row.put("门店", dice.pick(world.words["counters"]))
    row.put("会员号", buyer.member if dice.chance(0.7) else "", "MEMBER_ID")
    row.put("旅客姓名", buyer.latin.upper() if buyer.latin and dice.chance(0.3) else buyer.name, "PERSON")
    row.put("证件类型", paper)
    row.put("证件号码", number, entity_type)
    row.put("国籍/地区", _LANDS[buyer.country])
    row.put("离境航班", dice.pick(world.words["flights"]))
    row.put("离境日期", f"{day + timedelta(days=dice.between(0, 14)):%Y-%m-%d}")
    row.put("商品名称", dice.pick(world.words["products"]))
    row.put("数量", dice.between(1, 4))
    row.put("金额", dice.between(8, 320) * 10)
    row.put("提货方式", dice.pick(("机场提货", "机场提货", "现场提货", "返岛提货")))
    row.put("状态", dice.pick(("已提货", "已提货", "已提货", "已退货", "逾期未提")))
    row.put("收银员", cashier.name, "PERSON", cashier)
    return row
