"""The tasks page: by phase and as a list, filters from the URL, what is mine."""

import pytest

from engine.strings import LANGUAGES, words
from tests.pages.conftest import EMPTY, texts


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("engagement", [EMPTY, None])
def test_it_opens_by_phase(page, language, engagement):
    test = page("tasks", language, **({"engagement": engagement} if engagement else {}))
    assert not test.exception and not test.error
    total = int(test.metric[0].value.split("/")[1])
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
