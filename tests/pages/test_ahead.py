"""What is counted ahead is what pages ask."""

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from engine.desk import ahead
from engine.store.answers import Answers
from pages.frame.opening import opened
from tests.pages.conftest import APP, SCANNED

SCREENS = ("overview", "findings", "sample", "retention", "disposition", "basis", "holds", "sources", "lists")


def test_pages_find_answered_what_was_asked_ahead(
    page: Callable[..., AppTest], filled: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = filled("ahead")
    monkeypatch.setenv("CLOSEOUT_WORKSPACE", str(workspace))
    monkeypatch.setattr(ahead, "WORTHWHILE", 0)
    test = AppTest.from_file(APP, default_timeout=60)
    test.query_params["engagement"] = SCANNED
    assert not test.run().exception  # nobody has said yet who they are
    job = opened(str(workspace))._jobs[SCANNED]  # pyright: ignore[reportPrivateUsage]
    assert job._ahead  # pyright: ignore[reportPrivateUsage]
    job._ahead.join()  # pyright: ignore[reportPrivateUsage]

    made, asked = list[object](), list[object]()
    keep, look_up = Answers.keep, Answers.known
    monkeypatch.setattr(
        Answers, "keep", lambda self, question, *rest: made.append(question) or keep(self, question, *rest)
    )
    monkeypatch.setattr(Answers, "known", lambda self, question: asked.append(question) or look_up(self, question))
    for screen in SCREENS:
        assert not page(screen).exception
    foreseen = [
        (getattr(one.func, "__wrapped__", one.func), one.args, tuple(sorted(one.keywords.items())))
        for one in ahead.QUESTIONS
        if one.func not in (ahead.settled, ahead.spelled_otherwise)  # decisions and searches ask them, not pages
    ]
    assert [one for one in foreseen if one not in asked] == []
    assert [one for one in foreseen if one in made] == []
