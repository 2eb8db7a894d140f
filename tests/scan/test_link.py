"""Linking two or three appearances: what merges, what makes a household, what never merges."""

from collections import Counter

import pytest

from engine.model.people import Appearance, Role, SubjectKind
from engine.scan.clusters import HOUSEHOLD_LIMIT
from engine.scan.link import link
from engine.scan.ties import KINDS
from tests.scan.crowd import ABROAD, BORN, CARD, CARD_SPACED, HOME, ID_ONE, ID_TWO, linked, mail, person, phone

MERGED = {
    "surname and full name, one phone": (("王", phone("13800000001")), ("王丽", phone("138-0000-0001"))),
    "titled name": (("王女士", phone("13800000001")), ("王丽", phone("+86 13800000001"))),
    "familiar name": (("小王", phone("13800000001")), ("王丽", phone("13800000001"))),
    "given name alone": (("丽华", phone("13800000001")), ("王丽华", phone("13800000001"))),
    "name in both orders": (("Lihua Wang", mail("a@b.example")), ("WANG/LIHUA", mail("A@b.example"))),
    "initial": (("L. Wang", mail("a@b.example")), ("Lihua Wang", mail("a@b.example"))),
    "pinyin and Han, the surname fits": (("Lily Wang", phone("13800000001")), ("王丽华", phone("13800000001"))),
    "no name at a mailbox": (("", mail("a@b.example")), ("王丽", mail("a@b.example"))),
    "identity number, whatever the name": (("王丽", ("CN_RESIDENT_ID", ID_ONE)), ("张三", ("CN_RESIDENT_ID", ID_ONE))),
    "old and new identity number": (
        ("王丽", ("CN_RESIDENT_ID", "310101900307003")),
        ("王丽", ("CN_RESIDENT_ID", ID_ONE)),
    ),
    "passport": (("", ("PASSPORT", "E12345678")), ("王丽", ("PASSPORT", "e1234 5678"))),
    "member number": (("王丽", ("MEMBER_ID", "GY1")), ("王", ("MEMBER_ID", "gy1"))),
    "WeChat id": (("王丽", ("WECHAT_ID", "sunny_1984")), ("", ("WECHAT_ID", "Sunny_1984"))),
    "QQ number": (("王丽", ("QQ", "1234567890")), ("王女士", ("QQ", "1234567890"))),
    "QQ number and its mailbox": (("王丽", ("QQ", "1234567890")), ("", mail("1234567890@qq.com"))),
    "phone and its mailbox": (("王丽", phone("13800000001")), ("", mail("13800000001@139.com"))),
    "phone as WeChat id": (("王丽", phone("13800000001")), ("王", ("WECHAT_ID", "13800000001"))),
    "tagged mailbox": (("王丽", mail("wang+shop@b.example")), ("王", mail("wang@b.example"))),
    "names that sound alike, one phone": (("王丽华", phone("13800000001")), ("王莉华", phone("13800000001"))),
    "traditional characters": (("陳小麗女士", phone("13800000001")), ("陈小丽", phone("13800000001"))),
    "name in Cantonese": (("Lily Wong", phone("13800000001")), ("王丽华", phone("13800000001"))),
    "name and birth date": (("王丽", BORN), ("王丽", ("DATE_OF_BIRTH", "1990年3月7日"))),
    "name and birth date of the ID": (("王丽", BORN), ("王丽", ("CN_RESIDENT_ID", ID_ONE))),
    "name in pinyin and birth date": (("王丽华", BORN), ("Li Hua WANG", BORN)),
    "name and card": (("王丽", ("BANK_CARD", CARD)), ("王丽", ("BANK_CARD", CARD_SPACED))),
    "name and plate": (("王丽", ("VEHICLE_PLATE", "沪A·12345")), ("王丽", ("VEHICLE_PLATE", "沪A12345"))),
    "name and address": (("王丽", HOME), ("王丽", ("ADDRESS", "静安区 某某路100号2室"))),
    "name and English address": (("Anna Smith", ABROAD), ("SMITH, Anna", ABROAD)),
    "name and a telling mailbox": (("王丽华", mail("lihua.w1984@a.example")), ("王丽华", mail("lihuaw1984@b.example"))),
    "a mailbox that spells the name": (
        ("王丽华", mail("wanglihua1984@a.example")),
        ("", mail("wanglihua1984@b.example")),
    ),
}


