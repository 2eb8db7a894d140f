"""What columns mean: every export known by its own header row, headers in Chinese and English, and what tells rows."""

import pytest

from engine.catalogue import catalogue
from engine.model.findings import Segment
from engine.scan.columns import columns_of, context_of, identifying_header, plain
from engine.scan.detector import Detector

EXPORTS = catalogue().exports.values()

HEADERS = {
    "person_name": ["姓名", "客户姓名", "收货人", "收件人姓名", "联系人", "配偶姓名", "宝宝姓名", "*姓名（必填）",
        "Name", "Full Name", "CustomerName", "contact_person", "ship-name", "Receiver Name"],
    "family_name": ["姓氏", "Last Name", "last_name", "Surname"],
    "given_name": ["名", "FirstName", "Customer First Name"],
    "nickname": ["昵称", "买家昵称", "微信昵称", "member_username", "nickname"],
    "phone": ["手机号", "联系电话", "收货电话", "手机号码", "收货人手机号/提货人手机号", "紧急联系人电话",
        "固定电话", "ｔｅｌ", "contact_tel2", "Mobile Phone", "phone (2)", "Home Phone", "buyer_mobile", "WhatsApp",
        "Fax"],
    "email": ["邮箱", "电子邮箱", "E-mail *", "Email Address", "contactEmail"],
    "address": ["地址", "收货地址", "家庭住址", "详细收货地址/提货地址", "BillingAddress", "street2",
        "Mailing Street", "receiver_detail_address"],
    "province": ["省份", "收货人省份", "State/Region", "ShipRegion"],
    "city": ["城市", "收货人城市", "BillingCity"],
    "postcode": ["邮编", "邮政编码", "ZIP", "Postal Code", "ShipPostalCode"],
    "resident_id": ["身份证号", "证件号码", "公民身份号码", "sfzh", "ID Card No."],
    "passport": ["护照号", "Passport Number"],
    "travel_permit": ["回乡证号", "台胞证", "Travel Permit"],
    "member_id": ["会员号", "会员卡号", "VIP号", "Membership No."],
    "customer_id": ["客户编号", "用户ID", "CustomerID", "client_id", "Record ID"],
    "order_id": ["订单号", "订单编号", "主订单编号", "OrderID", "order_sn"],
    "tracking_id": ["快递单号", "物流单号", "delivery_sn"],
    "wechat_id": ["微信", "微信号", "WeChat ID"],
    "qq": ["QQ", "QQ号码"],
    "birth_date": ["生日", "出生日期", "宝宝生日", "BirthDate", "Date of Birth", "DOB"],
    "gender": ["性别", "Sex"],
    "bank_card": ["银行卡号", "退款卡号", "Card Number"],
    "bank_account": ["收款账号", "Bank Account Number"],
    "bank": ["开户行", "收款银行", "Sort Code"],
    "document_kind": ["证件类型", "ID Type"],
    "military_id": ["军官证号"],
    "member_level": ["会员等级", "Tier"],
    "company": ["公司名称", "单位", "CompanyName", "Account Name"],
    "tax_id": ["统一社会信用代码", "Tax ID"],
    "plate": ["车牌", "License Plate"],
    "note": ["备注", "买家留言", "Remarks", "Description"],
    "consent": ["是否同意营销", "accepts marketing"],
    "opt_out": ["Email Opt Out", "unsubscribed", "退订"],
    "consent_display": ["样片授权"],
    "date_unsubscribed": ["退订日期", "退订时间"],
    "balance": ["储值余额(元)", "账户余额", "Stored Value"],
    "points": ["积分", "会员积分", "Loyalty Points"],
    "owner": ["负责人", "销售导购", "Contact Owner", "SupportRepId"],
    "date_created": ["建档日期", "创建时间", "Create Date", "add_time"],
    "date_ordered": ["下单日期", "买家付款时间", "OrderDate"],
    "date_shipped": ["发货时间", "ShippedDate"],
    "date_delivered": ["确认收货时间", "交易成功时间", "取件日期", "Delivered At"],
    "date_issued": ["开票日期", "Invoice Date"],
    "date_case_closed": ["结案时间", "退款完结时间", "Resolved At"],
    "date_account_closed": ["注销日期", "会员到期日", "Membership Expiry"],
    "date_consented": ["同意时间", "granted_at"],
    "date_withdrawn": ["撤回日期", "revoked_at"],
    "date_employment_ended": ["离职日期", "Leaving date"],
    "date_released": ["放行日期", "Customs release date"],
    "last_contact": ["最后跟进时间", "上次消费时间", "Last Activity Date"],
    "": ["拍摄日期", "门店", "q1", "column 3", "AlbumId", "PhotoPath", "/", "", "a" * 200],
}  # fmt: skip
CASES = [(header, meaning) for meaning, headers in HEADERS.items() for header in headers]


