"""Whose each finding is: rows, contacts, and the many ways a mail names a person."""

import re

import pytest

from engine import demo
from engine.model.people import Role, SubjectKind
from engine.model.records import Record, RecordKind
from engine.scan.people import appearances
from tests.scan.told import Spot, known, record, spots


def read(kind: RecordKind, fields: dict[str, str]) -> tuple[Record, list[Spot]]:
    """Fields whose findings are written as ⟦TYPE value⟧."""
    plain, found = {}, []
    for name, text in fields.items():
        parts, offset = [], 0
        for piece in re.split(r"(⟦\w+ [^⟧]+⟧)", text):
            if match := re.fullmatch(r"⟦(\w+) ([^⟧]+)⟧", piece):
                found.append(Spot(f"{name}{offset}", name, offset, offset + len(match[2]), match[1]))
                piece = match[2]
            parts.append(piece)
            offset += len(piece)
        plain[name] = "".join(parts)
    return Record("s", "l", kind, plain, "h"), found


def told(kind: RecordKind, **fields: str):
    item, found = read(kind, {name.rstrip("_"): text for name, text in fields.items()})
    result = appearances(item, found, ("studio.example",))
    assert len({id for one in result for id in one.finding_ids}) == sum(len(one.finding_ids) for one in result)
    return result


def mail(body: str, sender: str = '"⟦PERSON 王丽⟧" <⟦EMAIL wang@b.example⟧>', **fields: str):
    head = {"from": sender, "to": '"客服" <service@studio.example>', "subject": "预约"}
    return told(RecordKind.MESSAGE, **{**head, **fields, "body": body})


def of(result, name: str):
    return next(one for one in result if one.name == name)


def holds(one, entity_type: str, value: str) -> bool:
    return known(entity_type, value) in one.identifiers


def test_a_row_is_one_person():
    (one,) = told(RecordKind.ROW, 姓名="⟦PERSON 王丽⟧", 手机="⟦PHONE 13800000001⟧", 地址="⟦ADDRESS 某路1号⟧")
    assert (one.role, one.name, len(one.finding_ids)) == (Role.ROW, "王丽", 3)
    assert one.identifiers == {known("PHONE", "13800000001")}


def test_spouse_and_child_columns_are_relatives():
    result = told(
        RecordKind.ROW,
        姓名="⟦PERSON 王丽⟧",
        配偶姓名="⟦PERSON 张伟⟧",
        配偶电话="⟦PHONE 13800000002⟧",
        宝宝姓名="⟦PERSON 豆豆⟧",
        宝宝生日="⟦DATE_OF_BIRTH 2020-01-02⟧",
    )
    assert [one.name for one in result] == ["王丽", "张伟", "豆豆"]
    assert [one.kind for one in result] == [None, SubjectKind.RELATIVE, SubjectKind.RELATIVE]
    assert holds(result[1], "PHONE", "13800000002")


def test_bride_and_groom_are_two_customers():
    result = told(
        RecordKind.ROW, 新娘="⟦PERSON 王丽⟧", 新娘电话="⟦PHONE 13800000001⟧", 新郎="⟦PERSON 张伟⟧", 合同号="HT-1"
    )
    assert [(one.name, one.kind) for one in result] == [("王丽", None), ("张伟", None)]


@pytest.mark.parametrize("receiver, people", [("⟦PERSON 王丽⟧", 1), ("⟦PERSON 李秀英⟧", 2), ("", 1)])
def test_the_receiver_may_be_the_customer(receiver, people):
    result = told(RecordKind.ROW, 姓名="⟦PERSON 王丽⟧", 收货人=receiver, 收货电话="⟦PHONE 13800000003⟧")
    assert len(result) == people
    assert holds(result[-1], "PHONE", "13800000003")


def test_a_note_that_names_somebody_else_is_not_told():
    result = told(RecordKind.ROW, 姓名="⟦PERSON 王丽⟧", 备注="老公⟦PERSON 张伟⟧ ⟦PHONE 13800000002⟧")
    assert [one.name for one in result] == ["王丽"]
    assert len(result[0].finding_ids) == 1


def test_a_contact_is_one_person_under_all_its_names():
    (one,) = told(RecordKind.CONTACT, n="⟦PERSON 王 丽⟧", fn="⟦PERSON 王丽⟧", tel="⟦PHONE 13800000001⟧")
    assert one.role is Role.CONTACT


def test_sender_and_recipients_are_told_apart():
    result = mail(
        "好的", to="⟦PERSON 陈晓⟧ <⟦EMAIL chen@studio.example⟧>, <⟦EMAIL li@b.example⟧>", cc="service@studio.example"
    )
    assert [one.role for one in result] == [Role.SENDER, Role.RECIPIENT, Role.RECIPIENT]
    assert [one.kind for one in result] == [None, SubjectKind.STAFF, None]


def test_the_signature_is_the_senders():
    (one,) = mail("想约周六。\n\n⟦PERSON 王丽⟧\n电话：⟦PHONE 13800000001⟧", sender="momo <⟦EMAIL wang@b.example⟧>")
    assert one.name == "王丽"
    assert holds(one, "PHONE", "13800000001")


def test_another_signature_at_the_same_mailbox_is_another_person():
    result = mail("定金已付。\n\n⟦PERSON 张伟⟧\n⟦PHONE 13800000002⟧")
    assert holds(of(result, "张伟"), "EMAIL", "wang@b.example")
    assert holds(of(result, "张伟"), "PHONE", "13800000002")
    assert not holds(of(result, "王丽"), "PHONE", "13800000002")


