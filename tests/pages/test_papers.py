"""Signing off on the page of papers: by somebody else than who printed, once."""

from dataclasses import replace

from engine.model.papers import Paper
from engine.strings import words
from pages.frame.escape import plain
from pages.frame.opening import opened
from tests.pages.conftest import CONSULTANT, SCANNED, texts


def test_a_paper_is_signed_off_by_another_and_then_says_who(filled, monkeypatch, page) -> None:
    folder, say = filled("papers"), words("en")
    monkeypatch.setenv("CLOSEOUT_WORKSPACE", str(folder))
    test = page("papers", "en")
    assert say("papers.none") in texts(test).replace("\\", "")
    desk = opened(str(folder.resolve()))
    own = desk.seat(SCANNED, CONSULTANT).snapshot("en", Paper.LETTER).id
    others = desk.seat(SCANNED, replace(CONSULTANT, name="Another")).snapshot("en", Paper.TASKS).id
    for id, allowed in ((own, False), (others, True)):
        test.session_state["snapshot-chosen"] = id
        test.run()
        button = test.button(key=f"sign-{id}")
        assert button.disabled is not allowed
    button.click().run()
    assert not test.exception and plain(say("papers.signed_now")) in texts(test)
    assert CONSULTANT.name in texts(test) and f"sign-{others}" not in [one.key for one in test.button]
