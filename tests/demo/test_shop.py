"""The demo of a deregistration: members with passports and points, duty-free sales, cases and a service mailbox."""

import csv
import io
from collections import Counter
from datetime import date

import openpyxl
import pytest

from engine import demo
from engine.catalogue import catalogue
from engine.demo.shop import letters, shop
from engine.demo.shop_tables import CASES, MEMBERS, SALES

FILES = dict(demo.sources("shop"))
TRUTH = demo.truth("shop")


@pytest.fixture(scope="module")
def members() -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(FILES[MEMBERS]))


def test_its_facts_lead_to_the_path_of_a_dissolution():
    facts = demo.engagement("shop")
    assert not facts.deal_structure.is_transfer and facts.closing_date and facts.closing_date > facts.as_of
    assert facts.facts["is_duty_free"] is True and facts.facts["has_prepaid_members"] is True


def test_members_show_passports_and_permits_points_and_stored_value(members):
    rows = list(members["会员资料"].iter_rows(min_row=2, values_only=True))
    header = [cell.value for cell in members["会员资料"][1]]
    papers = Counter(row[header.index("证件类型")] for row in rows)
    assert papers["护照"] > 100 and papers["回乡证"] == 3 and papers["台胞证"] == 3
    assert sum(bool(row[header.index("储值余额(元)")]) for row in rows) > 20
    assert sum(row[header.index("营销同意")] == "否" for row in rows) > 20
    assert any(row[header.index("退订日期")] for row in rows)


def test_a_sheet_stands_there_that_everybody_forgot(members):
    assert [sheet.title for sheet in members if sheet.sheet_state == "hidden"] == ["2021导出勿删"]


def test_cases_tell_when_they_were_closed(members):
    header = [cell.value for cell in members[CASES][1]]
    closed = [row[header.index("办结日期")] for row in members[CASES].iter_rows(min_row=2, values_only=True)]
    assert 40 < sum(bool(day) for day in closed) < len(closed)


def test_every_sale_names_a_traveller_with_a_document_and_a_flight():
    sales = list(csv.DictReader(io.StringIO(FILES[SALES].decode("utf-8-sig"))))
    assert len(sales) == 420
    assert all(sale["证件号码"] and sale["旅客姓名"] and sale["离境航班"] for sale in sales)


def test_every_record_of_the_truth_has_a_class_of_the_catalogue():
    assert {record.record_class for record in TRUTH.records} <= {*catalogue().record_classes}
    assert {"customs_sale", "membership", "after_sales", "consent", "employment"} <= {
        record.record_class for record in TRUTH.records
    }


def test_what_is_told_about_the_end_is_told_near_the_end():
    told = [sent.letter for sent in letters() if "清算组" in sent.letter.body]
    assert told and all(letter.at.date() >= date(2026, 9, 1) for letter in told)


def test_nobody_works_there_who_is_a_customer():
    staff = {person.name for person in shop().staff}
    assert not staff & {home.me.name for home in shop().customers}
