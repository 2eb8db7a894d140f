"""From letters and rows to where people stand: whose words they are, merges and splits, statements by hand, rescans."""

import io
from collections.abc import Mapping
from datetime import date

import pytest

from engine.act import actions
from engine.model.basis import Standing
from engine.model.engagement import DealStructure, Engagement
from engine.pipeline import assessing, intake
from engine.pipeline.scanning import Scan
from engine.report.basis import debt_rows, standing_rows
from engine.store.workspace import Ledger, Workspace
from engine.views.basis import bases, people_under, standing_lines, standings_of
from engine.views.debts import debt_lines, debts, owed_people
from engine.views.evidence import evidence
from engine.views.selection import Selection
from engine.views.standings import basis_blockers
from tests.conftest import ACTOR
from tests.pipeline.pools import StraightPool

MAIL = """From x Thu Jan  1 00:00:00 2026
Message-ID: <{number}@example.test>
From: {sender}
To: {to}
Date: {day} 10:00:00 +0800
Subject: {subject}
Content-Type: text/plain; charset=utf-8

{body}

"""
HOUSE = "service@studio.example"
LETTERS = [
    ("an@mail.example", HOUSE, "5 Jan 2026", "来信", "我不同意把资料转给新公司。"),
    ("bo@mail.example", HOUSE, "6 Jan 2026", "来信", "我同意把资料移交给新公司。"),
    (HOUSE, "ci@mail.example", "7 Jan 2026", "告知", "如您同意请回复。我同意把资料移交给新公司，是回复的样子。"),
    (HOUSE, "ci@mail.example", "8 Jan 2026", "答复", "已为您退订，今后不再打扰。"),
    ("bo@mail.example", HOUSE, "9 Feb 2026", "来信", "想了想，我反对移交我的资料。"),
]
TABLE = (
    "会员号,邮箱,营销同意,同意日期,退订日期,储值余额(元),可用积分,备注\n"
    "1,an@mail.example,是,2025-01-02,,300,50,\n"
    "2,bo@mail.example,是,2025-01-03,2025-06-01,0,,样片授权：否\n"
    '3,di@mail.example,否,,,"1,200",9,\n'
    "4,ed@mail.example,待定,,,,,\n"
)
LEDGER = "日期,邮箱,积分变动,余额\n2025-03-01,an@mail.example,10,40\n2025-09-01,an@mail.example,10,50\n"


def _mbox(letters: list[tuple[str, str, str, str, str]]) -> bytes:
    texts = (
        MAIL.format(number=number, sender=sender, to=to, day=day, subject=subject, body=body)
        for number, (sender, to, day, subject, body) in enumerate(letters)
    )
    return "".join(texts).encode()


@pytest.fixture
def ledger(workspace: Workspace) -> Ledger:
    made = workspace.create(
        Engagement(
            "studio", "某某摄影", DealStructure.ASSET_TRANSFER, date(2026, 11, 21), staff_domains=("studio.example",)
        )
    )
    for name, content in (("box.mbox", _mbox(LETTERS)), ("members.csv", TABLE.encode()), ("l.csv", LEDGER.encode())):
        intake.receive(made, name, io.BytesIO(content), ACTOR)
    Scan(made, StraightPool(), ACTOR).run()  # type: ignore[arg-type]
    return made


def _person(ledger: Ledger, box: str) -> str:
    query = (
        "SELECT DISTINCT x.subject FROM appearance x JOIN record r ON r.id = x.record"
        " WHERE contains(r.fields, ?) AND x.role IN ('row', 'sender', 'recipient') AND x.subject IN"
        " (SELECT id FROM subject WHERE kind <> 'staff')"
    )
    return {row[0] for row in ledger.database.rows(query, [box])}.pop()


def _stands(ledger: Ledger, box: str) -> Mapping[str, tuple[Standing, bool]]:
    lines = standings_of(ledger.database, _person(ledger, box))
    return {line.purpose: (line.standing, line.disputed) for line, _ in lines}


