"""The studio that is being transferred: its files, its facts and what is true of them."""

from collections.abc import Iterator
from datetime import date
from functools import cache

from engine.demo.contacts import CONTACTS, address_book, cards
from engine.demo.mime import mbox
from engine.demo.tables import CUSTOMERS, ORDERS, customer_workbook, order_list, table_records
from engine.demo.threads import Post, Sent, mailbox, truth_of
from engine.demo.truth import Truth
from engine.demo.world import studio
from engine.model.engagement import DealStructure, Engagement

SLUG = "demo"
MAILBOX = Post("studio-mail.mbox", ("threads_zh.yaml", "threads_en.yaml"), rounds=3)
_CLOSING = date(2026, 12, 31)


@cache
def letters() -> tuple[Sent, ...]:
    """The letters of the studio's mailbox."""
    return mailbox(MAILBOX, studio())


def sources() -> Iterator[tuple[str, bytes]]:
    """The files of the demo, as (name, bytes)."""
    yield MAILBOX.file, mbox([sent.letter for sent in letters()])
    yield CUSTOMERS, customer_workbook()
    yield ORDERS, order_list()
    yield CONTACTS, address_book()


def engagement(as_of: date) -> Engagement:
    """An asset transfer at the end of 2026."""
    return Engagement(
        slug=SLUG,
        company="上海光屿数码摄影有限公司（虚构）",
        deal_structure=DealStructure.ASSET_TRANSFER,
        as_of=as_of,
        closing_date=_CLOSING,
        recipient="上海澄屿影像科技有限公司（虚构）",
        jurisdictions=("CN",),
        staff_domains=(studio().house.domain,),
        facts={
            "sensitive_pi": True,
            "minors_u14": True,
            "minors_u18": True,
            "face_recognition": False,
            "is_ciio": False,
            "is_platform": False,
            "is_duty_free": False,
            "in_shanghai": True,
            "has_prepaid_members": True,
            "uses_processor": True,
            "overseas_recipient": False,
        },
        demo=True,
    )


def truth() -> Truth:
    """Who stands behind every record."""
    return truth_of(studio(), letters(), [*table_records(), *(record for _, record in cards())])
