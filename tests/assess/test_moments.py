"""Start events: the day that stands for each and where it comes from, and none where nothing shows it."""

from datetime import date

import pytest

from engine.assess.moments import moments, phrasebook, surer
from engine.catalogue import catalogue
from engine.model.assessment import Moment, MomentOrigin
from engine.strings import LANGUAGES, words

EVENTS = catalogue().start_events
PHRASES = phrasebook(catalogue())
SENT = date(2024, 5, 10)


def test_an_event_takes_its_day_from_the_record_its_thread_or_its_fiscal_year() -> None:
    found = moments(EVENTS, date(2024, 2, 29), date(2024, 5, 1))
    assert found["record_created"] == Moment(date(2024, 2, 29), MomentOrigin.RECORD)
    assert found["last_contact"] == found["case_closed"] == Moment(date(2024, 5, 1), MomentOrigin.THREAD)
    assert found["first_day_after_fiscal_year"].day == date(2025, 1, 1)


def test_what_nothing_shows_is_absent() -> None:
    assert not moments(EVENTS, None)
    assert "account_closed" not in moments(EVENTS, date(2024, 1, 1))
    assert "first_day_after_fiscal_year" not in moments(EVENTS, date.max)


def test_a_thread_that_ends_before_the_record_does_not_set_it_back() -> None:
    found = moments(EVENTS, date(2024, 5, 1), date(2024, 1, 1))["last_contact"]
    assert found == Moment(date(2024, 5, 1), MomentOrigin.RECORD)
    assert moments(EVENTS, None, date(2024, 1, 1))["last_contact"].day == date(2024, 1, 1)


def test_what_a_column_or_a_message_says_goes_before_what_stands_for_it() -> None:
    stated = {"delivery_completed": Moment(date(2024, 3, 2), MomentOrigin.WRITTEN, "delivered_on")}
    assert moments(EVENTS, SENT, date(2024, 6, 1), stated)["delivery_completed"].day == date(2024, 3, 2)
    assert moments(EVENTS, None, None, stated) == stated


def test_a_case_that_went_on_closed_with_its_last_message() -> None:
    said = {"case_closed": Moment(SENT, MomentOrigin.SAID, "closed")}
    assert moments(EVENTS, SENT, date(2024, 6, 1), said)["case_closed"].day == date(2024, 6, 1)
    assert moments(EVENTS, SENT, SENT, said)["case_closed"] == said["case_closed"]
    column = {"case_closed": Moment(SENT, MomentOrigin.COLUMN, "结案日期")}
    assert moments(EVENTS, SENT, date(2024, 6, 1), column)["case_closed"].day == SENT


def test_of_two_days_the_surer_stands_and_of_equal_ones_the_later() -> None:
    column = Moment(date(2024, 1, 1), MomentOrigin.COLUMN, "a")
    said, later = Moment(date(2024, 2, 1), MomentOrigin.SAID), Moment(date(2024, 3, 1), MomentOrigin.SAID)
    assert surer(None, said) == surer(said, said) == said
    assert surer(said, column) == surer(column, said) == column
    assert surer(said, later) == surer(later, said) == later


@pytest.mark.parametrize(
    ("text", "event", "day", "origin"),
    [
        ("王女士，相册已于3月2日签收，请放心。", "delivery_completed", date(2024, 3, 2), "written"),
        ("照片于2024年4月30日交付客户。", "delivery_completed", date(2024, 4, 30), "written"),
        ("相框收到了，特别喜欢！", "delivery_completed", SENT, "said"),
        ("您的包裹已签收，感谢惠顾", "transaction_completed", SENT, "said"),
        ("The album was collected on 2 March 2024, thank you.", "delivery_completed", date(2024, 3, 2), "written"),
        ("Hello! Our prints arrived this morning.", "delivery_completed", SENT, "said"),
        ("The parcel arrived yesterday.", "delivery_completed", SENT, "said"),
        ("退款已原路退回，三天内到账。", "case_closed", SENT, "said"),
        ("Case 5512 was closed on 6 May 2024.", "case_closed", date(2024, 5, 6), "written"),
        ("We are happy to say that your complaint has been resolved.", "request_closed", SENT, "said"),
        ("您的会员账户已注销。", "account_closed", SENT, "said"),
        ("TD", "withdrawal", SENT, "said"),
        ("本人现撤回此前对贵店的授权", "withdrawal", SENT, "said"),
        ("最后工作日：2024-04-28", "contract_ended", date(2024, 4, 28), "written"),
        ("该批香化已于2024年3月15日放行", "goods_released", date(2024, 3, 15), "written"),
        ("相册收到了吗？", "delivery_completed", None, ""),
        ("还没收到相册", "delivery_completed", None, ""),
        ("如已签收请忽略本邮件", "delivery_completed", None, ""),
        ("预计3月2日交付", "delivery_completed", None, ""),
        ("Has the album been delivered", "delivery_completed", None, ""),
        ("It will be delivered on 2 March 2024", "delivery_completed", None, ""),
        ("The album was delivered on 03/04/2024", "delivery_completed", SENT, "said"),
        ("请注销我的会员账户", "account_closed", None, ""),
        ("您可以随时撤回同意", "withdrawal", None, ""),
        ("投诉什么时候办结？", "case_closed", None, ""),
        ("已收到您的注销申请，5月16日前办结", "request_closed", None, ""),
        ("已收到您的申请，2024-05-08前办结", "request_closed", None, ""),
        ("您的申请于2024年5月16日办结", "request_closed", None, ""),
        ("您的账户已于2024年5月11日注销", "account_closed", date(2024, 5, 11), "written"),
        ("", "case_closed", None, ""),
    ],
)
def test_words_of_a_message_give_a_day_only_where_something_has_happened(text, event, day, origin) -> None:
    found = PHRASES.said_in(text, SENT).get(event)
    assert (found.day if found else None) == day
    assert not found or found.origin == origin


def test_a_message_without_a_date_gives_no_day_but_one_written_out() -> None:
    assert PHRASES.said_in("您的包裹已签收", None) == {}
    assert PHRASES.said_in("照片于2024年4月30日交付", None)["delivery_completed"].day == date(2024, 4, 30)
    assert PHRASES.said_in("照片于4月30日交付", None) == {}


@pytest.mark.parametrize("phrase", catalogue().start_phrases.values(), ids=lambda phrase: phrase.id)
def test_a_phrase_keeps_its_examples(phrase) -> None:
    def told(text: str) -> bool:
        return any(moment.place == phrase.id for moment in PHRASES.said_in(text, date(2024, 8, 1)).values())

    assert [text for text in phrase.examples.match if not told(text)] == []
    assert [text for text in phrase.examples.no_match if told(text)] == []


def test_a_long_text_costs_no_time() -> None:
    assert PHRASES.said_in("已 2024-01-01 " * 20_000 + "on " * 20_000, SENT) == {}


def test_every_origin_has_its_words() -> None:
    for language in LANGUAGES:
        assert [origin for origin in MomentOrigin if f"moment.{origin}" not in words(language)] == []