def test_words_are_put_to_whom_they_belong(ledger: Ledger) -> None:
    an, bo, ci = (_stands(ledger, f"{name}@mail.example") for name in ("an", "bo", "ci"))
    assert an["handover"] == (Standing.OBJECTED, False) and an["marketing"] == (Standing.CONSENTED, False)
    assert bo["handover"] == (Standing.OBJECTED, False), "an objection after a yes stands"
    assert bo["marketing"] == (Standing.WITHDRAWN, False) and bo["photo_display"] == (Standing.REFUSED, False)
    assert ci["handover"] == (Standing.UNANSWERED, False), "the company's own words are nobody's consent"
    assert ci["marketing"] == (Standing.WITHDRAWN, False), "what the company confirms to somebody counts for them"
    assert _stands(ledger, "di@mail.example")["marketing"] == (Standing.REFUSED, False)
    assert "marketing" not in _stands(ledger, "ed@mail.example"), "a cell that says neither yes nor no says nothing"


def test_counts_sum_and_every_line_can_be_reached(ledger: Ledger) -> None:
    known = bases(ledger.database)
    for line in known.lines:
        for standing in Standing:
            chosen = Selection(purpose=(line.purpose,), standing=(str(standing),))
            assert standing_lines(ledger.database, chosen).total == line.standings[standing]
            assert len(people_under(ledger.database, chosen)) == line.standings[standing]
    assert sum(line.people for line in known.lines) == standing_lines(ledger.database, Selection()).total
    assert "cross_border" in known.open
    assert len(list(standing_rows(ledger.database, Selection()))) == sum(line.people for line in known.lines)
    ledgered = Selection(record_class=("nothing",))
    assert standing_lines(ledger.database, ledgered).total == 0


def test_what_is_owed_is_summed_by_currency_and_settled_by_hand(ledger: Ledger) -> None:
    sums = {(one.debt, one.currency): (one.people, one.amount, one.unclear) for one in debts(ledger.database)}
    assert sums == {("stored_value", "CNY"): (2, 1500.0, 0), ("points", ""): (2, 59.0, 0)}
    assert owed_people(ledger.database) == 0, "in a transfer of the business the debt goes along"
    actions()["settle_debt"](
        ledger, ACTOR, debt="stored_value", reason="paid", people=[_person(ledger, "an@mail.example")]
    )
    assert [one.settled for one in debts(ledger.database)] == [1, 0]
    assert sum(one[5] != "" for one in debt_rows(ledger.database)) == 1
    assert debt_lines(ledger.database).total == 4


def test_a_statement_by_hand_goes_with_merges_and_is_undone(ledger: Ledger) -> None:
    an, ed = _person(ledger, "an@mail.example"), _person(ledger, "ed@mail.example")
    stated = {"purpose": "handover", "saying": "given", "reason": "signed form 3", "people": [ed]}
    number = actions()["state_basis"](ledger, ACTOR, **stated).facts["decision"]
    assert _stands(ledger, "ed@mail.example")["handover"] == (Standing.CONSENTED, False)
    actions()["merge_people"](ledger, ACTOR, person=an, other=ed, reason="the same")
    assert _stands(ledger, "an@mail.example")["handover"] == (Standing.CONSENTED, True), "the letter says otherwise"
    actions()["undo_people_decision"](ledger, ACTOR, decision=1)
    assert _stands(ledger, "an@mail.example")["handover"] == (Standing.OBJECTED, False)
    actions()["undo_basis"](ledger, ACTOR, decision=number, reason="no form 3")
    assert _stands(ledger, "ed@mail.example")["handover"] == (Standing.UNANSWERED, False)


