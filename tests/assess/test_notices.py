"""Notices: what is needed by each fact, what is missing, what a sent one shows, and what is proposed for it."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from engine.assess.drafting import ClassEnd, FoundType, Known, Owing, proposals
from engine.assess.duties import duties
from engine.assess.notices import (
    BLANKS,
    NoticeStanding,
    asked,
    complete,
    filled,
    missing,
    proofs,
    standing,
    undecided,
)
from engine.catalogue import catalogue
from engine.model.assessment import DutyState, RetentionState
from engine.model.engagement import DealStructure, Engagement
from engine.model.notices import NoticeState, WrittenNotice
from engine.model.rules import Need
from engine.strings import LANGUAGES, words

RULES = catalogue()
STUDIO = Engagement(
    "studio", "某某摄影", DealStructure.ASSET_TRANSFER, date(2026, 11, 21), date(2026, 12, 31), "某接收方",
    facts={"sensitive_pi": True, "minors_u14": False, "cross_border": False},
)  # fmt: skip


def told(**facts: bool | None) -> Engagement:
    known = {**STUDIO.facts, **facts}
    return replace(STUDIO, facts={name: answer for name, answer in known.items() if answer is not None})


def full(kind: str) -> dict[str, str]:
    return {need.field: "写明的内容" for need in RULES.notices[kind].fields}


def text(kind: str, texts: dict[str, str], state: str = "sent", number: int = 1) -> WrittenNotice:
    return WrittenNotice(number, kind, "zh", texts, NoticeState(state), "甲", datetime(2026, 11, 20))


CONDITIONAL = [
    (name, need.field, need.when[0].fact)
    for name, notice in RULES.notices.items()
    for need in notice.fields
    if need.when
]


@pytest.mark.parametrize(("kind", "field", "fact"), CONDITIONAL)
@pytest.mark.parametrize("answer", [True, False, None])
def test_a_fact_decides_whether_a_field_is_needed_and_an_unanswered_one_leaves_it_open(kind, field, fact, answer):
    engagement, notice = told(**{fact: answer}), RULES.notices[kind]
    without = {name: said for name, said in full(kind).items() if name != field}
    (line,) = [one for one in asked(notice, engagement) if one.need.field == field]
    assert line.needed is answer
    mandatory = line.need.need is Need.MANDATORY
    assert missing(notice, without, engagement) == ((field,) if mandatory and answer else ())
    assert undecided(notice, without, engagement) == ((field,) if mandatory and answer is None else ())


@pytest.mark.parametrize("kind", RULES.notices)
def test_of_an_empty_text_every_mandatory_field_is_missing_and_of_a_full_one_none(kind):
    engagement, notice = told(minors_u14=True, minors_u18=True, has_prepaid_members=True), RULES.notices[kind]
    wanted = tuple(need.field for need in notice.fields if need.need is Need.MANDATORY)
    assert missing(notice, {}, engagement) == wanted
    assert missing(notice, full(kind), engagement) == ()


@pytest.mark.parametrize(
    ("said", "answer"),
    [("", False), ("  \n", False), ("x", True), *((f"电话{mark}：号码】", False) for mark in BLANKS)],
)
def test_a_text_with_something_to_put_in_is_not_filled(said, answer):
    assert filled(said) is answer


def test_every_mark_in_a_proposal_is_one_that_counts_as_empty():
    for language, mark in zip(LANGUAGES, BLANKS, strict=True):
        say = words(language)
        marked = [
            say(key)
            for key in sorted(say.keys())
            if key.startswith("letter.propose.") and ("【" in say(key) or "[" in say(key))
        ]
        assert marked and all(mark in one for one in marked)


@pytest.mark.parametrize(
    ("texts", "answer"),
    [
        ((), NoticeStanding.NONE),
        ((text("NT-23", {}, "draft"),), NoticeStanding.DRAFT),
        ((text("NT-23", {}, "sent"),), NoticeStanding.INCOMPLETE),
        ((text("NT-23", full("NT-23"), "sent"),), NoticeStanding.SENT),
        ((text("NT-23", full("NT-23"), "withdrawn"),), NoticeStanding.NONE),
        ((text("NT-23", {}, "sent"), text("NT-23", full("NT-23"), "draft", 2)), NoticeStanding.INCOMPLETE),
        ((text("NT-23", {}, "sent"), text("NT-23", full("NT-23"), "sent", 2)), NoticeStanding.SENT),
    ],
)
def test_how_far_a_notice_is(texts, answer):
    assert standing(RULES.notices["NT-23"], texts, STUDIO) is answer


def test_a_kind_of_evidence_is_shown_once_every_notice_that_applies_went_out_in_full():
    consent, sensitive = text("NT-23", full("NT-23")), text("NT-30", full("NT-30"), number=2)
    both = told(sensitive_pi=True)
    assert ("N-01", "notice_version") not in proofs(RULES, both, [consent])
    assert proofs(RULES, both, [consent, sensitive])["N-01", "notice_version"] == (1, 2)
    assert proofs(RULES, told(sensitive_pi=False), [consent])["N-01", "notice_version"] == (1,)
    assert proofs(RULES, both, [text("NT-23", {}), sensitive]).get(("N-01", "notice_version")) is None
    assert complete(RULES, both, [consent, text("NT-30", {}, number=2)]) == ("NT-23",)


def test_words_to_guardians_show_the_notice_to_guardians():
    spoken, silent = full("NT-17"), {**full("NT-17"), "guardian_version": ""}
    assert ("N-04", "guardian_notice") in proofs(RULES, STUDIO, [text("NT-17", spoken)])
    assert ("N-04", "guardian_notice") not in proofs(RULES, STUDIO, [text("NT-17", silent)])


def test_what_notices_feed_is_what_the_tasks_ask_for():
    for entry in (*RULES.notices.values(), *RULES.notice_fields.values()):
        for feed in entry.feeds:
            assert feed.kind in RULES.tasks[feed.task].evidence, entry.id


def test_a_notice_that_went_out_begins_its_obligation():
    states = {
        told: {duty.obligation: duty.state for duty in duties(RULES, STUDIO, (), {}, {}, told)}["CN-PIPL-23"]
        for told in ((), ("CN-PIPL-23",))
    }
    assert states == {(): DutyState.UNANSWERED, ("CN-PIPL-23",): DutyState.PARTLY}


KNOWN = Known(
    STUDIO,
    (FoundType("PERSON", 900), FoundType("PHONE", 700), FoundType("CN_RESIDENT_ID", 12)),
    (
        ClassEnd("order", RetentionState.MUST_KEEP, 40, date(2029, 5, 1)),
        ClassEnd("order", RetentionState.DUE, 4, date(2020, 5, 1)),
        ClassEnd("enquiry", RetentionState.DUE, 3, None),
        ClassEnd("employment", RetentionState.MUST_KEEP, 9, date(2031, 1, 1)),
        ClassEnd("marketing", RetentionState.NO_RULE, 2, None),
    ),
    date(2026, 12, 1),
)


def proposed(kind: str, known: Known = KNOWN, language: str = "zh"):
    return proposals(RULES, RULES.notices[kind], known, words(language), words("zh"))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", RULES.notices)
def test_proposals_are_for_fields_of_the_notice_in_its_language_and_say_why(kind, language):
    made = proposed(kind, language=language)
    assert made.keys() <= {need.field for need in RULES.notices[kind].fields}
    for field, one in made.items():
        assert one.text and one.because, field
        names = (STUDIO.company, STUDIO.recipient)
        assert language == "zh" or not any(
            "一" <= sign <= "鿿" for sign in one.text.replace(names[0], "").replace(names[1], "")
        )


def test_what_was_found_is_named_by_kind_and_the_sensitive_apart():
    one = proposed("NT-23")["categories"]
    label = RULES.entity_types["CN_RESIDENT_ID"].label.zh
    assert one.text.startswith("姓名、电话号码") and one.text.partition("敏感")[2].endswith(f"{label}。")
    assert "900" in one.because and "900" not in one.text


def test_of_each_class_of_customers_the_latest_end_is_told():
    said = proposed("NT-CLOSE", replace(KNOWN, engagement=replace(STUDIO, deal_structure=DealStructure.DISSOLUTION)))
    kept = said["retention"].text
    assert "2029-05-01" in kept and "2020-05-01" not in kept and "2031" not in kept
    assert "营销" not in kept and "咨询：保存期已满" in kept


@pytest.mark.parametrize(
    ("known", "kind", "field"),
    [
        (replace(KNOWN, types=()), "NT-23", "categories"),
        (replace(KNOWN, ends=()), "NT-17", "retention"),
        (replace(KNOWN, types=KNOWN.types[:2]), "NT-30", "necessity"),
        (replace(KNOWN, engagement=replace(STUDIO, recipient=" ")), "NT-23", "recipient_name"),
        (replace(KNOWN, engagement=replace(STUDIO, closing_date=None)), "NT-23", "dates"),
        (KNOWN, "NT-23", "guardian_version"),
        (KNOWN, "NT-CLOSE", "balance"),
        (KNOWN, "NT-23", "purpose"),
        (KNOWN, "NT-57", "categories"),
        (KNOWN, "NT-39", "recipient_name"),
    ],
)  # fmt: skip
def test_of_what_is_not_known_nothing_is_proposed(known, kind, field):
    assert field not in proposed(kind, known)


def test_members_children_and_days_are_proposed_where_they_are_known():
    known = replace(KNOWN, engagement=told(has_prepaid_members=True), minors=3)
    assert "balance" in proposed("NT-23", known) and "guardian_version" in proposed("NT-23", known)
    owed = proposed("NT-23", replace(KNOWN, owed=(Owing("stored_value", 7, 2300.5, "CNY"),)))["balance"]
    assert "2,300.50 CNY" in owed.because and "2,300" not in owed.text
    day = proposed("NT-23", known)["dates"]
    assert "2026-12-31" in day.text and "2026-12-01" in day.because


def test_the_recipient_speaks_where_the_recipient_has_to():
    made = proposed("NT-14")
    assert STUDIO.recipient in made["processor"].text and STUDIO.company in made["source"].text
