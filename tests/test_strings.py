"""Both languages say everything: sentences for every error, event, reason and code that the engine can utter."""

import re
from pathlib import Path

import pytest

from engine.scan import repeats, resolver
from engine.scan.denied import DENY_LIST
from engine.scan.rules import rules
from engine.strings import LANGUAGES, filled, words

ENGINE = Path(__file__).resolve().parent.parent / "engine"
_SOURCES = "\n".join(file.read_text(encoding="utf-8") for file in sorted(ENGINE.rglob("*.py")))
_BLANK = re.compile(r"\{(\w+)")


def test_the_languages_have_the_same_keys() -> None:
    assert words("zh").keys() == words("en").keys()


def test_a_sentence_has_the_same_blanks_in_every_language() -> None:
    chinese, english = words("zh"), words("en")
    uneven = [
        key for key in sorted(chinese.keys()) if set(_BLANK.findall(chinese(key))) != set(_BLANK.findall(english(key)))
    ]
    assert uneven == []


@pytest.mark.parametrize(
    ("params", "said"),
    [
        ({"number": 1, "due": 2}, "1 record is due, 2 were"),
        ({"number": "1", "due": 1}, "1 record is due, 1 was"),
        ({"number": 0, "due": "1,001"}, "0 records are due, 1,001 were"),
        ({"number": "[a|b]", "due": 1}, "[a|b] records are due, 1 was"),
    ],
)
def test_a_sentence_agrees_with_its_numbers(params: dict[str, object], said: str) -> None:
    assert filled("{number} [record is|records are] due, {due} [was|were]", params) == said


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_agrees_with_a_number_comes_after_it(language: str) -> None:
    say = words(language)
    unled = [key for key in sorted(say.keys()) if re.search(r"^[^{]*\[[^\]|]*\|", say(key))]
    assert unled == [] and [key for key in sorted(say.keys()) if "(s)" in say(key)] == []


def test_english_holds_no_chinese_beyond_names_of_things() -> None:
    han = re.compile(r"[一-鿿]{6,}")
    assert [key for key in sorted(words("en").keys()) if han.search(words("en")(key))] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_error_is_a_sentence(language: str) -> None:
    keys = set(re.findall(r'ActionableError\(\s*"([^"]+)"', _SOURCES))
    assert keys and {key for key in keys if f"error.{key}" not in words(language)} == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_event_is_a_sentence(language: str) -> None:
    kinds = set(re.findall(r'append\(\s*(?:self\.)?_?actor, "(\w+)"', _SOURCES))
    kinds |= set(re.findall(r'"(scan_(?:started|finished|cancelled|failed))"', _SOURCES))
    assert len(kinds) > 10 and {kind for kind in kinds if f"event.{kind}" not in words(language)} == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_recogniser_has_a_name(language: str) -> None:
    ids = {rule.id for rule in rules()} | {resolver.MODEL, repeats.RECOGNIZER, DENY_LIST}
    assert {one for one in ids if f"recognizer.{one}" not in words(language)} == set()
