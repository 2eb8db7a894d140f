"""What the tagger marks as health or faith in Latin script is believed where a word tells of it."""

import pytest

from engine.scan.telling import tells


@pytest.mark.parametrize(
    ("kind", "phrase"),
    [
        ("HEALTH", "has Type 2 diabetes"),
        ("HEALTH", "31 wks"),
        ("HEALTH", "just out of a hip op"),
        ("HEALTH", "MS"),
        ("HEALTH", "Tonsillitis"),
        ("HEALTH", "walks with sticks"),
        ("HEALTH", "对乳胶过敏"),
        ("RELIGION", "a Unitarian"),
        ("RELIGION", "no pork"),
        ("RELIGION", "MOML"),
        ("RELIGION", "斋月"),
    ],
)
def test_words_of_a_kind_tell_of_it(kind: str, phrase: str) -> None:
    assert tells(kind, phrase)


@pytest.mark.parametrize(
    ("kind", "phrase"),
    [
        ("HEALTH", "a messy solution"),
        ("HEALTH", "number of paintings"),
        ("HEALTH", "operating system"),
        ("HEALTH", "terminal 2"),
        ("HEALTH", "scary fluid colour"),
        ("RELIGION", "member of the crew"),
        ("RELIGION", "communication"),
        ("RELIGION", "currently a jeweller"),
    ],
)
def test_other_words_do_not(kind: str, phrase: str) -> None:
    assert not tells(kind, phrase)