@pytest.mark.parametrize("one, other", MERGED.values(), ids=MERGED)
def test_merges(one, other):
    result = linked(person("a", *one), person("b", *other))
    assert len(result.subjects) == 1
    assert len({each.reason for each in result.links}) == 1
    assert result.links[0].entity_type in {kind.entity_type for kind in KINDS}
    assert result.subjects[0].household == ""


HOUSEHOLDS = {
    "couple at one WeChat id": (("王丽", ("WECHAT_ID", "home_1984")), ("张伟", ("WECHAT_ID", "home_1984"))),
    "couple at one phone": (("王丽", phone("13800000001")), ("张伟", phone("13800000001"))),
    "couple at one mailbox": (("王丽", mail("a@b.example")), ("张伟", mail("a@b.example"))),
    "siblings": (("王丽", phone("13800000001")), ("王强", phone("13800000001"))),
    "one member card, two names": (("王丽", ("MEMBER_ID", "GY1")), ("张伟", ("MEMBER_ID", "GY1"))),
    "pinyin and Han, the surname does not fit": (("Ming Zhao", phone("13800000001")), ("王丽华", phone("13800000001"))),
    "Latin names": (("Anna Smith", mail("a@b.example")), ("Paul Smith", mail("a@b.example"))),
}


@pytest.mark.parametrize("one, other", HOUSEHOLDS.values(), ids=HOUSEHOLDS)
def test_households_are_linked_not_merged(one, other):
    result = linked(person("a", *one), person("b", *other))
    assert len(result.subjects) == 2
    assert len({subject.household for subject in result.subjects}) == 1
    assert result.subjects[0].household


APART = {
    "a name alone": (("王丽",), ("王丽",)),
    "namesakes": (("王丽", phone("13800000001")), ("王丽", phone("13800000002"))),
    "a name and a city": (("王丽", ("ADDRESS", "上海市静安区")), ("王丽", ("ADDRESS", "上海市静安区"))),
    "one address, two names": (("王丽", HOME), ("张伟", HOME)),
    "one address, part of the name": (("王丽", HOME), ("王女士", HOME)),
    "one birth date, two names": (("王丽", BORN), ("张伟", BORN)),
    "a birthday without a year": (("王丽", ("DATE_OF_BIRTH", "3月7日")), ("王丽", ("DATE_OF_BIRTH", "3月7日"))),
    "one card, two names": (("王丽", ("BANK_CARD", CARD)), ("张伟", ("BANK_CARD", CARD))),
    "namesakes' mailboxes": (("王丽华", mail("wanglihua@a.example")), ("王丽华", mail("lihua.wang@b.example"))),
    "namesakes' mailboxes with a year": (("王丽华", mail("lihua83@a.example")), ("王丽华", mail("lihua83@b.example"))),
    "namesakes with a name and address, two identity numbers": (
        ("王丽", HOME, ("CN_RESIDENT_ID", ID_ONE)),
        ("王丽", HOME, ("CN_RESIDENT_ID", ID_TWO)),
    ),
    "two identity numbers at one phone": (
        ("王丽", phone("13800000001"), ("CN_RESIDENT_ID", ID_ONE)),
        ("王丽", phone("13800000001"), ("CN_RESIDENT_ID", ID_TWO)),
    ),
    "role mailbox, two names": (("王丽", mail("service@b.example")), ("张伟", mail("service@b.example"))),
}


@pytest.mark.parametrize("one, other", APART.values(), ids=APART)
def test_never_merges(one, other):
    assert len(linked(person("a", *one), person("b", *other)).subjects) == 2


def test_a_role_mailbox_makes_no_household():
    result = linked(person("a", "王丽", mail("service@b.example")), person("b", "张伟", mail("service@b.example")))
    assert {subject.household for subject in result.subjects} == {""}


def test_a_chain_does_not_join_two_people():
    """A phone handed on and a shared mailbox must not make 王丽 and 张伟 one."""
    result = linked(
        person("a", "王丽", mail("x@b.example")),
        person("b", "王", mail("x@b.example"), phone("13800000001")),
        person("c", "张伟", phone("13800000001")),
    )
    subject = {each.record: each.subject for each in result.links}
    assert subject["a"] == subject["b"] != subject["c"]


def test_who_could_be_several_is_not_told():
    shared = phone("13800000001")
    result = linked(
        person("a", "王丽", shared), person("b", "王强", shared), person("c", "", shared), person("d", "王", shared)
    )
    subject = {each.record: each.subject for each in result.links}
    assert "c" not in subject
    assert subject["d"] not in {subject["a"], subject["b"]}


