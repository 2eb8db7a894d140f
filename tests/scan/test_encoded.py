"""Parts of encoded runs are nobody's; whole values, and what stands beside such a run, are somebody's."""

import pytest

from engine.scan.encoded import legible
from engine.scan.resolver import Candidate

_BASE64 = "Dwc2mZDbmNPr3NlTJWVFlec8wlStLJHkGaleJauqeB2vx6XH4f8AyffAANW13812345678"


def _kept(text: str, value: str, kind: str = "PHONE") -> bool:
    start = text.index(value)
    return bool(legible(text, [Candidate(start, start + len(value), kind, 0.9, "rule", False)]))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("id 84962DFF-4812-4468-A664-2EDF8A7A5E2B of a row", "4812-4468"),
        (f"begins\n{_BASE64}\nends", "13812345678"),
        ("key 0010C0AF6B81ABADC48408443192540F here", "3192540"),
        ("token aB3dE6gH9jK2mN5pQ8sT1vW4yZ713812345678 given", "13812345678"),
        ("M" + "6_?V6::9-#DR13812345678HA6;WZN&1G".ljust(60, "A"), "13812345678"),
    ],
)
def test_a_part_of_an_encoded_run_is_dropped(text: str, value: str) -> None:
    assert not _kept(text, value)


@pytest.mark.parametrize(
    ("text", "value", "kind"),
    [
        ("84962DFF-4812-4468-A664-2EDF8A7A5E2B, 13812345678", "13812345678", "PHONE"),
        ("IBAN AD1200012030200359100100", "AD1200012030200359100100", "IBAN"),
        ("api key aB3dE6gH9jK2mN5pQ8sT1vW4yZ7aB3dE6gH9jK2", "aB3dE6gH9jK2mN5pQ8sT1vW4yZ7", "CREDENTIAL"),
        (
            "mail aB3dE6gH9jK2mN5pQ8sT1vW4yZ7aB3dE6@example.test",
            "aB3dE6gH9jK2mN5pQ8sT1vW4yZ7aB3dE6@example.test",
            "EMAIL",
        ),
        ("https://shop.example.test/u/13812345678/orders/2026/aBcD", "13812345678", "PHONE"),
        ("WANGLIHUAWANGLIHUAWANGLIHUAWANGLIHUA", "WANGLIHUA", "PERSON"),
        ("客户13812345678的订单", "13812345678", "PHONE"),
    ],
)
def test_values_and_their_neighbours_stay(text: str, value: str, kind: str) -> None:
    assert _kept(text, value, kind)
