"""Notices as people write and send them: kept as they were, told as a contradiction where something is missing."""

from dataclasses import replace
from datetime import date

from engine.act import actions
from engine.assess.notices import NoticeStanding
from engine.store.workspace import Ledger
from engine.views.checks import consistency
from engine.views.drafting import drafted
from engine.views.letter import letter_of
from engine.views.notices import notices
from engine.views.overview import overview
from engine.views.tasks import tasks
from tests.conftest import ACTOR

_FULL = {
    "processor": "某某摄影，电话：见官网", "recipient_name": "某接收方", "recipient_contact": "见官网",
    "purpose": "继续履行订单", "method": "存储与联系", "categories": "姓名、邮箱", "separate_consent": "□ 同意",
    "dates": "2026-12-31",
}  # fmt: skip


def _write(ledger: Ledger, kind: str = "NT-23", number: int | None = None, **texts: str) -> int:
    said = {"kind": kind, "language": "zh", "texts": {**_FULL, **texts}, "number": number}
    return int(str(actions()["write_notice"](ledger, ACTOR, **said).facts["number"]))


def _send(ledger: Ledger, number: int, **changes: object):
    stated = {"sent_on": date(2026, 11, 20), "channels": ["mail", "post"], "people": 5, "sent_by": "客服甲"} | changes
    return actions()["send_notice"](ledger, ACTOR, number=number, **stated)


def _facts(ledger: Ledger, **facts: object) -> None:
    actions()["update_engagement"](ledger, ACTOR, engagement=replace(ledger.engagement, facts=facts))


def _fired(ledger: Ledger) -> list[str]:
    return [ray.subject for ray in consistency(ledger.database).found if ray.check == "notice_field_empty"]


def test_a_draft_can_be_changed_and_what_was_sent_cannot(ledger: Ledger):
    number = _write(ledger, dates="")
    assert _write(ledger, number=number, dates="2027-01-01") == number
    _send(ledger, number)
    (text,) = notices(ledger.database).of("NT-23").texts
    assert text.written.texts["dates"] == "2027-01-01" and text.written.channels == ("mail", "post")
    assert _write(ledger) == number + 1


def test_a_notice_sent_with_a_field_empty_is_recorded_with_it_and_blocks_until_it_is_withdrawn(ledger: Ledger):
    before = dict(overview(ledger.database).verdict.blockers).get("contradictions", 0)
    event = _send(ledger, _write(ledger, recipient_contact="【待填：联系方式】"))
    assert event.facts["missing"] == ["recipient_contact"] and _fired(ledger) == ["NT-23"]
    assert dict(overview(ledger.database).verdict.blockers)["contradictions"] == before + 1
    assert notices(ledger.database).of("NT-23").standing is NoticeStanding.INCOMPLETE
    actions()["withdraw_notice"](ledger, ACTOR, number=1, reason="sent again with the contact")
    assert _fired(ledger) == []


def test_a_fact_answered_later_makes_a_notice_incomplete(ledger: Ledger):
    _send(ledger, _write(ledger))
    assert _fired(ledger) == [] and notices(ledger.database).of("NT-23").texts[0].undecided
    _facts(ledger, minors_u14=True)
    assert _fired(ledger) == ["NT-23"]


def test_what_must_go_out_before_the_closing_stands_in_its_way_until_it_went_out(ledger: Ledger):
    assert [line.notice.id for line in notices(ledger.database).due] == ["NT-23"]
    assert dict(overview(ledger.database).verdict.blockers)["notices_due"] == 1
    _send(ledger, _write(ledger))
    assert notices(ledger.database).due == ()
    assert "notices_due" not in dict(overview(ledger.database).verdict.blockers)


def test_a_sent_notice_is_the_evidence_its_task_asks_for(ledger: Ledger):
    _facts(ledger, sensitive_pi=False, cross_border=False)
    assert tasks(ledger.database).of("N-01").missing == ("notice_version",)
    number = _write(ledger)
    assert tasks(ledger.database).of("N-01").missing == ("notice_version",)
    _send(ledger, number)
    assert tasks(ledger.database).of("N-01").missing == ()
    actions()["update_task"](ledger, ACTOR, task="N-01", state="done")
    actions()["withdraw_notice"](ledger, ACTOR, number=number, reason="wrong recipient")
    assert "task_without_evidence" in [ray.check for ray in consistency(ledger.database).found]


def test_published_only_nobody_need_be_counted(ledger: Ledger):
    _send(ledger, _write(ledger), channels=["website"], people=None)
    assert notices(ledger.database).of("NT-23").people is None


def test_the_log_holds_what_happened_and_not_what_the_letter_says(ledger: Ledger):
    written = ledger.audit.last_sequence()
    _send(ledger, _write(ledger, purpose="只在信里的话"))
    facts = [str(event.facts) for event in ledger.audit.events(5) if event.sequence > written]
    assert len(facts) == 2 and not any("只在信里的话" in one or "客服甲" in one for one in facts)


def test_proposals_come_from_what_was_found_and_hold_no_value_of_anybody(ledger: Ledger):
    known = drafted(ledger.database, "NT-23", "en", "zh")
    assert {"processor", "categories", "retention", "dates", "separate_consent"} <= known.keys()
    assert "E-mail" in known["categories"].text and "2026-12-31" in known["dates"].text
    assert not any("example.test" in one.text + one.because for one in known.values())
    assert notices(ledger.database).of("NT-23").texts == ()


def test_a_letter_holds_what_was_written_and_says_that_it_is_a_draft(ledger: Ledger):
    number = _write(ledger, method=" ")
    draft = letter_of(ledger.database, number)
    assert draft.mark and "继续履行订单" in draft.text and "如何处理" not in draft.text
    _send(ledger, number)
    sent = letter_of(ledger.database, number)
    assert not sent.mark and sent.text.rstrip().endswith("2026-11-20")
