"""Whose each finding is: the findings of one record put to the persons that appear in it (semantics.md, "People").

A row or contact is one person; columns that name a spouse, child or receiver are further ones. In a mail the sender,
the recipients and labelled persons ("收件人：") are told apart by `engine.scan.correspondence`. What cannot be told
belongs to no appearance.
"""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from engine.model.people import Appearance, Role, SubjectKind
from engine.model.records import Record, RecordKind
from engine.scan.columns import columns_of
from engine.scan.correspondence import correspondents
from engine.scan.draft import Draft, Found, finished

_PARTS: tuple[tuple[str, Role, SubjectKind | None, str], ...] = (
    ("child", Role.ROW, SubjectKind.RELATIVE, r"宝宝|孩子|小孩|儿童|子女|小朋友|新生儿|child|kid|baby"),
    ("spouse", Role.ROW, SubjectKind.RELATIVE, r"配偶|爱人|丈夫|妻子|老公|老婆|spouse|husband|wife|partner"),
    ("emergency", Role.ROW, SubjectKind.RELATIVE, r"紧急联系|家属|亲属|父亲|母亲|emergency|next.?of.?kin|related"),
    ("groom", Role.ROW, None, r"新郎|groom"),
    ("bride", Role.ROW, None, r"新娘|bride"),
    ("receiver", Role.ADDRESSEE, None, r"收货|收件|收貨|consignee|receiver|recipient|ship.?to|shipping"),
    (
        "colleague",
        Role.ROW,
        SubjectKind.STAFF,
        r"摄影师|化妆师|修图师|经办|客服|销售员|业务员|店员|操作员|录入|跟进人|photographer|sales.?rep|agent|handled|operator",
    ),
)
_COLUMNS = tuple((part, role, kind, re.compile(words, re.IGNORECASE)) for part, role, kind, words in _PARTS)
_NOTES = re.compile(r"备注|说明|留言|描述|内容|备考|note|remark|comment|message|description", re.IGNORECASE)
_KIN = re.compile(
    r"[爸妈爹娘]|老公|老婆|先生|太太|爱人|丈夫|妻子|孩子|宝宝|女儿|儿子|妹|弟|姐|哥|婆婆|公公|朋友|husband|wife|son|daughter|mother",
    re.IGNORECASE,
)
_SUPPLIER = re.compile(r"供应商|供货商|供货单位|supplier|vendor", re.IGNORECASE)
_APPLICANT = re.compile(r"应聘|求职|候选人|applicant|candidate", re.IGNORECASE)


def appearances(record: Record, findings: Sequence[Found], staff_domains: Iterable[str] = ()) -> list[Appearance]:
    """The persons in this record, each with the findings that are theirs."""
    if record.kind in (RecordKind.ROW, RecordKind.CONTACT):
        return finished(record.id, _row(record, findings))
    return finished(record.id, correspondents(record, findings, frozenset(staff_domains)))


def _row(record: Record, findings: Sequence[Found]) -> list[Draft]:
    contact = record.kind is RecordKind.CONTACT
    main = Draft(Role.CONTACT if contact else Role.ROW, kind=_kind(record))
    others: dict[str, Draft] = {}
    named = {finding.field for finding in findings if finding.entity_type == "PERSON"}
    for finding in sorted(findings, key=lambda each: (list(record.fields).index(each.field), each.start)):
        text = record.fields[finding.field]
        value = text[finding.start : finding.end]
        if _NOTES.search(finding.field):
            if finding.field not in named and not _KIN.search(text):
                main.take(finding, value)
            continue
        part = _part(finding.field, main.role)
        owner = others.setdefault(part[0], Draft(part[1], kind=part[2])) if part else main
        if finding.entity_type == "PERSON" and not contact and not owner.may_be(value):
            others[f"{finding.field} {value}"] = further = Draft(owner.role, kind=owner.kind)
            further.take(finding, value)
            continue
        owner.take(finding, value)
    return _joined(main, others)


def _part(column: str, role: Role) -> tuple[str, Role, SubjectKind | None] | None:
    if _is_of_staff(column):
        return "colleague", role, SubjectKind.STAFF
    for part, other, kind, words in _COLUMNS:
        if words.search(column):
            return part, role if other is Role.ROW else other, kind
    return None


@lru_cache(maxsize=4096)
def _is_of_staff(column: str) -> bool:
    """Whether a column is known to name the staff member in charge."""
    return columns_of((column,)).meanings.get(column) == "owner"


def _joined(main: Draft, others: dict[str, Draft]) -> list[Draft]:
    """A receiver without a name, or with the customer's, is the customer; so is a bride or groom in an unnamed row."""
    receiver = others.get("receiver")
    if receiver and (not receiver.name or receiver.is_named(main.name)):
        _absorb(main, others.pop("receiver"))
    if not main.name and not main.identifiers:
        for part in ("bride", "groom", "receiver"):
            if part in others:
                heir = others.pop(part)
                _absorb(heir, main)
                heir.role = main.role
                return [heir, *others.values()]
    return [main, *others.values()]


def _absorb(keeper: Draft, other: Draft) -> None:
    keeper.name = keeper.name or other.name
    keeper.identifiers |= other.identifiers
    keeper.details |= other.details
    keeper.finding_ids += other.finding_ids


def _kind(record: Record) -> SubjectKind | None:
    told = " ".join((*record.fields, record.fields.get("sheet", "")))
    if _SUPPLIER.search(told):
        return SubjectKind.SUPPLIER
    return SubjectKind.APPLICANT if _APPLICANT.search(told) else None
