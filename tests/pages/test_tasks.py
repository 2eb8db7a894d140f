"""The tasks page: by phase and as a list, filters from the URL, what is mine."""

import pytest

from engine.strings import LANGUAGES, words
from pages.frame.escape import plain
from tests.pages.conftest import CONSULTANT, EMPTY, texts


def _total(test) -> int:
    """All tasks, from the figure of those that are closed."""
    return next(
        int(one.proto.label.strip("*").split("/")[1]) for one in test.get("page_link") if " / " in one.proto.label
    )


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("engagement", [EMPTY, None])
def test_it_opens_by_phase(page, language, engagement):
    test = page("tasks", language, **({"engagement": engagement} if engagement else {}))
    assert not test.exception and not test.error
    total = _total(test)
    assert sum(len(table.value) for table in test.dataframe) == total > 0


def test_the_list_holds_every_task_once_the_earliest_first(page):
    test = page("tasks", "en")
    test.session_state["tasks-form"] = "list"
    test.run()
    assert len(test.dataframe) == 1 and "phase" in test.dataframe[0].value
    listed = test.dataframe[0].value
    assert listed["due"].tolist() == sorted(listed["due"].tolist())


def test_the_filter_of_the_url_narrows_the_list(page):
    test = page("tasks", "zh", phase="notify")
    assert len(test.dataframe) == 1 and all(one.startswith("N-") for one in test.dataframe[0].value["id"])


def test_nothing_is_mine_until_it_is_assigned(page):
    test = page("tasks", "en")
    test.toggle(key="tasks-mine").set_value(True).run()
    assert words("en")("tasks.none_of_mine") in texts(test)


def test_the_timeline_draws_every_task_with_a_day(page):
    test = page("tasks", "zh")
    test.session_state["tasks-form"] = "timeline"
    test.run()
    assert not test.exception and not test.dataframe
    assert words("zh")("tasks.timeline_help") in texts(test)


def test_all_listed_tasks_are_given_to_somebody_at_once(page):
    say = words("en")
    test = page("tasks", "en", EMPTY)
    total = _total(test)
    test.selectbox(key="plan-assignee").set_value(CONSULTANT.name).run()
    test.button(key="plan-do").click().run()
    assert not test.exception and plain(say("tasks.planned")) == test.success[0].value
    test.toggle(key="tasks-mine").set_value(True).run()
    assert sum(len(table.value) for table in test.dataframe) == total


def test_the_form_for_a_task_of_ones_own_opens(page):
    test = page("tasks", "zh", EMPTY)
    test.button(key="task-add").click().run()
    assert not test.exception and test.text_input(key="task-new-title")
