from datetime import date

from streamlit.testing.v1 import AppTest

from pages.frame.address import Address
from pages.frame.escape import plain, safe
from pages.frame.facts import new_slug
from pages.frame.formats import number, share, size
from tests.pages.conftest import APP, CONSULTANT, SCANNED, stated, texts


def test_the_url_and_the_address_are_each_others_inverse():
    query = {"lang": "en", "engagement": "a-1", "type": "PHONE,EMAIL", "record": "r1", "page": "3", "sources": "2"}
    assert Address.from_query(query).query() == query


def test_a_url_nobody_understands_becomes_the_default():
    address = Address.from_query({"lang": "xx", "page": "-1", "unheard": "of"})
    assert (address.language, address.page, bool(address.selection)) == ("zh", 1, False)


def test_what_strangers_write_is_neither_markup_nor_a_picture_from_elsewhere():
    assert plain("![x](http://a.example)") == "\\!\\[x\\]\\(http\\://\u2060a\\.example\\)"
    assert "@a" not in plain("me@a.example") and "www." not in plain("www.a.example").replace("\\", "")
    assert safe('<img src="x">') == "&lt;img src=&quot;x&quot;&gt;"


def test_slugs_are_ascii_and_new():
    first = new_slug("上海光屿数码摄影", date(2026, 3, 1), set())
    assert first.isascii() and new_slug("上海光屿数码摄影", date(2026, 3, 1), {first}) not in {"", first}
    assert new_slug("Blue Studio (Ltd.)", date(2026, 3, 1), set()) == "blue-studio-ltd-202603"


def test_an_unknown_number_is_no_zero_and_nearly_all_is_not_all():
    assert (number(None), number(12345)) == ("—", "12,345")
    assert (share(999, 1000), share(1, 1000), share(0, 0)) == (">99%", "<1%", "—")
    assert (size(900), size(597 * 1024)) == ("900 B", "597 KB")


def test_an_empty_workspace_welcomes_and_asks_who_is_working(tmp_path, monkeypatch):
    monkeypatch.setenv("CLOSEOUT_WORKSPACE", str(tmp_path))
    for language, begin in (("zh", "开始工作"), ("en", "Start working")):
        test = AppTest.from_file(APP, default_timeout=60)
        test.query_params["lang"] = language
        test.run()
        assert not test.exception and test.title
        assert [button.label for button in test.button] == [begin]
        assert [f"{number} ·" in texts(test) for number in (1, 2, 3, 4)] == [True, True, True, False]
    test.text_input(key="profile-new-name").set_value("Someone")
    test.button[0].click().run()
    assert not test.exception and test.button(key="demo-studio") and test.button(key="demo-shop")


def test_a_new_engagement_is_created_and_opens_its_sources(tmp_path, monkeypatch):
    monkeypatch.setenv("CLOSEOUT_WORKSPACE", str(tmp_path))
    test = AppTest.from_file(APP, default_timeout=60)
    test.session_state["profile"] = CONSULTANT
    test.query_params["lang"] = "en"
    test.run()
    test.text_input(key="new-company").set_value("Blue Studio")
    next(button for button in test.button if button.label == "Create the engagement").click().run()
    assert not test.exception
    assert stated(test, "engagement").startswith("blue-studio-")
    assert "Sources" in test.title[0].value


def test_nobody_works_namelessly_on_a_deep_link(workspace, monkeypatch):
    monkeypatch.setenv("CLOSEOUT_WORKSPACE", str(workspace))
    test = AppTest.from_file(APP, default_timeout=60)
    test.query_params["lang"], test.query_params["engagement"] = "en", SCANNED
    test.run()
    assert "Who is working?" in texts(test) and "Studio" not in texts(test)


def test_an_unknown_engagement_is_said_in_one_sentence(page):
    test = page("overview", "en", engagement="no-such-case")
    assert not test.exception and "no\\-such\\-case" in test.error[0].value


def test_the_filter_is_kept_across_pages_and_cleared_by_its_chip(page):
    test = page("sources", "en", reason="empty_file", type="PHONE")
    assert stated(test, "type") == "PHONE"
    test.button(key="chip-reason-empty_file").click().run()
    assert "reason" not in test.query_params and stated(test, "type") == "PHONE"
    test.button(key="chips-clear").click().run()
    assert "type" not in test.query_params and stated(test, "lang") == "en"
