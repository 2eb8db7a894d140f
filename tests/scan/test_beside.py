"""A column tells what stands in another of its row: which document, whose account or card; of goods nothing."""

import pytest

from engine.model.findings import Segment
from engine.scan import worker
from engine.scan.beside import meanings_in_row, names_kind
from engine.scan.columns import columns_of


def told(headers: tuple[str, ...], cells: tuple[str, ...]) -> dict[str, str]:
    """What each column is in this row, where its header alone says something else."""
    known = columns_of(headers).meanings
    by_column = tuple(known.get(header, "") for header in headers)
    by_row = meanings_in_row(headers, by_column, cells)
    return {h: row for h, row, column in zip(headers, by_row, by_column, strict=True) if row != column}


def found(text: str) -> set[tuple[str, str]]:
    return {
        (s.entity_type, text[s.start : s.end]) for s in worker.scan([Segment(text)])[0] if s.entity_type != "PERSON"
    }


@pytest.mark.parametrize(
    ("cell", "kind"),
    [
        ("护照", "passport"), ("因私护照", "passport"), ("護照（日本）", "passport"), ("Passport (UK)", "passport"),
        ("PP", "passport"), ("回乡证", "travel_permit"), ("港澳居民来往内地通行证", "travel_permit"),
        ("台胞證 5年", "travel_permit"), ("MO HRP", "travel_permit"), ("Home Return Permit", "travel_permit"),
        ("居民身份证", "resident_id"), ("ID card", "resident_id"), ("机动车驾驶证", "driving_licence"),
        ("Driver's License", "driving_licence"), ("士官证", "military_id"),
        ("护照夹", ""), ("passport holder", ""), ("护照 E12345678", ""), ("待补", ""), ("shipping", ""), ("", ""),
    ],
)  # fmt: skip
def test_what_a_cell_names(cell: str, kind: str) -> None:
    assert names_kind(cell) == kind


@pytest.mark.parametrize(
    ("headers", "cells", "expected"),
    [
        (("姓名", "证件类型", "证件号"), ("王丽", "护照", "523817449"), {"证件号": "passport"}),
        (("证件种类", "身份证号"), ("台胞证", "12345678"), {"身份证号": "travel_permit"}),
        (("证件", "证件号码"), ("回乡证", "H1234567801"), {"证件号码": "travel_permit"}),
        (("Name", "Type", "No."), ("Rose", "HRP", "H1234567801"), {"No.": "travel_permit"}),
        (("No.", "Name", "ID type", "Number"), ("1", "Rose", "Passport", "5238"), {"Number": "passport"}),
        (("姓名", "证件类型", "证件号"), ("王丽", "户籍", "523817449"), {}),
        (("商品", "类型", "编号"), ("护照夹", "护照", "E12345678"), {}),
        (("姓名", "开户行", "账号"), ("王丽", "工行", "120202"), {"账号": "bank_account"}),
        (("Name", "Bank", "Sort code", "No"), ("Rose", "Lloyds", "20-45-77", "53318862"), {"No": "bank_account"}),
        (("昵称", "账号"), ("阿丽", "ali88"), {}),
        (("会员", "卡号", "积分"), ("王丽", "0208841", "12"), {"卡号": "member_id"}),
        (("Member", "No.", "Points"), ("Rose", "5500127", "210"), {"No.": "member_id"}),
        (("编号", "会员号", "积分"), ("1", "88203", "12"), {}),
        (("订单号", "卡号", "积分"), ("882039", "QY77", "12"), {}),
        (("开户行", "卡号", "余额"), ("工行", "6222", "10"), {"卡号": "member_id"}),
    ],
)
def test_what_one_column_tells_of_another(
    headers: tuple[str, ...], cells: tuple[str, ...], expected: dict[str, str]
) -> None:
    assert told(headers, cells) == expected


ROWS = (
    (("姓名", "证件类型", "证件号"), ("王丽", "护照", "E12345670"), ("PASSPORT", "E12345670")),
    (("姓名", "证件类型", "证件号"), ("赵敏", "台胞证", "12345678"), ("TRAVEL_PERMIT", "12345678")),
    (("姓名", "开户行", "账号"), ("王丽", "台州银行", "550188273100150"), ("BANK_ACCOUNT", "550188273100150")),
    (("客户", "卡号", "等级", "积分"), ("王丽", "0208841", "金", "5"), ("MEMBER_ID", "0208841")),
)


@pytest.mark.parametrize("mark", [",", "\t", " | ", "；", "   "])
@pytest.mark.parametrize(("headers", "cells", "expected"), ROWS)
def test_in_tables_however_they_are_divided(
    mark: str, headers: tuple[str, ...], cells: tuple[str, ...], expected: tuple[str, str]
) -> None:
    assert expected in found(f"{mark.join(headers)}\n{mark.join(cells)}")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("|旅客|证件种类|号码|\n|--|--|--|\n|王丽|护照|523817449|", {("PASSPORT", "523817449")}),
        ("Guest | Doc type | Doc no\nRose | Passport | 523817\nTom | Driving licence | 00417/11/1465",
         {("PASSPORT", "523817"), ("DRIVING_LICENCE", "00417/11/1465")}),
        ("证件类型：护照\n证件号码：548201937", {("PASSPORT", "548201937")}),
        ("Document: passport\nNumber: NX4C8RK12", {("PASSPORT", "NX4C8RK12")}),
        ("姓名,生日\n王丽,端午\n赵敏,庚午年三月初五\n李雷,5-Mar",
         {("DATE_OF_BIRTH", "端午"), ("DATE_OF_BIRTH", "庚午年三月初五"), ("DATE_OF_BIRTH", "5-Mar")}),
        ("商品\t类型\t编号\n护照夹\t护照\tE12345670", set()),
        ("type | no | bank\npassport holder | 88203948 | shelf 3", set()),
    ],
)  # fmt: skip
def test_what_tables_and_forms_tell(text: str, expected: set[tuple[str, str]]) -> None:
    assert found(text) == expected
