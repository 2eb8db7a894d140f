"""The risks page: the matrix from the register, controls that compute at once, decisions with names and dates."""

import json

import pytest

from engine.strings import LANGUAGES, words
from tests.pages.conftest import EMPTY, texts


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
    assert test.info and not json.loads(test.get("plotly_chart")[0].proto.spec)["data"][0].get("text")


def _residual(test):
    return [button.key for button in test.button if str(button.key).endswith("-treat")]


def test_the_register_follows_the_level_of_the_url(page):
    everything, low = page("risks", "en"), page("risks", "en", level="low")
    assert len(_residual(low)) < len(_residual(everything))


def test_effective_without_evidence_is_refused_and_with_it_computed_at_once(page):
    test = page("risks", "en")
    test.selectbox(key="control-encryption_at_rest-answer").set_value("effective")
    save = next(one for one in test.button if one.label == words("en")("risks.save_controls"))
    save.click().run()
    assert test.error and not test.exception
    test.text_input(key="control-encryption_at_rest-evidence").set_value("KMS-2026-01")
    next(one for one in test.button if one.label == words("en")("risks.save_controls")).click().run()
    assert test.success and not test.error
    assert any(caption.value.startswith("1 of") for caption in test.caption)


def test_the_treatment_form_asks_for_name_date_and_reason(page):
    say = words("en")
    test = page("risks", "en")
    test.button(key=_residual(test)[0]).click().run()
    asked = {
        one.label for kind in ("selectbox", "text_input", "date_input", "text_area") for one in getattr(test, kind)
    }
    wanted = ("risk_state", "how", "owner", "due", "accepted_by", "accepted_until", "reason")
    assert not test.exception and {say(f"treatment.{name}") for name in wanted} <= asked
