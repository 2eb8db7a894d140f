"""Numbers of things are nobody's data: orders, parcels, goods, flights, times, prices and versions stay silent."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from engine.model.findings import Segment
from engine.scan import worker


def found(text, context=""):
    return {(s.entity_type, text[s.start : s.end]) for s in worker.scan([Segment(text, context)])[0] if not s.masked}


@pytest.mark.parametrize(
    "text",
    [
        "订单号 20250211093000157788，快递单号 SF1234567890123，已签收。",
        "运单：YT5550100200331 / JD0012345678901 / 1Z999AA10123456784",
        "order #113-4455667-8899001, tracking 9400111899223344556677",
        "发票代码 044001900111，发票号码 12345678，金额 ￥1,280.00",
        "商品条码 6901234567892，货号 E12345678-WHT，批次 H12345678",
        "SKU G12345678 x 3; EAN 4006381333931; lot L20250301",
        "CA979 3月5日 08:30-11:55 T3 登机口 C23，座位 32K",
        "航班 MU5101/5102，票号 781-2345678901，PNR HX7K2P",
        "2025-03-05 14:30:00.123 INFO build 20250305.1 v2.14.3-rc1",
        "时间戳 1741159800123，流水号 4200001234202503051234567890",
        "合计 3 件，13,800.00 元，折后 138.00 元，满 1000 减 100",
        "客服热线 400-820-8820、800-820-8820、95588、12345、10086",
        "Hotline 1-800-555-0199, +800 1234 5678; support hours 9-18",
        "门店电话 021-66554433（总机），营业时间 10:00-22:00",
        "尾号 1234 的银行卡，手机尾号8000，会员等级 3 级，会员价 199",
        "婚礼 2025年5月20日，拍摄 3月5日下午两点，取件 4月1日",
        "合同签订日期：2008-03-05，有效期至 2028-03-04",
        "下单日期 1999-12-31；发货 2000-01-01；公司成立于1998年5月",
        "机型 iPhone15,3；固件 21.4.0.1；分辨率 1920*1080",
        "Message-ID: <20250305143000.8A7B2C1D@mx.example.com>",
        "微信支付 微信公众号 微信群 加微信有礼 QQ邮箱 qq音乐",
        "核销码 123456789，取件码 12-3-4567，房号 2304",
        "Invoice E12345678 for room 12, ref G12345678, PO 4500123456",
        "ISBN 978-7-111-12345-6，统一编号 A123456",
        "Switchboard 01632 960 000, Zentrale +49 30 5550 0, 0808 157 0192 (freephone), 1800 555 019",
        "前台 021-6120 5555（总机），+852 3555 0000，請致電 2345 6780 客戶服務熱線",
        "会员价 1999，会员日，积分 12850 分，VIP 专享 8800 元，GOLD 9999 足金，白金 950",
        "Gold frame FR-1620-GD, silver 925 ring, card stock 300 g, points 2000 pts, 9-12 pcs",
        "网盘共享 3 人；报警器 2 台；wifi 5G；门禁 24 小时；验证码 5 分钟内有效",
        "农业银行 3 月账单，招商银行 95555，bank holiday 2024-12-25, DBS branch tel +65 6555 0000",
        "Pick-up bag 7719-0042, gate 31, seat 24A, HX237 09:20, ticket 781-2240917730, stock 6612-0934",
        "原产地美国 AB1234567 JPN 版，货号 TK1234567，色号 E12345670-BLK",
        "Capture One 23.2.1.17, 网关 10.20.0.1, DB_HOST=10.0.8.12, build 4.12.0.1188",
        "航班 HX 2370 司机接机 CA8910 14:20, parking GBP 1200 a year, BMW 320, class E 220",
        "we turn 1 on the 9th of March, 20% off; 新生儿出生7-15天最佳；入会：2021-05-04 生日：不详",
        "微信 WeChat: ________，发你 IMG_20240301，搜 report_2024.pdf，客服QQ：800066120",
        "片号 0031 0044 0078 0102，底片 6217 0012，比分 3-2 21-19",
        "ABA: 123904417; EIN 123904417; VAT 448120937, DUNS 15-048-3782",
        "证件到期2030-01-01，生日不详；签发 2011-03-04，出生地杭州",
        "坐标尺 12.5cm x 30.25cm，重量 1.234kg，IP67 防水",
    ],
)
def test_numbers_of_things(text):
    assert found(text) == set()


@pytest.mark.parametrize(
    ("header", "value"),
    [("订单号", "E12345678"), ("快递单号", "13800138000"), ("SKU", "G12345678"), ("Order date", "1990-03-05"),
     ("有效期", "2008-03-05"), ("商品编码", "6225881234567890"), ("发票号码", "87654321"), ("Flight", "CA12345678")],
)  # fmt: skip
def test_columns_of_things(header, value):
    assert found(value, header) == set()
    assert found(f"{header}\t数量\t金额\n{value}\t1\t12.00") == set()


digits = "0123456789"
serials = st.one_of(
    st.from_regex(r"SF[0-9]{13}", fullmatch=True),
    st.from_regex(r"(YT|ZTO|JD|EMS)[0-9]{13}", fullmatch=True),
    st.from_regex(r"1Z[0-9A-Z]{6}[0-9]{10}", fullmatch=True),
    st.from_regex(r"20[0-9]{2}(0[1-9]|1[0-2])[0-2][1-8][0-9]{10}", fullmatch=True),
    st.from_regex(r"(?!QQ)[A-Z]{2}-[0-9]{8}", fullmatch=True),  # QQ- says itself what number it is
    st.from_regex(r"[A-Z]{3}[0-9]{6,8}-[A-Z]{2,3}", fullmatch=True),
    st.from_regex(r"69[0-9]{11}", fullmatch=True),
    st.from_regex(r"17[0-9]{11}", fullmatch=True),
)
labels = st.sampled_from(("订单号 ", "快递单号：", "货号", "商品编码:", "order no. ", "tracking ", "SKU ", "invoice #"))


@settings(max_examples=150)
@example("货号", "AAA000000-VX")
@given(labels, serials)
def test_random_numbers_of_things(label, serial):
    assert found(f"您好，{label}{serial}，请查收。") == set()