def test_a_quoted_signature_is_its_writers():
    quote = (
        "在 2021年3月4日 14:05，⟦PERSON 王丽⟧ <⟦EMAIL wang@b.example⟧> 写道：\n"
        "> 想约周六。\n>\n> ⟦PERSON 王丽⟧\n> ⟦PHONE 13800000001⟧"
    )
    result = mail(
        "可以。\n\n" + quote, sender="⟦PERSON 陈晓⟧ <⟦EMAIL chen@studio.example⟧>", to="⟦EMAIL wang@b.example⟧"
    )
    assert holds(of(result, "王丽"), "PHONE", "13800000001")
    assert of(result, "陈晓").identifiers == {known("EMAIL", "chen@studio.example")}


def test_a_quote_without_a_writer_is_not_told():
    result = mail("可以。\n\n> 想约周六。\n>\n> ⟦PERSON 李雷⟧\n> ⟦PHONE 13800000009⟧ 我的电话⟦PHONE 13800000008⟧")
    assert not any(kind == "PHONE" for kind, _ in of(result, "王丽").identifiers)


def test_an_outlook_style_quote_changes_the_writer():
    body = (
        "收到。\n\n-----Original Message-----\nFrom: ⟦PERSON Anna Smith⟧ <⟦EMAIL anna@b.example⟧>\n"
        "To: x@studio.example\nSubject: hi\n\nMy mobile is ⟦PHONE +44 7700 900123⟧."
    )
    result = mail(body)
    assert holds(of(result, "Anna Smith"), "PHONE", "+44 7700 900123")


def test_a_labelled_receiver_is_a_person_of_its_own():
    body = (
        "寄给我妈：\n收件人：⟦PERSON 李秀英⟧\n电话：⟦PHONE 13800000003⟧\n"
        "地址：⟦ADDRESS 某路1号⟧\n谢谢，我的电话⟦PHONE 13800000001⟧"
    )
    result = mail(body)
    assert of(result, "李秀英").role is Role.ADDRESSEE
    assert len(of(result, "李秀英").finding_ids) == 3
    assert holds(of(result, "王丽"), "PHONE", "13800000001")


def test_two_parties_on_two_lines():
    body = "甲方（一）：⟦PERSON 王丽⟧  电话：⟦PHONE 13800000001⟧\n甲方（二）：⟦PERSON 张伟⟧  电话：⟦PHONE 13800000002⟧"
    result = mail(body, sender="客服 <service@studio.example>", to="⟦EMAIL wang@b.example⟧")
    assert holds(of(result, "王丽"), "PHONE", "13800000001")
    assert holds(of(result, "张伟"), "PHONE", "13800000002")


@pytest.mark.parametrize(
    "body, mine",
    [
        ("加我微信吧：⟦WECHAT_ID wx_77777⟧", True),
        ("打我电话⟦PHONE 13800000001⟧", True),
        ("My number is ⟦PHONE 13800000001⟧.", True),
        ("我先生的电话⟦PHONE 13800000001⟧", False),
        ("⟦PERSON 张伟⟧的电话⟦PHONE 13800000001⟧，有事找他", False),
        ("他的微信⟦WECHAT_ID wx_77777⟧", False),
        ("my husband's mobile ⟦PHONE 13800000001⟧", False),
        ("我对⟦HEALTH 乳胶过敏⟧", True),
        ("孩子⟦HEALTH 花生过敏⟧", False),
    ],
)
def test_what_a_writer_says_of_himself(body, mine):
    one = of(mail(body), "王丽")
    assert (len(one.finding_ids) == 3) is mine


def test_a_greeting_by_surname_is_the_recipients():
    result = mail(
        "⟦PERSON 王⟧女士您好：\n可以的。",
        sender="客服 <service@studio.example>",
        to="⟦PERSON 王丽⟧ <⟦EMAIL wang@b.example⟧>",
    )
    assert len(of(result, "王丽").finding_ids) == 3


def test_a_machine_writes_for_nobody():
    result = mail(
        "姓名：⟦PERSON 王丽⟧\n手机：⟦PHONE 13800000001⟧\n想拍：全家福", sender="官网表单 <no-reply@studio.example>"
    )
    assert [(one.role, one.name) for one in result] == [(Role.ADDRESSEE, "王丽")]
    assert holds(result[0], "PHONE", "13800000001")


def test_who_applies_for_a_job_is_an_applicant():
    (one,) = mail("简历见附件。", subject="应聘摄影助理")
    assert one.kind is SubjectKind.APPLICANT


def test_the_demos_findings_find_their_people():
    """All of tables and contacts, and most of the mail; what is left is not told, never guessed."""
    found: dict[RecordKind, int] = dict.fromkeys(RecordKind, 0)
    taken = dict(found)
    for item in demo.truth().records:
        places = spots(item)
        found[item.kind] += len(places)
        taken[item.kind] += sum(
            len(one.finding_ids) for one in appearances(record(item), places, demo.engagement().staff_domains)
        )
    assert taken[RecordKind.CONTACT] == found[RecordKind.CONTACT]
    assert taken[RecordKind.ROW] == found[RecordKind.ROW]
    assert taken[RecordKind.MESSAGE] > 0.84 * found[RecordKind.MESSAGE]


@pytest.mark.parametrize("column", ["收银员", "经办人", "跟进人", "account owner"])
def test_a_column_known_to_name_staff_speaks_of_staff(column):
    result = told(RecordKind.ROW, 旅客姓名="⟦PERSON 程念慈⟧", **{column: "⟦PERSON 魏清如⟧"})
    assert [one.kind for one in result] == [None, SubjectKind.STAFF]
