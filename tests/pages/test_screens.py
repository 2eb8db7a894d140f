import ast
from datetime import date
from io import BytesIO
from time import sleep

import pytest
from streamlit.testing.v1 import AppTest

from engine.desk import Desk
from engine.model.engagement import DealStructure, Engagement
from engine.strings import LANGUAGES, words
from pages.frame.navigation import SCREENS
from tests.pages.conftest import APP, CONSULTANT, EMPTY, ROOT, SCANNED, texts
from tests.small import sources


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("engagement", [EMPTY, SCANNED])
def test_every_page_opens(page, screen, language, engagement):
    test = page(screen, language, engagement)
    assert not test.exception and not test.error
    assert test.title


@pytest.mark.parametrize("screen", SCREENS.values(), ids=lambda one: one.id)
def test_a_page_has_no_bare_words_between_its_lines_because_streamlit_would_draw_them(screen):
    body = ast.parse((ROOT / screen.path).read_text(encoding="utf-8")).body
    bare = [one.lineno for one in body[1:] if isinstance(one, ast.Expr) and isinstance(one.value, ast.Constant)]
    assert bare == []


def test_not_scanned_is_never_shown_as_clean(page):
    said = texts(page("overview", "en", EMPTY))
    say = words("en")
    assert say("overview.not_received") in said and say("overview.unknown") in said
    assert say("verdict.transfer.unknown") in said
    assert "**0**" not in said


def test_the_overview_leads_to_the_pages_with_their_filter(page):
    links = [one.proto.query_string for one in page("overview", "en").get("page_link")]
    assert any("finding_state=open" in query for query in links)
    assert any("disposition=undecided" in query for query in links)
    assert all("lang=en" in query and f"engagement={SCANNED}" in query for query in links)


def test_a_company_name_is_no_markup(page):
    assert r"\*stars\*" in page("overview", "en").title[0].value


def test_every_source_says_what_was_found_and_every_bad_file_has_one_sentence(page):
    test = page("sources", "en")
    listed = test.dataframe[0].value
    parts = [listed[name] for name in ("scanned", "warned", "skipped", "duplicates")]
    assert list(listed["found"]) == [sum(counts) for counts in zip(*parts, strict=True)]
    assert listed["name"].tolist() == ["box.mbox", "customers.txt", "strange.bin", "nothing.csv"]
    reasons = test.dataframe[1].value["codes"].tolist()
    say = words("en")
    assert {say("skipped.unknown_format"), say("skipped.empty_file")} <= set(reasons)


def test_the_sources_page_filters_by_reason(page):
    test = page("sources", "zh", reason="empty_file")
    assert test.dataframe[1].value["codes"].tolist() == [words("zh")("skipped.empty_file")]


def test_facts_are_yes_no_or_unknown_and_saving_assesses_anew(page):
    test = page("engagement", "en", EMPTY)
    answer = test.radio(key=f"facts-{EMPTY}-is_online_seller")
    assert answer.value == "unknown"
    answer.set_value("no")
    next(button for button in test.button if button.label == "Save and assess anew").click().run()
    assert not test.exception and test.success
    assert test.radio(key=f"facts-{EMPTY}-is_online_seller").value == "no"


def test_the_log_speaks_the_persons_language_and_its_chain_is_verified(page):
    test = page("log", "zh")
    rows = test.dataframe[0].value
    assert any(what.startswith("扫描完成") for what in rows["what"])
    assert all("未经身份验证" in actor for actor in rows["actor"])
    test.button(key="verify").click().run()
    assert test.success and "链条完整" in test.success[0].value


def test_what_waits_is_scanned_at_a_click_and_the_end_leads_to_the_overview(tmp_path, monkeypatch):
    monkeypatch.setenv("CLOSEOUT_WORKSPACE", str(tmp_path))
    desk = Desk(tmp_path, workers=1)
    desk.create(Engagement("new-case", "New Co", DealStructure.MERGER, date(2026, 1, 15)), CONSULTANT)
    desk.seat("new-case", CONSULTANT).receive("customers.txt", BytesIO(sources()["customers.txt"]))
    desk.close()
    test = AppTest.from_file(APP, default_timeout=60)
    test.session_state["profile"] = CONSULTANT
    test.query_params["lang"], test.query_params["engagement"] = "en", "new-case"
    test.switch_page("pages/evidence/sources.py").run()
    test.button(key="scan-start").click().run()
    for _ in range(100):
        if "Scan finished" in texts(test):
            break
        assert not test.exception
        sleep(0.3)
        test.run()
    assert "2 items read" in texts(test)
    assert any(one.proto.label == "See the overview" for one in test.get("page_link"))