def test_who_bears_the_name_in_pinyin_is_told_from_the_household():
    """Also a mailbox without a name that spells one of them."""
    shared = phone("13800000001")
    result = linked(
        person("a", "王丽华", shared),
        person("b", "王建国", shared),
        person("c", "Lihua Wang", shared),
        person("d", "", shared, mail("wangjianguo@b.example")),
    )
    subject = {each.record: each.subject for each in result.links}
    assert subject["a"] == subject["c"] != subject["b"] == subject["d"]


@pytest.mark.parametrize("records", ["abc", "cab"])
def test_who_could_be_either_of_two_namesakes_is_neither(records):
    shared = phone("13800000001")
    result = linked(
        person(records[0], "王丽", shared, ("CN_RESIDENT_ID", ID_ONE)),
        person(records[1], "王丽", shared, ("CN_RESIDENT_ID", ID_TWO)),
        person(records[2], "王丽", shared),
    )
    assert len({each.subject for each in result.links}) == 3


def test_the_name_of_a_mailbox_is_a_tie_of_its_own_only_between_two_mailboxes():
    """One mailbox is said once."""
    boxes = mail("wanglihua1984@a.example"), mail("wanglihua1984@b.example")
    first, second = (person(record, "王丽华", boxes[0]) for record in "ab")
    assert {each.reason for each in linked(first, second).shared} == {"same_email"}
    third = person("c", "王丽华", boxes[1])
    assert {each.reason for each in linked(first, second, third).shared} == {"same_email", "name_and_mailbox"}


def test_everything_two_appearances_share_is_kept_masked():
    one = person("a", "王丽", phone("13800000001"), mail("wang@b.example"), BORN)
    other = person("b", "王丽", phone("+86 138 0000 0001"), mail("wang@b.example"), BORN)
    shared = linked(one, other).shared
    assert [(each.record, each.thing, each.reason, each.masked) for each in shared if each.record == "a"] == [
        ("a", 0, "same_email", "w***@b.example"),
        ("a", 1, "same_phone", "138******01"),
        ("a", 2, "name_and_birth_date", "***"),
    ]
    assert len(shared) == 6
    assert linked(one).shared == []


def test_a_shop_phone_is_no_household():
    people = [person(f"r{n}", f"{surname}丽", phone("02100000000")) for n, surname in enumerate("王李张刘陈杨赵黄周吴")]
    assert len(people) > HOUSEHOLD_LIMIT
    assert {subject.household for subject in linked(*people).subjects} == {""}


def test_a_spouse_column_is_a_relative_of_the_household():
    spouse = Appearance("a", 1, Role.ROW, "张伟", frozenset(), (), SubjectKind.RELATIVE)
    result = linked(person("a", "王丽", phone("13800000001"), role=Role.ROW), spouse)
    kinds = {subject.kind: subject.household for subject in result.subjects}
    assert set(kinds) == {SubjectKind.CUSTOMER, SubjectKind.RELATIVE}
    assert len(set(kinds.values())) == 1


def test_staff_are_known_by_the_companys_domains():
    result = linked(
        person("a", "陈晓", mail("chen@studio.example")),
        person("b", "陈晓", mail("service@mail.studio.example")),
        person("c", "王丽", mail("wang@notstudio.example")),
    )
    assert Counter(subject.kind for subject in result.subjects) == {SubjectKind.STAFF: 2, SubjectKind.CUSTOMER: 1}


def test_who_has_neither_name_nor_number_is_nobody():
    assert linked(person("a"), person("b", "", ("PLATE", "x")), person("c", "王丽", role=Role.ADDRESSEE)).links == []


def test_masked_names_and_ids_say_nothing():
    result = link(
        [person("a", "王丽", phone("13800000001")), person("b", "", mail("sanna@b.example"))], (), lambda _: "P"
    )
    assert {subject.masked_name for subject in result.subjects} == {"王*", "s***@b.example"}
    assert all("1380000" not in repr(each) for each in result.subjects)


def test_ids_stay_when_more_is_scanned():
    first = linked(person("a", "王丽", phone("13800000001"), ("CN_RESIDENT_ID", ID_ONE)))
    more = linked(
        person("0", "王", phone("13800000001")),
        person("a", "王丽", phone("13800000001"), ("CN_RESIDENT_ID", ID_ONE)),
        person("z", "王丽", ("CN_RESIDENT_ID", ID_ONE), mail("w@b.example")),
    )
    assert first.subjects[0].id == more.subjects[0].id
    assert len(more.subjects) == 1
