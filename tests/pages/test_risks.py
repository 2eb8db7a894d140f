"""The risks page: the matrix from the register, controls that compute at once, decisions with names and dates."""

import json

import pytest

from engine.catalogue import catalogue
from engine.strings import LANGUAGES, words
from engine.views.risks import register
from tests.pages.conftest import CONSULTANT, EMPTY, SCANNED, texts


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_draws_matrix_levels_and_movement(page, language):
    test = page("risks", language)
    assert not test.exception and not test.error
    assert len(test.get("plotly_chart")) == 3
    assert "S1 " in texts(test)


@pytest.mark.parametrize("language", LANGUAGES)
def test_unscanned_is_unknown_and_never_low(page, language):
    test = page("risks", language, EMPTY)
    assert not test.exception
    drawn = json.loads(test.get("plotly_chart")[0].proto.spec)["data"][0]
    assert test.info and drawn["text"] == ["1"], "only the systems that nobody handed in are known without a scan"
    assert drawn["customdata"] == [{"risk": ["residual:high:high"]}]


def _residual(test):
    return [button.key for button in test.button if str(button.key).endswith("-treat")]


def test_the_register_follows_the_level_of_the_url(page):
    everything, low = page("risks", "en"), page("risks", "en", level="low")
    assert len(_residual(low)) < len(_residual(everything))


def _said(test):
    """The labels of everything that can be filled in."""
    kinds = ("selectbox", "text_input", "date_input", "text_area", "checkbox")
    return {one.label for kind in kinds for one in getattr(test, kind)}


def test_a_control_is_answered_with_evidence_its_day_and_a_plan_with_owner_and_day(page):
    say = words("en")
    test = page("risks", "en")
    test.button(key="control-encryption_at_rest-open").click().run()
    wanted = ("answer", "evidence", "evidence_on", "planned", "plan_owner", "plan_due")
    assert not test.exception and {say(f"risks.{name}") for name in wanted} <= _said(test)


@pytest.mark.parametrize("language", LANGUAGES)
def test_why_tells_every_level_in_a_sentence_and_leads_to_the_records(page, language):
    say = words(language)
    test = page("risks", language)
    test.button(key="risk-S1-why").click().run()
    assert not test.exception
    said = texts(test)
    for line in ("cause.inherent", "reasons.evidence", "reasons.controls", "reasons.tasks", "reasons.judgements"):
        assert say(line) in said
    assert say("cause.aim_default") in said
    assert {say("reasons.axis"), say("reasons.why")} <= _said(test)


@pytest.fixture
def seat(workspace, monkeypatch):
    """A seat at the desk of the app: a database is opened once per process."""
    monkeypatch.setenv("CLOSEOUT_WORKSPACE", str(workspace))
    from pages.frame.opening import opened

    return opened(str(workspace.resolve())).seat(SCANNED, CONSULTANT)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_contradiction_stands_on_the_page_until_it_is_mended(seat, page, language):
    seat.perform("answer_control", control="encryption_at_rest", answer="absent", planned=True)
    test = page("risks", language)
    name = catalogue().controls["encryption_at_rest"].label[language]
    told = catalogue().x_rays["plan_incomplete"].sentence[language].format(subject=name)
    assert not test.exception and told in texts(test)
    seat.perform("answer_control", control="encryption_at_rest", answer="unanswered")
    assert told not in texts(page("risks", language))


def test_what_a_person_moves_is_computed_shown_and_taken_back(seat, page):
    def steps(seat):
        return next(line for line in seat.view(register).lines if line.scenario == "S9").inherent.impact

    before = steps(seat)
    moved = seat.perform("modify_risk", scenario="S9", axis="impact", steps=1, reason="many of them are *old*")
    assert steps(seat) != before
    test = page("risks", "en")
    assert r"many of them are \*old\*" in texts(test)
    seat.perform("undo_modification", judgement=moved.facts["judgement"])
    assert steps(seat) == before


def test_the_treatment_form_asks_for_name_date_and_reason(page):
    say = words("en")
    test = page("risks", "en")
    test.button(key=_residual(test)[0]).click().run()
    wanted = ("risk_state", "how", "owner", "due", "aim", "review_on", "accepted_by", "accepted_until", "reason")
    assert not test.exception and {say(f"treatment.{name}") for name in wanted} <= _said(test)