def test_a_no_to_the_transfer_stays_behind_and_silence_blocks_it(ledger: Ledger) -> None:
    an = _person(ledger, "an@mail.example")
    proposed = ledger.database.rows(
        "SELECT DISTINCT a.proposal_reason FROM assessment a JOIN appearance x ON x.record = a.record"
        " WHERE x.subject = ? AND a.retention_state = 'may_keep'",
        [an],
    )
    assert {row[0] for row in proposed} <= {"transfer_refused"}
    waiting = standing_lines(ledger.database, Selection(purpose=("handover",), standing=("unanswered",))).total
    blockers = {"consents_unanswered": waiting, "objections_planned": 0, "owed_people": 0}
    assert basis_blockers(ledger.database) == blockers
    query = "SELECT min(x.record) FROM appearance x JOIN record r ON r.id = x.record AND r.kind = 'message'"
    letter = ledger.database.value(f"{query} WHERE x.subject = ?", [an])
    with ledger.database.writing() as writer:
        writer.execute("INSERT INTO ending VALUES (?, 'transferred', false, NULL, 1)", [letter])
    assert basis_blockers(ledger.database)["objections_planned"] == 1
    found = evidence(ledger.database)
    assert (found.people_objecting, found.owed_people) == (2, 2) and found.people_denying >= 2


def test_many_are_reached_by_a_filter(ledger: Ledger) -> None:
    waiting = Selection(purpose=("handover",), standing=("unanswered",))
    count = standing_lines(ledger.database, waiting).total
    stated = {"purpose": "handover", "saying": "given", "reason": "list of consents, page 4", "selection": waiting}
    event = actions()["state_basis"](ledger, ACTOR, **stated)
    assert event.facts["people"] == count > 0
    assert standing_lines(ledger.database, waiting).total == 0
    assert bases(ledger.database).decisions[0][1] == count


def test_a_column_given_a_meaning_speaks_at_once_and_a_withdrawn_source_no_more(ledger: Ledger) -> None:
    stated = {"source": 2, "table": "csv", "column": 1, "header": "会员号", "meaning": "consent_transfer"}
    table = ledger.database.value(
        "SELECT DISTINCT regexp_extract(locator, '^(.*)![^!]*$', 1) FROM record WHERE kind = 'row'"
    )
    actions()["set_column_meaning"](ledger, ACTOR, **{**stated, "table": table})
    assessing.assess(ledger)
    assert _stands(ledger, "an@mail.example")["handover"] == (Standing.OBJECTED, True), "1 is taken for a yes"
    actions()["withdraw_source"](ledger, ACTOR, source=2, reason="the wrong table")
    assert _stands(ledger, "an@mail.example")["handover"] == (Standing.OBJECTED, False)
    assert ledger.database.value("SELECT count(*) FROM statement WHERE speaker = 'row'") == 0


CAMPAIGN = "活动名称,邮箱,姓名,发送日期\n" + "".join(
    f"双十一,{name}@mail.example,,2025-10-01\n" for name in ("an", "bo", "di", "ed")
)


def _retained(ledger: Ledger) -> Mapping[str, tuple]:
    """Retention of the marketing rows by mailbox: state, day it counts from, where that comes from."""
    rows = ledger.database.rows(
        "SELECT r.fields->>'$.\"邮箱\"', a.retention_state, a.started, a.start_origin FROM record r"
        " JOIN assessment a ON a.record = r.id WHERE a.record_class = 'marketing' AND r.kind = 'row'"
    )
    return {str(box)[:2]: tuple(rest) for box, *rest in rows}