@pytest.mark.parametrize("export", EXPORTS, ids=lambda export: export.id)
def test_an_export_is_known_by_its_header_row(export) -> None:
    assert set(export.columns) | set(export.signature) <= set(export.sample)
    found = columns_of(export.sample)
    assert found.export == export.id
    assert {header: found.meanings[header] for header in export.columns} == dict(export.columns)


@pytest.mark.parametrize("export", EXPORTS, ids=lambda export: export.id)
def test_an_export_is_known_in_another_order_and_spelling(export) -> None:
    spelt = tuple(header.upper().replace(" ", "_") for header in reversed(export.sample))
    assert columns_of(spelt).export == export.id


def test_a_table_of_nobody_in_particular_is_no_export() -> None:
    assert columns_of(("姓名", "手机号", "邮箱")).export == ""


def test_no_name_stands_for_two_meanings() -> None:
    names = [plain(name) for meaning in catalogue().meanings.values() for name in meaning.headers]
    assert len(CASES) >= 60 and sorted(names) == sorted(set(names))


@pytest.mark.parametrize(("header", "meaning"), CASES)
def test_a_header_means_what_people_mean_by_it(header: str, meaning: str) -> None:
    assert columns_of((header,)).meanings.get(header, "") == meaning


def test_the_context_is_in_the_script_of_the_table_and_keeps_a_header_that_says_it() -> None:
    assert context_of("contact_tel2", "phone", "555 0142") == "Phone"
    assert context_of("地址2", "phone", "5550142") == "电话"
    assert context_of("column 3", "person_name", "李小雨") == "姓名"
    assert context_of("收货电话", "phone", "5550142") == "收货电话"
    assert context_of("备注", "note", "x") == "备注"
    assert context_of("anything", "nothing known", "x") == "anything"


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        (("客户编号", "订单号", "手机号"), "订单号"),
        (("姓名", "会员卡号", "客户编号"), "客户编号"),
        (("姓名", "手机", "会员号"), "会员号"),
        (("姓名", "手机", "身份证号"), "身份证号"),
        (("Name", "Phone", "E-mail"), "E-mail"),
        (("姓名", "手机号"), "手机号"),
        (("姓名", "地址"), None),
        ((), None),
    ],
)
def test_a_row_is_told_by_its_surest_column(headers: tuple[str, ...], expected: str | None) -> None:
    assert identifying_header(headers) == expected


def test_what_a_person_said_tells_rows_too() -> None:
    assert identifying_header(("a", "b"), {"b": "customer_id"}) == "b"


@pytest.mark.parametrize(
    ("meaning", "value", "entity_type"),
    [
        ("member_id", "HX-203948", "MEMBER_ID"),
        ("wechat_id", "linmei_88", "WECHAT_ID"),
        ("qq", "283190011", "QQ"),
        ("birth_date", "1991-02-28", "DATE_OF_BIRTH"),
        ("passport", "E12345670", "PASSPORT"),
        ("travel_permit", "H90817263", "TRAVEL_PERMIT"),
        ("phone", "87654321", "PHONE"),
    ],
)
def test_every_context_is_one_the_detector_understands(
    detector: Detector, meaning: str, value: str, entity_type: str
) -> None:
    known = catalogue().meanings[meaning]
    assert known.entity_type == entity_type and known.context
    for context in (known.context.zh, known.context.en):
        spans = detector.detect([Segment(value, "column 3"), Segment(value, context)])
        assert not spans[0] and {span.entity_type for span in spans[1]} == {entity_type}


@pytest.mark.parametrize("column", ["商品名称", "套餐", "item name", "订单号", "积分"])
def test_a_column_of_things_names_nobody(detector, column):
    assert not [span for span in detector.detect([Segment("望舒青岚", column)])[0] if span.entity_type == "PERSON"]


def test_a_remark_beside_it_still_does(detector):
    (span,) = detector.detect([Segment("给王丽华打电话", "备注")])[0]
    assert span.entity_type == "PERSON"


def test_rules_still_speak_in_a_column_of_things(detector):
    found = detector.detect([Segment("刻字，电话13812345678", "商品名称")])[0]
    assert [span.entity_type for span in found] == ["PHONE"]
