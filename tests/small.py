"""A small engagement that is there before the desk is served: the one of the page tests, scanned."""

from datetime import date
from io import BytesIO
from pathlib import Path

from engine.desk import Desk
from engine.model.engagement import DealStructure, Engagement
from engine.model.events import Profile, ProfileRole

WHO = "林顾问"
SMALL = Engagement(
    "small",
    "青禾影像工作室（测试）",
    DealStructure.ASSET_TRANSFER,
    date(2026, 1, 15),
    staff_domains=("studio.example",),
)


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


def scanned(workspace: Path) -> Path:
    """Make it in this workspace, and give the workspace back."""
    actor, desk = Profile(WHO, ProfileRole.CONSULTANT), Desk(workspace, workers=1)
    try:
        desk.add_profile(actor)
        desk.create(SMALL, actor)
        seat = desk.seat(SMALL.slug, actor)
        for name, content in sources().items():
            seat.receive(name, BytesIO(content))
        seat.start_scan()
        seat.wait_for_scan()
    finally:
        desk.close()
    return workspace
