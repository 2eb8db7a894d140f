import ast
import string
from collections.abc import Iterator
from pathlib import Path

import pytest

from engine.strings import LANGUAGES, words
from engine.views.selection import FACETS
from pages.frame.navigation import SCREENS, SECTIONS

ENGINE = Path(__file__).resolve().parents[2] / "engine"


def _calls() -> Iterator[ast.Call]:
    for file in ENGINE.rglob("*.py"):
        yield from (node for node in ast.walk(ast.parse(file.read_text("utf-8"))) if isinstance(node, ast.Call))


def _said(call: ast.Call, place: int) -> str | None:
    stated = call.args[place] if len(call.args) > place else None
    return stated.value if isinstance(stated, ast.Constant) and isinstance(stated.value, str) else None


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_error_a_person_can_mend_has_its_sentence_and_its_facts(language):
    say = words(language)
    for call in _calls():
        if getattr(call.func, "id", "") == "ActionableError" and (key := _said(call, 0)):
            assert f"error.{key}" in say, key
            blanks = {name for _, name, _, _ in string.Formatter().parse(say(f"error.{key}")) if name}
            assert blanks <= {word.arg for word in call.keywords}, key


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_of_event_has_its_sentence(language):
    say = words(language)
    kinds = {_said(call, 1) for call in _calls() if ast.unparse(call.func).endswith("audit.append")} - {None}
    assert kinds
    assert not [kind for kind in kinds if f"event.{kind}" not in say]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_screen_section_and_facet_has_its_name(language):
    say = words(language)
    names = (
        [f"nav.{one}" for one in SCREENS] + [f"section.{one}" for one in SECTIONS] + [f"facet.{one}" for one in FACETS]
    )
    assert not [name for name in names if name not in say]
