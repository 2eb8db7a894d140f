"""The people page: groups and kinds, one person's file, pseudonymous ids."""

import pytest

from engine.model.errors import ActionableError
from engine.strings import LANGUAGES, words
from engine.views.people import people
from engine.views.sameness import Candidate, sameness, subject_of
from engine.views.selection import Selection
from tests.pages.conftest import CONSULTANT, EMPTY, SCANNED, figures, stated, texts


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_opens_with_totals_and_a_masked_list(page, language):
    test = page("people", language)
    assert not test.exception and not test.error
    listed = test.dataframe[0].value
    assert int(figures(test)[words(language)("people.total")]) == len(listed) > 0
    assert not any("陈安安" in name for name in listed["name"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_nobody_known_is_said_not_counted_as_zero(page, language):
    test = page("people", language, EMPTY)
    assert words(language)("people.empty") in texts(test) and not figures(test)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_person_shows_what_is_held_and_why(page, language):
    subject = page("people", language).dataframe[0].value["id"][0]
    test = page("people", language, person=subject)
    assert not test.exception and not test.error and stated(test, "person") == subject
    say = words(language)
    titles = {one.value for one in test.subheader}
    assert {say("people.held"), say("people.why"), say("people.household")} <= titles
    parts = ("places", "kept", "decided", "entries", "notices")
    assert {say(f"dossier.{part}") for part in parts} <= titles
    assert (
        subject in test.header[0].value.replace("\\", "") if test.header else subject in texts(test).replace("\\", "")
    )


def test_values_are_shown_once_on_request_and_the_look_is_logged(page, seat):
    subject = _most_seen(page)
    test = page("people", "zh", person=subject)
    assert "value" not in test.dataframe[0].value
    test.button(key="person-reveal").click().run()
    assert "13900001234" in set(test.dataframe[0].value["value"])
    assert seat.events(1)[0].kind == "person_revealed" and seat.events(1)[0].facts == {"person": subject}
    test.button(key="person-mask").click().run()
    assert "value" not in test.dataframe[0].value


def test_an_unknown_person_leads_back(page):
    test = page("people", "zh", person="P-NOBODY")
    assert not test.exception and words("zh")("error.person_unknown", subject="").split("。")[0][:6] in texts(test)


def test_the_number_of_a_group_is_the_length_of_the_list_it_leads_to(page):
    whole = page("people", "en")
    link = next(one for one in whole.get("page_link") if "type=CN_RESIDENT_ID" in one.proto.query_string)
    types = link.proto.query_string.split("type=")[1].split("&")[0].replace("%2C", ",")
    narrowed = page("people", "en", type=types)
    assert int(link.proto.label.strip("*")) == (len(narrowed.dataframe[0].value) if narrowed.dataframe else 0)
    phones = page("people", "en", type="PHONE")
    assert len(phones.dataframe[0].value) == int(figures(phones)[words("en")("people.total")]) > 0


@pytest.fixture
def seat(page, workspace):
    """A seat at the desk of the app: a database is opened once per process."""
    page("overview")
    from pages.frame.opening import opened

    return opened(str(workspace.resolve())).seat(SCANNED, CONSULTANT)


def _most_seen(page) -> str:
    return page("people", "zh").dataframe[0].value["id"][0]


def test_a_copy_in_clear_waits_for_a_reason(page):
    test = page("people", "zh", person=_most_seen(page))
    assert not any(one.proto.disabled for one in test.get("download_button"))
    test.radio(key="copy-extent").set_value("full").run()
    assert all(one.proto.disabled for one in test.get("download_button"))
    test.text_input(key="copy-reason").set_value("request 3").run()
    assert not test.exception and not any(one.proto.disabled for one in test.get("download_button"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_line_says_what_it_shares_with_which_others(page, language):
    test = page("people", language, person=_most_seen(page))
    say = words(language)
    shares = next(one.value["shares"] for one in test.dataframe if "shares" in one.value)
    assert len(shares) > 1 and all("***" in cell for cell in shares)
    assert say("sameness.weakest", shared="").split("*")[0] in texts(test)
    assert not any(value in " ".join(shares) for value in ("13900001234", "an@mail.example"))


def test_a_split_is_shown_with_its_reason_and_undone_by_a_click(page, seat):
    person = _most_seen(page)
    line = seat.view(sameness, person).lines.lines[-1]
    before = seat.view(people, Selection()).total
    seat.perform("split_person", person=person, appearances=[(line.record, line.ordinal)], reason="not *hers*")
    parted = seat.view(subject_of, line.record, line.ordinal)
    test = page("people", "en", person=parted)
    assert not test.exception and "not \\*hers\\*" in texts(test)
    assert words("en")("sameness.once") in texts(test)
    test.button(key="undo-decision-1").click().run()
    assert not test.exception and stated(test, "person") == person
    assert seat.view(people, Selection()).total == before


def test_a_merge_against_documents_asks_for_insistence(page, seat, monkeypatch):
    person, other = page("people", "zh").dataframe[0].value["id"][:2]

    def refuse(action, **params):
        assert action == "merge_people" and params["other"] == other
        raise ActionableError("merge_against_documents")

    monkeypatch.setattr(
        "pages.frame.sameness.candidates", lambda _database, _person: (Candidate(other, "李*", 1, True),)
    )
    test = page("people", "zh", person=person)
    test.selectbox(key=f"person-other-{person}").select_index(0)
    test.text_input(key="person-reason-merge").set_value("sure").run()
    assert not [one for one in test.checkbox if one.key == "person-insisted"]
    monkeypatch.setattr(type(seat), "perform", lambda self, action, **params: refuse(action, **params))
    test.button(key="person-merge").click().run()
    assert words("zh")("error.merge_against_documents") in texts(test)
    assert [one for one in test.checkbox if one.key == "person-insisted"]