def test_a_no_said_elsewhere_ends_the_retention_of_marketing_records_and_a_yes_brings_it_back(ledger: Ledger) -> None:
    intake.receive(ledger, "营销活动名单.csv", io.BytesIO(CAMPAIGN.encode()), ACTOR)
    Scan(ledger, StraightPool(), ACTOR).run()  # type: ignore[arg-type]
    found = _retained(ledger)
    assert found["an"] == ("may_keep", None, ""), "who agreed may be written to"
    assert found["bo"] == ("due", date(2025, 6, 1), "person"), "the list of members says when she opted out"
    assert found["di"] == ("due", date(2026, 11, 20), "undated"), "he refused, and nothing says when"
    assert found["ed"] == ("may_keep", None, "")
    ed = _person(ledger, "ed@mail.example")
    stated = {"purpose": "marketing", "saying": "withdrawn", "reason": "call", "people": [ed], "day": date(2026, 2, 3)}
    number = actions()["state_basis"](ledger, ACTOR, **stated).facts["decision"]
    assert _retained(ledger)["ed"] == ("due", date(2026, 2, 3), "person")
    actions()["undo_basis"](ledger, ACTOR, decision=number, reason="another Ed")
    assert _retained(ledger) == found
    bo = _person(ledger, "bo@mail.example")
    actions()["state_basis"](ledger, ACTOR, **{**stated, "saying": "given", "people": [bo]})
    assert _retained(ledger)["bo"] == ("may_keep", None, "")


def test_a_no_outlives_the_letter_that_said_it(ledger: Ledger) -> None:
    letter = _mbox([("ed@mail.example", HOUSE, "4 Mar 2026", "退订", "请帮我退订。")])
    for name, content in (("营销活动名单.csv", CAMPAIGN.encode()), ("ed.mbox", letter.replace(b"<0@", b"<ed@"))):
        intake.receive(ledger, name, io.BytesIO(content), ACTOR)
    Scan(ledger, StraightPool(), ACTOR).run()  # type: ignore[arg-type]
    said = ("due", date(2026, 3, 4), "person")
    assert _retained(ledger)["ed"] == said
    query = "SELECT id FROM record WHERE contains(fields->>'$.message_id', 'ed@')"
    letters = [row[0] for row in ledger.database.rows(query)]
    actions()["decide"](ledger, ACTOR, records=letters, state="deleted", reason="over")
    actions()["destroy"](ledger, ACTOR, records=letters)
    assert _retained(ledger)["ed"] == said
    assessing.assess(ledger)
    assert _retained(ledger)["ed"] == said
    assert _stands(ledger, "ed@mail.example")["marketing"] == (Standing.WITHDRAWN, False)


def test_a_mail_to_several_people_may_stay_while_one_of_them_has_not_said_no(ledger: Ledger) -> None:
    letters = [
        (HOUSE, f"{to}@mail.example, bo@mail.example", "11 Nov 2025", "双十一会员优惠活动，全场八折", f"限时促销 {to}")
        for to in ("an", "di")
    ]
    intake.receive(ledger, "promo.mbox", io.BytesIO(_mbox(letters).replace(b"@example.test>", b"@promo.test>")), ACTOR)
    Scan(ledger, StraightPool(), ACTOR).run()  # type: ignore[arg-type]
    rows = ledger.database.rows(
        "SELECT left(r.fields->>'$.to', 2), a.record_class, a.retention_state, a.start_origin FROM record r"
        " JOIN assessment a ON a.record = r.id WHERE contains(r.fields->>'$.message_id', 'promo')"
    )
    assert {to: tuple(rest) for to, *rest in rows} == {
        "an": ("marketing", "may_keep", ""),
        "di": ("marketing", "due", "undated"),
    }


def test_a_merge_that_makes_a_no_theirs_judges_their_records_again(ledger: Ledger) -> None:
    intake.receive(ledger, "营销活动名单.csv", io.BytesIO(CAMPAIGN.encode()), ACTOR)
    Scan(ledger, StraightPool(), ACTOR).run()  # type: ignore[arg-type]
    people = {"person": _person(ledger, "bo@mail.example"), "other": _person(ledger, "ed@mail.example")}
    actions()["merge_people"](ledger, ACTOR, **people, reason="the same")
    assert _retained(ledger)["ed"] == ("due", date(2025, 6, 1), "person")
    actions()["undo_people_decision"](ledger, ACTOR, decision=1)
    assert _retained(ledger)["ed"] == ("may_keep", None, "")
