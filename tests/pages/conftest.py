"""A desk with people and engagements for page tests: one without sources, one small and scanned."""

from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from pandas import DataFrame
from streamlit.testing.v1 import AppTest

from engine.desk import Desk
from engine.model.engagement import DealStructure, Engagement
from engine.model.events import Profile, ProfileRole

ROOT = Path(__file__).resolve().parents[2]
APP = str(ROOT / "app.py")
CONSULTANT = Profile("Test Consultant", ProfileRole.CONSULTANT)
EMPTY, SCANNED = "empty-case", "scanned-case"
_SECONDS = 60


def _mail(number: int, sender: str, day: str, subject: str, body: str) -> str:
    return (
        f"From {sender} Thu Jan  1 00:00:00 2026\n"
        f"From: {sender}\nTo: service@studio.example\nDate: {day}\nSubject: {subject}\n"
        f"Message-ID: <{number}@mail.example>\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n\n{body}\n\n"
    )


def sources() -> dict[str, bytes]:
    """A mailbox (one subject carries markup), a table, a file nobody can read and an empty one; people are invented."""
    phone = "139" + "0" * 4 + "1234"
    letters = [
        _mail(1, "an@mail.example", "Mon, 06 Jan 2025 09:00:00 +0800", "Order <b>bold</b> ![x](http://evil.example/p)",
              f"您好，我是陈安安，手机号{phone}，想订一套婚纱照，寄到上海市静安区南京西路100号。"),
        _mail(2, "bo@mail.example", "Tue, 03 Mar 2020 09:00:00 +0800", "Invoice",
              f"Dear studio, please send the invoice for my order. My phone is +86 {phone[:-1]}5. Regards, Bob Larkin"),
        _mail(3, "an@mail.example", "Wed, 08 Jan 2025 09:00:00 +0800", "售后", "相册有划痕，请安排售后，谢谢。"),
    ]  # fmt: skip
    table = "姓名,手机号,邮箱\n陈安安," + phone + ",an@mail.example\n李波波," + phone[:-1] + "5,bo@mail.example\n"
    return {
        "box.mbox": "".join(letters).encode(),
        "customers.txt": table.encode("gb18030"),
        "strange.bin": bytes(range(256)) * 4,
        "nothing.csv": b"",
    }


def _engagement(slug: str, company: str) -> Engagement:
    return Engagement(
        slug,
        company,
        DealStructure.ASSET_TRANSFER,
        date(2026, 1, 15),
        date(2026, 3, 1),
        staff_domains=("studio.example",),
    )


@pytest.fixture(scope="session")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with both engagements, shared by all pages' tests."""
    return filled(tmp_path_factory.mktemp("workspace"))


def filled(folder: Path) -> Path:
    """Make both engagements in a folder; the desk that made them is closed, so the app opens it itself."""
    desk = Desk(folder, workers=1)
    desk.add_profile(CONSULTANT)
    desk.create(_engagement(EMPTY, "Empty Co"), CONSULTANT)
    desk.create(_engagement(SCANNED, "Studio & Co *stars*"), CONSULTANT)
    seat = desk.seat(SCANNED, CONSULTANT)
    for name, content in sources().items():
        seat.receive(name, BytesIO(content))
    seat.start_scan()
    seat.wait_for_scan()
    desk.close()
    return folder


@pytest.fixture
def page(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., AppTest]:
    """``page("findings", "en", type="PHONE")``: that page of the scanned engagement, run, with these URL parameters."""
    monkeypatch.setenv("CLOSEOUT_WORKSPACE", str(workspace))

    def opened(screen: str, language: str = "zh", engagement: str = SCANNED, **query: str) -> AppTest:
        from pages.frame.navigation import SCREENS

        test = AppTest.from_file(APP, default_timeout=_SECONDS)
        test.session_state["profile"] = CONSULTANT
        for name, value in {"lang": language, "engagement": engagement, **query}.items():
            test.query_params[name] = value
        return (test if screen == "overview" else test.switch_page(SCREENS[screen].path)).run()

    return opened


def texts(test: AppTest) -> str:
    """Everything the page says, for finding words in it."""
    kinds = ("title", "header", "subheader", "markdown", "caption", "error", "warning", "success", "info")
    said = [str(one.value) for kind in kinds for one in test.get(kind)]
    return "\n".join([*said, *(str(one.proto.body) for one in test.get("html") if hasattr(one.proto, "body"))])


def listing(test: AppTest, column: str) -> DataFrame:
    """The first list of the page that has this column."""
    return next(one.value for one in test.dataframe if column in one.value.columns)


def stated(test: AppTest, name: str) -> str:
    """A parameter of the URL."""
    value = test.query_params[name]
    return value if isinstance(value, str) else value[0]
