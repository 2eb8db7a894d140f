"""What of a company's own names is proposed for the ignore list."""

import pytest

from engine.views.lists import _names


@pytest.mark.parametrize(
    ("company", "name"),
    [
        ("上海光屿数码摄影有限公司（虚构）", "光屿"),
        ("光屿影像工作室", "光屿"),
        ("浙江省宁波市海棠免税商店", "海棠"),
        ("Guangyu Photo Studio Co., Ltd.", "Guangyu"),
        ("Harbour Lane Duty Free (Hong Kong) Limited", "Harbour"),
    ],
)
def test_the_brand_is_found_in_the_company_s_name(company: str, name: str) -> None:
    assert name in _names(company)


def test_a_line_of_business_alone_is_no_name() -> None:
    assert not {"公司", "摄影", "Studio", "Ltd", "Photo"} & _names("上海光屿摄影有限公司 Photo Studio Ltd")
