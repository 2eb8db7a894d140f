"""The demo engagement: a fictional photography studio that is being transferred, made from templates and seeded dice.

Nobody in it exists. Every call gives the same bytes on every machine: no clock, no compression, no formatting library.
"""

from collections.abc import Iterator
from datetime import date

from engine.demo.contacts import CONTACTS, address_book, cards
from engine.demo.mime import mbox
from engine.demo.tables import CUSTOMERS, ORDERS, customer_workbook, order_list, table_records
from engine.demo.threads import MAILBOX, mailbox
from engine.demo.truth import Mention, TrueRecord, Truth
from engine.demo.world import STAFF_DOMAIN, world
from engine.model.engagement import DealStructure, Engagement

__all__ = ["AS_OF", "STAFF_DOMAIN", "Mention", "TrueRecord", "Truth", "engagement", "sources", "truth", "values"]

AS_OF = date(2026, 11, 21)
_CLOSING = date(2026, 12, 31)


def sources() -> Iterator[tuple[str, bytes]]:
    """The files of the demo, as (name, bytes)."""
    yield MAILBOX, mbox([sent.letter for sent in mailbox()])
    yield CUSTOMERS, customer_workbook()
    yield ORDERS, order_list()
    yield CONTACTS, address_book()


def engagement(as_of: date = AS_OF) -> Engagement:
    """The facts of the demo: an asset transfer at the end of 2026."""
    return Engagement(
        slug="demo",
        company="上海光屿数码摄影有限公司（虚构）",
        deal_structure=DealStructure.ASSET_TRANSFER,
        as_of=as_of,
        closing_date=_CLOSING,
        recipient="上海澄屿影像科技有限公司（虚构）",
        jurisdictions=("CN",),
        staff_domains=(STAFF_DOMAIN,),
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
    """Who stands behind every record of the demo."""
    letters = {sent.record.key: sent.record for sent in mailbox()}
    homes = {person.number: home.number for home in world().households for person in home.people}
    contacts = [record for _, record in cards()]
    return Truth(
        (*letters.values(), *table_records(), *contacts), homes, frozenset(person.number for person in world().staff)
    )


def values() -> frozenset[str]:
    """Every personal value of the demo in clear: a test looks for them where they must not be."""
    return truth().values
